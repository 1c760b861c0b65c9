using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Explain;

/// <summary>Tells how the end of a promise in days was found, step by step: the start rules, each day counted or skipped, the time of day, and what pauses and extensions added.</summary>
internal sealed class DayCounting
{
    private readonly Clock _clock;
    private readonly Counting _counting;
    private readonly CalendarSet _calendars;
    private readonly WorkingCalendar _calendar;
    private readonly DayRun _run;

    private DayCounting(Clock clock, Counting counting, CalendarSet calendars)
    {
        (_clock, _counting, _calendars) = (clock, counting, calendars);
        _calendar = calendars[clock.Calendar];
        _run = new DayRun(calendars, clock.Calendar);
    }

    /// <summary>Empty for promises in hours and clocks without promise or start; ends early where there is no end (T10).</summary>
    public static ImmutableArray<DayStep> Of(Clock clock, CalendarSet calendars)
    {
        if (clock is not { Limit: { } limit, Counting: { } counting } || clock.Run == Run.Waiting || !Deadlines.IsInRange(counting.From))
            return [];
        var days = new DayCounting(clock, counting, calendars);
        switch (WithinParser.Parse(limit).Value)
        {
            case WorkingDays working:
                days.Start();
                new WorkingDayCounting(days._run, days._calendar).Count(working, counting);
                break;
            case { IsDateLike: true } within:
                days.Count(within);
                break;
        }
        return days._run.Steps;
    }

    private void Start() => _run.Add(new CountStart(
        _counting.From, _counting.From.InZone(_calendar.Zone).LocalDateTime, _clock.Calendar, _calendar.Zone.Id, _counting.From != _clock.Started));

    private void Count(Within within)
    {
        Start();
        Instant? end = within switch
        {
            BusinessDays b => Ruled(b.Start) is { } start ? Opened(b.Start, BusinessDaysFrom(b, start)) : null,
            CalendarDays d => Ruled(d.Start) is { } start ? Opened(d.Start, CalendarDaysFrom(d, start)) : null,
            CalendarMonths m => Ruled(m.Start) is { } start ? Opened(m.Start, MonthsFrom(m, start)) : null,
            UntilDate u => Chosen(EndRule.UntilDate, DateLikeEnd.EndOfDay(u.Date, _calendar)),
            _ => _counting.Fixed is { } instant ? Chosen(EndRule.UntilField, instant) : null,
        };
        if (end is not { } unmoved)
            return;
        _run.Add(new UnmovedEnd(unmoved));
        new DayMoves(_clock, _counting, _calendars, _run).Move(within, unmoved);
    }

    /// <summary>The start rules in T8's order.</summary>
    private RuledStart? Ruled(StartRules rules)
    {
        var local = _counting.From.InZone(_calendar.Zone).LocalDateTime;
        if (rules == StartRules.None)
            return new(local, 0);
        if (Moved(StartRule.ClosedDay, null, local, StartRuling.ClosedDay(rules, local, _calendar)) is not { } counted
            || Moved(StartRule.Late, rules.Late, counted, StartRuling.Late(rules, counted, _calendar)) is not { } timely
            || Moved(StartRule.BeforeOpening, null, timely, StartRuling.BeforeOpening(rules, timely, _calendar)) is not { } opened)
            return null;
        if (rules.ElseNextOpening)
            return Moved(rules.BeforeTime is null ? StartRule.NextOpening : StartRule.CutOffNextOpening, rules.BeforeTime, opened,
                StartRuling.ElseNextOpening(rules, opened, _calendar)) is { } next ? new(next, 0) : null;
        if (rules.BeforeTime is not { } cutOff || !StartRuling.IsAfterCutOff(cutOff, opened, _calendar))
            return new(opened, 0);
        _run.Add(new DaysAdded(cutOff, rules.ElseAddDays));
        return new(opened, rules.ElseAddDays);
    }

    private LocalDateTime? Moved(StartRule rule, LocalTime? limit, LocalDateTime from, LocalDateTime? to)
    {
        if (to is not { } moved || moved == from)
            return to;
        _run.SkippedBetween(from.Date, moved.Date);
        _run.Add(new StartMoved(rule, limit, moved));
        return moved;
    }

    private Instant? BusinessDaysFrom(BusinessDays within, RuledStart start)
    {
        var of = within.Days + start.MoreDays;
        if (_calendar.BusinessDayAfter(start.Start.Date, of) is not { } last)
            return null;
        var number = 0;
        for (var date = start.Start.Date.PlusDays(1); date <= last; date = date.PlusDays(1))
        {
            if (_calendar.IsBusinessDay(date))
                _run.Counted(date, ++number, of);
            else
                _run.Skipped(date);
        }
        return End(within.By, last, start.Start.TimeOfDay);
    }

    private Instant? CalendarDaysFrom(CalendarDays within, RuledStart start)
    {
        var (of, first) = (within.Days + start.MoreDays, start.Start.Date.PlusDays(1));
        var last = start.Start.Date.PlusDays(of);
        _run.Add(new DaysCounted(first, last, 1, of, of, false, []));
        return End(within.By, last, start.Start.TimeOfDay);
    }

    private Instant? MonthsFrom(CalendarMonths within, RuledStart start)
    {
        var last = start.Start.Date.PlusMonths(within.Months);
        _run.Add(new MonthsCounted(start.Start.Date, last, within.Months, last.Day != start.Start.Date.Day));
        return End(within.By, last, start.Start.TimeOfDay);
    }

    private Instant? End(By? by, LocalDate day, LocalTime time)
    {
        if (DateLikeEnd.On(day, time, by, _calendar) is not { } end)
            return null;
        switch (by)
        {
            case ByTime at:
                return Chosen(EndRule.ByTime, end, day + at.Time);
            case ByEndOfDay:
                return Chosen(EndRule.ByEndOfDay, end);
            case ByClose:
                if (!_calendar.IsBusinessDay(day) && _calendar.BusinessDayAfter(day, 1) is { } next)
                    _run.SkippedBetween(day, next);
                return Chosen(EndRule.ByClose, end);
            default:
                return Chosen(EndRule.KeptTime, end, day + time);
        }
    }

    private Instant? Opened(StartRules rules, Instant? end)
    {
        if (!rules.FromOpening || end is not { } closed)
            return end;
        var opened = DateLikeEnd.Opened(closed, _calendar);
        return opened is { } at && at != closed ? Chosen(EndRule.NextOpening, at) : opened;
    }

    private Instant Chosen(EndRule rule, Instant end, LocalDateTime? local = null)
    {
        _run.Add(new EndChosen(rule, local ?? end.InZone(_calendar.Zone).LocalDateTime, end, Onward: false));
        return end;
    }
}
