using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Clocks;
using Prazo.Workspaces;

namespace Prazo.Statements;

/// <summary>What came of a verification.</summary>
/// <param name="Fault">The first thing that is wrong; null: everything is identical.</param>
/// <param name="Fingerprint">Of the key that signed; null where the signature could not be read.</param>
/// <param name="Absent">Tickets of which there are receipts and no facts: they came under another agreement or counted in no period of it, or were left out.</param>
/// <param name="Vouched">The key is the one that was asked for, or stands in the agreement of the other party's own copy.</param>
public sealed record StatementVerdict(string? Fault, string? Fingerprint, bool Vouched, StatementBody? Statement)
{
    public IReadOnlyList<long> Absent { get; init; } = [];
}

/// <summary>Recomputes a bundle from its facts alone, on any machine: what was altered is named, and so is the first difference.</summary>
public static class StatementVerification
{
    /// <param name="fingerprint">Of the key that must have signed; null: whichever did.</param>
    /// <param name="agreementHash">Of the agreement text that must have been applied (its canonical SHA-256); null: whichever was.</param>
    /// <param name="receipts">The customer's own (<see cref="Receipts"/>): what they told must be among the facts.</param>
    public static StatementVerdict Verify(TextReader reader, string? fingerprint, string? agreementHash, TextReader? receipts = null)
    {
        var texts = reader.ReadToEnd().Split('\n').ToList();
        // The last line too ends; what comes after it is nothing.
        var whole = texts[^1].Length == 0;
        if (whole)
            texts.RemoveAt(texts.Count - 1);
        var lines = texts.AsParallel().AsOrdered().Select(BundleLine.Read).TakeWhile(l => l is not null).OfType<BundleLine>().ToList();
        if (lines.Count < texts.Count)
            return Bad(lines.Count + 1, lines, "is no canonical JSON: it was altered or cut");
        if (texts.Count < 3 || !whole)
            return new("the file is cut: its last line is not the signature", null, false, null);
        var verdict = Signed(lines, texts, fingerprint, agreementHash);
        if (receipts is null || verdict.Fault is not null)
            return verdict;
        var (fault, absent) = Receipts.Check(receipts, Bytes(lines[^2].Node!["key"])!, lines, InstantPattern.ExtendedIso.Parse(verdict.Statement!.Known).Value);
        return verdict with { Fault = fault, Absent = absent };
    }

    private static StatementVerdict Bad(int number, List<BundleLine> lines, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {number}{(lines.Count > 0 ? $" (after {lines[^1].Name})" : "")} {what}"), null, false, null);

    private static StatementVerdict Signed(List<BundleLine> lines, List<string> texts, string? fingerprint, string? agreementHash)
    {
        if (lines[^1].Node is not { Count: 2 } last || lines[^1].Kind != "signature" || Bytes(last["signature"]) is not { } signature || Bytes(lines[^2].Node?["key"]) is not { } key || lines[^2].Node!["hashes"] is not JsonArray hashes)
            return new("the signature or the list of hashes is missing", null, false, null);
        var print = SigningKey.FingerprintOf(key);
        if (!SigningKey.Verify(key, Encoding.UTF8.GetBytes(texts[^2]), signature))
            return new("the signature does not fit the list of hashes: the list, the key or the signature was altered", print, false, null);
        var found = texts[..^2].AsParallel().AsOrdered().Select(StatementBundle.HashOf).ToList();
        for (var i = 0; i < Math.Max(hashes.Count, found.Count); i++)
            if (i >= hashes.Count || i >= found.Count || (hashes[i] as JsonValue)?.ToString() != found[i])
                return new(i >= found.Count ? "lines are missing" : string.Create(CultureInfo.InvariantCulture, $"line {i + 1} ({lines[i].Name}) was altered, added or moved: its hash is not the one that was signed"), print, false, null);
        if (fingerprint is not null && fingerprint != print)
            return new($"it was signed with another key: {print}", print, false, null);
        return Recomputed(lines, print, fingerprint is not null, agreementHash);
    }

    private static StatementVerdict Recomputed(List<BundleLine> lines, string print, bool vouched, string? agreementHash)
    {
        StatementVerdict Wrong(string fault) => new(fault, print, vouched, null);
        if (lines[0].Node is not { } head || lines[0].Kind != StatementBundle.Kind || !StatementBundle.Readable.Contains(head["version"]?.ToString()))
            return Wrong("it is no statement of a kind that this program reads: take the version of prazo that wrote it, or a later one");
        if (head["rules"]?.ToString() != ClockEngine.RulesVersion)
            return Wrong($"it was computed by rules {head["rules"]}, and this program has rules {ClockEngine.RulesVersion}: verify it with a version of prazo that has them");
        try
        {
            var (facts, statement) = StatementBundle.Read(lines[..^2]);
            var again = StatementMaker.Make(facts);
            var body = StatementBody.Read(statement);
            if (agreementHash is not null && body.Hash != agreementHash)
                return Wrong($"it was computed by another text of the agreement: {body.Hash}");
            var terms = StatementMaker.InForce(facts.For(long.MaxValue), facts.Agreement, facts.From, facts.To)!;
            if (terms.Statement.Key is { } named && named != print)
                return Wrong($"the agreement names the key {named}, and {print} signed");
            if (Difference(JsonNode.Parse(statement), again.Node(), "") is { } difference)
                return Wrong($"recomputed from its facts it is different: {difference}{(head["tz"]?.ToString() != DateTimeZoneProviders.Tzdb.VersionId ? $"; it was computed with time zones {head["tz"]}, and this program has {DateTimeZoneProviders.Tzdb.VersionId}" : "")}");
            return new(null, print, vouched || (agreementHash is not null && terms.Statement.Key == print), body);
        }
        catch (Exception e) when (e is AggregateException or RefusedException or FormatException or InvalidOperationException or NullReferenceException or KeyNotFoundException or System.Text.Json.JsonException or NodaTime.Text.UnparsableValueException)
        {
            return Wrong($"its facts cannot be read: {e.Message}");
        }
    }

    /// <summary>The first place where two documents differ, with both values.</summary>
    internal static string? Difference(JsonNode? was, JsonNode? now, string path)
    {
        if (was is JsonObject a && now is JsonObject b)
            return a.Select(p => p.Key).Union(b.Select(p => p.Key)).Order(StringComparer.Ordinal).Select(k => Difference(a[k], b[k], path.Length == 0 ? k : $"{path}.{k}")).FirstOrDefault(d => d is not null);
        if (was is JsonArray x && now is JsonArray y)
            return Enumerable.Range(0, Math.Max(x.Count, y.Count)).Select(i => Difference(i < x.Count ? x[i] : null, i < y.Count ? y[i] : null, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))).FirstOrDefault(d => d is not null);
        return JsonNode.DeepEquals(was, now) ? null : $"{path} says {Shown(was)} and comes to {Shown(now)}";
    }

    private static string Shown(JsonNode? node) => node?.ToJsonString() is { } text ? text.Length > 100 ? text[..100] + "…" : text : "nothing";

    /// <summary>Base64 in its one canonical form: what decodes to the same and is written otherwise was altered.</summary>
    internal static byte[]? Bytes(JsonNode? node)
    {
        var bytes = new byte[1000];
        return node is JsonValue value && value.TryGetValue<string>(out var text) && Convert.TryFromBase64String(text, bytes, out var count) && Convert.ToBase64String(bytes.AsSpan(..count)) == text ? bytes[..count] : null;
    }
}
