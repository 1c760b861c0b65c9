using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Prazo.Engine.Agreements;

/// <summary>One pass over a typed text: the tokens, where it stands, and the first thing found wrong.</summary>
internal sealed class WithinReading(string text, Position at, string path)
{
    readonly ImmutableArray<WithinToken> tokens = WithinTokens.Cut(text);
    int next;

    public string Text => text;
    public Problem? Problem { get; private set; }
    public bool AtEnd => next >= tokens.Length;
    public WithinToken Current => AtEnd ? new(WithinTokenKind.Symbol, "", text.Length) : tokens[next];
    public WithinToken Following => next + 1 < tokens.Length ? tokens[next + 1] : new(WithinTokenKind.Symbol, "", text.Length);

    public WithinToken Take() => AtEnd ? Current : tokens[next++];

    public bool IsAhead(int count, string word) => next + count < tokens.Length && tokens[next + count].Is(word);

    /// <summary>Takes all of the words, or none of them.</summary>
    public bool TryTake(params ReadOnlySpan<string> words)
    {
        if (next + words.Length > tokens.Length)
            return false;
        for (var i = 0; i < words.Length; i++)
            if (!tokens[next + i].Is(words[i]))
                return false;
        next += words.Length;
        return true;
    }

    /// <summary>One token, fit for a one-line message.</summary>
    public static string Excerpt(WithinToken token) => new WithinReading(token.Text, default, "").Excerpt(0);

    /// <summary>What stands from there on, fit for a one-line message: short, without control characters.</summary>
    public string Excerpt(int from)
    {
        var rest = text.AsSpan(from).Trim();
        var shown = rest.Length > 40 ? $"{rest[..40]}…" : rest.ToString();
        return string.Create(shown.Length, shown, static (to, s) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = char.IsControl(s[i]) || char.IsSurrogate(s[i]) || s[i] is '\u2028' or '\u2029' ? '?' : s[i];
        });
    }

    /// <summary>The rest of the text as one name, or null when it is not one.</summary>
    public string? TakeName()
    {
        var rest = text[Current.Offset..].TrimEnd();
        if (!WithinTokens.IsName(rest))
            return null;
        next = tokens.Length;
        return rest;
    }

    /// <summary>A whole number from 1 to <paramref name="max"/>.</summary>
    public int? TakeCount(int max, string unit, string tooLongHint)
    {
        var token = Take();
        if (!token.IsNumber)
            return Fail<int>(token, "duration-number", $"a whole number of {unit} is missing", $"write it as digits, such as `2 {unit}`");
        if (token.Text.AsSpan().IndexOfAny('.', ',') >= 0)
            return Fail<int>(token, "fractional-duration", $"`{Excerpt(token)}` is not a whole number of {unit}", "write whole numbers; for parts of a day write hours and minutes, such as `12h` or `1h30m`");
        var significant = token.Text.TrimStart('0');
        if (significant.Length == 0)
            return Fail<int>(token, "zero-duration", $"0 {unit} promises nothing", $"write at least `1 {unit}`");
        if (significant.Length > 9 || int.Parse(significant, CultureInfo.InvariantCulture) > max)
            return Fail<int>(token, "duration-too-long", $"{Excerpt(token)} {unit} is more than the {max.ToString(CultureInfo.InvariantCulture)} that can be promised", tooLongHint);
        return int.Parse(significant, CultureInfo.InvariantCulture);
    }

    /// <summary>A time of day <c>HH:MM</c>.</summary>
    public LocalTime? TakeTime(string after)
    {
        var token = Take();
        if (token.Kind != WithinTokenKind.Time)
            return Fail<LocalTime>(token, "duration-time", $"a time of day is missing after `{after}`", $"write hours and minutes, such as `{after} 16:00`");
        var colon = token.Text.IndexOf(':', StringComparison.Ordinal);
        var hours = token.Text.AsSpan(0, colon);
        var minutes = token.Text.AsSpan(colon + 1);
        if (hours.Length > 2 || minutes.Length != 2 || minutes.IndexOf(':') >= 0)
            return Fail<LocalTime>(token, "duration-time", $"`{Excerpt(token)}` is not a time of day", "write hours and minutes, such as `16:00`");
        var (h, m) = (int.Parse(hours, CultureInfo.InvariantCulture), int.Parse(minutes, CultureInfo.InvariantCulture));
        if (h > 23 || m > 59)
            return Fail<LocalTime>(token, "duration-time", $"there is no {Excerpt(token)} on a day", "write `00:00` to `23:59`; for midnight at the end of the day write `by end of day`");
        return new LocalTime(h, m);
    }

    public T? Fail<T>(WithinToken where, string code, string message, string hint) where T : struct
    {
        Refuse(where, code, message, hint);
        return null;
    }

    /// <summary>Keeps the first problem only: what follows from it would confuse.</summary>
    public Within? Refuse(WithinToken where, string code, string message, string hint)
    {
        var position = at.Line > 0 ? at with { Column = at.Column + where.Offset } : at;
        Problem ??= new(Severity.Error, code, position, path, message, hint);
        return null;
    }
}
