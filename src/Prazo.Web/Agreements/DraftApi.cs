using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Lifecycle;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>Agreements, or files of calendars, being written. A draft's ETag is its revision: who saves says which one was read.</summary>
internal sealed class DraftApi(string kind, string path)
{
    public void Map(RouteGroupBuilder api, string words)
    {
        api.MapGet($"/{path}/drafts", List).For(Ability.Manage).WithSummary($"{words} being written.");
        api.MapPost($"/{path}/drafts", Create).For(Ability.Manage).WithSummary("Begins a draft.");
        api.MapGet($"/{path}/drafts/{{id:guid}}", Get).For(Ability.Manage).WithSummary("A draft, with its revision as ETag.");
        api.MapPut($"/{path}/drafts/{{id:guid}}", Save).For(Ability.Manage).WithSummary("Saves a draft; If-Match says which revision was read.");
        api.MapDelete($"/{path}/drafts/{{id:guid}}", Delete).For(Ability.Manage).WithSummary("Throws a draft away.");
    }

    private async Task<Ok<IReadOnlyList<DraftView>>> List(HttpContext context, Db db) =>
        TypedResults.Ok<IReadOnlyList<DraftView>>([.. (await db.Read(s => AgreementDrafts.All(s, context.Asker().Tenant, kind))).Select(DraftView.Of)]);

    private async Task<Created<DraftView>> Create(HttpContext context, DraftInput input, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var draft = await context.Once(db, now, tx => DraftView.Of(AgreementDrafts.Create(tx, asker.Tenant, kind, input.Named(), input.Text(), asker.Actor, now)));
        return TypedResults.Created($"/api/v1/{path}/drafts/{draft.Id}", draft);
    }

    private async Task<Results<Ok<DraftView>, NotFound>> Get(HttpContext context, Guid id, Db db)
    {
        if (await db.Read(s => AgreementDrafts.Find(s, context.Asker().Tenant, kind, id)) is not { } draft)
            return TypedResults.NotFound();
        context.Response.Headers.ETag = ETag(draft);
        return TypedResults.Ok(DraftView.Of(draft));
    }

    private async Task<Results<Ok<DraftView>, NotFound, ProblemHttpResult>> Save(HttpContext context, Guid id, DraftInput input, Db db, IClock clock)
    {
        var (asker, revision) = (context.Asker(), Match(context));
        var (found, saved) = await db.Write(tx => AgreementDrafts.Find(tx, asker.Tenant, kind, id) is { } draft
            ? (true, Proposals.Save(tx, draft with { Name = input.Named(), Source = input.Text(), Updated = clock.GetCurrentInstant(), UpdatedBy = asker.Actor }, revision ?? draft.Revision))
            : (false, null));
        if (saved is null)
            return found ? Changed() : TypedResults.NotFound();
        context.Response.Headers.ETag = ETag(saved);
        return TypedResults.Ok(DraftView.Of(saved));
    }

    private async Task<Results<NoContent, NotFound>> Delete(HttpContext context, Guid id, Db db) =>
        await db.Write(tx => AgreementDrafts.Delete(tx, context.Asker().Tenant, kind, id)) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Publishes a draft as it was read, and throws it away.</summary>
    public async Task<Results<Ok<T>, NotFound, ProblemHttpResult>> Publish<T>(HttpContext context, Guid id, Db db, Func<Tx, AgreementDraft, T> publish) where T : class
    {
        var (asker, revision) = (context.Asker(), Match(context));
        var (found, published) = await db.Write<(bool, T?)>(tx =>
        {
            if (AgreementDrafts.Find(tx, asker.Tenant, kind, id) is not { } draft)
                return (false, null);
            if (draft.Revision != (revision ?? draft.Revision))
                return (true, null);
            AgreementDrafts.Delete(tx, asker.Tenant, kind, id);
            return (true, publish(tx, draft));
        });
        return published is not null ? TypedResults.Ok(published) : found ? Changed() : TypedResults.NotFound();
    }

    private static string ETag(AgreementDraft draft) => $"\"{draft.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture)}\"";

    /// <summary>The revision that was read; null for <c>*</c>, whichever it is.</summary>
    internal static long? Match(HttpContext context) =>
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
