using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Engine.Tests.Agreements;

public class TargetReaderTests
{
    [Theory]
    [InlineData("first-response", Metric.FirstResponse)]
    [InlineData("next-response", Metric.NextResponse)]
    [InlineData("update", Metric.Update)]
    [InlineData("workaround", Metric.Workaround)]
    [InlineData("resolution", Metric.Resolution)]
    [InlineData("ownership", Metric.Ownership)]
    [InlineData("requester-wait", Metric.RequesterWait)]
    [InlineData("agent-work", Metric.AgentWork)]
    [InlineData("customer-answer", Metric.CustomerAnswer)]
    [InlineData("callback", Metric.Callback)]
    [InlineData("speed-of-answer", Metric.SpeedOfAnswer)]
    public void A_target_named_like_a_metric_measures_it(string id, Metric metric)
    {
        Good(Header + $"targets: {{ {id}: {{ within: 4h clock }} }}\n").Targets.ShouldHaveSingleItem().Metric.ShouldBe(metric);
        Good(Header + $"targets: {{ mine: {{ metric: {id}, within: 4h clock }} }}\n").Targets.ShouldHaveSingleItem().Metric.ShouldBe(metric);
    }

    [Fact]
    public void What_is_not_written_has_its_default()
    {
        var target = Target("within: 4h");
        target.ShouldSatisfyAllConditions(
            () => target.By.ShouldBeNull(), () => target.Calendar.Else.ShouldBe("c", "the only one"), () => target.When.Fields.ShouldBeEmpty(),
            () => target.Warn.ShouldBeEmpty(), () => target.Pause.ShouldBeEmpty(), () => target.Up.ShouldBe(OnChange.Carry), () => target.Down.ShouldBe(OnChange.Carry),
            () => target.Heals.ShouldBeFalse(), () => target.Reopen.ShouldBe(new Reopen(ReopenRule.Resume, null)), () => target.Recurs.ShouldBe(Recurs.FromStop),
            () => target.MissedOpensNext.ShouldBeFalse(), () => target.Response.ShouldBe(ResponseBy.Reply), () => target.BotsCount.ShouldBeFalse(),
            () => target.NotesCount.ShouldBeFalse(), () => target.IgnoreThanks.ShouldBeFalse(), () => target.BoundaryClose.ShouldBeFalse(),
            () => target.PausesExtend.ShouldBeFalse(), () => target.MissedCall.ShouldBe(MissedCall.Normal), () => target.Merge.ShouldBe(MergeRule.Earliest),
            () => target.CountIn.ShouldBe(CountIn.Verdict), () => target.ExtensionCap.ShouldBeNull(), () => target.Start.ShouldBeNull(),
            () => target.Stop.ShouldBeNull(), () => target.Reset.ShouldBeNull(), () => target.Party.ShouldBe(Party.Provider), () => target.MeasureOnly.ShouldBeFalse());
    }

