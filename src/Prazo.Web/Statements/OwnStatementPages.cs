using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Portal;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Statements;

public sealed record OwnStatementsModel(IReadOnlyList<Statement> Statements);

/// <summary>A statement before the customer whose it is.</summary>
public sealed record OwnStatementModel(Statement Statement, StatementBody Body, IReadOnlyDictionary<string, StatementDispute> Disputes, StatementTalkModel Talk, bool MayContest, ResultPage? Publication, Sent Sent)
{
    public static OwnStatementModel Of(Session s, PublishedAgreements agreements, Viewer viewer, Guid id, Sent sent)
    {
        var statement = OwnStatements.Find(s, viewer.Asker!, id);
        return new(statement, statement.Content, StatementActs.Disputes(s, statement).ToDictionary(d => d.Item, StringComparer.Ordinal), StatementTalkModel.Of(s, agreements, viewer, statement, $"/portal/statements/{id}"),
            statement is { Open: true, AcceptedAt: null } && !(statement.ContestUntil < viewer.Now), ResultPages.Of(s, statement), sent);
    }
}

/// <summary>Statements in the portal: read, contested, accepted and taken along by the customer.</summary>
internal static class OwnStatementPages
{
    public const string JsonLines = "application/jsonl";

    public static void MapOwnStatementPages(this RouteGroupBuilder all)
    {
        var pages = all.MapGroup("/portal/statements").For(Ability.Own);
        pages.MapGet("", (Delegate)All);
        pages.MapGet("/{id:guid}", (HttpContext context, Guid id, PublishedAgreements agreements) => context.Show<OwnStatementPage, OwnStatementModel>((s, viewer) => OwnStatementModel.Of(s, agreements, viewer, id, Sent.Nothing)));
        pages.MapPost("/{id:guid}/contest", Contest).TakesUpTo(SentFiles.MostOfForm);
        pages.MapPost("/{id:guid}/accept", Accept);
        pages.MapGet("/{id:guid}/bundle", Bundle);
        pages.MapGet("/{id:guid}/files/{file:guid}", Evidence);
    }

    public static void MapOwnStatements(this RouteGroupBuilder api)
    {
        var own = api.MapGroup("/own/statements").For(Ability.Own);
        own.MapGet("", async (HttpContext context, Db db) => TypedResults.Ok(new StatementList([.. (await db.Read(s => OwnStatements.Of(s, context.Asker()))).Select(StatementView.Of)])))
            .WithSummary("Statements of a customer's own agreements, the latest period first; for contacts who may approve.");
        own.MapGet("/{id:guid}", async (HttpContext context, Guid id, Db db) => TypedResults.Ok(StatementView.Of(await db.Read(s => OwnStatements.Find(s, context.Asker(), id))))).WithSummary("One's own statement with its objectives, breaches and lines.");
        own.MapGet("/{id:guid}/history", async (HttpContext context, Guid id, Db db) => TypedResults.Ok(await db.Read(s => StatementHistoryView.Of(s, OwnStatements.Find(s, context.Asker(), id))))).WithSummary("What was contested and answered, and all that was said and done, in order.");
        own.MapPost("/{id:guid}/contest", async (HttpContext context, Guid id, ContestInput body, PublishedAgreements agreements) =>
            TypedResults.Ok(await context.Act(act => StatementDone.Of(OwnStatements.Contest(act, agreements, id, body.Item, body.Text, body.Attachments))))).WithSummary("A customer contests a breach, or with the item `general` something else, in time and with evidence.");
        own.MapPost("/{id:guid}/accept", async (HttpContext context, Guid id, AcceptanceInput body) => TypedResults.Ok(await context.Act(act => StatementDone.Of(OwnStatements.Accept(act, id, body.Hash))))).WithSummary("A customer accepts what has the hash that they have read.");
        own.MapGet("/{id:guid}/bundle", Bundle).Produces<string>(StatusCodes.Status200OK, OwnStatementPages.JsonLines).WithSummary("A closed statement with all that it follows from, which `prazo statement verify` recomputes anywhere.");
        own.MapGet("/{id:guid}/files/{file:guid}", Evidence).WithSummary("Evidence of either party.");
    }

    private static Task<IResult> All(HttpContext context) => context.Show<OwnStatementsPage, OwnStatementsModel>((s, viewer) => new(OwnStatements.Of(s, viewer.Asker!)));

    public static string FileName(Statement statement) => $"{statement.Agreement}-{statement.FromDate}.jsonl";

    public static FileContentHttpResult Saved(Session s, Statement statement) => TypedResults.File(Encoding.UTF8.GetBytes(StatementActs.Export(s, statement)), JsonLines, FileName(statement));

    private static Task<IResult> Contest(HttpContext context, Guid id, PublishedAgreements agreements) => context.Send<OwnStatementPage, OwnStatementModel>(async form =>
    {
        var files = await SentFiles.Of(form);
        await context.Act(act => StatementDone.Of(OwnStatements.Contest(act, agreements, id, form.Given("item") ?? "", form.Given("text"), [.. files.Select(f => OwnActs.Upload(act, f.Name, f.Type, f.Bytes).Id)])));
        return context.SeeOther($"/portal/statements/{id}");
    }, (s, viewer, sent) => OwnStatementModel.Of(s, agreements, viewer, id, sent));

    private static Task<IResult> Accept(HttpContext context, Guid id, PublishedAgreements agreements) => context.Send<OwnStatementPage, OwnStatementModel>(async form =>
    {
        await context.Act(act => StatementDone.Of(OwnStatements.Accept(act, id, form.Given("hash"))));
        return context.SeeOther($"/portal/statements/{id}");
    }, (s, viewer, sent) => OwnStatementModel.Of(s, agreements, viewer, id, sent));

    private static Task<FileContentHttpResult> Bundle(HttpContext context, Guid id, Db db) => db.Read(s => Saved(s, OwnStatements.Find(s, context.Asker(), id)));

    private static async Task<Results<FileContentHttpResult, NotFound>> Evidence(HttpContext context, Guid id, Guid file, Db db) =>
        await db.Read(s => StatementTalk.File(s, OwnStatements.Find(s, context.Asker(), id), file)) is var (about, bytes) ? AttachmentApi.Saved(context, about, bytes) : TypedResults.NotFound();
}

/// <param name="Item">TICKET/TARGET/CYCLE as the statement names its breaches, or <c>general</c>.</param>
/// <param name="Attachments">Uploaded before.</param>
internal sealed record ContestInput(string Item, string Text, IReadOnlyList<Guid>? Attachments = null);

/// <param name="Hash">SHA-256 of the statement that was read.</param>
internal sealed record AcceptanceInput(string Hash);

internal sealed record StatementDone(Guid Id, string State, string Hash)
{
    public static StatementDone Of(Statement s) => new(s.Id, s.State, s.Hash);
}
