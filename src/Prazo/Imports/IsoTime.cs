using System.Runtime.CompilerServices;

namespace Prazo.Imports;

/// <summary>ISO 8601 as exports write it: date, T or blank, hours and minutes, perhaps seconds, a fraction, an offset.</summary>
internal static class IsoTime
{
    public static bool TryParse(ReadOnlySpan<byte> s, out ReadTime time)
    {
        time = default;
        if (s.Length < 10 || s[4] != '-' || s[7] != '-' || !Two(s, 0, out var century) || !Two(s, 2, out var year) || !Two(s, 5, out var month) || !Two(s, 8, out var day))
            return false;
        year += century * 100;
        if (!IsDate(year, month, day))
            return false;
        if (s.Length == 10)
        {
            time = new(Millis(year, month, day, 0, 0, 0, 0), null);
            return true;
        }
        if (s.Length < 16 || s[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || s[13] != ':' || !Two(s, 11, out var hour) || !Two(s, 14, out var minute))
            return false;
        int i = 16, second = 0, millis = 0;
        if (i < s.Length && s[i] == ':')
        {
            if (!Two(s, 17, out second))
                return false;
            i = 19;
            if (i < s.Length && s[i] is (byte)'.' or (byte)',')
            {
                i++;
                if (!DatePattern.Fraction(s, ref i, 1, int.MaxValue, out millis))
                    return false;
            }
        }
        int? offset = null;
        if (i < s.Length)
        {
            if (s[i] == ' ')
                i++;
            if (!Offset(s, ref i, out offset) || i != s.Length)
                return false;
        }
        if (hour > 23 || minute > 59 || second > 59)
            return false;
        time = new(Millis(year, month, day, hour, minute, second, millis), offset);
        return true;
    }

    /// <summary>Z, UTC, GMT, +hh, +hhmm or +hh:mm.</summary>
    public static bool Offset(ReadOnlySpan<byte> s, ref int i, out int? seconds)
    {
        seconds = null;
        var rest = s[Math.Min(i, s.Length)..];
        if (rest.IsEmpty)
            return false;
        if (rest[0] is (byte)'Z' or (byte)'z')
        {
            (i, seconds) = (i + 1, 0);
            return true;
        }
        if (rest.StartsWith("UTC"u8) || rest.StartsWith("GMT"u8))
        {
            (i, seconds) = (i + 3, 0);
            return true;
        }
        if (rest[0] is not ((byte)'+' or (byte)'-') || !Two(rest, 1, out var hours))
            return false;
        var length = 3;
        var minutes = 0;
        var colon = rest.Length > 3 && rest[3] == ':';
        if (colon || rest.Length > 3 && (uint)(rest[3] - '0') <= 9)
        {
            if (!Two(rest, colon ? 4 : 3, out minutes))
                return false;
            length = colon ? 6 : 5;
        }
        if (hours > 18 || minutes > 59)
            return false;
        i += length;
        seconds = (hours * 3600 + minutes * 60) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Two(ReadOnlySpan<byte> s, int at, out int value)
    {
        value = 0;
        if (at + 1 >= s.Length)
            return false;
        uint tens = s[at] - (uint)'0', ones = s[at + 1] - (uint)'0';
        value = (int)(tens * 10 + ones);
        return tens <= 9 && ones <= 9;
    }

    public static bool IsDate(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DateTime.DaysInMonth(year, month));

    /// <summary>Milliseconds from 1970-01-01T00:00, by the count of days in the proleptic Gregorian calendar with years that begin in March.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Millis(int year, int month, int day, int hour, int minute, int second, int millis)
    {
        var y = month <= 2 ? year - 1 : year;
        var m = month <= 2 ? month + 9 : month - 3;
        var days = 365L * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
        return (days * 86400 + hour * 3600 + minute * 60 + second) * 1000 + millis;
    }
}
