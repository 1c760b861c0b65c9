using System.Globalization;
using Prazo.Storage;

namespace Prazo.Tickets;

public enum LinkKind { Parent, Duplicate, Problem, MergedInto, SplitFrom }

/// <summary>A ticket has at most one link of a kind; the other ticket sees it from its side.</summary>
/// <param name="Inverse">Whether the other ticket made it: a child, a duplicate, an incident.</param>
public sealed record TicketLink(string Kind, bool Inverse, Guid Other, long Number, string? Subject, string? Status, bool IsClosed);

public static class TicketLinks
{
    /// <summary>Problem is the type of tickets that have incidents.</summary>
    public const string ProblemType = "problem";
    private const int LongestChain = 50;

    /// <summary>Links a ticket to another, in place of the link of this kind that it has. The number of the other is a field of the ticket, so that agreements, rules and reports can read it.</summary>
    public static Ticket Put(Act act, Ticket ticket, LinkKind kind, string other)
    {
        var to = act.Other(other);
        if (kind == LinkKind.Problem && TicketStore.Get(act.Tx, act.Tenant, to)!.Type != ProblemType)
            throw new RefusedException("no-problem", "other", $"ticket {other} is not a problem", "give it the type 'problem' first");
        RefuseCircle(act, ticket.Id, kind, to);
        Write(act, ticket.Id, kind, to);
        return act.Record(ticket, act.Sets(Word(kind), act.NumberOf(to).ToString(CultureInfo.InvariantCulture))).Ticket;
    }

    public static Ticket Remove(Act act, Ticket ticket, LinkKind kind) =>
        act.Tx.Execute("DELETE FROM ticket_links WHERE tenant_id = @TenantId AND ticket_id = @Id AND kind = @kind", new { ticket.TenantId, ticket.Id, kind = Word(kind) }) == 1
            ? act.Record(ticket, act.Sets(Word(kind), "")).Ticket : throw new MissingException();

    internal static void Write(Act act, Guid ticket, LinkKind kind, Guid other) => act.Tx.Execute("""
        INSERT INTO ticket_links (tenant_id, ticket_id, kind, other_id, made, made_by) VALUES (@Tenant, @ticket, @kind, @other, @Now, @Actor)
        ON CONFLICT (tenant_id, ticket_id, kind) DO UPDATE SET other_id = @other, made = @Now, made_by = @Actor
        """, new { act.Tenant, ticket, kind = Word(kind), other, act.Now, act.Asker.Actor });

    private static void RefuseCircle(Act act, Guid ticket, LinkKind kind, Guid other)
    {
        var at = (Guid?)other;
        for (var step = 0; at is { } id && step < LongestChain; step++)
        {
            if (id == ticket)
                throw new RefusedException("circle", "other", "the link would lead back to the ticket itself");
            at = Of(act.Tx, act.Tenant, id, kind);
        }
    }

    internal static Guid? Of(Session session, Guid tenant, Guid ticket, LinkKind kind) => session.Value<Guid?>(
        "SELECT other_id FROM ticket_links WHERE tenant_id = @tenant AND ticket_id = @ticket AND kind = @kind", new { tenant, ticket, kind = Word(kind) });

    public static IReadOnlyList<TicketLink> Of(Session session, Guid tenant, Guid ticket) => [.. session.Query<Row>($"""
        SELECT l.kind, 0 AS inverse, t.id, t.number, t.status, t.closed, {TicketStore.Subject} FROM ticket_links l JOIN tickets t ON t.tenant_id = l.tenant_id AND t.id = l.other_id
        WHERE l.tenant_id = @tenant AND l.ticket_id = @ticket
        UNION ALL
        SELECT l.kind, 1, t.id, t.number, t.status, t.closed, {TicketStore.Subject} FROM ticket_links l JOIN tickets t ON t.tenant_id = l.tenant_id AND t.id = l.ticket_id
        WHERE l.tenant_id = @tenant AND l.other_id = @ticket
        ORDER BY 1, 2, 4
        """, new { tenant, ticket }).Select(r => new TicketLink(r.Kind, r.Inverse == 1, r.Id, r.Number, r.Subject, r.Status, r.Closed is not null))];

    public static string Word(LinkKind kind) => kind switch
    {
        LinkKind.MergedInto => "merged-into",
        LinkKind.SplitFrom => "split-from",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private sealed record Row
    {
        public string Kind { get; init; } = "";
        public long Inverse { get; init; }
        public Guid Id { get; init; }
        public long Number { get; init; }
        public string? Subject { get; init; }
        public string? Status { get; init; }
        public long? Closed { get; init; }
    }
}
