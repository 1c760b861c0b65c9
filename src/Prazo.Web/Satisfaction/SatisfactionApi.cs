using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Statistics;
using Prazo.Portal;
using Prazo.Reports;
using Prazo.Reports.Live;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Reports;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Satisfaction;

public sealed record SatisfactionAsked
{
    /// <summary>As <see cref="SurveyResults.IsIn"/> knows it; without it all that were answered.</summary>
    [FromQuery] public string? Cell { get; init; }
    /// <summary><c>csat</c>, <c>ces</c> or <c>nps</c>; without it all.</summary>
    [FromQuery] public string? Scale { get; init; }
    [FromQuery] public string? Agreement { get; init; }
    /// <summary>Of the dimension; without it all.</summary>
    [FromQuery] public string? Value { get; init; }

    public string CellOr => string.IsNullOrEmpty(Cell) ? "answered" : Cell;

    public IReadOnlyList<Surveyed> Behind(Session session, Guid tenant, LiveQuery query, string? dimension) => [.. SurveyResults.Of(session, tenant, query)
        .Where(s => SurveyResults.IsIn(s, CellOr) && (string.IsNullOrEmpty(Scale) || s.Survey.Scale == Scale) && (Agreement is null || s.Survey.Agreement == Agreement) && (Value is null || dimension is null || s.Value(dimension) == Value))];
}

/// <summary>Surveys for programs: asking, what was said, and the figures.</summary>
internal static class SatisfactionApi
{
    private const int MostBehind = 1000;

    public static void MapSatisfaction(this RouteGroupBuilder api)
    {
        api.MapGet("/tickets/{id}/surveys", OfTicket).For(Ability.Read).WithSummary("What the customer was asked about a ticket, and what they said, the latest first.");
        api.MapPost("/tickets/{id}/surveys", (HttpContext context, string id, PublishedAgreements agreements) => context.Did(id, (act, ticket) => TicketDone.Of(Surveys.Ask(act, agreements, ticket) is not null ? act.Ticket(id) : ticket)))
            .For(Ability.Work).WithSummary("Asks the ticket's contact at once what they think, whatever sample and rest say.");
        api.MapGet("/own/tickets/{id}/survey", Own).For(Ability.Own).WithSummary("The question about one's own ticket, while it can be answered.");
        api.MapPost("/own/tickets/{id}/survey", AnswerOwn).For(Ability.Own).WithSummary("Answers the question about one's own ticket, once.");
        api.MapGet("/reports/satisfaction", Get).For(Ability.Read).WithSummary("What customers said of those who were asked in the period: scores with intervals, by any dimension, and beside the clock.");
        api.MapGet("/reports/satisfaction/answers", Behind).For(Ability.Read).WithSummary("The answers behind one figure.");
        api.MapGet("/reports/satisfaction/csv", Csv).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, "text/csv").WithSummary("Satisfaction by a dimension as a table.");
        api.MapGet("/reports/satisfaction/xlsx", Xlsx).For(Ability.Read).Produces<byte[]>(StatusCodes.Status200OK, ReportApi.Types.Xlsx).WithSummary("Satisfaction by a dimension as a workbook.");
    }

    private static async Task<Ok<TicketSurveys>> OfTicket(HttpContext context, string id, Db db) => TypedResults.Ok(await db.Read(s =>
        TicketQueries.Find(s, context.Asker().Tenant, id) is { } ticket ? new TicketSurveys([.. Surveys.Of(s, ticket.TenantId, ticket.Id).Select(x => SurveyView.Of(x, Surveys.Comment(s, x)))]) : throw new MissingException()));

    private static async Task<Ok<OwnSurveyView>> Own(HttpContext context, string id, Db db, PublishedAgreements agreements) => TypedResults.Ok(await db.Read(s =>
    {
        var viewer = context.Viewer(s);
        var scope = OwnScope.Of(s, viewer.Asker!);
        return OwnSurveys.Of(s, scope, scope.Find(s, id)) is { } survey ? OwnSurveyView.Of(SurveyForm.Of(s, agreements, survey, viewer.Words.Language, viewer.Now)) : throw new MissingException();
    }));

    private static async Task<NoContent> AnswerOwn(HttpContext context, string id, SurveyAnswer body, PublishedAgreements agreements)
    {
        await context.Act(act => OwnSurveys.Answer(act, agreements, id, body));
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SatisfactionView>> Get(HttpContext context, Db db, IClock clock, [AsParameters] ReportParameters asked)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        var all = await db.Read(s => SurveyResults.Of(s, context.Asker().Tenant, query));
        return TypedResults.Ok(new SatisfactionView(query.AsOf, [.. Rows(query, all).Select(r => SatisfactionRow.Of(r.By, r.Figure))],
            [.. all.Where(s => s.Survey.Agreement.Length > 0 && s.IsAnswered).GroupBy(s => (s.Survey.Agreement, s.Survey.Of)).OrderBy(g => g.Key).Select(g => AnswerBesideClock.Of(g.Key.Agreement, g.Key.Of, g))]));
    }

    private static IEnumerable<(IReadOnlyDictionary<string, string> By, SurveyFigure Figure)> Rows(LiveQuery query, IReadOnlyList<Surveyed> all) => all
        .GroupBy(s => (s.Survey.Of, Key: string.Join('\u0001', query.By.Select(s.Value)))).OrderBy(g => g.Key.Of).ThenBy(g => g.Key.Key, StringComparer.Ordinal)
        .Select(g => ((IReadOnlyDictionary<string, string>)query.By.ToDictionary(d => d, g.First().Value, StringComparer.Ordinal), SurveyFigure.Of(g.Key.Of, g, query.AsOf)));

    private static async Task<Ok<AnswersView>> Behind(HttpContext context, Db db, IClock clock, [AsParameters] ReportParameters asked, [AsParameters] SatisfactionAsked of)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        return TypedResults.Ok(await db.Read(s =>
        {
            var found = of.Behind(s, context.Asker().Tenant, query, query.By is [var one, ..] ? one : null);
            return new AnswersView(found.Count, [.. found.OrderByDescending(x => x.Survey.Answered).Take(MostBehind).Select(x => new AnswerView(x.Ticket.Id, x.Ticket.Number, x.Kept, SurveyView.Of(x.Survey, Surveys.Comment(s, x.Survey))))]);
        }));
    }

    private static async Task<ContentHttpResult> Csv(HttpContext context, Db db, IClock clock, [AsParameters] ReportParameters asked)
    {
        var (query, rows) = await Table(context, db, clock, asked);
        string Text(object? value) => value switch { decimal share => (share * 100).ToString("0.##", CultureInfo.InvariantCulture), IFormattable f => f.ToString(null, CultureInfo.InvariantCulture), _ => value as string ?? "" };
        return TypedResults.Text(new ReportTable("", [.. Headers(query)], [.. rows.Select(r => (ImmutableArray<string>)[.. r.Select(Text)])]).ToCsv(), "text/csv");
    }

    private static async Task<FileContentHttpResult> Xlsx(HttpContext context, Db db, IClock clock, [AsParameters] ReportParameters asked)
    {
        var (query, rows) = await Table(context, db, clock, asked);
        return TypedResults.File(TableWorkbook.Write([new TableSheet("satisfaction", [.. Headers(query)], rows)]), ReportApi.Types.Xlsx, "prazo-satisfaction.xlsx");
    }

    private static async Task<(LiveQuery, IReadOnlyList<IReadOnlyList<object?>>)> Table(HttpContext context, Db db, IClock clock, ReportParameters asked)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        var all = await db.Read(s => SurveyResults.Of(s, context.Asker().Tenant, query));
        static decimal? Share(double? percent) => percent is { } p ? Math.Round((decimal)p / 100, 4) : null;
        return (query, [.. Rows(query, all).Select(r => (IReadOnlyList<object?>)
            [r.Figure.Scale.ToString().ToLowerInvariant(), .. r.By.Values, (long)r.Figure.Asked, (long)r.Figure.Answered, (long)r.Figure.Open, Share(r.Figure.Response), (long)r.Figure.Satisfied, (long)r.Figure.Unhappy,
            Share(r.Figure.Score), Share(r.Figure.Range?.Low), Share(r.Figure.Range?.High)])]);
    }

    private static IEnumerable<string> Headers(LiveQuery query) => ["scale", .. query.By, "asked", "answered", "open", "response %", "satisfied", "unhappy", "score", "from", "to"];
}

