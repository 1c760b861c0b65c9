using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Targets and their conditions key by key: what is refused, where, and what is offered instead.</summary>
public class TargetKeyTests
{
    private const string Custom = "metric: custom, start: { event: created }, stop: { event: reply }, ";

    private static void ShouldRefuse(string code, string target, string says) => ShouldComplain(code, $"targets: {{ hop: {{ {target} }} }}\n", says: says);

    [Theory]
    [InlineData("missing-metric", "hop", "targets.hop: hop does not say what it measures — write `metric:` and one of first-response, next-response, update, workaround, resolution, ownership, requester-wait, agent-work, customer-answer, callback, speed-of-answer, turnaround, custom")]
    [InlineData("missing-metric", "resolutions", "targets.resolutions: resolutions does not say what it measures — write `metric: resolution`, or name the target resolution")]
    [InlineData("missing-metric", "first_response", "write `metric: first-response`, or name the target first-response")]
    public void A_target_that_names_no_metric_says_what_it_measures(string code, string id, string says) =>
        ShouldComplain(code, $"targets: {{ «{id}: {{ within: 4h clock }}¦{id}: {{ within: 4h clock, metric: resolution }}» }}\n", says: says);

    [Theory]
    [InlineData("unknown-word", "within: 4h clock, metric: «resolve¦resolution»", "targets.hop.metric: \"resolve\" is not one of first-response,")]
    [InlineData("wrong-kind", "within: 4h clock, metric: «[resolution]¦resolution»", "targets.hop.metric: expected one of first-response, ")]
    [InlineData("wrong-kind", Custom + "within: 4h clock, by: «[priority]¦priority», calendar: { high: 24x7, else: 24x7 }", "targets.hop.by: expected text, found a list")]
    [InlineData("duration-missing", "metric: resolution, within: \"«¦4h clock»\"", "targets.hop.within: there is no duration — write for example `4h`, `1 working day`, ")]
    [InlineData("wrong-kind", "metric: resolution, within: «[4h clock]¦4h clock»", "targets.hop.within: expected a duration like 4h, 24h clock or 2 business days, or durations by the value of the field `by`, found a list")]
    [InlineData("wrong-kind", "metric: resolution, by: priority, within: { high: «{ low: 4h clock }¦4h clock» }", "targets.hop.within.high: expected a duration like 4h, 24h clock or 2 business days, found a map")]
    [InlineData("ambiguous-day-unit", "metric: resolution, by: priority, within: { high: «1 day¦1 calendar day» }", "targets.hop.within.high: `1 day` does not say which days — write `1 working day`, `1 business day`, `1 calendar day` or `24h clock`")]
    [InlineData("missing-within", "metric: resolution, by: priority, within: «{}¦4h clock», calendar: { high: 24x7, else: 24x7 }", "targets.hop.within: no duration is written for any value — write one per value, such as `high: 4h`")]
    [InlineData("missing-by", "metric: resolution, within: «{ high: 4h clock }¦4h clock»", "targets.hop.within: values by … which field? — write `by: priority` (or another field) beside it")]
    [InlineData("missing-by", "metric: resolution, within: 4h clock, calendar: «{ high: 24x7 }¦24x7»", "targets.hop.calendar: values by … which field?")]
    [InlineData("wrong-kind", "metric: resolution, within: 4h clock, calendar: «[24x7]¦24x7»", "targets.hop.calendar: expected an id of letters, digits, dots, hyphens, or calendars by the value of a field, found a list")]
    [InlineData("unknown-calendar", "metric: resolution, within: 4h clock, calendar: «24X7¦24x7»", "targets.hop.calendar: there is no calendar 24X7 — did you mean 24x7?")]
    [InlineData("unknown-calendar", "metric: resolution, within: 4h clock, calendar: { by: region, norte: «manaus¦24x7», else: 24x7 }", "targets.hop.calendar.norte: there is no calendar manaus — known here: 24x7")]
    [InlineData("measured-promise", "metric: resolution, within: 4h clock, measure: «true¦false»", "targets.hop.measure: a measured target promises nothing, but this one says within — leave out one of them")]
    public void What_is_measured_and_promised(string code, string target, string says) => ShouldRefuse(code, target, says);

