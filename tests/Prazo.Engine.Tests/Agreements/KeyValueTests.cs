using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Keys outside of targets read well: every word, the forms a value may take, and what holds when nothing is written.</summary>
public class KeyValueTests
{
    public static TheoryData<string, Func<Agreement, object?>, object?> Head() => new()
    {
        { "", a => (a.Version, a.Title, a.Kind, a.Extends, a.Provider, a.Customer), (1, "a", AgreementKind.Service, (string?)null, "", "") },
        { "", a => (a.From, a.To, a.OpenTicketsToo, a.Rematch, a.Attach), ((NodaTime.LocalDate?)null, (NodaTime.LocalDate?)null, false, Rematch.Never, MatchPin.Creation) },
        { "", a => a.Targets.Length + a.Objectives.Length + a.Examples.Length + a.Fields.Count + a.Calendars.Count + a.HolidaySets.Count + a.Applies.Fields.Length, 0 },
        { "version: 1000000", a => a.Version, 1_000_000 },
        { "version: 007", a => a.Version, 7 },
        { "title: Aurora", a => (a.Title, a.Titles.Count), ("Aurora", 0) },
        { "title: \"\"", a => a.Title, "" },
        { "title: { ro: Unu, en: One }", a => (a.Title, a.Titles["EN"], a.Titles["ro"], a.Titles.Count), ("Unu", "One", "Unu", 2) },
        { "title: { pt-BR: Um, zh-Hant-TW: 一 }", a => (a.Titles["pt-br"], a.Titles["zh-Hant-TW"]), ("Um", "一") },
        { "kind: service", a => a.Kind, AgreementKind.Service },
        { "kind: hybrid", a => a.Kind, AgreementKind.Hybrid },
        { "parties: { customer: C }", a => (a.Provider, a.Customer), ("", "C") },
        { "term: { from: 2026-01-01 }", a => (a.From, a.To), ((NodaTime.LocalDate?)new NodaTime.LocalDate(2026, 1, 1), (NodaTime.LocalDate?)null) },
        { "term: { to: 2026-12-31, renews: monthly }", a => a.To, null },
        { "term: { to: 2026-12-31, renews: quarterly, notice: 1 month }", a => a.To, null },
        { "term: { to: 2026-12-31, renews: half-yearly, notice: until 2026-10-01 }", a => a.To, null },
        { "term: { to: 2026-12-31, renews: never }", a => a.To, new NodaTime.LocalDate(2026, 12, 31) },
        { "term: { from: 2026-06-01 }\neffective: 2026-01-01", a => a.From, new NodaTime.LocalDate(2026, 1, 1) },
        { "open-tickets: true", a => a.OpenTicketsToo, true },
        { "open-tickets: \"true\"", a => a.OpenTicketsToo, true },
        { "rematch: until-first-response", a => a.Rematch, Rematch.UntilFirstResponse },
        { "rematch: always", a => a.Rematch, Rematch.Always },
        { "attach: attachment", a => a.Attach, MatchPin.Attachment },
        { "fields: [plan, shop]", a => string.Join(" ", a.Fields.Keys.Order()), "plan shop" },
        { "fields: { plan: [gold, silver], shop: any }", a => string.Join("/", a.Fields["plan"]) + a.Fields["shop"].Length, "gold/silver0" },
        { "orders: { stage: [a, b] }", a => (string.Join(",", a.Orders["stage"]), a.Orders["urgency"].IndexOf("critical") < a.Orders["urgency"].IndexOf("high")), ("a,b", true) },
        { "orders: { priority: [low, high] }", a => string.Join(",", a.Orders["priority"]), "low,high" },
        { "", a => string.Join(" ", a.Orders.Keys.Order()), "impact priority severity urgency" },
        { "", a => string.Join(" ", new[] { "resolved", "solved", "closed", "Closed", "open", "done", "" }.Where(s => a.Statuses.Ends(s))), "resolved solved closed Closed" }, // ignoring case, as all values
        { "statuses: { resolved: [done], closed: archived }", a => string.Join(" ", new[] { "solved", "DONE", "Closed", "Archived", "open" }.Where(a.Statuses.Ends)), "solved DONE Closed Archived" },
        { "statuses: { resolved: done }", a => (a.Statuses.Resolved.Contains("done"), a.Statuses.Closed.Contains("done"), a.Statuses.Ends(null)), (true, false, false) },
        { "applies: {}", a => a.Applies.Fields.Length, 0 },
        { "applies: { when: { inbox: loja, region: { not: [a, b] } } }", a => string.Join(" ", a.Applies.Fields.Select(f => $"{f.Field}{(f.Negated ? "!" : "")}={string.Join("|", f.Values)}")), "inbox=loja region!=a|b" },
    };

