using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Improvement;
using Prazo.Lifecycle;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Web.Agreements;
using Prazo.Web.Documents;
using Prazo.Web.Screen;

namespace Prazo.Web.Portal;

/// <param name="Month">Such as 2026-03.</param>
/// <param name="Name">Of the promise, in the reader's words.</param>
public sealed record OwnFigureView(string Agreement, int Version, string Target, string Name, string Month, long Kept, long Counted, decimal? Percent);

/// <summary>What was agreed with a customer, and what was kept.</summary>
public sealed record OwnAgreementModel(IReadOnlyList<PlainAgreement> Agreements, IReadOnlyList<OwnFigureView> Figures)
{
    /// <summary>What the customer themselves said of each agreement.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyDictionary<string, Opinion> Opinions { get; init; } = new Dictionary<string, Opinion>();

    public static OwnAgreementModel Of(Session s, PublishedAgreements published, Viewer viewer)
    {
        var scope = OwnScope.Of(s, viewer.Asker!);
        var all = published.All(s, scope.Tenant);
        var model = new OwnAgreementModel(
            [.. OwnAgreements.Of(s, published, scope, viewer.Now).Select(a => PlainAgreement.Of(viewer.Words, a, all.CalendarsOf(a), new DocumentReader(true, scope.Customer)))],
            [.. OwnAttainment.Of(s, published, scope, viewer.Now, viewer.Zone).Select(f => new OwnFigureView(f.Agreement, f.Version, f.Target, viewer.Words.Clocks.Metric(f.Metric, f.Target), f.Month, f.Attainment.Kept, f.Attainment.Counted, f.Attainment.Percent))]);
        return model with
        {
            Statements = OwnStatements.Of(s, viewer.Asker!).Count,
            Proposals = [.. ProposalApi.OwnOf(s, viewer.Asker!).Select(p => ProposalLine.Of(ProposalQueries.StateOf(s, p)))],
            Opinions = model.Agreements.Select(a => OwnOpinions.Of(s, scope.Tenant, a.Id, viewer.Asker!.Actor)).OfType<Opinion>().ToDictionary(o => o.Agreement, StringComparer.Ordinal),
        };
    }

    /// <summary>How many periods were accounted for to the reader.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Statements { get; init; }

    /// <summary>Those before the reader, who may approve for their organisation; the newest first.</summary>
    public IReadOnlyList<ProposalLine> Proposals { get; init; } = [];
}