    [Theory]
    [InlineData("", "2 working days", "write `calendar: 24x7`, or describe one under `calendars:`")]
    [InlineData("calendars: { a: 24x7, b: 24x7 }\n", "1 business day", "write `calendar:` and one of a, b")]
    [InlineData("calendars: { a: 24x7, b: 24x7 }\n", "90m", "write `calendar:` and one of a, b")]
    public void What_counts_openings_needs_a_calendar_where_there_is_not_just_one(string calendars, string within, string hint) => ShouldComplain("missing-calendar",
        calendars + $"targets: {{ resolution: «{{ within: {within} }}¦{{ within: {within}, calendar: 24x7 }}» }}\n", says: "targets.resolution: working time and business days need a calendar — " + hint);

    [Theory]
    [InlineData("warning-unknown", "warn: «soon¦80%»", "targets.hop.warn: `soon` is not a warning — write for example `80%`, `15m before`, `15m clock before` or `1h after`")]
    [InlineData("warning-side", "warn: [ 80%, «15m¦15m before» ]", "targets.hop.warn[1]: `before` or `after` is missing — write `15m before`, or `after` for an escalation", 3)]
    [InlineData("percent", "warn: «0%¦1%»", "targets.hop.warn: 0% is outside of its range — write more than 0% and at most 1000%")]
    [InlineData("no-value", "warn: [ 80%, «~¦90%» ]", "targets.hop.warn[1]: an item of a list without a value")]
    [InlineData("wrong-kind", "warn: «{ at: 80% }¦80%»", "targets.hop.warn: expected text, or a list of thresholds, found a map")]
    [InlineData("wrong-kind", "warn: [ «[80%]¦80%» ]", "targets.hop.warn[0]: expected text, found a list")]
    [InlineData("unknown-word", "on-change: «keeps¦keep»", "targets.hop.on-change: \"keeps\" is not one of keep, restart, carry, retroactive — did you mean keep?")]
    [InlineData("unknown-word", "on-change: { up: «reset¦restart» }", "targets.hop.on-change.up: \"reset\" is not one of keep, restart, carry, retroactive")]
    [InlineData("wrong-kind", "on-change: «[keep]¦keep»", "targets.hop.on-change: expected one of keep, restart, carry, retroactive, or up and down, found a list")]
    [InlineData("unknown-word", "heals: «yes¦true»", "targets.hop.heals: \"yes\" is not true or false — write true")]
    [InlineData("unknown-word", "reopen: «new cycle¦new-cycle»", "targets.hop.reopen: \"new cycle\" is not one of count, resume, new-cycle, final — did you mean new-cycle?")]
    [InlineData("unknown-word", "reopen: «within 7 calendar days¦resume within 7 calendar days»", "targets.hop.reopen: \"within 7 calendar days\" is not one of count, resume, new-cycle, final — write for example `resume within 7 calendar days`")]
    [InlineData("unknown-word", "reopen: «\"\"¦final»", "targets.hop.reopen: \"\" is not one of count, resume, new-cycle, final")]
    [InlineData("ambiguous-day-unit", "reopen: «resume within 7 days¦resume within 7 calendar days»", "targets.hop.reopen: `7 days` does not say which days", 14)]
    [InlineData("duration-unknown", "reopen: «count within c¦count within 7 calendar days»", "targets.hop.reopen: `c` is not a duration", 13)]
    [InlineData("no-ticket-here", "reopen: «resume within 25% of resolution¦resume»", "targets.hop.reopen: `25% of resolution` needs a ticket, and there is none here — write a length or days, such as `7 calendar days`")]
    [InlineData("no-ticket-here", "reopen: «resume within until field status¦resume»", "targets.hop.reopen: `until field status` needs a ticket")]
    [InlineData("unknown-word", "recurs: «from-start¦from-stop»", "targets.hop.recurs: \"from-start\" is not one of from-stop, from-due, each-reply — did you mean from-stop?")]
    [InlineData("unknown-word", "missed-opens-next: «TRUE¦true»", "targets.hop.missed-opens-next: \"TRUE\" is not true or false")]
    [InlineData("unknown-word", "response: «accept¦acceptance»", "targets.hop.response: \"accept\" is not one of reply, status, acceptance")]
    [InlineData("unknown-word", "bots: «count¦true»", "targets.hop.bots: \"count\" is not true or false")]
    [InlineData("wrong-kind", "notes: «[]¦true»", "targets.hop.notes: expected true or false, found an empty list")]
    [InlineData("unknown-word", "ignore-thanks: «off¦false»", "targets.hop.ignore-thanks: \"off\" is not true or false — write false")]
    [InlineData("unknown-word", "boundary: «closing¦close»", "targets.hop.boundary: \"closing\" is not one of opening, close")]
    [InlineData("unknown-word", "pauses: «extends¦extend»", "targets.hop.pauses: \"extends\" is not one of keep, extend — did you mean extend?")]
    [InlineData("unknown-word", "missed-call: «ignore¦ignored»", "targets.hop.missed-call: \"ignore\" is not one of counted, normal, ignored — did you mean ignored?")]
    [InlineData("unknown-word", "merge: «latest¦earliest»", "targets.hop.merge: \"latest\" is not one of earliest, own")]
    [InlineData("unknown-word", "count-in: «open¦opened»", "targets.hop.count-in: \"open\" is not one of verdict, opened, due, stopped")]
    [InlineData("no-length", "extension-cap: «2 business days¦8h»", "targets.hop.extension-cap: `2 business days` is no length that times add up to — write hours and minutes, such as `8h` or `24h clock`")]
    [InlineData("no-length", "extension-cap: «25% of resolution¦8h clock»", "targets.hop.extension-cap: `25% of resolution` is no length")]
    [InlineData("zero-duration", "extension-cap: «0h¦1h»", "targets.hop.extension-cap: a length of 0 promises nothing — write at least `1s`")]
    [InlineData("unknown-word", "party: «agent¦provider»", "targets.hop.party: \"agent\" is not one of customer, provider, supplier, nobody")]
    [InlineData("unknown-key", "«pauze¦pauses»: extend", "targets.hop.pauze: a target has no key pauze — did you mean pause?")]
    public void How_its_clock_runs(string code, string option, string says, int into = 0)
    {
        // Where the text goes wrong inside of a value, the place is that many characters further.
        var text = into == 0 ? option : Shifted(option, into);
        ShouldRefuse(code, Custom + "within: 4h clock, " + text, says);
    }

