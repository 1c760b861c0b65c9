using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Imports;
using Prazo.Tickets;

namespace Prazo.Statements;

/// <summary>A line of a bundle. Tickets, of which there are very many, are written and read without a tree in between.</summary>
/// <param name="Node">Null of a ticket.</param>
internal sealed record BundleLine(JsonObject? Node, TicketFacts? Ticket)
{
    private const string TicketBegins = "{\"events\":[";

    public static bool IsTicket(string text) => text.StartsWith(TicketBegins, StringComparison.Ordinal);

    public string Kind => Ticket is not null ? "ticket" : Node!["line"]!.ToString();

    /// <summary>What it is, for people.</summary>
    public string Name => Ticket is { } ticket ? string.Create(CultureInfo.InvariantCulture, $"ticket #{ticket.Number}") : Node!["line"]?.ToString() switch
    {
        "agreement" => string.Create(CultureInfo.InvariantCulture, $"agreement {Node["agreement"]} version {Node["version"]}"),
        "calendar" => $"calendar {Node["name"]}",
        "ticket" => $"ticket #{Node["number"]}",
        "settlement" => $"settlement of {Node["item"]}",
        "reopened" => $"what is known otherwise of the period from {Node["from"]}",
        "answer" => $"the answer about #{Node["ticket"]}",
        "window" => $"{(Node["kind"] is { } kind ? kind : "window")} {Node["title"]}",
        "cause" => $"the cause {Node["cause"]}",
        "past" => $"the statement from {Node["statement"]?["from"]}",
        { } other => other,
        _ => "a line of no kind",
    };

    /// <summary>Null where the text is no canonical JSON, or no line.</summary>
    public static BundleLine? Read(string text)
    {
        if (IsTicket(text) && ReadTicket(text) is { } ticket)
            return new(null, ticket);
        return CanonicalJson.Read(text) is JsonObject node && node["line"] is JsonValue ? new(node, null) : null;
    }

    /// <summary>As <see cref="CanonicalJson"/> writes it.</summary>
    public static string Of(TicketFacts ticket) => Of(ticket.Number, ticket.Rev, [.. ticket.Events.Select(e => new Raw(e.Id, e.Kind, e.Occurred.ToUnixTimeMilliseconds(), e.Recorded.ToUnixTimeMilliseconds(), e.Sequence, EventLog.Content(e)))]);

    /// <summary>An event as it is written: what it says stays the text that was kept.</summary>
    private readonly record struct Raw(string? Id, string? Kind, long? At, long? Recorded, long? Seq, string? Content)
    {
        public TicketEvent Event() => new TicketStore.EventRow
        {
            EventId = Id!, Kind = Kind!, Occurred = Instant.FromUnixTimeMilliseconds(At!.Value), Recorded = Instant.FromUnixTimeMilliseconds(Recorded!.Value), SourceSeq = Seq!.Value, Content = Content!,
        }.Event();
    }

    private static string Of(long number, long rev, List<Raw> events)
    {
        var text = new StringBuilder(TicketBegins, 256 * (events.Count + 1));
        foreach (var e in events)
        {
            text.Append(text.Length == TicketBegins.Length ? "{\"at\":" : ",{\"at\":");
            CanonicalJson.Write(text, e.At!.Value);
            text.Append(",\"content\":");
            CanonicalJson.Write(text, e.Content!);
            text.Append(",\"id\":");
            CanonicalJson.Write(text, e.Id!);
            text.Append(",\"kind\":");
            CanonicalJson.Write(text, e.Kind!);
            text.Append(",\"recorded\":");
            CanonicalJson.Write(text, e.Recorded!.Value);
            text.Append(",\"seq\":");
            CanonicalJson.Write(text, e.Seq!.Value);
            text.Append('}');
        }
        text.Append("],\"line\":\"ticket\",\"number\":");
        CanonicalJson.Write(text, number);
        text.Append(",\"rev\":");
        CanonicalJson.Write(text, rev);
        return text.Append('}').ToString();
    }

    /// <summary>Null where it says anything else than a ticket's line does, or says it otherwise: what is written again is the same text.</summary>
    private static TicketFacts? ReadTicket(string text)
    {
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            var events = new List<Raw>();
            var (number, rev) = ((long?)null, (long?)null);
            for (json.Read(); json.Read() && json.TokenType == JsonTokenType.PropertyName;)
            {
                var key = json.GetString();
                json.Read();
                switch (key)
                {
                    case "events":
                        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                            events.Add(ReadEvent(ref json));
                        break;
                    case "number": number = json.GetInt64(); break;
                    case "rev": rev = json.GetInt64(); break;
                    default: json.Skip(); break;
                }
            }
            return number is { } n && rev is { } r && events.TrueForAll(e => e is { Id: not null, Kind: not null, Content: not null, At: not null, Recorded: not null, Seq: not null }) && Of(n, r, events) == text
                ? new TicketFacts(n, r, [.. events.Select(e => e.Event())]) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException or InvalidDataException)
        {
            return null;
        }
    }

    private static Raw ReadEvent(ref Utf8JsonReader json)
    {
        var e = new Raw();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString();
            json.Read();
            switch (key)
            {
                case "at": e = e with { At = json.GetInt64() }; break;
                case "content": e = e with { Content = json.GetString() }; break;
                case "id": e = e with { Id = json.GetString() }; break;
                case "kind": e = e with { Kind = json.GetString() }; break;
                case "recorded": e = e with { Recorded = json.GetInt64() }; break;
                case "seq": e = e with { Seq = json.GetInt64() }; break;
                default: json.Skip(); break;
            }
        }
        return e;
    }
}
