using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

internal enum WithinTokenKind { Number, Time, Date, Word, Symbol }

/// <param name="Offset">Of its first character in the text, from 0.</param>
internal readonly record struct WithinToken(WithinTokenKind Kind, string Text, int Offset)
{
    public bool IsNumber => Kind == WithinTokenKind.Number;

    public bool Is(string word) =>
        Kind is WithinTokenKind.Word or WithinTokenKind.Symbol && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts a typed duration into numbers, times of day, dates, words of letters, and single symbols.</summary>
internal static class WithinTokens
{
    public static ImmutableArray<WithinToken> Cut(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<WithinToken>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var (kind, end) = char.IsAsciiDigit(text[i]) ? Numeric(text, i)
                : char.IsLetter(text[i]) ? (WithinTokenKind.Word, While(text, i, char.IsLetter))
                : (WithinTokenKind.Symbol, i + 1);
            tokens.Add(new(kind, text[i..end], i));
            i = end;
        }
        return tokens.ToImmutable();
    }

    /// <summary>A name stands alone, up to the next space: letters, digits, <c>_ - . :</c>, so that column and target names need no quotes.</summary>
    public static bool IsName(string word)
    {
        if (word.Length is 0 or > 100 || !(char.IsLetter(word[0]) || word[0] == '_'))
            return false;
        foreach (var c in word)
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or ':'))
                return false;
        return true;
    }

    static (WithinTokenKind, int) Numeric(string text, int start)
    {
        var end = While(text, start, char.IsAsciiDigit);
        if (Follows(text, end, ':'))
            return (WithinTokenKind.Time, While(text, end, c => char.IsAsciiDigit(c) || c == ':'));
        foreach (var separator in "-/")
        {
            if (Follows(text, end, separator) && Follows(text, While(text, end + 1, char.IsAsciiDigit), separator))
                return (WithinTokenKind.Date, While(text, end, c => char.IsAsciiDigit(c) || c == separator));
        }
        if (Follows(text, end, '.') || Follows(text, end, ','))
            end = While(text, end + 1, char.IsAsciiDigit);
        return (WithinTokenKind.Number, end);
    }

    static bool Follows(string text, int at, char separator) =>
        at + 1 < text.Length && text[at] == separator && char.IsAsciiDigit(text[at + 1]);

    static int While(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
            at++;
        return at;
    }
}
