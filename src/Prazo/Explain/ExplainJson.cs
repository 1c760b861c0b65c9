using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;

namespace Prazo.Explain;

/// <summary>A ticket's account for programs. Instants are RFC 3339 in UTC to the millisecond, lengths whole milliseconds; nothing is folded or left out.</summary>
public static class ExplainJson
{
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>The account as one JSON object.</summary>
    public static JsonElement Element(TicketAccount ticket, ExplainOptions options)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, ticket, options);
            json.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Writes the members of the object; the caller opens and closes it.</summary>
    public static void Write(Utf8JsonWriter json, TicketAccount ticket, ExplainOptions options)
    {
        json.WriteString("ticket", ticket.Ticket);
        At(json, "asOf", ticket.AsOf);
        json.WriteString("language", options.Words.Language);
        if (ticket.Pin is { } pin)
            json.WriteString("replay", pin.Fingerprint);
        json.WriteStartArray("agreements");
        foreach (var choice in ticket.Replay.Agreements)
        {
            json.WriteStartObject();
            json.WriteString("agreement", choice.Agreement);
            json.WriteNumber("version", choice.Version);
            At(json, "from", choice.From);
            json.WriteString("why", choice.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("clocks");
        foreach (var account in ticket.Accounts)
            Write(json, account, options);
        json.WriteEndArray();
        json.WriteStartArray("withoutClock");
        foreach (var none in ticket.Replay.Uncovered)
        {
            json.WriteStartObject();
            json.WriteString("agreement", none.Agreement);
            json.WriteString("target", none.Target);
            json.WriteString("code", none.Code);
            json.WriteString("detail", none.Detail);
            json.WriteString("text", options.Words.Say(Verdicts.Of(none), options.Zone ?? ticket.Zone));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Account account, ExplainOptions options)
    {
        var (clock, zone) = (account.Clock, options.Zone ?? account.Zone);
        json.WriteStartObject();
        json.WriteString("agreement", clock.Agreement);
        json.WriteNumber("version", clock.AgreementVersion);
        json.WriteString("target", clock.Target);
        json.WriteString("metric", clock.Metric.ToString());
        json.WriteNumber("cycle", clock.Cycle);
        json.WriteString("run", clock.Run.ToString());
        json.WriteString("verdict", clock.Verdict.ToString());
        json.WriteString("state", clock.State.ToString());
        json.WriteString("cause", clock.Cause);
        json.WriteString("limit", clock.Limit);
        json.WriteString("measure", account.Measure.ToString());
        Length(json, "allowedMs", account.Allowed);
        json.WriteString("calendar", clock.Calendar);
        json.WriteString("zone", zone.Id);
        At(json, "started", clock.Started);
        At(json, "stopped", clock.Stopped);
        At(json, "due", clock.Due);
        At(json, "last", clock.Last);
        At(json, "originalDue", clock.OriginalDue);
        At(json, "verdictAt", clock.VerdictAt);
        Length(json, "workedMs", clock.Worked);
        Length(json, "elapsedMs", clock.Elapsed);
        Length(json, "remainingMs", clock.Remaining);
        Segments(json, "segments", account.Segments, account.Measure, options.Words, zone);
        Segments(json, "ahead", account.Ahead, account.Measure, options.Words, zone);
        ExplainDaysJson.Write(json, account, options.Words, zone);
        Shifts(json, clock);
        json.WriteStartArray("statements");
        foreach (var statement in account.Statements)
        {
            json.WriteStartObject();
            json.WriteString("key", statement.Key);
            json.WriteString("text", options.Words.Say(statement, zone));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Segments(Utf8JsonWriter json, string name, ImmutableArray<Segment> segments, PromiseMeasure measure, Words words, DateTimeZone zone)
    {
        json.WriteStartArray(name);
        foreach (var s in segments)
        {
            json.WriteStartObject();
            At(json, "from", s.From);
            At(json, "to", s.To);
            json.WriteBoolean("counted", s.Counted);
            json.WriteBoolean("runs", s.Runs);
            Length(json, "countedMs", AccountRow.CountedOf(s, measure));
            Length(json, "workingMs", s.Working);
            json.WriteString("why", Words.KeyOf(s.Why));
            json.WriteString("name", Words.NameOf(s.Why));
            json.WriteString("calendar", s.Calendar);
            json.WriteString("agent", s.Agent);
            json.WriteString("team", s.Team);
            json.WriteString("phase", s.Phase.ToString());
            json.WriteString("text", words.Say(s, zone));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Shifts(Utf8JsonWriter json, Clock clock)
    {
        json.WriteStartArray("shifts");
        foreach (var s in clock.Shifts)
        {
            json.WriteStartObject();
            At(json, "at", s.At);
            json.WriteString("cause", s.Cause);
            json.WriteString("detail", s.Detail);
            At(json, "from", s.From);
            At(json, "to", s.To);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void At(Utf8JsonWriter json, string name, Instant? at)
    {
        if (at is { } t)
            json.WriteString(name, Pattern.Format(t));
        else
            json.WriteNull(name);
    }

    internal static void Length(Utf8JsonWriter json, string name, Duration? length)
    {
        if (length is { } l)
            json.WriteNumber(name, (long)l.TotalMilliseconds);
        else
            json.WriteNull(name);
    }
}