    /// <summary>Moves the beginning of the mark into the value: the good text keeps what stands before it.</summary>
    private static string Shifted(string marked, int into)
    {
        var (at, bar, end) = (marked.IndexOf('«', StringComparison.Ordinal), marked.IndexOf('¦', StringComparison.Ordinal), marked.IndexOf('»', StringComparison.Ordinal));
        var bad = marked[(at + 1)..bar];
        var good = marked[(bar + 1)..end];
        good[..Math.Min(into, good.Length)].ShouldStartWith(bad[..into]);
        return marked[..at] + bad[..into] + "«" + bad[into..] + "¦" + good[into..] + marked[end..];
    }

    [Theory]
    [InlineData("wrong-kind", "pause: «waiting¦{ status: waiting }»", "targets.hop.pause: expected a condition with party and reason, or a list of conditions, found \"waiting\"")]
    [InlineData("wrong-kind", "pause: [ «waiting¦{ status: waiting }» ]", "targets.hop.pause[0]: expected a condition with party and reason, found \"waiting\"")]
    [InlineData("unknown-word", "pause: { status: waiting, party: «costumer¦customer» }", "targets.hop.pause.party: \"costumer\" is not one of customer, provider, supplier, nobody — did you mean customer?")]
    [InlineData("wrong-kind", "pause: { status: waiting, reason: «[a]¦a» }", "targets.hop.pause.reason: expected text, found a list")]
    [InlineData("empty-condition", "pause: «{ party: customer, reason: x }¦{ status: waiting }»", "targets.hop.pause: a condition that says nothing — write a field and its value, such as `status: waiting-customer`, or `event: reply`")]
    [InlineData("empty-condition", "reset: «{}¦{ event: absorbed }»", "targets.hop.reset: a condition that says nothing")]
    [InlineData("empty-condition", "reset: { not: «{}¦{ event: absorbed }» }", "targets.hop.reset.not: a condition that says nothing")]
    [InlineData("empty-condition", "reset: { all: «[]¦[ { event: absorbed } ]» }", "targets.hop.reset.all: an empty list of conditions — write at least one condition in it")]
    [InlineData("wrong-kind", "reset: { any: «{ event: absorbed }¦[ { event: absorbed } ]» }", "targets.hop.reset.any: expected a list of conditions, found a map — write it as a list, `- …` or `[ …, … ]`")]
    [InlineData("wrong-kind", "reset: { not: «[ { event: absorbed } ]¦{ event: absorbed }» }", "targets.hop.reset.not: expected a condition, found a list — write it as keys and values, such as `event: …`")]
    [InlineData("wrong-kind", "reset: { any: [ «absorbed¦{ event: absorbed }» ] }", "targets.hop.reset.any[0]: expected a condition, found \"absorbed\"")]
    [InlineData("wrong-kind", "reset: «[ { event: absorbed } ]¦{ event: absorbed }»", "targets.hop.reset: expected a condition, found a list")]
    [InlineData("unknown-word", "reset: { event: «answered¦call-answered» }", "targets.hop.reset.event: \"answered\" is not one of created, field, customer-message, reply, note, accepted, workaround, merged, absorbed, pause, resume, waiver, extension, call-offered, call-answered, call-abandoned, call-ended")]
    [InlineData("unknown-word", "reset: { event: [ note, «replay¦reply» ] }", "targets.hop.reset.event[1]: \"replay\" is not one of created, field, customer-message, reply, note, accepted, workaround, merged, absorbed, pause, resume, waiver, extension, call-offered, call-answered, call-abandoned, call-ended — did you mean reply?")]
    [InlineData("wrong-kind", "reset: { event: «{ not: reply }¦reply» }", "targets.hop.reset.event: expected one of created, ")]
    [InlineData("empty-list", "reset: { status: «[]¦[open]» }", "targets.hop.reset.status: no value is listed for status — list at least one value, or leave the field out to fit every value")]
    [InlineData("unknown-key", "reset: { status: { «in¦not»: [open] } }", "targets.hop.reset.status.in: { not: … } has no key in")]
    public void When_it_pauses_starts_and_stops(string code, string option, string says) => ShouldRefuse(code, Custom + "within: 4h clock, " + option, says);

