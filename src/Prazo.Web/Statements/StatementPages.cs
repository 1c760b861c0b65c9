using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Statements;

/// <param name="Over">Agreements with money or objectives of which a period is over, by title.</param>
public sealed record StatementsModel(IReadOnlyList<Statement> Statements, IReadOnlyDictionary<string, string> Titles, IReadOnlyList<(string Id, string Title)> Over, Sent Sent, StatementFilter Filter, IReadOnlyList<WaitingItem> Waiting, int All);

public sealed record StatementModel(Statement Statement, StatementBody Body, string Title, IReadOnlyDictionary<string, StatementDispute> Disputes, StatementTalkModel Talk, ResultPage? Publication, Sent Sent)
{
    /// <summary>What was declared and may excuse breaches.</summary>
    public IReadOnlyList<ExclusionOffer> Offers { get; init; } = [];

    /// <summary>Contested and not answered; what is due first comes first.</summary>
    public IReadOnlyList<StatementDispute> Waiting => [.. Disputes.Values.Where(d => d.Waits).OrderBy(d => d.AnswerDue is null).ThenBy(d => d.AnswerDue).ThenBy(d => d.Item, StringComparer.Ordinal)];

    public bool MayDiscard => Statement is { Open: true, AcceptedAt: null } && Disputes.Values.All(d => d.Contested is null);
}

/// <summary>Accounts of agreements: drafted, settled, closed, handed over.</summary>
internal static class StatementPages
{
    private const string Room = "/statements";

