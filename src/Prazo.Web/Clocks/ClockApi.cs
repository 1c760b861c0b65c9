using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;
using Prazo.Explain;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Clocks;

internal static class ClockApi
{
    public static void MapClocks(this RouteGroupBuilder api)
    {
        api.MapGet("/tickets/{id}/clocks", OfTicket).For(Ability.Read).WithSummary("A ticket's clocks, with the full account of each.");
        api.MapGet("/clocks/feed", Feed).For(Ability.Read).WithSummary("What was said of clocks, in order, after a cursor.");
    }

    private static async Task<Results<Ok<JsonElement>, NotFound>> OfTicket(HttpContext context, string id, Db db, PublishedAgreements agreements, IClock clock, string? lang)
    {
        var now = clock.GetCurrentInstant();
        var account = await db.Read(s => TicketQueries.Find(s, context.Asker().Tenant, id) is { } ticket ? TicketQueries.Explain(s, agreements, ticket, now) : null);
        if (account is null)
            return TypedResults.NotFound();
        var options = new ExplainOptions(Words.Find(lang ?? "en") ?? throw new RefusedException("unknown-language", "lang", $"'{lang}' is not a language of explanations", "write en, pt-BR or ro"));
        return TypedResults.Ok(ExplainJson.Element(account, options));
    }

    private static async Task<Ok<FeedPage>> Feed(HttpContext context, Db db, long after = 0, int limit = 100)
    {
        var most = Math.Clamp(limit, 1, 1000);
        var facts = await db.Read(s => ClockFeed.After(s, context.Asker().Tenant, after, most));
        return TypedResults.Ok(new FeedPage([.. facts.Select(FeedItem.Of)], facts.Count > 0 ? facts[^1].FeedSeq!.Value : after));
    }
}

/// <param name="Next">Where to go on.</param>
internal sealed record FeedPage(IReadOnlyList<FeedItem> Items, long Next);

/// <param name="At">When it happened by the promise (T3).</param>
/// <param name="Noticed">When it was learnt.</param>
internal sealed record FeedItem(long Seq, Guid Id, Guid Ticket, Guid Clock, string Target, long Cycle, string Kind, string Stage, Instant At, Instant Noticed, string? Cause)
{
    public static FeedItem Of(ClockFactEntry f) => new(f.FeedSeq!.Value, f.Id, f.TicketId, f.ClockId, f.Target, f.Cycle, f.Kind, f.Stage, f.At, f.Noticed, f.Cause);
}
