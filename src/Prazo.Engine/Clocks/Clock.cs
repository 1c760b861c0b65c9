using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

public enum Run : byte { Waiting, Running, Paused, Stopped }
public enum Verdict : byte { Open, Met, MetLate, Broken, Cancelled, Waived, NotApplicable }

/// <summary>What people see (T11).</summary>
public enum ClockState : byte { Active, DueSoon, Overdue, Paused, Met, MetLate, Cancelled, Waived, NotApplicable }

/// <summary>One cycle of one target on one ticket, as replayed up to <c>asOf</c>.</summary>
/// <param name="Due">Earliest instant by which it should stop (T6); null while paused, waiting, without promise, or never.</param>
/// <param name="Last">Latest instant at which a stop is still met.</param>
/// <param name="VerdictAt">The instant at which the promise was kept, broke or fell away (T3).</param>
/// <param name="Limit">The promise as typed; null when merely measured.</param>
/// <param name="Worked">Counted (unpaused) working time, each piece on its own calendar (T17).</param>
/// <param name="Elapsed">Counted (unpaused) clock time.</param>
/// <param name="Remaining">Of the promise's own measure; negative after the end; null for date-like promises while running.</param>
/// <param name="Cause">Why cancelled, waived, not applicable or withdrawn: kebab-case code.</param>
public sealed record Clock(
    string Agreement, int AgreementVersion, string Target, Metric Metric, int Cycle, Run Run, Verdict Verdict, ClockState State,
    Instant Started, Instant? Stopped, Instant? Due, Instant? Last, Instant? OriginalDue, Instant? VerdictAt, string? Limit, string Calendar,
    Duration Worked, Duration Elapsed, Duration? Remaining, decimal? UsedPercent, string? Cause,
    ImmutableArray<Piece> Pieces, ImmutableArray<Shifted> Shifts, ImmutableArray<ClockFact> Facts, ImmutableArray<Held> Holders)
{
    public bool Promised => Limit is not null;

    /// <summary>The value of the target's <c>by</c> field that chose the limit, if any.</summary>
    public string? ByValue { get; init; }

    /// <summary>The promise is in clock time: it counts day and night.</summary>
    public bool InClockTime { get; init; }

    /// <summary>What the end of a promise in days was counted from and moved by; null without promise.</summary>
    public Counting? Counting { get; init; }

    /// <summary>The call this cycle belongs to, for speed of answer and callback.</summary>
    public string? Call { get; init; }

    /// <summary>The ticket that this one was merged into, for a clock cancelled by a merge.</summary>
    public string? Link { get; init; }

    /// <summary>Which of the ticket's clocks it is: lane, cycle and call together stay the same however often the ticket is folded anew and whichever agreements replace one
    /// another in the meantime. The metric, or <c>custom/TARGET</c>, <c>measure/AGREEMENT/TARGET</c>, <c>all/AGREEMENT/TARGET</c> under the strategy "all", and <c>supporting/AGREEMENT/TARGET</c> of agreements between teams or with suppliers; <c>#2</c>, <c>#3</c>
    /// follow when no agreement had such a target for a while and one has again (T19).</summary>
    public string Lane { get; init; } = "";

    /// <summary>The warnings and the breach that have been reached, by instant; of one instant warnings in file order, then the breach, then what comes after it.
    /// See <see cref="Fire"/>.</summary>
    public ImmutableArray<Fire> Fires { get; init; } = [];

    /// <summary>The next instant whose replay has more <see cref="Fires"/> than the one of the millisecond before, or another cycle (a missed one opens the next when it
    /// is broken), or other terms (of a version published for open tickets too, T18), if nothing else happens; null when none. For a breach that is last + 1 ms (T6).</summary>
    public Instant? NextFire { get; init; }

    /// <summary>What a stored row keeps; <see cref="State"/> is its <see cref="ClockMarks.StateAt"/> of <c>asOf</c>.</summary>
    public ClockMarks Marks { get; init; }
}

