using System.Collections.Immutable;
using System.Globalization;

namespace Prazo.Engine.Clocks;

/// <summary>What people see of a clock (T11), written once: the first rule whose tests all hold. Read here, and printed as SQL for rows (S4).</summary>
internal sealed class StateRules(ImmutableArray<StateRule> rules)
{
    /// <summary>Verdict before pause: what has ended or is broken shows that.</summary>
    public static readonly StateRules All = new(
    [
        new(ClockState.NotApplicable, MarkTest.Is(ClockEnding.NotApplicable)),
        new(ClockState.Waived, MarkTest.Is(ClockEnding.Waived)),
        new(ClockState.MetLate, MarkTest.Is(ClockEnding.Kept), MarkTest.Set(Mark.Broken)),
        new(ClockState.Met, MarkTest.Is(ClockEnding.Kept)),
        new(ClockState.Overdue, MarkTest.Set(Mark.Broken)),
        new(ClockState.Cancelled, MarkTest.Is(ClockEnding.Cancelled)),
        // A clock that waits for its start is not paused before it.
        new(ClockState.Paused, MarkTest.Reached(Mark.PausedSince)),
        // T6: last itself is in time. A promise whose end has come before its start is broken by the start.
        new(ClockState.Overdue, MarkTest.Passed(Mark.Last), MarkTest.Reached(Mark.Started)),
        new(ClockState.DueSoon, MarkTest.Reached(Mark.Soon)),
        new(ClockState.Active),
    ]);

    public ImmutableArray<StateRule> Rules { get; } = rules;

    public ClockState Read(in ClockMarks marks, long now)
    {
        foreach (var rule in Rules)
            if (Holds(rule.Tests, marks, now))
                return rule.State;
        throw new InvalidOperationException("The last rule has no tests.");
    }

    private static bool Holds(MarkTest[] tests, in ClockMarks marks, long now)
    {
        foreach (var test in tests)
            if (!test.Holds(marks, now))
                return false;
        return true;
    }

    public string Sql(string prefix, string now) =>
        $"CASE {string.Join(' ', Rules.Where(r => r.Tests.Length > 0).Select(r => $"WHEN {string.Join(" AND ", r.Tests.Select(t => t.Sql(prefix, now)))} THEN '{Word(r.State)}'"))} ELSE '{Word(Rules[^1].State)}' END";

    private static string Word(ClockState state) => state switch
    {
        ClockState.Active => "active", ClockState.DueSoon => "due-soon", ClockState.Overdue => "overdue", ClockState.Paused => "paused", ClockState.Met => "met",
        ClockState.MetLate => "met-late", ClockState.Cancelled => "cancelled", ClockState.Waived => "waived", _ => "not-applicable",
    };
}

internal sealed record StateRule(ClockState State, params MarkTest[] Tests);

internal enum Mark { Started, PausedSince, Soon, Last, Broken, Ending }

internal enum MarkComparison { Set, Reached, Passed, Is }

/// <summary>A test of one column; what is not set fulfils none.</summary>
internal readonly record struct MarkTest(Mark Mark, MarkComparison Comparison, ClockEnding Ending = default)
{
    public static MarkTest Set(Mark mark) => new(mark, MarkComparison.Set);
    public static MarkTest Reached(Mark mark) => new(mark, MarkComparison.Reached);
    public static MarkTest Passed(Mark mark) => new(mark, MarkComparison.Passed);
    public static MarkTest Is(ClockEnding ending) => new(Mark.Ending, MarkComparison.Is, ending);

    public bool Holds(in ClockMarks marks, long now)
    {
        var value = Mark switch
        {
            Mark.Started => marks.Started, Mark.PausedSince => marks.PausedSince, Mark.Soon => marks.Soon, Mark.Last => marks.Last, Mark.Broken => marks.Broken, _ => (long?)marks.Ending,
        };
        return Comparison switch
        {
            MarkComparison.Set => value is not null, MarkComparison.Reached => value <= now, MarkComparison.Passed => value < now, _ => value == (long)Ending,
        };
    }

    public string Sql(string prefix, string now)
    {
        var column = prefix + Mark switch
        {
            Mark.Started => "started", Mark.PausedSince => "paused_since", Mark.Soon => "soon", Mark.Last => "last", Mark.Broken => "broken", _ => "ending",
        };
        return Comparison switch
        {
            MarkComparison.Set => $"{column} IS NOT NULL", MarkComparison.Reached => $"{column} <= {now}", MarkComparison.Passed => $"{column} < {now}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{column} = {(int)Ending}"),
        };
    }
}
