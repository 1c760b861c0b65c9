using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Names of fields and values wherever they can stand, and the examples that a file carries: what is known, what is a slip, and where it is told.</summary>
[Trait("Rule", "Lint")]
public class NameLintTests
{
    private const string Hop = "targets: { hop: { metric: custom, within: 1h clock, start: { event: created }, stop: { event: reply }, ";

    [Theory]
    [InlineData("applies: { when: { «regiao¦region»: sul } }\n", "applies.when.regiao: no ticket field regiao is known — did you mean region?")]
    [InlineData("targets: { resolution: { within: 1h clock, when: { «Channel¦channel»: email } } }\n", "targets.resolution.when.Channel: no ticket field Channel is known — did you mean channel?")]
    [InlineData("targets: { resolution: { by: «priorit¦priority», within: { high: 1h clock } } }\n", "targets.resolution.by: no ticket field priorit is known — did you mean priority?")]
    [InlineData("targets: { resolution: { within: 1h clock, calendar: { by: «zona¦region», sul: 24x7, else: 24x7 } } }\n", "targets.resolution.calendar.by: no ticket field zona is known — a field of your own is declared with `fields: [zona]`")]
    [InlineData(Hop + "pause: { «stat¦state»: sp } } }\n", "targets.hop.pause.stat: no ticket field stat is known — did you mean state? A field of your own is declared with `fields: [stat]`")]
    [InlineData(Hop + "pause: [ { status: a }, { not: { «statos¦status»: b } } ] } }\n", "targets.hop.pause[1].not.statos: no ticket field statos is known — did you mean status?")]
    [InlineData(Hop + "reset: { any: [ { event: note }, { all: [ { «teem¦team»: n1 } ] } ] } } }\n", "targets.hop.reset.any[1].all[0].teem: no ticket field teem is known — did you mean team?")]
    [InlineData("targets: { resolution: { within: until field «due¦order» } }\n", "targets.resolution.within: no ticket field due is known", -12)]
    [InlineData("targets: { resolution: { by: priority, within: { high: until field «due¦order» } } }\n", "targets.resolution.within.high: no ticket field due is known", -12)]
    [InlineData("duties: { customer: { answer: until field «due¦order» } }\n", "duties.customer.answer: no ticket field due is known", -12)]
    [InlineData("targets: { resolution: { within: 1h clock } }\nobjectives: [ { id: o, target: resolution, at-least: 5%, when: { «citi¦city»: x } } ]\n", "objectives[0].when.citi: no ticket field citi is known — did you mean city?")]
    public void An_unknown_field_is_told_wherever_it_stands(string marked, string says, int from = 0)
    {
        // The place of a duration is its beginning, where the field stands further in.
        if (from != 0)
        {
            var at = marked.IndexOf('«', StringComparison.Ordinal);
            var (bar, end) = (marked.IndexOf('¦', StringComparison.Ordinal), marked.IndexOf('»', StringComparison.Ordinal));
            var start = marked[(at + from)..at];
            marked = marked[..(at + from)] + "«" + start + marked[(at + 1)..bar] + "¦" + start + marked[(bar + 1)..end] + marked[end..];
        }
        ShouldComplain("unknown-field", marked, says: says);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("priority")]
    [InlineData("severity")]
    [InlineData("urgency")]
    [InlineData("impact")]
    [InlineData("subcategory")]
    [InlineData("customer")]
    [InlineData("contact")]
    [InlineData("account")]
    [InlineData("stage")]
    [InlineData("order")]
    [InlineData("tag")]
    [InlineData("workaround")]
    public void Every_ticket_has_these_fields(string field) => Problems(Header + $"applies: {{ when: {{ {field}: x }} }}\n").ShouldBeEmpty();

    [Theory]
    [InlineData("applies: { when: { plan: [gold, «glod¦silver»] } }\n", "applies.when.plan: plan is never glod — did you mean gold?")]
    [InlineData("applies: { when: { plan: { not: «bronze¦gold» } } }\n", "applies.when.plan: plan is never bronze — known here: gold, silver")]
    [InlineData("targets: { resolution: { by: plan, within: { gold: 1h clock, «sliver¦silver»: 2h clock, else: 3h clock } } }\n", "targets.resolution.by: plan is never sliver — did you mean silver?")]
    [InlineData("targets: { resolution: { by: plan, within: 1h clock, calendar: { «golden¦gold»: 24x7, else: 24x7 } } }\n", "targets.resolution.by: plan is never golden — did you mean gold?")]
    [InlineData("targets: { resolution: { within: 1h clock, calendar: { by: plan, «lead¦gold»: 24x7, else: 24x7 } } }\n", "targets.resolution.calendar.by: plan is never lead")]
    [InlineData(Hop + "pause: { plan: «glod¦gold», status: x } } }\n", "targets.hop.pause.plan: plan is never glod — did you mean gold?")]
    [InlineData(Hop + "reset: { any: [ { plan: [silver, «lead¦gold»] } ] } } }\n", "targets.hop.reset.any[0].plan: plan is never lead")]
    [InlineData("targets: { resolution: { within: 1h clock } }\nobjectives: [ { id: o, target: resolution, at-least: 5%, when: { plan: «lead¦gold» } } ]\n", "objectives[0].when.plan: plan is never lead")]
    public void A_value_that_a_field_never_has_is_told_where_it_stands(string marked, string says) => ShouldComplain("unknown-value", "fields: { plan: [gold, silver] }\n" + marked, says: says);

