using System.Globalization;
using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Tickets;

/// <summary>Somebody does something to tickets: in one transaction, at one instant, under the locks of the tickets meant.</summary>
public sealed record Act(Tx Tx, TicketLog Log, Principal Asker, Instant Now)
{
    public Guid Tenant => Asker.Tenant;

    /// <summary>When what is recorded happened, if it was before now.</summary>
    public Instant Happened { get; init; } = Now;

    /// <summary>What people go by among tickets; null for a key.</summary>
    public string? Handle => Asker.Person is null ? null : Asker.Actor[(Asker.Actor.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The ticket, locked. None such: <see cref="MissingException"/>; changed since <paramref name="ifMatch"/>: <see cref="StaleException"/>; merged into another: refused.</summary>
    public Ticket Ticket(string idOrNumber, string? ifMatch = null)
    {
        var ticket = Locked(IdOf(idOrNumber));
        if (ifMatch is not null and not "*" && ifMatch != ticket.ETag)
            throw new StaleException($"it is at {ticket.ETag} now");
        if (TicketLinks.Of(Tx, Tenant, ticket.Id, LinkKind.MergedInto) is { } survivor)
            throw new RefusedException("merged", "", string.Create(CultureInfo.InvariantCulture, $"#{ticket.Number} was merged into #{NumberOf(survivor)}"), "go on there");
        return ticket;
    }

    /// <summary>Two tickets, locked in the order of their ids, so that two who lock the same two do not wait for each other.</summary>
    public (Ticket First, Ticket Second) Pair(string first, string second, string? ifMatch = null)
    {
        var (one, two) = (IdOf(first), Other(second));
        if (one == two)
            throw new RefusedException("same-ticket", "", "a ticket cannot be joined with itself");
        Locked(one.CompareTo(two) < 0 ? one : two);
        return (Ticket(one.ToString(), ifMatch), Ticket(two.ToString()));
    }

    /// <summary>Another ticket that an input names.</summary>
    public Guid Other(string idOrNumber) => TicketQueries.Find(Tx, Tenant, idOrNumber)?.Id
        ?? throw new RefusedException("unknown-ticket", "", $"there is no ticket {idOrNumber}");

    public long NumberOf(Guid ticket) => Tx.Value<long>("SELECT number FROM tickets WHERE tenant_id = @Tenant AND id = @ticket", new { Tenant, ticket });

    private Guid IdOf(string idOrNumber) => TicketQueries.Find(Tx, Tenant, idOrNumber)?.Id ?? throw new MissingException();

    private Ticket Locked(Guid id) => TicketStore.Lock(Tx, Tenant, id) ?? throw new MissingException();

    /// <summary>Records events; the ticket as it stands then, and the ids of the events.</summary>
    public (Ticket Ticket, IReadOnlyList<string> EventIds) Record(Ticket ticket, params IReadOnlyList<TicketEvent> events) => Log.Do(Tx, ticket, events, Asker.Actor, Now);

    /// <summary>Tells that something was edited which is no event.</summary>
    public Ticket Touch(Ticket ticket)
    {
        var edited = ticket with { Edits = ticket.Edits + 1, Updated = Instant.Max(ticket.Updated, Now) };
        Tx.Execute("UPDATE tickets SET edits = @Edits, updated = @Updated WHERE tenant_id = @TenantId AND id = @Id", edited);
        return edited;
    }

    /// <summary>Tells the audit what was changed that no ticket's log holds.</summary>
    /// <param name="content">Ids and categories only (S9).</param>
    public void Audit(string action, string subject, object? content = null) =>
        AuditTrail.Write(Tx, Tenant, Asker.Actor, action, subject, content is null ? "{}" : JsonSerializer.Serialize(content, JsonSerializerOptions.Web), Now);

    public TicketEvent Sets(string field, string value) => new FieldChanged("", Happened, Now, 0, field, value);
}
