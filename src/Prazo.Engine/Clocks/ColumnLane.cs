using System.Collections.Concurrent;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>A target compiled to the codes of a history: which events concern it, when it pauses, what it promises for which values.</summary>
internal sealed class ColumnLane
{
    // A thousand years: sums with instants cannot overflow.
    private const long LongestPlanned = 1000L * 366 * 86_400_000;

    private readonly HistoryReplay _replay;
    private readonly CalendarSet _calendars;
    private readonly FollowedFields _fields;
    private readonly int _by, _calendarBy;
    private readonly bool _varies;
    private readonly ConcurrentDictionary<(int By, int CalendarBy), Terms> _terms = [];
    private readonly Terms?[]? _termsByOne;

    private readonly bool[] _ends;
    private readonly int _waiting;
    private readonly Dictionary<LaneInput, int> _inputIndex = [];
    private readonly List<LaneInput> _inputs = [default];
    private readonly int[]? _bornInputs;
    private readonly PlannedTerms?[] _planned = [];

    private ColumnLane(Agreement agreement, Target target, int index, HistoryReplay replay, FollowedFields fields, bool[] ends, ColumnEvent[] events)
    {
        (Agreement, Target, Index, _replay, _fields, _ends) = (agreement, target, index, replay, fields, ends);
        _waiting = replay.TryCode("waiting-customer") ?? -1;
        _calendars = replay.Agreements.CalendarsOf(agreement);
        _by = target.By is null ? -1 : fields.IndexOf(target.By);
        _calendarBy = target.CalendarBy is null ? _by : fields.IndexOf(target.CalendarBy);
        _varies = FollowedFields.WithinsOf(target).Any(w => w is WorkingDays or UntilField or ShareOf);
        FirstBy = target.By is { } name && replay.History.FieldNames.IndexOf(name) is >= 0 and var column ? replay.History.Fields[column] : null;
        if (_by == _calendarBy)
            (_termsByOne, _planned) = (new Terms?[_by < 0 ? 1 : replay.Names.Count], new PlannedTerms?[_by < 0 ? 1 : replay.Names.Count]);
        Pauses = [.. new PauseWatch(target).Rules.Select(r => ColumnPause.Of(r, fields, replay))];
        Response = target.Response switch
        {
            ResponseBy.Status => EventBits.Status,
            ResponseBy.Acceptance => EventBits.Accepted,
            _ => EventBits.Reply | (target.NotesCount ? EventBits.Note : EventBits.None) | (target.BotsCount ? EventBits.BotReply : EventBits.None)
                | (target is { NotesCount: true, BotsCount: true } ? EventBits.BotNote : EventBits.None),
        };
        (TermFields, PauseEvents) = (TermBits(), PauseBits());
        Concern = TermFields | PauseEvents | EventBits.Created | EventBits.Status | MetricBits();
        EndStops = target.Metric is Metric.Resolution or Metric.Workaround or Metric.Ownership or Metric.RequesterWait or Metric.AgentWork;
        EndCancels = target.Metric is Metric.FirstResponse or Metric.NextResponse or Metric.Update or Metric.CustomerAnswer;
        InputOf = [.. events.Select(e => !e.Bits.Has(Concern) ? 0 : Indexed(Input(e)))];
        if (Array.TrueForAll(Pauses, p => p.Field == FollowedFields.Status) && target.Metric is not (Metric.AgentWork or Metric.Ownership))
            _bornInputs = [.. Enumerable.Range(0, replay.Names.Count).Select(status => Indexed(Born(EventBits.Created, status, 0, 0, Held(FollowedFields.Status, status))))];
    }

    public Agreement Agreement { get; }
    public Target Target { get; }
    public int Index { get; }
    public ColumnPause[] Pauses { get; }
    /// <summary>First values of the field that its promise is chosen by; null: none.</summary>
    public int[]? FirstBy { get; }
    /// <summary>By code of an event: what it does here, an index into <see cref="Inputs"/>; 0: nothing.</summary>
    public int[] InputOf { get; }
    public IReadOnlyList<LaneInput> Inputs => _inputs;
    /// <summary>Events that can change anything here.</summary>
    public EventBits Concern { get; }
    /// <summary>Events that count as a response.</summary>
    public EventBits Response { get; }
    /// <summary>Fields that promise and calendar are chosen by.</summary>
    public EventBits TermFields { get; }
    public EventBits PauseEvents { get; }
    public bool EndStops { get; }
    public bool EndCancels { get; }

