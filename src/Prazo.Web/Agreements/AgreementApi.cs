using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>What is promised: versions as they were published, and what publishing another would do.</summary>
internal static class AgreementApi
{
    public static void MapAgreements(this RouteGroupBuilder api)
    {
        api.MapGet("/agreements", List).For(Ability.Read).WithSummary("Every published version.");
        api.MapGet("/agreements/{agreement}/versions/{version}/source", Export).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, Yaml).WithSummary("A version as it was written: the agreement file.");
        api.MapGet("/agreements/{agreement}/versions/{version}/changes", Changes).For(Ability.Read).WithSummary("What differs between a version and another (`against`), by default the one before it.");
        api.MapPost("/agreements", Publish).For(Ability.Manage).Accepts<string>(Yaml).WithSummary("Publishes the agreements of a file: all of them, or none when one has an error.");
        api.MapPost("/agreements/check", Check).For(Ability.Manage).Accepts<string>(Yaml).WithSummary("Lints a file, and shows what differs from what is published and what publishing would do to open tickets. Nothing is kept.");
        api.MapGet("/agreements/refolds", Progress).For(Ability.Read).WithSummary("How far open tickets have been folded anew.");
        api.MapGet("/agreements/uncovered", Uncovered).For(Ability.Read).WithSummary("Tickets that no agreement covers, and why.");
        Drafts.Map(api, "Agreements");
        api.MapGet("/agreements/drafts/{id:guid}/check", CheckDraft).For(Ability.Manage).WithSummary("Lints a draft, and shows its differences and its effect on open tickets.");
        api.MapPost("/agreements/drafts/{id:guid}/publish", PublishDraft).For(Ability.Manage).WithSummary("Publishes a draft as it was read (If-Match), and throws it away.");
    }

    private static readonly DraftApi Drafts = new(AgreementDraft.Agreement, "agreements");

    public const string Yaml = "application/yaml";

    private static async Task<Ok<IReadOnlyList<PublishedVersion>>> List(HttpContext context, Db db) =>
        TypedResults.Ok(await db.Read(s => PublishedAgreements.Versions(s, context.Asker().Tenant)));

    private static async Task<Results<ContentHttpResult, NotFound>> Export(HttpContext context, string agreement, long version, Db db) =>
        await db.Read(s => PublishedAgreements.Source(s, context.Asker().Tenant, agreement, version)) is { } source ? TypedResults.Text(source, Yaml) : TypedResults.NotFound();

    private static async Task<Results<Ok<IReadOnlyList<ChangedValue>>, NotFound>> Changes(HttpContext context, string agreement, int version, int? against, Db db, PublishedAgreements agreements)
    {
        var all = (await db.Read(s => agreements.All(s, context.Asker().Tenant))).Agreements.Where(a => a.Id == agreement).ToList();
        return all.Find(a => a.Version == version) is { } after && (against is null || all.Exists(a => a.Version == against))
            ? TypedResults.Ok(AgreementDiff.Of(all.Where(a => against is { } asked ? a.Version == asked : a.Version < version).MaxBy(a => a.Version), after)) : TypedResults.NotFound();
    }

    private static async Task<Ok<Published>> Publish(HttpContext context, Db db, IClock clock)
    {
        var (text, asker, now) = (await Text(context), context.Asker(), clock.GetCurrentInstant());
        return TypedResults.Ok(await context.Once(db, now, tx => Published.Of(PublishedAgreements.Publish(tx, asker.Tenant, text, asker.Actor, now))));
    }

    private static async Task<Ok<CheckView>> Check(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, bool effect = true)
    {
        var text = await Text(context);
        return TypedResults.Ok(await db.Read(s => CheckView.Of(s, agreements, context.Asker().Tenant, text, clock.GetCurrentInstant(), effect)));
    }

    private static async Task<Ok<IReadOnlyList<RefoldView>>> Progress(HttpContext context, Db db) =>
        TypedResults.Ok<IReadOnlyList<RefoldView>>([.. (await db.Read(s => Refold.All(s, context.Asker().Tenant))).Select(RefoldView.Of)]);

    private static async Task<Ok<UncoveredView>> Uncovered(HttpContext context, Db db, int limit = 100)
    {
        var (reasons, newest) = await db.Read(s => UncoveredTickets.Of(s, context.Asker().Tenant, Math.Clamp(limit, 1, 1000)));
        return TypedResults.Ok(new UncoveredView(reasons.Values.Sum(), reasons, [.. newest.Select(t => new UncoveredTicketView(t.Ticket.Id, t.Ticket.Number, t.Ticket.Created, [.. t.Why.Select(w => new WhyNot(w.Agreement, w.Code, w.Detail))]))]));
    }

    private static async Task<Results<Ok<CheckView>, NotFound>> CheckDraft(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock) =>
        await db.Read(s => AgreementDrafts.Find(s, context.Asker().Tenant, AgreementDraft.Agreement, id) is { } draft ? CheckView.Of(s, agreements, draft.TenantId, draft.Source, clock.GetCurrentInstant()) : null) is { } view
            ? TypedResults.Ok(view) : TypedResults.NotFound();

    private static Task<Results<Ok<Published>, NotFound, ProblemHttpResult>> PublishDraft(HttpContext context, Guid id, Db db, IClock clock) =>
        Drafts.Publish(context, id, db, (tx, draft) => Published.Of(PublishedAgreements.Publish(tx, draft.TenantId, draft.Source, context.Asker().Actor, clock.GetCurrentInstant())));

    internal static async Task<string> Text(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}

