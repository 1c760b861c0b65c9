using System.Collections.Immutable;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>An editor with the schema and the reader must not contradict one another: what the schema refuses the reader refuses too, and what
/// the reader refuses for its structure the schema refuses too. Quotes around numbers, <c>true</c> and <c>false</c> are the one documented difference.</summary>
public class SchemaAndReaderTests
{
    private static readonly MiniSchema Schema = new(AgreementSchema.Json());
    private static readonly ImmutableDictionary<string, Node> Samples = new[] { "everything", "suporte-padrao", "suporte-loja-aurora" }
        .ToImmutableDictionary(id => id, id => YamlNodes.Load(Path.Combine(SchemaTests.Root, "samples", "agreements", id + ".yaml")).Documents[0]);

    // Found by the reader alone: the schema does not know what is inherited, nor does it see names, numbers and dates as such.
    private static readonly string[] Structural = ["unknown-key", "wrong-kind", "unknown-word", "bad-id", "bad-language"];

    private static readonly string[] Words =
    [
        "", "~", "null", "true", "false", "yes", "0", "1", "2", "-1", "1.5", "text", "a b", "é", "24x7", "comercial", "br", "first-response", "resolution", "custom", "carry", "count",
        "95%", " 95 % ", ".5%", "5.%", "101%", "4h", "2 business days", "until field status", "2026-01-31", "2026-1-31", "2026-12-24..2027-01-02", "08:00-12:00", "closed", "resume  within 7 calendar days", "final within 4h",
        "status", "else", "by", "not", "any", "reply", "[x]", "none", "no-clock", "mon-fri", "06-24", "en", "everything@2",
    ];

    [Fact]
    public void What_the_schema_refuses_the_reader_refuses_and_the_other_way_round() => Mutator.Run("schema and reader", 20_000, random =>
    {
        var document = Samples.Values.ElementAt(random.Next(Samples.Count));
        for (var i = random.Next(3); i >= 0; i--)
            document = Damage(document, random);
        ShouldAgree(document);
    });

