using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Improvement;
using Prazo.People;
using Prazo.Reports.Live;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Web.Agreements;
using Prazo.Web.Screen;

namespace Prazo.Web.Improvement;

/// <summary>An action with the review that it comes from.</summary>
public sealed record ActionLine(ReviewItem Item, AgreementReview Review, string OwnerName);

public sealed record AgreementReviewLine(AgreementReview Review, string Title, int Actions, int Open);

public sealed record AgreementReviewsModel(IReadOnlyList<AgreementReviewLine> Reviews, IReadOnlyList<ActionLine> Actions, IReadOnlyList<(string Id, string Title)> Agreements, Sent Sent)
{
    public static AgreementReviewsModel Of(Session session, PublishedAgreements agreements, Viewer viewer, Sent sent)
    {
        var tenant = viewer.Asker!.Tenant;
        var titles = AgreementReviewModel.Titles(session, agreements, viewer);
        var reviews = AgreementReviews.All(session, tenant);
        var names = UserStore.All(session, tenant).ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal);
        var byId = reviews.ToDictionary(r => r.Id);
        return new AgreementReviewsModel(
            [.. reviews.Select(r => (Review: r, Items: AgreementReviews.Items(session, r).Where(i => i.Kind == ReviewItem.Action).ToList())).Select(r => new AgreementReviewLine(r.Review, titles.GetValueOrDefault(r.Review.Agreement, r.Review.Agreement), r.Items.Count, r.Items.Count(i => i.Done is null)))],
            [.. AgreementReviews.OpenActions(session, tenant).Select(i => new ActionLine(i, byId[i.ReviewId], names.GetValueOrDefault(i.Owner ?? "", i.Owner ?? "")))], [.. titles.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value))], sent);
    }
}

/// <summary>What was kept of one promise in the period, and in the period before.</summary>
/// <param name="Promised">The objective on it, if there is one.</param>
public sealed record KeptLine(Metric Metric, string Target, Attainment Now, Attainment Before, decimal? Promised);

/// <summary>What the figures themselves suggest to talk about.</summary>
public sealed record Suggestion(string Key, string? Metric, decimal? Share, long Count);

/// <summary>A review with its agenda, counted from the figures of its period each time it is looked at.</summary>
public sealed record AgreementReviewModel(AgreementReview Review, string Title, IReadOnlyList<KeptLine> Kept, IReadOnlyList<(SurveyFigure Now, SurveyFigure Before)> Satisfaction, IReadOnlyList<AnswerBesideClock> Cells,
    Pareto Causes, IReadOnlyList<Opinion> Opinions, IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<ReviewItem> Items, IReadOnlyList<User> Owners, LocalDate First, LocalDate Last, Sent Sent)
{
    // Fewer tickets say little about a promise.
    private const int Enough = 30;

    public static AgreementReviewModel Of(Session session, PublishedAgreements agreements, Viewer viewer, Guid id, Sent sent)
    {
        var tenant = viewer.Asker!.Tenant;
        var review = AgreementReviews.Find(session, tenant, id) ?? throw new MissingException();
        var agreement = agreements.Latest(session, tenant, review.Agreement) ?? throw new MissingException();
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(agreement.Zone) ?? DateTimeZone.Utc;
        var (first, end) = (review.Since.InZone(zone).Date, review.Until.InZone(zone).Date);
        var before = zone.AtStartOfDay(first.PlusDays(-NodaTime.Period.DaysBetween(first, end))).ToInstant();
        var (now, then) = (Query(viewer.Now, review.Since, review.Until), Query(viewer.Now, before, review.Since));
        var kept = Lines(agreement, Rows(session, agreements, tenant, now, agreement.Id), Rows(session, agreements, tenant, then, agreement.Id));
        var said = SurveyResults.Of(session, tenant, now).Where(s => s.Survey.Agreement == agreement.Id).ToList();
        var saidBefore = SurveyResults.Of(session, tenant, then).Where(s => s.Survey.Agreement == agreement.Id).ToList();
        IReadOnlyList<AnswerBesideClock> cells = [.. said.Where(s => s.IsAnswered).GroupBy(s => s.Survey.Of).Select(g => AnswerBesideClock.Of(agreement.Id, g.Key, g))];
        return new AgreementReviewModel(review, Titles(session, agreements, viewer).GetValueOrDefault(agreement.Id, agreement.Id), kept,
            [.. said.GroupBy(s => s.Survey.Of).Select(g => (SurveyFigure.Of(g.Key, g, viewer.Now), SurveyFigure.Of(g.Key, saidBefore.Where(s => s.Survey.Of == g.Key), viewer.Now)))], cells,
            Pareto.Of(BreachCauses.Of(session, agreements, tenant, now, agreement.Id)),
            Prazo.Improvement.Opinions.Of(session, tenant, agreement.Id), Suggest(kept, cells), AgreementReviews.Items(session, review),
            [.. UserStore.All(session, tenant).Where(u => u.Disabled is null && u.Role is "admin" or "manager" or "agent")], first, end.PlusDays(-1), sent);
    }

    private static LiveQuery Query(Instant now, Instant from, Instant to) => new(now, [], null, from, to, []);

    private static ILookup<string, Attainment> Rows(Session session, PublishedAgreements agreements, Guid tenant, LiveQuery query, string agreement) =>
        LiveReport.Count(session, agreements, tenant, query).Report.Totals.Where(r => r.Agreement == agreement && r.Promised).ToLookup(r => r.Target, r => r.Attainment, StringComparer.Ordinal);

    private static IReadOnlyList<KeptLine> Lines(Agreement agreement, ILookup<string, Attainment> now, ILookup<string, Attainment> before) => [.. agreement.Targets.Where(t => !t.MeasureOnly)
        .Select(t => new KeptLine(t.Metric, t.Id, Sum(now[t.Id]), Sum(before[t.Id]), agreement.Objectives.Where(o => o.Target == t.Id).Select(o => (decimal?)o.AtLeast).FirstOrDefault()))];

    private static Attainment Sum(IEnumerable<Attainment> all) => all.Aggregate(new Attainment(0, 0), (sum, a) => new Attainment(sum.Kept + a.Kept, sum.Counted + a.Counted));

    private static IReadOnlyList<Suggestion> Suggest(IReadOnlyList<KeptLine> kept, IReadOnlyList<AnswerBesideClock> cells) =>
    [
        .. kept.Where(k => k.Promised is { } goal && k.Now.Percent < goal).Select(k => new Suggestion("missed", k.Target, k.Now.Percent, k.Now.Counted)),
        .. kept.Where(k => k is { Now: { Percent: 100, Counted: >= Enough }, Before: { Percent: 100, Counted: >= Enough } }).Select(k => new Suggestion("easy", k.Target, 100, k.Now.Counted)),
        .. cells.Where(c => c.KeptNot > 0 && c.KeptNot * 5 >= c.KeptNot + c.KeptSatisfied).Select(c => new Suggestion("in-time-unhappy", null, 100m * c.KeptNot / (c.KeptNot + c.KeptSatisfied), c.KeptNot)),
    ];

    internal static IReadOnlyDictionary<string, string> Titles(Session session, PublishedAgreements agreements, Viewer viewer) => agreements.All(session, viewer.Asker!.Tenant).Agreements
        .GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(a => a.Key, a => AgreementWords.Title(viewer, a.MaxBy(v => v.Version)!), StringComparer.Ordinal);
}
