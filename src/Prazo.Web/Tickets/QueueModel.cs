using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Prazo.Agreements;
using Prazo.Demo;
using Prazo.Desk;
using Prazo.People;
using Prazo.Statements;
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
    /// <summary>Of the first use, where there is no ticket yet and somebody looks who can take them.</summary>
    public IReadOnlyList<Prazo.Start.FirstStep> FirstSteps { get; private init; } = [];

    public const int MostCounted = 1000;

    /// <summary>Beside the promise and the subject.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The saved view that is shown.</summary>
    public SavedView? View { get; init; }

    public Sent Sent { get; init; } = Sent.Nothing;

    /// <summary>What tickets may cost, where they are sorted by it.</summary>
    public IReadOnlyDictionary<Guid, TicketRisk> Risks { get; private init; } = ReadOnlyDictionary<Guid, TicketRisk>.Empty;

    public static QueueModel Of(Session session, PublishedAgreements agreements, MoneyAtRisk risk, Viewer viewer, TicketQuery asked, IQueryCollection all, BulkResults? done)
    {
        var (tenant, now) = (viewer.Asker!.Tenant, viewer.Now);
        var (page, risks) = TicketApi.Page(session, risk, tenant, asked.Filter(all, now), asked.Cursor, asked.Limit);
        var users = UserStore.All(session, tenant);
        var names = users.ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal);
        foreach (var customer in page.Tickets.Select(t => t.Customer).OfType<string>().Distinct())
            if (Organisations.ByHandle(session, tenant, customer) is { Name: { } name })
                names[customer] = name;
        var (columns, views) = (all["columns"].ToString(), SavedViews.Of(session, viewer.Asker));
        return new QueueModel(page.Tickets, PromiseShown.Of(session, agreements, tenant, page.Tickets, now), names, Counted(session, viewer, MoneyAtRisk.IsPromised(session, agreements, tenant), views), QueryOf(all), asked, page.Next,
            [.. users.Where(u => u.Disabled is null && u.Is is Role.Agent or Role.Manager or Role.Admin)], Prazo.People.Teams.All(session, tenant), [.. InboxStore.Of(session, tenant).Select(i => i.Name)], done, DemoShop.IsIn(session, tenant))
        {
            Risks = risks, Columns = TicketColumns.Read(columns.Length > 0 ? columns : DeskChoices.Of(session, tenant, viewer.Asker.Person).QueueColumns), View = views.FirstOrDefault(v => v.Query == QueryOf(all)),
            FirstSteps = page.Tickets.Count == 0 && viewer.May(Ability.Manage) && session.Value<long>("SELECT COUNT(*) FROM (SELECT 1 FROM tickets WHERE tenant_id = @tenant LIMIT 1) AS found", new { tenant }) == 0
                ? Prazo.Start.FirstSteps.Of(session, tenant) : [],
        };
    }

    /// <summary>Views that everybody has.</summary>
    /// <param name="money">Whether breaking a promise costs anything.</param>
    public static IReadOnlyList<(string Key, string Query, string Tone)> Fixed(Viewer viewer, bool money) =>
    [
        ("mine", $"open=true&agent={Uri.EscapeDataString(viewer.Handle)}", ""), ("unassigned", "open=true&agent=none", ""), ("soon", "open=true&clock=due-soon", "soon"),
        ("overdue", "open=true&clock=overdue", "late"), ("waiting", "open=true&clock=paused", "paused"), .. money ? [("at-risk", "open=true&sort=-at-risk", "late")] : Array.Empty<(string, string, string)>(), ("all", "open=true", ""), ("closed", "open=false&sort=-updated", ""),
    ];

    private static IReadOnlyList<QueueView> Counted(Session session, Viewer viewer, bool money, IReadOnlyList<SavedView> saved)
    {
        var asker = viewer.Asker!;
        return
        [
            .. Fixed(viewer, money).Select(v => new QueueView(v.Key, viewer["view." + v.Key], v.Query, v.Key == "closed" ? 0 : Count(v.Query), v.Tone)),
            .. saved.Select(v => new QueueView(v.Id.ToString(), v.Name, v.Query, Count(v.Query), "")),
        ];

        // How many of them may cost something is known only to those who compute it.
        long Count(string query) => ViewApi.Query(query).Filter(new QueryCollection(QueryHelpers.ParseQuery(query)), viewer.Now) is { Sort: not TicketSort.AtRisk } filter ? TicketList.Count(session, asker.Tenant, filter, MostCounted) : 0;
    }

    /// <summary>What is asked, as the address of the same list's beginning.</summary>
    private static string QueryOf(IQueryCollection all) =>
        string.Join('&', all.Where(p => p.Key is not ("cursor" or "done")).SelectMany(p => p.Value.Where(v => !string.IsNullOrEmpty(v)).Select(v => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(v!)}")));

    public string NameOf(string? handle) => handle is null ? "–" : Names.GetValueOrDefault(handle, handle);
}
