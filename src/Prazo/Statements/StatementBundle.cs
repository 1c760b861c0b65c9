using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Imports;
using Prazo.Workspaces;

namespace Prazo.Statements;

/// <summary>A statement with all that it follows from, as one text that travels: JSON Lines, each line canonical (RFC 8785). The last but one lists the hash of every line before it, the last signs that list.</summary>
internal static class StatementBundle
{
    public const string Kind = "prazo-statement", Version = "2";
    private const string FirstVersion = "1";

    /// <summary>Versions that this program reads: the first knew no causes and no availability.</summary>
    public static readonly IReadOnlyList<string> Readable = [FirstVersion, Version];

    public static void Write(TextWriter writer, string provider, StatementFacts facts, string statement, SigningKey key) => Sign(writer, Lines(provider, facts, statement), key);

    /// <summary>As a draft is kept.</summary>
    public static string Unsigned(string provider, StatementFacts facts, string statement) => string.Concat(Lines(provider, facts, statement).Select(l => l + "\n"));

    public static void Sign(TextWriter writer, IEnumerable<string> lines, SigningKey key)
    {
        var hashes = new JsonArray();
        foreach (var line in lines)
        {
            writer.Write(line);
            writer.Write('\n');
            hashes.Add(HashOf(line));
        }
        var list = CanonicalJson.Write(new JsonObject { ["line"] = "hashes", ["hashes"] = hashes, ["key"] = Convert.ToBase64String(key.PublicKey) });
        writer.Write(list + "\n");
        writer.Write(CanonicalJson.Write(new JsonObject { ["line"] = "signature", ["signature"] = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(list))) }) + "\n");
    }

    public static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    /// <summary>Of a first line: what was made by these rules and time zones comes to the same again.</summary>
    public static bool IsOfThisProgram(string head) => JsonNode.Parse(head) is JsonObject line && line["version"]?.ToString() == Version && line["rules"]?.ToString() == ClockEngine.RulesVersion && line["tz"]?.ToString() == DateTimeZoneProviders.Tzdb.VersionId;

    private static IEnumerable<string> Lines(string provider, StatementFacts facts, string statement) =>
        [.. Before(provider, facts).Select(CanonicalJson.Write), .. facts.Tickets.AsParallel().AsOrdered().Select(BundleLine.Of), CanonicalJson.Write(new JsonObject { ["line"] = "statement", ["statement"] = JsonNode.Parse(statement) })];

    /// <summary>What is fact besides the tickets.</summary>
    private static IEnumerable<JsonObject> Before(string provider, StatementFacts facts)
    {
        yield return new()
        {
            ["line"] = Kind, ["version"] = Version, ["rules"] = ClockEngine.RulesVersion, ["tz"] = DateTimeZoneProviders.Tzdb.VersionId, ["provider"] = provider, ["agreement"] = facts.Agreement,
            ["from"] = LocalDatePattern.Iso.Format(facts.From), ["to"] = LocalDatePattern.Iso.Format(facts.To), ["known"] = StatementBody.Of(facts.Known),
        };
        foreach (var s in facts.Sources)
            yield return new() { ["line"] = "agreement", ["agreement"] = s.Agreement, ["version"] = s.Version, ["rev"] = s.Rev, ["text"] = s.Source };
        foreach (var c in facts.Calendars)
            yield return new() { ["line"] = "calendar", ["name"] = c.Name, ["section"] = c.Section, ["version"] = c.Version, ["rev"] = c.Rev, ["open"] = c.OpenFrom?.ToUnixTimeMilliseconds(), ["text"] = c.Source };
        foreach (var s in facts.Settlements)
            yield return new() { ["line"] = "settlement", ["item"] = s.Item, ["word"] = s.Word, ["why"] = s.Why, ["by"] = s.By, ["at"] = s.At };
        foreach (var p in facts.Past)
            yield return new() { ["line"] = "past", ["statement"] = p.Node() };
        foreach (var from in facts.Reopened)
            yield return new() { ["line"] = "reopened", ["from"] = from };
        foreach (var a in facts.Answers)
            yield return new() { ["line"] = "answer", ["ticket"] = a.Ticket, ["scale"] = a.Scale, ["mark"] = a.Mark, ["at"] = a.At.ToUnixTimeMilliseconds() };
        foreach (var w in facts.Windows ?? [])
            yield return new()
            {
                ["line"] = "window", ["id"] = w.Id, ["kind"] = w.Kind, ["what"] = w.What, ["from"] = w.From.ToUnixTimeMilliseconds(), ["until"] = w.Until?.ToUnixTimeMilliseconds(), ["announced"] = w.Announced?.ToUnixTimeMilliseconds(),
                ["title"] = w.Title, ["reported"] = w.Reported.ToUnixTimeMilliseconds(), ["changed"] = w.Changed?.ToUnixTimeMilliseconds(),
            };
        foreach (var c in facts.Causes)
            yield return new()
            {
                ["line"] = "cause", ["cause"] = c.Cause, ["names"] = new JsonObject(c.Names.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value))),
                ["breaches"] = new JsonArray([.. c.Breaches.Select(b => (JsonNode)new JsonObject { ["ticket"] = b.Ticket, ["lane"] = b.Lane, ["cycle"] = b.Cycle })]),
            };
    }

    internal static JsonNode Node(TicketEvent e) => new JsonObject
    {
        ["id"] = e.Id, ["kind"] = e.Kind, ["at"] = e.Occurred.ToUnixTimeMilliseconds(), ["recorded"] = e.Recorded.ToUnixTimeMilliseconds(), ["seq"] = e.Sequence, ["content"] = EventLog.Content(e),
    };

    /// <summary>What is in the lines of a bundle whose signature holds.</summary>
    public static (StatementFacts Facts, string Statement) Read(IReadOnlyList<BundleLine> lines)
    {
        if (lines.FirstOrDefault(l => l is { Ticket: null, Kind: "ticket" }) is { } strange)
            throw new FormatException($"{strange.Name} has what this program does not know");
        var nodes = lines.Select(l => l.Node).OfType<JsonObject>().ToList();
        var head = nodes[0];
        string Text(JsonObject line, string key) => line[key]!.GetValue<string>();
        long Number(JsonObject line, string key) => line[key]!.GetValue<long>();
        Instant? At(JsonObject line, string key) => line[key] is { } at ? Instant.FromUnixTimeMilliseconds(at.GetValue<long>()) : null;
        IEnumerable<JsonObject> Of(string kind) => nodes.Where(l => Text(l, "line") == kind);
        var facts = new StatementFacts(Text(head, "agreement"), StatementMaker.Date(Text(head, "from")), StatementMaker.Date(Text(head, "to")), InstantPattern.ExtendedIso.Parse(Text(head, "known")).Value,
            [.. Of("agreement").Select(l => new AgreementSource { Agreement = Text(l, "agreement"), Version = Number(l, "version"), Rev = Number(l, "rev"), Source = Text(l, "text") })],
            [.. Of("calendar").Select(l => new PublishedCalendar { Name = Text(l, "name"), Section = Text(l, "section"), Version = Number(l, "version"), Rev = Number(l, "rev"), Source = Text(l, "text"), OpenFrom = At(l, "open") })],
            [.. lines.Select(l => l.Ticket).OfType<TicketFacts>()],
            [.. Of("settlement").Select(l => new Settlement(Text(l, "item"), Text(l, "word"), Text(l, "why"), Text(l, "by"), Text(l, "at")))],
            [.. Of("past").Select(l => StatementBody.Read(l["statement"]!.ToJsonString()))])
        {
            Reopened = [.. Of("reopened").Select(l => Text(l, "from"))],
            Answers = [.. Of("answer").Select(l => new AnswerFact(Number(l, "ticket"), Text(l, "scale"), Number(l, "mark"), Instant.FromUnixTimeMilliseconds(Number(l, "at"))))],
            Windows = Text(head, "version") == FirstVersion ? null : [.. Of("window").Select(l => new WindowFact(Text(l, "id"), Text(l, "kind"), l["what"]?.GetValue<string>(), At(l, "from")!.Value, At(l, "until"), At(l, "announced"), Text(l, "title"), At(l, "reported")!.Value, At(l, "changed")))],
            Causes = [.. Of("cause").Select(l => new CauseFact(Text(l, "cause"), l["names"]!.AsObject().ToDictionary(n => n.Key, n => n.Value!.GetValue<string>(), StringComparer.Ordinal),
                [.. l["breaches"]!.AsArray().Select(b => b!.AsObject()).Select(b => new CauseOf(Number(b, "ticket"), Text(b, "lane"), Number(b, "cycle")))]))],
        };
        return (facts, CanonicalJson.Write(Of("statement").Single()["statement"]));
    }

    /// <summary>Of a bundle's text, without its signature.</summary>
    public static (StatementFacts Facts, string Statement) Read(IEnumerable<string> lines) => Read([.. lines.AsParallel().AsOrdered().Select(l => BundleLine.Read(l) ?? throw new FormatException("a line is no canonical JSON"))]);
}
