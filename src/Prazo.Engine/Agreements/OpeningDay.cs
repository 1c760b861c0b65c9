using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>The openings that start on one local date, from the first to the end of the last: what a working day is a share of.</summary>
internal readonly record struct OpeningDay(LocalDate Date, Instant Start, Instant End, WorkingCalendar Calendar)
{
    /// <summary>A shift across midnight belongs to the date on which it starts; none is longer than this.</summary>
    const int LongestShiftInDays = 3;

    /// <summary>Working milliseconds in the whole day, above zero.</summary>
    public long Length => Worked(End);

    public long WorkedUntil(Instant t) => Worked(t);

    /// <param name="date">A business day.</param>
    public static OpeningDay On(LocalDate date, WorkingCalendar calendar)
    {
        var openings = calendar.OpeningsOn(date);
        return new(date, openings[0].Start, Close(openings), calendar);
    }

    /// <summary>Where the last of a day's openings ends.</summary>
    public static Instant Close(IReadOnlyList<Opening> openings)
    {
        var close = openings[0].End;
        foreach (var opening in openings)
            close = Instant.Max(close, opening.End);
        return close;
    }

    /// <summary>The day to which an open instant belongs: the latest date that has it.</summary>
    public static OpeningDay? At(Instant open, WorkingCalendar calendar)
    {
        var date = open.InZone(calendar.Zone).Date;
        // Where clocks go back over midnight, as in St. John's at 00:01, the opening of the day may have begun while the wall shows the day before again.
        for (var back = -1; back <= LongestShiftInDays; back++)
            foreach (var opening in calendar.OpeningsOn(date.PlusDays(-back)))
                if (opening.Start <= open && open < opening.End)
                    return On(date.PlusDays(-back), calendar);
        return null;
    }

    long Worked(Instant until) => Calendar.Between(Start.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
}
