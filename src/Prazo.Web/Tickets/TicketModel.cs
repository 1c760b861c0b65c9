using Prazo.Agreements;
using Prazo.Desk;
using Prazo.Explain;
using Prazo.Improvement;
using Prazo.Inboxes;
using Prazo.Knowledge;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Agreements;
using Prazo.Web.Clocks;
using Prazo.Web.Desk;
using Prazo.Web.Satisfaction;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

/// <summary>A ticket with everything that its page shows.</summary>
/// <param name="Typed">What somebody wrote that was not accepted, and stays in its field.</param>
public sealed record TicketModel(Ticket Ticket, TicketDetails Details, PromiseShown? Promise, TicketAccount Account, IReadOnlyDictionary<string, string> Names, IReadOnlyList<User> Agents,
    IReadOnlyList<Team> Teams, Organisation? Customer, Contact? Contact, IReadOnlyList<Ticket> Others, IReadOnlyList<CannedReply> Canned, string? Typed, string? Wrong)
{
    /// <summary>The open incidents of a problem; null for any other ticket.</summary>
    public IReadOnlyList<Ticket>? Incidents { get; init; }

    public IReadOnlyDictionary<Guid, PromiseShown> IncidentPromises { get; init; } = new Dictionary<Guid, PromiseShown>();

    /// <summary>That fit what the ticket is about.</summary>
    public IReadOnlyList<Article> Suggested { get; init; } = [];
    public required TicketDesk Desk { get; init; }

    public ScopeView? Scope => Details.Scope;

    /// <summary>What the customer was asked and said, the latest first.</summary>
    public IReadOnlyList<SurveyShown> Surveys { get; init; } = [];

    /// <summary>Promises that were broken, and why if somebody has said so.</summary>
    public IReadOnlyList<Breach> Breaches { get; init; } = [];

    public IReadOnlyList<Cause> Causes { get; init; } = [];

    /// <summary>By which the ticket can be marked as outside of its agreement.</summary>
    public IReadOnlyList<ScopeClause> Clauses { get; init; } = [];

    /// <summary>Of agreements, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();

    /// <summary>Null when there is none such.</summary>
    public static TicketModel? Of(Session session, PublishedAgreements agreements, Viewer viewer, string id, string? typed = null, string? wrong = null, SeenOfTicket? seen = null)
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
        var incidents = ticket.Type == TicketLinks.ProblemType ? ProblemSolving.Incidents(session, asker.Tenant, ticket.Id) : null;
        var account = TicketQueries.Explain(session, agreements, ticket, viewer.Now);
        return new TicketModel(ticket, TicketApi.Details(session, ticket, asker, agreements), PromiseShown.Of(session, agreements, asker.Tenant, [ticket], viewer.Now).GetValueOrDefault(ticket.Id),
            account, names, [.. users.Where(u => u.Disabled is null && u.Role != "customer")], Prazo.People.Teams.All(session, asker.Tenant),
            customer, contact, others, CannedReplies.Of(session, asker.Tenant), typed, wrong)
        {
            Incidents = incidents,
            Surveys = SurveyShown.Of(session, agreements, ticket, viewer.Words.Language),
            Breaches = BreachCauses.Of(session, ticket, viewer.Now),
            Causes = Prazo.Improvement.Causes.All(session, asker.Tenant),
            Titles = agreements.For(session, asker.Tenant, ticket.Rev).Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(a => a.Key, a => AgreementWords.Title(viewer, a.MaxBy(v => v.Version)!), StringComparer.Ordinal),
            Clauses = ScopeClause.Of(agreements.For(session, asker.Tenant, ticket.Rev), account.Replay, viewer.Words.Language),
            Suggested = asker.May(Ability.Work) ? Knowledge.Suggested.Of(session, ticket, typed) : [],
            IncidentPromises = PromiseShown.Of(session, agreements, asker.Tenant, incidents ?? [], viewer.Now),
            Desk = TicketDesk.Of(session, viewer, ticket, seen),
        };
    }

    public string NameOf(string? handle) => handle is null or "" ? "–" : Names.GetValueOrDefault(handle.StartsWith("user:", StringComparison.Ordinal) ? handle[5..] : handle, handle);

    public string TitleOf(string agreement) => Titles.GetValueOrDefault(agreement, agreement);

    public bool May(string action) => Details.Actions.Contains(action);
}