/// <summary>A threshold that a cycle has reached: a pure function of events, agreements and <c>asOf</c>. What a late event changes is the difference between the fires of two
/// replays (T1, T4). A share of the promise is reached when that much of the promise as it is now has been used; <c>before</c> and <c>after</c> are counted from the due date as it
/// is now: what moves it takes them back. Only time that counts reaches anything: a threshold that falls before the start, into a pause, or into the time before a reopening, is
/// dated at the start, resumption or reopening, and one before a late attachment at that (T19). Counting stretches are closed for this: a clock that stops or pauses at the very
/// instant of a threshold has reached it; one that ends as it begins reaches nothing. <c>after</c> needs a promise that is broken, and is dated no earlier than the breach. A
/// waiver takes back the breach and what came after it; cancelled and not applicable clocks keep what they had reached.</summary>
/// <param name="Stage">The warning as typed (<c>50%</c>, <c>15m before</c>), <c>80%</c> where the target lists none that could come before the end, or <see cref="Breach"/>.</param>
/// <param name="At">The instant that dates it, never after <c>asOf</c>; of a breach that of the broken promise (T3).</param>
public sealed record Fire(string Stage, Instant At)
{
    public const string Breach = "breach";
}

/// <summary>From where the end of a promise was counted, and what moved it besides pauses.</summary>
/// <param name="From">The start of the cycle, or its latest restart.</param>
/// <param name="Fixed">The instant that the ticket carries, for <c>until field</c>.</param>
/// <param name="Extension">Granted extensions, capped.</param>
/// <param name="PausesExtend">Pauses move an <c>until</c> too (T13).</param>
public sealed record Counting(Instant From, Instant? Fixed, Duration Extension, bool PausesExtend);

public enum PieceKind { Running, Paused, Closed }

/// <summary>A stretch [From, To) of a cycle on one calendar: counting while open, paused, or closed (between a stop and a reopening that does not count).</summary>
public sealed record Piece(Instant From, Instant To, PieceKind Kind, string Calendar, string? Reason, Party? Party);

/// <summary>A move of the due date with its cause (kebab-case: <c>pause</c>, <c>priority-change</c>, <c>calendar-change</c>, <c>extension</c>, <c>reopen</c>, <c>agreement-change</c>).</summary>
public sealed record Shifted(Instant At, string Cause, string Detail, Instant? From, Instant? To);

public enum FactKind { Started, Paused, Resumed, Breached, Met, MetLate, Cancelled, Waived, NotApplicable, Withdrawn, Shifted, Reopened }

/// <summary>What happened to a clock, dated by the promise (T3).</summary>
public sealed record ClockFact(Instant At, FactKind Kind, string? Cause);

/// <summary>Who held the ticket during [From, To) of the cycle.</summary>
public sealed record Held(Instant From, Instant To, string? Agent, string? Team);

/// <summary>Why a target of a matching agreement gives no clock on this ticket, or why no agreement fits (T19).</summary>
public sealed record NoClock(string? Agreement, string? Target, string Code, string Detail);

/// <summary>All clocks of a ticket as of an instant.</summary>
/// <param name="Agreements">Agreement versions that matched, as <c>id@version</c>, with why.</param>
public sealed record TicketReplay(
    Instant? Created, ImmutableSortedDictionary<string, string> Fields, ImmutableArray<Clock> Clocks, ImmutableArray<NoClock> Uncovered, ImmutableArray<AgreementChoice> Agreements)
{
    /// <summary>An agreement with the customer covers it; what supports one does not.</summary>
    public bool IsCovered => Agreements.Any(a => !a.Supporting);
}

/// <param name="Supporting">It is between teams or with a supplier: see <see cref="Prazo.Engine.Agreements.Agreement.IsSupporting"/>.</param>
public sealed record AgreementChoice(string Agreement, int Version, Instant From, string Why, bool Supporting = false);