    [Theory]
    [MemberData(nameof(Head))]
    public void The_head_reads_well(string lines, Func<Agreement, object?> value, object? expected) => value(Good(Header + lines + "\n")).ShouldBe(expected);

    [Fact]
    public void The_statuses_built_in_end_a_ticket_in_any_case()
    {
        foreach (var status in new[] { "resolved", "Solved", "CLOSED" })
            TicketStatuses.Default.Ends(status).ShouldBeTrue(status);
        TicketStatuses.Default.Ends("open").ShouldBeFalse();
        // T2: a stop comes last of what happens at one instant, however its status is written.
        static int Rank(string status) => new Engine.Clocks.FieldChanged("", default, default, 0, "status", status).Rank;
        Rank("Closed").ShouldBe(Rank("closed"));
        Rank("closed").ShouldBeGreaterThan(Rank("open"));
    }

    [Theory]
    [InlineData("day", Period.Day)]
    [InlineData("week", Period.Week)]
    [InlineData("month", Period.Month)]
    [InlineData("quarter", Period.Quarter)]
    [InlineData("year", Period.Year)]
    [InlineData("all", Period.All)]
    public void An_objective_has_any_period(string per, Period expected) => Objective($"at-least: 95%, per: {per}").Per.ShouldBe(expected);

    [Theory]
    [InlineData("0%", "0")]
    [InlineData("100%", "100")]
    [InlineData("99.95%", "99.95")]
    [InlineData("95 %", "95")]
    [InlineData("\" 095.50 % \"", "95.5")]
    public void An_objective_asks_for_an_exact_percentage(string percent, string expected) =>
        Objective($"at-least: {percent}").AtLeast.ShouldBe(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("", CountAs.Broken, CountAs.Out, CountAs.Out, CountAs.Out)]
    [InlineData(", count: {}", CountAs.Broken, CountAs.Out, CountAs.Out, CountAs.Out)]
    [InlineData(", count: { open-broken: in, cancelled: in, waived: in, untargeted: in }", CountAs.In, CountAs.In, CountAs.In, CountAs.In)]
    [InlineData(", count: { open-broken: met, cancelled: broken }", CountAs.Met, CountAs.Broken, CountAs.Out, CountAs.Out)]
    [InlineData(", count: { waived: met, untargeted: broken }", CountAs.Broken, CountAs.Out, CountAs.Met, CountAs.Broken)]
    [Trait("Rule", "T20")]
    public void An_objective_says_what_becomes_of_what_is_neither_met_nor_broken(string count, CountAs openBroken, CountAs cancelled, CountAs waived, CountAs untargeted)
    {
        var objective = Objective("at-least: 95%" + count);
        (objective.OpenBroken, objective.Cancelled, objective.Waived, objective.Untargeted).ShouldBe((openBroken, cancelled, waived, untargeted));
    }

    private static Objective Objective(string rest) =>
        Good(Header + "targets: { resolution: { within: 4h clock } }\nobjectives: [ { id: o, target: resolution, " + rest + " } ]\n").Objectives.ShouldHaveSingleItem();

