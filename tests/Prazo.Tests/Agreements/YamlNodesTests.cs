using System.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;

namespace Prazo.Tests.Agreements;

/// <summary>Whatever the text: trees with positions, and problems with positions; never an exception.</summary>
public class YamlNodesTests
{
    private static Engine.Problem Wrong(string yaml, string code)
    {
        var (_, problems) = YamlNodes.Parse(yaml, "f.yaml");
        return problems.FirstOrDefault(p => p.Code == code).ShouldNotBeNull(string.Join("\n", problems));
    }

    private static T Only<T>(string yaml) where T : Node
    {
        var (documents, problems) = YamlNodes.Parse(yaml, "f.yaml");
        problems.ShouldBeEmpty();
        return documents.ShouldHaveSingleItem().ShouldBeOfType<T>();
    }

    [Fact]
    public void Every_node_knows_its_file_line_and_column()
    {
        var map = Only<MapNode>("a: 1\nb:\n  - x\n  - { c: \"d\" }\n");
        map["a"]!.At.ShouldBe(new Engine.Position("f.yaml", 1, 4));
        map.Entries[1].Key.At.ShouldBe(new Engine.Position("f.yaml", 2, 1));
        var list = map["b"].ShouldBeOfType<ListNode>();
        list.Items[1].At.ShouldBe(new Engine.Position("f.yaml", 4, 5));
        ((MapNode)list.Items[1])["c"]!.At.ShouldBe(new Engine.Position("f.yaml", 4, 10));
    }

    [Theory]
    [InlineData("no", "no", false)]
    [InlineData("\"no\"", "no", true)]
    [InlineData("'it''s'", "it's", true)]
    [InlineData("08:00", "08:00", false)]
    [InlineData("2026-01-01", "2026-01-01", false)]
    [InlineData("|\n  two\n  lines\n", "two\nlines\n", true)]
    [InlineData("\"\\u00e9\"", "é", true)]
    public void Scalars_stay_text_and_tell_whether_they_were_quoted(string yaml, string text, bool quoted)
    {
        var scalar = Only<ScalarNode>(yaml);
        (scalar.Text, scalar.Quoted).ShouldBe((text, quoted));
    }

    [Fact]
    public void A_file_can_hold_several_documents_and_empty_ones_are_left_out()
    {
        var (documents, problems) = YamlNodes.Parse("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n...\n");
        problems.ShouldBeEmpty();
        documents.Select(d => ((MapNode)d).Entries[0].Key.Text).ShouldBe(["a", "b"]);
        YamlNodes.Parse("").Documents.ShouldBeEmpty();
        YamlNodes.Parse("# only a comment\n").Documents.ShouldBeEmpty();
    }

    [Fact]
    public void Json_is_yaml_too() => Only<MapNode>("{\"a\": [1, true, null], \"b\": {\"c\": \"d\"}}")["b"].ShouldBeOfType<MapNode>()["c"].ShouldBeOfType<ScalarNode>().Text.ShouldBe("d");

    [Fact]
    public void Anchors_repeat_what_they_name_within_one_document()
    {
        var map = Only<MapNode>("a: &hours { mon: x }\nb: *hours\n");
        Nodes.Same(map["a"], map["b"]).ShouldBeTrue();
        Wrong("a: &x 1\n---\nb: *x\n", "unknown-anchor").At.ShouldBe(new Engine.Position("f.yaml", 3, 4));
        Wrong("a: *nowhere\n", "unknown-anchor").Hint.ShouldContain("&nowhere");
        Wrong("a: &a [ *a ]\n", "unknown-anchor");
    }

    [Fact]
    public void A_billion_laughs_are_not_laughed()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
            bomb.Append("a" + i + ": &a" + i + " [" + string.Join(", ", Enumerable.Repeat("*a" + (i - 1), 10)) + "]\n");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Wrong(bomb.ToString(), "too-many-values").At.Line.ShouldBeInRange(4, 7);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(50_000_000);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Depth_is_limited(string open)
    {
        var (_, problems) = YamlNodes.Parse(string.Concat(Enumerable.Repeat(open, 100_000)), "f.yaml");
        problems.ShouldHaveSingleItem().Code.ShouldBeOneOf("too-deep", "syntax");
    }

