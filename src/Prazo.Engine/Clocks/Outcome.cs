using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>From folded lanes to the clocks that people and reports read.</summary>
/// <param name="nextVersion">When a version published for open tickets too takes over (T18); null: none does.</param>
internal sealed class Outcome(AgreementSet set, TicketState state, Instant asOf, long? nextVersion)
{
    private readonly long _now = asOf.ToUnixTimeMilliseconds();

    public TicketReplay Of(IEnumerable<(Lane Lane, bool Left)> lanes, IReadOnlyList<NoClock> left, List<AgreementChoice> choices)
    {
        var clocks = ImmutableArray.CreateBuilder<Clock>();
        var uncovered = new List<NoClock>();
        if (state.Created is null)
            uncovered.Add(new NoClock(null, null, "not-created", ""));
        else if (choices.TrueForAll(c => c.Supporting))
            uncovered.AddRange(WhyNone(left));
        else
            uncovered.AddRange(left);
        foreach (var (lane, gone) in lanes)
        {
            var shown = 0;
            foreach (var cycle in lane.Cycles)
                if (cycle.Terms.Measure != Measure.None || lane.Target.MeasureOnly || lane.Target.Within.IsEmpty)
                {
                    clocks.Add(ClockOf(lane, cycle));
                    shown++;
                }
            if (shown > 0 || gone || lane.Agreement.IsSupporting)
                continue;
            var by = lane.Target.By;
            uncovered.Add(lane.Cycles.Count > 0
                ? new NoClock(lane.Agreement.Id, lane.Target.Id, "no-value", $"{by} = {(by is null ? "" : state[by] ?? "")}")
                : new NoClock(lane.Agreement.Id, lane.Target.Id, "not-started", ""));
        }
        Instant? created = state.Created is { } c ? Instant.FromUnixTimeMilliseconds(c) : null;
        return new TicketReplay(created, state.Snapshot(), clocks.ToImmutable(), [.. uncovered], [.. choices]);
    }

    private IEnumerable<NoClock> WhyNone(IReadOnlyList<NoClock> left)
    {
        var created = Instant.FromUnixTimeMilliseconds(state.Created!.Value);
        if (set.Agreements.All(a => a.IsSupporting))
            yield return new NoClock(null, null, "no-agreement", "");
        foreach (var n in left)
            yield return n;
        var inForce = Selection.InForce(set, created);
        foreach (var a in set.Agreements)
            if (!a.IsSupporting && !inForce.Any(x => x.Id == a.Id))
                yield return new NoClock(a.Id, null, "outside-term", $"{a.From?.ToString("uuuu-MM-dd", null)}..{a.To?.ToString("uuuu-MM-dd", null)}");
    }

    private Clock ClockOf(Lane lane, Cycle c)
    {
        var (worked, elapsed) = CycleMath.Counted(c, _now);
        var waiting = c.IsRunning && c.Started > _now;
        var run = waiting ? Run.Waiting : !c.IsRunning ? Run.Stopped : c.IsPaused ? Run.Paused : Run.Running;
        var verdict = c.IsRunning && c.Terms.Measure == Measure.FieldEmpty ? Verdict.NotApplicable : c.Verdict;
        var fires = Thresholds.Of(c);
        var marks = ClockMarks.Of(c, fires);
        var used = CycleMath.UsedPercent(c, _now);
        var hideDue = run is Run.Paused or Run.Waiting;
        return new Clock(
            lane.Agreement.Id, lane.Agreement.Version, lane.Target.Id, lane.Target.Metric, c.Number, run, verdict,
            marks.StateAt(asOf), At(c.Started)!.Value, At(c.Stopped), hideDue ? null : At(c.Due), hideDue ? null : At(c.Last), At(c.OriginalDue),
            At(c.VerdictAt), c.Terms.Within?.Text, c.Terms.CalendarId, Duration.FromMilliseconds(worked), Duration.FromMilliseconds(elapsed),
            CycleMath.Remaining(c, _now) is { } r ? Duration.FromMilliseconds(r) : null, used is { } u ? (decimal)u : null,
            c.Terms.Measure == Measure.FieldEmpty ? "field-empty" : c.Cause, Pieces(c),
            [.. c.Shifts.Select(s => new Shifted(At(s.At)!.Value, s.Cause, s.Detail, At(s.From), At(s.To)))],
            [.. c.Facts.Where(f => f.At <= _now || f.Kind == FactKind.Started).Select(f => new ClockFact(At(f.At)!.Value, f.Kind, f.Cause))], Holders(c))
        {
            ByValue = c.Terms.ByValue,
            InClockTime = c.Terms.Measure == Measure.Clock,
            Counting = c.Terms.Promises
                ? new Counting(At(c.CountsFrom)!.Value, c.Terms.Measure == Measure.Fixed ? At(c.Terms.Length) : null, Duration.FromMilliseconds(c.Extension), c.PausesExtend)
                : null,
            Call = c.Call,
            Link = c.Link,
            Lane = lane.Id,
            Fires = fires.Fires(_now),
            NextFire = At(NextFire(lane, c, fires)),
            Marks = marks,
        };
    }

    private long? NextFire(Lane lane, Cycle c, Thresholds fires)
    {
        var next = fires.Next(_now);
        if (!c.IsRunning)
            return next;
        foreach (var change in (ReadOnlySpan<long?>)[lane.NextOpening, nextVersion])
            if (change > _now && !(next <= change))
                next = change;
        return next;
    }

    private static Instant? At(long? ms) => ms is { } v and >= 0 ? Instant.FromUnixTimeMilliseconds(v) : null;

    private ImmutableArray<Piece> Pieces(Cycle c)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>(c.Stretches.Count);
        foreach (var s in c.Stretches)
        {
            var to = s.To < 0 ? Math.Max(_now, s.From) : s.To;
            if (to > s.From)
                pieces.Add(new Piece(At(s.From)!.Value, At(to)!.Value, s.Kind, s.CalendarId, s.Reason, s.Party));
        }
        return pieces.ToImmutable();
    }

    private ImmutableArray<Held> Holders(Cycle c)
    {
        var end = c.Stopped >= 0 ? c.Stopped : Math.Max(_now, c.Started);
        var held = ImmutableArray.CreateBuilder<Held>();
        for (var i = 0; i < state.Holders.Count; i++)
        {
            var (at, agent, team) = state.Holders[i];
            var next = i + 1 < state.Holders.Count ? state.Holders[i + 1].At : long.MaxValue;
            var (from, to) = (Math.Max(at, c.Started), Math.Min(next, end));
            // A clock that took no time at all was still held by somebody.
            if (from < to || (from == to && c.Started == end && next > end))
                held.Add(new Held(At(from)!.Value, At(to)!.Value, agent, team));
        }
        return held.ToImmutable();
    }
}
