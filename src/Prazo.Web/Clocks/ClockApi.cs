using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Desk;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;
using Prazo.Explain;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Clocks;

internal static class ClockApi
{
    private const int MostInPage = 1000;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    public static void MapClocks(this RouteGroupBuilder api)
    {
        api.MapGet("/tickets/{id}/clocks", OfTicket).For(Ability.Read).WithSummary("A ticket's clocks, with the full account of each.");
        api.MapGet("/clocks/feed", Feed).For(Ability.Read).WithSummary("What was said of clocks, in order, after a cursor.");
        api.MapGet("/clocks/feed/stream", Stream).For(Ability.Read).WithSummary("The feed as server-sent events; Last-Event-ID or after says where to go on.");
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

    /// <summary>For pages: that something happened, and nothing of what; the page then asks for itself anew.</summary>
    public static void MapLive(this RouteGroupBuilder pages) => pages.MapGet("/live", Live).For(Ability.Read);

    private static ServerSentEventsResult<long> Live(HttpContext context, Db db, IHostApplicationLifetime server)
    {
        var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        context.Response.RegisterForDispose(over);
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Changes(context, db, over.Token));
    }

    /// <summary><c>change</c>: of tickets or clocks; <c>here</c>: somebody came to a ticket, left it or writes; <c>told</c>: how much the asking person has not read.</summary>
    private static async IAsyncEnumerable<SseItem<long>> Changes(HttpContext context, Db db, [EnumeratorCancellation] CancellationToken gone)
    {
        var asker = context.Asker();
        long[]? last = null;
        await context.Response.Body.FlushAsync(context.RequestAborted);
        while (!gone.IsCancellationRequested)
        {
            var latest = await db.Read(s => new[] { TicketQueries.LastChange(s, asker.Tenant), Presences.LastChange(s, asker.Tenant), asker.Person is { } person ? Notices.Unread(s, asker.Tenant, person) : 0 });
            for (var i = 0; i < latest.Length; i++)
                if (last is not null && latest[i] != last[i])
                    yield return new SseItem<long>(latest[i], Said[i]);
            last = latest;
            await Task.Delay(TimeSpan.FromSeconds(1), gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static readonly string[] Said = ["change", "here", "told"];

    private static ServerSentEventsResult<FeedItem> Stream(HttpContext context, Db db, IHostApplicationLifetime server, long after = 0)
    {
        if (long.TryParse(context.Request.Headers["Last-Event-ID"], System.Globalization.CultureInfo.InvariantCulture, out var last))
            after = last;
        // A server that stops does not wait for readers who never end: they come back, and go on where they were.
        var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        context.Response.RegisterForDispose(over);
        return TypedResults.ServerSentEvents(Items(context, db, after, over.Token));
    }

    /// <summary>What there is, then what comes: looked for twice a second, so that nothing hangs on a notification.</summary>
    private static async IAsyncEnumerable<SseItem<FeedItem>> Items(HttpContext context, Db db, long after, [EnumeratorCancellation] CancellationToken gone)
    {
        var tenant = context.Asker().Tenant;
        // The reader learns that it is connected, though nothing has happened yet.
        await context.Response.Body.FlushAsync(context.RequestAborted);
        while (!gone.IsCancellationRequested)
        {
            var from = after;
            var facts = await db.Read(s => ClockFeed.After(s, tenant, from, MostInPage));
            foreach (var fact in facts)
            {
                after = fact.FeedSeq!.Value;
                yield return new SseItem<FeedItem>(FeedItem.Of(fact), fact.Kind) { EventId = after.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            }
            if (facts.Count == 0)
                await Task.Delay(Beat, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<Ok<FeedPage>> Feed(HttpContext context, Db db, long after = 0, int limit = 100)
    {
        var most = Math.Clamp(limit, 1, MostInPage);
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
