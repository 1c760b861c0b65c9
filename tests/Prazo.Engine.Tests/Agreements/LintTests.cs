using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Every check of the design's lint with a bad and a good text, at the very line and column.</summary>
[Trait("Rule", "Lint")]
public class LintTests
{
    private const string Office = "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" } } }\n";
    private static readonly LocalDate Today = new(2026, 3, 2);

    [Theory]
    [InlineData("applies: { when: { channel: email } }\ntargets:\n  resolution:\n    within: 8h\n    when: { «channel: chat¦channel: email» }\n")]
    [InlineData("applies: { when: { channel: { not: [email] } } }\ntargets:\n  resolution:\n    within: 8h\n    when: { «channel: email¦channel: chat» }\n")]
    [InlineData("applies: { when: { channel: [email, chat] } }\ntargets:\n  resolution:\n    within: 8h\n    when: { priority: high, «channel: phone¦channel: [phone, chat]» }\n")]
    [InlineData("targets:\n  resolution:\n    by: priority\n    within: { high: 8h, «low: 9h¦normal: 9h» }\n    when: { priority: [high, normal] }\n")]
    public void A_target_that_no_ticket_can_reach_is_named(string body) => ShouldComplain("unreachable-target", Office + body);

    [Theory]
    [InlineData("0%..80%", "«79%..90%¦80%..90%»", "90%..100%")]
    [InlineData("0%..80%", "80%..90%", "«80%..100%¦90%..100%»")]
    [InlineData("0%..10%", "«0%..50%¦10%..50%»", "50%..100%")]
    [Trait("Rule", "T21")]
    public void Overlapping_bands_are_named(string first, string second, string third) => ShouldComplain("overlapping-bands", Penalty(first, second, third));

    [Theory]
    [InlineData("0%..80%", "«81%..90%¦80%..90%»", "90%..100%", "80%..81%")]
    [InlineData("«1%..80%¦0%..80%»", "80%..90%", "90%..100%", "0%..1%")]
    [InlineData("0%..80%", "80%..90%", "«90%..99.9%¦90%..100%»", "99.9%..100%")]
    [Trait("Rule", "T21")]
    public void Gaps_between_bands_are_named(string first, string second, string third, string gap) => ShouldComplain("gap-in-bands", Penalty(first, second, third), says: gap);

    [Fact]
    [Trait("Rule", "T21")]
    public void Bands_may_stand_in_any_order_and_need_not_be_whole_percents() =>
        Problems(Header + Penalty("0%..80.25%", "80.25%..95.5%", "95.5%..100%").Replace("      0%..80.25%: 5%\n", "", StringComparison.Ordinal) + "      0%..80.25%: 5%\n").ShouldBeEmpty();

    [Theory]
    [InlineData("«90..100%¦90%..100%»")]
    [InlineData("«100%..90%¦90%..100%»")]
    [InlineData("«90%..101%¦90%..100%»")]
    [InlineData("«90% to 100%¦90%..100%»")]
    public void What_is_no_band_is_named(string band) => ShouldComplain("bad-band", Penalty("0%..80%", "80%..90%", band));

    private static string Penalty(string a, string b, string c)
    {
        // Keys are unquoted here so that the mark stands where the key does.
        return Office + "targets: { resolution: { within: 8h } }\nobjectives: [ { id: o, target: resolution, at-least: 90% } ]\n"
            + $"penalties:\n  - objective: o\n    of: monthly-fee\n    bands:\n      {a}: 5%\n      {b}: 2%\n      {c}: none\n";
    }

    [Theory]
    [InlineData("ten", "5%")]
    [InlineData("R$ 500", "500 BRL")]
    [InlineData("101%", "100%")]
    public void What_is_no_cost_is_named(string bad, string good) => ShouldComplain("bad-penalty", Office + "targets: { resolution: { within: 8h } }\nobjectives: [ { id: o, target: resolution, at-least: 90% } ]\n"
        + $"penalties: [ {{ objective: o, of: fee, bands: {{ 0%..100%: «{bad}¦{good}» }} }} ]\n");

    [Fact]
    public void Percentages_need_to_be_of_something() => ShouldComplain("missing-key", Office + "targets: { resolution: { within: 8h } }\nobjectives: [ { id: o, target: resolution, at-least: 90% } ]\n"
        + "penalties: [ «{ objective: o, bands: { 0%..100%: 5% } }¦{ objective: o, bands: { 0%..100%: 250.00 BRL } }» ]\n");

    [Theory]
    [InlineData("applies: { when: { channel: email } }\ntargets:\n  resolution: { within: 8h, pause: [ «{ channel: email }¦{ status: waiting }» ] }\n")]
    [InlineData("targets:\n  resolution: { within: 8h, when: { region: sul }, pause: [ «{ region: { not: [norte] } }¦{ region: norte }» ] }\n")]
    [InlineData("targets:\n  resolution: { within: 8h, pause: [ «{ any: [ { status: open }, { not: { status: open } } ] }¦{ any: [ { status: held }, { status: waiting } ] }» ] }\n")]
    [InlineData("targets:\n  resolution: { by: priority, within: { high: 8h, low: 9h }, pause: [ { status: waiting }, «{ priority: low }¦{ status: held }» ] }\n")]
    public void A_ticket_born_paused_for_ever_is_named(string body) => ShouldComplain("born-paused", Office + body);

    [Theory]
    [InlineData("metric: custom, start: { event: customer-message }, stop: «{ event: [customer-message, reply] }¦{ event: reply }»")]
    [InlineData("metric: custom, start: { status: waiting }, stop: «{ status: [waiting, closed] }¦{ status: closed }»")]
    [InlineData("metric: custom, start: { status: open, priority: high }, stop: «{ priority: high }¦{ priority: low }»")]
    [InlineData("metric: custom, start: { any: [ { event: reply }, { event: note } ] }, stop: «{ not: { event: customer-message } }¦{ event: customer-message }»")]
    [InlineData("metric: first-response, stop: «{ event: created }¦{ event: reply }»")]
    [InlineData("metric: resolution, start: «{ status: [resolved, closed] }¦{ event: reply }»")]
    public void A_start_that_implies_its_stop_is_named(string target) => ShouldComplain("start-implies-stop", Office + $"targets:\n  hand-over: {{ within: 4h, {target} }}\n");

    [Theory]
    [InlineData("first-response: { within: «9h¦8h» }\n  resolution: { within: 8h }\n")]
    [InlineData("first-response: { by: priority, within: { high: 1h, low: «3 business days¦1 business day» } }\n  resolution: { by: priority, within: { high: 8h, low: 2 business days } }\n")]
    [InlineData("first-response: { by: priority, within: { high: 1h, else: «25h clock¦24h clock» } }\n  resolution: { by: priority, within: { high: 8h, else: 24h clock } }\n")]
    [InlineData("first-response: { within: «4h¦2h» }\n  resolution: { within: 3h clock }\n")]
    [InlineData("first-response: { within: «21h¦9h» }\n  resolution: { within: 1 business day by 18:00 }\n")]
    [InlineData("first-response: { within: «2 months¦3 calendar days» }\n  resolution: { within: 7 calendar days }\n")]
    [InlineData("resolution: { within: 5h }\n  first-response: { by: priority, within: { high: 2h, low: «6h¦4h» } }\n")]
    public void A_response_promised_later_than_the_resolution_is_named(string targets) => ShouldComplain("response-longer-than-resolution", Office + "targets:\n  " + targets);

    [Fact]
    public void Responses_and_resolutions_for_different_tickets_are_not_compared() => Problems(Header + Office
        + "targets:\n  first-response: { within: 9h, when: { region: sul } }\n  resolution: { within: 8h, when: { region: norte } }\n").ShouldBeEmpty();

    [Theory]
    [InlineData("calendars: { c: { weekly: { mon: closed } } }\ntargets: { resolution: { within: «1h¦1h clock» } }\n")]
    [InlineData("calendars: { c: { weekly: { mon: closed }, days: { 2026-03-10: \"08:00-12:00\" } } }\ntargets: { resolution: { within: «5h¦4h» } }\n")]
    [InlineData("calendars: { c: { weekly: { mon: closed }, days: { 2026-03-10: \"08:00-12:00\" } } }\ntargets: { resolution: { within: «2 business days¦1 business day» } }\n")]
    [InlineData("term: { from: 2026-03-02, to: 2026-03-06 }\ncalendars: { c: { weekly: { mon-fri: \"08:00-18:00\" } } }\ntargets: { resolution: { within: «51h¦50h» } }\n")]
    [InlineData("calendars: { c: { weekly: { mon: \"08:00-09:00\" } } }\ntargets: { resolution: { within: «60h¦30h» } }\n")]
    public void A_promise_longer_than_its_calendar_offers_is_named(string body) => ShouldComplain("longer-than-calendar", body, today: Today);

    [Theory]
    [InlineData("calendars: { office: { weekly: { mon-fri: \"08:00-18:00\" } }, other: { weekly: { sat: \"08:00-12:00\" } } }\ntargets: { resolution: { within: 8h, calendar: «ofice¦office» } }\n", "did you mean office?")]
    [InlineData("calendars: { office: { weekly: { mon-fri: \"08:00-18:00\" } } }\ntargets: { resolution: { within: 8h, by: priority, calendar: { high: «24/7¦24x7», else: office } } }\n", "24x7")]
    [InlineData("calendars: { office: { weekly: { mon-fri: \"08:00-18:00\" } }, both: { union: [office, «ofice¦24x7»] } }\ntargets: { resolution: { within: 8h, calendar: both } }\n", "did you mean office?")]
    public void An_unknown_calendar_is_named(string body, string says) => ShouldComplain("unknown-calendar", body, says: says);

    [Theory]
    [InlineData("calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" }, holidays: [br, «br-sao-paulo¦br-sp»] } }\n", "there is no holiday set")]
    [InlineData("holiday-sets: { loja: { includes: «brr¦br», days: { 06-24: São João } } }\n", "did you mean br?")]
    public void An_unknown_holiday_set_is_named(string body, string says) => ShouldComplain("unknown-holiday-set", body, says: says);

    [Theory]
    [InlineData("applies: { when: { «chanel¦channel»: email } }\n", "did you mean channel?")]
    [InlineData("applies: { when: { «loja¦inbox»: aurora } }\n", "fields: [loja]")]
    [InlineData("targets: { resolution: { within: 8h clock, by: «prioridade¦priority», calendar: { high: 24x7, else: 24x7 } } }\n", "prioridade")]
    [InlineData("targets: { resolution: { within: 8h clock, pause: [ { «stauts¦status»: waiting } ] } }\n", "did you mean status?")]
    [InlineData("targets: { resolution: { within: 8h clock, pause: [ { any: [ { status: x }, { not: { «stauts¦status»: waiting } } ] } ] } }\n", "did you mean status?")]
    [InlineData("targets: { hop: { metric: custom, within: 8h clock, start: { event: reply, «tean¦team»: n2 }, stop: { event: note } } }\n", "did you mean team?")]
    [InlineData("fields: [target_dt]\ntargets: { resolution: { within: «until field target_td¦until field target_dt» } }\n", "did you mean target_dt?")]
    public void An_unknown_field_is_named(string body, string says) => ShouldComplain("unknown-field", body, says: says);

    [Fact]
    public void A_field_is_known_when_it_is_declared_or_ordered_or_comes_with_the_tickets()
    {
        var undeclared = Header + "applies: { when: { loja: aurora } }\n";
        Problems(undeclared).ShouldHaveSingleItem().Code.ShouldBe("unknown-field");
        Problems(Header + "fields: [loja]\napplies: { when: { loja: aurora } }\n").ShouldBeEmpty();
        Problems(Header + "fields: { loja: any }\napplies: { when: { loja: aurora } }\n").ShouldBeEmpty();
        Problems(Header + "orders: { loja: [aurora, boreal] }\napplies: { when: { loja: aurora } }\n").ShouldBeEmpty();
        Lint.Check(Good(undeclared), knownFields: ["loja"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fields: { stage: [purchase, after-sales] }\napplies: { when: { stage: [purchase, «after-sale¦after-sales»] } }\n")]
    [InlineData("orders: { priority: [high, low] }\ntargets: { resolution: { by: priority, within: { high: 8h clock, «lwo¦low»: 9h clock, else: 10h clock } } }\n")]
    public void A_value_that_a_declared_field_never_has_is_named(string body) => ShouldComplain("unknown-value", body);

    [Theory]
    [InlineData("2d", "2 business days")]
    [InlineData("2 days", "2 calendar days")]
    [InlineData("1 day", "1 working day")]
    [Trait("Rule", "T8")]
    public void An_ambiguous_day_is_refused_with_the_choices(string bad, string good)
    {
        var text = Header + Office + "targets: { resolution: { within: " + bad + " } }\n";
        var problem = Problems(text).ShouldHaveSingleItem();
        problem.At.ShouldBe(new Position("a.yaml", 5, 34), "at the word that is ambiguous");
        problem.Path.ShouldBe("targets.resolution.within");
        problem.Hint.ShouldContain("business day");
        problem.Hint.ShouldContain("calendar day");
        Problems(text.Replace(bad, good, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void An_expired_term_is_named() => ShouldComplain("expired-term", "term: { from: 2025-01-01, to: «2025-12-31¦2026-12-31» }\n", Severity.Warning, Today);

    [Fact]
    public void A_term_that_renews_does_not_expire_and_none_does_without_a_today()
    {
        Problems(Header + "term: { to: 2025-12-31, renews: yearly }\n", Today).ShouldBeEmpty();
        Problems(Header + "term: { to: 2025-12-31, renews: never }\n", Today).ShouldHaveSingleItem().Code.ShouldBe("expired-term");
        Problems(Header + "term: { to: 2025-12-31 }\n").ShouldBeEmpty();
        Problems(Header + "term: { to: 2026-03-02 }\n", Today).ShouldBeEmpty("its last day is today");
    }

    [Theory]
    [InlineData("objectives: [ { id: o, target: «resolution¦first-response», at-least: 95% } ]\ntargets: { first-response: { within: 8h clock } }\n", "there is no target resolution")]
    [InlineData("targets: { first-response: { within: 8h clock } }\nobjectives: [ { id: o, target: «first-reponse¦first-response», at-least: 95% } ]\n", "did you mean first-response?")]
    public void An_objective_without_a_target_is_named(string body, string says) => ShouldComplain("objective-without-target", body, says: says);

    [Theory]
    [InlineData("a: { metric: resolution, within: 8h, when: { region: sul } }\n  «b¦b»: { metric: resolution, within: 9h, when: { channel: email } }\n", "b: { metric: resolution, within: 9h, when: { channel: email, region: norte } }")]
    [InlineData("a: { metric: resolution, within: 8h }\n  «b¦b»: { metric: resolution, within: 9h }\n", "b: { metric: resolution, within: 9h, when: { region: sul } }")]
    [InlineData("a: { metric: resolution, within: 8h, when: { region: [sul, norte] } }\n  «b¦b»: { metric: resolution, within: 9h, when: { region: [norte, leste] } }\n", "b: { metric: resolution, within: 9h, when: { region: [leste] } }")]
    [Trait("Rule", "T19")]
    public void A_tie_between_equally_specific_targets_is_named(string targets, string good)
    {
        // The mark shows where the problem stands; what mends it is another `when`.
        var at = targets.IndexOf('«', StringComparison.Ordinal);
        var end = targets.IndexOf('»', StringComparison.Ordinal);
        var marked = Office + "targets:\n  " + targets[..at] + "«" + targets[(at + 1)..targets.IndexOf('¦', at)] + targets[(end + 1)..].TrimEnd('\n') + "¦" + good + "»\n";
        ShouldComplain("tie", marked);
    }

    [Fact]
    [Trait("Rule", "T19")]
    public void Targets_that_differ_in_specificity_or_measure_only_or_are_custom_do_not_tie()
    {
        Problems(Header + Office + "targets:\n  a: { metric: resolution, within: 8h }\n  b: { metric: resolution, measure: true }\n").ShouldBeEmpty();
        Problems(Header + Office + "targets:\n  a: { metric: resolution, within: 8h, when: { region: sul } }\n  b: { metric: resolution, within: 8h, when: { region: norte } }\n").ShouldBeEmpty();
        Problems(Header + Office + "targets:\n  a: { metric: custom, start: { event: reply }, stop: { event: note }, within: 8h }\n  b: { metric: custom, start: { event: note }, stop: { event: reply }, within: 8h }\n").ShouldBeEmpty();
    }

    [Fact]
    [Trait("Rule", "T19")]
    public void Agreements_that_tie_are_named_when_their_terms_overlap()
    {
        Agreement Of(string id, string rest) => Good($"prazo: 1\nagreement: {id}\nzone: America/Sao_Paulo\n{rest}targets: {{ resolution: {{ within: 8h clock }} }}\n");
        Lint.CheckSet([Of("a", ""), Of("b", "")]).ShouldHaveSingleItem().Code.ShouldBe("tie");
        Lint.CheckSet([Of("a", ""), Of("b", "applies: { when: { inbox: loja } }\n")]).ShouldBeEmpty();
        Lint.CheckSet([Of("a", "term: { to: 2025-12-31 }\n"), Of("b", "term: { from: 2026-01-01 }\n")]).ShouldBeEmpty();
        Lint.CheckSet([Of("a", ""), Of("a", "version: 2\n")]).ShouldBeEmpty("versions of one agreement follow one another");
    }

    [Theory]
    [InlineData("term: { to: 2027-12-31 }\n", "to 2027-12-31")]
    [InlineData("term: { to: 2026-06-30, renews: yearly }\n", null)]
    [InlineData("term: { to: 2025-06-30, renews: yearly }\n", null)]
    [InlineData("", "to 2027-03-02")]
    public void Holidays_that_nobody_knows_yet_are_named(string term, string? says)
    {
        var body = term + "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" }, holidays: [br, «br-sp-sao-paulo¦br-sp»] } }\n";
        if (says is not null)
            ShouldComplain("holidays-unknown", body, Severity.Warning, Today, says);
        else
            Problems(Header + body.Replace("«", "", StringComparison.Ordinal).Replace("¦br-sp»", "", StringComparison.Ordinal), Today).ShouldBeEmpty();
    }

    [Fact]
    public void A_list_of_holidays_warns_through_the_sets_that_include_it() => ShouldComplain("holidays-unknown",
        "term: { to: 2027-12-31 }\nholiday-sets: { town: { known-to: 2026-12-31, days: { 2026-06-24: x } }, mine: { includes: town } }\n"
        + "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" }, holidays: [«mine¦br»] } }\n", Severity.Warning, says: "town");

    [Theory]
    [InlineData("zone: «America/São_Paulo¦America/Sao_Paulo»\n", "did you mean America/Sao_Paulo?")]
    [InlineData("zone: «Brasilia¦America/Sao_Paulo»\n", "IANA")]
    [InlineData("zone: UTC\ncalendars: { c: { zone: «Europe/Bucuresti¦Europe/Bucharest», weekly: { mon: \"08:00-12:00\" } } }\n", "Europe/")]
    public void An_unknown_zone_is_named(string body, string says) => ShouldComplain("unknown-zone", "prazo: 1\nagreement: a\n" + body, says: says, header: false);

    [Theory]
    [InlineData("orders: { priority: [critical, high, low] }\ntargets: { resolution: { by: priority, within: «{ critical: 2h clock, high: 8h clock }¦{ critical: 2h clock, else: 8h clock }» } }\n", "low")]
    [InlineData("fields: { stage: [purchase, after-sales] }\ntargets: { resolution: { by: stage, within: «{ purchase: 2h clock }¦{ purchase: 2h clock, after-sales: 3h clock }» } }\n", "after-sales")]
    public void A_value_of_a_declared_order_without_a_promise_is_named(string body, string says) => ShouldComplain("missing-value", body, Severity.Warning, says: says);

    [Fact]
    public void A_target_narrowed_to_some_values_owes_nothing_to_the_others() => Problems(Header
        + "orders: { priority: [critical, high, low] }\ntargets: { resolution: { by: priority, within: { high: 8h clock, low: 9h clock }, when: { priority: { not: critical } } } }\n").ShouldBeEmpty();

    [Theory]
    [InlineData("unknown-target", "expect: { «first-reponse¦first-response»: { state: met } }")]
    [InlineData("bad-moment", "expect: { first-response: { due: «noon¦2026-03-02 12:00» } }")]
    [InlineData("unknown-field", "expect: { first-response: no-clock }", "{ at: 2026-03-02 09:10, «repy¦reply»: ana }")]
    [InlineData("bad-event", "expect: { first-response: no-clock }", "«{ at: 2026-03-02 09:10 }¦{ at: 2026-03-02 09:10, customer: message }»")]
    [InlineData("bad-event", "expect: { first-response: no-clock }", "«{ at: 2026-03-02 09:10, reply: ana, status: open }¦{ at: 2026-03-02 09:10, status: open }»")]
    [InlineData("bad-moment", "expect: { first-response: no-clock }", "{ at: «2026-03-02 24:10¦2026-03-02 23:10:59.999», note: ana }")]
    public void An_example_that_could_not_run_is_named(string code, string expect, string e = "{ at: 2026-03-02 09:10, reply: ana }") => ShouldComplain(code,
        $"targets: {{ first-response: {{ within: 1h clock }} }}\nexamples:\n  - name: one\n    given: {{ created: 2026-03-02 09:00, events: [ {e} ], as-of: 2026-03-03 00:00 }}\n    {expect}\n");

    [Theory]
    [InlineData("«25% of resolutoin¦25% of resolution»", "8h", "unknown-target")]
    [InlineData("«25% of resolution¦2h»", "2 business days", "share-of-date")]
    [InlineData("«25% of resolution¦2h»", "until 2026-12-24", "share-of-date")]
    [InlineData("«25% of hop¦2h»", "8h", "share-of-share")]
    public void A_share_needs_a_promise_with_a_length(string share, string parent, string code) => ShouldComplain(code,
        Office + $"targets:\n  hop: {{ metric: ownership, within: {share} }}\n  resolution: {{ within: {parent} }}\n");

    [Fact]
    public void Many_fields_are_not_tried_for_ever()
    {
        var when = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"f{i}: [a{i}, b{i}, c{i}]"));
        var fields = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"f{i}"));
        Problems(Header + $"fields: [{fields}]\napplies: {{ when: {{ {when} }} }}\ntargets: {{ resolution: {{ within: 8h clock }}, workaround: {{ within: 4h clock, when: {{ {when} }} }} }}\n").ShouldBeEmpty();
    }
}
