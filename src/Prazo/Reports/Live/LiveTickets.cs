using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Reports.Live;

/// <summary>The tickets that a query asks for, with their fields as a history without events, so that live and imported tickets are counted by the same code.</summary>
internal sealed class LiveTickets
{
    private const string Select = $"SELECT {TicketStore.Columns} FROM tickets WHERE tenant_id = @tenant AND created IS NOT NULL";

    private readonly HistoryBuilder _builder = new();
    private readonly Dictionary<Guid, int> _indices = [];
    private readonly List<Ticket> _tickets = [];

    private LiveTickets() { }

    public History History { get; private set; } = null!;

    public IReadOnlyList<Ticket> Tickets => _tickets;

    /// <summary>The clocks of these tickets, in the order of tickets.</summary>
    public IEnumerable<(ClockEntry Clock, int Ticket)> InOrder(IEnumerable<ClockEntry> clocks) => clocks
        .Where(c => _indices.ContainsKey(c.TicketId)).Select(c => (Clock: c, Ticket: _indices[c.TicketId]))
        .OrderBy(c => c.Ticket).ThenBy(c => c.Clock.Lane, StringComparer.Ordinal).ThenBy(c => c.Clock.Cycle);

    /// <summary>Those of some clocks, and those that were opened in the days of the query.</summary>
    public static LiveTickets Read(Session session, Guid tenant, LiveQuery query, IReadOnlyList<ClockEntry> clocks)
    {
        var live = new LiveTickets();
        // Whoever held a clock has a code, though no ticket has the name any more.
        foreach (var clock in clocks)
        {
            live._builder.Value(clock.Agent ?? "");
            live._builder.Value(clock.Team ?? "");
        }
        foreach (var ticket in Asked(session, tenant, query, clocks).OrderBy(t => t.Number))
            live.Add(ticket, query);
        live.History = live._builder.Build();
        return live;
    }

    /// <summary>Those that were opened in the days of a query, in the order of their numbers, and fit it.</summary>
    public static IEnumerable<Ticket> Opened(Session session, Guid tenant, LiveQuery query) => InDays(session, tenant, query).Where(t => Fits(query, t.Values())).OrderBy(t => t.Number);

    private static IReadOnlyList<Ticket> InDays(Session session, Guid tenant, LiveQuery query) => session.Query<Ticket>(
        $"{Select}{(query.From is null ? "" : " AND created >= @From")}{(query.To is null ? "" : " AND created < @To")}", new { tenant, query.From, query.To });

    public static bool WasOpened(LiveQuery query, Ticket ticket) => (query.From is not { } from || ticket.Created >= from) && (query.To is not { } to || ticket.Created < to);

    private static IEnumerable<Ticket> Asked(Session session, Guid tenant, LiveQuery query, IReadOnlyList<ClockEntry> clocks)
    {
        if (query is { From: null, To: null })
            return session.Query<Ticket>(Select, new { tenant });
        var opened = InDays(session, tenant, query);
        var missing = clocks.Select(c => c.TicketId).Distinct().Except(opened.Select(t => t.Id));
        return opened.Concat(missing.Chunk(5000).SelectMany(ids => session.Query<Ticket>($"{Select} AND {session.Dialect.AnyOf("id", "ids")}", new { tenant, ids = session.Dialect.Ids(ids) })));
    }

    public static bool Fits(LiveQuery query, IReadOnlyDictionary<string, string> fields) =>
        query.Where.All(w => w.Values.Contains(fields.GetValueOrDefault(w.Field, ""), StringComparer.OrdinalIgnoreCase));

    private void Add(Ticket ticket, LiveQuery query)
    {
        var fields = ticket.Values();
        if (!Fits(query, fields))
            return;
        var index = _builder.NewTicket(Encoding.UTF8.GetBytes(ticket.Number.ToString(CultureInfo.InvariantCulture)));
        foreach (var (field, value) in fields)
            _builder.SetField(index, _builder.Column(field), _builder.Value(value));
        _builder.Add(index, ticket.Created!.Value.ToUnixTimeMilliseconds(), _builder.Code(new TicketCreated("", ticket.Created.Value, ticket.Created.Value, 0, ImmutableSortedDictionary<string, string>.Empty)));
        _indices[ticket.Id] = index;
        _tickets.Add(ticket);
    }
}