    [Theory]
    [InlineData("start", "stop")]
    [InlineData("stop", "start")]
    public void A_custom_target_says_when_it_starts_and_stops(string missing, string there) => ShouldComplain("missing-condition",
        $"targets: {{ «hop: {{ metric: custom, within: 4h clock, {there}: {{ event: note }} }}¦hop: {{ metric: custom, within: 4h clock, {there}: {{ event: note }}, {missing}: {{ event: reply }} }}» }}\n",
        says: $"targets.hop: a custom target needs to say when it {missing}s — write `{missing}: {{ event: … }}` or `{missing}: {{ status: … }}`");

    [Theory]
    [InlineData("missing-key", "{ target: resolution, at-least: 95% }", "objectives[0]: an objective needs the key id — write `id:` — its name")]
    [InlineData("missing-key", "{ id: o, at-least: 95% }", "objectives[0]: an objective needs the key target — write `target:` — the target that it counts")]
    [InlineData("missing-key", "{ id: o, target: resolution }", "objectives[0]: an objective needs the key at-least — write `at-least:` — the share that must be met")]
    [InlineData("wrong-kind", "o", "objectives[0]: expected an objective, found \"o\" — write it as keys and values, such as `id: …`")]
    [InlineData("wrong-kind", "[]", "objectives[0]: expected an objective, found an empty list")]
    public void An_objective_is_whole(string code, string bad, string says) =>
        ShouldComplain(code, $"targets: {{ resolution: {{ within: 4h clock }} }}\nobjectives: [ «{bad}¦{{ id: o, target: resolution, at-least: 95% }}» ]\n", says: says);

