using System.Runtime.InteropServices;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>The common life of a ticket – opened, answered, perhaps paused by its status, ended once – replayed on columns without making an object.
/// What is less common (reopened, merged, re-prioritised, still open, called) is left to the replay ticket by ticket; both give the same rows.</summary>
internal sealed class ColumnReplay
{
    private readonly History _history;
    private readonly LaneProgram[] _lanes;
    private readonly ColumnTickets _tickets;

    private ColumnReplay(History history, LaneProgram[] lanes, ColumnTickets tickets) => (_history, _lanes, _tickets) = (history, lanes, tickets);

    /// <summary>Null when the agreements ask for more than columns can do.</summary>
    public static ColumnReplay? Compile(HistoryReplay replay)
    {
        var set = replay.Agreements;
        if (set.Agreements.Length != 1 || set.Agreements[0] is not { Rematch: Rematch.Never, OpenTicketsToo: false } agreement)
            return null;
        var lanes = new List<LaneProgram>();
        for (var i = 0; i < agreement.Targets.Length; i++)
        {
            if (LaneProgram.Compile(agreement, agreement.Targets[i], i, set.CalendarsOf(agreement), replay) is not { } lane || lanes.Exists(l => l.Metric == lane.Metric))
                return null;
            lanes.Add(lane);
        }
        return new ColumnReplay(replay.History, [.. lanes], new ColumnTickets(agreement, replay));
    }

    /// <summary>Working memory of one thread.</summary>
    internal sealed class Scratch
    {
        public readonly List<ClockRow> Rows = [];
        public readonly List<(long At, int Agent, int Team)> Holders = [];
    }

    /// <summary>False, and nothing handed on, when this ticket's life is not of the common kind.</summary>
    public bool TryRun(int ticket, long asOf, Scratch scratch, ClockSink clocks)
    {
        if (!_tickets.Fits(ticket, asOf, scratch.Holders))
            return false;
        scratch.Rows.Clear();
        foreach (var lane in _lanes)
        {
            if (!lane.Fits(ticket))
                continue;
            if (!Run(lane, ticket, scratch))
                return false;
        }
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(scratch.Rows))
            clocks(row);
        return true;
    }

    private bool Run(LaneProgram lane, int ticket, Scratch scratch)
    {
        if (lane.TermsOf(ticket) is not { } terms)
            return false;
        var cycle = new ColumnCycle(terms, lane);
        var pause = new ColumnPause(lane, _tickets.StatusAt(ticket));
        var (number, responded, ended) = (0, false, false);
        for (var i = _history.Offsets[ticket]; i < _history.Offsets[ticket + 1]; i++)
        {
            var (at, kind) = (_history.Occurred[i], _tickets.Kinds[_history.Codes[i]]);
            if (cycle.Running)
                cycle.Tick(at);
            var ends = kind == ColumnKind.Ending && !ended;
            if (kind == ColumnKind.Opening && ended)
                return false;
            var reply = kind == ColumnKind.Reply && lane.Metric != Metric.Resolution;
            if (cycle.Running && (reply || ends))
                Emit(ref cycle, ticket, at, met: reply || lane.Metric == Metric.Resolution, scratch);
            ended |= ends;
            var before = pause.Current;
            pause.See(kind, _tickets.StatusOf(_history.Codes[i]), at);
            if (cycle.Running && pause.Current != before)
                cycle.Pause(at, pause.Current);
            var starts = lane.Metric == Metric.NextResponse ? kind == ColumnKind.Customer && responded : kind == ColumnKind.Created;
            responded |= reply;
            if (starts && !cycle.Running)
            {
                cycle.Start(at, ++number, pause.Current);
                if (kind == ColumnKind.Created && _tickets.IsBornEnded(ticket))
                {
                    ended = true;
                    Emit(ref cycle, ticket, at, met: lane.Metric == Metric.Resolution, scratch);
                }
            }
            else if (kind == ColumnKind.Created)
            {
                ended = _tickets.IsBornEnded(ticket);
            }
        }
        return !cycle.Running;
    }

    private static void Emit(ref ColumnCycle cycle, int ticket, long at, bool met, Scratch scratch)
    {
        var row = cycle.Stop(at, met);
        row.Ticket = ticket;
        (row.Agent, row.Team) = ColumnTickets.HolderAt(scratch.Holders, row.Started, row.Stopped, row.VerdictAt);
        scratch.Rows.Add(row);
    }
}
