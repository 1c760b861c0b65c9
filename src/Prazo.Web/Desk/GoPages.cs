using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.People;
using Prazo.Search;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.People;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Desk;

/// <summary>Something one can go to, or do.</summary>
/// <param name="Posts">It is done by sending these fields; null: it is a place.</param>
public sealed record GoItem(string Icon, string Said, string To, IReadOnlyDictionary<string, string>? Posts = null, string? About = null);

/// <param name="At">The page from which one asks.</param>
public sealed record GoModel(string Q, string At, IReadOnlyList<(string Key, IReadOnlyList<GoItem> Items)> Groups);

/// <summary>Where one can go and what one can do, by its name. With the script it is a dialog over any page.</summary>
internal static class GoPages
{
    private const int MostOfKind = 6;

    public static void MapGo(this RouteGroupBuilder pages)
    {
        pages.MapGet("/go", Show).For(Ability.Read);
        pages.MapGet("/keys", (Delegate)Keys).For(Ability.Read);
    }

    private static Task<IResult> Keys(HttpContext context) => context.Show<KeysPage, object>((_, _) => Sent.Nothing);

    private static Task<IResult> Show(HttpContext context, PublishedAgreements agreements, string? q, string? at) => context.Show<GoPage, GoModel>((s, viewer) => Of(s, agreements, viewer, (q ?? "").Trim(), Pages.Own(at)));

    private static GoModel Of(Session s, PublishedAgreements agreements, Viewer viewer, string q, string at)
    {
        var wanted = Folded.Of(q);
        var groups = new List<(string, IReadOnlyList<GoItem>)>
        {
            ("go.tickets", ByNumber(s, viewer, q)),
            ("go.acts", Named(Acts(s, viewer, at))),
            ("go.views", Named(Views(s, agreements, viewer))),
            ("go.pages", Named(Places(viewer))),
        };
        if (wanted.Length > 0)
        {
            groups.Add(("go.customers", [.. Named(Organisations.All(s, viewer.Asker!.Tenant).Select(c => new GoItem("building", c.Name ?? c.Handle, "/queue?customer=" + Uri.EscapeDataString(c.Handle)))).Take(MostOfKind)]));
            groups.Add(("go.found", [.. Found(s, viewer, q), new GoItem("search", viewer.Say("go.search", q), "/queue?q=" + Uri.EscapeDataString(q))]));
        }
        return new GoModel(q, at, [.. groups.Where(g => g.Item2.Count > 0)]);

        IReadOnlyList<GoItem> Named(IEnumerable<GoItem> items) => [.. items.Where(i => wanted.Length == 0 || Folded.Of(i.Said).Contains(wanted, StringComparison.Ordinal))];
    }

    private static IReadOnlyList<GoItem> ByNumber(Session s, Viewer viewer, string q) =>
        long.TryParse(q.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out _) && TicketQueries.Find(s, viewer.Asker!.Tenant, q.TrimStart('#')) is { } ticket ? [Ticket(viewer, ticket)] : [];

    private static IEnumerable<GoItem> Found(Session s, Viewer viewer, string q) =>
        TicketList.Page(s, viewer.Asker!.Tenant, new TicketFilter { Words = q, Now = viewer.Now, Sort = TicketSort.Updated, Descending = true }, null, MostOfKind).Tickets.Select(t => Ticket(viewer, t));

    private static GoItem Ticket(Viewer viewer, Ticket t) => new("message", t.Subject ?? viewer["queue.no-subject"], At(t), About: string.Create(CultureInfo.InvariantCulture, $"#{t.Number}"));

    private static string At(Ticket t) => string.Create(CultureInfo.InvariantCulture, $"/tickets/{t.Number}");

    /// <summary>What can be done with the ticket from whose page one asks.</summary>
    private static IEnumerable<GoItem> Acts(Session s, Viewer viewer, string from)
    {
        if (from.Split('/', '?') is not ["", "tickets", var id, ..] || TicketQueries.Find(s, viewer.Asker!.Tenant, id) is not { } ticket)
            yield break;
        var (may, at, nothing) = (TicketApi.Actions(ticket, TicketLinks.Of(s, ticket.TenantId, ticket.Id), null, viewer.Asker!), At(ticket), new Dictionary<string, string>(StringComparer.Ordinal));
        if (may.Contains("reply"))
            yield return new("send", viewer["go.reply"], at + "#text");
        if (may.Contains("accept") && ticket.Agent != viewer.Handle && viewer.User is not null)
            yield return new("user", viewer["ticket.take"], at + "/take", nothing);
        if (may.Contains("close"))
            yield return new("check", viewer["ticket.resolve"], at + "/close", new Dictionary<string, string>(StringComparer.Ordinal) { ["status"] = "resolved" });
        if (may.Contains("reopen"))
            yield return new("door-exit", viewer["ticket.reopen"], at + "/reopen", nothing);
        if (may.Contains("pause"))
            yield return new("player-pause", viewer["ticket.pause"], at + "#pause");
        if (may.Contains("resume"))
            yield return new("clock-play", viewer["ticket.resume"], at + "/resume", nothing);
        yield return new("history", viewer["ticket.why"], at + "/clocks");
    }

    private static IEnumerable<GoItem> Views(Session s, PublishedAgreements agreements, Viewer viewer) => QueueModel.Fixed(viewer, MoneyAtRisk.IsPromised(s, agreements, viewer.Asker!.Tenant)).Select(v => new GoItem("inbox", viewer["view." + v.Key], "/queue?" + v.Query))
        .Concat(SavedViews.Of(s, viewer.Asker!).Select(v => new GoItem("star", v.Name, "/queue?" + v.Query)));

    private static IEnumerable<GoItem> Places(Viewer viewer) =>
    [
        .. Shell.Rooms.Where(r => viewer.May(r.Needs)).Select(r => new GoItem(r.Icon, viewer["shell." + r.Key], r.Href)),
        .. viewer.May(Ability.Work) ? [new GoItem("plus", viewer["queue.new"], "/tickets/new")] : Array.Empty<GoItem>(),
        .. viewer.User is null ? Array.Empty<GoItem>() : [new GoItem("bell", viewer["notices.title"], "/notifications"), new GoItem("user", viewer["me.title"], "/me")],
        .. SettingsPage.Groups.SelectMany(g => g.Cards).Where(c => viewer.May(c.Needs)).Select(c => new GoItem(c.Icon, viewer["settings." + c.Key], c.Href)).ExceptBy(Shell.Rooms.Select(r => r.Href), i => i.To),
        new("command", viewer["keys.title"], "/keys"),
    ];
}
