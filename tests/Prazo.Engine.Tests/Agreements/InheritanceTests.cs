using System.Text;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

public class InheritanceTests
{
    private const string Base = "prazo: 1\nagreement: base\nversion: 7\ntitle: Base\nkind: service\nzone: America/Sao_Paulo\neffective: 2025-01-01\n"
        + "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" }, holidays: [br] } }\n"
        + "targets:\n  first-response: { by: priority, within: { high: 1h, low: 8h }, warn: [50%, 80%] }\n  resolution: { within: 16h }\n---\n";

    private const string Child = "prazo: 1\nagreement: child\nextends: base\n";

    [Fact]
    public void Maps_merge_by_key_while_lists_and_values_replace()
    {
        var child = Good(Base + Child + "targets:\n  first-response: { within: { low: 4h }, warn: [90%] }\n  update: { within: 8h }\n");
        child.Targets.Select(t => t.Id).ShouldBe(["first-response", "resolution", "update"]);
        child.Targets[0].Within.For("high")!.Text.ShouldBe("1h");
        child.Targets[0].Within.For("low")!.Text.ShouldBe("4h");
        child.Targets[0].Warn.ShouldHaveSingleItem().Text.ShouldBe("90%");
        child.Zone.ShouldBe("America/Sao_Paulo");
    }

    [Fact]
    public void What_a_document_is_its_children_are_not()
    {
        var child = Good(Base + Child);
        (child.Id, child.Version, child.Title, child.Kind, child.Extends, child.From).ShouldBe(("child", 1, "child", AgreementKind.Service, "base", null));
        child.Document["version"].ShouldBeNull();
    }

    [Theory]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("")]
    public void A_null_removes_what_would_be_inherited(string nothing) =>
        Good(Base + Child + $"targets: {{ resolution: {nothing} }}\n").Targets.ShouldHaveSingleItem().Id.ShouldBe("first-response");

    [Fact]
    public void Chains_of_several_agreements_merge_from_the_far_end()
    {
        var child = Good(Base + "prazo: 1\nagreement: middle\nextends: base\ntargets: { resolution: { within: 12h }, first-response: ~ }\n---\n"
            + "prazo: 1\nagreement: child\nextends: middle\ntargets: { resolution: { calendar: 24x7 }, first-response: { within: 2h } }\n");
        child.Targets.Select(t => (t.Id, t.Within.Else!.Text, t.Calendar.Else)).ShouldBe([("first-response", "2h", "c"), ("resolution", "12h", "24x7")], ignoreOrder: true);
        child.Targets.Single(t => t.Id == "first-response").Warn.ShouldBeEmpty("it was removed on the way");
        child.Layers.Select(l => l.Id).ShouldBe(["child", "middle", "base"]);
    }

    [Fact]
    public void An_unknown_parent_is_named_where_it_stands()
    {
        var problems = Problems(Child);
        var problem = problems.First(p => p.Code == "unknown-parent");
        problem.At.ShouldBe(new Position("a.yaml", 3, 10));
        problem.Hint.ShouldContain("base.yaml");
    }

    [Theory]
    [InlineData("prazo: 1\nagreement: child\nzone: UTC\nextends: child\n", 4)]
    [InlineData("prazo: 1\nagreement: base\nzone: UTC\nextends: child\n---\nprazo: 1\nagreement: child\nextends: base\n", 4)]
    [InlineData("prazo: 1\nagreement: a\nzone: UTC\nextends: b\n---\nprazo: 1\nagreement: b\nextends: a\n---\nprazo: 1\nagreement: child\nextends: a\n", 7)]
    public void A_circle_of_extends_is_named_and_ends(string yaml, int line)
    {
        var problem = Problems(yaml).First(p => p.Code == "extends-cycle");
        problem.Message.ShouldContain(" extends ");
        problem.At.Line.ShouldBeInRange(line - 1, line + 1);
    }

    [Fact]
    public void More_than_sixteen_layers_are_refused()
    {
        var yaml = new StringBuilder("prazo: 1\nagreement: a0\nzone: UTC\n");
        for (var i = 1; i <= 20; i++)
            yaml.Append("---\nprazo: 1\nagreement: a").Append(i).Append("\nextends: a").Append(i - 1).Append('\n');
        Problems(yaml.ToString()).ShouldContain(p => p.Code == "extends-too-deep");
    }

    [Fact]
    public void A_problem_in_an_inherited_value_points_to_where_it_was_written()
    {
        var problem = Problems(Base.Replace("16h", "2 days", StringComparison.Ordinal) + Child).ShouldHaveSingleItem();
        problem.At.Line.ShouldBe(11);
        problem.Path.ShouldBe("targets.resolution.within");
    }

    [Fact]
    public void Every_value_tells_where_it_comes_from_and_what_it_overrides()
    {
        var child = Good(Base + Child + "targets: { first-response: { within: { low: 4h }, warn: [90%] } }\n");
        var low = Provenance.Of(child, "targets.first-response.within.low").ShouldNotBeNull();
        (low.Value, low.InheritedFrom, low.At.Line).ShouldBe(("4h", null, 16));
        low.Overrides.ShouldBe(new OverriddenValue("8h", new Position("a.yaml", 10, 60), "base"));

        var high = Provenance.Of(child, "targets.first-response.within.high").ShouldNotBeNull();
        (high.Value, high.InheritedFrom, high.At.Line, high.Overrides).ShouldBe(("1h", "base", 10, null));

        var warn = Provenance.Of(child, "targets.first-response.warn[0]").ShouldNotBeNull();
        (warn.Value, warn.InheritedFrom).ShouldBe(("90%", null));
        warn.Overrides!.Value.ShouldBe("[50%, 80%]");

        Provenance.Of(child, "agreement")!.Overrides.ShouldBeNull("an id overrides nothing");
        Provenance.Of(child, "targets.nothing").ShouldBeNull();
    }

    [Fact]
    public void Every_leaf_of_the_document_has_an_origin_in_one_of_the_layers()
    {
        var child = Good(Base + Child + "targets: { first-response: { within: { low: 4h } } }\n");
        var origins = Provenance.Of(child);
        origins.Count.ShouldBe(Leaves(child.Document));
        origins.ShouldAllBe(o => o.InheritedFrom == null || o.InheritedFrom == "base");
        origins.Select(o => o.Path).ShouldBeUnique();
    }

    private static int Leaves(Node node) => node switch
    {
        MapNode map => map.Entries.Sum(e => Leaves(e.Value)),
        ListNode list => list.Items.Sum(Leaves),
        _ => 1,
    };

    [Fact]
    [Trait("Rule", "T1")]
    public void The_hash_follows_the_content_and_nothing_else()
    {
        var hash = Good(Base + Child).Hash;
        Good("# a comment\n" + Base.Replace("zone: America/Sao_Paulo", "zone:   \"America/Sao_Paulo\"", StringComparison.Ordinal) + Child).Hash.ShouldBe(hash);
        Good(Base.Replace("16h", "17h", StringComparison.Ordinal) + Child).Hash.ShouldNotBe(hash, "the parent changed");
        Good(Base + Child + "version: 2\n").Hash.ShouldNotBe(hash);
        hash.ShouldMatch("^[0-9a-f]{64}$");
    }
}
