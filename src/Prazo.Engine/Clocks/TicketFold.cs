using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>Folds a ticket's ordered events into the lanes of its targets, choosing and changing agreements on the way (T18, T19).</summary>
internal sealed class TicketFold(AgreementSet set, IReadOnlyList<TicketEvent> events, Instant asOf)
{
    private readonly bool[] _sides = set.HasSupporting ? [false, true] : [false];
    private readonly TicketState _state = new();
    private readonly List<(string Key, Lane Lane, bool Left)> _lanes = [];
    private readonly List<AgreementChoice> _choices = [];
    private readonly List<(long At, Agreement Version)> _switches = [];
    private List<Agreement> _inForce = [];
    private IReadOnlyList<NoClock> _left = [];
    private bool _firstResponded;
    // How many events the lanes have seen.
    private int _seen;

    public TicketReplay Run()
    {
        foreach (var e in events)
        {
            var at = e.Occurred.ToUnixTimeMilliseconds();
            SwitchVersions(at);
            _state.Apply(e, at);
            if (e is TicketCreated && _state.Created == at && _inForce.Count == 0)
                Pin(e.Occurred);
            foreach (var (_, lane, left) in _lanes)
                if (!left)
                    lane.On(e, at);
            _seen++;
            _firstResponded |= e is AgentMessage { Public: true, Bot: false } or CallAnswered;
            if (e is FieldChanged && _state.Created is not null)
                foreach (var supporting in _sides)
                    if (MayRematch(supporting))
                        Rematch(at, "rematch", supporting);
        }
        var end = asOf.ToUnixTimeMilliseconds();
        SwitchVersions(end);
        foreach (var (_, lane, _) in _lanes)
            lane.Tick(end);
        return new Outcome(set, _state, asOf, NextVersion()).Of(_lanes.Select(l => (l.Lane, l.Left)), _left, _choices);
    }

    private void Pin(Instant created)
    {
        _inForce = [.. Selection.InForce(set, created)];
        foreach (var a in set.Agreements)
            if (a.OpenTicketsToo && a.From is { } from && !Selection.Covers(a, created))
            {
                var at = AgreementSet.ZoneOf(a).AtStartOfDay(from).ToInstant();
                if (at > created)
                    _switches.Add((at.ToUnixTimeMilliseconds(), a));
            }
        _switches.Sort((x, y) => x.At.CompareTo(y.At));
        foreach (var supporting in _sides)
            Rematch(created.ToUnixTimeMilliseconds(), "created", supporting);
    }

    /// <summary>T18: a version published for open tickets too replaces its predecessor on the day it comes into force.</summary>
    private void SwitchVersions(long now)
    {
        while (_switches.Count > 0 && _switches[0].At <= now)
        {
            var (at, version) = _switches[0];
            _switches.RemoveAt(0);
            var i = TakesOver(version);
            if (i < 0)
                continue;
            _inForce[i] = version;
            Rematch(at, "open-tickets-too", version.IsSupporting);
        }
    }

    /// <summary>When the next version takes over that is published for open tickets too; null: none does.</summary>
    private long? NextVersion()
    {
        foreach (var (at, version) in _switches)
            if (TakesOver(version) >= 0)
                return at;
        return null;
    }

    // The predecessor's place; −1: the ticket is over, or has no predecessor.
    private int TakesOver(Agreement version) =>
        version.Statuses.Ends(_state.Status) || _state.MergedInto is not null ? -1 : _inForce.FindIndex(a => a.Id == version.Id);

    private bool MayRematch(bool supporting) => (_lanes.Exists(l => !l.Left && l.Lane.Agreement.IsSupporting == supporting) ? _lanes.Where(l => !l.Left).Select(l => l.Lane.Agreement) : _inForce)
        .Where(a => a.IsSupporting == supporting).Any(a => a.Rematch == Agreements.Rematch.Always || (a.Rematch == Agreements.Rematch.UntilFirstResponse && !_firstResponded));

    /// <summary>Agreements with customers and those that support them are chosen apart, so that neither's rules move the other's clocks.</summary>
    private void Rematch(long at, string why, bool supporting)
    {
        var created = Instant.FromUnixTimeMilliseconds(_state.Created!.Value);
        var (all, left) = Selection.Choose(set, _inForce, _state.Field, created);
        var chosen = all.Where(c => c.Agreement.IsSupporting == supporting).ToList();
        _left = left;
        for (var i = 0; i < _lanes.Count; i++)
            if (!_lanes[i].Left && _lanes[i].Lane.Agreement.IsSupporting == supporting && !chosen.Any(c => c.Key == _lanes[i].Key))
            {
                _lanes[i].Lane.Leave(at);
                _lanes[i] = _lanes[i] with { Left = true };
            }
        foreach (var c in chosen)
        {
            var i = _lanes.FindIndex(l => l.Key == c.Key && !l.Left);
            if (i < 0)
                _lanes.Add((c.Key, why == "created" ? new Lane(c.Agreement, c.Target, set.CalendarsOf(c.Agreement), _state) { Id = c.Key } : Attach(c, at), false));
            else if (!ReferenceEquals(_lanes[i].Lane.Target, c.Target))
                _lanes[i].Lane.Swap(c.Agreement, c.Target, set.CalendarsOf(c.Agreement), at);
        }
        foreach (var a in chosen.Select(c => c.Agreement).Distinct())
            if (!_choices.Exists(x => x.Agreement == a.Id && x.Version == a.Version))
                _choices.Add(new AgreementChoice(a.Id, a.Version, Instant.FromUnixTimeMilliseconds(at), why == "created" ? chosen.First(c => c.Agreement == a).Why : why, supporting));
    }

    /// <summary>A lane that comes late catches up on what the others have seen.</summary>
    private Lane Attach(Selected c, long at)
    {
        var past = new TicketState();
        var before = _lanes.Count(l => l.Key == c.Key);
        var lane = new Lane(c.Agreement, c.Target, set.CalendarsOf(c.Agreement), past) { Id = before == 0 ? c.Key : $"{c.Key}#{before + 1}", NotBefore = at };
        for (var i = 0; i < _seen; i++)
        {
            var then = events[i].Occurred.ToUnixTimeMilliseconds();
            past.Apply(events[i], then);
            lane.On(events[i], then);
        }
        lane.Bind(_state);
        if (c.Agreement.Attach == MatchPin.Attachment)
            lane.CountFrom(at);
        return lane;
    }
}
