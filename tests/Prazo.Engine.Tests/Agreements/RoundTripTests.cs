using Prazo.Agreements;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Read, written, read: the same tree, the same agreement, the same hash; and the canonical form as people would write it.</summary>
public class RoundTripTests
{
    public static TheoryData<string> Texts => new()
    {
        "prazo: 1\nagreement: a\nzone: UTC\n",
        "{ \"prazo\": 1, \"agreement\": \"a\", \"zone\": \"America/Sao_Paulo\", \"title\": { \"en\": \"Tab\\there\", \"ro\": \"Ș\\u021b\" }, \"targets\": { \"resolution\": { \"within\": \"4h clock\" } } }",
        Header + "title: \"null\"\nparties: { provider: \"~\", customer: \"\" }\n",
        Header + "title: 'It''s: \"quoted\" # here'\nclauses:\n  long: |\n    First line.\n    Second: line.\n\n    Last.\n  folded: >-\n    one\n    two\n",
        Header + "title: 2026\nfields: [ 1, true, \"null\" ]\napplies: { when: { plan: [ 1, \"no\", \"\" ], \"null\": { not: [ \"~\" ] } } }\n",
        Header + "calendars:\n  c:\n    weekly: { mon-fri: \"08:00-12:00, 13:00-18:00\", \"sat, sun\": [ \"09:00-13:00\", \"14:00-18:00\" ] }\n    days: { 2026-12-24..2026-12-26: closed, 2026-11-27: \"+ 18:00-22:00\" }\ntargets: { resolution: { within: 8h, warn: [ 50%, 15m before ] } }\n",
        Header + "holiday-sets: { s: { days: { easter +60: Corpus Christi, \"2nd mon of may\": Dia, 06-24: { name: \"São João, véspera\", hours: \"08:00-12:00\" } } } }\n",
        Header + "targets:\n  first-response:\n    by: priority\n    within: { \"null\": 1h clock, \"~\": 2h clock, \"\": 3h clock, \"else\": 4h clock }\n",
        Header + "targets: { hop: { metric: custom, within: 1h clock, start: { any: [ { event: [ reply, note ] }, { all: [ { status: x }, { not: { team: [ n1, n2 ] } } ] } ] }, stop: { event: accepted } } }\n",
        Header + "targets: { resolution: { within: 4h clock } }\nobjectives: [ { id: o, target: resolution, at-least: 95 % } ]\npenalties: [ { objective: o, of: fee, bands: { 0%..50%: 1.00 BRL, 50% .. 100%: none }, cap: 1% } ]\n",
        "# comments are not kept\nprazo: 1   # nor this one\nagreement: &id a\nzone: UTC\nparties: { provider: *id, customer: *id }\n",
        Header + "instructions:\n  ? " + new string('k', 1100) + "\n  : A key longer than YAML takes before a colon.\n  short: [ \"- dash\", \"a: b\", \"[x]\", \"{y}\", \"&z\", \"*w\", \"!t\", \"%p\", \"@q\", \"| r\" ]\n",
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_was_written_reads_back_the_same(string text)
    {
        var document = Documents(text).ShouldHaveSingleItem();
        var canonical = AgreementWriter.Write(document);
        var again = Documents(canonical).ShouldHaveSingleItem();
        Nodes.Same(again, document).ShouldBeTrue(canonical);
        AgreementWriter.Write(again).ShouldBe(canonical);

        var (first, problems) = AgreementReader.Read(document, _ => null);
        problems.ShouldBeEmpty();
        var second = AgreementReader.Read(again, _ => null).Agreement.ShouldNotBeNull();
        second.Hash.ShouldBe(first!.Hash);
        second.Targets.Select(t => t.Id + string.Join(",", t.Within.Values.Keys.Order(StringComparer.Ordinal))).ShouldBe(first.Targets.Select(t => t.Id + string.Join(",", t.Within.Values.Keys.Order(StringComparer.Ordinal))));
        Documents(AgreementWriter.OnOneLine(document).Replace("\n", " ", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("a: \"null\"", "a: \"null\"\n")]
    [InlineData("a: \"~\"", "a: \"~\"\n")]
    [InlineData("a: \"\"", "a: \"\"\n")]
    [InlineData("a: NULL", "a: ~\n")]
    [InlineData("a:", "a: ~\n")]
    [InlineData("null: 1", "\"null\": 1\n")]
    [InlineData("~: 1", "\"~\": 1\n")]
    [InlineData("\"\": 1", "\"\": 1\n")]
    [InlineData("a: 'true'", "a: true\n")]
    [InlineData("a: '1'", "a: 1\n")]
    [InlineData("a: 08:00-12:00", "a: 08:00-12:00\n")]
    [InlineData("a: 'b:'", "a: \"b:\"\n")]
    [InlineData("a: 'b: c'", "a: \"b: c\"\n")]
    [InlineData("a: b:c", "a: b:c\n")]
    [InlineData("a: 'b #c'", "a: \"b #c\"\n")]
    [InlineData("a: b#c", "a: b#c\n")]
    [InlineData("a: 'b, c'", "a: \"b, c\"\n")]
    [InlineData("a: ' b'", "a: \" b\"\n")]
    [InlineData("a: 'b '", "a: \"b \"\n")]
    [InlineData("a: '-1'", "a: \"-1\"\n")]
    [InlineData("a: +1", "a: +1\n")]
    [InlineData("a: /b", "a: /b\n")]
    [InlineData("a: '...'", "a: \"...\"\n")]
    [InlineData("a: .b", "a: .b\n")]
    [InlineData("a: \"b\\nc\"", "a: \"b\\nc\"\n")]
    [InlineData("a: \"b\\tc\"", "a: \"b\\tc\"\n")]
    [InlineData("a: \"b\\u00a0c\"", "a: \"b\\u00a0c\"\n")]
    [InlineData("a: \"b\\\\c\"", "a: \"b\\\\c\"\n")]
    [InlineData("a: 'é ș 日本'", "a: é ș 日本\n")]
    [InlineData("a: [ ]\nb: { }", "a: []\nb: {  }\n")]
    [InlineData("a: [ b, [ c, { d: e } ] ]", "a:\n  - b\n  - - c\n    - d: e\n")]
    [InlineData("a: [ { b: [ ] } ]", "a:\n  - b: []\n")]
    public void One_content_has_one_canonical_text(string yaml, string canonical) => AgreementWriter.Write(Documents(yaml)[0]).ShouldBe(canonical);

    [Theory]
    [InlineData("{ up: carry, down: keep }", "{ up: carry, down: keep }")]
    [InlineData("[50%, \"80 %\"]", "[50%, 80 %]")]
    [InlineData("[ [], {}, ~, \"\" ]", "[[], {  }, ~, \"\"]")]
    [InlineData("{ \"a, b\": \"c: d\" }", "{ \"a, b\": \"c: d\" }")]
    [InlineData("\"two\\nlines\"", "\"two\\nlines\"")]
    public void On_one_line_a_value_is_in_flow_style(string yaml, string expected)
    {
        var node = Documents(yaml)[0];
        AgreementWriter.OnOneLine(node).ShouldBe(expected);
        Nodes.Same(Documents(expected)[0], node).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a: 1", "a: \"1\"", true)]
    [InlineData("a: ~", "a: null", true)]
    [InlineData("a: ~", "a: \"~\"", false)]
    [InlineData("a: \"\"", "a: ~", false)]
    [InlineData("a: b", "a: B", false)]
    [InlineData("a: [b]", "a: b", false)]
    [InlineData("a: [b, c]", "a: [c, b]", false)]
    [InlineData("a: [b]", "a: [b, c]", false)]
    [InlineData("{ a: 1, b: 2 }", "{ b: 2, a: 1 }", false)]
    [InlineData("{ a: 1 }", "{ a: 1, b: 2 }", false)]
    [InlineData("{ a: 1 }", "[ a, 1 ]", false)]
    [InlineData("null: 1", "~: 1", false)]
    public void Content_is_the_same_whatever_the_quotes(string a, string b, bool same)
    {
        Nodes.Same(Documents(a)[0], Documents(b)[0]).ShouldBe(same);
        Nodes.Same(Documents(b)[0], Documents(a)[0]).ShouldBe(same);
        (AgreementWriter.Write(Documents(a)[0]) == AgreementWriter.Write(Documents(b)[0])).ShouldBe(same, "one content, one text");
        Nodes.Same(Documents(a)[0], null).ShouldBeFalse();
        Nodes.Same(null, null).ShouldBeTrue();
    }

    [Fact]
    [Trait("Rule", "T1")]
    public void Documents_of_different_content_never_share_a_hash()
    {
        string[] texts = ["a: 1", "a: 1\nb: 1", "a: [1]", "a: { b: 1 }", "a: ~", "a: \"~\"", "a: \"\"", "null: 1", "~: 1", "a: \"1 \"", "a: [1, \"\"]", "a: \"[1]\"", "a: \"{ b: 1 }\"", "a: [[1]]", "a: \"a: 1\"", "a: \"1\\nb: 1\""];
        texts.Select(t => AgreementReader.HashOf((MapNode)Documents(t)[0])).ShouldBeUnique();
    }
}
