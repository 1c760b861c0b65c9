using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Explain;

/// <summary>How much working time <c>2 working days</c> are (T8): what is left of the first opening day, the days between, and the same share of the last.</summary>
internal sealed class WorkingDayCounting(DayRun run, WorkingCalendar calendar)
{
    public void Count(WorkingDays within, Counting counting)
    {
        if (calendar.NextOpening(counting.From) is not { } counted || OpeningDay.At(counted, calendar) is not { } first
            || calendar.BusinessDayAfter(first.Date, within.Days) is not { } lastDate
            || Deadlines.ToWorkingTime(within, counting.From, calendar) is not { } whole)
            return;
        var worked = Duration.FromMilliseconds(first.WorkedUntil(counted));
        run.Add(new ShareOfFirstDay(first.Date, worked, Duration.FromMilliseconds(first.Length)));
        var number = 0;
        for (var date = first.Date.PlusDays(1); date < lastDate; date = date.PlusDays(1))
        {
            if (calendar.IsBusinessDay(date))
                run.Counted(date, ++number, within.Days, Duration.FromMilliseconds(OpeningDay.On(date, calendar).Length));
            else
                run.Skipped(date);
        }
        var last = OpeningDay.On(lastDate, calendar);
        run.Add(new ShareOfLastDay(lastDate, within.Days, within.Days, whole - calendar.Between(counted, last.Start), Duration.FromMilliseconds(last.Length)));
        run.Add(new WorkingTimeOfDays(whole));
        if (counting.Extension > Duration.Zero)
            run.Add(new ExtensionAdded(counting.Extension));
    }
}
