using Prazo.Agreements;
using Prazo.Engine.Agreements;

namespace Prazo.Tests.Agreements;

/// <summary>A form changes values where they stand, and nothing else of the text.</summary>
public class YamlEditTests
{
    private const string Text = """
        # Head.
        prazo: 1   # format
        agreement: suporte
        title: "Loja"
        targets:
          # answers
          first-response: { by: priority, within: { critical: 30m, else: 4h }, calendar: office }   # quick
          resolution:
            within:
              critical: 2h   # two hours
              high: 8h
            calendar: office

            pause:
              - { status: waiting-customer, party: customer }
        objectives:
          - { id: a, target: first-response, at-least: 90%, per: month }
          - id: b   # second
            target: resolution
            at-least: 80%
            per: month
        clauses: { unknown: [ "kept, as it is" ] }
        # Tail.

        """;

    private static string Set(string path, string? value, string text = Text) => YamlEdit.Apply(text, [new YamlChange(path.Split('/'), value)]);

    [Theory]
    [InlineData("targets/first-response/within/critical", "15m", "critical: 30m", "critical: 15m")]
    [InlineData("targets/resolution/within/critical", "90m", "critical: 2h   # two", "critical: 90m   # two")]
    [InlineData("title", "Loja nova", "\"Loja\"", "\"Loja nova\"")]
    [InlineData("prazo", "2", "prazo: 1   # format", "prazo: 2   # format")]
    [InlineData("targets/first-response/within/high", "1h", "else: 4h }", "else: 4h, high: 1h }")]
    [InlineData("targets/resolution/within/normal", "2 business days", "      high: 8h\n", "      high: 8h\n      normal: 2 business days\n")]
    [InlineData("targets/resolution/warn", "[50%, 80%]", "party: customer }\n", "party: customer }\n    warn: [50%, 80%]\n")]
    [InlineData("objectives/1/at-least", "85%", "at-least: 80%", "at-least: 85%")]
    [InlineData("objectives/+", "{ id: c, target: resolution, at-least: 70%, per: year }", "    per: month\nclauses", "    per: month\n  - { id: c, target: resolution, at-least: 70%, per: year }\nclauses")]
    [InlineData("parties/provider", "Loja", "# Tail.", "# Tail.")]
    [InlineData("targets/first-response/within/critical", null, "critical: 30m, ", "")]
    [InlineData("targets/first-response/within/else", null, ", else: 4h", "")]
    [InlineData("targets/resolution/within/high", null, "      high: 8h\n", "")]
    [InlineData("objectives/0", null, "  - { id: a, target: first-response, at-least: 90%, per: month }\n", "")]
    [InlineData("objectives/1/id", null, "id: b   # second\n    target", "target")]
    [InlineData("targets/resolution/pause/0", null, "    pause:\n      - { status: waiting-customer, party: customer }\n", "")]
    public void One_value_changes_and_the_rest_of_the_text_stays_letter_by_letter(string path, string? value, string before, string after)
    {
        var changed = Set(path, value);
        var expected = Text.Replace(before, after, StringComparison.Ordinal);
        if (path == "parties/provider")
            expected = Text.Replace("# Tail.", "parties:\n  provider: Loja\n# Tail.", StringComparison.Ordinal);
        changed.ShouldBe(expected);
    }

