using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>The promise of a cycle, resolved against the ticket: its measure, its length, its calendar.</summary>
/// <param name="Within">Null: merely measured, or no value for this ticket.</param>
/// <param name="Length">Milliseconds of the measure for <see cref="Measure.Working"/> and <see cref="Measure.Clock"/>; the fixed instant for <see cref="Measure.Fixed"/>.</param>
internal sealed record Terms(Within? Within, Measure Measure, long Length, string CalendarId, WorkingCalendar Calendar, string? ByValue, string? CalendarValue)
{
    public bool Promises => Measure is not (Measure.None or Measure.FieldEmpty);
}

internal enum Measure { None, FieldEmpty, Working, Clock, Dated, Fixed }

internal static class TermsOf
{
    /// <summary>The terms that a target gives a ticket whose cycle started at <paramref name="started"/>.</summary>
    public static Terms Target(Agreement agreement, Target target, CalendarSet calendars, Func<string, string?> field, long started)
    {
        var by = target.By is null ? null : field(target.By);
        var calendarBy = target.CalendarBy is null ? by : field(target.CalendarBy);
        var id = target.Calendar.For(calendarBy) ?? CalendarSet.AlwaysOpen;
        var calendar = calendars[id];
        var within = target.MeasureOnly ? null : target.Within.For(by);
        var (measure, length) = Resolve(agreement, within, calendar, field, started, depth: 0);
        return new Terms(within, measure, length, id, calendar, by, calendarBy);
    }

    /// <summary>The last instant of a span of time that begins at <paramref name="start"/>, such as that in which a ticket may be reopened; null: no end, or an empty field.</summary>
    public static long? LastOf(Agreement agreement, Within span, WorkingCalendar calendar, Func<string, string?> field, long start)
    {
        var (measure, length) = Resolve(agreement, span, calendar, field, start, depth: 0);
        return measure switch
        {
            Measure.Working when length != WorkingCalendar.Never && calendar.AddLast(start, length) is var last and not WorkingCalendar.Never => last,
            Measure.Clock => start + length,
            Measure.Fixed => length,
            Measure.Dated => Deadlines.Of(span, Instant.FromUnixTimeMilliseconds(start), calendar).Last?.ToUnixTimeMilliseconds(),
            _ => null,
        };
    }

    private static (Measure, long) Resolve(Agreement agreement, Within? within, WorkingCalendar calendar, Func<string, string?> field, long started, int depth)
    {
        switch (within)
        {
            case null:
                return (Measure.None, 0);
            case WorkingTime w:
                return (Measure.Working, (long)w.Length.TotalMilliseconds);
            case ClockTime w:
                return (Measure.Clock, (long)w.Length.TotalMilliseconds);
            case WorkingDays w:
                var length = Deadlines.ToWorkingTime(w, Instant.FromUnixTimeMilliseconds(started), calendar);
                return (Measure.Working, length is { } l ? (long)l.TotalMilliseconds : WorkingCalendar.Never);
            case UntilField w:
                return field(w.Field) is { Length: > 0 } text && InstantText.Parse(text) is { } instant
                    ? (Measure.Fixed, instant.ToUnixTimeMilliseconds())
                    : (Measure.FieldEmpty, 0);
            case ShareOf w:
                var parent = agreement.Targets.FirstOrDefault(t => t.Id == w.Target);
                if (parent is null || depth > 4)
                    return (Measure.None, 0);
                var (measure, whole) = Resolve(agreement, parent.Within.For(parent.By is null ? null : field(parent.By)), calendar, field, started, depth + 1);
                return measure is Measure.Working or Measure.Clock && whole != WorkingCalendar.Never
                    ? (measure, (long)(whole * w.Percent / 100m))
                    : (Measure.None, 0);
            default:
                return (Measure.Dated, 0);
        }
    }
}

/// <summary>Instants in ticket fields: RFC 3339 with offset or Z.</summary>
public static class InstantText
{
    public static Instant? Parse(string text)
    {
        var parsed = NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(text);
        return parsed.Success ? Instant.FromUnixTimeMilliseconds(parsed.Value.ToInstant().ToUnixTimeMilliseconds()) : null;
    }
}
