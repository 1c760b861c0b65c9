using System.Collections.Immutable;
using System.Text;

namespace Prazo.Imports;

/// <summary>A time as read: milliseconds since 1970-01-01T00:00 on the wall clock, with the offset if one was written.</summary>
internal readonly record struct ReadTime(long LocalMillis, int? OffsetSeconds);

/// <summary>A date pattern compiled to steps over bytes. Letters as in .NET: yyyy yy M MM MMM d dd H HH h hh m mm s ss f…, F…, tt, zzz; text in quotes;
/// <c>iso</c>, <c>unix</c> and <c>unix-ms</c> by name.</summary>
internal sealed class DatePattern
{
    private enum Step : byte { Literal, Year4, Year2, Month, MonthName, Day, Hour24, Hour12, Minute, Second, Fraction, Point, OptionalFraction, AmPm, Offset }

    private readonly record struct Token(Step Step, byte Min, byte Max);

    private readonly ImmutableArray<Token> _tokens;
    private readonly FixedDate? _fixed;
    private readonly Func<ReadOnlySpan<byte>, ReadTime?>? _named;

    private DatePattern(string text, ImmutableArray<Token> tokens, Func<ReadOnlySpan<byte>, ReadTime?>? named = null)
    {
        (Text, _tokens, _named) = (text, tokens, named);
        _fixed = named is null ? FixedDate.Of(text) : null;
    }

    public string Text { get; }
    public bool HasOffset { get; private init; }
    public bool HasTime { get; private init; }

