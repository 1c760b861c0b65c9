using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Desk;
using Prazo.Engine.Agreements;
using Prazo.Improvement;
using Prazo.Knowledge;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Desk;
using Prazo.Web.Hosting;
using Prazo.Web.Improvement;
using Prazo.Web.Knowledge;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

/// <summary>A ticket: what was said, what was promised, and what can be done about it.</summary>
internal static class TicketPages
{
    public static void MapTicketPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/tickets/new", (Delegate)New).For(Ability.Work);
        pages.MapPost("/tickets/new", (Delegate)Open).For(Ability.Work);
        pages.MapGet("/tickets/{id}", Show).For(Ability.Read);
        pages.MapGet("/tickets/{id}/clocks", Clocks).For(Ability.Read);
        pages.MapPost("/tickets/{id}/say", SendMessage).For(Ability.Work).TakesUpTo(SentFiles.MostOfForm);
        pages.MapPost("/tickets/{id}/draft", Draft).For(Ability.Work).TakesUpTo(SentFiles.MostOfForm);
        pages.MapGet("/tickets/{id}/draft", Show).For(Ability.Work);
        pages.MapPost("/tickets/{id}/scope", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, (act, t, f) => ScopeActs.Mark(act, agreements, t, f.Given("clause")))).For(Ability.Work);
        pages.MapPost("/tickets/{id}/scope/decline", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, (act, t, f) => ScopeApi.Decline(act, agreements, t, f.Given("text")))).For(Ability.Work);
        pages.MapPost("/tickets/{id}/scope/offer", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, (act, t, f) => ScopeApi.Offer(act, agreements, t, f.Given("price"), f.Given("text")))).For(Ability.Work);
        pages.MapPost("/tickets/{id}/split", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, Split)).For(Ability.Work);
        pages.MapPost("/tickets/{id}/change", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, Change)).For(Ability.Work);
        pages.MapPost("/tickets/{id}/take", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, Take)).For(Ability.Work);
        pages.MapPost("/tickets/{id}/close", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, Close)).For(Ability.Work);
        pages.MapPost("/tickets/{id}/reopen", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, (act, t, _) => TicketEdits.Reopen(act, t, null))).For(Ability.Work);
        pages.MapPost("/tickets/{id}/pause", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, Pause)).For(Ability.Work);
        pages.MapPost("/tickets/{id}/resume", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, (act, t, f) => ClockRequests.Resume(act, t, f.Given("target")))).For(Ability.Work);
        pages.MapPost("/tickets/{id}/ask", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, Ask)).For(Ability.Work);
        pages.MapPost("/tickets/{id}/causes", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, Explain)).For(Ability.Work);
        pages.MapPost("/tickets/{id}/decide", (HttpContext context, string id, PublishedAgreements agreements, Db db) => Do(context, id, agreements, db, Decide)).For(Ability.Manage);
    }

    private static async Task<IResult> Show(HttpContext context, string id, PublishedAgreements agreements, Db db, NodaTime.IClock clock)
    {
        Ticket? ticket = null;
        var page = await context.Show<TicketPage, TicketModel>((s, viewer) =>
        {
            var model = TicketModel.Of(s, agreements, viewer, id, Canned(context, s, viewer, id)) ?? throw new MissingException();
            ticket = model.Ticket;
            return model with { Typed = model.Typed ?? TicketDesk.Again(context, s, viewer, ticket) };
        });
        await DeskPages.Came(context, db, clock, ticket!.Id);
        return page;
    }

    /// <summary>A canned reply that was chosen, filled in, to be looked at before it is sent.</summary>
    private static string? Canned(HttpContext context, Session session, Viewer viewer, string id) =>
        Guid.TryParse(context.Request.Query["canned"], out var canned) && TicketQueries.Find(session, viewer.Asker!.Tenant, id) is { } ticket
            ? Prazo.Inboxes.CannedReplies.Text(session, ticket, canned, viewer.Name) : null;

    private static Task<IResult> Clocks(HttpContext context, string id, PublishedAgreements agreements) =>
        context.Show<ClocksPage, TicketModel>((s, viewer) => TicketModel.Of(s, agreements, viewer, id) ?? throw new MissingException());

    private static Task<IResult> New(HttpContext context) => context.Show<NewTicketPage, NewTicketModel>((s, viewer) => NewTicketModel.Of(s, viewer, new NewTicket(), null));

    private static async Task<IResult> Open(HttpContext context)
    {
        var form = await context.Form();
        var asked = new NewTicket(form.Given("subject"), form.Given("text"), From: form.Given("from"), Inbox: form.Given("inbox"), Channel: form.Given("channel"), Priority: form.Given("priority"),
            Agent: form.Given("agent"), Customer: form.Given("customer"));
        try
        {
            var number = await context.Act(act => Opening.Open(act, asked).Ticket.Number);
            return context.SeeOther($"/tickets/{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        }
        catch (RefusedException refused)
        {
            return await context.Show<NewTicketPage, NewTicketModel>((s, viewer) => NewTicketModel.Of(s, viewer, asked, Forms.Why(viewer, refused)), StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>Does what a form asks and leads back to the ticket; what is refused is told beside the form, with what was typed.</summary>
    private static async Task<IResult> Do(HttpContext context, string id, PublishedAgreements agreements, Db db, Func<Act, Ticket, IFormCollection, Ticket> job)
    {
        var form = await context.Form();
        try
        {
            var done = await context.Act(act => job(act, act.Ticket(id, form.Given("etag")), form));
            return context.SeeOther($"/tickets/{done.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        }
        catch (Exception e) when (e is RefusedException or StaleException)
        {
            var (viewer, model) = await db.Read(s =>
            {
                var viewer = context.Viewer(s);
                // A browser does not send the same files again by itself.
                var why = Forms.Why(viewer, e) + (form.Files.Any(f => f.Length > 0) ? " " + viewer["ticket.files-again"] : "");
                return (viewer, TicketModel.Of(s, agreements, viewer, id, form["text"], why, SeenOfTicket.Read(form["seen"])) ?? throw new MissingException());
            });
            return context.Page<TicketPage>(viewer, model, e is StaleException ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> SendMessage(HttpContext context, string id, PublishedAgreements agreements, Db db)
    {
        var files = await SentFiles.Of(await context.Form());
        return await Do(context, id, agreements, db, (act, ticket, form) => Say(act, ticket, form, files));
    }

    /// <summary>Puts an article into an answer that is being written, and keeps nothing.</summary>
    private static async Task<IResult> Draft(HttpContext context, string id, PublishedAgreements agreements)
    {
        var form = await context.Form();
        var server = $"{context.Request.Scheme}://{context.Request.Host}";
        return await context.Show<TicketPage, TicketModel>((s, viewer) =>
        {
            var (typed, insert) = (form["text"].ToString().TrimEnd(), form["insert"].ToString());
            if (insert.Split(':') is [var what, var name] && Guid.TryParse(name, out var article) && Articles.Find(s, viewer.Asker!.Tenant, article) is { Published: not null } found)
                typed = (typed.Length > 0 ? typed + "\n\n" : "") + Suggested.Text(found, what == "link", server) + "\n";
            return TicketModel.Of(s, agreements, viewer, id, typed, seen: SeenOfTicket.Read(form["seen"])) ?? throw new MissingException();
        });
    }

    private static Ticket Say(Act act, Ticket ticket, IFormCollection form, IReadOnlyList<SentFile> files)
    {
        if (form["kind"] != "note" && form["offered"].Where(o => Guid.TryParse(o, out _)).Select(o => Guid.Parse(o!)).ToList() is { Count: > 0 } offered)
            ArticleOffers.Keep(act.Tx, act.Tenant, ticket.Id, offered, Suggested.In(act.Tx, act.Tenant, form["text"].ToString(), offered), act.Now);
        var writing = new Writing(form.Given("text"), Attachments: [.. files.Select(f => Attachments.Upload(act, f.Name, f.Type, f.Bytes).Id)]);
        var pressed = new Pressed(writing, form["kind"] == "note", form.Given("then"));
        if (!pressed.Note && SeenOfTicket.Read(form["seen"]) is { } seen)
            Collisions.Check(act, ticket, seen);
        return PendingActs.Send(act, ticket, pressed);
    }

    private static Ticket Change(Act act, Ticket ticket, IFormCollection form) => TicketEdits.Change(act, ticket, new TicketChange(
        Subject: form.Given("subject"), Status: form.Given("status"), Priority: form.Given("priority"), Type: Whole(form, "type"), Agent: Whole(form, "agent"), Team: Whole(form, "team"), Region: Whole(form, "region"),
        Tags: form.ContainsKey("tags") ? form["tags"].ToString().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) : null));

    private static Ticket Explain(Act act, Ticket ticket, IFormCollection form)
    {
        BreachCauses.Give(act, CausePages.Given(form));
        return ticket;
    }

    private static Ticket Take(Act act, Ticket ticket, IFormCollection form) => TicketEdits.Change(act, TicketEdits.Accept(act, ticket, null), new TicketChange(Agent: act.Handle));

    private static Ticket Split(Act act, Ticket ticket, IFormCollection form) =>
        Joining.Split(act, ticket, Guid.TryParse(form["message"], out var message) ? message : throw new MissingException(), form.Given("subject"), form["from-now"] == "on").Ticket;

    private static Ticket Close(Act act, Ticket ticket, IFormCollection form) => PendingActs.Send(act, ticket, new Pressed(Then: form.Given("status") ?? "closed"));

    private static Ticket Pause(Act act, Ticket ticket, IFormCollection form) => ClockRequests.Pause(act, ticket, form.Given("target"), null, form.Given("text"), form["party"].ToString() switch
    {
        "customer" => Party.Customer,
        "supplier" => Party.Supplier,
        "nobody" => Party.Nobody,
        _ => Party.Provider,
    });

    private static Ticket Ask(Act act, Ticket ticket, IFormCollection form)
    {
        var ask = new ClockAsk(form["target"].ToString(), null, form.Given("text"), null);
        return ClockRequests.Ask(act, ticket, ask, form["what"] == "extension" ? NodaTime.Duration.FromHours(int.TryParse(form["hours"], System.Globalization.CultureInfo.InvariantCulture, out var hours) ? hours : 0) : null).Ticket;
    }

    private static Ticket Decide(Act act, Ticket ticket, IFormCollection form) =>
        ClockRequests.Decide(act, ticket, Guid.TryParse(form["request"], out var request) ? request : throw new MissingException(), form["answer"] == "grant", form.Given("text"));


    /// <summary>Of a field that can be emptied: the empty text empties it.</summary>
    private static string? Whole(IFormCollection form, string name) => form.ContainsKey(name) ? form[name].ToString() : null;
}

public sealed record NewTicketModel(NewTicket Asked, IReadOnlyList<Prazo.People.User> Agents, IReadOnlyList<Inbox> Inboxes, IReadOnlyList<Prazo.People.Organisation> Customers, string? Wrong)
{
    public static NewTicketModel Of(Session session, Viewer viewer, NewTicket asked, string? wrong)
    {
        var tenant = viewer.Asker!.Tenant;
        return new(asked, [.. Prazo.People.UserStore.All(session, tenant).Where(u => u.Disabled is null && u.Role != "customer")], InboxStore.Of(session, tenant), Prazo.People.Organisations.All(session, tenant),
            wrong);
    }
}