    [Theory]
    [InlineData("title: 2026\n")]
    [InlineData("title: { en: 1.5, ro: true }\n")]
    [InlineData("parties: { provider: 24, customer: false }\n")]
    [InlineData("targets: { 1: { metric: resolution, within: 4h clock } }\nobjectives: [ { id: 1, target: 1, at-least: 95% } ]\n")]
    [InlineData("calendars: { 1: 24x7 }\ntargets: { resolution: { within: 4h, calendar: 1 } }\n")]
    [InlineData("fields: [ 1, true ]\napplies: { when: { 1: [ 2, false ], true: 1.5 } }\n")]
    [InlineData("targets: { resolution: { within: 4h clock, reopen: \"resume  within 7 calendar days \" } }\n")]
    [InlineData("targets: { resolution: { within: 4h clock } }\nobjectives: [ { id: o, target: resolution, at-least: \" 95 % \" } ]\n")]
    [InlineData("instructions: { a: [], b: 1 }\nclauses: { c: {}, d: [] }\ncalendars: {}\n")]
    [InlineData("targets: { resolution: { within: 4h clock, warn: [], pause: [], when: {} } }\nobjectives: []\npenalties: []\nexamples: []\n")]
    public void Both_accept(string body)
    {
        var document = AgreementText.Documents(AgreementText.Header + body)[0];
        Schema.Validate(document).ShouldBeEmpty();
        AgreementText.Problems(AgreementText.Header + body).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zona: UTC\n", "/zona")]
    [InlineData("title: { e: x }\n", "/title/e")]
    [InlineData("version: 1.5\n", "/version")]
    [InlineData("open-tickets: yes\n", "/open-tickets")]
    [InlineData("fields: [ plan, ~ ]\n", "/fields")]
    [InlineData("applies: { when: { channel: [ email, ~ ] } }\n", "/applies/when/channel")]
    [InlineData("applies: { when: { channel: { in: email } } }\n", "/applies/when/channel")]
    [InlineData("calendars: { a b: 24x7 }\n", "/calendars/a b")]
    [InlineData("calendars: { c: { weekly: {}, from: { 2026-7-1: { weekly: {} } } } }\n", "/calendars/c/from/2026-7-1")]
    [InlineData("calendars: { c: { weekly: {}, cut: noon } }\n", "/calendars/c/cut")]
    [InlineData("holiday-sets: { s: { known-to: 2026 } }\n", "/holiday-sets/s/known-to")]
    [InlineData("holiday-sets: { s: { days: { 06-24: { from-year: x } } } }\n", "from-year")]
    [InlineData("targets: { resolution: { within: 4 } }\n", "/targets/resolution/within")]
    [InlineData("targets: { resolution: { within: 4h clock, reopen: sometimes } }\n", "/targets/resolution/reopen")]
    [InlineData("targets: { resolution: { within: 4h clock, start: { event: never } } }\n", "/targets/resolution/start/event")]
    [InlineData("targets: { resolution: { within: 4h clock, start: { any: { status: x } } } }\n", "/targets/resolution/start/any")]
    [InlineData("targets: { resolution: { within: 4h clock } }\nobjectives: [ { id: o, target: resolution, at-least: .5% } ]\n", "at-least")]
    [InlineData("targets: { resolution: { within: 4h clock } }\nobjectives: [ { id: -1, target: resolution, at-least: 5% } ]\n", "/objectives/items/id")]
    [InlineData("targets: { resolution: { within: 4h clock } }\nobjectives: [ { id: o, target: resolution, at-least: 5% } ]\npenalties: [ { objective: o, bands: { 0%..100%: none }, cap: ten } ]\n", "/penalties/items/cap")]
    [InlineData("examples: [ { name: x, given: { created: 2026-01-01 09:00 }, expect: {} } ]\n", "as-of")]
    [InlineData("examples: [ { name: x, given: { created: 2026-01-01 09:00, as-of: 2026-01-01 09:00, events: [ { reply: ana } ] }, expect: {} } ]\n", "needs at")]
    public void Both_refuse(string body, string where)
    {
        string.Join("\n", Schema.Validate(AgreementText.Documents(AgreementText.Header + body)[0])).ShouldContain(where);
        AgreementText.Problems(AgreementText.Header + body).ShouldContain(p => p.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("version: \"2\"\n")]
    [InlineData("open-tickets: \"true\"\n")]
    [InlineData("holiday-sets: { s: { days: { 06-24: { name: x, from-year: \"2020\" } } } }\n")]
    public void Only_quotes_around_numbers_and_truths_are_refused_by_the_schema_alone(string body)
    {
        Schema.Validate(AgreementText.Documents(AgreementText.Header + body)[0]).ShouldNotBeEmpty();
        AgreementText.Problems(AgreementText.Header + body).ShouldBeEmpty();
        Schema.Validate(AgreementText.Documents(AgreementText.Header + body.Replace("\"", "", StringComparison.Ordinal))[0]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("targets: { resolution: { within: 2 days } }\n", "ambiguous-day-unit")]
    [InlineData("targets: { resolution: { within: 4h } }\n", "missing-calendar")]
    [InlineData("targets: { resolution: {} }\n", "missing-within")]
    [InlineData("targets: { hop: { within: 4h clock } }\n", "missing-metric")]
    [InlineData("targets: { resolution: { within: 4h clock, calendar: c } }\n", "unknown-calendar")]
    [InlineData("targets: { resolution: { within: { high: 4h clock } } }\n", "missing-by")]
    [InlineData("targets: { resolution: { within: 4h clock, warn: soon } }\n", "warning-unknown")]
    [InlineData("targets: { resolution: { within: 4h clock, reopen: resume within 2 days } }\n", "ambiguous-day-unit")]
    [InlineData("term: { from: 2026-02-30 }\n", "bad-date")]
    [InlineData("version: 0\n", "bad-number")]
    [InlineData("calendars: { c: { weekly: { mon: 8-12 } } }\n", "bad-hours")]
    [InlineData("calendars: { c: { weekly: { seg: closed } } }\n", "bad-day")]
    [InlineData("calendars: { c: { weekly: {}, days: { 24/12: closed } } }\n", "bad-date")]
    [InlineData("calendars: { 24x7: { weekly: {} } }\n", "reserved-id")]
    [InlineData("holiday-sets: { s: { days: { midsummer: x } } }\n", "bad-holiday")]
    [InlineData("objectives: [ { id: o, target: t, at-least: 101% } ]\n", "bad-percentage")]
    [InlineData("applies: { when: { channel: [] } }\n", "empty-list")]
    [InlineData("applies: { when: { chanel: email } }\n", "unknown-field")]
    [InlineData("extends: nothing\n", "unknown-parent")]
    public void Meaning_is_for_the_reader_alone(string body, string code)
    {
        Schema.Validate(AgreementText.Documents(AgreementText.Header + body)[0]).ShouldBeEmpty();
        AgreementText.Problems(AgreementText.Header + body).ShouldContain(p => p.Code == code);
    }

    [Fact]
    public void The_schema_is_named_after_its_file_and_claims_no_address()
    {
        Uri.TryCreate(AgreementSchema.Id, UriKind.Absolute, out _).ShouldBeFalse();
        File.Exists(Path.Combine(SchemaTests.Root, "docs", "reference", AgreementSchema.Id)).ShouldBeTrue();
    }

    private static void ShouldAgree(Node document)
    {
        var text = AgreementWriter.Write(document);
        // As an editor sees it: the text, in which quotes are gone where they are not needed.
        if (YamlNodes.Parse(text, "a.yaml").Documents is not [var written])
            return;
        var refused = Schema.Validate(written);
        var (agreement, problems) = AgreementReader.Read(written, id => Samples.GetValueOrDefault(id.Split('@')[0]));
        var errors = problems.Concat(agreement is null ? [] : Lint.Check(agreement)).Where(p => p.Severity == Severity.Error).ToList();
        if (refused.Count > 0)
            errors.ShouldNotBeEmpty($"only the schema refuses: {string.Join("; ", refused)}\n{text}");
        else
            errors.Where(p => Structural.Contains(p.Code)).ShouldBeEmpty($"only the reader refuses\n{text}");
    }

    private static Node Damage(Node node, Random random)
    {
        if (node is MapNode { Entries.Length: > 0 } map && random.Next(8) > 0)
        {
            var at = random.Next(map.Entries.Length);
            var entry = map.Entries[at];
            return random.Next(12) switch
            {
                0 => map with { Entries = map.Entries.RemoveAt(at) },
                1 => WithKey(map, at, Words[random.Next(Words.Length)]),
                2 => WithKey(map, at, entry.Key.Text + "x"),
                _ => map with { Entries = map.Entries.SetItem(at, new(entry.Key, Damage(entry.Value, random))) },
            };
        }
        if (node is ListNode { Items.Length: > 0 } list && random.Next(4) > 0)
        {
            var at = random.Next(list.Items.Length);
            return random.Next(5) switch
            {
                0 => list with { Items = list.Items.RemoveAt(at) },
                1 => list with { Items = list.Items.Add(Other(random)) },
                _ => list with { Items = list.Items.SetItem(at, Damage(list.Items[at], random)) },
            };
        }
        return random.Next(3) == 0 ? new ListNode(node.At, [node]) : Other(random);
    }

    private static MapNode WithKey(MapNode map, int at, string key) => key == "<<" || map[key] is not null ? map
        : map with { Entries = map.Entries.SetItem(at, new(map.Entries[at].Key with { Text = key, Quoted = true }, map.Entries[at].Value)) };

    private static Node Other(Random random) => random.Next(6) switch
    {
        0 => new ListNode(default, []),
        1 => new MapNode(default, []),
        2 => new ListNode(default, [Word(random), Word(random)]),
        3 => new MapNode(default, [new(Word(random) with { Quoted = true }, Word(random))]),
        _ => Word(random),
    };

    private static ScalarNode Word(Random random) => new(default, Words[random.Next(Words.Length)]);
}
