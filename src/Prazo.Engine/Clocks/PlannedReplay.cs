using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>Replays a block of tickets by their plans: W is computed for all their events at once, and what is left of a clock are differences. Of one thread.</summary>
internal sealed class PlannedReplay(ColumnReplay replay, History history)
{
    public const int BlockSize = 512;

    private readonly TicketPlan?[] _plans = new TicketPlan?[BlockSize];
    private readonly PlannedTerms[] _terms = new PlannedTerms[BlockSize * 8];
    private readonly Dictionary<int[], TicketPlans?> _plansOf = [];
    private readonly List<WorkingCalendar> _calendars = [];
    private readonly List<long[]> _worked = [];
    private readonly List<(int E, int Agent, int Team)> _holders = [];
    private TicketPlans? _lastPlans;
    private int[]? _lastLanes;
    private int _first, _firstEvent;

    /// <summary>Plans tickets [from, to), at most <see cref="BlockSize"/>.</summary>
    public void Begin(int from, int to, long asOf, ColumnMatching matching)
    {
        (_first, _firstEvent) = (from, history.Offsets[from]);
        _calendars.Clear();
        for (var ticket = from; ticket < to; ticket++)
            _plans[ticket - from] = Plan(ticket, asOf, matching);
        var events = history.Occurred.AsSpan(_firstEvent, history.Offsets[to] - _firstEvent);
        for (var c = 0; c < _calendars.Count; c++)
        {
            if (_worked.Count == c)
                _worked.Add([]);
            if (_worked[c].Length < events.Length)
                _worked[c] = new long[events.Length * 2];
            _calendars[c].WorkedUntil(events, _worked[c]);
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
        for (var i = 0; i < chosen.Length; i++)
        {
            if (plans.Lanes[i].PlannedTermsOf(ticket) is not { } terms)
                return null;
            _terms[((ticket - _first) * 8) + i] = terms;
        }
        if (plans.For(history.Codes.AsSpan(first, end - first), history.Occurred.AsSpan(first, end - first), replay.FirstStatus(ticket)) is not { } plan)
            return null;
        for (var i = 0; i < chosen.Length; i++)
            Need(ref _terms[((ticket - _first) * 8) + i]);
        return plan;
    }

    private TicketPlans? PlansOf(int[] chosen)
    {
        if (!_plansOf.TryGetValue(chosen, out var plans))
            _plansOf[chosen] = plans = replay.PlansFor(chosen);
        return plans;
    }

    /// <summary>Sees to a column for the calendar.</summary>
    private void Need(ref PlannedTerms terms)
    {
        var column = 0;
        while (column < _calendars.Count && !ReferenceEquals(_calendars[column], terms.Calendar))
            column++;
        if (column == _calendars.Count)
            _calendars.Add(terms.Calendar);
        terms.Column = column;
    }

    /// <summary>Hands on the clocks of a ticket; false when it has no plan.</summary>
    public bool TryRun(int ticket, ref ClockRow row, ClockSink clocks)
    {
        if (_plans[ticket - _first] is not { } plan)
            return false;
        var first = history.Offsets[ticket];
        var at = history.Occurred.AsSpan(first, history.Offsets[ticket + 1] - first);
        Hold(ticket, first, plan);
        var terms = _terms.AsSpan((ticket - _first) * 8, 8);
        foreach (var clock in plan.Clocks)
        {
            ref readonly var promise = ref terms[clock.Lane];
            row.Ticket = ticket;
            row.Target = promise.Target;
            Fill(ref row, clock, at, _worked[promise.Column].AsSpan(first - _firstEvent, at.Length), promise);
            clocks(row);
        }
        return true;
    }

    private void Hold(int ticket, int first, TicketPlan plan)
    {
        var (agent, team) = replay.FirstHolder(ticket);
        _holders.Clear();
        _holders.Add((0, agent, team));
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
            _holders.Add((e, agent, team));
        }
    }

    private void Fill(ref ClockRow row, ClockPlan clock, ReadOnlySpan<long> at, ReadOnlySpan<long> worked, in PlannedTerms terms)
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
        var due = Due(terms, at[dueIn], worked[dueIn], dueLeft);
        var last = Last(terms, at[lastIn], worked[lastIn], lastLeft);
        var (started, stopped) = (at[clock.Start], at[clock.Stop]);
        row.Cycle = clock.Cycle;
        row.Run = Run.Stopped;
        row.Verdict = broken ? (clock.Keeps ? Verdict.MetLate : Verdict.Broken) : clock.Keeps ? Verdict.Met : Verdict.Cancelled;
        row.State = broken ? (clock.Keeps ? ClockState.MetLate : ClockState.Overdue) : clock.Keeps ? ClockState.Met : ClockState.Cancelled;
        (row.Promised, row.Untargeted) = (true, false);
        (row.Started, row.Stopped, row.Due, row.Last) = (started, stopped, Shown(due), Shown(last));
        row.OriginalDue = Shown(latest == clock.Start ? due : Due(terms, started, worked[clock.Start], length));
        row.VerdictAt = broken ? Math.Max(last, started) : stopped;
        (row.Worked, row.Elapsed) = (work, elapsed);
        row.UsedPercent = 100.0 * (terms.InClockTime ? elapsed : work) / length;
        (row.Agent, row.Team) = HolderAt(clock.Start, clock.Stop, at, row.VerdictAt);
    }

    private static long Due(in PlannedTerms terms, long from, long worked, long left) =>
        terms.InClockTime ? from + left : terms.Calendar.Add(from, worked, left);

    private static long Last(in PlannedTerms terms, long from, long worked, long left) =>
        terms.InClockTime ? from + left : terms.Calendar.AddLast(from, worked, left);

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
        for (var i = 1; i < _holders.Count; i++)
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

/// <summary>A promise for a ticket's first fields, and the column of its calendar.</summary>
internal struct PlannedTerms
{
    public int Target;
    public int Column;
    public bool InClockTime;
    public long Length;
    public WorkingCalendar Calendar;
}