    [Theory]
    [InlineData("bad-id", "id: «o o¦o-o», target: resolution, at-least: 95%", "objectives[0].id: \"o o\" is no id")]
    [InlineData("bad-percentage", "id: o, target: resolution, at-least: «95¦95%»", "objectives[0].at-least: 95 is no percentage from 0% to 100% — write it like 95% or 99.5%")]
    [InlineData("bad-percentage", "id: o, target: resolution, at-least: «.5%¦0.5%»", "objectives[0].at-least: .5% is no percentage")]
    [InlineData("bad-percentage", "id: o, target: resolution, at-least: «100.01%¦100.00%»", "objectives[0].at-least: 100.01% is no percentage")]
    [InlineData("bad-percentage", "id: o, target: resolution, at-least: «-5%¦5%»", "objectives[0].at-least: -5% is no percentage")]
    [InlineData("bad-percentage", "id: o, target: resolution, at-least: «\"99,5%\"¦99.5%»", "objectives[0].at-least: 99,5% is no percentage")]
    [InlineData("bad-percentage", "id: o, target: resolution, at-least: «\"%\"¦9%»", "objectives[0].at-least: % is no percentage")]
    [InlineData("unknown-word", "id: o, target: resolution, at-least: 95%, per: «mouth¦month»", "objectives[0].per: \"mouth\" is not one of day, week, month, quarter, year, all — did you mean month?")]
    [InlineData("unknown-word", "id: o, target: resolution, at-least: 95%, count: { waived: «ok¦met» }", "objectives[0].count.waived: \"ok\" is not one of in, out, broken, met")]
    [InlineData("unknown-key", "id: o, target: resolution, at-least: 95%, count: { «open¦open-broken»: out }", "objectives[0].count.open: how clocks that are neither met nor broken count has no key open")]
    [InlineData("unknown-field", "id: o, target: resolution, at-least: 95%, when: { «chanel¦channel»: email }", "objectives[0].when.chanel: no ticket field chanel is known — did you mean channel?")]
    [InlineData("objective-without-target", "id: o, target: «resolutions¦resolution», at-least: 95%", "objectives[0].target: there is no target resolutions — did you mean resolution?")]
    public void What_an_objective_counts(string code, string objective, string says) =>
        ShouldComplain(code, $"targets: {{ resolution: {{ within: 4h clock }} }}\nobjectives: [ {{ {objective} }} ]\n", says: says);

    [Theory]
    [InlineData("unknown-objective", "objective: «answer¦o», bands: { 0%..100%: none }", "penalties[0].objective: there is no objective answer — known here: o")]
    [InlineData("bad-penalty", "objective: o, of: fee, bands: { 0%..100%: none }, cap: «ten¦10%»", "penalties[0].cap: \"ten\" is no cost — write none, a percentage like 5%")]
    [InlineData("bad-penalty", "objective: o, of: fee, bands: { 0%..100%: none }, cap: «10¦10%»", "penalties[0].cap: \"10\" is no cost — write none, a percentage like 5%")]
    [InlineData("bad-penalty", "objective: o, of: fee, bands: { 0%..100%: none }, cap: «110%¦100%»", "penalties[0].cap: \"110%\" is no cost — write none, a percentage like 5%")]
    [InlineData("wrong-kind", "objective: o, bands: «none¦{ 0%..100%: none }»", "penalties[0].bands: expected shares and what they cost, found \"none\"")]
    [InlineData("wrong-kind", "objective: o, bands: { 0%..100%: «[none]¦none» }", "penalties[0].bands.\"0%..100%\": expected none, a percentage, an amount like 250.00 BRL, or points like 3 points, found a list")]
    [InlineData("gap-in-bands", "objective: o, bands: «{}¦{ 0%..100%: none }»", "penalties[0].bands: no band covers 0%..100% — write \"0%..100%\": none if it costs nothing")]
    [InlineData("unknown-key", "objective: o, of: fee, bands: { 0%..100%: none }, «capped¦cap»: 10%", "penalties[0].capped: a penalty has no key capped")]
    public void What_a_penalty_costs(string code, string penalty, string says) =>
        ShouldComplain(code, $"targets: {{ resolution: {{ within: 4h clock }} }}\nobjectives: [ {{ id: o, target: resolution, at-least: 95% }} ]\npenalties: [ {{ {penalty} }} ]\n", says: says);
}