    public static DatePattern? Parse(string text, out string error)
    {
        error = "";
        if (text is "iso")
            return new(text, [], s => IsoTime.TryParse(s, out var t) ? t : null) { HasTime = true };
        if (text is "unix" or "unix-ms")
            return new(text, [], s => Epoch(s, text == "unix" ? 1000 : 1)) { HasTime = true, HasOffset = true };
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c == '\'')
            {
                var close = text.IndexOf('\'', i + 1);
                if (close < 0)
                {
                    error = "a quote is not closed";
                    return null;
                }
                Literal(tokens, text[(i + 1)..close]);
                i = close + 1;
                continue;
            }
            var run = 1;
            while (i + run < text.Length && text[i + run] == c)
                run++;
            if (!char.IsAsciiLetter(c) || c == 'T')
                Literal(tokens, text.Substring(i, run));
            else if (TokenOf(c, run) is { } token)
            {
                // Without a fraction its point is left out, too.
                if (token.Step == Step.OptionalFraction && tokens.Count > 0 && tokens[^1] is { Step: Step.Literal, Min: (byte)'.' } point)
                    tokens[^1] = point with { Step = Step.Point };
                tokens.Add(token);
            }
            else
            {
                error = $"'{text.Substring(i, run)}' is not a part of a date pattern";
                return null;
            }
            i += run;
        }
        return Checked(text, tokens.ToImmutable(), out error);
    }

    private static DatePattern? Checked(string text, ImmutableArray<Token> tokens, out string error)
    {
        int Count(params Step[] steps) => tokens.Count(t => steps.Contains(t.Step));
        error = Count(Step.Year4, Step.Year2) != 1 ? "it needs one year (yyyy)"
            : Count(Step.Month, Step.MonthName) != 1 ? "it needs one month (MM; minutes are mm)"
            : Count(Step.Day) != 1 ? "it needs one day (dd)"
            : Count(Step.Hour12) == 1 != (Count(Step.AmPm) == 1) ? "hh goes with tt; for 24 hours write HH"
            : tokens.GroupBy(t => t.Step).Any(g => g.Key != Step.Literal && g.Count() > 1) ? "a part occurs twice"
            : "";
        return error.Length > 0 ? null
            : new(text, tokens) { HasTime = Count(Step.Hour24, Step.Hour12) == 1, HasOffset = Count(Step.Offset) == 1 };
    }

    private static void Literal(ImmutableArray<Token>.Builder tokens, string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
            tokens.Add(new(Step.Literal, b, 0));
    }

    private static Token? TokenOf(char c, int run) => (c, run) switch
    {
        ('y', 4) => new(Step.Year4, 4, 4),
        ('y', 2) => new(Step.Year2, 2, 2),
        ('M', 1 or 2) => new(Step.Month, (byte)run, 2),
        ('M', 3 or 4) => new(Step.MonthName, 0, 0),
        ('d', 1 or 2) => new(Step.Day, (byte)run, 2),
        ('H', 1 or 2) => new(Step.Hour24, (byte)run, 2),
        ('h', 1 or 2) => new(Step.Hour12, (byte)run, 2),
        ('m', 1 or 2) => new(Step.Minute, (byte)run, 2),
        ('s', 1 or 2) => new(Step.Second, (byte)run, 2),
        ('f', <= 9) => new(Step.Fraction, (byte)run, (byte)run),
        ('F', <= 9) => new(Step.OptionalFraction, 0, (byte)run),
        ('t', 1 or 2) => new(Step.AmPm, 0, 0),
        ('z', 1 or 2 or 3) or ('K', 1) or ('X', 3) => new(Step.Offset, 0, 0),
        _ => null,
    };

    /// <summary>Reads the whole of <paramref name="s"/>, or says no.</summary>
    public bool TryParse(ReadOnlySpan<byte> s, out ReadTime time)
    {
        time = default;
        if (_named is not null)
        {
            var read = _named(s);
            time = read.GetValueOrDefault();
            return read is not null;
        }
        return _fixed is not null ? _fixed.TryParse(s, out time) : TryParseSteps(s, out time);
    }

    /// <summary>The general way, step by step.</summary>
    internal bool TryParseSteps(ReadOnlySpan<byte> s, out ReadTime time)
    {
        time = default;
        int i = 0, year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, millis = 0;
        bool? afternoon = null;
        int? offset = null;
        var hasFraction = true;
        foreach (var token in _tokens)
        {
            switch (token.Step)
            {
                case Step.Literal: if (i >= s.Length || s[i++] != token.Min) return false; break;
                case Step.Point: if (hasFraction = i + 1 < s.Length && s[i] == '.' && (uint)(s[i + 1] - '0') <= 9) i++; break;
                case Step.Year4: if (!Digits(s, ref i, token, out year)) return false; break;
                case Step.Year2: if (!Digits(s, ref i, token, out year)) return false; year += year > 68 ? 1900 : 2000; break;
                case Step.Month: if (!Digits(s, ref i, token, out month)) return false; break;
                case Step.MonthName: if ((month = MonthNames.Read(s, ref i)) == 0) return false; break;
                case Step.Day: if (!Digits(s, ref i, token, out day)) return false; break;
                case Step.Hour24: if (!Digits(s, ref i, token, out hour)) return false; break;
                case Step.Hour12: if (!Digits(s, ref i, token, out hour) || hour is 0 or > 12) return false; break;
                case Step.Minute: if (!Digits(s, ref i, token, out minute)) return false; break;
                case Step.Second: if (!Digits(s, ref i, token, out second)) return false; break;
                case Step.Fraction: if (!Fraction(s, ref i, token.Min, token.Max, out millis)) return false; break;
                case Step.OptionalFraction: if (hasFraction) Fraction(s, ref i, 0, token.Max, out millis); break;
                case Step.AmPm: if (!AmPm(s, ref i, ref afternoon)) return false; break;
                case Step.Offset: if (!IsoTime.Offset(s, ref i, out offset)) return false; break;
            }
        }
        if (afternoon is { } pm)
            hour = hour % 12 + (pm ? 12 : 0);
        if (i != s.Length || !IsoTime.IsDate(year, month, day) || hour > 23 || minute > 59 || second > 59)
            return false;
        time = new(IsoTime.Millis(year, month, day, hour, minute, second, millis), offset);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> s, ref int i, Token token, out int value)
    {
        value = 0;
        var start = i;
        while (i < s.Length && i - start < token.Max && (uint)(s[i] - '0') <= 9)
            value = value * 10 + (s[i++] - '0');
        return i - start >= token.Min;
    }

    internal static bool Fraction(ReadOnlySpan<byte> s, ref int i, int min, int max, out int millis)
    {
        millis = 0;
        int start = i, unit = 100;
        for (; i < s.Length && i - start < max && (uint)(s[i] - '0') <= 9; i++, unit /= 10)
            millis += (s[i] - '0') * unit;
        return i - start >= min;
    }

    private static bool AmPm(ReadOnlySpan<byte> s, ref int i, ref bool? afternoon)
    {
        if (i >= s.Length)
            return false;
        var first = s[i] | 0x20;
        if (first is not ('a' or 'p'))
            return false;
        i++;
        if (i < s.Length && s[i] == '.')
            i++;
        if (i < s.Length && (s[i] | 0x20) == 'm')
            i++;
        if (i < s.Length && s[i] == '.')
            i++;
        afternoon = first == 'p';
        return true;
    }

    private static ReadTime? Epoch(ReadOnlySpan<byte> s, long unit) =>
        System.Buffers.Text.Utf8Parser.TryParse(s, out long value, out var used) && used == s.Length && Math.Abs(value) < 253_402_300_800_000 / unit
            ? new ReadTime(value * unit, 0)
            : null;
}

/// <summary>Month names and their abbreviations in English, Portuguese and Romanian.</summary>
internal static class MonthNames
{
    private static readonly (byte[] Name, int Month)[] Names =
        [.. new[]
        {
            "january jan janeiro ianuarie ian", "february feb fevereiro fev februarie", "march mar março marco martie", "april apr abril abr aprilie",
            "may maio mai", "june jun junho iunie iun", "july jul julho iulie iul", "august aug agosto ago", "september sep sept setembro set septembrie",
            "october oct outubro out octombrie", "november nov novembro noiembrie noi", "december dec dezembro dez decembrie",
        }.SelectMany((names, i) => names.Split(' ').Select(n => (Encoding.UTF8.GetBytes(n), i + 1))).OrderByDescending(n => n.Item1.Length)];

    /// <summary>The month whose name stands at <paramref name="i"/>, an abbreviation's full stop included; 0 if none.</summary>
    public static int Read(ReadOnlySpan<byte> s, ref int i)
    {
        foreach (var (name, month) in Names)
        {
            if (s.Length - i < name.Length || !Ascii.EqualsIgnoreCase(s.Slice(i, name.Length), name) && !s.Slice(i, name.Length).SequenceEqual(name))
                continue;
            i += name.Length;
            if (i < s.Length && s[i] == '.')
                i++;
            return month;
        }
        return 0;
    }
}