    [Theory]
    [InlineData("keep", OnChange.Keep)]
    [InlineData("restart", OnChange.Restart)]
    [InlineData("carry", OnChange.Carry)]
    [InlineData("retroactive", OnChange.Retroactive)]
    [Trait("Rule", "T15")]
    public void A_change_is_treated_alike_or_by_its_direction(string word, OnChange expected)
    {
        (Target($"within: 4h\non-change: {word}") is { } both && both.Up == expected && both.Down == expected).ShouldBeTrue();
        (Target($"within: 4h\non-change: {{ up: {word} }}") is { } up && up.Up == expected && up.Down == OnChange.Carry).ShouldBeTrue();
        (Target($"within: 4h\non-change: {{ down: {word}, up: restart }}") is { } down && down.Up == OnChange.Restart && down.Down == expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData("count", ReopenRule.Count, null)]
    [InlineData("resume within 7 calendar days", ReopenRule.Resume, "7 calendar days")]
    [InlineData("new-cycle within 1 month by end of day", ReopenRule.NewCycle, "1 month by end of day")]
    [InlineData("final within 4h", ReopenRule.Final, "4h")]
    [InlineData("\" count  within  2 business days \"", ReopenRule.Count, "2 business days")]
    [InlineData("resume within until 2026-12-24", ReopenRule.Resume, "until 2026-12-24")]
    [Trait("Rule", "T16")]
    public void A_reopening_has_a_rule_and_perhaps_a_limit(string reopen, ReopenRule rule, string? limit)
    {
        var read = Target("within: 4h\nreopen: " + reopen).Reopen;
        (read.Rule, read.Limit?.Text).ShouldBe((rule, limit));
    }

    [Theory]
    [InlineData("customer", Party.Customer)]
    [InlineData("provider", Party.Provider)]
    [InlineData("supplier", Party.Supplier)]
    [InlineData("nobody", Party.Nobody)]
    [Trait("Rule", "T13")]
    public void Pauses_and_targets_have_an_accountable_party(string word, Party expected)
    {
        var target = Target($"within: 4h\nparty: {word}\npause: {{ status: x, party: {word} }}");
        (target.Party, target.Pause[0].Party).ShouldBe((expected, expected));
    }

    [Fact]
    public void Every_word_that_the_file_knows_means_something_of_its_own()
    {
        ShouldBeWhole(Names.Metrics);
        ShouldBeWhole(Names.OnChanges);
        ShouldBeWhole(Names.Reopens);
        ShouldBeWhole(Names.RecursRules);
        ShouldBeWhole(Names.Responses);
        ShouldBeWhole(Names.MissedCalls);
        ShouldBeWhole(Names.Merges);
        ShouldBeWhole(Names.CountIns);
        ShouldBeWhole(Names.Parties);
        ShouldBeWhole(Names.Periods);
        ShouldBeWhole(Names.CountsAs);
        ShouldBeWhole(Names.Rematches);
        ShouldBeWhole(Names.Attachments);
        ShouldBeWhole(Names.Kinds);

        static void ShouldBeWhole<T>(Vocabulary<T> words) where T : struct, Enum
        {
            words.Keys.Select(k => words.Find(k).ShouldNotBeNull()).ShouldBe(Enum.GetValues<T>(), ignoreOrder: true, $"every {typeof(T).Name} has one word");
            words.Find(null).ShouldBeNull();
            words.Find(words.Keys[0].ToUpperInvariant()).ShouldBeNull("words of the file are small letters");
        }
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("[br, br-sp]", "br br-sp")]
    [InlineData("[loja, br]", "loja br")]
    [InlineData("[]", "")]
    [Trait("Rule", "T9")]
    public void Holiday_sets_are_layers_in_their_order(string holidays, string expected)
    {
        var calendar = Good(Header + $"holiday-sets: {{ loja: {{}} }}\ncalendars: {{ c: {{ weekly: {{}}, holidays: {holidays} }} }}\n").Calendars["c"].ShouldBeOfType<WeeklyCalendar>();
        string.Join(" ", calendar.HolidaySets).ShouldBe(expected);
    }

    [Fact]
    public void An_empty_holiday_set_has_its_id_for_a_name()
    {
        var set = Good(Header + "holiday-sets: { loja: {} }\n").HolidaySets["loja"];
        (set.Name, set.Source, set.KnownTo, set.Rules.Length, set.Includes.Length).ShouldBe(("loja", "", null, 0, 0));
    }

    [Fact]
    public void A_target_without_a_promise_for_a_value_promises_nothing_there()
    {
        var target = Target("by: priority\nwithin: { high: 4h }");
        target.Within.For("HIGH").ShouldNotBeNull();
        target.Within.For("low").ShouldBeNull();
        target.Within.For(null).ShouldBeNull();
        (target.Within.IsEmpty, ByValue<Within>.Empty.IsEmpty).ShouldBe((false, true));
    }

    [Fact]
    public void A_customers_duty_in_full_may_have_another_party_and_metric()
    {
        var duty = Good(Header + "duties: { customer: { answer: { metric: requester-wait, within: 4h clock, party: supplier } } }\n").Targets.ShouldHaveSingleItem();
        (duty.Id, duty.Metric, duty.Party).ShouldBe(("duty-customer-answer", Metric.RequesterWait, Party.Supplier));
    }
}
