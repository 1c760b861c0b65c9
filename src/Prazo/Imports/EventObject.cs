using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>One event as a JSON object, as <see cref="EventLog"/> has it: its keys, and the event that they make. Times need an offset; unknown keys are refused, as they are mostly misspelt ones.</summary>
internal sealed class EventObject
{
    private static readonly Instant Zero = Instant.FromUnixTimeMilliseconds(0);
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>First fields with a value, of an event that creates a ticket.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    public string Ticket { get; private set; } = "";
    public string Id { get; private set; } = "";
    /// <summary>Unix milliseconds.</summary>
    public long At { get; private set; }
    /// <summary>Unix milliseconds; −1: not said.</summary>
    public long Recorded { get; private set; }
    public long Sequence { get; private set; }
    /// <summary>The content, without ids, instants and fields.</summary>
    public TicketEvent Content { get; private set; } = null!;

    /// <summary>Length of the longest text besides the fields.</summary>
    public int LongestText => _texts.Count == 0 ? 0 : _texts.Values.Max(t => t.Length);

    /// <summary>Takes the object in; why not, where it is wrong.</summary>
    public Reason? Read(ReadOnlySpan<byte> line)
    {
        _texts.Clear();
        Fields.Clear();
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
        return ReadKeys();
    }

    /// <summary>The content that <see cref="EventLog.Content"/> wrote.</summary>
    public TicketEvent ReadContent(string kind, ReadOnlySpan<byte> json)
    {
        _texts.Clear();
        Fields.Clear();
        _used.Clear();
        return Parse(json, out var wrong) && Shape(kind, out _) is { } shape ? shape
            : throw new InvalidDataException($"an event of kind {kind} cannot be read back: {wrong}");
    }

    private Reason? ReadKeys()
    {
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
        if (Fields.Count > 0 && shape is not TicketCreated)
            return new("unknown-key", "fields", $"an event of kind {kind} has no fields; write one event of kind field for each");
        (Ticket, Id, At, Recorded, Sequence, Content) = (ticket, id, at, recorded, sequence, shape);
        return null;
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
                        Fields[field] = value;
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
