using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Explain;
using Prazo.Explain;
using Prazo.Knowledge;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Portal;

/// <summary>For customers: what is theirs, and nothing else.</summary>
internal static class OwnApi
{
    public static void MapOwn(this RouteGroupBuilder api)
    {
        var own = api.MapGroup("/own").For(Ability.Own);
        own.MapGet("/tickets", List).WithSummary("A customer's own tickets, the newest first: those of their organisation, or those opened for them.");
        own.MapPost("/tickets", Open).WithSummary("A customer opens a ticket.");
        own.MapGet("/tickets/{id}", Get).WithSummary("One's own ticket: what was said, what was promised, what was contested.");
        own.MapGet("/tickets/{id}/clocks", Clocks).WithSummary("The account of every promise of one's own ticket, to the second.");
        own.MapGet("/tickets/{id}/receipts", Receipts).Produces<string>(StatusCodes.Status200OK, "application/jsonl").WithSummary("Signed receipts of what the customer told on their ticket, for `prazo statement verify --receipts`.");
        own.MapPost("/tickets/{id}/replies", Reply).WithSummary("A customer writes on their ticket.");
        own.MapPost("/tickets/{id}/close", Close).WithSummary("A customer ends their ticket.");
        own.MapPost("/tickets/{id}/reopen", Reopen).WithSummary("A customer opens their ended ticket again, and may say why.");
        own.MapPost("/tickets/{id}/offer", async (HttpContext context, string id, OwnOfferAnswer body, PublishedAgreements agreements) =>
            TypedResults.Ok(await context.Act(act => new OwnDone(OwnActs.Answer(act, agreements, id, body.Accept).Number)))).WithSummary("A customer accepts or refuses what was offered for a price.");
        own.MapPost("/tickets/{id}/reviews", Contest).WithSummary("A customer contests a pause or a verdict; somebody who manages answers with a reason.");
        own.MapPost("/attachments", Upload).Accepts<Stream>("application/octet-stream", "*/*").TakesUpTo(Attachments.MostBytes + (1 << 16)).WithSummary("Uploads a file of at most 20 MB, as the body; a message then names its id.");
        own.MapGet("/attachments/{id:guid}", Download).WithSummary("A file of one's own tickets.");
        own.MapGet("/articles", Articles).WithSummary("Published articles that fit what a customer is about to ask, the best first.");
        own.MapGet("/articles/{id:guid}", Article).WithSummary("A published article.");
        own.MapPost("/articles/{id:guid}/answered", Answered).WithSummary("The article answered the question: no ticket is needed, and that is counted.");
        own.MapGet("/agreement", Agreement).WithSummary("A customer's agreements in plain words, and what was kept of them in the last months.");
    }

    private static async Task<Ok<OwnTicketList>> List(HttpContext context, Db db, bool? open, long? before)
    {
        var asker = context.Asker();
        var found = await db.Read(s => OwnQueries.List(s, OwnScope.Of(s, asker), open, before));
        return TypedResults.Ok(new OwnTicketList([.. found.Select(OwnTicketView.Of)], found.Count == OwnQueries.MostOnPage ? found[^1].Number : null));
    }

    private static async Task<Created<OwnDone>> Open(HttpContext context, OwnQuestion body)
    {
        var done = await context.Act(act => OwnActs.Open(act, body) is var (ticket, message) ? new OwnDone(ticket.Number, message) : null!);
        return TypedResults.Created(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/v1/own/tickets/{done.Number}"), done);
    }

    private static async Task<Ok<OwnTicketDetails>> Get(HttpContext context, string id, Db db, PublishedAgreements agreements, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return TypedResults.Ok(await db.Read(s => OwnScope.Of(s, asker) is var scope ? OwnTicketDetails.Of(s, agreements, scope, scope.Find(s, id), now) : null!));
    }

    private static async Task<Ok<JsonElement>> Clocks(HttpContext context, string id, Db db, PublishedAgreements agreements, IClock clock, string? lang)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var options = new ExplainOptions(Words.Find(lang ?? "en") ?? throw new RefusedException("unknown-language", "lang", $"'{lang}' is not a language of explanations", "write en, pt-BR or ro"));
        return TypedResults.Ok(ExplainJson.Element(await db.Read(s => OwnPromises.Account(s, agreements, OwnScope.Of(s, asker).Find(s, id), now)), options));
    }