    public static void MapStatementPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Room, (HttpContext context, PublishedAgreements agreements, string? agreement, string? state) => context.Show<StatementsPage, StatementsModel>((s, viewer) => List(s, agreements, viewer, Sent.Nothing, new(agreement, state)))).For(Ability.Read);
        pages.MapPost(Room, Draft).For(Ability.Manage);
        pages.MapGet(Room + "/{id:guid}", (HttpContext context, Guid id, PublishedAgreements agreements) => context.Show<StatementPage, StatementModel>((s, viewer) => One(s, agreements, viewer, id, Sent.Nothing))).For(Ability.Read);
        pages.MapGet(Room + "/{id:guid}/bundle", StatementFiles.Bundle).For(Ability.Read);
        pages.MapPost(Room + "/{id:guid}/settle", Settle).For(Ability.Manage).TakesUpTo(SentFiles.MostOfForm);
        pages.MapPost(Room + "/{id:guid}/causes", TakeCauses).For(Ability.Manage);
        pages.MapPost(Room + "/{id:guid}/close", Close).For(Ability.Manage);
    }

    public static void MapStatements(this RouteGroupBuilder api)
    {
        api.MapGet(Room, All).For(Ability.Read).WithSummary("Statements of all agreements, the latest period first.");
        api.MapGet(Room + "/{id:guid}", Get).For(Ability.Read).WithSummary("A statement with its objectives, breaches and lines.");
        api.MapPost(Room, Make).For(Ability.Manage).WithSummary("Drafts a period that is over.");
        api.MapPost(Room + "/{id:guid}/settle", SettleOne).For(Ability.Manage).WithSummary("Says of a breach of a draft whether it stands or is excluded.");
        api.MapPost(Room + "/{id:guid}/causes", TakeCausesOf).For(Ability.Manage).WithSummary("Takes into a draft why promises broke, as it is stated now.");
        api.MapPost(Room + "/{id:guid}/close", CloseOne).For(Ability.Manage).WithSummary("Freezes and signs a draft.");
    }

    private static StatementsModel List(Session session, PublishedAgreements agreements, Viewer viewer, Sent sent, StatementFilter? asked = null)
    {
        var filter = asked ?? new(null, null);
        var newest = agreements.All(session, viewer.Asker!.Tenant).Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.MaxBy(a => a.Version)!).ToList();
        string Title(Prazo.Engine.Agreements.Agreement a) => a.Titles.GetValueOrDefault(viewer.Words.Language, a.Title);
        var all = StatementActs.All(session, viewer.Asker.Tenant);
        var waiting = WaitingItem.Of(session, all);
        return new([.. all.Where(x => filter.Fits(x, waiting)).OrderByDescending(x => waiting.Any(w => w.Statement.Id == x.Id))], newest.ToDictionary(a => a.Id, Title, StringComparer.Ordinal),
            [.. newest.Where(a => StatementActs.LastOver(a, viewer.Now) is not null).OrderByDescending(a => a.Penalties.Length > 0).ThenBy(Title, StringComparer.CurrentCulture).Select(a => (a.Id, Title(a)))], sent, filter, waiting, all.Count);
    }

    internal static StatementModel One(Session session, PublishedAgreements agreements, Viewer viewer, Guid id, Sent sent)
    {
        var statement = StatementActs.Find(session, viewer.Asker!.Tenant, id) ?? throw new MissingException();
        var agreement = agreements.Latest(session, viewer.Asker.Tenant, statement.Agreement);
        return new(statement, statement.Content, agreement?.Titles.GetValueOrDefault(viewer.Words.Language, agreement.Title) ?? statement.Agreement,
            StatementActs.Disputes(session, statement).ToDictionary(d => d.Item, StringComparer.Ordinal), StatementTalkModel.Of(session, agreements, viewer, statement, $"{Room}/{id}"), ResultPages.Of(session, statement), sent)
        {
            Offers = ExclusionOffers.Of(session, agreements, statement, viewer.Now),
        };
    }

    private static Task<IResult> Draft(HttpContext context, Db db, PublishedAgreements agreements, IClock clock) => context.Send<StatementsPage, StatementsModel>(async form =>
    {
        var asker = context.Asker();
        var made = await StatementActs.Draft(db, agreements, asker.Tenant, form.Given("agreement") ?? "", Day(form.Given("period")), asker.Actor, clock.GetCurrentInstant());
        return context.SeeOther($"{Room}/{made.Id}");
    }, (s, viewer, sent) => List(s, agreements, viewer, sent));

    private static Task<IResult> Settle(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock) => context.Send<StatementPage, StatementModel>(async form =>
    {
        var (asker, cause, files) = (context.Asker(), form.Given("cause"), await StatementTalkPages.Upload(context, form));
        await StatementActs.Settle(db, asker.Tenant, id, form.Given("item") ?? "", cause is null ? SettlementWord.Stands : SettlementWord.Excluded, cause, form.Given("why"), null, asker.Actor, clock.GetCurrentInstant(), files);
        return context.SeeOther($"{Room}/{id}");
    }, (s, viewer, sent) => One(s, agreements, viewer, id, sent));

    private static Task<IResult> TakeCauses(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock) => context.Send<StatementPage, StatementModel>(async _ =>
    {
        var asker = context.Asker();
        await StatementActs.TakeCauses(db, asker.Tenant, id, asker.Actor, clock.GetCurrentInstant());
        return context.SeeOther($"{Room}/{id}");
    }, (s, viewer, sent) => One(s, agreements, viewer, id, sent));

    private static Task<IResult> Close(HttpContext context, Guid id, Db db, PublishedAgreements agreements, IClock clock) => context.Send<StatementPage, StatementModel>(async _ =>
    {
        var asker = context.Asker();
        await StatementActs.Close(db, asker.Tenant, id, null, asker.Actor, clock.GetCurrentInstant());
        return context.SeeOther($"{Room}/{id}");
    }, (s, viewer, sent) => One(s, agreements, viewer, id, sent));

    // ---- API

    private static async Task<Ok<StatementList>> All(HttpContext context, Db db) =>
        TypedResults.Ok(new StatementList([.. (await db.Read(s => StatementActs.All(s, context.Asker().Tenant))).Select(StatementView.Of)]));

    private static async Task<Ok<StatementView>> Get(HttpContext context, Guid id, Db db) =>
        TypedResults.Ok(StatementView.Of(await db.Read(s => StatementActs.Find(s, context.Asker().Tenant, id)) ?? throw new MissingException()));

    private static async Task<Created<StatementView>> Make(HttpContext context, StatementInput body, Db db, PublishedAgreements agreements, IClock clock)
    {
        var asker = context.Asker();
        var made = await StatementActs.Draft(db, agreements, asker.Tenant, body.Agreement, Day(body.Period), asker.Actor, clock.GetCurrentInstant());
        return TypedResults.Created($"/api/v1/statements/{made.Id}", StatementView.Of(made));
    }

    private static async Task<Ok<StatementView>> SettleOne(HttpContext context, Guid id, SettlementInput body, Db db, IClock clock)
    {
        var asker = context.Asker();
        return TypedResults.Ok(StatementView.Of(await StatementActs.Settle(db, asker.Tenant, id, body.Item, body.Word, body.Cause, body.Why, null, asker.Actor, clock.GetCurrentInstant(), body.Attachments)));
    }

    private static async Task<Ok<StatementView>> TakeCausesOf(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        return TypedResults.Ok(StatementView.Of(await StatementActs.TakeCauses(db, asker.Tenant, id, asker.Actor, clock.GetCurrentInstant())));
    }

    private static async Task<Ok<StatementView>> CloseOne(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        return TypedResults.Ok(StatementView.Of(await StatementActs.Close(db, asker.Tenant, id, null, asker.Actor, clock.GetCurrentInstant())));
    }

    private static LocalDate? Day(string? text) => text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date
        : LocalDatePattern.Iso.Parse(text + "-01") is { Success: true, Value: var first } ? first
        : throw new RefusedException("bad-period", "period", $"{text} is no period", "write a month like 2026-10, or a day like 2026-10-15");
}

/// <param name="Period">A month like 2026-10, or any day of the period; by default the latest that is over.</param>
internal sealed record StatementInput(string Agreement, string? Period);

/// <param name="Word">stands or excluded.</param>
/// <param name="Cause">Of an exclusion: maintenance, force-majeure, customer, supplier, beta, error or goodwill.</param>
/// <param name="Attachments">Evidence, uploaded before.</param>
internal sealed record SettlementInput(string Item, string Word, string? Cause, string Why, IReadOnlyList<Guid>? Attachments = null);

internal sealed record StatementList(IReadOnlyList<StatementView> Items);

/// <param name="Hash">SHA-256 of the canonical text of the statement.</param>
internal sealed record StatementView(Guid Id, string Agreement, string From, string To, string State, Instant Drafted, string DraftedBy, Instant? ContestUntil, Instant? Closed, string? ClosedBy, Instant? Accepted, string? AcceptedBy, string Hash, StatementBody Statement)
{
    public static StatementView Of(Statement s) => new(s.Id, s.Agreement, s.FromDate, s.ToDate, s.State, s.Drafted, s.DraftedBy, s.ContestUntil, s.ClosedAt, s.ClosedBy, s.AcceptedAt, s.AcceptedBy, s.Hash, s.Content);
}
