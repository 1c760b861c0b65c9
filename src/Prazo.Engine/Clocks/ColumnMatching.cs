using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>What a ticket gets: lanes, or none and why; or that columns cannot tell.</summary>
/// <param name="Lanes">Indices of targets, in the order of their clocks; null: the ticket is replayed by itself.</param>
/// <param name="Uncovered">Why no agreement covers it; null: one does.</param>
internal sealed record ColumnChoice(int[]? Lanes, string? Uncovered)
{
    /// <summary>Null when they cannot be planned, or were not asked for, see <see cref="ColumnReplay.PlansOf"/>.</summary>
    public TicketPlans? Plans { get; set; }
    public bool IsPlanned { get; set; }
}

/// <summary>Chooses targets (T18, T19) once for all tickets that agree in the fields that matching reads and were created within the same terms. Of one thread.</summary>
internal sealed class ColumnMatching
{
    private readonly HistoryReplay _replay;
    private readonly Func<Target, bool> _compiled;
    private readonly string[] _names;
    private readonly int[]?[] _fields;
    // Instants at which some agreement comes into force or goes out of it, in order.
    private readonly long[] _bounds;
    // From a node by the code of the next field to the next node; leaves stand in _choices.
    private readonly Dictionary<(int Node, int Code), int> _next = [];
    private readonly Dictionary<int, ColumnChoice> _choices = [];
    private readonly List<ColumnChoice> _distinct = [];
    private int _nodes;
    private ColumnChoice? _always;

    public ColumnMatching(HistoryReplay replay, Func<Target, bool> compiled)
    {
        (_replay, _compiled) = (replay, compiled);
        var agreements = replay.Agreements.Agreements;
        _names = [.. agreements.SelectMany(a => a.Applies.Fields.Concat(a.Targets.SelectMany(t => t.When.Fields))).Select(f => f.Field).Distinct(StringComparer.Ordinal)];
        _fields = [.. _names.Select(n => replay.History.FieldNames.IndexOf(n) is >= 0 and var i ? replay.History.Fields[i] : null)];
        _bounds = [.. agreements.SelectMany(Bounds).Distinct().Order()];
        _nodes = _bounds.Length + 1;
    }

    private static IEnumerable<long> Bounds(Agreement agreement)
    {
        var zone = AgreementSet.ZoneOf(agreement);
        if (agreement.From is { } from)
            yield return zone.AtStartOfDay(from).ToInstant().ToUnixTimeMilliseconds();
        if (agreement.To is { } to)
            yield return zone.AtStartOfDay(to.PlusDays(1)).ToInstant().ToUnixTimeMilliseconds();
    }

    public ColumnChoice For(int ticket, long created)
    {
        if (_always is not null)
            return _always;
        var node = _bounds.Length == 0 ? 0 : Array.BinarySearch(_bounds, created) is var i && i >= 0 ? i + 1 : ~i;
        foreach (var codes in _fields)
        {
            if (codes is null)
                continue;
            ref var next = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_next, (node, codes[ticket]), out var known);
            if (!known)
                next = _nodes++;
            node = next;
        }
        if (!_choices.TryGetValue(node, out var choice))
            _choices[node] = choice = Choose(ticket, Instant.FromUnixTimeMilliseconds(created));
        if (_fields.Length == 0 && _bounds.Length == 0)
            _always = choice;
        return choice;
    }

    private ColumnChoice Choose(int ticket, Instant created)
    {
        var set = _replay.Agreements;
        var history = _replay.History;
        var inForce = Selection.InForce(set, created);
        var (chosen, left) = Selection.Choose(set, inForce,
            name => history.FieldNames.IndexOf(name) is >= 0 and var f && history.Fields[f][ticket] is not 0 and var code ? history.Values[code] : null, created);
        if (chosen.Count == 0)
            return new ColumnChoice([], left.Count > 0 ? left[0].Code : set.Agreements.Any(a => !inForce.Contains(a)) ? "outside-term" : "no-agreement");
        // The strictest is known only from the due dates of each ticket's own start.
        var own = chosen.Any(c => c.Why == "strictest") || !chosen.All(c => _compiled(c.Target));
        if (own)
            return new ColumnChoice(null, null);
        int[] lanes = [.. chosen.Select(c => _replay.IndexOf(c.Agreement, c.Target))];
        // Tickets of many kinds share few choices, and by these their plans.
        var same = _distinct.Find(c => lanes.AsSpan().SequenceEqual(c.Lanes));
        if (same is null)
            _distinct.Add(same = new ColumnChoice(lanes, null));
        return same;
    }
}
