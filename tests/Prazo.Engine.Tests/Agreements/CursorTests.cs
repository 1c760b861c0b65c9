using System.Collections.Immutable;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Places in a document, there or not: what a reader of the table of shapes may ask, and what it gets.</summary>
public class CursorTests
{
    private static Cursor Root(string yaml) => new(new Reading(), AgreementShape.Root, AgreementText.Documents(yaml)[0], new Position("a.yaml", 1, 1), "");

    [Fact]
    public void What_is_not_there_has_the_place_and_path_where_it_would_be()
    {
        var root = Root("term:\n  from: 2026-01-01\n");
        var to = root["term"]["to"];
        (to.Exists, to.IsMap, to.Text, to.Path, to.At).ShouldBe((false, false, null, "term.to", new Position("a.yaml", 2, 3)));
        to.Items.ShouldBeEmpty();
        to.Entries.ShouldBeEmpty();
        (to.Date(), to.Whole(1, 9), to.Percent(), to.Within(), to.Flag).ShouldBe((null, null, null, null, false));
        root.Reading.Problems.ShouldBeEmpty("what is not written is not wrong");
    }

    [Fact]
    public void Nothing_is_found_in_what_should_be_a_map_and_is_not()
    {
        var root = Root("term: 2026\ntargets: [a]\nobjectives: x\n");
        root["term"]["from"].Exists.ShouldBeFalse();
        root["targets"].Entries.ShouldBeEmpty();
        root["objectives"].Items.ShouldBeEmpty("a list is asked for, and one value is none");
        root["zone"]["anything"].Exists.ShouldBeFalse("text has no keys");
    }

    [Fact]
    public void A_key_that_the_table_does_not_know_is_a_slip_of_the_reader() =>
        Should.Throw<InvalidOperationException>(() => Root("zone: UTC\n")["zona"]).Message.ShouldContain("zona");

    [Theory]
    [InlineData("holidays: br", "br@holidays")]
    [InlineData("holidays: [br, ro]", "br@holidays[0] ro@holidays[1]")]
    [InlineData("holidays: []", "")]
    public void One_value_stands_for_a_list_of_one(string line, string expected)
    {
        var at = Root($"calendars: {{ c: {{ {line} }} }}\n")["calendars"]["c"]["holidays"];
        string.Join(" ", at.Items.Select(i => $"{i.Text}@{i.Path["calendars.c.".Length..]}")).ShouldBe(expected);
        at.Texts.ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('@')[0]));
    }

    [Fact]
    public void Paths_put_keys_with_dots_in_quotes()
    {
        var targets = Root("targets: { a.b: { within: { \"1.5\": 4h } } }\n")["targets"];
        targets.Entries.Single().Value.Path.ShouldBe("targets.\"a.b\"");
        targets["a.b"]["within"].Entries.Single().Value.Path.ShouldBe("targets.\"a.b\".within.\"1.5\"");
    }

    [Theory]
    [InlineData("within: 4h", 10)]
    [InlineData("within: \"4h\"", 11)]
    [InlineData("within: '4h'", 11)]
    public void Text_begins_after_its_quote(string line, int column) =>
        Root("targets:\n resolution:\n  " + line + "\n")["targets"]["resolution"]["within"].TextAt.Column.ShouldBe(column + 1);

    [Theory]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData("2028-02-29", "2028-02-29")]
    [InlineData("2026-02-29", null)]
    [InlineData("2026-13-01", null)]
    [InlineData("2026-00-10", null)]
    [InlineData("26-01-31", null)]
    [InlineData("2026-01-31T00:00", null)]
    [InlineData("today", null)]
    public void A_date_is_a_day_that_there_is(string text, string? expected)
    {
        var at = Root($"effective: {text}\n")["effective"];
        at.Date()?.ToString("uuuu-MM-dd", null).ShouldBe(expected);
        at.Reading.Problems.Count.ShouldBe(expected is null ? 1 : 0);
    }

    [Theory]
    [InlineData("0%", 0.0)]
    [InlineData("100%", 100.0)]
    [InlineData("100.0%", 100.0)]
    [InlineData("0.001 %", 0.001)]
    [InlineData("100.001%", null)]
    [InlineData("1e1%", null)]
    [InlineData("+5%", null)]
    [InlineData("5 % of it", null)]
    [InlineData("%5", null)]
    [InlineData("1,000%", null)]
    [InlineData("5%%", null)]
    [InlineData("", null)]
    public void A_percentage_is_from_0_to_100(string text, double? expected) => Percents.Parse(text).ShouldBe((decimal?)expected);

    [Fact]
    public void A_map_gives_its_entries_in_the_order_written_and_without_unknown_keys()
    {
        var root = Root("zone: UTC\nzona: x\nprazo: 1\n");
        root.Entries.Select(e => (e.Key, e.KeyAt.Line)).ShouldBe([("zone", 1), ("prazo", 3)]);
        var map = new MapNode(default, [new(new ScalarNode(default, "a"), new ScalarNode(default, "1"))]);
        map["a"].ShouldBeOfType<ScalarNode>().Text.ShouldBe("1");
        map["A"].ShouldBeNull("keys are compared letter by letter");
    }

    [Fact]
    public void Shapes_tell_what_may_stand_in_them()
    {
        var either = new EitherShape([new BoolShape(), new ListShape(() => new FreeShape("x"), "a list of x"), new MapShape("m", "a map of x", [new("k", () => new BoolShape(), "k")])]);
        either.Words.ShouldBe("true or false, or a list of x, or a map of x");
        either.Of("k").ShouldBeOfType<BoolShape>();
        either.Of("other").ShouldBeNull();
        either.Item.ShouldBeOfType<FreeShape>().Of("anything").ShouldBeOfType<FreeShape>();
        new FreeShape("x").Item.ShouldBeOfType<FreeShape>();
        new BoolShape().Of("k").ShouldBeNull();
        new BoolShape().Item.ShouldBeNull();
        new EitherShape([new BoolShape()]).Item.ShouldBeNull();
        new EitherShape([new BoolShape()]).Of("k").ShouldBeNull();
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("A-1._b", true)]
    [InlineData("9", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("_a", false)]
    [InlineData(".a", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("ação", false)]
    [InlineData("a\n", false)]
    public void An_id_is_letters_digits_dots_hyphens_underscores(string text, bool expected)
    {
        StructureCheck.IsId(text).ShouldBe(expected);
        System.Text.RegularExpressions.Regex.IsMatch(text, AgreementShape.IdPattern.Replace("$", "\\z", StringComparison.Ordinal), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(expected, "as the schema says");
    }

    [Fact]
    public void An_id_has_at_most_200_letters()
    {
        StructureCheck.IsId(new string('a', 200)).ShouldBeTrue();
        StructureCheck.IsId(new string('a', 201)).ShouldBeFalse();
    }

    [Fact]
    public void Long_values_are_shortened_in_messages()
    {
        StructureCheck.Quoted(new string('a', 60)).ShouldBe("\"" + new string('a', 60) + "\"");
        StructureCheck.Quoted(new string('a', 61)).ShouldBe("\"" + new string('a', 57) + "…\"");
    }
}
