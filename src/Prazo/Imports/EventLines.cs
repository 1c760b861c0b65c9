using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Engine;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>Events as they come over the wire: one JSON object a line, or all of them in a JSON array.</summary>
public static class EventLines
{
    private const int LongestName = 100, LongestValue = 500, LongestId = 200, MostFields = 200;
    private static readonly Duration MostAhead = Duration.FromDays(1);

    /// <summary>The text of each event; a body that is no array is taken line by line.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> body)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        if (body.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..])
        {
            if (!System.Text.Unicode.Utf8.IsValid(body.Span))
                throw new RefusedException("bad-utf8", "", "the body is not UTF-8", "send UTF-8");
            try
            {
                using var array = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
                foreach (var item in array.RootElement.EnumerateArray())
                    lines.Add(Encoding.UTF8.GetBytes(item.GetRawText()));
                return lines;
            }
            catch (JsonException e)
            {
                throw new RefusedException("bad-json", "", "the body is not a JSON array: " + e.Message, "send one event a line, or an array of events");
            }
        }
        for (var rest = body; rest.Length > 0;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            if (line.Span.ContainsAnyExcept(" \t\r"u8))
                lines.Add(line);
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        return lines;
    }

    /// <param name="now">Events that are dated more than a day ahead of it are refused: a clock or a zone is wrong there.</param>
    public static (IncomingEvent? Event, LineProblem? Problem) Read(ReadOnlySpan<byte> line, string source, Instant now)
    {
        if (!System.Text.Unicode.Utf8.IsValid(line))
            return (null, new LineProblem("bad-utf8", "", "the line is not UTF-8", "send UTF-8"));
        var e = new EventObject();
        if (e.Read(line.Trim(" \t\r"u8)) is { } reason)
            return (null, new LineProblem(reason.Code, reason.Path, reason.Message, reason.Hint));
        if (Unfit(e) is { } unfit)
            return (null, unfit);
        if (e.At > (now + MostAhead).ToUnixTimeMilliseconds())
            return (null, new LineProblem("in-the-future", "at", "the event is dated more than a day ahead", "check the clock and the offset of the system that sends it"));
        var content = e.Content;
        if (content is TicketCreated created)
            content = created with { Fields = created.Fields.AddRange(e.Fields) };
        // No database text holds it, and one such event must not keep the others of its ticket out.
        if (line.IndexOf("u0000"u8) >= 0 && (e.Ticket + e.Id + source + EventOrder.Content(content)).Contains('\0', StringComparison.Ordinal))
            return (null, new LineProblem("bad-text", "", "a text holds the character U+0000", "leave it out"));
        var at = Instant.FromUnixTimeMilliseconds(e.At);
        return (new IncomingEvent(source, e.Ticket, content with { Id = e.Id, Occurred = at, Recorded = at, Sequence = e.Sequence }), null);
    }

    private static LineProblem? Unfit(EventObject e)
    {
        if (e.Ticket.Length > LongestId || e.Id.Length > LongestId)
            return Long(e.Ticket.Length > LongestId ? "ticket" : "id", LongestId);
        if (e.Id.StartsWith(IncomingEvent.RulePrefix, StringComparison.Ordinal))
            return new LineProblem("reserved-id", "id", $"ids that begin with '{IncomingEvent.RulePrefix}' are Prazo's own", "give the event another id");
        if (e.Fields.Count > MostFields)
            return new LineProblem("too-many", "fields", $"an event has at most {MostFields} fields", "");
        foreach (var (name, value) in e.Content is FieldChanged f ? e.Fields.Append(new(f.Field, f.Value)) : e.Fields)
            if (name.Length > LongestName || value.Length > LongestValue)
                return Long(name.Length > LongestName ? "fields" : "fields." + name, name.Length > LongestName ? LongestName : LongestValue);
        return e.LongestText > LongestValue ? Long("", LongestValue) : null;
    }

    private static LineProblem Long(string path, int longest) => new("too-long", path, $"at most {longest} characters are taken here", "the log holds ids, instants and categories; texts belong to messages");
}

/// <summary>Why a line is refused.</summary>
public readonly record struct LineProblem(string Code, string Path, string Message, string Hint);