    private static async Task<FileContentHttpResult> Receipts(HttpContext context, string id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        // The first receipt makes the key.
        var (number, text) = await db.Write(tx => OwnScope.Of(tx, asker).Find(tx, id) is var ticket ? (ticket.Number, Prazo.Statements.Receipts.Of(tx, ticket, asker.Actor, now)) : default);
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(text), "application/jsonl", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}-receipts.jsonl"));
    }

    private static async Task<Ok<OwnDone>> Reply(HttpContext context, string id, OwnWriting body) =>
        TypedResults.Ok(await context.Act(act => OwnActs.Reply(act, id, body.Text, body.Attachments) is var (ticket, message) ? new OwnDone(ticket.Number, message) : null!));

    private static async Task<Ok<OwnDone>> Close(HttpContext context, string id) => TypedResults.Ok(await context.Act(act => new OwnDone(OwnActs.Close(act, id).Number)));

    private static async Task<Ok<OwnDone>> Reopen(HttpContext context, string id, OwnWriting body) => TypedResults.Ok(await context.Act(act => new OwnDone(OwnActs.Reopen(act, id, body.Text, body.Attachments).Number)));

    private static async Task<Ok<OwnDone>> Contest(HttpContext context, string id, ReviewAsk body, PublishedAgreements agreements) => TypedResults.Ok(await context.Act(act =>
    {
        var ticket = OwnActs.Ticket(act, id);
        return new OwnDone(ticket.Number, Review: Reviews.Ask(act, agreements, ticket, body).Id);
    }));

    private static async Task<Created<UploadedFile>> Upload(HttpContext context, string name)
    {
        var bytes = await AttachmentApi.Body(context.Request.Body);
        var file = await context.Act(act =>
        {
            var made = OwnActs.Upload(act, name, context.Request.ContentType, bytes);
            return new UploadedFile(made.Id, made.Size, Convert.ToHexStringLower(made.Sha256));
        });
        return TypedResults.Created($"/api/v1/own/attachments/{file.Id}", file);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> Download(HttpContext context, Guid id, Db db)
    {
        var asker = context.Asker();
        return await db.Read(s => OwnQueries.File(s, OwnScope.Of(s, asker), id, asker.Actor)) is var (about, bytes) ? AttachmentApi.Saved(context, about, bytes) : TypedResults.NotFound();
    }

    private static async Task<Ok<OwnArticleList>> Articles(HttpContext context, Db db, string q, string? language)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(new OwnArticleList([.. (await db.Read(s => Prazo.Knowledge.Articles.Fitting(s, tenant, q, language, 5))).Select(OwnArticleView.Of)]));
    }

    private static async Task<Results<Ok<OwnArticleView>, NotFound>> Article(HttpContext context, Guid id, Db db)
    {
        var tenant = context.Asker().Tenant;
        return await db.Read(s => Prazo.Knowledge.Articles.Find(s, tenant, id)) is { Published: not null } article ? TypedResults.Ok(OwnArticleView.Of(article)) : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, NotFound>> Answered(HttpContext context, Guid id, Db db)
    {
        var tenant = context.Asker().Tenant;
        return await db.Write(tx => Prazo.Knowledge.Articles.Answered(tx, tenant, id)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async Task<Ok<OwnAgreementModel>> Agreement(HttpContext context, Db db, PublishedAgreements agreements) =>
        TypedResults.Ok(await db.Read(s => OwnAgreementModel.Of(s, agreements, Prazo.Web.Screen.ViewerOf.Viewer(context, s))));
}
