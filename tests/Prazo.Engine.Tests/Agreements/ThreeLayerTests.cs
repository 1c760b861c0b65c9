using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>A standard, a branch of it and a shop: where every value of the shop comes from, what it overrides, and what a removal on the way does.</summary>
public class ThreeLayerTests
{
    private const string Standard = """
        prazo: 1
        agreement: standard
        zone: America/Sao_Paulo
        parties: { provider: e-Suporte, customer: All }
        calendars: { c: { weekly: { mon-fri: "08:00-18:00" }, holidays: [br] } }
        applies: { when: { channel: [email, chat] } }
        targets:
          first-response: { by: priority, within: { high: 1h, normal: 4h, low: 8h }, warn: [50%, 80%], pause: { status: waiting, party: customer } }
          resolution: { within: 16h, on-change: { up: carry, down: keep } }
        objectives: [ { id: answers, target: first-response, at-least: 90% } ]
        clauses: { security: Logged., reports: [ Monthly ] }

        """;

    private const string Branch = """
        ---
        prazo: 1
        agreement: branch
        extends: standard
        parties: { customer: The branch }
        targets:
          first-response: { within: { normal: 3h }, warn: 80% }
          resolution: { on-change: restart }
        clauses: { reports: Weekly }

        """;

    private const string Head = "---\nprazo: 1\nagreement: shop\nextends: branch\n";

    /// <summary>Where a value comes from and what it overrides; that the places are right is seen in the text itself.</summary>
    private static string Origin(Agreement shop, string text, string path)
    {
        if (Provenance.Of(shop, path) is not { } origin)
            return "nowhere";
        ShouldStand(text, origin.At, origin.Value);
        var over = origin.Overrides;
        if (over is not null)
            ShouldStand(text, over.At, over.Value);
        return $"{origin.Value} of {origin.InheritedFrom ?? "its own"}" + (over is null ? "" : $", over {over.Value} of {over.From}");
    }

    private static void ShouldStand(string text, Position at, string value)
    {
        var there = text.Split('\n')[at.Line - 1][(at.Column - 1)..];
        there.Replace("[ ", "[", StringComparison.Ordinal).Replace(" ]", "]", StringComparison.Ordinal).ShouldStartWith(value);
    }

    private static Position LastPlaceOf(string text, string needle)
    {
        var at = text.LastIndexOf(needle, StringComparison.Ordinal);
        return new("a.yaml", text[..at].Count(c => c == '\n') + 1, at - text.LastIndexOf('\n', at));
    }

    [Theory]
    [InlineData("prazo", "1 of its own")]
    [InlineData("agreement", "shop of its own")]
    [InlineData("zone", "America/Sao_Paulo of standard")]
    [InlineData("parties.provider", "Shop support of its own, over e-Suporte of standard")]
    [InlineData("parties.customer", "The branch of branch, over All of standard")]
    [InlineData("applies.when.channel[0]", "chat of its own, over [email, chat] of standard")]
    [InlineData("applies.when.region", "sul of its own")]
    [InlineData("targets.first-response.within.high", "30m of its own, over 1h of standard")]
    [InlineData("targets.first-response.within.normal", "2h of its own, over 3h of branch")]
    [InlineData("targets.first-response.within.low", "8h of standard")]
    [InlineData("targets.first-response.warn", "80% of branch, over [50%, 80%] of standard")]
    [InlineData("targets.first-response.pause.status", "waiting of standard")]
    [InlineData("targets.resolution.within", "12h of its own, over 16h of standard")]
    [InlineData("targets.resolution.on-change", "restart of branch, over { up: carry, down: keep } of standard")]
    [InlineData("objectives[0].at-least", "95% of its own, over [{ id: answers, target: first-response, at-least: 90% }] of standard")]
    [InlineData("clauses.security", "Logged. of standard")]
    [InlineData("clauses.reports", "Weekly of branch, over [Monthly] of standard")]
    [InlineData("calendars.c.holidays[0]", "br of standard")]
    [InlineData("targets.first-response.pause.party", "customer of standard")]
    [InlineData("clauses.cancellation", "nowhere")]
    public void Every_value_comes_from_the_nearest_layer_that_writes_it(string path, string expected)
    {
        var text = Standard + Branch + Head + "parties: { provider: Shop support }\napplies: { when: { channel: [chat], region: sul } }\ntargets:\n"
            + "  first-response: { within: { high: 30m, normal: 2h } }\n  resolution: { within: 12h }\nobjectives: [ { id: answers, target: first-response, at-least: 95% } ]\n";
        Origin(Good(text), text, path).ShouldBe(expected);
    }

