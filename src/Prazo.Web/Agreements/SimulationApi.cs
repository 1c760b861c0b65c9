using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Outages;
using Prazo.Reports;
using Prazo.Reports.Live;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

/// <summary>What an agreement would have changed on the tickets that there have been.</summary>
internal static class SimulationApi
{
    // Two at a time would only take the processors from those who work.
    private static readonly SemaphoreSlim One = new(1);

    private static readonly Duration Usual = Duration.FromDays(90);

    public static void MapSimulation(this RouteGroupBuilder api) => api.MapPost("/agreements/simulate", Simulate).For(Ability.Manage)
        .WithSummary($"What the agreements of a text would have changed on the newest tickets, {WhatIf.MostTickets} at most, of a time: attainment before and after, objectives, the clocks that flip, and the bill of each whole period. Nothing is kept.");

    private static async Task<Ok<SimulationView>> Simulate(HttpContext context, SimulationInput input, Db db, PublishedAgreements agreements, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        return TypedResults.Ok(SimulationView.Of(await Run(context, db, agreements, input.Query(now), now)));
    }

    public static Instant From(Instant now, int? days) => now - (days is { } d ? Duration.FromDays(Math.Clamp(d, 1, 3660)) : Usual);

    /// <summary>Reads in one snapshot, and replays when it has let go of the database: one at a time, on half of the processors.</summary>
    public static async Task<Simulated> Run(HttpContext context, Db db, PublishedAgreements agreements, WhatIfQuery query, Instant now)
    {
        var outages = await db.Read(s => OutageActs.All(s, context.Asker().Tenant, now));
        return await Alone(context, db, agreements, query, read => new Simulated(query, read, read.Run(now, query.By, Math.Max(1, Environment.ProcessorCount / 2)), Bills(read, query, now, outages)));
    }

    /// <summary>Of the time of which all tickets were read.</summary>
    private static SimulatedBills Bills(WhatIf read, WhatIfQuery query, Instant now, IReadOnlyList<KnownOutage> outages) => SimulatedBills.Of(read.Before, read.After, read.History, read.Tried,
        read.LeftOut > 0 ? Instant.FromUnixTimeMilliseconds(read.History.Occurred.Min()) : query.From, Instant.Min(query.To, now), now, outages);

    public static async Task<T> Alone<T>(HttpContext context, Db db, PublishedAgreements agreements, WhatIfQuery query, Func<WhatIf, T> replay)
    {
        await One.WaitAsync(context.RequestAborted);
        try
        {
            var read = await db.Read(s => WhatIf.Read(s, agreements, context.Asker().Tenant, query));
            return await Task.Run(() => replay(read), context.RequestAborted);
        }
        finally
        {
            One.Release();
        }
    }
}

/// <summary>A what-if that has been answered.</summary>
public sealed record Simulated(WhatIfQuery Query, WhatIf Read, SimulationResult Result, SimulatedBills Bills);

/// <param name="Source">An agreement file.</param>
/// <param name="From">RFC 3339: only tickets created at or after it; by default ninety days ago.</param>
/// <param name="To">RFC 3339: only tickets created before it.</param>
/// <param name="By">Dimensions as in reports.</param>
internal sealed record SimulationInput(string? Source, Instant? From, Instant? To, string[]? By)
{
    public WhatIfQuery Query(Instant now) => new(new DraftInput("x", Source).Text(), From ?? SimulationApi.From(now, null), To ?? Instant.MaxValue, [.. By ?? []], WhatIf.MostTickets);
}

/// <param name="LeftOut">Older tickets of that time that were not looked at.</param>
/// <param name="Changes">Clocks that flip; the first thousand are listed.</param>
internal sealed record SimulationView(Instant AsOf, long Tickets, long LeftOut, long UncoveredBefore, long UncoveredAfter, IReadOnlyList<SimulationRowView> Targets, IReadOnlyList<SimulationRowView> Rows,
    IReadOnlyList<SimulatedObjectiveView> Objectives, int Changed, IReadOnlyList<ClockChangeView> Changes, SimulatedBillsView Money)
{
    private const int MostListed = 1000;

    public static SimulationView Of(Simulated s) => new(s.Result.AsOf, s.Result.Tickets, s.Read.LeftOut, s.Result.UncoveredBefore, s.Result.UncoveredAfter,
        [.. s.Result.Totals.Select(SimulationRowView.Of)], [.. s.Result.Rows.Select(SimulationRowView.Of)], [.. s.Result.Objectives.Select(SimulatedObjectiveView.Of)], s.Result.Changes.Length,
        [.. s.Result.Changes.Take(MostListed).Select(c => new ClockChangeView(s.Read.History.Tickets[c.Ticket], c.Target, c.Cycle, c.Kind, c.Before, c.After, c.LastBefore, c.LastAfter))], SimulatedBillsView.Of(s.Bills));
}

/// <param name="Values">One per dimension asked for.</param>
internal sealed record SimulationRowView(string Target, IReadOnlyList<string> Values, long KeptBefore, long CountedBefore, long KeptAfter, long CountedAfter, long KeptToBroken, long BrokenToKept, long PromiseGained, long PromiseLost, long Otherwise)
{
    public static SimulationRowView Of(SimulationRow r) => new(r.Target, r.Values, r.AttainmentBefore.Kept, r.AttainmentBefore.Counted, r.AttainmentAfter.Kept, r.AttainmentAfter.Counted,
        r.Count(ChangeKind.KeptToBroken), r.Count(ChangeKind.BrokenToKept), r.Count(ChangeKind.PromiseGained), r.Count(ChangeKind.PromiseLost), r.Count(ChangeKind.Otherwise));
}

internal sealed record SimulatedObjectiveView(string Agreement, string Objective, string Target, string Period, ObjectiveSideView? Before, ObjectiveSideView? After)
{
    public static SimulatedObjectiveView Of(SimulatedObjective o) => new(o.Agreement, o.Objective, o.Target, o.Period, ObjectiveSideView.Of(o.Before), ObjectiveSideView.Of(o.After));
}

internal sealed record ObjectiveSideView(decimal AtLeast, long Kept, long Counted, bool? Held)
{
    public static ObjectiveSideView? Of(ObjectiveSide? s) => s is null ? null : new(s.AtLeast, s.Attainment.Kept, s.Attainment.Counted, s.Held);
}

/// <param name="Ticket">Its number.</param>
/// <param name="Before">The verdict; none: no promise.</param>
/// <param name="LastBefore">Until when a stop was in time.</param>
internal sealed record ClockChangeView(string Ticket, string Target, int Cycle, ChangeKind Change, Verdict? Before, Verdict? After, Instant? LastBefore, Instant? LastAfter);
