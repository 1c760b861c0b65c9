using System.Text;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Imports;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Tickets;

/// <summary>Tickets and their logs as rows.</summary>
internal static class TicketStore
{
    public const string Columns = """
        tenant_id, id, number, source, ref, rev, recorded, created, updated, events, status, priority, agent, team, inbox, channel, region, stage, type, customer, fields, covered, without_clock, next_due, wake, closed, folded, edits
        """;

    /// <summary>Of tickets <c>t</c>, for views and lists.</summary>
    public const string ColumnsWithSubject = Columns + ", " + Subject;

    public const string Subject = "(SELECT x.body FROM ticket_texts x WHERE x.tenant_id = t.tenant_id AND x.ticket_id = t.id AND x.kind = 'subject' AND x.about = '') AS subject";

    public static Ticket? Get(Session session, Guid tenant, Guid id) =>
        session.First<Ticket>($"SELECT {Columns} FROM tickets WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>The ticket, locked until the transaction ends.</summary>
    public static Ticket? Lock(Tx tx, Guid tenant, Guid id) =>
        tx.First<Ticket>($"SELECT {Columns} FROM tickets WHERE tenant_id = @tenant AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id });

    public static Ticket? Lock(Tx tx, Guid tenant, string source, string reference) =>
        tx.First<Ticket>($"SELECT {Columns} FROM tickets WHERE tenant_id = @tenant AND source = @source AND ref = @reference{tx.Dialect.ForUpdate}", new { tenant, source, reference });

    /// <summary>Those that there are, locked in the order of their ids: two who lock several never wait for each other in a circle.</summary>
    public static IReadOnlyList<Ticket> Lock(Tx tx, Guid tenant, IEnumerable<Guid> ids) => tx.Query<Ticket>(
        $"SELECT {Columns} FROM tickets WHERE tenant_id = @tenant AND {tx.Dialect.AnyOf("id", "ids")} ORDER BY id{tx.Dialect.ForUpdate}", new { tenant, ids = tx.Dialect.Ids(ids) });

    /// <summary>A new ticket, locked. Whoever was faster wins: then theirs is returned.</summary>
    public static Ticket Insert(Tx tx, Guid tenant, string source, string reference, Instant now)
    {
        var ticket = new Ticket
        {
            TenantId = tenant, Id = Ids.New(now), Source = source, Ref = reference, Recorded = now, Updated = now,
            Number = Counters.NextApart(tx, tenant, Counters.Tickets), Rev = Counters.Now(tx, tenant, Counters.Agreements),
        };
        if (reference.Length == 0)
            ticket = ticket with { Ref = ticket.Id.ToString() };
        var inserted = tx.Execute("""
            INSERT INTO tickets (tenant_id, id, number, source, ref, rev, recorded, updated, events, fields, covered, without_clock)
            VALUES (@TenantId, @Id, @Number, @Source, @Ref, @Rev, @Recorded, @Updated, 0, '{}', 0, '[]')
            ON CONFLICT (tenant_id, source, ref) DO NOTHING
            """, ticket);
        return inserted == 1 ? ticket : Lock(tx, tenant, source, reference)!;
    }

    public static void Update(Tx tx, Ticket ticket) => tx.Queue("""
        UPDATE tickets SET created = @Created, updated = @Updated, events = @Events, status = @Status, priority = @Priority, agent = @Agent, team = @Team, inbox = @Inbox,
          channel = @Channel, region = @Region, stage = @Stage, type = @Type, customer = @Customer, fields = @Fields, covered = @Covered, without_clock = @WithoutClock, next_due = @NextDue, wake = @Wake, closed = @Closed, folded = @Folded, edits = @Edits
        WHERE tenant_id = @TenantId AND id = @Id
        """, ticket);

    public const string EventColumns = "seq, event_id, kind, occurred, recorded, source_seq, content, actor";

    public static IReadOnlyList<EventRow> Events(Session session, Guid tenant, Guid ticket) => session.Query<EventRow>(
        $"SELECT {EventColumns} FROM events WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY seq", new { tenant, ticket });

    /// <summary>By ticket, each one's in the order of its log.</summary>
    /// <param name="known">Only what was recorded until then.</param>
    public static ILookup<Guid, TicketEvent> EventsOf(Session session, Guid tenant, IEnumerable<Guid> tickets, Instant known) =>
        session.Query<EventRow>($"SELECT ticket_id, {EventColumns} FROM events WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("ticket_id", "tickets")} AND recorded <= @known ORDER BY ticket_id, seq",
            new { tenant, tickets = session.Dialect.Ids(tickets), known }).ToLookup(e => e.TicketId, e => e.Event());

    /// <summary>Appends an event that is not known yet, under the ticket's lock.</summary>
    public static void Append(Tx tx, Ticket ticket, long seq, TicketEvent e, string actor) => tx.Queue("""
        INSERT INTO events (tenant_id, ticket_id, seq, event_id, kind, occurred, recorded, source_seq, content, actor)
        VALUES (@TenantId, @TicketId, @seq, @Id, @Kind, @Occurred, @Recorded, @Sequence, @content, @actor)
        """, new { ticket.TenantId, TicketId = ticket.Id, seq, e.Id, e.Kind, e.Occurred, e.Recorded, e.Sequence, content = EventLog.Content(e), actor });

    internal sealed record EventRow
    {
        public Guid TicketId { get; init; }
        public long Seq { get; init; }
        public string EventId { get; init; } = "";
        public string Kind { get; init; } = "";
        public Instant Occurred { get; init; }
        public Instant Recorded { get; init; }
        public long SourceSeq { get; init; }
        public string Content { get; init; } = "{}";
        public string Actor { get; init; } = "";

        /// <summary>Whether it is the same event sent again, and not another under its id.</summary>
        public bool Says(TicketEvent e) => Kind == e.Kind && Occurred == e.Occurred && SourceSeq == e.Sequence && Content == EventLog.Content(e);

        public TicketEvent Event()
        {
            var parsed = new EventObject();
            var content = parsed.ReadContent(Kind, Encoding.UTF8.GetBytes(Content));
            if (content is TicketCreated created)
                content = created with { Fields = created.Fields.AddRange(parsed.Fields) };
            return content with { Id = EventId, Occurred = Occurred, Recorded = Recorded, Sequence = SourceSeq };
        }
    }
}
