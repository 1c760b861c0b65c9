using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Statements;

/// <summary>Which statements are listed.</summary>
/// <param name="State">A state, or <c>contested</c>: something in it waits for an answer.</param>
public sealed record StatementFilter(string? Agreement, string? State)
{
    public static readonly IReadOnlyList<string> States = ["contested", Statement.Draft, Statement.Closed, Statement.Accepted];

    public bool Fits(Statement s, IReadOnlyList<WaitingItem> waiting) =>
        (string.IsNullOrEmpty(Agreement) || s.Agreement == Agreement) && (string.IsNullOrEmpty(State) || (State == "contested" ? waiting.Any(w => w.Statement.Id == s.Id) : s.State == State));
}

/// <summary>Something contested that nobody has answered.</summary>
public sealed record WaitingItem(Statement Statement, string Item, Instant? AnswerDue)
{
    /// <summary>What is due first comes first; what has no time last.</summary>
    public static IReadOnlyList<WaitingItem> Of(Session s, IEnumerable<Statement> statements) =>
        [.. statements.Where(x => x.Open).SelectMany(x => StatementActs.Disputes(s, x).Where(d => d.Waits).Select(d => new WaitingItem(x, d.Item, d.AnswerDue))).OrderBy(w => w.AnswerDue is null).ThenBy(w => w.AnswerDue).ThenBy(w => w.Item, StringComparer.Ordinal)];
}

/// <summary>What the parties say about a statement, on the provider's side.</summary>
internal static class StatementTalkPages
{
    private const string One = "/statements/{id:guid}";

    public static void MapStatementTalkPages(this RouteGroupBuilder pages)
    {
        pages.MapPost(One + "/discard", Discard).For(Ability.Manage);
        pages.MapGet(One + "/files/{file:guid}", Evidence).For(Ability.Read);
    }

    public static void MapStatementTalk(this RouteGroupBuilder api)
    {
        api.MapGet(One + "/history", async (HttpContext context, Guid id, Db db) => TypedResults.Ok(await db.Read(s => StatementHistoryView.Of(s, Find(s, context, id)))))
            .For(Ability.Read).WithSummary("What was contested and answered, and all that was said and done, in order.");
        api.MapGet(One + "/files/{file:guid}", Evidence).For(Ability.Read).WithSummary("Evidence of either party.");
        api.MapGet(One + "/bundle", (HttpContext context, Guid id, Db db) => db.Read(s => OwnStatementPages.Saved(s, Find(s, context, id)))).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, OwnStatementPages.JsonLines).WithSummary("A closed statement with all that it follows from, which `prazo statement verify` recomputes anywhere.");
        api.MapDelete(One, async (HttpContext context, Guid id) =>
        {
            await Take(context, id);
            return TypedResults.NoContent();
        }).For(Ability.Manage).WithSummary("Takes a draft back that the customer has neither contested nor accepted.");
    }

    private static Statement Find(Session s, HttpContext context, Guid id) => StatementActs.Find(s, context.Asker().Tenant, id) ?? throw new MissingException();

    private static Task<bool> Take(HttpContext context, Guid id) => context.Act(act =>
    {
        StatementActs.Discard(act.Tx, act.Tenant, id, act.Asker.Actor, act.Now);
        return true;
    });

    private static async Task<IResult> Discard(HttpContext context, Guid id, PublishedAgreements agreements)
    {
        try
        {
            await Take(context, id);
            return context.SeeOther("/statements");
        }
        catch (RefusedException refused)
        {
            return await context.Show<StatementPage, StatementModel>((s, viewer) => StatementPages.One(s, agreements, viewer, id, Sent.Nothing with { To = context.Request.Path, Wrong = Forms.Why(viewer, refused) }), StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> Evidence(HttpContext context, Guid id, Guid file, Db db) =>
        await db.Read(s => StatementTalk.File(s, Find(s, context, id), file)) is var (about, bytes) ? AttachmentApi.Saved(context, about, bytes) : TypedResults.NotFound();

    /// <summary>Files of a form, before what they belong to is done.</summary>
    public static async Task<IReadOnlyList<Guid>> Upload(HttpContext context, IFormCollection form) => await SentFiles.Of(form) is { Count: > 0 } files
        ? await context.Act(act => files.Select(f => Attachments.Upload(act, f.Name, f.Type, f.Bytes).Id).ToList()) : [];
}

internal sealed record StatementHistoryView(IReadOnlyList<DisputeView> Items, IReadOnlyList<StatementEntryView> Entries)
{
    public static StatementHistoryView Of(Session s, Statement statement)
    {
        var files = StatementTalk.Files(s, statement).ToLookup(f => f.EntryId);
        return new([.. StatementActs.Disputes(s, statement).Select(d => new DisputeView(d.Item, d.Contested, d.ContestedBy, d.ContestText, d.AnswerDue, d.Word, d.Cause, d.Settled, d.SettledBy, d.SettledText))],
            [.. StatementTalk.Of(s, statement).Select(e => new StatementEntryView(e.Id, e.At, e.ByActor, e.Item, e.Kind, e.Cause, e.Said, [.. files[e.Id].Select(f => new EvidenceView(f.Id, f.Name, f.Size))]))]);
    }
}

/// <summary>Where an item stands now.</summary>
/// <param name="AnswerDue">Until when the provider answers, as the agreement says.</param>
internal sealed record DisputeView(string Item, Instant? Contested, string? ContestedBy, string? Text, Instant? AnswerDue, string? Word, string? Cause, Instant? Answered, string? AnsweredBy, string? Answer);

/// <param name="Item">Empty: the statement as a whole.</param>
/// <param name="Kind">drafted, contested, stands, excluded, accepted or closed.</param>
internal sealed record StatementEntryView(Guid Id, Instant At, string By, string Item, string Kind, string? Cause, string? Text, IReadOnlyList<EvidenceView> Files);

internal sealed record EvidenceView(Guid Id, string Name, long Size);