    public static TheoryData<string, Func<Target, object?>, object?> Options() => new()
    {
        { "heals: true", t => t.Heals, true },
        { "on-change: restart", t => (t.Up, t.Down), (OnChange.Restart, OnChange.Restart) },
        { "on-change: { up: retroactive }", t => (t.Up, t.Down), (OnChange.Retroactive, OnChange.Carry) },
        { "on-change: { down: keep }", t => (t.Up, t.Down), (OnChange.Carry, OnChange.Keep) },
        { "reopen: count", t => t.Reopen, new Reopen(ReopenRule.Count, null) },
        { "reopen: new-cycle", t => t.Reopen.Rule, ReopenRule.NewCycle },
        { "reopen: final", t => t.Reopen.Rule, ReopenRule.Final },
        { "reopen: resume within 7 calendar days", t => t.Reopen.Limit!.Text, "7 calendar days" },
        { "recurs: from-stop", t => t.Recurs, Recurs.FromStop },
        { "recurs: from-due", t => t.Recurs, Recurs.FromDue },
        { "recurs: each-reply", t => t.Recurs, Recurs.EachReply },
        { "missed-opens-next: true", t => t.MissedOpensNext, true },
        { "response: status", t => t.Response, ResponseBy.Status },
        { "response: acceptance", t => t.Response, ResponseBy.Acceptance },
        { "bots: true", t => t.BotsCount, true },
        { "notes: true", t => t.NotesCount, true },
        { "ignore-thanks: true", t => t.IgnoreThanks, true },
        { "boundary: close", t => t.BoundaryClose, true },
        { "boundary: opening", t => t.BoundaryClose, false },
        { "pauses: extend", t => t.PausesExtend, true },
        { "pauses: keep", t => t.PausesExtend, false },
        { "missed-call: counted", t => t.MissedCall, MissedCall.Counted },
        { "missed-call: ignored", t => t.MissedCall, MissedCall.Ignored },
        { "merge: own", t => t.Merge, MergeRule.Own },
        { "count-in: opened", t => t.CountIn, CountIn.Opened },
        { "count-in: due", t => t.CountIn, CountIn.Due },
        { "count-in: stopped", t => t.CountIn, CountIn.Stopped },
        { "extension-cap: 8h", t => t.ExtensionCap, new WorkingTime("8h", Duration.FromHours(8)) },
        { "party: supplier", t => t.Party, Party.Supplier },
        { "calendar: 24x7", t => t.Calendar.Else, "24x7" },
        { "warn: 80%", t => t.Warn.Single().Text, "80%" },
        { "warn: [80%, 15m clock before]", t => string.Join("; ", t.Warn.Select(w => w.Text)), "80%; 15m clock before" },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_read(string line, Func<Target, object?> option, object? expected) => option(Target("within: 4h\n" + line)).ShouldBe(expected);

    [Fact]
    public void Promises_by_value_ignore_case_and_fall_back_to_else()
    {
        var target = Target("by: priority\nwithin: { Critical: 15m, else: 2h }\ncalendar: { critical: 24x7, else: c }");
        target.Within.For("CRITICAL")!.Text.ShouldBe("15m");
        target.Within.For("low")!.Text.ShouldBe("2h");
        target.Within.For(null)!.Text.ShouldBe("2h");
        target.Calendar.For("critical").ShouldBe("24x7");
    }

    [Fact]
    public void A_calendar_can_follow_a_field_of_its_own()
    {
        var target = Target("by: priority\nwithin: { high: 1h, low: 2h }\ncalendar: { by: region, norte: 24x7, else: c }");
        (target.By, target.CalendarBy).ShouldBe(("priority", "region"));
        target.Calendar.Values.Keys.ShouldBe(["norte"]);
    }

    [Fact]
    public void Where_no_working_time_counts_the_calendar_is_24x7_by_default()
    {
        var two = Header + "calendars: { c: { weekly: { mon: \"08:00-12:00\" } }, d: { weekly: { mon: \"08:00-12:00\" } } }\n";
        foreach (var within in new[] { "4h clock", "7 calendar days", "1 month", "until 2026-12-24" })
            Good(two + $"targets: {{ resolution: {{ within: {within} }} }}\n").Targets[0].Calendar.Else.ShouldBe("24x7");
        Good(two + "targets: { resolution: { measure: true } }\n").Targets[0].Calendar.Else.ShouldBe("24x7");
    }

    [Theory]
    [InlineData("{ status: waiting }", "status in waiting")]
    [InlineData("{ status: [a, b] }", "status in a,b")]
    [InlineData("{ status: { not: [a, b] } }", "status not in a,b")]
    [InlineData("{ status: { not: a } }", "status not in a")]
    [InlineData("{ event: reply }", "event reply")]
    [InlineData("{ event: [reply, note] }", "any(event reply, event note)")]
    [InlineData("{ status: a, team: b }", "all(status in a, team in b)")]
    [InlineData("{ any: [ { status: a }, { event: reply } ] }", "any(status in a, event reply)")]
    [InlineData("{ all: [ { status: a }, { not: { team: b } } ], event: note }", "all(all(status in a, not(team in b)), event note)")]
    public void Conditions_are_read(string condition, string expected)
    {
        Print(Target("within: 4h\nreset: " + condition).Reset!).ShouldBe(expected);
        Print(Target($"within: 4h\npause: {condition}").Pause.ShouldHaveSingleItem().While).ShouldBe(expected);
    }

    private static string Print(Condition condition) => condition switch
    {
        FieldIs f => $"{f.Field.Field} {(f.Field.Negated ? "not in" : "in")} {string.Join(",", f.Field.Values)}",
        EventIs e => "event " + e.Kind,
        AllOf all => $"all({string.Join(", ", all.Conditions.Select(Print))})",
        AnyOf any => $"any({string.Join(", ", any.Conditions.Select(Print))})",
        Not not => $"not({Print(not.Inner)})",
        _ => "?",
    };

    [Theory]
    [InlineData("{ status: waiting-customer, party: customer }", "waiting-customer", Party.Customer)]
    [InlineData("{ status: waiting, reason: no parts, party: supplier }", "no parts", Party.Supplier)]
    [InlineData("{ status: [a, b] }", "a/b", Party.Nobody)]
    [InlineData("{ status: { not: a }, team: x }", "not a and x", Party.Nobody)]
    public void A_pause_has_a_reason_and_an_accountable_party(string pause, string reason, Party party)
    {
        var rule = Target($"within: 4h\npause: [ {pause} ]").Pause.ShouldHaveSingleItem();
        (rule.Reason, rule.Party).ShouldBe((reason, party));
    }

    [Theory]
    [InlineData("{ channel: email }", "channel=email")]
    [InlineData("{ channel: [email, chat], region: { not: [sul] } }", "channel=email|chat region!=sul")]
    [InlineData("{}", "")]
    public void A_match_names_fields_and_values(string when, string expected) =>
        string.Join(" ", Target("within: 4h\nwhen: " + when).When.Fields.Select(f => f.Field + (f.Negated ? "!=" : "=") + string.Join("|", f.Values))).ShouldBe(expected);

    [Theory]
    [InlineData("1 business day", "1 business day")]
    [InlineData("{ by: priority, within: { high: 4h, else: 1 business day } }", "1 business day")]
    public void The_customers_duty_becomes_a_target_of_the_customer(string answer, string otherwise)
    {
        var target = Good(Header + "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" } } }\nduties: { customer: { answer: " + answer + " } }\n").Targets.ShouldHaveSingleItem();
        (target.Id, target.Metric, target.Party, target.Within.Else!.Text, target.Calendar.Else).ShouldBe(("duty-customer-answer", Metric.CustomerAnswer, Party.Customer, otherwise, "c"));
    }

    [Fact]
    public void Objectives_have_a_period_a_match_and_say_what_counts()
    {
        var objectives = Good(Header + "targets: { resolution: { within: 4h clock } }\nobjectives:\n"
            + "  - { id: a, target: resolution, at-least: 99.5% }\n"
            + "  - { id: b, target: resolution, at-least: 80 %, per: quarter, when: { region: sul }, count: { open-broken: out, cancelled: met, waived: in, untargeted: broken } }\n").Objectives;
        objectives.Select(o => (o.Id, o.AtLeast, o.Per)).ShouldBe([("a", 99.5m, Period.Month), ("b", 80m, Period.Quarter)]);
        (objectives[1].OpenBroken, objectives[1].Cancelled, objectives[1].Waived, objectives[1].Untargeted).ShouldBe((CountAs.Out, CountAs.Met, CountAs.In, CountAs.Broken));
        objectives[1].When.Fields.ShouldHaveSingleItem().Field.ShouldBe("region");
    }

    [Fact]
    public void The_head_of_an_agreement_is_read()
    {
        var agreement = Good("prazo: 1\nagreement: x.y-1\nversion: 3\ntitle: Um\nkind: customer\nparties: { provider: P, customer: C }\nzone: Europe/Bucharest\n"
            + "term: { from: 2026-01-01, to: 2026-12-31, notice: 30 calendar days }\neffective: 2026-02-01\nopen-tickets: true\nrematch: until-first-response\nattach: attachment\n"
            + "statuses: { resolved: [feito], closed: arquivado }\norders: { stage: [a, b] }\nfields: [stage]\n");
        (agreement.Id, agreement.Version, agreement.Title, agreement.Kind, agreement.Zone).ShouldBe(("x.y-1", 3, "Um", AgreementKind.Customer, "Europe/Bucharest"));
        (agreement.From, agreement.To, agreement.OpenTicketsToo).ShouldBe((new LocalDate(2026, 2, 1), new LocalDate(2026, 12, 31), true));
        (agreement.Rematch, agreement.Attach).ShouldBe((Rematch.UntilFirstResponse, MatchPin.Attachment));
        agreement.Statuses.Ends("FEITO").ShouldBeTrue();
        agreement.Statuses.Ends("arquivado").ShouldBeTrue();
        agreement.Statuses.Ends("closed").ShouldBeTrue();
        agreement.Statuses.Ends("aberto").ShouldBeFalse();
        agreement.Orders["stage"].ShouldBe(["a", "b"]);
        agreement.Orders["priority"].IndexOf("critical").ShouldBeLessThan(agreement.Orders["priority"].IndexOf("high"));
        agreement.Orders["priority"].IndexOf("urgent").ShouldBeLessThan(agreement.Orders["priority"].IndexOf("normal"));
    }

    [Theory]
    [InlineData("to: 2026-12-31", false)]
    [InlineData("to: 2026-12-31, renews: never", false)]
    [InlineData("to: 2026-12-31, renews: yearly", true)]
    public void A_term_that_renews_has_no_end(string term, bool endless) => (Good(Header + $"term: {{ {term} }}\n").To is null).ShouldBe(endless);

    [Fact]
    public void Examples_are_kept_as_written()
    {
        var example = Good(Header + "targets: { resolution: { within: 4h clock } }\nexamples:\n  - { name: n, given: { created: 2026-03-02 09:00, as-of: 2026-03-02 12:00 }, expect: { resolution: { state: active } } }\n").Examples.ShouldHaveSingleItem();
        example.Name.ShouldBe("n");
        ((ScalarNode)example.Given["created"]!).Text.ShouldBe("2026-03-02 09:00");
        ((MapNode)example.Expect["resolution"]!)["state"].ShouldBeOfType<ScalarNode>().Text.ShouldBe("active");
    }
}
