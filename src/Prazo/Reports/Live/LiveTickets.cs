using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Reports.Live;

/// <summary>The tickets that a query asks for, with their fields as a history without events, so that live and imported tickets are counted by the same code.</summary>
internal sealed class LiveTickets
{
    private readonly HistoryBuilder _builder = new();
    private readonly Dictionary<Guid, int> _indices = [];
    private readonly List<Ticket> _tickets = [];

    private LiveTickets() { }

    public History History { get; private set; } = null!;

    public IReadOnlyList<Ticket> Tickets => _tickets;

    public bool TryIndex(Guid ticket, out int index) => _indices.TryGetValue(ticket, out index);

    public static LiveTickets Read(Session session, Guid tenant, LiveQuery query)
    {
        var live = new LiveTickets();
        // Whoever held a clock has a code, though no ticket has the name any more.
        foreach (var name in session.Query<string?>("SELECT agent FROM clocks WHERE tenant_id = @tenant UNION SELECT team FROM clocks WHERE tenant_id = @tenant", new { tenant }))
            live._builder.Value(name ?? "");
        foreach (var ticket in session.Query<Ticket>($"SELECT {TicketStore.Columns} FROM tickets WHERE tenant_id = @tenant AND created IS NOT NULL ORDER BY number", new { tenant }))
            live.Add(ticket, query);
        live.History = live._builder.Build();
        return live;
    }

    private void Add(Ticket ticket, LiveQuery query)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(ticket.Fields)!;
        foreach (var (field, values) in query.Where)
            if (!values.Contains(fields.GetValueOrDefault(field, ""), StringComparer.OrdinalIgnoreCase))
                return;
        var index = _builder.NewTicket(Encoding.UTF8.GetBytes(ticket.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var (field, value) in fields)
            _builder.SetField(index, _builder.Column(field), _builder.Value(value));
        _builder.Add(index, ticket.Created!.Value.ToUnixTimeMilliseconds(), _builder.Code(new TicketCreated("", ticket.Created.Value, ticket.Created.Value, 0, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty)));
        _indices[ticket.Id] = index;
        _tickets.Add(ticket);
    }

    public static IEnumerable<ClockEntry> Clocks(Session session, Guid tenant) =>
        session.Query<ClockEntry>($"SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @tenant ORDER BY ticket_id, lane, cycle", new { tenant });
}