internal sealed record VersionView(string Agreement, int Version, string Title, string Hash, bool OpenTicketsToo)
{
    public static VersionView Of(Agreement a) => new(a.Id, a.Version, a.Title, a.Hash, a.OpenTicketsToo);
}

internal sealed record Published(IReadOnlyList<VersionView> Agreements, IReadOnlyList<InputProblem> Warnings)
{
    public static Published Of(CheckedAgreements c) =>
        new([.. c.Agreements.Select(VersionView.Of)], [.. c.Problems.Where(p => p.Severity == Severity.Warning).Select(InputProblem.Of)]);
}

/// <param name="Reasons">How many by the reason of the first agreement asked.</param>
/// <param name="Newest">The newest of them.</param>
internal sealed record UncoveredView(long Total, IReadOnlyDictionary<string, long> Reasons, IReadOnlyList<UncoveredTicketView> Newest);

internal sealed record UncoveredTicketView(Guid Ticket, long Number, Instant? Created, IReadOnlyList<WhyNot> Why);

/// <param name="Code">Such as <c>outside-term</c> or <c>field-differs</c>.</param>
internal sealed record WhyNot(string? Agreement, string Code, string Detail);

internal sealed record RefoldView(Guid Id, string Reason, Instant Made, string MadeBy, long Done, long Total, Instant? Finished)
{
    public static RefoldView Of(Refold r) => new(r.Id, r.Reason, r.Made, r.MadeBy, r.Done, r.Total, r.Finished);
}

/// <param name="Problems">Errors keep it from being published.</param>
/// <param name="Effect">Null when there are errors, and with <c>effect=false</c>.</param>
internal sealed record CheckView(bool Publishable, IReadOnlyList<InputProblem> Problems, IReadOnlyList<DifferenceView> Differences, EffectView? Effect)
{
    /// <param name="effect">Whether open tickets are replayed too: of no use while somebody types.</param>
    public static CheckView Of(Session s, PublishedAgreements agreements, Guid tenant, string text, Instant now, bool effect = true)
    {
        var found = PublishedAgreements.Check(s, tenant, text);
        return new CheckView(!found.HasErrors, [.. found.Problems.Select(InputProblem.Of)],
            [.. found.Agreements.Select(a => new DifferenceView(a.Id, a.Version, AgreementDiff.Of(agreements.Latest(s, tenant, a.Id), a)))],
            found.HasErrors || !effect ? null : EffectView.Of(AgreementEffect.OfPublishing(s, tenant, agreements, agreements.With(s, tenant, found.Agreements), now)));
    }
}

internal sealed record DifferenceView(string Agreement, int Version, IReadOnlyList<ChangedValue> Changes);

/// <param name="Tickets">Open tickets looked at.</param>
/// <param name="Clocks">Clocks that would stand differently; the first thousand are listed.</param>
internal sealed record EffectView(int Tickets, int Clocks, int WouldBreak, int WouldHeal, IReadOnlyList<MovedClock> Moved)
{
    private const int MostListed = 1000;

    public static EffectView Of(AgreementEffect e) => new(e.Tickets, e.Moved.Count, e.WouldBreak, e.WouldHeal, [.. e.Moved.Take(MostListed)]);
}
