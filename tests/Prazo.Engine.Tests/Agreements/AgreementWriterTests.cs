using System.Collections.Immutable;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Agreements;

public class AgreementWriterTests
{
    private static readonly string[] Words =
    [
        "a", "key", "08:00-12:00, 13:00-18:00", "95%..100%", "24x7", "~", "null", "", " lead", "trail ", "two: parts", "hash # not", "a #b", "- dash", "-dash", "? q", ": c", "a:", "a:b",
        "[x]", "{x}", "x, y", "\"q\"", "'s'", "back\\slash", "line\nbreak", "tab\there", "\r", "é ã ș", "😀", "\u00a0", "\u2028", "\ufeff", "\u0085", "\0", "\u0001", "---", "...", "... x", "%pct", "@at", "`tick", "!tag", "&anchor", "*alias", "|", ">", "<<", "=",
        "true", "no", "1", "1e9", "0x1F", "2026-01-01", "2026-01-01 09:00", "#", "", "  ", "very long text that goes on and on, until nobody knows where it began: and then a little more of it, so that lines would be folded by printers that fold lines",
    ];

    [Theory]
    [InlineData("{a: 1, b: [x, {c: d}], e: {}, f: []}", "a: 1\nb:\n  - x\n  - c: d\ne: {  }\nf: []\n")]
    [InlineData("a: \"08:00-12:00, 13:00-18:00\"", "a: \"08:00-12:00, 13:00-18:00\"\n")]
    [InlineData("a: '~'\nb: ~\nc: \"no\"", "a: \"~\"\nb: ~\nc: no\n")]
    [InlineData("- - 1\n  - 2\n- x: {y: z}", "- - 1\n  - 2\n- x:\n    y: z\n")]
    public void The_canonical_form_is_block_style_with_quotes_only_where_needed(string yaml, string expected) =>
        AgreementWriter.Write(AgreementText.Documents(yaml)[0]).ShouldBe(expected);

    [Fact]
    public void The_sample_agreement_round_trips()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SchemaTests.Root, "samples", "agreements"), "*.yaml"))
        {
            var document = YamlNodes.Load(file).Documents.ShouldHaveSingleItem();
            var text = AgreementWriter.Write(document);
            Nodes.Same(AgreementText.Documents(text).ShouldHaveSingleItem(), document).ShouldBeTrue(file);
            AgreementWriter.Write(AgreementText.Documents(text)[0]).ShouldBe(text, "the canonical form of the canonical form");
        }
    }

    [Fact]
    public void Any_tree_prints_to_text_that_reads_back_equal() => Mutator.Run("agreement writer", 20_000, random =>
    {
        var tree = Tree(random, 4);
        var text = AgreementWriter.Write(tree);
        var (documents, problems) = YamlNodes.Parse(text);
        problems.ShouldBeEmpty(text);
        // A document of nothing is no document.
        if (!(tree is ScalarNode && Nodes.IsNull(tree)))
        {
            AgreementWriter.Write(documents.ShouldHaveSingleItem()).ShouldBe(text);
            Nodes.Same(documents[0], tree).ShouldBeTrue(text);
        }
        var line = AgreementWriter.OnOneLine(tree);
        line.ShouldNotContain("\n");
    });

    private static Node Tree(Random random, int depth) => (depth == 0 ? 0 : random.Next(3)) switch
    {
        1 => new ListNode(default, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Tree(random, depth - 1))]),
        2 => new MapNode(default, Keys(random).Select(k => KeyValuePair.Create(new ScalarNode(default, k, random.Next(2) == 0), Tree(random, depth - 1))).ToImmutableArray()),
        _ => Scalar(random),
    };

    private static IEnumerable<string> Keys(Random random) => Enumerable.Range(0, random.Next(4)).Select(_ => Words[random.Next(Words.Length)]).Where(w => w.Length < 100 && w != "<<").Distinct(StringComparer.Ordinal);

    private static ScalarNode Scalar(Random random)
    {
        var text = Words[random.Next(Words.Length)] + (random.Next(4) == 0 ? Words[random.Next(Words.Length)] : "");
        return new ScalarNode(default, text, random.Next(2) == 0);
    }
}
