using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Engine.Statistics;
using Prazo.People;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Web.Agreements;
using Prazo.Web.Reports;
using Prazo.Web.Screen;

namespace Prazo.Web.Satisfaction;

/// <summary>Marks under one value of a dimension, or in one period.</summary>
/// <param name="Value">Null: all.</param>
public sealed record SatisfactionLine(string? Value, string Name, SurveyFigure Figure);

/// <param name="Lines">By the dimension, the most answers first.</param>
/// <param name="Periods">In order; those in which nobody was asked are there too.</param>
/// <param name="Reasons">What was ticked, how often, the most often first.</param>
public sealed record ScaleResults(SurveyScale Scale, SurveyFigure All, SurveyFigure Before, IReadOnlyList<SatisfactionLine> Lines, IReadOnlyList<SatisfactionPeriod> Periods, IReadOnlyList<(string Text, int Count)> Reasons);

public sealed record SatisfactionPeriod(LocalDate From, LocalDate To, SurveyFigure Figure);

/// <summary>What customers said, scale by scale: marks of different scales are never added up.</summary>
public sealed record SatisfactionModel(ReportAsked Asked, IReadOnlyList<ScaleResults> Scales, IReadOnlyList<AnswerBesideClock> Cells, IReadOnlyDictionary<string, string> Titles, bool IsAsking)
{
    private const int MostPeriods = 120;

    public static SatisfactionModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked)
    {
        var tenant = viewer.Asker!.Tenant;
        var all = SurveyResults.Of(session, tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false));
        var before = SurveyResults.Of(session, tenant, asked.Query(viewer, asked.DaysBefore(viewer), perPeriod: false));
        var known = agreements.All(session, tenant).Agreements;
        var titles = known.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(a => a.Key, a => AgreementWords.Title(viewer, a.MaxBy(v => v.Version)!), StringComparer.Ordinal);
        var names = Names(session, tenant, asked.Dimension);
        return new SatisfactionModel(asked,
            [.. all.GroupBy(s => s.Survey.Of).OrderBy(g => g.Key).Select(g => Results(g.Key, [.. g], [.. before.Where(b => b.Survey.Of == g.Key)], viewer, asked, known, names))],
            [.. all.Where(s => s.Survey.Agreement.Length > 0 && s.IsAnswered).GroupBy(s => (s.Survey.Agreement, s.Survey.Of)).OrderBy(g => g.Key).Select(g => AnswerBesideClock.Of(g.Key.Agreement, g.Key.Of, g))],
            titles, known.Any(a => a.Satisfaction is not null));
    }

    private static ScaleResults Results(SurveyScale scale, IReadOnlyList<Surveyed> all, IReadOnlyList<Surveyed> before, Viewer viewer, ReportAsked asked, IReadOnlyList<Agreement> known, IReadOnlyDictionary<string, string> names) => new(scale,
        SurveyFigure.Of(scale, all, viewer.Now), SurveyFigure.Of(scale, before, viewer.Now),
        [.. all.GroupBy(s => s.Value(asked.Dimension), StringComparer.Ordinal).Select(g => new SatisfactionLine(g.Key, names.GetValueOrDefault(g.Key, g.Key), SurveyFigure.Of(scale, g, viewer.Now)))
            .OrderByDescending(l => l.Figure.Answered).ThenBy(l => l.Name, StringComparer.Ordinal)],
        Over(scale, all, viewer, asked),
        [.. all.SelectMany(s => s.Survey.Ticked.Select(r => (s.Survey.Agreement, s.Survey.Version, Id: r))).GroupBy(r => r)
            .Select(g => (Text: known.FirstOrDefault(a => a.Id == g.Key.Agreement && a.Version == g.Key.Version)?.Satisfaction?.Reasons.FirstOrDefault(r => r.Id == g.Key.Id)?.Text(viewer.Words.Language) ?? g.Key.Id, Count: g.Count()))
            .GroupBy(r => r.Text, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(r => r.Count))).OrderByDescending(r => r.Item2).ThenBy(r => r.Key, StringComparer.Ordinal)]);

    private static List<SatisfactionPeriod> Over(SurveyScale scale, IReadOnlyList<Surveyed> all, Viewer viewer, ReportAsked asked)
    {
        var (first, last) = asked.Days(viewer);
        var by = all.ToLookup(s => Periods.StartOf(asked.PeriodOf, s.Survey.Asked!.Value.InZone(viewer.Zone).Date));
        var periods = new List<SatisfactionPeriod>();
        for (var from = Periods.StartOf(asked.PeriodOf, first); from <= last && periods.Count < MostPeriods; from = Periods.EndOf(asked.PeriodOf, from))
            periods.Add(new SatisfactionPeriod(from, Periods.EndOf(asked.PeriodOf, from).PlusDays(-1), SurveyFigure.Of(scale, by[from], viewer.Now)));
        return periods;
    }

    internal static IReadOnlyDictionary<string, string> Names(Session session, Guid tenant, string dimension) => dimension switch
    {
        "agent" => UserStore.All(session, tenant).ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal),
        "team" => Prazo.People.Teams.All(session, tenant).ToDictionary(t => t.Handle, t => t.Name, StringComparer.Ordinal),
        "customer" => Organisations.All(session, tenant).ToDictionary(o => o.Handle, o => o.Name ?? o.Handle, StringComparer.Ordinal),
        _ => new Dictionary<string, string>(StringComparer.Ordinal),
    };

    public string TitleOf(string agreement) => Titles.GetValueOrDefault(agreement, agreement);
}

/// <summary>One answer behind a figure.</summary>
public sealed record AnswerShown(Surveyed Of, IReadOnlyList<string> Reasons, string? Comment);

/// <summary>The tickets behind a figure.</summary>
public sealed record AnswersModel(ReportAsked Asked, string Cell, string? Scale, string? Agreement, IReadOnlyList<AnswerShown> Answers, int Total)
{
    private const int Most = 300;

    public static AnswersModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, SatisfactionAsked of)
    {
        var found = of.Behind(session, viewer.Asker!.Tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false), asked.Dimension);
        return new AnswersModel(asked, of.CellOr, of.Scale, of.Agreement, [.. found.OrderByDescending(s => s.Survey.Answered).Take(Most)
            .Select(s => new AnswerShown(s, SurveyShown.ReasonsOf(session, agreements, s.Survey, viewer.Words.Language), Surveys.Comment(session, s.Survey)))], found.Count);
    }
}
