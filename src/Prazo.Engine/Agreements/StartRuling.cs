using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>The local start from which days are counted, and the days that <c>else +1</c> adds.</summary>
internal readonly record struct RuledStart(LocalDateTime Start, int MoreDays);

/// <summary>Applies the start rules of T8 in their order: closed day, late, before opening; then the cut-off (<c>if before</c>) or <c>else next opening</c>, read on the start as moved so far.</summary>
internal static class StartRuling
{
    /// <summary>Null for never: a rule needs an opening and there is none ahead.</summary>
    public static RuledStart? Apply(StartRules rules, Instant start, WorkingCalendar calendar)
    {
        var local = start.InZone(calendar.Zone).LocalDateTime;
        if (rules == StartRules.None)
            return new(local, 0);
        if (ClosedDay(rules, local, calendar) is not { } counted || Late(rules, counted, calendar) is not { } timely)
            return null;
        var opened = BeforeOpening(rules, timely, calendar);
        if (rules.ElseNextOpening)
            return ElseNextOpening(rules, opened, calendar) is { } next ? new(next, 0) : null;
        return new(opened, rules.BeforeTime is { } cutOff && IsAfterCutOff(cutOff, opened, calendar) ? rules.ElseAddDays : 0);
    }

    public static LocalDateTime? ClosedDay(StartRules rules, LocalDateTime start, WorkingCalendar calendar)
    {
        if (rules.ClosedDay is not { } move || calendar.IsBusinessDay(start.Date))
            return start;
        return NextBusinessDay(start, move == StartMove.KeepTime ? start.TimeOfDay : null, calendar);
    }

    public static LocalDateTime? Late(StartRules rules, LocalDateTime start, WorkingCalendar calendar) =>
        rules.Late is { } late && start.TimeOfDay >= late ? NextBusinessDay(start, rules.LateAt, calendar) : start;

    /// <summary>A start inside a shift that began the day before is not before the opening.</summary>
    public static LocalDateTime BeforeOpening(StartRules rules, LocalDateTime start, WorkingCalendar calendar)
    {
        if (rules.BeforeOpening != StartMove.AtOpening || !calendar.IsBusinessDay(start.Date) || calendar.IsOpen(calendar.ToInstant(start)))
            return start;
        var opening = FirstOpening(start.Date, calendar);
        return start < opening ? opening : start;
    }

    /// <summary>With a cut-off, a start that misses it counts from the next business day's opening; without one, a start at a closed instant counts from the next opening.</summary>
    public static LocalDateTime? ElseNextOpening(StartRules rules, LocalDateTime start, WorkingCalendar calendar)
    {
        if (rules.BeforeTime is { } cutOff)
            return IsAfterCutOff(cutOff, start, calendar) ? NextBusinessDay(start, null, calendar) : start;
        var instant = calendar.ToInstant(start);
        if (calendar.IsOpen(instant))
            return start;
        return calendar.NextOpening(instant)?.InZone(calendar.Zone).LocalDateTime;
    }

    /// <summary>On a closed day the last business day's cut-off has passed at any hour; otherwise a start on Saturday morning would be due before one on Friday evening.</summary>
    public static bool IsAfterCutOff(LocalTime cutOff, LocalDateTime start, WorkingCalendar calendar) =>
        start.TimeOfDay >= cutOff || !calendar.IsBusinessDay(start.Date);

    /// <param name="time">Null: at that day's first opening.</param>
    static LocalDateTime? NextBusinessDay(LocalDateTime start, LocalTime? time, WorkingCalendar calendar)
    {
        if (calendar.BusinessDayAfter(start.Date, 1) is not { } day)
            return null;
        return time is { } t ? day + t : FirstOpening(day, calendar);
    }

    static LocalDateTime FirstOpening(LocalDate businessDay, WorkingCalendar calendar) =>
        calendar.OpeningsOn(businessDay)[0].Start.InZone(calendar.Zone).LocalDateTime;
}
