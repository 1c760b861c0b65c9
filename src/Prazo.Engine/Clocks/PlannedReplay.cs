using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>Replays a block of tickets by their plans: W is computed for all their events at once, and what is left of a clock are differences. Of one thread.</summary>
internal sealed class PlannedReplay(ColumnReplay replay, History history)
{
    public const int BlockSize = 512;

    private readonly TicketPlan?[] _plans = new TicketPlan?[BlockSize];
    private readonly Dictionary<int[], TicketPlans?> _plansOf = [];
    private readonly List<(WorkingCalendar Calendar, bool IsNeeded, long[] Worked)> _calendars = [];
    private readonly PlannedTerms[] _terms = new PlannedTerms[8];
    private readonly TicketPlans?[] _plansBy = new TicketPlans?[BlockSize];
    private (int E, int Agent, int Team)[] _holders = new (int, int, int)[8];
    private int _holderCount;
    private TicketPlans? _lastPlans;
    private int[]? _lastLanes;
    private int _first, _firstEvent;

    /// <summary>Plans tickets [from, to), at most <see cref="BlockSize"/>.</summary>
    public void Begin(int from, int to, long asOf, ColumnMatching matching)
    {
        (_first, _firstEvent) = (from, history.Offsets[from]);
        foreach (ref var c in CollectionsMarshal.AsSpan(_calendars))
            c.IsNeeded = false;
        for (var ticket = from; ticket < to; ticket++)
            _plans[ticket - from] = Plan(ticket, asOf, matching);
        var events = history.Occurred.AsSpan(_firstEvent, history.Offsets[to] - _firstEvent);
        foreach (ref var c in CollectionsMarshal.AsSpan(_calendars))
        {
            if (!c.IsNeeded)
                continue;
            if (c.Worked.Length < events.Length)
                c.Worked = new long[events.Length * 2];
            c.Calendar.WorkedUntil(events, c.Worked);
        }
    }

    private TicketPlan? Plan(int ticket, long asOf, ColumnMatching matching)
    {
        var (first, end) = (history.Offsets[ticket], history.Offsets[ticket + 1]);
        if (first == end || history.Occurred[end - 1] > asOf || replay.EventOf(history.Codes[first]).Bits != EventBits.Created
            || matching.For(ticket, history.Occurred[first]) is not { Lanes: { Length: > 0 } chosen })
            return null;
        if (!ReferenceEquals(chosen, _lastLanes))
            (_lastPlans, _lastLanes) = (PlansOf(chosen), chosen);
        if (_lastPlans is not { } plans)
            return null;
        foreach (var lane in plans.Lanes)
            if (lane.PlannedTermsOf(ticket) is { } terms)
                Need(terms);
            else
                return null;
        if (plans.For(history.Codes.AsSpan(first, end - first), history.Occurred.AsSpan(first, end - first), replay.FirstStatus(ticket)) is not { } plan)
            return null;
        if (!ReferenceEquals(_plansBy[ticket - _first], plans))
            _plansBy[ticket - _first] = plans;
        return plan;
    }

    private TicketPlans? PlansOf(int[] chosen)
    {
        if (!_plansOf.TryGetValue(chosen, out var plans))
            _plansOf[chosen] = plans = replay.PlansFor(chosen);
        return plans;
    }

    /// <summary>Sees to a column for the calendar.</summary>
    private void Need(PlannedTerms terms)
    {
        if (terms.Slot < 0)
            return;
        while (_calendars.Count <= terms.Slot)
            _calendars.Add((terms.Calendar, false, []));
        ref var c = ref CollectionsMarshal.AsSpan(_calendars)[terms.Slot];
        (c.Calendar, c.IsNeeded) = (terms.Calendar, true);
    }

    /// <summary>Replays a ticket that has a plan; false when it has none.</summary>
    public bool TryRun(int ticket, ClockRows rows)
    {
        if (_plans[ticket - _first] is not { } plan)
            return false;
        var lanes = _plansBy[ticket - _first]!.Lanes;
        var first = history.Offsets[ticket];
        var at = history.Occurred.AsSpan(first, history.Offsets[ticket + 1] - first);
        Hold(ticket, first, plan);
        for (var i = 0; i < lanes.Length; i++)
            _terms[i] = lanes[i].PlannedTermsOf(ticket)!;
        foreach (var clock in plan.Clocks)
        {
            var terms = _terms[clock.Lane];
            // Where it is always open, W runs as time does.
            var worked = terms.Slot < 0 ? at : _calendars[terms.Slot].Worked.AsSpan(first - _firstEvent, at.Length);
            ref var row = ref rows.Next();
            (row.Ticket, row.Target, row.Cycle) = (ticket, terms.Target, clock.Cycle);
            if (clock.Stretches.Length == 1)
                FillStraight(ref row, clock, at, worked, terms);
            else
                FillPaused(ref row, clock, at, worked, terms);
        }
        return true;
    }

    private void Hold(int ticket, int first, TicketPlan plan)
    {
        var (agent, team) = replay.FirstHolder(ticket);
        if (_holders.Length <= plan.Holding.Length)
            _holders = new (int, int, int)[plan.Holding.Length * 2];
        _holders[0] = (0, agent, team);
        _holderCount = 1;
        foreach (var e in plan.Holding)
        {
            ref readonly var what = ref replay.EventOf(history.Codes[first + e]);
            var (nextAgent, nextTeam) = (agent, team);
            if (what.Field == FollowedFields.Team)
                nextTeam = what.Value;
            else if (what.Field == FollowedFields.Agent || agent == 0)
                nextAgent = what.Value;
            if (nextAgent == agent && nextTeam == team)
                continue;
            (agent, team) = (nextAgent, nextTeam);
            _holders[_holderCount++] = (e, agent, team);
        }
    }

