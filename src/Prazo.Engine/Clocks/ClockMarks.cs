using NodaTime;

namespace Prazo.Engine.Clocks;

/// <summary>How a cycle ended. The numbers are kept in rows.</summary>
public enum ClockEnding : byte
{
    /// <summary>It stopped: met, or met late if it was broken.</summary>
    Kept = 0,
    /// <summary>It fell away: cancelled, or overdue for ever if it was broken.</summary>
    Cancelled = 1,
    Waived = 2,
    /// <summary>Also while it runs and the field that carries its promise is empty.</summary>
    NotApplicable = 3,
}

/// <summary>What a stored row keeps of a clock (S4): instants in Unix milliseconds and never a state, for that is a function of the row and of now.
/// The marks of a fold hold until the next event, and until <see cref="Clock.NextFire"/> opens another cycle or brings other terms.</summary>
/// <param name="Started">Start of the cycle; in the future while it waits.</param>
/// <param name="PausedSince">Start of the pause that lasts, of whatever reasons it is made; null while it does not pause. No earlier than the start.</param>
/// <param name="Soon">First instant of "due soon": that of the first warning before the end, passed or to come; null: none, or unknown while paused.</param>
/// <param name="Due">Earliest instant by which it should stop (T6), also of a clock that waits; null while paused, without promise, or never.</param>
/// <param name="Last">Latest instant at which a stop is still met; null as for <paramref name="Due"/>.</param>
/// <param name="Broken">The instant that dates the breach (T3); null: not broken as of the fold, or waived.</param>
/// <param name="Stopped">End of the cycle; null while it runs.</param>
/// <param name="Ending">How it ended; null while it runs.</param>
public readonly record struct ClockMarks(
    long Started, long? PausedSince, long? Soon, long? Due, long? Last, long? Broken, long? Stopped, ClockEnding? Ending)
{
    /// <summary>What people see (T11) at an instant no earlier than the fold, if nothing happens until then: the same as a replay of that instant shows.</summary>
    public ClockState StateAt(Instant now) => StateRules.All.Read(this, now.ToUnixTimeMilliseconds());

    /// <summary><see cref="StateAt"/> as an SQL expression for SQLite and PostgreSQL. It gives the state as text, kebab-case: <c>active</c>, <c>due-soon</c>, <c>overdue</c>,
    /// <c>paused</c>, <c>met</c>, <c>met-late</c>, <c>cancelled</c>, <c>waived</c>, <c>not-applicable</c>. It reads the columns <c>started</c>, <c>paused_since</c>, <c>soon</c>,
    /// <c>last</c>, <c>broken</c> (bigint, Unix milliseconds) and <c>ending</c> (integer, the numbers of <see cref="ClockEnding"/>).</summary>
    /// <param name="columnPrefix">Stands before every column: <c>c.</c>, or nothing.</param>
    /// <param name="nowParameter">A bigint, Unix milliseconds: <c>@now</c>, or any expression.</param>
    public static string StateSql(string columnPrefix, string nowParameter) => StateRules.All.Sql(columnPrefix, nowParameter);

    internal static ClockMarks Of(Cycle cycle, Thresholds thresholds)
    {
        var paused = cycle.IsPaused;
        return new ClockMarks(
            cycle.Started, paused ? PauseOf(cycle) : null, thresholds.Soon, paused ? null : cycle.Due, paused ? null : cycle.Last,
            cycle.IsBroken ? cycle.Broken : null, cycle.IsRunning ? null : cycle.Stopped, EndingOf(cycle));
    }

    private static long PauseOf(Cycle cycle)
    {
        var i = cycle.Stretches.Count - 1;
        while (i > 0 && cycle.Stretches[i - 1].Kind == PieceKind.Paused)
            i--;
        return cycle.Stretches[i].From;
    }

    private static ClockEnding? EndingOf(Cycle cycle) => cycle switch
    {
        { IsRunning: true } => cycle.Terms.Measure == Measure.FieldEmpty ? ClockEnding.NotApplicable : null,
        { Verdict: Verdict.Met or Verdict.MetLate } => ClockEnding.Kept,
        { Verdict: Verdict.Waived } => ClockEnding.Waived,
        { Verdict: Verdict.NotApplicable } => ClockEnding.NotApplicable,
        _ => ClockEnding.Cancelled,
    };
}