    [Theory]
    [InlineData("objectives: ~\ntargets: { first-response: ~ }", "targets.first-response.within.high", "nowhere")]
    [InlineData("targets: { first-response: { within: { high: ~ } } }", "targets.first-response.within.high", "nowhere")]
    [InlineData("targets: { first-response: { within: { high: ~ } } }", "targets.first-response.within.normal", "3h of branch, over 4h of standard")]
    [InlineData("targets: { first-response: { warn: ~ } }", "targets.first-response.warn", "nowhere")]
    [InlineData("objectives: ~", "objectives[0].id", "nowhere")]
    [InlineData("parties: { customer: ~ }", "parties.customer", "nowhere")]
    [InlineData("parties: { customer: ~ }", "parties.provider", "e-Suporte of standard")]
    [InlineData("clauses: ~", "clauses.security", "nowhere")]
    public void A_removal_at_the_last_layer_leaves_nothing(string removal, string path, string expected)
    {
        var text = Standard + Branch + Head + removal + "\n";
        Origin(Good(text), text, path).ShouldBe(expected);
    }

    [Fact]
    public void What_was_removed_on_the_way_is_not_overridden_any_more()
    {
        const string branch = "---\nprazo: 1\nagreement: branch\nextends: standard\nobjectives: ~\ntargets: { first-response: ~, resolution: { within: ~ } }\n";
        var text = Standard + branch + Head + "targets: { first-response: { within: { high: 2h }, by: priority }, resolution: { within: 9h } }\n";
        var shop = Good(text);
        shop.Targets.Single(t => t.Id == "first-response").Within.Values.Keys.ShouldBe(["high"], "what the branch removed does not come back");
        Origin(shop, text, "targets.first-response.within.high").ShouldBe("2h of its own");
        Origin(shop, text, "targets.resolution.within").ShouldBe("9h of its own");
        Origin(shop, text, "targets.resolution.on-change.up").ShouldBe("carry of standard");
    }

    [Fact]
    public void What_another_kind_of_value_replaced_on_the_way_is_not_overridden_any_more()
    {
        // The branch promises one duration for all priorities: the standard's of high is gone there.
        const string branch = "---\nprazo: 1\nagreement: branch\nextends: standard\ntargets: { first-response: { within: 4h, by: ~ } }\n";
        var text = Standard + branch + Head + "targets: { first-response: { by: priority, within: { high: 2h } } }\n";
        var shop = Good(text);
        shop.Targets[0].Within.Values.Keys.ShouldBe(["high"]);
        Origin(shop, text, "targets.first-response.within.high").ShouldBe("2h of its own");
        Origin(shop, text, "targets.first-response.by").ShouldBe("priority of its own");
    }

    [Fact]
    public void A_value_over_a_map_overrides_what_all_layers_behind_it_say()
    {
        var text = Standard + Branch + Head + "targets: { first-response: { by: ~, within: 2h } }\n";
        var origin = Provenance.Of(Good(text), "targets.first-response.within").ShouldNotBeNull();
        origin.Overrides.ShouldBe(new OverriddenValue("{ high: 1h, normal: 3h, low: 8h }", new Position("a.yaml", 18, 29), "branch"), "the branch changed one of the standard's three");
    }

    [Fact]
    public void Items_of_lists_come_from_where_their_list_does()
    {
        var text = Standard + Branch + Head + "objectives: [ { id: answers, target: first-response, at-least: 95%, when: { channel: [ email, chat ] } } ]\nclauses: { reports: [ Weekly, By mail ] }\n";
        Origin(Good(text), text, "clauses.reports[1]").ShouldBe("By mail of its own, over Weekly of branch");
        Origin(Good(text), text, "objectives[0].when.channel[1]").ShouldBe("chat of its own, over [{ id: answers, target: first-response, at-least: 90% }] of standard");
    }

    [Fact]
    public void An_agreement_made_in_code_owns_all_of_its_values()
    {
        var made = Good(Header) with { Layers = [] };
        Provenance.Of(made).Select(o => (o.Path, o.InheritedFrom, o.Overrides)).ShouldBe([("prazo", null, null), ("agreement", null, null), ("zone", null, null)]);
    }

    [Theory]
    [InlineData("targets: { first-response: { within: { low: 1 calendar day } } }\n", "first-response:high=1h normal=3h low=1 calendar day; resolution:16h")]
    [InlineData("targets: { first-response: { within: ~, by: ~, measure: true }, resolution: ~ }\n", "first-response:")]
    [InlineData("targets: { first-response: { within: { high: ~, normal: ~, else: 1h } } }\n", "first-response:low=8h else=1h; resolution:16h")]
    [InlineData("targets: { first-response: { by: ~, within: 2h } }\n", "first-response:2h; resolution:16h")]
    [InlineData("targets: { update: { within: 8h }, resolution: { within: 9h } }\n", "first-response:high=1h normal=3h low=8h; resolution:9h; update:8h")]
    public void Promises_merge_value_by_value_over_three_layers(string targets, string expected) =>
        string.Join("; ", Good(Standard + Branch + Head + targets).Targets.Select(t => t.Id + ":" + Promises(t))).ShouldBe(expected);

