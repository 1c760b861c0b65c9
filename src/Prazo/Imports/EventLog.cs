using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>Prazo's own event log: JSON Lines, one event a line.
/// <code>{"ticket":"T1","kind":"created","at":"2026-03-02T09:00:00-03:00","fields":{"priority":"high"}}</code></summary>
public static class EventLog
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes every event of a history, ticket by ticket.</summary>
    public static void Write(History history, Stream output)
    {
        for (var ticket = 0; ticket < history.Count; ticket++)
            foreach (var e in history.EventsOf(ticket))
                Write(history.Tickets[ticket], e, output);
    }

    public static void Write(string ticket, TicketEvent e, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            json.WriteString("ticket", ticket);
            json.WriteString("kind", e.Kind);
            json.WriteString("at", Text(e.Occurred));
            if (e.Recorded != e.Occurred)
                json.WriteString("recorded", Text(e.Recorded));
            if (e.Sequence != 0)
                json.WriteNumber("seq", e.Sequence);
            if (e.Id.Length > 0)
                json.WriteString("id", e.Id);
            WriteContent(json, e);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    /// <summary>What an event says besides its ticket, kind, instants and ids, as a JSON object; <see cref="EventObject.ReadContent"/> reads it.</summary>
    internal static string Content(TicketEvent e)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            WriteContent(json, e);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteContent(Utf8JsonWriter json, TicketEvent e)
    {
        switch (e)
        {
            case TicketCreated c:
                Flag(json, "by-agent", c.ByAgent);
                json.WriteStartObject("fields");
                foreach (var (field, value) in c.Fields)
                    json.WriteString(field, value);
                json.WriteEndObject();
                break;
            case FieldChanged f: json.WriteString("field", f.Field); json.WriteString("value", f.Value); break;
            case CustomerMessage m: Flag(json, "automatic", m.Automatic); Flag(json, "thanks", m.Thanks); break;
            case AgentMessage m: json.WriteString("agent", m.Agent); Flag(json, "bot", m.Bot); break;
            case TicketAccepted a: json.WriteString("agent", a.Agent); break;
            case MergedInto m: json.WriteString("survivor", m.Survivor); break;
            case Absorbed a:
                json.WriteString("other", a.Other);
                if (a.UnansweredSince is { } since)
                    json.WriteString("unanswered-since", Text(since));
                break;
            case ClockPaused p:
                Optional(json, "target", p.Target);
                json.WriteString("reason", p.Reason);
                json.WriteString("party", p.Party.ToString().ToLowerInvariant());
                json.WriteString("by", p.By);
                break;
            case ClockResumed r: Optional(json, "target", r.Target); json.WriteString("by", r.By); break;
            case ClockWaived w: json.WriteString("target", w.Target); json.WriteString("reason", w.Reason); json.WriteString("by", w.By); json.WriteString("granted-by", w.GrantedBy); break;
            case ClockExtended x:
                json.WriteString("target", x.Target);
                json.WriteString("length", PeriodPattern.NormalizingIso.Format(NodaTime.Period.FromMilliseconds((long)x.Length.TotalMilliseconds)));
                json.WriteString("reason", x.Reason);
                json.WriteString("by", x.By);
                break;
            case CallOffered c: json.WriteString("call", c.Call); break;
            case CallAnswered c: json.WriteString("call", c.Call); json.WriteString("agent", c.Agent); Flag(json, "outbound", c.Outbound); break;
            case CallAbandoned c: json.WriteString("call", c.Call); break;
            case CallEnded c: json.WriteString("call", c.Call); break;
        }
    }

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, true);
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