    [Theory]
    [InlineData("fields: { plan: [gold, silver] }\napplies: { when: { plan: GOLD } }\n")] // ignoring case
    [InlineData("fields: { plan: [gold, silver] }\napplies: { when: { plan: [gold, \"\"] } }\n")] // empty is always possible
    [InlineData("fields: { plan: any }\napplies: { when: { plan: lead } }\n")]
    [InlineData("fields: [plan]\napplies: { when: { plan: lead } }\n")]
    [InlineData("fields: { plan: [] }\napplies: { when: { plan: lead } }\n")]
    [InlineData("targets: { resolution: { by: priority, within: { whatever: 1h clock } } }\n")] // the default order declares nothing
    [InlineData("orders: { plan: [gold, silver] }\ntargets: { resolution: { by: plan, within: { gold: 1h clock, silver: 2h clock } } }\n")]
    [InlineData("orders: { plan: [gold, silver] }\ntargets: { resolution: { by: plan, within: { GOLD: 1h clock, Silver: 2h clock } } }\n")]
    [InlineData("orders: { plan: [gold, silver] }\ntargets: { resolution: { by: plan, within: { gold: 1h clock }, when: { plan: gold } } }\n")]
    [InlineData("orders: { plan: [gold, silver] }\napplies: { when: { plan: { not: silver } } }\ntargets: { resolution: { by: plan, within: { gold: 1h clock } } }\n")]
    [InlineData("orders: { plan: [gold, silver] }\ntargets: { resolution: { by: plan, within: 1h clock, calendar: { gold: 24x7, else: 24x7 } } }\n")]
    public void Values_that_a_field_can_have_and_promises_for_all_of_them_are_fine(string body) => Problems(Header + body).ShouldBeEmpty();

    [Theory]
    [InlineData("{ gold: 1h clock }", "silver", "nothing is promised when plan is silver or bronze — write `silver:` or `else:`")]
    [InlineData("{ gold: 1h clock, Bronze: 3h clock }", "silver", "nothing is promised when plan is silver — write `silver:` or `else:`")]
    public void A_declared_value_without_a_promise_is_told(string within, string adding, string says) => ShouldComplain("missing-value",
        $"orders: {{ plan: [gold, silver, bronze] }}\ntargets: {{ resolution: {{ by: plan, within: «{within}¦{{ gold: 1h clock, {adding}: 2h clock, bronze: 3h clock }}» }} }}\n", Severity.Warning, says: says);

    [Theory]
    [InlineData("by: «priority¦~», within: 1h clock", "by priority chooses nothing: within and calendar are single values — leave it out, or write within by value")]
    [InlineData("by: «priority¦~», within: 1h clock, calendar: { by: region, sul: 24x7, else: 24x7 }", "by priority chooses nothing")]
    public void A_field_that_chooses_nothing_is_told(string target, string says)
    {
        var problem = Problems(Header + $"targets: {{ resolution: {{ {HeadKeyTests.Bad(target)} }} }}\n").ShouldHaveSingleItem();
        (problem.Code, problem.Severity, problem.Path, problem.At).ShouldBe(("idle-by", Severity.Warning, "targets.resolution.by", new Position("a.yaml", 4, 30)));
        problem.ToString().ShouldContain(says);
    }

    private static string Example(string given, string expect = "first-response: { state: met }") =>
        "fields: [plan]\ntargets: { first-response: { within: 1h clock } }\nexamples:\n  - name: n\n    given: { " + given + " }\n    expect: { " + expect + " }\n";

    private const string Day = "created: 2026-03-02 09:00, as-of: 2026-03-02 12:00";

    [Theory]
    [InlineData("2026-03-02 09:00")]
    [InlineData("2026-03-02 09:00:30")]
    [InlineData("2026-03-02 09:00:30.999")]
    [InlineData("2026-03-01 24:00")] // the end of the day, as ISO 8601 writes it
    [InlineData("2026-03-02T09:00")]
    [InlineData("2026-03-02T09:00:30")]
    [InlineData("2026-03-02T09:00:30.999")]
    [InlineData("\" 2026-03-02 09:00 \"")]
    public void A_moment_is_a_local_time(string moment) => Problems(Header + Example($"created: {moment}, as-of: 2026-03-02 12:00")).ShouldBeEmpty();

