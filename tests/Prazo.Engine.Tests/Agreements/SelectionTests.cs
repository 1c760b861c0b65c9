using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>T19: the four strategies on agreements as written, with their ties. A ticket of Monday 2026-03-02 10:00 in São Paulo.</summary>
[Trait("Rule", "T19")]
public class SelectionTests
{
    private static readonly Instant Created = Instant.FromUtc(2026, 3, 2, 13, 0);

    private static Agreement Of(string id, string when, string targets) => Good($"prazo: 1\nagreement: {id}\nzone: America/Sao_Paulo\n"
        + "calendars: { day: { weekly: { mon-fri: \"08:00-18:00\" } } }\napplies: { when: { " + when + " } }\ntargets:\n" + string.Concat(targets.Split("; ").Select(t => $"  {t}\n")));

    private static Func<string, string?> Ticket(string fields)
    {
        var values = fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=')).ToImmutableDictionary(f => f[0], f => f[1]);
        return field => values.GetValueOrDefault(field);
    }

    private static (string Chosen, string Left) Choose(Matching matching, string fields, params Agreement[] agreements)
    {
        var set = new AgreementSet(agreements, matching);
        var (chosen, left) = Selection.Choose(set, agreements, Ticket(fields), Created);
        return (string.Join(" ", chosen.Select(c => $"{c.Agreement.Id}/{c.Target.Id}:{c.Why}")), string.Join("; ", left.Select(l => $"{l.Agreement}/{l.Target} {l.Code} {l.Detail}")));
    }

    private static Matching By(Strategy strategy) => new(strategy, ImmutableDictionary<Metric, Strategy>.Empty);

    [Theory]
    // All fit: file order decides, then fields named, then the due at the start.
    [InlineData(Strategy.First, "customer=aurora channel=chat", "base/resolution:first")]
    [InlineData(Strategy.MostSpecific, "customer=aurora channel=chat", "chat/resolution:most-specific")]
    [InlineData(Strategy.Strictest, "customer=aurora channel=chat", "vip/resolution:strictest")]
    [InlineData(Strategy.All, "customer=aurora channel=chat", "base/resolution:only vip/resolution:only chat/resolution:only")]
    // Without a channel the most specific does not fit.
    [InlineData(Strategy.First, "customer=aurora", "base/resolution:first")]
    [InlineData(Strategy.MostSpecific, "customer=aurora", "vip/resolution:most-specific")]
    [InlineData(Strategy.Strictest, "customer=aurora", "vip/resolution:strictest")]
    [InlineData(Strategy.All, "customer=aurora", "base/resolution:only vip/resolution:only")]
    // Only one fits: it is not chosen by any strategy.
    [InlineData(Strategy.First, "", "base/resolution:only")]
    [InlineData(Strategy.MostSpecific, "customer=zeta channel=chat", "base/resolution:only")]
    [InlineData(Strategy.Strictest, "channel=chat", "base/resolution:only")]
    [InlineData(Strategy.All, "customer=", "base/resolution:only")]
    public void Each_strategy_chooses_its_way(Strategy strategy, string fields, string expected) => Choose(By(strategy), fields,
        Of("base", "", "resolution: { within: 8h }"), Of("vip", "customer: aurora", "resolution: { within: 2h }"), Of("chat", "customer: aurora, channel: chat", "resolution: { within: 4h }")).Chosen.ShouldBe(expected);

    [Theory]
    [InlineData("customer: [aurora, boreal]", "customer: aurora", "b")] // fewer values
    [InlineData("customer: aurora", "customer: [aurora, boreal]", "a")]
    [InlineData("customer: aurora", "customer: aurora", "a")] // a tie: file order
    [InlineData("channel: chat", "customer: aurora", "a")] // a tie: one field, one value each
    [InlineData("customer: aurora", "customer: [aurora, boreal, austral], channel: [chat, email]", "b")] // fields count before values
    [InlineData("customer: { not: zeta }", "customer: aurora", "a")] // what is excluded counts as a value too: a tie
    [InlineData("customer: { not: [zeta, eta] }", "customer: aurora", "b")]
    [InlineData("", "customer: { not: zeta }", "b")]
    public void Most_specific_means_more_fields_then_fewer_values_then_file_order(string first, string second, string expected) => Choose(By(Strategy.MostSpecific), "customer=aurora channel=chat",
        Of("a", first, "resolution: { within: 8h }"), Of("b", second, "resolution: { within: 4h }")).Chosen.ShouldBe($"{expected}/resolution:most-specific");

    [Fact]
    public void The_fields_of_agreement_and_target_count_together() => Choose(By(Strategy.MostSpecific), "customer=aurora channel=chat region=sul",
        Of("a", "customer: aurora", "resolution: { within: 8h }; narrow: { metric: resolution, within: 8h, when: { channel: chat } }"),
        Of("b", "customer: aurora, channel: chat", "resolution: { within: 8h, when: { region: sul } }")).Chosen.ShouldBe("b/resolution:most-specific");

