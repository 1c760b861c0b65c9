using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Portal;

/// <summary>Which tickets are a customer's own: those of their organisation, whoever of it opened them; and those opened for them that are no organisation's. What an organisation has stays
/// with it when somebody leaves for another.</summary>
/// <param name="Contact">What tickets have in their field <c>contact</c>.</param>
/// <param name="Customer">What they have in their field <c>customer</c>; null for somebody without an organisation.</param>
public sealed record OwnScope(Guid Tenant, Contact Contact, string? Customer)
{
    public static OwnScope Of(Session session, Principal asker) =>
        asker.Contact is { } id && Contacts.Get(session, asker.Tenant, id) is { } contact ? new(asker.Tenant, contact, asker.Customer) : throw new MissingException();

    public bool Covers(Ticket ticket) => ticket.Customer is { Length: > 0 } customer ? customer == Customer : ticket.Values().GetValueOrDefault("contact") == Contact.Handle;

    /// <summary>By id or number; what is another's is as if it were not there.</summary>
    public Ticket Find(Session session, string idOrNumber) =>
        TicketQueries.Find(session, Tenant, idOrNumber) is { } ticket && Covers(ticket) ? ticket : throw new MissingException();
}
