using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Lifecycle;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>Where agreements stand in their lives, what becomes of them at their end, and who has read them.</summary>
internal static class TermApi
{
    public static void MapTerms(this RouteGroupBuilder api)
    {
        api.MapGet("/agreements/terms", List).For(Ability.Read).WithSummary("Every version: upcoming, in force, expiring, ended or replaced, when it ends and by when notice is to be given.");
        api.MapPost("/agreements/{agreement}/versions/{version}/renew", async (HttpContext context, string agreement, int version, PublishedAgreements agreements) =>
            Made(await context.Act(act => DraftView.Of(TermActs.Renew(act, agreements, agreement, version))))).For(Ability.Manage).WithSummary("A draft of the next term, as long as the one that ends.");
        api.MapPost("/agreements/{agreement}/versions/{version}/end", async (HttpContext context, string agreement, int version, EndInput body, PublishedAgreements agreements) =>
            Made(await context.Act(act => DraftView.Of(TermActs.End(act, agreements, agreement, version, body.Day()))))).For(Ability.Manage).WithSummary("A draft that ends an agreement on a day.");
        api.MapGet("/agreements/{agreement}/versions/{version}/readings", Readers).For(Ability.Read).WithSummary("Who has confirmed having read a version, and who has not.");
        api.MapPost("/agreements/{agreement}/versions/{version}/readings", async (HttpContext context, string agreement, int version, PublishedAgreements agreements) => TypedResults.Ok(await context.Act(act =>
        {
            Readings.Confirm(act, agreements, agreement, version);
            return new ReaderList(Readings.Of(act.Tx, act.Tenant, agreement, version));
        }))).For(Ability.Work).WithSummary("The asking person confirms having read a version.");
        api.MapPost("/agreements/{agreement}/versions/{version}/reminders", async (HttpContext context, string agreement, int version, PublishedAgreements agreements) =>
            TypedResults.Ok(await context.Act(act => new Reminded(Readings.Remind(act, agreements, agreement, version))))).For(Ability.Manage).WithSummary("Reminds everybody who has not read a version, each at most once a day.");
    }

    public static void MapTermPages(this RouteGroupBuilder pages)
    {
        pages.MapPost("/agreements/{id}/{version:int}/renew", (HttpContext context, string id, int version, PublishedAgreements agreements) =>
            Send(context, agreements, id, version, (act, _) => $"/agreements/drafts/{TermActs.Renew(act, agreements, id, version).Id}")).For(Ability.Manage);
        pages.MapPost("/agreements/{id}/{version:int}/end", (HttpContext context, string id, int version, PublishedAgreements agreements) =>
            Send(context, agreements, id, version, (act, form) => $"/agreements/drafts/{TermActs.End(act, agreements, id, version, new EndInput(form["on"]).Day()).Id}")).For(Ability.Manage);
        pages.MapPost("/agreements/{id}/{version:int}/read", (HttpContext context, string id, int version, PublishedAgreements agreements) => Send(context, agreements, id, version, (act, _) =>
        {
            Readings.Confirm(act, agreements, id, version);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/agreements/{id}/{version}#readers");
        })).For(Ability.Work);
        pages.MapPost("/agreements/{id}/{version:int}/remind", (HttpContext context, string id, int version, PublishedAgreements agreements) => Send(context, agreements, id, version, (act, _) =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/agreements/{id}/{version}?reminded={Readings.Remind(act, agreements, id, version)}#readers"))).For(Ability.Manage);
    }

    private static Task<IResult> Send(HttpContext context, PublishedAgreements agreements, string id, int version, Func<Prazo.Tickets.Act, IFormCollection, string> job) => context.Send<AgreementPage, AgreementModel>(
        async form => context.SeeOther(await context.Act(act => job(act, form))),
        (s, viewer, sent) => (AgreementModel.Of(s, agreements, viewer, id, version, null, new PreviewAsked(null, null)) ?? throw new MissingException()) with { Wrong = sent.Wrong });

    private static async Task<Ok<IReadOnlyList<TermView>>> List(HttpContext context, Db db, PublishedAgreements agreements, IClock clock)
    {
        var set = await db.Read(s => agreements.All(s, context.Asker().Tenant));
        return TypedResults.Ok<IReadOnlyList<TermView>>([.. AgreementTerm.All(set, clock.GetCurrentInstant()).Select(TermView.Of)]);
    }

    private static async Task<Results<Ok<ReaderList>, NotFound>> Readers(HttpContext context, string agreement, int version, Db db) => await db.Read(s =>
        PublishedAgreements.Source(s, context.Asker().Tenant, agreement, version) is null ? null : new ReaderList(Readings.Of(s, context.Asker().Tenant, agreement, version))) is { } list ? TypedResults.Ok(list) : TypedResults.NotFound();

    private static Created<DraftView> Made(DraftView draft) => TypedResults.Created($"/api/v1/agreements/drafts/{draft.Id}", draft);
}

/// <param name="On">The last day, as 2026-12-31.</param>
internal sealed record EndInput(string? On)
{
    public LocalDate Day() => LocalDatePattern.Iso.Parse(On ?? "").TryGetValue(default, out var day) ? day : throw new RefusedException("bad-date", "on", $"'{On}' is no day", "write it as 2026-12-31");
}

/// <param name="State"><c>upcoming</c>, <c>in-force</c>, <c>expiring</c>, <c>ended</c> or <c>replaced</c>.</param>
/// <param name="Ends">The last day; none: open-ended.</param>
/// <param name="NoticeBy">The last day to give notice.</param>
/// <param name="Renews">It goes on by itself.</param>
internal sealed record TermView(string Agreement, int Version, string Title, string State, string? From, string? Ends, string? NoticeBy, bool Renews)
{
    public static TermView Of(AgreementTerm t) => new(t.Agreement.Id, t.Agreement.Version, t.Agreement.Title, Word(t.State), Iso(t.Agreement.From), Iso(t.Ends), Iso(t.NoticeBy), t.Renews);

    public static string Word(TermState state) => state switch { TermState.Upcoming => "upcoming", TermState.InForce => "in-force", TermState.Expiring => "expiring", TermState.Ended => "ended", _ => "replaced" };

    private static string? Iso(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}

internal sealed record ReaderList(IReadOnlyList<Reader> Readers);

/// <param name="People">How many were reminded.</param>
internal sealed record Reminded(int People);
