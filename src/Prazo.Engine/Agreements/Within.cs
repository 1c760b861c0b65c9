using NodaTime;

namespace Prazo.Engine.Agreements;

/// <summary>How long a promise lasts, typed (T8) and printed back exactly as typed.</summary>
/// <param name="Text">As typed.</param>
public abstract record Within(string Text)
{
    public sealed override string ToString() => Text;

    /// <summary>Date-like forms have one end only: last = due (T6, T8).</summary>
    public abstract bool IsDateLike { get; }
}

/// <summary><c>4h</c>, <c>90m</c>: working time on the target's calendar.</summary>
public sealed record WorkingTime(string Text, Duration Length) : Within(Text) { public override bool IsDateLike => false; }

/// <summary><c>2 working days</c>: the share left of this opening day, whole days, and the missing share of the last.</summary>
public sealed record WorkingDays(string Text, int Days) : Within(Text) { public override bool IsDateLike => false; }

/// <summary><c>24h clock</c>: elapsed time, day and night.</summary>
public sealed record ClockTime(string Text, Duration Length) : Within(Text) { public override bool IsDateLike => false; }

/// <summary>What the end of a date-like promise is moved to on its last day.</summary>
public abstract record By;
public sealed record ByTime(LocalTime Time) : By;
/// <summary>The end of the last opening that starts on that day.</summary>
public sealed record ByClose : By;
/// <summary>Strictly before the next local midnight: last = due = the last millisecond of the day.</summary>
public sealed record ByEndOfDay : By;

/// <summary>Start rules of T8, applied in this order before counting.</summary>
/// <param name="ClosedDay">A start on a day without opening moves to the next business day keeping the time, or at its opening. Null: no move.</param>
/// <param name="Late">A start at or after this local time goes to the next business day …</param>
/// <param name="LateAt">… at this time (null: at its opening).</param>
/// <param name="BeforeOpening">A start before the day's first opening is kept, or moved to the opening. Null: kept.</param>
/// <param name="BeforeTime"><c>if before 10:00 else +1</c>: a start at or after this local time adds <paramref name="ElseAddDays"/> business days.</param>
/// <param name="ElseNextOpening"><c>else next opening</c>: a start at or after <paramref name="BeforeTime"/> (or at any closed instant, without one) counts from the next opening.</param>
/// <param name="FromOpening"><c>from opening</c>: a result outside opening hours is clipped to the opening hours: moved to the next opening.</param>
public sealed record StartRules(
    StartMove? ClosedDay = null, LocalTime? Late = null, LocalTime? LateAt = null, StartMove? BeforeOpening = null,
    LocalTime? BeforeTime = null, int ElseAddDays = 0, bool ElseNextOpening = false, bool FromOpening = false)
{
    public static readonly StartRules None = new();
}

public enum StartMove { KeepTime, AtOpening }

/// <summary><c>2 business days by 16:00</c>: local dates on which an opening starts.</summary>
public sealed record BusinessDays(string Text, int Days, By? By, StartRules Start) : Within(Text) { public override bool IsDateLike => true; }

/// <summary><c>7 calendar days</c> in local wall time.</summary>
public sealed record CalendarDays(string Text, int Days, By? By, StartRules Start) : Within(Text) { public override bool IsDateLike => true; }

/// <summary><c>1 month</c> in local wall time, clamped to the month's length.</summary>
public sealed record CalendarMonths(string Text, int Months, By? By, StartRules Start) : Within(Text) { public override bool IsDateLike => true; }

/// <summary><c>until 2026-12-24</c>: ends with that local day.</summary>
public sealed record UntilDate(string Text, LocalDate Date) : Within(Text) { public override bool IsDateLike => true; }

/// <summary><c>until field target_dt</c>: the ticket carries the promised instant; empty means not applicable.</summary>
public sealed record UntilField(string Text, string Field) : Within(Text) { public override bool IsDateLike => true; }

/// <summary><c>25% of resolution</c>: a hop budget derived from the parent target's promise (working or clock time only).</summary>
public sealed record ShareOf(string Text, decimal Percent, string Target) : Within(Text) { public override bool IsDateLike => false; }
