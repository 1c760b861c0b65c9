using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

/// <summary>How a ticket belongs to others, and merging it into another.</summary>
internal static class LinkPages
{
    public static void MapLinkPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/tickets/{id}/links", Show).For(Ability.Work);
        pages.MapPost("/tickets/{id}/links", Put).For(Ability.Work);
        pages.MapPost("/tickets/{id}/links/remove", Remove).For(Ability.Work);
        pages.MapGet("/tickets/{id}/merge", (HttpContext context, string id, PublishedAgreements agreements, string? into) =>
            context.Show<MergePage, MergeModel>((s, viewer) => MergeModel.Of(s, agreements, viewer, id, into, Sent.Nothing))).For(Ability.Work);
        pages.MapPost("/tickets/{id}/merge", Merge).For(Ability.Work);
    }

    private static Task<IResult> Show(HttpContext context, string id, string? q) => context.Show<LinksPage, LinksModel>((s, viewer) => LinksModel.Of(s, viewer, id, q, Sent.Nothing));

    private static Task<IResult> Put(HttpContext context, string id) => context.Send<LinksPage, LinksModel>(async form =>
    {
        if (form.Given("other") is not { } other)
            throw new RefusedException("no-ticket-chosen", "other", "no other ticket is named", "write its number, or search for it");
        other = other.TrimStart('#');
        if (form["kind"] == "merge")
            return context.SeeOther($"/tickets/{id}/merge?into={Uri.EscapeDataString(other)}");
        var (kind, inverse) = Kind(form["kind"].ToString());
        return context.SeeOther(At(await context.Act(act =>
        {
            var (ticket, to) = act.Pair(id, other);
            if (inverse)
                TicketLinks.Put(act, to, kind, ticket.Id.ToString());
            else
                TicketLinks.Put(act, ticket, kind, to.Id.ToString());
            return ticket.Number;
        })));
    }, (s, viewer, sent) => LinksModel.Of(s, viewer, id, sent.Or(sent.To, "q"), sent));

    /// <summary>The link is the other ticket's where that made it: a child, a duplicate, an incident.</summary>
    private static Task<IResult> Remove(HttpContext context, string id) => context.Send<LinksPage, LinksModel>(async form =>
    {
        var (kind, inverse) = Kind(form["kind"].ToString());
        return context.SeeOther(At(await context.Act(act =>
        {
            var (ticket, to) = act.Pair(id, form["other"].ToString());
            var (holder, held) = inverse ? (to, ticket) : (ticket, to);
            if (TicketLinks.Of(act.Tx, act.Tenant, holder.Id).Any(l => !l.Inverse && l.Kind == TicketLinks.Word(kind) && l.Other == held.Id))
                TicketLinks.Remove(act, holder, kind);
            return ticket.Number;
        })));
    }, (s, viewer, sent) => LinksModel.Of(s, viewer, id, null, sent));

    private static Task<IResult> Merge(HttpContext context, string id, PublishedAgreements agreements) => context.Send<MergePage, MergeModel>(async form =>
        context.SeeOther(At(await context.Act(act =>
        {
            var (ticket, survivor) = act.Pair(id, form["into"].ToString(), form.Given("etag"));
            return Joining.Merge(act, ticket, survivor).Number;
        }))), (s, viewer, sent) => MergeModel.Of(s, agreements, viewer, id, sent.Or(sent.To, "into"), sent));

    private static (LinkKind Kind, bool Inverse) Kind(string word)
    {
        var inverse = word.EndsWith(LinksModel.Inverse, StringComparison.Ordinal);
        return ((inverse ? word[..^LinksModel.Inverse.Length] : word) switch
        {
            "parent" => LinkKind.Parent,
            "duplicate" => LinkKind.Duplicate,
            "problem" => LinkKind.Problem,
            _ => throw new MissingException(),
        }, inverse);
    }

    private static string At(long number) => string.Create(CultureInfo.InvariantCulture, $"/tickets/{number}");
}

/// <summary>Which tickets one can be linked to: what a search finds, without itself.</summary>
/// <param name="Asked">A number, or words.</param>
public sealed record LinksModel(Ticket Ticket, IReadOnlyList<TicketLink> Links, string? Asked, IReadOnlyList<Ticket> Found, Sent Sent)
{
    public const string Inverse = ".inverse";

    /// <summary>The links that people make, both ways.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["parent", "parent" + Inverse, "duplicate", "duplicate" + Inverse, "problem", "problem" + Inverse];

    public static LinksModel Of(Session session, Viewer viewer, string id, string? asked, Sent sent)
    {
        var tenant = viewer.Asker!.Tenant;
        var ticket = TicketQueries.Find(session, tenant, id) ?? throw new MissingException();
        var text = asked?.Trim().TrimStart('#');
        IReadOnlyList<Ticket> found = string.IsNullOrEmpty(text) ? []
            : TicketQueries.Find(session, tenant, text) is { } one ? [one]
            : TicketList.Page(session, tenant, new TicketFilter { Words = text, Now = viewer.Now, Sort = TicketSort.Updated, Descending = true }, null, 21).Tickets;
        return new LinksModel(ticket, TicketLinks.Of(session, tenant, ticket.Id), asked, [.. found.Where(t => t.Id != ticket.Id)], sent);
    }
}

/// <summary>A promise before and after a merge: its state as people see it, and why.</summary>
public sealed record MergedPromise(Metric Metric, string Target, int Cycle, ClockState Before, ClockState After);

/// <summary>What a merge would do, found by doing it to the log in thought.</summary>
/// <param name="Into">Null where no such ticket is known.</param>
/// <param name="Leaving">Promises of the ticket that goes up in the other.</param>
/// <param name="Staying">Promises of the other one, with those that begin anew.</param>
public sealed record MergeModel(Ticket Ticket, Ticket? Into, IReadOnlyList<MergedPromise> Leaving, IReadOnlyList<MergedPromise> Staying, Sent Sent)
{
    public static MergeModel Of(Session session, PublishedAgreements agreements, Viewer viewer, string id, string? into, Sent sent)
    {
        var (tenant, now) = (viewer.Asker!.Tenant, viewer.Now);
        var ticket = TicketQueries.Find(session, tenant, id) ?? throw new MissingException();
        if (string.IsNullOrEmpty(into) || TicketQueries.Find(session, tenant, into.TrimStart('#')) is not { } survivor || survivor.Id == ticket.Id)
            return new MergeModel(ticket, null, [], [], sent);
        var (leaves, stays) = Joining.Events(session, ticket, survivor, now);
        return new MergeModel(ticket, survivor, Compared(ticket, leaves), Compared(survivor, stays), sent);

        IReadOnlyList<MergedPromise> Compared(Ticket t, (IReadOnlyList<TicketEvent> Before, IReadOnlyList<TicketEvent> After) events)
        {
            var set = agreements.For(session, tenant, t.Rev);
            var before = ClockEngine.Replay(set, events.Before, now).Clocks.Where(c => c.Promised).ToDictionary(c => (c.Lane, c.Cycle, c.Call), c => c.State);
            return [.. ClockEngine.Replay(set, events.After, now).Clocks.Where(c => c.Promised)
                .Select(c => (Clock: c, Was: before.TryGetValue((c.Lane, c.Cycle, c.Call), out var state) ? state : (ClockState?)null))
                .Where(c => c.Was is null or ClockState.Active or ClockState.DueSoon or ClockState.Overdue or ClockState.Paused)
                .Select(c => new MergedPromise(c.Clock.Metric, c.Clock.Target, c.Clock.Cycle, c.Was ?? ClockState.NotApplicable, c.Clock.State))];
        }
    }
}
