using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>The reference page cannot rot: its examples are read and judged, and it names every key there is.</summary>
public class AgreementFileDocTests
{
    // What the fragments of the page build upon.
    private const string Base = "prazo: 1\nagreement: base\nzone: America/Sao_Paulo\ncalendars: { comercial: { weekly: { mon-fri: \"08:00-18:00\" } } }\n"
        + "targets: { first-response: { by: priority, within: { high: 1h, normal: 4h }, calendar: comercial } }\n---\nprazo: 1\nagreement: fragment\nextends: base\n";

    private static string Page => File.ReadAllText(Path.Combine(SchemaTests.Root, "docs", "reference", "agreement-file.md"));

    private static List<string> Blocks => [.. Page.Split("```yaml\n").Skip(1).Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)])];

    public static TheoryData<int> Examples() => [.. Enumerable.Range(0, Blocks.Count)];

    [Fact]
    public void The_page_has_examples() => Blocks.Count.ShouldBeGreaterThan(8);

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_reads_and_lints_clean(int number)
    {
        var block = Blocks[number];
        var text = block.Contains("prazo: 1\n", StringComparison.Ordinal) ? block : Base + block;
        AgreementText.Problems(text, new NodaTime.LocalDate(2026, 3, 2)).ShouldBeEmpty(block);
    }

    [Fact]
    public void Every_key_is_named_on_the_page()
    {
        var page = Page;
        foreach (var key in SchemaTests.Maps().SelectMany(m => m.Keys).Select(k => k.Name).Distinct())
            (page.Contains($"`{key}`", StringComparison.Ordinal) || page.Contains($"`{key}:", StringComparison.Ordinal) || page.Contains($" {key}:", StringComparison.Ordinal) || page.Contains($", {key} ", StringComparison.Ordinal)).ShouldBeTrue(key);
    }

    [Fact]
    public void Every_metric_and_event_is_named_on_the_page()
    {
        foreach (var word in Names.Metrics.Keys.Concat(EventKinds.All))
            Page.ShouldContain($"`{word}`");
    }
}
