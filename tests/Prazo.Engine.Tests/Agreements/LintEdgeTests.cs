using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Each check of the lint at its edge: the text that just trips it and its neighbour that does not.</summary>
[Trait("Rule", "Lint")]
public class LintEdgeTests
{
    private const string Office = "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" } } }\n";
    private static readonly LocalDate Today = new(2026, 3, 2);

    private static void ShouldFind(string code, string body, bool found, LocalDate? today = null)
    {
        var problems = Problems(Header + body, today);
        problems.Select(p => p.Code).Distinct().ShouldBe(found ? [code] : [], body + string.Join("\n", problems));
    }

    [Theory]
    [InlineData("channel: email", "channel: EMAIL", false)]
    [InlineData("channel: email", "channel: { not: email }", true)]
    [InlineData("channel: [email, chat]", "channel: { not: email }", false)]
    [InlineData("channel: [email, chat]", "channel: { not: [email, Chat] }", true)]
    [InlineData("channel: { not: email }", "channel: { not: chat }", false)] // a third one fits
    [InlineData("channel: { not: \"\" }", "channel: \"\"", true)]
    [InlineData("channel: { not: [email, chat] }", "channel: [chat, phone]", false)]
    [InlineData("channel: email, region: sul", "channel: email, region: sul", false)]
    public void A_target_is_unreachable_only_when_no_value_fits_both(string applies, string when, bool found) =>
        ShouldFind("unreachable-target", Office + $"applies: {{ when: {{ {applies} }} }}\ntargets: {{ resolution: {{ within: 8h, when: {{ {when} }} }} }}\n", found);

    [Fact]
    public void An_unreachable_target_is_told_at_the_field_that_clashes() => ShouldComplain("unreachable-target",
        Office + "applies: { when: { region: sul, channel: email } }\ntargets: { resolution: { within: 8h, when: { region: sul, «channel: chat¦channel: email» } } }\n",
        says: "targets.resolution: no ticket can fit resolution: the agreement applies to other values of channel — correct `when`, or widen `applies`");

    [Theory]
    [InlineData("priority: [high, low]", "high: 8h, low: 9h", false)]
    [InlineData("priority: high", "high: 8h, low: 9h", true)]
    [InlineData("priority: { not: low }", "high: 8h, low: 9h", true)]
    [InlineData("priority: { not: low }", "high: 8h, else: 9h", false)]
    [InlineData("priority: HIGH", "high: 8h", false)]
    [InlineData("priority: high", "high: 8h, else: 9h", false)] // what is left over may be nobody
    [InlineData("channel: email", "high: 8h, low: 9h", false)]
    public void A_promise_is_unreachable_when_the_target_is_not_for_its_value(string when, string within, bool found) =>
        ShouldFind("unreachable-target", Office + $"targets: {{ resolution: {{ by: priority, within: {{ {within} }}, when: {{ {when} }} }} }}\n", found);

    [Theory]
    [InlineData("0%..100%: none", "")]
    [InlineData("0%..50%: none, 50%..100%: none", "")]
    [InlineData("50%..100%: none, 0%..50%: none", "")]
    [InlineData("0 % .. 50 %: none, 50%..100%: none", "")]
    [InlineData("0%..50%: none, 50.0%..100.00%: none", "")]
    [InlineData("0%..33.3333%: none, 33.3333%..100%: none", "")]
    [InlineData("0%..50%: none, 50.0001%..100%: none", "gap-in-bands 50%..50.0001%")]
    [InlineData("0.01%..100%: none", "gap-in-bands 0%..0.01%")]
    [InlineData("0%..99.99%: none", "gap-in-bands 99.99%..100%")]
    [InlineData("10%..20%: none, 30%..40%: none", "gap-in-bands 0%..10%; gap-in-bands 20%..30%; gap-in-bands 40%..100%")]
    [InlineData("0%..50.0001%: none, 50%..100%: none", "overlapping-bands 50%..50.0001%")]
    [InlineData("0%..100%: none, 0%..100.0%: none", "overlapping-bands 0%..100%")]
    [InlineData("0%..100%: none, 20%..30%: none, 40%..50%: none", "overlapping-bands 20%..30%; overlapping-bands 40%..50%")]
    [InlineData("50%..50%: none", "bad-band")]
    [InlineData("..50%: none, 50%..: none", "bad-band; bad-band")]
    [InlineData("0..100: none", "bad-band")]
    [Trait("Rule", "T21")]
    public void Bands_cover_0_to_100_percent_once(string bands, string expected)
    {
        var problems = Problems(Header + Office + "targets: { resolution: { within: 8h } }\nobjectives: [ { id: o, target: resolution, at-least: 90% } ]\n"
            + $"penalties: [ {{ objective: o, bands: {{ {bands} }} }} ]\n");
        string.Join("; ", problems.Select(p => p.Code + (p.Code == "bad-band" ? "" : " " + p.Message.Split(' ').Last(w => w.Contains("..", StringComparison.Ordinal))))).ShouldBe(expected);
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("5%", "of")]
    [InlineData("0%", "of")]
    [InlineData("12.5 %", "of")]
    [InlineData("250.00 BRL", null)]
    [InlineData("250 RON", null)]
    [InlineData("250  EUR", null)]
    [InlineData("250,00 BRL", "bad-penalty")]
    [InlineData("BRL 250", "bad-penalty")]
    [InlineData("250 brl", "bad-penalty")]
    [InlineData("250 REAL", "bad-penalty")]
    [InlineData("-250 BRL", "bad-penalty")]
    [InlineData("250", "bad-penalty")]
    [InlineData("None", "bad-penalty")]
    [InlineData("101%", "bad-penalty")]
    [Trait("Rule", "T21")]
    public void A_band_costs_nothing_a_share_of_something_or_an_amount_with_its_currency(string cost, string? complaint)
    {
        var problems = Problems(Header + Office + "targets: { resolution: { within: 8h } }\nobjectives: [ { id: o, target: resolution, at-least: 90% } ]\n"
            + $"penalties: [ {{ objective: o, bands: {{ 0%..100%: \"{cost}\" }} }} ]\n");
        if (complaint is null)
            problems.ShouldBeEmpty();
        else if (complaint == "of")
            problems.ShouldHaveSingleItem().ToString().ShouldEndWith("error: penalties[0]: percentages of what? — write `of: monthly-fee`");
        else
            problems.ShouldHaveSingleItem().ToString().ShouldEndWith($"error: penalties[0].bands.\"0%..100%\": \"{cost}\" is no cost — write none, a percentage like 5%, an amount with its currency like 250.00 BRL, or points like 3 points");
    }

    [Theory]
    [InlineData("{ channel: email }", true)]
    [InlineData("{ channel: [email, chat] }", true)]
    [InlineData("{ channel: chat }", false)] // never, which is pointless but harmless
    [InlineData("{ not: { channel: chat } }", true)]
    [InlineData("{ channel: email, status: waiting }", false)]
    [InlineData("{ any: [ { channel: email }, { status: waiting } ] }", true)]
    [InlineData("{ all: [ { channel: email }, { not: { status: waiting } } ] }", false)]
    [InlineData("{ status: { not: open } }", false)]
    [InlineData("{ any: [ { status: open }, { status: { not: open } } ] }", true)]
    [InlineData("{ any: [ { event: reply }, { not: { event: reply } } ] }", true)]
    [InlineData("{ event: [ reply, note ] }", false)]
    [InlineData("{ not: { all: [ { status: a }, { status: b } ] } }", true)] // no ticket has both
    [InlineData("{ not: { any: [ { status: a }, { status: b } ] } }", false)]
    public void A_ticket_is_born_paused_for_ever_only_when_nothing_can_end_it(string pause, bool found) =>
        ShouldFind("born-paused", Office + $"applies: {{ when: {{ channel: email }} }}\ntargets: {{ resolution: {{ within: 8h, pause: {pause} }} }}\n", found);

    [Theory]
    [InlineData("high: 8h, low: 9h", "{ priority: low }", "a ticket with priority low is paused")]
    [InlineData("high: 8h, low: 9h", "{ priority: LOW }", "a ticket with priority low is paused")]
    [InlineData("high: 8h, low: 9h", "{ priority: low, status: x }", null)]
    [InlineData("high: 8h, else: 9h", "{ priority: low }", null)] // other values are left over
    [InlineData("high: 8h, else: 9h", "{ priority: { not: high } }", "a ticket with any other priority is paused")]
    [InlineData("high: 8h, else: 9h", "{ priority: { not: [high, low] } }", null)] // low runs
    [InlineData("high: 8h, else: 9h", "{ not: { priority: high } }", "a ticket with any other priority is paused")]
    public void A_promise_that_its_own_pause_never_lets_run_is_named(string within, string pause, string? says)
    {
        var problems = Problems(Header + Office + $"targets: {{ resolution: {{ by: priority, within: {{ {within} }}, pause: {pause} }} }}\n");
        if (says is null)
            problems.ShouldBeEmpty();
        else
            problems.ShouldHaveSingleItem().Message.ShouldStartWith(says);
    }

    [Theory]
    [InlineData("custom", "start: { status: open }, stop: { status: { not: closed } }", true)]
    [InlineData("custom", "start: { status: open }, stop: { status: { not: open } }", false)]
    [InlineData("custom", "start: { status: open }, stop: { status: open, team: n2 }", false)]
    [InlineData("custom", "start: { status: open, team: n2 }, stop: { status: OPEN }", true)]
    [InlineData("custom", "start: { event: reply }, stop: { event: [reply, note] }", true)]
    [InlineData("custom", "start: { event: [reply, note] }, stop: { event: reply }", false)]
    [InlineData("custom", "start: { all: [ { status: a }, { status: b } ] }, stop: { status: a }", false)] // never starts: another fault than this
    [InlineData("first-response", "start: { event: reply }", true)] // a reply stops it
    [InlineData("first-response", "start: { event: reply }, response: acceptance", false)]
    [InlineData("first-response", "start: { event: customer-message }", false)]
    [InlineData("next-response", "start: { event: call-answered }", true)]
    [InlineData("next-response", "stop: { event: customer-message }", false)] // its own start is not one event
    [InlineData("update", "stop: { event: created }", true)]
    [InlineData("workaround", "start: { event: workaround }", true)]
    [InlineData("workaround", "start: { event: note }", false)]
    [InlineData("resolution", "start: { status: closed }", true)]
    [InlineData("resolution", "start: { status: done }", true)] // declared as an end below
    [InlineData("resolution", "start: { status: [done, open] }", false)]
    [InlineData("requester-wait", "stop: { event: [created, reply] }", true)]
    [InlineData("ownership", "start: { event: accepted }", false)]
    public void A_start_implies_its_stop_only_when_it_always_does(string metric, string conditions, bool found) =>
        ShouldFind("start-implies-stop", Office + $"statuses: {{ resolved: done }}\ntargets: {{ t: {{ metric: {metric}, within: 8h, {conditions} }} }}\n", found);

    [Theory]
    [InlineData("within: 8h", "within: 8h", false)] // at the same moment
    [InlineData("within: 8h1s", "within: 8h", true)]
    [InlineData("within: 10h", "within: 1 working day", false)] // always the same
    [InlineData("within: 10h1m", "within: 1 working day", true)]
    [InlineData("within: 8h clock", "within: 8h", false)] // sooner in the evening
    [InlineData("within: 1 business day", "within: 24h clock", false)] // from Monday to Thursday both at once
    [InlineData("within: 2 business days", "within: 24h clock", true)]
    [InlineData("within: 1 month", "within: 31 calendar days", false)]
    [InlineData("within: 1 month", "within: 27 calendar days", true)]
    [InlineData("within: 99h", "within: until 2026-03-02", false)] // a date comes when it comes
    [InlineData("within: 99h", "within: until field due", false)]
    [InlineData("by: priority, within: { high: 1h, low: 9h }", "by: priority, within: { high: 8h, low: 8h }", true)]
    [InlineData("by: priority, within: { high: 1h, low: 9h }", "by: priority, within: { high: 8h }", false)] // nothing is promised for low
    [InlineData("by: priority, within: { high: 1h, else: 9h }", "by: priority, within: { high: 2h, low: 8h }", true)] // low is one of the others
    [InlineData("within: 9h", "by: priority, within: { high: 8h, low: 16h }", true)] // of high tickets the response comes later
    [InlineData("within: 9h, when: { priority: low }", "by: priority, within: { high: 8h, low: 16h }", false)] // which it is not for
    [InlineData("within: 9h, when: { priority: { not: high } }", "by: priority, within: { high: 8h, low: 16h }", false)]
    [InlineData("within: 9h, when: { priority: high }", "by: priority, within: { high: 8h, low: 16h }", true)]
    [InlineData("by: priority, within: { high: 9h, low: 9h }", "within: 8h, when: { priority: critical }", false)]
    [InlineData("by: priority, within: { high: 9h }", "by: region, within: { sul: 8h }", false)] // what chooses differs: not compared
    [InlineData("within: 9h, measure: false", "within: 8h, when: { region: sul }", true)]
    public void A_response_is_longer_than_the_resolution_only_when_it_always_ends_later(string response, string resolution, bool found) => ShouldFind("response-longer-than-resolution",
        Office + $"fields: [due]\ntargets:\n  first-response: {{ {response} }}\n  resolution: {{ {resolution} }}\n", found);

    [Theory]
    [InlineData("term: { from: 2026-03-02, to: 2026-03-02 }", "10h", false)]
    [InlineData("term: { from: 2026-03-02, to: 2026-03-02 }", "10h1s", true)]
    [InlineData("term: { from: 2026-03-07, to: 2026-03-08 }", "1s", true)] // a week-end
    [InlineData("term: { from: 2026-03-07, to: 2026-03-08 }", "1s clock", false)]
    [InlineData("term: { from: 2026-01-01, to: 2026-03-06 }", "50h", false)] // what is left from today on
    [InlineData("term: { from: 2026-01-01, to: 2026-03-06 }", "51h", true)]
    [InlineData("term: { from: 2026-03-02, to: 2026-03-06, renews: yearly }", "51h", false)] // goes on
    [InlineData("term: { from: 2026-03-02, to: 2026-03-06 }", "6 working days", false)] // only lengths are summed
    [InlineData("term: { from: 2026-03-02 }", "2620h", false)] // a year and a day of weekdays: 262 days of ten hours
    [InlineData("term: { from: 2026-03-02 }", "2621h", true)]
    public void A_promise_is_longer_than_the_calendar_only_past_what_it_offers(string term, string within, bool found) =>
        ShouldFind("longer-than-calendar", term + "\n" + Office + $"targets: {{ resolution: {{ within: {within} }} }}\n", found, Today);

    [Theory]
    [InlineData("to: 2026-03-02", false)]
    [InlineData("to: 2026-03-01", true)]
    [InlineData("to: 2026-03-01, renews: never", true)]
    [InlineData("to: 2026-03-01, renews: monthly", false)]
    [InlineData("from: 2020-01-01", false)]
    public void A_term_has_expired_from_the_day_after_its_last(string term, bool found) => ShouldFind("expired-term", $"term: {{ {term} }}\n", found, Today);

    [Theory]
    [InlineData("to: 2026-12-31", "2026-12-31", false)]
    [InlineData("to: 2026-12-31", "2026-12-30", true)]
    [InlineData("to: 2026-01-31, renews: monthly", "2026-03-31", false)] // renewed to 28 February, and to 31 March
    [InlineData("to: 2026-01-31, renews: monthly", "2026-03-30", true)]
    [InlineData("to: 2026-02-28, renews: monthly", "2026-03-28", false)]
    [InlineData("to: 2025-12-31, renews: quarterly", "2026-03-31", false)]
    [InlineData("to: 2025-12-31, renews: quarterly", "2026-03-30", true)]
    [InlineData("to: 2025-12-31, renews: half-yearly", "2026-06-30", false)]
    [InlineData("to: 2025-12-31, renews: half-yearly", "2026-06-29", true)]
    [InlineData("to: 2024-02-29, renews: yearly", "2027-02-28", false)] // the renewal after 2026-02-28
    [InlineData("to: 2024-02-29, renews: yearly", "2027-02-27", true)]
    [InlineData("to: 2026-03-02, renews: yearly", "2026-03-02", false)] // its last day is today
    [InlineData("from: 2026-01-01", "2027-03-02", false)] // without an end a year ahead
    [InlineData("from: 2026-01-01", "2027-03-01", true)]
    public void Holidays_are_unknown_only_before_the_end_that_one_can_see(string term, string known, bool found) => ShouldFind("holidays-unknown",
        $"term: {{ {term} }}\nholiday-sets: {{ s: {{ known-to: {known}, days: {{ 06-24: x }} }} }}\ncalendars: {{ c: {{ weekly: {{}}, holidays: s }} }}\n", found, Today);

    [Fact]
    public void Holidays_of_no_known_end_are_unknown_beyond_their_list_without_a_today() =>
        Problems(Header + "holiday-sets: { s: { name: Loja, known-to: 2026-12-31, days: { 06-24: x } } }\ncalendars: { c: { weekly: {}, holidays: s } }\n").ShouldHaveSingleItem().ToString()
            .ShouldBe("a.yaml:5:41: warning: calendars.c.holidays: holidays of Loja are known to 2026-12-31 only, and c is needed beyond — due dates after that day may change: take the new list when it is out");
}
