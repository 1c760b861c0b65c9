using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Desk;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Notifications;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Desk;

/// <summary>Who else is at a ticket.</summary>
public sealed record HereModel(string At, IReadOnlyList<Presence> Others);

/// <summary>What a ticket's page shows of those who work on it.</summary>
/// <param name="Seen">What the writer of a reply has read.</param>
/// <param name="News">What others wrote since then.</param>
public sealed record TicketDesk(IReadOnlyList<PendingAct> Pending, HereModel Here, SeenOfTicket Seen, IReadOnlyList<Guid> News)
{
    public static TicketDesk Of(Session session, Viewer viewer, Ticket ticket, SeenOfTicket? before)
    {
        var (asker, pending) = (viewer.Asker!, PendingActs.Of(session, ticket.TenantId, ticket.Id));
        return new(pending, DeskPages.HereAt(session, viewer, ticket), SeenOfTicket.Of(ticket, pending), before is null ? [] : Collisions.Since(session, ticket, before, viewer.Handle));
    }

    /// <summary>What one's own act that was taken back said, to be written on.</summary>
    public static string? Again(HttpContext context, Session session, Viewer viewer, Ticket ticket) =>
        Guid.TryParse(context.Request.Query["again"], out var id) && PendingActs.Find(session, ticket.TenantId, ticket.Id, id) is { TakenBack: not null } taken && taken.Actor == viewer.Asker!.Actor
            ? taken.Pressed.Writing?.Text : null;
}

internal static class DeskPages
{
    public static void MapDeskPages(this RouteGroupBuilder pages)
    {
        pages.MapPost("/tickets/{id}/undo", Undo).For(Ability.Work);
        pages.MapPost("/tickets/{id}/here", Here).For(Ability.Work);
    }

    /// <summary>Takes back what was pressed; its text stands in its field again.</summary>
    private static async Task<IResult> Undo(HttpContext context, string id, Db db)
    {
        var form = await context.Form();
        var pending = Guid.TryParse(form["pending"], out var given) ? given : throw new MissingException();
        try
        {
            var (number, taken) = await context.Act(act => (act.Ticket(id).Number, PendingActs.TakeBack(act, act.Ticket(id), pending)));
            return context.SeeOther($"/tickets/{Text(number)}" + (taken.Pressed.Writing is null ? "" : $"?again={taken.Id}#text"));
        }
        catch (RefusedException e) when (e.Problems is [{ Code: "too-late" }, ..])
        {
            return context.SeeOther($"/tickets/{id}?late=1");
        }
    }

    /// <summary>Somebody has the ticket before them: their script says so now and then, and learns who else has.</summary>
    private static async Task<IResult> Here(HttpContext context, string id, Db db, IClock clock)
    {
        var (form, now) = (await context.Form(), clock.GetCurrentInstant());
        var ticket = await db.Read(s => TicketQueries.Find(s, context.Asker().Tenant, id)) ?? throw new MissingException();
        var person = NotificationApi.Person(context);
        await db.Write(tx => Presences.Note(tx, ticket.TenantId, ticket.Id, person, form["writes"] == "1", form["gone"] == "1", now));
        return await context.Show<Here, HereModel>((s, viewer) => HereAt(s, viewer, ticket));
    }

    /// <summary>Somebody opened the ticket's page. Programs, and browsers that only look ahead, are nobody.</summary>
    public static async Task Came(HttpContext context, Db db, IClock clock, Guid ticket)
    {
        if (context.Asker() is { Person: { } person } asker && asker.May(Ability.Work) && context.Request.Headers["X-Sec-Purpose"] != "prefetch" && context.Request.Headers["Sec-Purpose"].Count == 0)
            await db.Write(tx => Presences.Note(tx, asker.Tenant, ticket, person, writes: false, gone: false, clock.GetCurrentInstant()));
    }

    public static HereModel HereAt(Session session, Viewer viewer, Ticket ticket) =>
        new($"/tickets/{Text(ticket.Number)}", Presences.Of(session, ticket.TenantId, ticket.Id, viewer.Asker!.Person, viewer.Now));

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