    private static string Promises(Target target) => target.By is null ? target.Within.Else?.Text ?? ""
        : string.Join(" ", target.Within.Values.OrderBy(v => Array.IndexOf(["high", "normal", "low"], v.Key)).Select(v => $"{v.Key}={v.Value.Text}").Concat(target.Within.Else is { } other ? [$"else={other.Text}"] : []));

    [Theory]
    [InlineData("targets: { first-response: { wihtin: 1h } }", "unknown-key", "wihtin", "targets.first-response.wihtin")]
    [InlineData("zone: Sao_Paulo", "unknown-zone", "Sao_Paulo", "zone")]
    [InlineData("calendars: { c: { holidays: [xx] } }", "unknown-holiday-set", "xx]", "calendars.c.holidays[0]")]
    [InlineData("calendars: ~", "missing-calendar", "{ within: { normal: 3h }", "targets.first-response")]
    [InlineData("targets: { first-response: ~ }", "objective-without-target", "first-response, at-least", "objectives[0].target")]
    [InlineData("targets: { first-response: { by: ~ } }", "missing-by", "{ normal: 3h }", "targets.first-response.within")]
    [InlineData("targets: { update: ~ }", "no-value", "update", "targets.update")]
    [InlineData("clauses: { reports: ~, guarantees: ~ }", "no-value", "guarantees", "clauses.guarantees")]
    [InlineData("targets: { resolution: { within: ~ } }", "missing-within", "resolution", "targets.resolution")]
    public void A_fault_made_by_merging_is_told_where_the_nearest_layer_wrote_it(string rest, string code, string needle, string path)
    {
        var text = Standard + Branch + Head + rest + "\n";
        var problem = Problems(text).First(p => p.Code == code);
        (problem.Path, problem.At).ShouldBe((path, LastPlaceOf(text, needle)));
    }

    [Fact]
    public void The_head_belongs_to_each_document_alone()
    {
        const string standard = "prazo: 1\nagreement: standard\nversion: 3\ntitle: Standard\nkind: service\nzone: UTC\nterm: { from: 2026-01-01 }\neffective: 2026-03-01\nopen-tickets: true\nreview: yearly\n"
            + "targets: { resolution: { within: 4h clock } }\nexamples: [ { name: n, given: { created: 2026-03-02 09:00, as-of: 2026-03-02 10:00 }, expect: { resolution: no-clock } } ]\n";
        var child = Good(standard + "---\nprazo: 1\nagreement: child\nkind: hybrid\nextends: standard\n");
        (child.Version, child.Title, child.Kind, child.From, child.OpenTicketsToo, child.Examples.Length).ShouldBe((1, "child", AgreementKind.Hybrid, new NodaTime.LocalDate(2026, 1, 1), false, 0));
        Origin(child, standard, "review").ShouldBe("yearly of standard");
        Problems(standard + "---\nagreement: child\nextends: standard\n").ShouldHaveSingleItem().ToString().ShouldBe("a.yaml:14:1: error: an agreement needs the key prazo — write `prazo:` — the version of this file format: 1");
    }

    [Fact]
    public void A_version_extends_an_earlier_one_of_the_same_agreement()
    {
        var documents = Documents("prazo: 1\nagreement: a\nzone: UTC\ntargets: { resolution: { within: 8h clock }, update: { within: 2h clock } }\n---\nprazo: 1\nagreement: a\nversion: 2\nextends: a@1\ntargets: { resolution: { within: 6h clock } }\n");
        var (second, problems) = AgreementReader.Read(documents[1], id => id == "a@1" ? documents[0] : null);
        problems.ShouldBeEmpty();
        second.ShouldNotBeNull().Targets.Select(t => t.Within.Else!.Text).ShouldBe(["6h clock", "2h clock"]);
        (second.Version, second.Extends, string.Join(" ", second.Layers.Select(l => l.Id))).ShouldBe((2, "a@1", "a a"));
    }

    [Theory]
    [InlineData("extends: [standard]", "wrong-kind", "expected an id, with @version for one version of it, found a list")]
    [InlineData("extends: ~", "no-value", "\"extends\" has no value")]
    [InlineData("extends: standart", "unknown-parent", "no agreement standart was given, and none lies beside this file — give its file too, or put standart.yaml beside this one")]
    [InlineData("extends: \"\"", "unknown-parent", "no agreement  was given")]
    public void What_is_extended_must_be_one_agreement_that_is_there(string extends, string code, string says) =>
        Problems(Standard + $"---\nprazo: 1\nagreement: shop\nzone: UTC\n{extends}\n").ShouldContain(p => p.Code == code && p.ToString().Contains(says));

    [Fact]
    public void A_parent_that_is_no_map_is_unknown()
    {
        var (agreement, problems) = AgreementReader.Read(Documents("prazo: 1\nagreement: a\nzone: UTC\nextends: b\n")[0], _ => new ScalarNode(default, "b"));
        agreement.ShouldBeNull();
        problems.ShouldHaveSingleItem().Code.ShouldBe("unknown-parent");
    }
}
