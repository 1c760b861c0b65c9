using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>What an event means to a target: stop, start, reset, or falling away.</summary>
/// <param name="Call">The call whose cycle is meant, where calls have cycles of their own.</param>
/// <param name="Withdraw">The running cycle falls away, for this cause.</param>
/// <param name="NotApplicable">A cycle is recorded as not applicable, for this cause (T14).</param>
internal readonly record struct Signal(
    bool Stop = false, bool Start = false, bool Reset = false, string? Call = null, string? StartedCall = null, string? Withdraw = null, string? NotApplicable = null);

/// <summary>The ready-made start and stop conditions of the metrics (T12, T14), or a target's own.</summary>
internal sealed class MetricRules(Agreement agreement, Target target)
{
    private readonly Edge? _start = target.Start is { } s ? new Edge(s) : null;
    private readonly Edge? _stop = target.Stop is { } s ? new Edge(s) : null;
    private readonly Edge? _reset = target.Reset is { } s ? new Edge(s) : null;
    private bool _responded;
    private bool _wasWaiting;
    private bool _customerWrote;
    private string? _team;
    private bool _with;

    /// <summary>Reply clocks: cancelled by closing without a response.</summary>
    public bool IsReplyClock => target.Metric is Metric.FirstResponse or Metric.NextResponse or Metric.Update;

    /// <summary>Clocks that run from a customer's message, of this ticket or of one merged into it (T14). Updates have a beat of their own.</summary>
    public bool AnswersMessages => target.Metric is Metric.FirstResponse or Metric.NextResponse;

    public bool EndStops => _stop is null && target.Metric is Metric.Resolution or Metric.Workaround or Metric.Ownership or Metric.RequesterWait or Metric.AgentWork or Metric.Turnaround;

    public bool EndCancels => !EndStops && (IsReplyClock || target.Metric is Metric.CustomerAnswer or Metric.Callback or Metric.Turnaround);

    /// <summary>The same rules for another agreement's target of the same metric, with what was seen so far.</summary>
    public MetricRules For(Agreement otherAgreement, Target other) =>
        new(otherAgreement, other) { _responded = _responded, _wasWaiting = _wasWaiting, _customerWrote = _customerWrote, _team = _team, _with = _with };

    public void Stopped()
    {
        if (target.Metric == Metric.FirstResponse)
            _responded = true;
    }

    public Signal Read(TicketEvent e, TicketState state)
    {
        var ready = Ready(e, state);
        return ready with
        {
            Start = _start is null ? ready.Start : _start.Fires(e, state.Field) && state.Created is not null,
            Stop = _stop is null ? ready.Stop : _stop.Fires(e, state.Field),
            Reset = _reset is null ? ready.Reset : _reset.Fires(e, state.Field),
        };
    }

    private Signal Ready(TicketEvent e, TicketState state) => target.Metric switch
    {
        Metric.FirstResponse => FirstResponse(e, state),
        Metric.NextResponse => NextResponse(e, state),
        Metric.Update => new(Stop: IsResponse(e), Start: e is TicketCreated || (IsResponse(e) && !Ended(state))),
        Metric.Workaround => new(Stop: e is WorkaroundGiven || (e is FieldChanged { Field: "workaround" } f && IsYes(f.Value)), Start: e is TicketCreated),
        Metric.Resolution or Metric.RequesterWait => new(Start: e is TicketCreated),
        Metric.AgentWork => new(Start: !_responded && !Ended(state) && !string.IsNullOrEmpty(state["agent"]) && Once()),
        Metric.Ownership => Ownership(state),
        Metric.CustomerAnswer => CustomerAnswer(e, state),
        Metric.Turnaround => Turnaround(state),
        Metric.Callback => new(Stop: e is CallAnswered, Start: e is CallAbandoned && target.MissedCall != MissedCall.Ignored),
        Metric.SpeedOfAnswer => SpeedOfAnswer(e),
        _ => new(),
    };

    private bool Once() => _responded = true;

    internal static bool IsYes(string value) => value is { Length: > 0 } and not ("no" or "false" or "0" or "não" or "nu");

    private bool Ended(TicketState state) => agreement.Statuses.Ends(state.Status);

    private bool IsResponse(TicketEvent e) => target.Response switch
    {
        ResponseBy.Status => e is FieldChanged { Field: "status" },
        ResponseBy.Acceptance => e is TicketAccepted,
        _ => e switch
        {
            AgentMessage m => (m.Public || target.NotesCount) && (!m.Bot || target.BotsCount),
            CallAnswered => true,
            _ => false,
        },
    };

    private bool StartsReply(TicketEvent e) => e is CustomerMessage { Automatic: false } m && !(m.Thanks && target.IgnoreThanks);

    /// <summary>T14: by its choice the survivor of a merge owes an answer to the other ticket's message.</summary>
    private bool TakesOver(TicketEvent e) => e is Absorbed { UnansweredSince: not null } && target.Merge == MergeRule.Earliest;

    private Signal FirstResponse(TicketEvent e, TicketState state)
    {
        if (e is TicketCreated)
            return state.ByAgent ? new(NotApplicable: "opened-by-agent") : new(Start: true);
        var response = IsResponse(e);
        var starts = !_responded && state is { ByAgent: true, Created: not null } && (StartsReply(e) || TakesOver(e));
        return new(Stop: response, Start: starts);
    }

    private Signal NextResponse(TicketEvent e, TicketState state)
    {
        if (e is TicketCreated)
            _customerWrote = !state.ByAgent;
        if (IsResponse(e))
        {
            _responded |= _customerWrote;
            return new(Stop: true);
        }
        if (!_responded || state.Created is null)
        {
            _customerWrote |= StartsReply(e);
            return default;
        }
        if (e is CustomerMessage { Automatic: false, Thanks: true } && target.IgnoreThanks)
            return new(NotApplicable: "thanks");
        if (TakesOver(e))
            return new(Start: true);
        return StartsReply(e) ? new(Start: true, Reset: target.Recurs == Recurs.EachReply) : default;
    }

    private Signal Ownership(TicketState state)
    {
        var team = Ended(state) ? null : state["team"];
        if (team == _team || state.Created is null)
            return default;
        var signal = new Signal(Stop: _team is not null && !Ended(state), Start: team is not null);
        _team = Ended(state) ? _team : team;
        return signal;
    }

    /// <summary>Runs while the ticket is with who promises. What stops on a condition of its own falls away when the ticket comes back before.</summary>
    private Signal Turnaround(TicketState state)
    {
        if (agreement.While is not { } with || state.Created is null || Ended(state) || Conditions.Hold(with, null, state.Field) == _with)
            return default;
        _with = !_with;
        return _with ? new(Start: true) : _stop is null ? new(Stop: true) : new(Withdraw: "handed-back");
    }

    private Signal CustomerAnswer(TicketEvent e, TicketState state)
    {
        var waiting = state.Status == "waiting-customer";
        var (began, left) = (waiting && !_wasWaiting, !waiting && _wasWaiting);
        _wasWaiting = waiting;
        if (e is CustomerMessage { Automatic: false })
            return new(Stop: true);
        return new(Start: began, Withdraw: left ? "no-longer-waiting" : null);
    }

    private static Signal SpeedOfAnswer(TicketEvent e) => e switch
    {
        CallOffered x => new(Start: true, StartedCall: x.Call),
        CallAnswered x => new(Stop: true, Call: x.Call),
        CallAbandoned x => new(Call: x.Call),
        CallEnded x => new(Call: x.Call),
        _ => default,
    };
}
