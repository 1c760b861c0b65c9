using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>What an agreement's promises rest on, and where the time of broken ones went.</summary>
/// <param name="History">Null for agreements between teams or with suppliers.</param>
public sealed record ChainModel(Agreement Agreement, IReadOnlyList<PromiseChain> Promises, ChainHistory? History, IReadOnlyDictionary<string, Agreement> Others)
{
    public const int Days = 90;

    /// <summary>There is something to show.</summary>
    public bool Any => Promises.Count > 0 || History?.Broken.Count > 0;

    public static ChainModel Of(Session session, Guid tenant, AgreementSet all, Agreement agreement, Instant now, int days = Days)
    {
        var history = agreement.IsSupporting || !all.HasSupporting ? null : Chains.History(session, tenant, all, agreement.Id, now - Duration.FromDays(days), now, now);
        return new ChainModel(agreement, Chains.Of(all, agreement, now), history, all.Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(a => a.Version)!, StringComparer.Ordinal));
    }
}

internal static class ChainApi
{
    private const int MostDays = 366;

    public static void MapChains(this RouteGroupBuilder api) => api.MapGet("/agreements/{agreement}/versions/{version:int}/parts", Get).For(Ability.Read)
        .WithSummary("Whether what teams and suppliers promise fits into a version's promises to customers: by promise the parts, the worst start of a year and what is left or lacking (in seconds); and with whom the time of the broken promises of the last `days` (1 to 366, by default 90) was spent.");

    private static async Task<Results<Ok<ChainView>, NotFound>> Get(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, string agreement, int version, int days = ChainModel.Days)
    {
        if (days is < 1 or > MostDays)
            throw new RefusedException("bad-days", "days", $"{days} is not a number of days from 1 to {MostDays}");
        var (tenant, now) = (context.Asker().Tenant, clock.GetCurrentInstant());
        return await db.Read(s => agreements.All(s, tenant) is var all && all.Agreements.FirstOrDefault(a => a.Id == agreement && a.Version == version) is { } found ? ChainModel.Of(s, tenant, all, found, now, days) : null) is { } model
            ? TypedResults.Ok(ChainView.Of(model)) : TypedResults.NotFound();
    }
}

internal sealed record ChainView(IReadOnlyList<PromiseChainView> Promises, ChainHistoryView? History)
{
    public static ChainView Of(ChainModel model) => new([.. model.Promises.Select(PromiseChainView.Of)], model.History is { } h ? ChainHistoryView.Of(h) : null);

    internal static double Seconds(Duration length) => length.TotalMilliseconds / 1000;
}

/// <param name="Fits">All parts together, each taken in full, end within the promise whenever a ticket comes in.</param>
internal sealed record PromiseChainView(string Agreement, int Version, string Target, string? Field, string? Value, string Within, string Calendar, bool Fits, IReadOnlyList<ChainPartView> Parts, ChainWorstView? Worst)
{
    public static PromiseChainView Of(PromiseChain c) => new(c.Agreement.Id, c.Agreement.Version, c.Target.Id, c.Target.By, c.Value, c.Promise.Text, c.Calendar, c.Fits, [.. c.Parts.Select(ChainPartView.Of)], c.Worst is { } w ? ChainWorstView.Of(w) : null);
}

/// <param name="Time"><c>taken</c> from the promise; <c>still</c>: the promise stands still meanwhile; <c>unknown</c>: only a ticket tells.</param>
internal sealed record ChainPartView(string Agreement, int Version, string Kind, string Target, IReadOnlyList<string> Within, string Time, bool Fits)
{
    public static ChainPartView Of(ChainPart p) => new(p.Agreement.Id, p.Agreement.Version, p.Agreement.Kind == AgreementKind.Operational ? "operational" : "supplier", p.Target.Id, [.. p.Promises.Select(w => w.Text)],
        p.Time switch { PartTime.Still => "still", PartTime.Unknown => "unknown", _ => "taken" }, p.Fits);
}

/// <param name="Until">The last instant at which the promise is kept.</param>
/// <param name="LeftSeconds">Clock time beside the parts; negative: lacking.</param>
/// <param name="WorkingSeconds">The same in working time of the promise's calendar; none for promises in clock time or dates.</param>
internal sealed record ChainWorstView(Instant Start, Instant Until, double LeftSeconds, double? WorkingSeconds, IReadOnlyList<ChainLinkView> Parts)
{
    public static ChainWorstView Of(ChainWorst w) => new(w.Start, w.Until, ChainView.Seconds(w.Left), w.Working is { } working ? ChainView.Seconds(working) : null,
        [.. w.Links.Select(l => new ChainLinkView(l.Part.Agreement.Id, l.Part.Target.Id, l.From, l.Until))]);
}

internal sealed record ChainLinkView(string Agreement, string Target, Instant From, Instant Until);

internal sealed record ChainHistoryView(Instant From, Instant To, double Seconds, IReadOnlyList<ChainShareView> Shares, IReadOnlyList<BrokenChainView> Broken)
{
    public static ChainHistoryView Of(ChainHistory h) => new(h.From, h.To, ChainView.Seconds(h.Whole), [.. h.Shares.Select(ChainShareView.Of)],
        [.. h.Broken.Select(b => new BrokenChainView(b.TicketId, b.Number, b.Target, b.Broken, ChainView.Seconds(b.Whole), [.. b.Spent.Select(ChainShareView.Of)]))]);
}

/// <param name="Agreement">Under which they had the ticket; none: the team itself.</param>
internal sealed record ChainShareView(string? Agreement, int Promises, double Seconds)
{
    public static ChainShareView Of(ChainShare s) => new(s.Agreement, s.Promises, ChainView.Seconds(s.Time));
}

internal sealed record BrokenChainView(Guid TicketId, long Number, string Target, Instant Broken, double Seconds, IReadOnlyList<ChainShareView> Spent);
