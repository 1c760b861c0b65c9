using Prazo.Agreements;
using Prazo.Explain;
using Prazo.Inboxes;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Clocks;
using Prazo.Web.Screen;

namespace Prazo.Web.Tickets;

/// <summary>A ticket with everything that its page shows.</summary>
/// <param name="Typed">What somebody wrote that was not accepted, and stays in its field.</param>
public sealed record TicketModel(Ticket Ticket, TicketDetails Details, PromiseShown? Promise, TicketAccount Account, IReadOnlyDictionary<string, string> Names, IReadOnlyList<User> Agents,
    IReadOnlyList<Team> Teams, Organisation? Customer, Contact? Contact, IReadOnlyList<Ticket> Others, IReadOnlyList<CannedReply> Canned, string? Typed, string? Wrong)
{
    /// <summary>Null when there is none such.</summary>
    public static TicketModel? Of(Session session, PublishedAgreements agreements, Viewer viewer, string id, string? typed = null, string? wrong = null)
    {
        var asker = viewer.Asker!;
        if (TicketQueries.Find(session, asker.Tenant, id) is not { } ticket)
            return null;
        var users = UserStore.All(session, asker.Tenant);
        var names = users.ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal);
        var customer = ticket.Customer is { } handle ? Organisations.ByHandle(session, asker.Tenant, handle) : null;
        var contact = ticket.Values().GetValueOrDefault("contact") is { } who ? Contacts.ByHandle(session, asker.Tenant, who) : null;
        if (customer is not null)
            names.TryAdd(customer.Handle, customer.Name ?? customer.Handle);
        if (contact is not null)
            names.TryAdd(contact.Handle, contact.Name ?? contact.Handle);
        IReadOnlyList<Ticket> others = ticket.Customer is null ? [] : [.. TicketList.Page(session, asker.Tenant, new TicketFilter
        {
            Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["customer"] = [ticket.Customer] }, Now = viewer.Now, Sort = TicketSort.Updated, Descending = true,
        }, null, 6).Tickets.Where(t => t.Id != ticket.Id).Take(5)];
        return new TicketModel(ticket, TicketApi.Details(session, ticket, asker, agreements), PromiseShown.Of(session, agreements, asker.Tenant, [ticket], viewer.Now).GetValueOrDefault(ticket.Id),
            TicketQueries.Explain(session, agreements, ticket, viewer.Now), names, [.. users.Where(u => u.Disabled is null && u.Role != "customer")], Prazo.People.Teams.All(session, asker.Tenant),
            customer, contact, others, CannedReplies.Of(session, asker.Tenant), typed, wrong);
    }

    public string NameOf(string? handle) => handle is null or "" ? "–" : Names.GetValueOrDefault(handle.StartsWith("user:", StringComparison.Ordinal) ? handle[5..] : handle, handle);

    public bool May(string action) => Details.Actions.Contains(action);
}
