using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Prazo.Agreements;
using Prazo.Demo;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Clocks;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

/// <summary>A view in the list beside the queue: a name, what it asks, and how many there are.</summary>
/// <param name="Count">Up to <see cref="QueueModel.MostCounted"/>.</param>
public sealed record QueueView(string Key, string Name, string Query, long Count, string Tone);

/// <summary>What the queue shows.</summary>
/// <param name="Query">As in the address, without cursor and flash.</param>
/// <param name="Names">Of people and customers, by handle.</param>
public sealed record QueueModel(IReadOnlyList<Ticket> Tickets, IReadOnlyDictionary<Guid, PromiseShown> Promises, IReadOnlyDictionary<string, string> Names, IReadOnlyList<QueueView> Views,
    string Query, TicketQuery Asked, string? Next, IReadOnlyList<User> Agents, IReadOnlyList<Team> Teams, IReadOnlyList<string> Inboxes, BulkResults? Done, bool Demo)
{
    public const int MostCounted = 1000;

    public static QueueModel Of(Session session, PublishedAgreements agreements, Viewer viewer, TicketQuery asked, IQueryCollection all, BulkResults? done)
    {
        var (tenant, now) = (viewer.Asker!.Tenant, viewer.Now);
        var page = TicketList.Page(session, tenant, asked.Filter(all, now), asked.Cursor, asked.Limit ?? 50);
        var users = UserStore.All(session, tenant);
        var names = users.ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal);
        foreach (var customer in page.Tickets.Select(t => t.Customer).OfType<string>().Distinct())
            if (Organisations.ByHandle(session, tenant, customer) is { Name: { } name })
                names[customer] = name;
        return new QueueModel(page.Tickets, PromiseShown.Of(session, agreements, tenant, page.Tickets, now), names, Counted(session, viewer), QueryOf(all), asked, page.Next,
            [.. users.Where(u => u.Disabled is null && u.Is is Role.Agent or Role.Manager or Role.Admin)], Prazo.People.Teams.All(session, tenant), [.. InboxStore.Of(session, tenant).Select(i => i.Name)], done, DemoShop.IsIn(session, tenant));
    }

    private static IReadOnlyList<QueueView> Counted(Session session, Viewer viewer)
    {
        var asker = viewer.Asker!;
        var system = new List<(string Key, string Query, string Tone)>
        {
            ("mine", $"open=true&agent={Uri.EscapeDataString(viewer.Handle)}", ""), ("unassigned", "open=true&agent=none", ""), ("soon", "open=true&clock=due-soon", "soon"),
            ("overdue", "open=true&clock=overdue", "late"), ("waiting", "open=true&clock=paused", "paused"), ("all", "open=true", ""), ("closed", "open=false&sort=-updated", ""),
        };
        return
        [
            .. system.Select(v => new QueueView(v.Key, viewer["view." + v.Key], v.Query, v.Key == "closed" ? 0 : Count(v.Query), v.Tone)),
            .. SavedViews.Of(session, asker).Select(v => new QueueView(v.Id.ToString(), v.Name, v.Query, Count(v.Query), "")),
        ];

        long Count(string query) => TicketList.Count(session, asker.Tenant, ViewApi.Query(query).Filter(new QueryCollection(QueryHelpers.ParseQuery(query)), viewer.Now), MostCounted);
    }

    /// <summary>What is asked, as the address of the same list's beginning.</summary>
    private static string QueryOf(IQueryCollection all) =>
        string.Join('&', all.Where(p => p.Key is not ("cursor" or "done")).SelectMany(p => p.Value.Where(v => !string.IsNullOrEmpty(v)).Select(v => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(v!)}")));

    public string NameOf(string? handle) => handle is null ? "–" : Names.GetValueOrDefault(handle, handle);
}
