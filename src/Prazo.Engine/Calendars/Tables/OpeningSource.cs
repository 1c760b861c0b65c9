using NodaTime;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>A stretch of Unix seconds [Start, End).</summary>
internal readonly record struct Stretch(long Start, long End);

/// <summary>What a calendar definition offers to the compiler: its openings over a stretch of time.</summary>
internal abstract class OpeningSource(DateTimeZone zone)
{
    /// <summary>No opening, and no day within a maximal opening that is open whole, is longer than this.</summary>
    public const long Margin = 4 * 86_400L;

    public DateTimeZone Zone => zone;

    /// <summary>Openings as people see them, sorted by start, not merged: a day's shift ends with it although the next day's begins there.
    /// Complete for starts in [from, to); what starts before and reaches in is there too.</summary>
    public abstract List<Stretch> Pieces(long from, long to);

    /// <summary>Name of the holiday or exception on a date.</summary>
    public abstract string? HolidayOn(LocalDate date);

    /// <summary>Joins sorted stretches that touch or overlap.</summary>
    public static List<Stretch> Merge(List<Stretch> sorted)
    {
        var merged = new List<Stretch>(sorted.Count);
        foreach (var piece in sorted)
        {
            if (merged.Count > 0 && merged[^1] is var last && piece.Start <= last.End)
                merged[^1] = last with { End = Math.Max(last.End, piece.End) };
            else
                merged.Add(piece);
        }
        return merged;
    }
}

/// <summary>24x7: a piece for each local day.</summary>
internal sealed class AlwaysOpenings(DateTimeZone zone) : OpeningSource(zone)
{
    public override List<Stretch> Pieces(long from, long to) => WholeDays.Split([new Stretch(from - Margin, to + Margin)], Zone);

    public override string? HolidayOn(LocalDate date) => null;
}

/// <summary>Splits maximal openings at the start of each local day that is open whole, so that such days are business days (T8) with a close of their own.</summary>
internal static class WholeDays
{
    public static List<Stretch> Split(List<Stretch> openings, DateTimeZone zone)
    {
        if (openings.Count == 0)
            return openings;
        var map = new ZoneMap(zone, openings[0].Start - OpeningSource.Margin, openings[^1].End + OpeningSource.Margin);
        var pieces = new List<Stretch>(openings.Count);
        foreach (var opening in openings)
        {
            var start = opening.Start;
            // A day before in local time is early enough for any offset, and a day after late enough.
            for (var day = Math.DivRem(opening.Start, 86_400).Quotient - 2; ; day++)
            {
                long midnight = map.ToUtc(day * 86_400), next = map.ToUtc((day + 1) * 86_400);
                if (next > opening.End || midnight >= opening.End)
                    break;
                if (midnight <= start || next == midnight)
                    continue;
                pieces.Add(new Stretch(start, midnight));
                start = midnight;
            }
            pieces.Add(new Stretch(start, opening.End));
        }
        return pieces;
    }
}