    /// <summary>A clock that ran from its start to its stop.</summary>
    private void FillStraight(ref ClockRow row, ClockPlan clock, ReadOnlySpan<long> at, ReadOnlySpan<long> worked, PlannedTerms terms)
    {
        var (started, stopped, before) = (at[clock.Start], at[clock.Stop], worked[clock.Start]);
        var (elapsed, work) = (stopped - started, worked[clock.Stop] - before);
        var used = terms.InClockTime ? elapsed : work;
        (row.PausedCustomer, row.PausedProvider, row.PausedSupplier, row.PausedNobody) = (0, 0, 0, 0);
        (row.Worked, row.Elapsed, row.UsedPercent) = (work, elapsed, 100.0 * used / terms.Length);
        var (due, last) = Ends(terms, started, before, terms.Length);
        row.OriginalDue = Shown(due);
        Judge(ref row, clock, at, due, last, used > terms.Length);
    }

    /// <summary>A clock that paused between its start and its stop.</summary>
    private void FillPaused(ref ClockRow row, ClockPlan clock, ReadOnlySpan<long> at, ReadOnlySpan<long> worked, PlannedTerms terms)
    {
        var (length, left) = (terms.Length, terms.Length);
        var (work, elapsed) = (0L, 0L);
        var (dueIn, lastIn, latest) = (-1, -1, 0);
        var (dueLeft, lastLeft, latestLeft) = (0L, 0L, left);
        (row.PausedCustomer, row.PausedProvider, row.PausedSupplier, row.PausedNobody) = (0, 0, 0, 0);
        foreach (ref readonly var s in clock.Stretches.AsSpan())
        {
            var clockTime = at[s.To] - at[s.From];
            if (s.Party is { } party)
            {
                Paused(ref row, party, clockTime);
                continue;
            }
            var working = worked[s.To] - worked[s.From];
            work += working;
            elapsed += clockTime;
            var here = terms.InClockTime ? clockTime : working;
            (latest, latestLeft) = (s.From, left);
            if (dueIn < 0 && here >= left)
                (dueIn, dueLeft) = (s.From, left);
            if (lastIn < 0 && here > left)
                (lastIn, lastLeft) = (s.From, left);
            left -= here;
        }
        var broken = lastIn >= 0;
        // Where it was not used up, the ends lie where the latest stretch would have led.
        if (dueIn < 0)
            (dueIn, dueLeft) = (latest, latestLeft);
        if (!broken)
            (lastIn, lastLeft) = (latest, latestLeft);
        var (due, last) = Ends(terms, at[lastIn], worked[lastIn], lastLeft);
        if (dueIn != lastIn)
            due = Ends(terms, at[dueIn], worked[dueIn], dueLeft).Due;
        row.OriginalDue = Shown(latest == clock.Start ? due : Ends(terms, at[clock.Start], worked[clock.Start], length).Due);
        (row.Worked, row.Elapsed) = (work, elapsed);
        row.UsedPercent = 100.0 * (terms.InClockTime ? elapsed : work) / length;
        Judge(ref row, clock, at, due, last, broken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Judge(ref ClockRow row, ClockPlan clock, ReadOnlySpan<long> at, long due, long last, bool broken)
    {
        var (started, stopped) = (at[clock.Start], at[clock.Stop]);
        row.Run = Run.Stopped;
        (row.Verdict, row.State) = broken
            ? clock.Keeps ? (Verdict.MetLate, ClockState.MetLate) : (Verdict.Broken, ClockState.Overdue)
            : clock.Keeps ? (Verdict.Met, ClockState.Met) : (Verdict.Cancelled, ClockState.Cancelled);
        (row.Promised, row.Untargeted) = (true, false);
        (row.Started, row.Stopped, row.Due, row.Last) = (started, stopped, Shown(due), Shown(last));
        row.VerdictAt = broken ? Math.Max(last, started) : stopped;
        (row.Agent, row.Team) = HolderAt(clock.Start, clock.Stop, at, row.VerdictAt);
    }

    private static (long Due, long Last) Ends(PlannedTerms terms, long from, long worked, long left) =>
        terms.InClockTime ? (from + left, from + left) : terms.Calendar.Ends(from, worked, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Shown(long at) => at == WorkingCalendar.Never ? -1 : at;

    private static void Paused(ref ClockRow row, Party party, long length)
    {
        switch (party)
        {
            case Party.Customer: row.PausedCustomer += length; break;
            case Party.Provider: row.PausedProvider += length; break;
            case Party.Supplier: row.PausedSupplier += length; break;
            default: row.PausedNobody += length; break;
        }
    }

    /// <summary>See <see cref="ColumnTicket.HolderAt"/>; one event is later than another by its number.</summary>
    private (int Agent, int Team) HolderAt(int start, int stop, ReadOnlySpan<long> at, long verdictAt)
    {
        var chosen = _holders[0];
        for (var i = 1; i < _holderCount; i++)
        {
            var next = _holders[i];
            // Who comes at the end or after the verdict did not hold it then; a clock that took no time was held by whom its instant found.
            if (next.E > stop || (next.E == stop && start != stop))
                break;
            if (at[next.E] > verdictAt && next.E > start)
                break;
            chosen = next;
        }
        return (chosen.Agent, chosen.Team);
    }
}

/// <summary>A promise for the first fields of tickets, when it is a length.</summary>
/// <param name="InClockTime">Of clock time, or of a calendar that is always open, which is the same.</param>
/// <param name="Slot">Which of the replay's calendars it counts on; −1: always open.</param>
internal sealed record PlannedTerms(int Target, bool InClockTime, long Length, WorkingCalendar Calendar, int Slot);
