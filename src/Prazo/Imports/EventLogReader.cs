using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>Reads <see cref="EventLog"/> lines. Times need an offset; unknown keys are refused, as they are mostly misspelt ones.</summary>
internal sealed class EventLogReader(string file, Timeline timeline, ImportLog log)
{
    private static readonly Instant Zero = Instant.FromUnixTimeMilliseconds(0);
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };
    private readonly int _source = timeline.Source(file);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public void Read(Stream content)
    {
        var lines = new LineReader(content, log.Options.MaxRowBytes);
        while (lines.Next())
        {
            var line = lines.Line.Trim(" \t\r"u8);
            if (line.IsEmpty && !lines.IsCut)
                continue;
            log.Rows++;
            var mark = timeline.Mark;
            var reason = lines.IsCut ? new Reason("row-too-long", "", "the line is longer than a line may be and is cut")
                : lines.IsLastOfFault ? new Reason("cut-off", "", "the file breaks off in this line: " + lines.Fault)
                : ReadLine(line, lines.Number, mark);
            if (reason is null)
                continue;
            timeline.Forget(mark);
            log.Reject(reason.Value, file, lines.Number, 1, line);
        }
        if (lines.Fault is not null)
            log.Error("cut-off", new Position(file, (int)Math.Min(lines.Number + 1, int.MaxValue), 1), "", $"the file breaks off: {lines.Fault}", "copy or export the file again; what came before is taken");
    }

    private Reason? ReadLine(ReadOnlySpan<byte> line, long number, int mark)
    {
        _texts.Clear();
        _fields.Clear();
        _used.Clear();
        try
        {
            if (!Parse(line, out var wrong))
                return new("bad-json", "", wrong);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new("bad-json", "", "the line is not a JSON object: " + e.Message.Split(" LineNumber", 2)[0].Split(". Path", 2)[0], "write one event a line");
        }
        var ticket = Take("ticket");
        if (string.IsNullOrWhiteSpace(ticket))
            return new("no-ticket-id", "ticket", "the event names no ticket");
        if (Take("kind") is not { } kind)
            return new("no-kind", "kind", "the event has no kind");
        if (!Time("at", out var at, out var reason) || !Time("recorded", out var recorded, out reason))
            return reason;
        if (at < 0)
            return new("no-time", "at", "the event does not say when it happened");
        var sequence = 0L;
        if (Take("seq") is { } seq && !long.TryParse(seq, System.Globalization.CultureInfo.InvariantCulture, out sequence))
            return new("bad-sequence", "seq", $"'{seq}' is not a whole number");
        var id = Take("id") ?? "";
        if (Shape(kind, out reason) is not { } shape)
            return reason;
        if (_texts.Keys.FirstOrDefault(k => !_used.Contains(k)) is { } stray)
            return new("unknown-key", stray, $"an event of kind {kind} has no '{stray}'");
        if (_fields.Count > 0 && shape is not TicketCreated)
            return new("unknown-key", "fields", $"an event of kind {kind} has no fields; write one event of kind field for each");
        Commit(ticket, at, timeline.Builder.Code(shape), number, mark, new TimelineRow { Recorded = recorded, Sequence = sequence, Id = id });
        return null;
    }

    private void Commit(string ticket, long at, int code, long number, int mark, TimelineRow row)
    {
        var hash = (ulong)(uint)HashCode.Combine(code, row.Sequence);
        foreach (var (field, value) in _fields)
        {
            hash = hash * 31 + (uint)HashCode.Combine(field, value);
            timeline.State(timeline.Builder.Column(field), field, timeline.Builder.Value(value));
        }
        timeline.Add(row with { Ticket = timeline.Ticket(Encoding.UTF8.GetBytes(ticket)), At = at, Code = code, Line = number, Hash = hash, Source = _source }, mark);
    }

    private bool Parse(ReadOnlySpan<byte> line, out string wrong)
    {
        wrong = "";
        var json = new Utf8JsonReader(line, Options);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            wrong = "the line is not a JSON object";
            return false;
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (name == "fields" && json.TokenType == JsonTokenType.StartObject)
            {
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var field = json.GetString()!;
                    json.Read();
                    if (!Scalar(ref json, out var value))
                    {
                        wrong = $"the field '{field}' must be a text";
                        return false;
                    }
                    if (value.Length > 0)
                        _fields[field] = value;
                }
                continue;
            }
            if (json.TokenType == JsonTokenType.Null)
                continue;
            if (!Scalar(ref json, out var text))
            {
                wrong = $"'{name}' must be a text";
                return false;
            }
            if (!_texts.TryAdd(name, text))
            {
                wrong = $"'{name}' stands twice";
                return false;
            }
        }
        // The reader refuses anything after the object.
        while (json.Read()) { }
        return true;
    }

    private static bool Scalar(ref Utf8JsonReader json, out string text)
    {
        text = json.TokenType switch
        {
            JsonTokenType.String => json.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(json.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "",
        };
        return json.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null;
    }

    private string? Take(string key)
    {
        _used.Add(key);
        return _texts.GetValueOrDefault(key);
    }

    private bool Time(string key, out long instant, out Reason? reason)
    {
        (instant, reason) = (-1, null);
        if (Take(key) is not { } text)
            return true;
        if (IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var time) && time.OffsetSeconds is { } offset && DateReader.InRange(time.LocalMillis - offset * 1000L))
        {
            instant = time.LocalMillis - offset * 1000L;
            return true;
        }
        reason = new("bad-date", key, $"'{(text.Length <= 60 ? text : text[..60] + "…")}' is not an instant", "write one such as 2026-03-02T09:00:00-03:00, with its offset");
        return false;
    }

    private TicketEvent? Shape(string kind, out Reason? reason)
    {
        reason = null;
        switch (kind)
        {
            case "created": return Shapes.Created(Is("by-agent"));
            case "field": return Take("field") is { Length: > 0 } field ? new FieldChanged("", Zero, Zero, 0, field, Take("value") ?? "") : Lacks("field", kind, out reason);
            case "customer-message": return new CustomerMessage("", Zero, Zero, 0, Is("automatic"), Is("thanks"));
            case "reply" or "note": return new AgentMessage("", Zero, Zero, 0, Take("agent") ?? "", kind == "reply", Is("bot"));
            case "accepted": return new TicketAccepted("", Zero, Zero, 0, Take("agent") ?? "");
            case "workaround": return new WorkaroundGiven("", Zero, Zero, 0);
            case "merged": return Take("survivor") is { Length: > 0 } survivor ? new MergedInto("", Zero, Zero, 0, survivor) : Lacks("survivor", kind, out reason);
            case "absorbed":
                if (!Time("unanswered-since", out var since, out reason))
                    return null;
                return Take("other") is { Length: > 0 } other ? new Absorbed("", Zero, Zero, 0, other, since < 0 ? null : Instant.FromUnixTimeMilliseconds(since)) : Lacks("other", kind, out reason);
            case "pause":
                var party = Take("party") ?? "nobody";
                if (Shapes.IsParty(party))
                    return new ClockPaused("", Zero, Zero, 0, Take("target"), Take("reason") ?? "", Shapes.PartyOf(party), Take("by") ?? "");
                reason = new("bad-value", "party", $"'{party}' is no party", "write customer, provider, supplier or nobody");
                return null;
            case "resume": return new ClockResumed("", Zero, Zero, 0, Take("target"), Take("by") ?? "");
            case "waiver": return Take("target") is { Length: > 0 } waived ? new ClockWaived("", Zero, Zero, 0, waived, Take("reason") ?? "", Take("by") ?? "", Take("granted-by") ?? "") : Lacks("target", kind, out reason);
            case "extension": return Extension(kind, out reason);
        }
        return Call(kind, out reason);
    }

    private TicketEvent? Extension(string kind, out Reason? reason)
    {
        reason = null;
        if (Take("target") is not { Length: > 0 } target)
            return Lacks("target", kind, out reason);
        var length = Take("length") ?? "";
        if (PeriodPattern.NormalizingIso.Parse(length) is { Success: true, Value: { Years: 0, Months: 0 } period } && period is { Weeks: < 10_000 and >= 0, Days: < 100_000 and >= 0, Hours: < 1_000_000 and >= 0 })
            return new ClockExtended("", Zero, Zero, 0, target, period.ToDuration(), Take("reason") ?? "", Take("by") ?? "");
        reason = new("bad-value", "length", $"'{length}' is not a length", "write one such as PT4H or PT1H30M");
        return null;
    }

    private TicketEvent? Call(string kind, out Reason? reason)
    {
        reason = null;
        if (kind is not ("call-offered" or "call-answered" or "call-abandoned" or "call-ended"))
        {
            var near = Headers.Nearest(Shapes.Kinds, kind);
            reason = new("unknown-kind", "kind", $"'{kind}' is not a kind of event", near is null ? "" : $"did you mean '{near}'?");
            return null;
        }
        if (Take("call") is not { Length: > 0 } call)
            return Lacks("call", kind, out reason);
        return kind switch
        {
            "call-offered" => new CallOffered("", Zero, Zero, 0, call),
            "call-answered" => new CallAnswered("", Zero, Zero, 0, call, Take("agent") ?? "", Is("outbound")),
            "call-abandoned" => new CallAbandoned("", Zero, Zero, 0, call),
            _ => new CallEnded("", Zero, Zero, 0, call),
        };
    }

    private bool Is(string key) => Take(key) == "true";

    private static TicketEvent? Lacks(string key, string kind, out Reason? reason)
    {
        reason = new("missing-key", key, $"an event of kind {kind} needs '{key}'");
        return null;
    }
}