    [Fact]
    public void Length_is_limited() => Wrong(new string('x', YamlNodes.MaxLength + 1), "too-large").At.Line.ShouldBe(1);

    [Theory]
    [InlineData("duplicate-key", "a: 1\nb: 2\na: 3\n", 3, 1, "line 1")]
    [InlineData("duplicate-key", "m: { x: 1, \"x\": 2 }\n", 1, 12, "line 1")]
    [InlineData("key-not-text", "? [a, b]\n: c\n", 1, 3, "single word")]
    [InlineData("key-not-text", "? { a: b }\n: c\n", 1, 3, "single word")]
    [InlineData("merge-key", "a: &x { b: 1 }\nc: { <<: *x, d: 2 }\n", 2, 6, "<<")]
    [InlineData("tag", "a: !!binary aGk=\n", 1, 4, "binary")]
    [InlineData("tag", "a: !thing { b: c }\n", 1, 4, "thing")]
    [InlineData("syntax", "a: 1\n\tb: 2\n", 2, 1, "tab")]
    [InlineData("syntax", "a: [1, 2\nb: 3\n", 1, 6, "unclosed bracket")]
    [InlineData("syntax", "a: \"open\nb: 3\n", 2, 1, "not valid YAML")]
    [InlineData("syntax", "a: b: c\n", 1, 5, "quotes")]
    [InlineData("syntax", "a: %x\n", 1, 4, "")]
    [InlineData("syntax", "a: @x\n", 1, 4, "")]
    public void What_is_wrong_is_named_with_line_and_column(string code, string yaml, int line, int column, string says)
    {
        var problem = Wrong(yaml, code);
        (problem.At.File, problem.At.Line).ShouldBe(("f.yaml", line), problem.ToString());
        problem.At.Column.ShouldBe(column, problem.ToString());
        problem.ToString().ShouldContain(says);
    }

    [Fact]
    public void What_stands_before_a_syntax_error_is_still_read_document_by_document()
    {
        var (documents, problems) = YamlNodes.Parse("a: 1\n---\nb: [\n");
        documents.ShouldHaveSingleItem();
        problems.ShouldHaveSingleItem().Code.ShouldBe("syntax");
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\u0001\u0002\u0003")]
    [InlineData("%YAML 9.9\n---\na: 1")]
    [InlineData("%TAG ! ! !\n---\n")]
    [InlineData("\ud800")]
    [InlineData("a: \"\\uZZZZ\"")]
    [InlineData("a: \"\\x\"")]
    [InlineData("&")]
    [InlineData("*")]
    [InlineData("!")]
    [InlineData("!<")]
    [InlineData("--- |9999999999")]
    [InlineData("|-2147483648\n x")]
    [InlineData(": : : :")]
    [InlineData("? ? ? ?")]
    [InlineData("---\n...\n...\n---")]
    public void Odd_texts_end_in_trees_or_problems(string yaml)
    {
        var (documents, problems) = YamlNodes.Parse(yaml);
        problems.ShouldAllBe(p => p.At.Line >= 1 && p.At.Column >= 1 && p.Message.Length > 0);
        documents.ShouldAllBe(d => d != null);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_problem()
    {
        YamlNodes.Load(Path.Combine(Path.GetTempPath(), "no-such-agreement.yaml")).Problems.ShouldHaveSingleItem().Code.ShouldBe("file-not-found");
        YamlNodes.Load(Path.Combine(Path.GetTempPath(), "no-such-folder", "x.yaml")).Problems.ShouldHaveSingleItem().Code.ShouldBe("file-not-found");
        YamlNodes.Load(Path.GetTempPath()).Problems.ShouldHaveSingleItem().Code.ShouldBeOneOf("file-unreadable", "file-not-found");
    }
}