    [Theory]
    [InlineData("bad-moment", "created: «2026-03-02¦2026-03-02 09:00», as-of: 2026-03-02 12:00", "examples[0].given.created: \"2026-03-02\" is no local time — write it like 2026-03-02 09:30")]
    [InlineData("bad-moment", "created: 2026-03-02 09:00, as-of: «2026-03-02 24:01¦2026-03-03 00:01»", "examples[0].given.as-of: \"2026-03-02 24:01\" is no local time")]
    [InlineData("bad-moment", "created: 2026-03-02 09:00, as-of: «2026-03-02T12:00Z¦2026-03-02T12:00»", "examples[0].given.as-of: \"2026-03-02T12:00Z\" is no local time")]
    [InlineData("bad-moment", "created: «2026-02-30 09:00¦2026-02-28 09:00», as-of: 2026-03-02 12:00", "\"2026-02-30 09:00\" is no local time")]
    [InlineData("bad-moment", Day + ", events: [ { at: «09:10¦2026-03-02 09:10», reply: ana } ]", "examples[0].given.events[0].at: \"09:10\" is no local time")]
    [InlineData("unknown-field", Day + ", fields: { «paln¦plan»: gold }", "examples[0].given.fields.paln: paln is no kind of event and no ticket field")]
    [InlineData("unknown-field", Day + ", events: [ { at: 2026-03-02 09:10, «replay¦reply»: ana } ]", "examples[0].given.events[0].replay: replay is no kind of event and no ticket field — did you mean reply? A field of your own is declared with `fields: [replay]`")]
    [InlineData("bad-event", Day + ", events: [ «{ at: 2026-03-02 09:10 }¦{ at: 2026-03-02 09:10, note: ana }» ]", "examples[0].given.events[0]: an event at which nothing happens — write `{ at: …, reply: ana }`, and one event for each thing that happened")]
    [InlineData("bad-event", Day + ", events: [ «{ at: 2026-03-02 09:10, note: ana, plan: gold }¦{ at: 2026-03-02 09:10, plan: gold }» ]", "examples[0].given.events[0]: one event says one thing")]
    [InlineData("missing-key", Day + ", events: [ «{ reply: ana }¦{ at: 2026-03-02 09:10, reply: ana }» ]", "examples[0].given.events[0]: an event needs the key at — write `at:` — when, in the agreement's zone")]
    [InlineData("unknown-key", Day + ", «until¦by-agent»: true", "examples[0].given.until: what happened has no key until")]
    [InlineData("unknown-word", Day + ", by-agent: «yes¦true»", "examples[0].given.by-agent: \"yes\" is not true or false — write true")]
    public void What_is_given_must_be_able_to_happen(string code, string given, string says) => ShouldComplain(code, Example(given), says: says);

    [Theory]
    [InlineData("unknown-target", "«first-reponse¦first-response»: { state: met }", "examples[0].expect.first-reponse: there is no target first-reponse — did you mean first-response?")]
    [InlineData("unknown-target", "«resolution#2¦first-response#2»: no-clock", "examples[0].expect.resolution#2: there is no target resolution — known here: first-response")]
    [InlineData("unknown-word", "first-response: «none¦no-clock»", "examples[0].expect.first-response: \"none\" is not one of no-clock")]
    [InlineData("unknown-key", "first-response: { «sate¦state»: met }", "examples[0].expect.first-response.sate: what the clock must show has no key sate — did you mean state?")]
    [InlineData("bad-moment", "first-response: { due: «10:00¦2026-03-02 10:00» }", "examples[0].expect.first-response.due: \"10:00\" is no local time")]
    [InlineData("bad-moment", "first-response: { last: «never¦none» }", "examples[0].expect.first-response.last: \"never\" is no local time")]
    [InlineData("bad-moment", "first-response: { original-due: «None¦none» }", "\"None\" is no local time")]
    [InlineData("bad-moment", "first-response: { verdict-at: «soon¦none» }", "\"soon\" is no local time")]
    [InlineData("bad-moment", "first-response: { started: «2026-03-02 9:00¦2026-03-02 09:00» }", "\"2026-03-02 9:00\" is no local time")]
    [InlineData("bad-moment", "first-response: { stopped: «today¦none» }", "\"today\" is no local time")]
    [InlineData("wrong-kind", "first-response: { due: «[2026-03-02 10:00]¦2026-03-02 10:00» }", "examples[0].expect.first-response.due: expected a value, found a list")]
    public void What_is_expected_must_be_able_to_come_out(string code, string expect, string says) => ShouldComplain(code, Example(Day, expect), says: says);
}
