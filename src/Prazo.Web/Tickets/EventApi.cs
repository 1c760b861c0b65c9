using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Imports;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

/// <summary>How any other help desk, shop or telephone system feeds Prazo: events in bulk, each with an answer of its own, safe to send again.</summary>
internal static class EventApi
{
    private const long MostBytes = 64L << 20;

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapPost("/events", Record).For(Ability.SendEvents).TakesUpTo(MostBytes).Accepts<JsonElement>("application/json", "application/x-ndjson")
            .WithSummary("Records events of another system: JSON Lines or a JSON array, also packed with gzip. The ticket is created when it is seen first.");

    private static async Task<Ok<EventResults>> Record(HttpContext context, TicketLog tickets, Db db, IClock clock, string? source)
    {
        var now = clock.GetCurrentInstant();
        return TypedResults.Ok(await context.OnceDone(db, now, () => RecordAll(context, tickets, db, now, source ?? "")));
    }

    private static async Task<EventResults> RecordAll(HttpContext context, TicketLog tickets, Db db, Instant now, string source)
    {
        var body = await Body(context.Request.Body);
        var asker = context.Asker();
        var results = new List<EventResult>();
        var incoming = new List<(int Index, IncomingEvent Event)>();
        foreach (var line in EventLines.Of(body))
        {
            var (e, reason) = EventLines.Read(line.Span, source, now);
            if (e is not null)
                incoming.Add((results.Count, e));
            else
                Metrics.Refused(reason!.Value.Code);
            results.Add(new EventResult("refused", null, null, null, reason is { } r ? Problem(r.Code, r.Path, r.Message, r.Hint) : null));
        }
        await Task.WhenAll(incoming.GroupBy(x => x.Event.Ref).Select(async group =>
        {
            var events = group.ToList();
            var recorded = await db.Write(tx => tickets.Record(tx, asker.Tenant, source, group.Key, [.. events.Select(x => x.Event.Event)], asker.Actor, now));
            foreach (var (x, r) in events.Zip(recorded))
                results[x.Index] = Result(r);
        }));
        return new EventResults(Count("recorded"), Count("known"), Count("refused"), Count("conflict"), results);

        int Count(string status) => results.Count(r => r.Status == status);
    }

    private static EventResult Result(Recorded r) => r.Fate switch
    {
        Fate.New => new("recorded", r.Ticket, r.Number, r.EventId, null),
        Fate.Known => new("known", r.Ticket, r.Number, r.EventId, null),
        Fate.Conflict => new("conflict", r.Ticket, r.Number, r.EventId, Problem("id-taken", "id", $"another event was recorded as '{r.EventId}'; that one stands", "give every event an id of its own")),
        _ => new("refused", r.Ticket, r.Number, r.EventId, Problem("ticket-full", "ticket", $"a ticket holds at most {TicketLog.MostEvents} events", "")),
    };

    private static InputProblem Problem(string code, string path, string message, string hint) => new("error", code, 0, 0, path, message, hint);

    private static async Task<ReadOnlyMemory<byte>> Body(Stream body)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(chunk)) > 0)
        {
            if (buffer.Length + read > MostBytes)
                throw new RefusedException("too-large", "", "a request holds at most 64 MB of events", "send them in several requests");
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }
}

/// <param name="Status"><c>recorded</c>, <c>known</c> (it was recorded before), <c>conflict</c> (another event was recorded under its id, and stands) or <c>refused</c>.</param>
internal sealed record EventResult(string Status, Guid? Ticket, long? Number, string? Id, InputProblem? Problem);

internal sealed record EventResults(int Recorded, int Known, int Refused, int Conflict, IReadOnlyList<EventResult> Results);
