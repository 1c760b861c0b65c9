using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>What an event means to the common life of a ticket.</summary>
internal enum ColumnKind : byte
{
    /// <summary>Not of the common kind: the ticket is replayed by itself.</summary>
    Other, Created, Opening, Ending, Customer, Reply, Agent, Team, Silent,
}

/// <summary>Which tickets are of the common kind, what their events mean, and who held them.</summary>
internal sealed class ColumnTickets
{
    private readonly History _history;
    private readonly int[] _holderOf, _statusOf;
    private readonly int[]? _status, _agent, _team;
    private readonly bool[] _ends;
    private readonly ColumnMatch _applies;
    private readonly long _from, _to;

    public ColumnTickets(Agreement agreement, HistoryReplay replay)
    {
        _history = replay.History;
        _applies = ColumnMatch.Compile(agreement.Applies, _history);
        var zone = AgreementSet.ZoneOf(agreement);
        _from = agreement.From is { } from ? zone.AtStartOfDay(from).ToInstant().ToUnixTimeMilliseconds() : long.MinValue;
        _to = agreement.To is { } to ? zone.AtStartOfDay(to.PlusDays(1)).ToInstant().ToUnixTimeMilliseconds() : long.MaxValue;
        (_status, _agent, _team) = (Column("status"), Column("agent"), Column("team"));
        _ends = [.. replay.Names.Select(n => agreement.Statuses.Ends(n))];
        var read = agreement.Targets.SelectMany(t => new[] { t.By, t.CalendarBy }).ToHashSet(StringComparer.Ordinal);
        Kinds = [.. _history.Shapes.Select(s => KindOf(s, agreement, read))];
        _holderOf = [.. _history.Shapes.Select(s => s switch { FieldChanged x => replay.CodeOf(x.Value), AgentMessage x => replay.CodeOf(x.Agent), _ => 0 })];
        _statusOf = [.. _history.Shapes.Select(s => s is FieldChanged { Field: "status" } x ? replay.CodeOf(x.Value) : -1)];
    }

    public ColumnKind[] Kinds { get; }

    private int[]? Column(string name) => _history.FieldNames.IndexOf(name) is >= 0 and var i ? _history.Fields[i] : null;

    private static ColumnKind KindOf(TicketEvent shape, Agreement agreement, HashSet<string?> read) => shape switch
    {
        TicketCreated { ByAgent: false } => ColumnKind.Created,
        FieldChanged { Field: "status" } x => agreement.Statuses.Ends(x.Value) ? ColumnKind.Ending : ColumnKind.Opening,
        FieldChanged { Field: "agent" } => ColumnKind.Agent,
        FieldChanged { Field: "team" } => ColumnKind.Team,
        FieldChanged x => read.Contains(x.Field) ? ColumnKind.Other : ColumnKind.Silent,
        CustomerMessage x => x.Automatic ? ColumnKind.Silent : ColumnKind.Customer,
        AgentMessage { Public: true, Bot: false } => ColumnKind.Reply,
        AgentMessage => ColumnKind.Silent,
        _ => ColumnKind.Other,
    };

    public int StatusAt(int ticket) => _status is null ? 0 : _status[ticket];

    public int StatusOf(int code) => _statusOf[code];

    public bool IsBornEnded(int ticket) => _ends[StatusAt(ticket)];

    /// <summary>Covered, in order, begun by its opening, over before <paramref name="asOf"/>, and without an uncommon event; fills in who held it.</summary>
    public bool Fits(int ticket, long asOf, List<(long At, int Agent, int Team)> holders)
    {
        var (first, end) = (_history.Offsets[ticket], _history.Offsets[ticket + 1]);
        if (first == end || Kinds[_history.Codes[first]] != ColumnKind.Created || _history.Occurred[end - 1] > asOf || !_applies.Fits(ticket))
            return false;
        var created = _history.Occurred[first];
        if (created < _from || created >= _to || _history.Ids is not null)
            return false;
        holders.Clear();
        var (agent, team) = (_agent is null ? 0 : _agent[ticket], _team is null ? 0 : _team[ticket]);
        holders.Add((created, agent, team));
        for (var i = first + 1; i < end; i++)
        {
            var (kind, code) = (Kinds[_history.Codes[i]], _history.Codes[i]);
            if (kind is ColumnKind.Other or ColumnKind.Created || !InOrder(i))
                return false;
            var (oldAgent, oldTeam) = (agent, team);
            if (kind == ColumnKind.Agent || (kind == ColumnKind.Reply && agent == 0)) agent = _holderOf[code];
            if (kind == ColumnKind.Team) team = _holderOf[code];
            if (agent != oldAgent || team != oldTeam)
                holders.Add((_history.Occurred[i], agent, team));
        }
        return true;
    }

    /// <summary>After its predecessor beyond doubt: later, or at the same instant with a higher rank.</summary>
    private bool InOrder(int i)
    {
        var (before, at) = (_history.Occurred[i - 1], _history.Occurred[i]);
        return at > before || (at == before && _history.Sequences is null && _history.Shapes[_history.Codes[i]].Rank > _history.Shapes[_history.Codes[i - 1]].Rank);
    }

    /// <summary>Who held the ticket at the verdict, as <see cref="Clock.Holders"/> would say.</summary>
    public static (int Agent, int Team) HolderAt(List<(long At, int Agent, int Team)> holders, long started, long end, long verdictAt)
    {
        var chosen = (Agent: 0, Team: 0);
        for (var i = 0; i < holders.Count; i++)
        {
            var next = i + 1 < holders.Count ? holders[i + 1].At : long.MaxValue;
            var (from, to) = (Math.Max(holders[i].At, started), Math.Min(next, end));
            if (from < to || (from == to && started == end && next > end))
            {
                chosen = (holders[i].Agent, holders[i].Team);
                if (from <= verdictAt && verdictAt < to)
                    return chosen;
            }
        }
        return chosen;
    }
}
