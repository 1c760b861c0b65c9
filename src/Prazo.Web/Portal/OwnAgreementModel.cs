using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Portal;

/// <param name="Month">Such as 2026-03.</param>
/// <param name="Name">Of the promise, in the reader's words.</param>
public sealed record OwnFigureView(string Agreement, int Version, string Target, string Name, string Month, long Kept, long Counted, decimal? Percent);

/// <summary>What was agreed with a customer, and what was kept.</summary>
public sealed record OwnAgreementModel(IReadOnlyList<PlainAgreement> Agreements, IReadOnlyList<OwnFigureView> Figures)
{
    public static OwnAgreementModel Of(Session s, PublishedAgreements published, Viewer viewer)
    {
        var scope = OwnScope.Of(s, viewer.Asker!);
        var all = published.All(s, scope.Tenant);
        return new(
            [.. OwnAgreements.Of(s, published, scope, viewer.Now).Select(a => PlainAgreement.Of(viewer.Words, a, all.CalendarsOf(a), viewer.Now))],
            [.. OwnAttainment.Of(s, published, scope, viewer.Now, viewer.Zone).Select(f => new OwnFigureView(f.Agreement, f.Version, f.Target, viewer.Words.Clocks.Metric(f.Metric, f.Target), f.Month, f.Attainment.Kept, f.Attainment.Counted, f.Attainment.Percent))]);
    }
}