    /// <summary>Null when the target asks for what columns do not know: calls, conditions of its own, cycles that begin in the future.</summary>
    public static ColumnLane? Compile(Agreement agreement, Target target, int index, HistoryReplay replay, FollowedFields fields, bool[] ends, ColumnEvent[] events) =>
        target is { Start: null, Stop: null, Reset: null, MissedOpensNext: false, Reopen.Limit: not (UntilField or ShareOf) }
        && target.Metric is Metric.FirstResponse or Metric.NextResponse or Metric.Update or Metric.Workaround or Metric.Resolution or Metric.RequesterWait
            or Metric.AgentWork or Metric.Ownership or Metric.CustomerAnswer
        && !(target is { Metric: Metric.Update, Recurs: Recurs.FromDue })
        && target.By != "agent" && target.CalendarBy != "agent"
        && new PauseWatch(target).Rules is { Count: <= 15 } rules && rules.All(p => p.While is FieldIs)
            ? new ColumnLane(agreement, target, index, replay, fields, ends, events)
            : null;

    public static void Follow(Agreement agreement, Target target, FollowedFields fields)
    {
        fields.AddOf(agreement, target);
        foreach (var rule in new PauseWatch(target).Rules)
            if (rule.While is FieldIs condition)
                fields.Add(condition.Field.Field);
    }

    private EventBits TermBits()
    {
        // What varies may be read from any field of the promise it is a share of, and days are counted anew whenever a field is set.
        if (_varies)
            return EventBits.Field;
        var bits = EventBits.None;
        if (_by >= 0) bits |= ColumnEvent.FieldBit(_by);
        if (_calendarBy >= 0) bits |= ColumnEvent.FieldBit(_calendarBy);
        return bits;
    }

    private EventBits PauseBits()
    {
        var bits = EventBits.None;
        foreach (var pause in Pauses)
        {
            bits |= ColumnEvent.FieldBit(pause.Field) | EventBits.Created;
            if (pause.Party == Party.Customer)
                bits |= EventBits.Customer;
            // Who answers first holds a ticket that nobody held.
            if (pause.Field == FollowedFields.Agent)
                bits |= EventBits.Reply;
        }
        return bits;
    }

    private EventBits MetricBits() => Target.Metric switch
    {
        Metric.FirstResponse or Metric.NextResponse => Response | EventBits.Customer | EventBits.Thanks,
        Metric.Update => Response,
        Metric.Workaround => EventBits.Workaround,
        Metric.AgentWork => ColumnEvent.FieldBit(FollowedFields.Agent) | EventBits.Reply,
        Metric.Ownership => ColumnEvent.FieldBit(FollowedFields.Team),
        Metric.CustomerAnswer => EventBits.Customer,
        _ => EventBits.None,
    };

    private int Indexed(LaneInput input)
    {
        if (!_inputIndex.TryGetValue(input, out var i))
        {
            _inputIndex[input] = i = _inputs.Count;
            _inputs.Add(input);
        }
        return i;
    }

    private LaneInput Input(in ColumnEvent e)
    {
        var isAuthor = e.Bits.Has(EventBits.Reply);
        var (touched, holds) = e.Field >= 0 ? Held(e.Field, e.Value) : default;
        var (ifNobody, holdsIfNobody) = isAuthor ? Held(FollowedFields.Agent, e.Value) : default;
        return new LaneInput(e.Bits & Concern,
            e.Field == FollowedFields.Status ? _ends[e.Value] : null, e.Field == FollowedFields.Status ? Waits(e.Value) : null,
            e.Field == FollowedFields.Agent && AsksForAgent ? e.Value != 0 : null, e.Field == FollowedFields.Team && Target.Metric == Metric.Ownership ? e.Value : null,
            touched, holds, ifNobody, holdsIfNobody, isAuthor && AsksForAgent && e.Value != 0);
    }

    private bool AsksForAgent => Target.Metric == Metric.AgentWork || Array.Exists(Pauses, p => p.Field == FollowedFields.Agent);

    private bool? Waits(int status) => Target.Metric == Metric.CustomerAnswer ? status == _waiting : null;

    private (uint Touched, uint Holds) Held(int field, int value)
    {
        uint touched = 0, holds = 0;
        for (var i = 0; i < Pauses.Length; i++)
            if (Pauses[i].Field == field)
            {
                touched |= 1u << i;
                if (Pauses[i].Holds[value])
                    holds |= 1u << i;
            }
        return (touched, holds);
    }

    private LaneInput Born(EventBits bits, int status, int agent, int team, (uint Touched, uint Holds) pauses) => new(
        bits & (Concern | EventBits.ByAgent), _ends[status], Waits(status), AsksForAgent ? agent != 0 : null, Target.Metric == Metric.Ownership ? team : null, pauses.Touched, pauses.Holds, 0, 0, false);

