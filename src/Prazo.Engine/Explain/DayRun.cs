using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Explain;

/// <summary>Steps as they are found: equal days in a row become one.</summary>
internal sealed class DayRun(CalendarSet calendars, string id)
{
    private readonly WorkingCalendar _calendar = calendars[id];
    private readonly ImmutableArray<DayStep>.Builder _steps = ImmutableArray.CreateBuilder<DayStep>();

    public ImmutableArray<DayStep> Steps => _steps.ToImmutable();

    public void Add(DayStep step) => _steps.Add(step);

    public void Counted(LocalDate date, int number, int of, Duration? working = null)
    {
        var day = new DaysCounted(date, date, number, number, of, true, HoursOn(date), working);
        if (_steps.Count > 0 && _steps[^1] is DaysCounted last && last.Last.PlusDays(1) == date && last.HasSameHours(day))
            _steps[^1] = last with { Last = date, To = number, Working = last.Working + working };
        else
            _steps.Add(day);
    }

    public void Skipped(LocalDate date)
    {
        var why = Segmentation.ClosedWhy(calendars, id, date);
        if (_steps.Count > 0 && _steps[^1] is DaysSkipped last && last.Last.PlusDays(1) == date && last.Why == why)
            _steps[^1] = last with { Last = date };
        else
            _steps.Add(new DaysSkipped(date, date, why, id));
    }

    /// <summary>Closed dates of [from, to).</summary>
    public void SkippedBetween(LocalDate from, LocalDate to)
    {
        for (var date = from; date < to; date = date.PlusDays(1))
            if (!_calendar.IsBusinessDay(date))
                Skipped(date);
    }

    private ImmutableArray<OpenHours> HoursOn(LocalDate date) =>
        [.. _calendar.OpeningsOn(date).Select(o => new OpenHours(o.Start.InZone(_calendar.Zone).TimeOfDay, o.End.InZone(_calendar.Zone).TimeOfDay))];
}
