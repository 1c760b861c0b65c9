using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>The table of everything that may stand in an agreement file.</summary>
internal static class AgreementShape
{
    public const string IdPattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$";

    public const string LanguagePattern = "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$";

    /// <summary>Two letters, so that a part called <c>api</c> is none.</summary>
    public const string ClauseLanguage = "^[a-z]{2}(-[A-Za-z0-9]+)*$";

    private static readonly Shape Text = new TextShape("text", Kind: TextKind.Any);
    private static readonly Shape Id = new TextShape("an id of letters, digits, dots, hyphens", IdPattern, TextKind.Any);
    private static readonly Shape Date = new TextShape("a date like 2026-01-31", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    private static readonly Shape Moment = new TextShape("a local time like 2026-01-31 09:00");
    private static readonly Shape Number = new TextShape("a whole number", "^[0-9]+$", TextKind.Whole);
    private static readonly Shape Percent = new TextShape("a percentage like 95%", @"^\s*[0-9]+(\.[0-9]+)?\s*%\s*$");
    private static readonly Shape Within = new TextShape("a duration like 4h, 24h clock or 2 business days");
    private static readonly Shape Value = new TextShape("a value", Kind: TextKind.Any);
    private static readonly Shape Flag = new BoolShape();

    private static EitherShape Some(Shape one, string words) => new EitherShape([one, new ListShape(() => one, words)]);
    private static MapShape Named(string name, string words, Func<Shape> item, string? pattern = IdPattern) => new MapShape(name, words, [], item, pattern);
    private static EitherShape OrMap(Shape one, string name, string words) => new EitherShape([one, new MapShape(name, words, [], () => one)]);
    private static EnumShape Words(params string[] values) => new([.. values]);

    private static readonly Shape Titles = new EitherShape([Text, new MapShape("titles", "a text per language", [], () => Text, LanguagePattern)]);
    private static readonly Shape IdOrIds = Some(Id, "a list of ids");
    private static readonly Shape Texts = Some(Text, "a list of texts");
    private static readonly Shape Values = Some(Value, "a list of values");

    /// <summary>What a field must be: a value, one of a list, or none of those under <c>not</c>.</summary>
    private static readonly Shape FieldMatch = new EitherShape([Value, new ListShape(() => Value, "a list of values"), new MapShape("not-in", "{ not: … }", [new("not", () => Values, "none of these values", true)])]);
    private static readonly Shape When = new MapShape("when", "a map of fields and their values", [], () => FieldMatch);

    private static readonly EnumShape Parties = Words("customer", "provider", "supplier", "nobody");

    internal static readonly MapShape Condition = new("condition", "a condition",
    [
        new("event", () => Some(Words([.. EventKinds.All]), "a list of event kinds"), "true for an event of this kind, or of one of these"),
        new("any", () => new ListShape(() => Condition!, "a list of conditions"), "true when at least one of these is"),
        new("all", () => new ListShape(() => Condition!, "a list of conditions"), "true when all of these are"),
        new("not", () => Condition!, "true when this is not"),
    ], () => FieldMatch);

    private static readonly MapShape PauseRule = new("pause", "a condition with party and reason",
        [.. Condition.Keys, new("party", () => Parties, "who is accountable for this time: customer, provider, supplier or nobody (the default)"),
            new("reason", () => Text, "why time stands still; by default the condition in short")],
        () => FieldMatch);

    private static readonly Shape Hours = new EitherShape([new TextShape("hours like \"08:00-12:00, 13:00-18:00\", or closed"), new ListShape(() => Text, "a list of hours")]);
    private static readonly Shape Weekly = new MapShape("weekly", "hours by day, like mon-fri: \"08:00-18:00\"", [], () => Hours);

    private static readonly MapShape SpecialDay = new("special-day", "hours and name of a day",
    [
        new("hours", () => Hours, "closed, the hours of that day instead, or with a leading + openings in addition", true),
        new("name", () => Text, "what the day is"),
    ]);

    private static readonly MapShape Calendar = new("calendar", "a calendar",
    [
        new("zone", () => Text, "IANA time zone; by default the agreement's"),
        new("weekly", () => Weekly, "opening hours by day of the week; days left out are closed"),
        new("from", () => new MapShape("hours-from", "hours by the date from which they hold", [], () => new MapShape("hours-change", "weekly hours", [new("weekly", () => Weekly, "opening hours from that date", true)]), "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), "weekly hours that change from a date"),
        new("holidays", () => IdOrIds, "holiday sets in layers; the first that names a date gives its name and hours"),
        new("days", () => new MapShape("special-days", "days that differ", [], () => new EitherShape([((EitherShape)Hours).Choices[0], ((EitherShape)Hours).Choices[1], SpecialDay])), "single dates or ranges of dates: closed, other hours, or + more; they win over holidays"),
        new("cut", () => Words("shifts", "midnight"), "what a holiday removes: the shifts that start on it, whole (the default), or the hours of its date"),
        new("union", () => IdOrIds, "open when any of these calendars is"),
        new("intersection", () => IdOrIds, "open when all of these calendars are"),
        new("exclude", () => IdOrIds, "open when the first of these calendars is and no other"),
    ]);

    private static readonly MapShape HolidayRule = new("holiday", "a holiday",
    [
        new("name", () => Text, "what the day is", true),
        new("hours", () => Hours, "reduced hours instead of closed"),
        new("from-year", () => Number, "first year that has it"),
        new("to-year", () => Number, "last year that has it"),
    ]);

    private static readonly MapShape HolidaySet = new("holiday-set", "a holiday set",
    [
        new("name", () => Text, "its name; by default its id"),
        new("source", () => Text, "where the dates come from: a law, a list and its licence"),
        new("known-to", () => Date, "last date that a list covers; promises beyond it are warned of"),
        new("includes", () => IdOrIds, "other sets that belong to it"),
        new("days", () => new MapShape("holidays", "holidays by date", [], () => new EitherShape([Text, HolidayRule])), "date to name: 06-24, 2026-06-24, ranges with .., easter +60, orthodox-easter -2, 2nd mon of may"),
    ]);

    internal static readonly MapShape Target = new("target", "a target",
    [
        new("metric", () => Words([.. Names.Metrics.Keys]), "what is measured; by default the target's id, where that names a metric"),
        new("by", () => Text, "the field whose value chooses from `within` and `calendar`"),
        new("within", () => OrMap(Within, "within", "durations by the value of the field `by`"), "how long the promise is"),
        new("calendar", () => new EitherShape([Id, new MapShape("calendar-by", "calendars by the value of a field",
            [new("by", () => Text, "the field whose value chooses the calendar; by default the target's `by`")], () => Id)]), "on which calendar; by default the agreement's only one"),
        new("when", () => When, "which of the agreement's tickets it is for"),
        new("warn", () => Some(Text, "a list of thresholds"), "thresholds: 80%, 15m before, 1h after, 15m clock before"),
        new("pause", () => new EitherShape([PauseRule, new ListShape(() => PauseRule, "a list of conditions")]), "when its time stands still"),
        new("on-change", () => new EitherShape([Words([.. Names.OnChanges.Keys]), new MapShape("on-change", "up and down",
            [new("up", () => Words([.. Names.OnChanges.Keys]), "to a more urgent value"), new("down", () => Words([.. Names.OnChanges.Keys]), "to a less urgent value")])]), "what a change of priority or of another matched field does"),
        new("heals", () => Flag, "whether a fired breach is undone when a change gives more time"),
        new("reopen", () => new TextShape("count, resume, new-cycle or final, with an optional `within 7 calendar days`", @"^\s*(count|resume|new-cycle|final)(\s* within .+)?\s*$"), "what a reopening does"),
        new("recurs", () => Words([.. Names.RecursRules.Keys]), "from when the next cycle counts"),
        new("missed-opens-next", () => Flag, "whether a missed cycle opens the next when it breaks"),
        new("response", () => Words([.. Names.Responses.Keys]), "what counts as a response"),
        new("bots", () => Flag, "whether a reply by a bot is a response"),
        new("notes", () => Flag, "whether an internal note is a response"),
        new("ignore-thanks", () => Flag, "whether a customer's mere thanks starts no next response"),
        new("boundary", () => Words("opening", "close"), "whether a promise that ends at closing is still in time until the next opening"),
        new("pauses", () => Words("keep", "extend"), "whether pauses move an `until` promise"),
        new("missed-call", () => Words([.. Names.MissedCalls.Keys]), "what an abandoned call is"),
        new("merge", () => Words([.. Names.Merges.Keys]), "which message the survivor of a merge answers"),
        new("count-in", () => Words([.. Names.CountIns.Keys]), "in which period it counts"),
        new("extension-cap", () => Within, "cap on all granted extensions together"),
        new("start", () => Condition, "when it starts; by default the metric's own"),
        new("stop", () => Condition, "when it stops; by default the metric's own"),
        new("reset", () => Condition, "when it starts anew"),
        new("measure", () => Flag, "measured only, nothing promised"),
        new("party", () => Parties, "who is accountable for keeping it"),
        new("supports", () => IdOrIds, "of an agreement between teams or with a supplier: the promises to customers that this one is a part of, by target or metric"),
    ]);

    private static readonly Shape Weight = new TextShape("a number like 2 or 0.5", @"^[0-9]+(\.[0-9]+)?$", TextKind.Any);

    private static readonly MapShape Objective = new("objective", "an objective",
    [
        new("id", () => Id, "its name", true),
        new("target", () => Id, "the target that it counts: its promises, or its times with percentile"),
        new("at-least", () => Percent, "the share that must be met"),
        new("percentile", () => Percent, "so many of the target's times are no longer than at-most (nearest rank)"),
        new("at-most", () => Within, "with percentile: working time like 4h, or clock time like 24h clock"),
        new("satisfaction", () => Id, "the survey whose satisfied answers it counts"),
        new("availability", () => Id, "the service or channel whose reported outages it counts"),
        new("calendar", () => Id, "with availability: when it is promised; by default 24x7"),
        new("index", () => new MapShape("index", "objectives and weights", [], () => Weight), "the weighted mean of other objectives"),
        new("per", () => Words([.. Names.Periods.Keys]), "the period it is judged by"),
        new("when", () => When, "which tickets it counts"),
        new("count", () => new MapShape("count", "how clocks that are neither met nor broken count",
            [.. new[] { "open-broken", "cancelled", "waived", "untargeted" }.Select(k => new Key(k, () => Words([.. Names.CountsAs.Keys]), "in: in the denominator; out: nowhere; broken: as a breach; met: as met"))]), "what counts as what"),
    ]) { Whole = true };

    private static readonly Shape Cost = new TextShape("none, a percentage, an amount like 250.00 BRL, or points like 3 points", @"^\s*(none|[0-9]+(\.[0-9]+)?\s*(%|[A-Z]{3}|points?))\s*$");
    private static readonly Shape Amount = new TextShape("an amount with a currency like 250.00 BRL", @"^\s*[0-9]+(\.[0-9]{1,2})? [A-Z]{3}\s*$");
    private static readonly EnumShape PenaltyKinds = Words([.. Names.PenaltyKinds.Keys]);

    private static readonly Shape Cap = new EitherShape([Cost, new MapShape("cap", "caps",
    [
        new("event", () => Cost, "the most for one breach"),
        new("period", () => Cost, "the most for one period"),
        new("year", () => Cost, "the most for twelve months, counted from the term's first day"),
    ])]);

    private static readonly MapShape Penalty = new("penalty", "a penalty",
    [
        new("id", () => Id, "its name; by default that of its objective or target"),
        new("objective", () => Id, "the objective that it follows"),
        new("target", () => Id, "the target whose single breaches it follows, with per-breach and per-hour"),
        new("bands", () => new MapShape("bands", "shares and what they cost", [], () => Cost, null), "attainment from..to (from counts, to does not; 100% does): what it costs"),
        new("step", () => new MapShape("step", "steps below a share",
        [
            new("below", () => Percent, "the share from which steps go down", true), new("every", () => Percent, "how deep a step is, in percent points", true), new("costs", () => Cost, "what each step costs", true),
            new("parts", () => Words("count", "full"), "whether a part of a step counts as a step (count, the default) or only full ones do"),
        ]), "for every so much below a share"),
        new("missed", () => Cost, "what it costs whenever the objective is not held"),
        new("per-breach", () => Cost, "what each breach costs"),
        new("free-breaches", () => Number, "so many breaches of a period, the earliest, cost nothing"),
        new("per-hour", () => Cost, "what each hour late costs"),
        new("hours", () => Words("started", "full"), "whether a started hour counts as a whole one (started, the default) or only full ones do"),
        new("free-time", () => Within, "so much of the lateness costs nothing"),
        new("late", () => Words("clock", "working"), "hours of clock time (the default), or of working time on the target's calendar; pauses are neither"),
        new("when", () => When, "which of the target's tickets it is for"),
        new("weights", () => new MapShape("weights", "weights by the value of a field", [new("by", () => Text, "the field; by default priority")], () => Weight), "by how much a breach counts; else: for any other value"),
        new("of", () => Text, "what the percentages are of, by its name under money: amounts:"),
        new("cap", () => Cap, "the most it can be in a period; or caps per event, period and year"),
        new("as", () => PenaltyKinds, "credit: against a later payment (the default); adjustment: less payment for less delivered (glosa); fine: owed besides (multa); reward: to the provider"),
        new("earn-back", () => new MapShape("earn-back", "when it is given back", [new("at-least", () => Percent, "the share that must be reached", true), new("periods", () => Number, "in how many periods after it, each", true)]), "given back when the periods after it are good"),
    ]) { Whole = true };

    private static readonly MapShape Money = new("money", "money",
    [
        new("currency", () => new TextShape("a currency like BRL", "^[A-Z]{3}$"), "in what it is settled; by default the currency of its amounts"),
        new("rounding", () => Words([.. Names.Roundings.Keys]), "to the cent: half-even (the default), half-up, or down"),
        new("amounts", () => Named("amounts", "amounts by name", () => Amount), "what percentages are of, for one period, such as monthly-fee"),
        new("minimum", () => Amount, "credits of a period that come to less are not given"),
        new("cap", () => Cap, "the most that all penalties together may come to, per period and year"),
        new("points", () => new MapShape("points", "what points cost",
        [
            new("bands", () => new MapShape("points-bands", "points and what they cost", [], () => Cost, null), "points from..to (from counts, to does not; the last is open, like \"10..\"): what they cost", true),
            new("of", () => Text, "what the percentages are of"), new("as", () => PenaltyKinds, "by default an adjustment of the payment"),
        ]), "what the points of a period cost together"),
    ]);

    private static readonly MapShape Statement = new("statement", "the statement",
    [
        new("per", () => Words([.. Names.Periods.Keys.Where(k => k != "all")]), "the period that is settled; by default the month"),
        new("from", () => Words("calendar", "term"), "periods begin with the calendar (the default), or on the day of the month on which the term began"),
        new("contest", () => Within, "how long the customer may contest a draft; then it counts as accepted"),
        new("answer", () => Within, "how long the provider has to answer"),
        new("key", () => new TextShape("a fingerprint of 64 hexadecimal digits", "^[0-9a-f]{64}$", TextKind.Any), "the fingerprint of the key with which statements are signed"),
    ]);

    private static readonly MapShape Exclusion = new("exclusion", "an exclusion",
    [
        new("clause", () => Id, "by what the parties call the clause", true),
        new("when", () => When, "which tickets are outside; without it, people mark them"),
        new("text", () => Titles, "what it says, or one text per language", true),
        new("price", () => Amount, "what such work costs where it is offered"),
    ]) { Whole = true };

    private static readonly MapShape Survey = new("satisfaction", "how customers are asked what they think",
    [
        new("ask", () => Words([.. Names.SurveyScales.Keys]), "csat: how satisfied, 1 to 5; ces: how easy it was, 1 to 7; nps: whether they would recommend it, 0 to 10", true),
        new("question", () => Titles, "what is asked, or one text per language; by default the usual question"),
        new("reasons", () => Named("survey-reasons", "reasons by id", () => Titles), "what can be ticked beside the mark: a text, or one per language"),
        new("wait", () => Within, "how long after the resolution; by default at once"),
        new("remind", () => Within, "how long after the asking one is reminded, once; by default never"),
        new("expires", () => Within, "how long after the asking an answer still counts; by default 30 calendar days"),
        new("sample", () => Percent, "how many of the resolutions are asked about; by default 100%"),
        new("rest", () => Within, "for how long a contact who was asked is not asked again; by default no limit"),
        new("calendar", () => Id, "on which calendar working time and business days of these pass; by default the agreement's only one"),
        new("follow-up", () => new MapShape("follow-up", "what low marks start",
        [
            new("below", () => Number, "the mark below which a follow-up is opened", true),
            new("within", () => Within, "until when somebody has taken care of it", true),
            new("calendar", () => Id, "on which calendar; by default the agreement's only one"),
            new("warn", () => Some(Text, "a list of thresholds"), "thresholds, as those of a target"),
        ]) { Whole = true }, "a ticket of the type follow-up, with a clock of its own, for low marks"),
    ]);

    private static readonly Shape DutyShape = new EitherShape([Within, Target]);

    private static readonly MapShape ExampleEvent = new("example-event", "an event", [.. ExampleKeys.Events.Select(k => new Key(k.Name, () => new FreeShape(k.Meaning), k.Meaning, k.Name == "at"))],
        () => Value) { Whole = true };

    private static readonly MapShape Example = new("example", "an example",
    [
        new("name", () => Text, "what it shows", true),
        new("given", () => new MapShape("given", "what happened",
        [
            new("created", () => Moment, "when the ticket came to be, in the agreement's zone", true),
            new("by-agent", () => Flag, "an agent opened it"),
            new("fields", () => new MapShape("fields", "fields and values", [], () => Value), "the fields it was created with"),
            new("events", () => new ListShape(() => ExampleEvent, "a list of events"), "what happened then"),
            new("as-of", () => Moment, "the moment at which one looks", true),
        ]) { Whole = true }, "what happened", true),
        new("expect", () => new MapShape("expect", "what must come out, by target", [], () => new EitherShape([Words("no-clock"), new MapShape("expected-clock", "what the clock must show",
            [.. ExampleKeys.Expectations.Select(k => new Key(k.Name, () => Value, k.Meaning))])]), null), "what must come out, by target (target#2 for its second cycle)", true),
    ]) { Whole = true };

    /// <summary>Texts of a part, or the same in several languages.</summary>
    private static readonly Shape ClauseText = new EitherShape([.. ((EitherShape)Texts).Choices, new MapShape("clause-languages", "texts by language", [], () => Texts, ClauseLanguage)]);

    private static readonly MapShape Clauses = new("clauses", "texts by clause",
        [.. Agreements.Clauses.Known.Select(c => new Key(c.Name, () => Clause!, c.Meaning))], () => Clause!);

    private static readonly Shape Clause = new EitherShape([.. ((EitherShape)Texts).Choices, new MapShape("clause", "texts by language, or by party or part", [], () => ClauseText)]);

    public static readonly MapShape Root = new("agreement", "an agreement",
    [
        new("prazo", () => new EnumShape(["1"]), "the version of this file format: 1", true),
        new("agreement", () => Id, "its id", true),
        new("version", () => Number, "its version, from 1 up"),
        new("title", () => Titles, "its title, or one per language"),
        new("kind", () => Words([.. Names.Kinds.Keys]), "one for all, tailor-made, one that overrides another; operational: between teams; supplier: with a supplier"),
        new("extends", () => new TextShape("an id, with @version for one version of it", "^[A-Za-z0-9][A-Za-z0-9._-]*(@[0-9]+)?$", TextKind.Any), "the agreement that this one overrides parts of"),
        new("parties", () => new MapShape("parties", "the parties", [new("provider", () => Text, "who keeps the promises"), new("customer", () => Text, "to whom they are made")]), "who agreed"),
        new("while", () => Condition, "of an agreement between teams or with a supplier: when a ticket is with who promises; by default its team is the provider, or its status waiting-supplier"),
        new("zone", () => Text, "IANA time zone of its days, periods and term", true),
        new("term", () => new MapShape("term", "the term",
        [
            new("from", () => Date, "first day"), new("to", () => Date, "last day"),
            new("renews", () => Words("never", "monthly", "quarterly", "half-yearly", "yearly"), "by how much it goes on at its end"),
            new("notice", () => Within, "how long before its end it must be cancelled"),
        ]), "from when to when it holds"),
        new("effective", () => Date, "first day of this version; by default the term's"),
        new("open-tickets", () => Flag, "whether this version takes tickets that are open when it begins"),
        new("fields", () => new EitherShape([new ListShape(() => Text, "a list of field names"), new MapShape("own-fields", "fields and their values", [], () => new EitherShape([Words("any"), new ListShape(() => Value, "a list of values")]))]), "ticket fields of your own, beside the built-in ones"),
        new("orders", () => new MapShape("orders", "values by field, most urgent first", [], () => new ListShape(() => Value, "a list of values, most urgent first")), "what is up and down for `on-change`"),
        new("statuses", () => new MapShape("statuses", "statuses that end a ticket", [new("resolved", () => Values, "statuses that mean solved"), new("closed", () => Values, "statuses that mean closed")]), "statuses that end a ticket, beside resolved, solved and closed"),
        new("calendars", () => Named("calendars", "calendars by id", () => new EitherShape([Words("24x7"), Calendar])), "when working time passes"),
        new("holiday-sets", () => Named("holiday-sets", "holiday sets by id", () => HolidaySet), "holiday sets of your own"),
        new("applies", () => new MapShape("applies", "what it is for", [new("when", () => When, "fields and their values")]), "which tickets it is for"),
        new("rematch", () => Words([.. Names.Rematches.Keys]), "whether another agreement may take the ticket when a field changes"),
        new("attach", () => Words([.. Names.Attachments.Keys]), "from when a late first attachment counts"),
        new("targets", () => Named("targets", "targets by id", () => Target), "the promises"),
        new("objectives", () => new ListShape(() => Objective, "a list of objectives"), "aggregate promises"),
        new("exclusions", () => new ListShape(() => Exclusion, "a list of exclusions"), "what it does not cover, by clause"),
        new("instructions", () => new MapShape("instructions", "texts by kind of ticket", [], () => Texts), "what agents follow, by kind of ticket"),
        new("duties", () => new MapShape("duties", "duties by party", [new("customer", () => new MapShape("customer-duties", "the customer's duties", [new("answer", () => DutyShape, "how soon the customer answers")]), "the customer's own promises")]), "what the other party promises"),
        new("satisfaction", () => Survey, "how customers are asked, after a resolution, what they think of it"),
        new("review", () => Words("weekly", "monthly", "quarterly", "half-yearly", "yearly", "never"), "how often the parties review it"),
        new("money", () => Money, "in which money it is settled"),
        new("statement", () => Statement, "over which periods it is settled, and how it is contested"),
        new("penalties", () => new ListShape(() => Penalty, "a list of penalties"), "what missing an objective costs"),
        new("clauses", () => Clauses, "everything else that was agreed, as text in Markdown"),
        new("examples", () => new ListShape(() => Example, "a list of examples"), "what happened and what must come out, run by `prazo test`"),
    ]);
}
