using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Outages;
using Prazo.Statements;

namespace Prazo.Tests.Statements;

/// <summary>Whatever a workspace agreed and did: what it exports is recomputed to the same, and what is altered of it is found. A tenth of the workspaces in CI.</summary>
public class RandomStatementTests
{
    private static readonly bool Soak = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1";
    private static readonly int Seed = Environment.GetEnvironmentVariable("PRAZO_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;

    private static readonly string[] Zones = ["UTC", "America/Sao_Paulo", "Europe/Bucharest", "Pacific/Auckland"];
    private static readonly Instant First = StatementWorld.At("2026-09-01 00:00");

    [Fact]
    public async Task What_is_exported_is_recomputed_to_the_same()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text(new Random(Seed)));
        for (var n = 0; n < (Soak ? 1000 : 100); n++)
        {
            var seed = unchecked(Seed + n);
            foreach (var closed in await Months(world, seed))
            {
                var verdict = StatementWorld.Verify(await world.Export(closed));
                verdict.Fault.ShouldBeNull($"PRAZO_SEED={seed}");
                verdict.Statement!.Text().ShouldBe(closed.Body);
            }
        }
    }

    [Fact]
    public async Task Every_field_of_a_small_bundle_that_is_altered_is_found_and_its_line_named()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text(new Random(Seed)));
        for (var n = 0; n < (Soak ? 50 : 5); n++)
        {
            var seed = unchecked(Seed + n);
            var lines = (await world.Export((await Months(world, seed))[^1])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < lines.Length; i++)
                foreach (var altered in Altered(lines[i]))
                {
                    var fault = StatementWorld.Verify(string.Concat(lines.Select((l, at) => (at == i ? altered : l) + "\n"))).Fault.ShouldNotBeNull($"PRAZO_SEED={seed}: {altered} for {lines[i]}");
                    if (i < lines.Length - 2)
                        fault.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"line {i + 1} "));
                }
        }
    }

    /// <summary>Two months in a workspace of its own, the second with what was learned of the first.</summary>
    private static async Task<IReadOnlyList<Statement>> Months(StatementWorld world, int seed)
    {
        var random = new Random(seed);
        await world.Begin(Text(random));
        var tickets = random.Next(1, 9);
        for (var t = 0; t < tickets; t++)
            await Ticket(world, random, "t" + t.ToString(CultureInfo.InvariantCulture), First + Duration.FromMinutes(random.Next(30 * 24 * 60)));
        var windows = random.Next(4);
        for (var w = 0; w < windows; w++)
            await Window(world, random, First - Duration.FromDays(2), null);
        var september = await world.Closed("2026-09-15", "2026-10-02 12:00");
        if (random.Next(2) == 0)
            await Window(world, random, First, "2026-10-03 00:00");
        for (var t = 0; t < tickets; t++)
            if (random.Next(2) == 0)
                await Tell(world, random, "t" + t.ToString(CultureInfo.InvariantCulture), StatementWorld.At("2026-10-03 00:00") + Duration.FromMinutes(random.Next(20 * 24 * 60)), 100 + t, StatementWorld.At("2026-10-25 00:00"));
        return [september, await world.Closed("2026-10-15", "2026-11-02 12:00")];
    }

    private static async Task Ticket(StatementWorld world, Random random, string reference, Instant at)
    {
        await Record(world, reference, new TicketCreated("new", at, default, 0, ImmutableSortedDictionary<string, string>.Empty.Add("priority", random.Next(2) == 0 ? "high" : "low").Add("status", "open"), random.Next(5) == 0), at);
        for (var e = random.Next(6); e > 0; e--)
            await Tell(world, random, reference, at += Duration.FromMinutes(random.Next(1, 900)), e, null);
    }

    /// <summary>What was not there, or does not count; one in four lasts on.</summary>
    /// <param name="told">Null: when it was over, or when it began.</param>
    private static async Task Window(StatementWorld world, Random random, Instant since, string? told)
    {
        var from = since + Duration.FromSeconds(random.Next(29 * 24 * 3600));
        var until = random.Next(4) == 0 ? (Instant?)null : from + Duration.FromSeconds(random.Next(1, 2 * 24 * 3600));
        var pattern = NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");
        var kind = Outage.Kinds[random.Next(4)];
        var what = Outage.Counting(kind) || random.Next(2) == 0 ? (random.Next(2) == 0 ? "portal" : "phone") : null;
        await world.Outage(kind, what, $"{pattern.Format(from)}..{(until is { } end ? pattern.Format(end) : "")}", told ?? pattern.Format((until ?? from) + Duration.FromMinutes(1))[..16],
            Outage.Counting(kind) || random.Next(3) == 0 ? null : pattern.Format(from - Duration.FromHours(random.Next(9)))[..16]);
    }

    private static Task Tell(StatementWorld world, Random random, string reference, Instant at, int id, Instant? told)
    {
        var name = id.ToString(CultureInfo.InvariantCulture);
        TicketEvent e = random.Next(8) switch
        {
            0 => new CustomerMessage(name, at, default, 0),
            1 or 2 => new AgentMessage(name, at, default, 0, "bruna"),
            3 => new ClockPaused(name, at, default, 0, null, "parts", Party.Supplier, "bruna"),
            4 => new ClockResumed(name, at, default, 0, null, "bruna"),
            5 => new ClockWaived(name, at, default, 0, "resolution", "agreed", "bruna", "ana"),
            6 => new FieldChanged(name, at, default, 0, "status", "open"),
            _ => new FieldChanged(name, at, default, 0, "status", "resolved"),
        };
        return Record(world, reference, e, told ?? at);
    }

    private static Task Record(StatementWorld world, string reference, TicketEvent e, Instant told) =>
        world.Tell(reference, NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(told), e);

    private static string Text(Random random)
    {
        string Of(params string[] choices) => choices[random.Next(choices.Length)];
        var penalties = new[]
        {
            $"{{ id: hours, target: resolution, per-hour: {random.Next(1, 90)}.{random.Next(10, 99)} BRL, hours: {Of("started", "full")}, late: {Of("clock", "working")}, weights: {{ by: priority, high: 2, else: 1 }} }}",
            $"{{ id: each, target: first-response, per-breach: {random.Next(1, 90)}.00 BRL, free-breaches: {random.Next(3)}, as: {Of("credit", "adjustment", "fine")} }}",
            $"{{ id: bands, objective: solved, bands: {{ \"90%..100%\": none, \"50%..90%\": {random.Next(1, 9)}%, \"0%..50%\": 20% }}, of: fee }}",
            $"{{ id: steps, objective: answers, step: {{ below: 95%, every: 0.{random.Next(1, 9)}%, costs: 1%, parts: {Of("count", "full")} }}, of: fee, cap: 30% }}",
            "{ id: missed, objective: answers, missed: 100.00 BRL, as: fine }",
            $"{{ id: down, objective: up, bands: {{ \"99.9%..100%\": none, \"90%..99.9%\": {random.Next(1, 9)}%, \"0%..90%\": 30% }}, of: fee }}",
        }.Where(_ => random.Next(2) == 0).ToList();
        return $$"""
            prazo: 1
            agreement: oficina
            kind: service
            term: { from: 2026-01-01 }
            zone: {{Of(Zones)}}
            calendars:
              office: { weekly: { mon-fri: "08:00-18:00" } }
            targets:
              first-response: { within: {{random.Next(1, 4)}}h clock }
              resolution: { by: priority, within: { high: {{random.Next(4, 12)}}h clock, else: 2 business days }, calendar: office }
            objectives:
              - { id: answers, target: first-response, at-least: 95%, per: {{Of("month", "week")}} }
              - { id: solved, target: resolution, at-least: 90% }
              - { id: quick, target: resolution, percentile: 80%, at-most: {{random.Next(4, 40)}}h }
              - { id: up, availability: portal, at-least: 99.9%, per: {{Of("month", "week")}} }
              - { id: phone, availability: phone, at-least: 99%, calendar: office }
              - { id: together, index: { answers: 2, solved: 1.5, phone: 1 }, at-least: 90% }
            money: { currency: BRL, rounding: half-up, amounts: { fee: 1000.00 BRL }, cap: { period: {{random.Next(50, 600)}}.00 BRL, year: 2000.00 BRL } }
            {{(penalties.Count == 0 ? "" : "penalties:\n" + string.Join('\n', penalties.Select(p => "  - " + p)))}}
            statement: { per: month }
            """;
    }

    /// <summary>The line with each of its values changed in turn.</summary>
    private static IEnumerable<string> Altered(string line)
    {
        var count = Leaves(JsonNode.Parse(line)!).Count();
        for (var i = 0; i < count; i++)
        {
            var node = JsonNode.Parse(line)!;
            var leaf = Leaves(node).ElementAt(i);
            leaf.Set(leaf.Value switch
            {
                null => "x",
                JsonValue value when value.TryGetValue<bool>(out var flag) => !flag,
                JsonValue value when value.TryGetValue<long>(out var number) => number + 1,
                JsonValue value => value.ToString() + "x",
                _ => throw new InvalidOperationException("a leaf is a value"),
            });
            yield return CanonicalJson.Write(node);
        }
    }

    private static IEnumerable<(JsonNode? Value, Action<JsonNode> Set)> Leaves(JsonNode node) => node switch
    {
        JsonObject o => o.ToList().SelectMany(p => p.Value is JsonObject or JsonArray ? Leaves(p.Value) : [(p.Value, to => o[p.Key] = to)]),
        JsonArray a => Enumerable.Range(0, a.Count).SelectMany(i => a[i] is JsonObject or JsonArray ? Leaves(a[i]!) : [(a[i], to => a[i] = to)]),
        _ => [],
    };
}