public sealed record TicketSurveys(IReadOnlyList<SurveyView> Items);

/// <param name="State"><c>planned</c>, <c>asked</c>, <c>answered</c>, <c>expired</c>, <c>withdrawn</c> or <c>skipped</c>.</param>
/// <param name="Why">It was skipped: <c>sample</c>, <c>rest</c>, <c>nobody</c>, <c>merged</c> or <c>never</c>.</param>
/// <param name="FollowUp">The ticket that a low mark opened.</param>
public sealed record SurveyView(Guid Id, string Origin, string Agreement, long Version, string Scale, string State, string? Why, Instant? Due, Instant? Asked, Instant? Expires, Instant? Answered, long? Mark, IReadOnlyList<string> Reasons, string? Comment, Guid? FollowUp)
{
    public static SurveyView Of(Survey s, string? comment) => new(s.Id, s.Origin, s.Agreement, s.Version, s.Scale, s.State, s.Why, s.Due, s.Asked, s.Expires, s.Answered, s.Mark, s.Ticked, comment, s.FollowUp);
}

/// <param name="State"><c>asked</c>, <c>answered</c> or <c>expired</c>.</param>
public sealed record OwnSurveyView(string State, string Scale, string Question, int Least, int Most, IReadOnlyList<SurveyReasonView> Reasons, Instant? Expires)
{
    public static OwnSurveyView Of(SurveyForm f) => new(f.State, f.Scale.ToString().ToLowerInvariant(), f.Question, f.Marks[0], f.Marks[^1], f.Reasons, f.Expires);
}

/// <param name="Cells">For each agreement and scale: answers by whether the promises were kept and whether the customer was satisfied.</param>
public sealed record SatisfactionView(Instant AsOf, IReadOnlyList<SatisfactionRow> Rows, IReadOnlyList<AnswerBesideClock> Cells);

/// <param name="Score">Percent satisfied; of nps, promoters less detractors. Null without an answer.</param>
/// <param name="From">Where the score lies with 95 % confidence.</param>
public sealed record SatisfactionRow(string Scale, IReadOnlyDictionary<string, string> By, int Asked, int Answered, int Open, double? Response, int Satisfied, int Unhappy, double? Mean, double? Score, double? From, double? To)
{
    public static SatisfactionRow Of(IReadOnlyDictionary<string, string> by, SurveyFigure f) =>
        new(f.Scale.ToString().ToLowerInvariant(), by, f.Asked, f.Answered, f.Open, f.Response, f.Satisfied, f.Unhappy, f.Mean, f.Score, f.Range?.Low, f.Range?.High);
}

/// <param name="Kept">Whether the promises on the ticket were kept; null: none was judged.</param>
public sealed record AnswerView(Guid Ticket, long Number, bool? Kept, SurveyView Survey);

public sealed record AnswersView(int Total, IReadOnlyList<AnswerView> Items);
