using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>Which pause holds on a target now (T13): overlapping pauses count once, for the first; a customer's answer ends a customer pause until its
/// condition has been false and true again.</summary>
internal sealed class PauseWatch
{
    private readonly IReadOnlyList<PauseRule> _rules;
    private readonly long[] _since;
    private readonly bool[] _answered;
    // The order in which rules began to hold, also at one instant.
    private readonly int[] _order;
    private int _begun;
    private readonly string _target;

    public PauseWatch(Target target)
    {
        _target = target.Id;
        _rules = [.. target.Pause, .. BuiltIn(target)];
        _since = [.. Enumerable.Repeat(-1L, _rules.Count)];
        _answered = new bool[_rules.Count];
        _order = new int[_rules.Count];
    }

    /// <summary>The target's own rules, then those of its metric.</summary>
    public IReadOnlyList<PauseRule> Rules => _rules;

    /// <summary>The pause in force after an event at <paramref name="at"/>; null: none.</summary>
    public (string Reason, Party Party)? Current(TicketState state, TicketEvent e, long at)
    {
        var field = state.Field;
        for (var i = 0; i < _rules.Count; i++)
        {
            if (!Conditions.Hold(_rules[i].While, e, field))
                (_since[i], _answered[i]) = (-1, false);
            else if (_rules[i].Party == Party.Customer && e is CustomerMessage { Automatic: false })
                (_since[i], _answered[i]) = (-1, true);
            else if (_since[i] < 0 && !_answered[i])
                (_since[i], _order[i]) = (at, _begun++);
        }
        (string, Party)? first = null;
        var since = long.MaxValue;
        foreach (var p in state.ExplicitPauses)
            if ((p.Target is null || p.Target == _target) && p.Since < since)
                (first, since) = ((p.Reason, p.Party), p.Since);
        var earliest = -1;
        for (var i = 0; i < _rules.Count; i++)
            if (_since[i] >= 0 && (earliest < 0 || _order[i] < _order[earliest]))
                earliest = i;
        if (earliest >= 0 && _since[earliest] < since)
            first = (_rules[earliest].Reason, _rules[earliest].Party);
        return first;
    }

    private static IEnumerable<PauseRule> BuiltIn(Target target) => target.Metric switch
    {
        Metric.RequesterWait when target.Pause.IsEmpty => [Rule(Status("waiting-customer"), "waiting-customer", Party.Customer)],
        Metric.AgentWork when target.Pause.IsEmpty =>
        [
            Rule(new FieldIs(new FieldIn("agent", [""], Negated: false, default)), "unassigned", Party.Nobody),
            Rule(Status("waiting-customer", "pending"), "waiting-customer", Party.Customer),
            Rule(Status("waiting-supplier", "on-hold"), "on-hold", Party.Supplier),
        ],
        _ => [],
    };

    private static PauseRule Rule(Condition condition, string reason, Party party) => new(condition, reason, party, default);

    private static FieldIs Status(params string[] values) => new(new FieldIn("status", [.. values], Negated: false, default));
}