    [Theory]
    [InlineData("4h", "3h", "b")]
    [InlineData("4h", "4h", "a")] // a tie: file order
    [InlineData("8h", "9h clock", "a")] // 18:00 before 19:00
    [InlineData("8h", "8h clock", "a")] // both at 18:00, though the last of the first is Tuesday's opening
    [InlineData("9h", "20h clock", "b")] // Tuesday 09:00, Tuesday 06:00
    [InlineData("1 business day by 09:00", "9h", "a")] // both on Tuesday at 09:00
    [InlineData("1 business day by 08:59", "9h", "a")]
    [InlineData("1 month", "until 2026-04-01", "b")] // Wednesday's midnight comes before Thursday 10:00
    [InlineData("1 month", "31 calendar days", "a")] // 2 April 10:00 both
    [InlineData("until field due", "8h", "b")] // no field, no promise, never the strictest
    [InlineData("8h", "until field due", "a")]
    [InlineData("2 working days", "2 business days", "a")] // both on Wednesday at 10:00
    public void Strictest_means_the_earliest_due_at_the_start(string first, string second, string expected) => Choose(By(Strategy.Strictest), "",
        Of("a", "", $"resolution: {{ within: {first} }}"), Of("b", "", $"resolution: {{ within: {second} }}")).Chosen.ShouldBe($"{expected}/resolution:strictest");

    [Theory]
    [InlineData("due=2026-03-02T16:00:00Z", "a")] // 13:00 in São Paulo
    [InlineData("due=2026-03-02T18:00:00Z", "b")] // 15:00, an hour after 4h are full
    [InlineData("due=soon", "b")]
    public void Strictest_reads_the_tickets_own_date(string fields, string expected) => Choose(By(Strategy.Strictest), fields,
        Of("a", "", "resolution: { within: until field due }"), Of("b", "", "resolution: { within: 4h }")).Chosen.ShouldBe($"{expected}/resolution:strictest");

    [Theory]
    [InlineData("priority=high", "b")]
    [InlineData("priority=low", "a")]
    [InlineData("priority=HIGH", "b")]
    [InlineData("", "a")]
    public void Strictest_reads_the_promise_for_the_tickets_own_value(string fields, string expected) => Choose(By(Strategy.Strictest), fields,
        Of("a", "", "resolution: { within: 4h }"), Of("b", "", "resolution: { by: priority, within: { high: 1h, low: 8h } }")).Chosen.ShouldBe($"{expected}/resolution:strictest");

    [Fact]
    public void A_metric_has_its_own_strategy_and_the_rest_the_default()
    {
        Agreement[] agreements = [Of("a", "", "first-response: { within: 2h }; resolution: { within: 8h }; update: { within: 4h }"), Of("b", "customer: aurora", "first-response: { within: 1h }; resolution: { within: 9h }; update: { within: 5h }")];
        var matching = new Matching(Strategy.First, ImmutableDictionary<Metric, Strategy>.Empty.Add(Metric.Resolution, Strategy.MostSpecific).Add(Metric.FirstResponse, Strategy.Strictest));
        Choose(matching, "customer=aurora", agreements).Chosen.ShouldBe("b/first-response:strictest b/resolution:most-specific a/update:first");
    }

    [Fact]
    public void Everything_left_out_says_why()
    {
        var (chosen, left) = Choose(By(Strategy.First), "customer=aurora channel=fax",
            Of("a", "customer: zeta", "resolution: { within: 8h }"), Of("b", "", "resolution: { within: 8h }; update: { within: 4h, when: { channel: chat } }"), Of("c", "", "resolution: { within: 4h }; workaround: { within: 4h, when: { region: sul } }"));
        chosen.ShouldBe("b/resolution:first");
        left.ShouldBe("a/ no-agreement customer = aurora; b/update no-target channel = fax; c/workaround no-target region = ; c/resolution outranked b/resolution");
    }

    [Fact]
    public void Measures_and_targets_of_their_own_never_compete()
    {
        var (chosen, left) = Choose(By(Strategy.First), "",
            Of("a", "", "resolution: { within: 8h }; wait: { metric: resolution, measure: true }; hop: { metric: custom, within: 1h, start: { event: reply }, stop: { event: note } }"),
            Of("b", "", "wait: { metric: resolution, measure: true }; hop2: { metric: custom, within: 1h, start: { event: reply }, stop: { event: note } }"));
        chosen.ShouldBe("a/resolution:only a/wait:only a/hop:only b/wait:only b/hop2:only");
        left.ShouldBeEmpty();
    }

    [Fact]
    public void Targets_of_their_own_with_one_name_are_one_promise_and_the_strategy_chooses() => Choose(By(Strategy.Strictest), "",
        Of("a", "", "hop: { metric: custom, within: 2h, start: { event: created }, stop: { event: note } }"),
        Of("b", "", "hop: { metric: custom, within: 1h, start: { event: created }, stop: { event: note } }")).ShouldBe(("b/hop:strictest", "a/hop outranked b/hop"));

    [Theory]
    [InlineData("email", "email", true)]
    [InlineData("email", "EMAIL", true)]
    [InlineData("email", "e-mail", false)]
    [InlineData("email", "", false)]
    [InlineData("[email, chat]", "chat", true)]
    [InlineData("[email, \"\"]", "", true)] // an empty value is one to ask for
    [InlineData("{ not: email }", "chat", true)]
    [InlineData("{ not: email }", "Email", false)]
    [InlineData("{ not: email }", "", true)] // a field that is not there has none of the values
    [InlineData("{ not: [email, \"\"] }", "", false)]
    [InlineData("straße", "STRASSE", false)] // compared letter by letter
    [InlineData("é", "É", true)]
    public void A_field_holds_one_of_its_values_ignoring_case(string when, string value, bool fits)
    {
        var match = Of("a", "channel: " + when, "resolution: { within: 8h }").Applies;
        match.Fits(_ => value).ShouldBe(fits);
        if (value.Length == 0)
            match.Fits(_ => null).ShouldBe(fits, "empty or not there is the same");
    }
}