    /// <summary>What the opening of a ticket with its first fields does.</summary>
    public int BornInput(ColumnTicket ticket, EventBits bits, LaneAutomaton automaton)
    {
        var status = ticket.Fields[FollowedFields.Status];
        if (_bornInputs is not null && !bits.Has(EventBits.ByAgent))
            return _bornInputs[status];
        uint holds = 0;
        for (var i = 0; i < Pauses.Length; i++)
            if (Pauses[i].Holds[ticket.Fields[Pauses[i].Field]])
                holds |= 1u << i;
        return automaton.InputOf(Born(bits, status, ticket.Fields[FollowedFields.Agent], ticket.Fields[FollowedFields.Team], (uint.MaxValue, holds)));
    }

    /// <summary>Its beginning asks for the ticket's status alone, and its promises are lengths.</summary>
    public bool CanBePlanned => _bornInputs is not null && _termsByOne is not null && !_varies && !Target.BoundaryClose && _inputs.Count < 256;

    /// <summary>As <see cref="BornInput"/>, of a ticket that a customer opened in a status.</summary>
    public int PlannedBorn(int status) => _bornInputs![status];

    /// <summary>What is promised for the first value of the field that decides, when it is a length; otherwise null.</summary>
    public PlannedTerms? PlannedTermsOf(int by)
    {
        var planned = _planned[by] ??= Planned(by);
        return planned.Length > 0 ? planned : null;
    }

    private PlannedTerms Planned(int by)
    {
        var terms = Clocks.TermsOf.Target(Agreement, Target, _calendars, name => _fields.IndexOf(name) == _by && by != 0 ? _replay.Names[by] : null, 0);
        var isLength = terms is { Measure: Measure.Working or Measure.Clock, Length: > 0 and <= LongestPlanned };
        return new PlannedTerms(Index, terms.Measure == Measure.Clock || terms.Calendar.IsAlwaysOpen, isLength ? terms.Length : 0, terms.Calendar);
    }

    /// <summary>What is promised now for a cycle that counts from an instant.</summary>
    public Terms TermsOf(ColumnTicket ticket, long countsFrom)
    {
        var (by, calendarBy) = (_by < 0 ? 0 : ticket.Fields[_by], _calendarBy < 0 ? 0 : ticket.Fields[_calendarBy]);
        if (_varies)
            return Resolve(ticket, countsFrom);
        if (_termsByOne is not null)
            return _termsByOne[by] ??= Resolve(ticket, countsFrom);
        return _terms.TryGetValue((by, calendarBy), out var terms) ? terms : _terms[(by, calendarBy)] = Resolve(ticket, countsFrom);
    }

    private Terms Resolve(ColumnTicket ticket, long countsFrom) => Clocks.TermsOf.Target(Agreement, Target, _calendars, FieldOf(ticket), countsFrom);

    private Func<string, string?> FieldOf(ColumnTicket ticket) =>
        name => _fields.IndexOf(name) is >= 0 and var i && ticket.Fields[i] is not 0 and var code ? _replay.Names[code] : null;

    /// <summary>The last instant at which an ended cycle may still be reopened; null: at any.</summary>
    public long? ReopenableTo(ColumnTicket ticket, ColumnCycle ended) =>
        Target.Reopen.Limit is { } limit ? Clocks.TermsOf.LastOf(Agreement, limit, ended.Terms.Calendar, FieldOf(ticket), ended.Stopped) : null;

    /// <summary>Whether new terms promise something else.</summary>
    public static bool Differ(Terms a, Terms b) =>
        !ReferenceEquals(a, b) && !(a.Within == b.Within && a.Length == b.Length && a.Measure == b.Measure && a.Calendar.Hash == b.Calendar.Hash);
}

/// <summary>A pause rule over the codes of a field.</summary>
internal sealed record ColumnPause(int Field, bool[] Holds, string Reason, Party Party)
{
    public static ColumnPause Of(PauseRule rule, FollowedFields fields, HistoryReplay replay)
    {
        var condition = ((FieldIs)rule.While).Field;
        return new(fields.IndexOf(condition.Field), [.. replay.Names.Select(n => condition.Holds(n.Length == 0 ? null : n))], rule.Reason, rule.Party);
    }

    /// <summary>One pause goes on when the rule that holds changes to one of the same reason and party.</summary>
    public bool IsSame(ColumnPause other) => ReferenceEquals(this, other) || (Reason == other.Reason && Party == other.Party);
}
