using Prazo.Engine.Calendars.Tables;

namespace Prazo.Engine.Calendars;

// The window: compiled when first asked for, grown on demand, published as a whole.
public sealed partial class WorkingCalendar
{
    private const int FirstWindowYears = 12;

    private static long Clamp(long t) => Math.Min(Math.Max(t, MinTime), MaxTime);

    private long Worked(long t)
    {
        if (_table is { } table && table.TryWorked(t, out var worked))
            return worked;
        var timeline = _timeline;
        if (timeline is null || t < timeline.Low || t > timeline.High)
            timeline = Covering(t, t);
        return timeline.Worked(t);
    }

    /// <summary>A timeline over at least [from, to], both within the years known. Always has the epoch.</summary>
    private Timeline Covering(long from, long to)
    {
        if (_timeline is { } ready && from >= ready.Low && to <= ready.High)
            return ready;
        lock (_growing)
        {
            var now = _timeline;
            if (now is not null && from >= now.Low && to <= now.High)
                return now;
            int first = now?.FirstYear ?? Timeline.EpochYear, end = now?.EndYear ?? Timeline.EpochYear + FirstWindowYears;
            if (YearBefore(from) < first)
                first = YearBefore(from) - 2;
            if (YearAfter(to) > end)
                end = YearAfter(to) + 4;
            return Compile(first, end);
        }
    }

    // Doubling keeps the sum of all compilations within twice the last.
    private Timeline GrowRight(Timeline seen)
    {
        lock (_growing)
            return _timeline is { } now && now != seen ? now : Compile(seen.FirstYear, seen.EndYear + (seen.EndYear - seen.FirstYear));
    }

    private Timeline GrowLeft(Timeline seen)
    {
        lock (_growing)
            return _timeline is { } now && now != seen ? now : Compile(seen.FirstYear - (seen.EndYear - seen.FirstYear), seen.EndYear);
    }

    private Timeline Compile(int first, int end)
    {
        var timeline = new Timeline(_source, Math.Max(first, Timeline.MinYear), Math.Min(end, Timeline.MaxYear));
        var table = DayTable.Of(timeline, _source.Zone);
        // The timeline first: whoever finds a table may need the openings around it.
        _timeline = timeline;
        _table = table;
        return timeline;
    }

    // Within a year of the truth is near enough: windows have slack.
    private static int YearBefore(long t) => 1969 + (int)Math.Floor(t / 31_556_952_000.0);
    private static int YearAfter(long t) => 1972 + (int)Math.Floor(t / 31_556_952_000.0);
}
