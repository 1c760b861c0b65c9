using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NodaTime;
using Prazo.Engine;

namespace Prazo.Imports;

internal enum DateOutcome { Read, Missing, Bad, NoZone }

/// <summary>Reads the instants of one column, and notices when day and month seem swapped.</summary>
internal sealed partial class DateReader
{
    private static readonly long Earliest = Instant.FromUtc(1970, 1, 1, 0, 0).ToUnixTimeMilliseconds();
    private static readonly long Latest = Instant.FromUtc(2200, 1, 1, 0, 0).ToUnixTimeMilliseconds();
    private readonly ImmutableArray<DatePattern> _patterns;
    private readonly DatePattern[] _swapped;
    private readonly MissingValues _missing;
    private readonly ZoneMap? _zone;
    private long _read, _bad;
    private readonly long[] _fitSwapped;
    private long _firstBadLine;

    public DateReader(string column, ImmutableArray<DatePattern> patterns, ZoneMap? zone, MissingValues missing)
    {
        (Column, _patterns, _zone, _missing) = (column, patterns, zone, missing);
        _swapped = [.. patterns.Select(p => Swap(p.Text)).OfType<string>().Select(t => DatePattern.Parse(t, out _)).OfType<DatePattern>()];
        _fitSwapped = new long[_swapped.Length];
    }

    public string Column { get; }

    /// <summary>Years 1970 to 2199: others are no times of tickets, and calendars need not reach there.</summary>
    public static bool InRange(long instant) => instant >= Earliest && instant < Latest;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public DateOutcome Read(ReadOnlySpan<byte> text, long line, out long instant)
    {
        instant = -1;
        text = text.Trim((byte)' ');
        if (text.IsEmpty)
            return DateOutcome.Missing;
        foreach (var pattern in _patterns)
        {
            if (!pattern.TryParse(text, out var time))
                continue;
            if (time.OffsetSeconds is null && _zone is null)
                return DateOutcome.NoZone;
            instant = time.OffsetSeconds is { } offset ? time.LocalMillis - offset * 1000L : _zone!.ToInstant(time.LocalMillis);
            if (!InRange(instant))
                return _missing.Has(text) ? DateOutcome.Missing : DateOutcome.Bad;
            _read++;
            return DateOutcome.Read;
        }
        if (_missing.Has(text))
            return DateOutcome.Missing;
        CountBad(text, line);
        return DateOutcome.Bad;
    }

    private void CountBad(ReadOnlySpan<byte> text, long line)
    {
        if (_bad++ == 0)
            _firstBadLine = line;
        for (var i = 0; i < _swapped.Length; i++)
            if (_swapped[i].TryParse(text, out _))
                _fitSwapped[i]++;
    }

    public string Expected => string.Join(" or ", _patterns.Select(p => p.Text == "iso" ? "ISO (2026-03-02T09:00:00)" : p.Text));

    public Reason Reason(DateOutcome outcome, ReadOnlySpan<byte> text) => outcome == DateOutcome.NoZone
        ? new("no-zone", Column, $"the time '{Shown(text)}' has no offset", "write `zone:` with the IANA zone of the file's local times")
        : new("bad-date", Column, $"'{Shown(text)}' is not a date", $"expected {Expected}, years 1970 to 2199");

    public static string Shown(ReadOnlySpan<byte> text) => text.Length <= 60 ? Utf8.Decode(text) : Utf8.Decode(text[..60]) + "…";

    /// <summary>One clear problem when a good part of the column fails and nearly all of that would fit with day and month the other way round.</summary>
    public void ReportSwap(string file, ImportLog log)
    {
        if (_bad < 3 || _bad * 10 < _read + _bad)
            return;
        for (var i = 0; i < _swapped.Length; i++)
        {
            if (_fitSwapped[i] * 10 < _bad * 9)
                continue;
            log.Error("day-month-swapped", new Position(file, (int)_firstBadLine, 1), Column,
                string.Create(CultureInfo.InvariantCulture, $"day and month seem swapped: {_bad:N0} of {_read + _bad:N0} dates do not fit {Swap(_swapped[i].Text)}, but {_fitSwapped[i]:N0} of them fit {_swapped[i].Text}; the dates that were read may be wrong, too"),
                $"write `dates: [\"{_swapped[i].Text}\"]` in the mapping");
            return;
        }
    }

    /// <summary>The pattern with day and month exchanged; null when it has a month's name.</summary>
    internal static string? Swap(string pattern)
    {
        if (pattern.Contains("MMM", StringComparison.Ordinal) || !pattern.Contains('d', StringComparison.Ordinal))
            return null;
        return DayOrMonth().Replace(pattern, m => m.Value switch { "d" => "M", "dd" => "MM", "M" => "d", _ => "dd" });
    }

    [GeneratedRegex("dd?|MM?", RegexOptions.None, 1000)]
    private static partial Regex DayOrMonth();
}

/// <summary>Texts that stand for "no value".</summary>
internal sealed class MissingValues
{
    private readonly byte[][] _texts;
    private readonly int _longest;

    public MissingValues(IEnumerable<string> texts)
    {
        _texts = [.. texts.Where(t => t.Length > 0).Select(System.Text.Encoding.UTF8.GetBytes)];
        _longest = _texts.Length == 0 ? 0 : _texts.Max(t => t.Length);
    }

    public bool Has(ReadOnlySpan<byte> trimmed)
    {
        if (trimmed.IsEmpty)
            return true;
        if (trimmed.Length > _longest)
            return false;
        foreach (var text in _texts)
            if (trimmed.SequenceEqual(text))
                return true;
        return false;
    }
}
