using System.Runtime.CompilerServices;

namespace Prazo.Imports;

/// <summary>The most common patterns, with every part at a fixed place: year, month and day in digits, then perhaps hours, minutes and seconds.</summary>
internal sealed class FixedDate
{
    private readonly int _length, _year, _month, _day, _hour, _minute, _second;
    private readonly (int At, byte Literal)[] _literals;

    private FixedDate(string pattern)
    {
        _length = pattern.Length;
        (_year, _month, _day) = (At(pattern, "yyyy"), At(pattern, "MM"), At(pattern, "dd"));
        (_hour, _minute, _second) = (At(pattern, "HH"), At(pattern, "mm"), At(pattern, "ss"));
        _literals = [.. Enumerable.Range(0, _length).Where(i => !char.IsAsciiLetter(pattern[i]) || pattern[i] == 'T').Select(i => (i, (byte)pattern[i]))];
    }

    /// <summary>Null when the pattern has other parts than these.</summary>
    public static FixedDate? Of(string pattern)
    {
        var rest = pattern;
        foreach (var part in new[] { "yyyy", "MM", "dd", "HH", "mm", "ss" })
            rest = rest.Replace(part, "", StringComparison.Ordinal);
        return rest.All(c => c is 'T' || char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c != '\'') && pattern.Contains("yyyy", StringComparison.Ordinal) ? new(pattern) : null;
    }

    private static int At(string pattern, string part) => pattern.IndexOf(part, StringComparison.Ordinal);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryParse(ReadOnlySpan<byte> s, out ReadTime time)
    {
        time = default;
        if (s.Length != _length)
            return false;
        foreach (var (at, literal) in _literals)
            if (s[at] != literal)
                return false;
        var wrong = 0u;
        var year = 100 * Two(s, _year, ref wrong) + Two(s, _year + 2, ref wrong);
        var month = Two(s, _month, ref wrong);
        var day = Two(s, _day, ref wrong);
        var hour = _hour < 0 ? 0 : Two(s, _hour, ref wrong);
        var minute = _minute < 0 ? 0 : Two(s, _minute, ref wrong);
        var second = _second < 0 ? 0 : Two(s, _second, ref wrong);
        if (wrong != 0 || hour > 23 || minute > 59 || second > 59 || !IsoTime.IsDate(year, month, day))
            return false;
        time = new(IsoTime.Millis(year, month, day, hour, minute, second, 0), null);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Two(ReadOnlySpan<byte> s, int at, ref uint wrong)
    {
        uint tens = s[at] - (uint)'0', ones = s[at + 1] - (uint)'0';
        wrong |= (tens > 9 ? 1u : 0) | (ones > 9 ? 1u : 0);
        return (int)(tens * 10 + ones);
    }
}