    [Fact]
    public void Every_value_of_every_sample_can_be_changed_alone()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prazo.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        var (tried, comments) = (0, 0);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "samples"), "*.yaml", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file).ReplaceLineEndings("\n");
            if (YamlNodes.Parse(text) is not { Problems.Count: 0, Documents: [var root, ..] })
                continue;
            foreach (var path in Leaves(root, []))
            {
                var changed = YamlEdit.Apply(text, [new YamlChange(path, "changed value")]);
                At(YamlNodes.Parse(changed).Documents[0], path).ShouldBeOfType<ScalarNode>().Text.ShouldBe("changed value", $"{file}: {string.Join('/', path)}");
                changed.Count(c => c == '#').ShouldBe(text.Count(c => c == '#'), $"{file}: {string.Join('/', path)}");
                // The way back gives the same tree: nothing else was touched.
                Nodes.Same(YamlNodes.Parse(YamlEdit.Apply(changed, [new YamlChange(path, YamlEdit.Scalar(((ScalarNode)At(root, path)!).Text))])).Documents[0], root).ShouldBeTrue($"{file}: {string.Join('/', path)}");
                (tried, comments) = (tried + 1, comments + text.Count(c => c == '#'));
            }
        }
        (tried, comments).ShouldSatisfyAllConditions(x => x.tried.ShouldBeGreaterThan(200), x => x.comments.ShouldBeGreaterThan(200));
    }

    [Theory]
    [InlineData("4h", "4h")]
    [InlineData("08:00-12:00, 13:00-18:00", "\"08:00-12:00, 13:00-18:00\"")]
    [InlineData("95%", "95%")]
    [InlineData("São \"João\"", "\"São \\\"João\\\"\"")]
    [InlineData("", "\"\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("- item", "\"- item\"")]
    public void What_could_be_taken_for_something_else_stands_in_quotes(string text, string written)
    {
        YamlEdit.Scalar(text).ShouldBe(written);
        YamlNodes.Parse("a: " + written).Documents[0].ShouldBeOfType<MapNode>()["a"].ShouldBeOfType<ScalarNode>().Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("a: *x", "a/b")]
    [InlineData("a: [", "a")]
    [InlineData("a: text", "a/b")]
    [InlineData("a: &x { b: 1 }\nc: *x", "c/b")]
    public void What_cannot_be_changed_alone_is_refused(string text, string path) => Should.Throw<RefusedException>(() => Set(path, "1", text)).Problems[0].Code.ShouldBe("form-cannot");

    [Theory]
    [InlineData("parties/provider", "Loja", "# Head.\n", "# Head.\nparties:\n  provider: Loja\n")]
    [InlineData("calendars/office/holidays/+", "br", "calendars:\n  office:\n", "calendars:\n  office: { holidays: [br] }\n")]
    [InlineData("a/b", "1", "a: {}\n", "a: { b: 1 }\n")]
    [InlineData("a", null, "a: 1\nb: 2\n", "b: 2\n")]
    [InlineData("a/b", null, "a: { b: 1 }\nc: 2\n", "c: 2\n")]
    [InlineData("a", "2", "a: 1\n---\na: 3\n", "a: 2\n---\na: 3\n")]
    [InlineData("a", "2", "a: |\n  1\n  2\nb: 3\n", "a: 2\nb: 3\n")]
    public void What_is_empty_takes_what_is_put_there_and_what_would_be_empty_goes(string path, string? value, string before, string after) => Set(path, value, before).ShouldBe(after);

    [Theory]
    [InlineData("prazo: 1\nagreement: a   # id\ntargets: {}\n", "version", "prazo: 1\nagreement: a   # id\nversion: 2\ntargets: {}\n")]
    [InlineData("agreement: a\n", "prazo", "prazo: 2\nagreement: a\n")]
    [InlineData("agreement: a\n", "own", "agreement: a\nown: 2\n")]
    public void A_new_key_stands_where_one_usually_writes_it(string before, string key, string after) =>
        YamlEdit.Apply(before, [new YamlChange([key], "2", AgreementSchema.Keys)]).ShouldBe(after);

    private static IEnumerable<string[]> Leaves(Node node, string[] path) => node switch
    {
        MapNode map => map.Entries.SelectMany(e => Leaves(e.Value, [.. path, e.Key.Text])),
        ListNode list => list.Items.SelectMany((item, i) => Leaves(item, [.. path, $"{i}"])),
        ScalarNode { At.Line: > 0 } => [path],
        _ => [],
    };

    private static Node? At(Node node, IEnumerable<string> path) => path.Aggregate<string, Node?>(node, (at, step) => at switch { MapNode map => map[step], ListNode list => list.Items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)], _ => null });
}
