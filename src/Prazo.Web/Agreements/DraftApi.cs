using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>Agreements being written. A draft's ETag is its revision: who saves says which one was read.</summary>
internal static class DraftApi
{
    public static void MapDrafts(this RouteGroupBuilder api)
    {
        api.MapGet("/agreements/drafts", List).For(Ability.Manage).WithSummary("Agreements being written.");
        api.MapPost("/agreements/drafts", Create).For(Ability.Manage).WithSummary("Begins a draft.");
        api.MapGet("/agreements/drafts/{id:guid}", Get).For(Ability.Manage).WithSummary("A draft, with its revision as ETag.");
        api.MapPut("/agreements/drafts/{id:guid}", Save).For(Ability.Manage).WithSummary("Saves a draft; If-Match says which revision was read.");
        api.MapDelete("/agreements/drafts/{id:guid}", Delete).For(Ability.Manage).WithSummary("Throws a draft away.");
        api.MapGet("/agreements/drafts/{id:guid}/check", Check).For(Ability.Manage).WithSummary("Lints a draft, and shows its differences and its effect on open tickets.");
        api.MapPost("/agreements/drafts/{id:guid}/publish", Publish).For(Ability.Manage).WithSummary("Publishes a draft as it was read (If-Match), and throws it away.");
    }

    private static async Task<Ok<IReadOnlyList<DraftView>>> List(HttpContext context, Db db) =>
        TypedResults.Ok<IReadOnlyList<DraftView>>([.. (await db.Read(s => AgreementDrafts.All(s, context.Asker().Tenant))).Select(DraftView.Of)]);

    private static async Task<Created<DraftView>> Create(HttpContext context, DraftInput input, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var draft = await context.Once(db, now, tx => DraftView.Of(AgreementDrafts.Create(tx, asker.Tenant, input.Named(), input.Text(), asker.Actor, now)));
        return TypedResults.Created($"/api/v1/agreements/drafts/{draft.Id}", draft);
    }

    private static async Task<Results<Ok<DraftView>, NotFound>> Get(HttpContext context, Guid id, Db db)
    {
        if (await db.Read(s => AgreementDrafts.Find(s, context.Asker().Tenant, id)) is not { } draft)
            return TypedResults.NotFound();
        context.Response.Headers.ETag = ETag(draft);
        return TypedResults.Ok(DraftView.Of(draft));
    }

    private static async Task<Results<Ok<DraftView>, NotFound, ProblemHttpResult>> Save(HttpContext context, Guid id, DraftInput input, Db db, IClock clock)
    {
        var (asker, revision) = (context.Asker(), Match(context));
        var (found, saved) = await db.Write(tx => AgreementDrafts.Find(tx, asker.Tenant, id) is { } draft
            ? (true, AgreementDrafts.Save(tx, draft with { Name = input.Named(), Source = input.Text(), Updated = clock.GetCurrentInstant(), UpdatedBy = asker.Actor }, revision ?? draft.Revision))
            : (false, null));
        if (saved is null)
            return found ? Changed() : TypedResults.NotFound();
        context.Response.Headers.ETag = ETag(saved);
        return TypedResults.Ok(DraftView.Of(saved));
    }

    private static async Task<Results<NoContent, NotFound>> Delete(HttpContext context, Guid id, Db db) =>
        await db.Write(tx => AgreementDrafts.Delete(tx, context.Asker().Tenant, id)) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<Ok<CheckView>, NotFound>> Check(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock) =>
        await db.Read(s => AgreementDrafts.Find(s, context.Asker().Tenant, id) is { } draft ? CheckView.Of(s, agreements, draft.TenantId, draft.Source, clock.GetCurrentInstant()) : null) is { } view
            ? TypedResults.Ok(view) : TypedResults.NotFound();

    private static async Task<Results<Ok<Published>, NotFound, ProblemHttpResult>> Publish(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, revision) = (context.Asker(), Match(context));
        var (found, published) = await db.Write<(bool, CheckedAgreements?)>(tx =>
        {
            if (AgreementDrafts.Find(tx, asker.Tenant, id) is not { } draft)
                return (false, null);
            if (draft.Revision != (revision ?? draft.Revision))
                return (true, null);
            AgreementDrafts.Delete(tx, asker.Tenant, id);
            return (true, PublishedAgreements.Publish(tx, asker.Tenant, draft.Source, asker.Actor, clock.GetCurrentInstant()));
        });
        return published is not null ? TypedResults.Ok(Published.Of(published)) : found ? Changed() : TypedResults.NotFound();
    }

    private static string ETag(AgreementDraft draft) => $"\"{draft.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture)}\"";

    /// <summary>The revision that was read; null for <c>*</c>, whichever it is.</summary>
    private static long? Match(HttpContext context) =>
        context.Request.Headers.IfMatch == "*" ? null
        : long.TryParse(context.Request.Headers.IfMatch.ToString().Trim('"'), System.Globalization.CultureInfo.InvariantCulture, out var revision) ? revision
        : throw new RefusedException("no-revision", "If-Match", "which revision was read is not said", "send the ETag of the draft as If-Match");

    private static ProblemHttpResult Changed() =>
        TypedResults.Problem("Somebody else has saved since it was read.", statusCode: StatusCodes.Status412PreconditionFailed, title: "Changed meanwhile");
}

internal sealed record DraftInput(string? Name, string? Source)
{
    private const int MostLetters = 1_000_000;

    public string Named() => Name is { Length: > 0 and <= 200 } ? Name : throw new RefusedException("bad-name", "name", "a draft needs a name of at most 200 letters");

    public string Text() => Source is { Length: <= MostLetters } ? Source : throw new RefusedException("bad-source", "source", "a draft needs a text of at most a million letters");
}

internal sealed record DraftView(Guid Id, string Name, string Source, long Revision, Instant Created, Instant Updated, string UpdatedBy)
{
    public static DraftView Of(AgreementDraft d) => new(d.Id, d.Name, d.Source, d.Revision, d.Created, d.Updated, d.UpdatedBy);
}
