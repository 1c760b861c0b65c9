using Microsoft.AspNetCore.Mvc;
using Prazo.Agreements;
using Prazo.Improvement;
using Prazo.People;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Reports;
using Prazo.Web.Screen;

namespace Prazo.Web.Improvement;

/// <summary>Of which breaches.</summary>
public sealed record CausesAsked
{
    /// <summary>An agreement's id; without it all.</summary>
    [FromQuery] public string? Agreement { get; init; }
    /// <summary>That held the ticket at the breach; without it any.</summary>
    [FromQuery] public string? Team { get; init; }
    /// <summary>A cause's id, or <c>-</c> for breaches without one; without it all.</summary>
    [FromQuery] public string? Cause { get; init; }

    public const string None = "-";

    public IReadOnlyList<Breach> Of(Session session, PublishedAgreements agreements, Guid tenant, LiveQuery query) =>
        [.. BreachCauses.Of(session, agreements, tenant, query, Some(Agreement), Some(Team)).Where(b => Some(Cause) is not { } cause || (b.Cause?.Id ?? None) == cause)];

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The same question with another cause, as an address.</summary>
    public string With(ReportAsked asked, Viewer viewer, string path, string? cause) => asked.With(path, viewer, ("per", null), ("by", null), ("agreement", Agreement), ("team", Team), ("cause", cause));
}

/// <summary>Why promises were broken, the most frequent cause first.</summary>
public sealed record CausesModel(ReportAsked Asked, CausesAsked Of, Pareto Pareto, IReadOnlyList<(string Id, string Name)> Agreements, IReadOnlyList<(string Id, string Name)> Teams)
{
    public static CausesModel Read(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, CausesAsked of) => new(asked, of,
        Pareto.Of((of with { Cause = null }).Of(session, agreements, viewer.Asker!.Tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false))),
        [.. AgreementReviewModel.Titles(session, agreements, viewer).OrderBy(t => t.Value, StringComparer.Ordinal).Select(t => (t.Key, t.Value))],
        [.. Prazo.People.Teams.All(session, viewer.Asker.Tenant).Select(t => (t.Handle, t.Name))]);
}

/// <summary>The breaches behind a bar, or those that nobody has explained.</summary>
/// <param name="Total">Of which some are shown.</param>
public sealed record BreachesModel(ReportAsked Asked, CausesAsked Of, IReadOnlyList<Breach> Breaches, int Total, Cause? Cause, IReadOnlyList<Cause> Choices, IReadOnlyDictionary<string, string> Names, Sent Sent)
{
    public static BreachesModel Read(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, CausesAsked of, Sent sent)
    {
        var tenant = viewer.Asker!.Tenant;
        var found = of.Of(session, agreements, tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false));
        var all = Causes.All(session, tenant);
        return new BreachesModel(asked, of, [.. found.Take(BreachCauses.MostAtOnce)], found.Count, all.FirstOrDefault(c => c.Id == of.Cause), [.. all.Where(c => c.Archived is null)],
            UserStore.All(session, tenant).ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal), sent);
    }

    public string Who(string actor) => actor.StartsWith("user:", StringComparison.Ordinal) ? Names.GetValueOrDefault(actor[5..], actor[5..]) : actor;
}

public sealed record CauseListModel(IReadOnlyList<Cause> Causes, Sent Sent);
