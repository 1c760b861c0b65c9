using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;
using Prazo.Engine.Tests.Clocks;

namespace Prazo.Engine.Tests.Explain;

public sealed class AccountTests
{
    private static readonly Words English = Words.Find("en")!;

    private static Account Explain(AgreementSet set, Script script, string asOf) =>
        Account.Of(script.Clock(set, asOf), set.CalendarsOf(set.Agreements[0]), script.At(asOf));

    private static string[] Segments(Account account) =>
        [.. account.Segments.Select(s => $"{Script.Local(s.From)}..{Script.Local(s.To)} {Words.KeyOf(s.Why)} {English.Form.Length(s.Worked)}")];

    private static string Sentences(Account account) => string.Join('\n', account.Statements.Select(s => English.Say(s, account.Zone, withYear: false)));

    private static Script Ticket() => new Script().Created("2026-03-02 16:00", "status=open team=n1");

    [Fact]
    public void A_weekday_night_and_a_pause_are_told_with_their_reasons()
    {
        var set = Sla.Of(Sla.Target(Metric.Resolution, "4h") with { Pause = [Sla.Pause()] });
        var account = Explain(set, Ticket().Status("2026-03-03 09:30", "waiting-customer").Status("2026-03-03 10:30", "open"), "2026-03-03 11:00");
        Segments(account).ShouldBe([
            "2026-03-02 16:00..2026-03-02 18:00 working 2 h", "2026-03-02 18:00..2026-03-03 09:00 out-of-hours 0 min", "2026-03-03 09:00..2026-03-03 09:30 working 30 min",
            "2026-03-03 09:30..2026-03-03 10:30 paused-customer 0 min", "2026-03-03 10:30..2026-03-03 11:00 working 30 min"]);
        account.Allowed.ShouldBe(Duration.FromHours(4));
        Script.Local(account.Ahead[^1].To).ShouldBe("2026-03-03 12:00");
        Sentences(account).ShouldContain("On Tue, 3 Mar, 10:30 the pause (waiting for the customer) ended and the due date moved from Tue, 3 Mar, 11:00 to Tue, 3 Mar, 12:00.");
        Sentences(account).ShouldContain("If nothing changes, it is due on Tue, 3 Mar, 12:00.");
        Sentences(account).ShouldContain("Paused on the customer's account: 1 h, of which 1 h of working time.");
    }

    [Fact]
    [Trait("Rule", "T6")]
    public void T6_between_due_and_last_it_is_due_but_still_in_time()
    {
        var account = Explain(Sla.Of(Sla.Target(Metric.FirstResponse, "2h")), Ticket().Reply("2026-03-02 20:00"), "2026-03-03 08:00");
        Sentences(account).ShouldContain("It is due at closing, on Mon, 2 Mar, 18:00; it is still in time until Tue, 3 Mar, 09:00.");
        Sentences(account).ShouldContain("The promise was kept on Mon, 2 Mar, 20:00: after the due date of Mon, 2 Mar, 18:00, but still in time until Tue, 3 Mar, 09:00.");
        account.Segments[^1].Phase.ShouldBe(Phase.BetweenDueAndLast);
    }

    [Fact]
    public void Segments_are_cut_where_the_promise_breaks_and_where_the_holder_changes()
    {
        var account = Explain(Sla.Of(Sla.Target(Metric.Resolution, "1h")), Ticket().Set("2026-03-02 17:30", "team", "n2"), "2026-03-02 17:45");
        Segments(account).ShouldBe(["2026-03-02 16:00..2026-03-02 17:00 working 1 h", "2026-03-02 17:00..2026-03-02 17:30 working 30 min", "2026-03-02 17:30..2026-03-02 17:45 working 15 min"]);
        account.Segments.Select(s => (s.Team, s.Phase)).ShouldBe([("n1", Phase.InTime), ("n1", Phase.AfterLast), ("n2", Phase.AfterLast)]);
        Sentences(account).ShouldContain("The promise broke on Mon, 2 Mar, 17:00, 45 min ago, and the clock is still running.");
    }

    [Fact]
    public void Holidays_special_days_and_reduced_hours_are_named()
    {
        ImmutableArray<Shift> day = [new(540, 1080)];
        var calendar = new WeeklyCalendar("c", "America/Sao_Paulo", [new EffectiveHours(LocalDate.MinIsoValue, [day, day, day, day, day, [], []])], ["h"],
            [new SpecialDay(new LocalDate(2026, 3, 5), ExceptionKind.Closed, [], "Inventory")], HolidayCut.Shifts, default);
        var holidays = new HolidaySet("h", "Town", [new FixedHoliday(3, 3, "Founders", []), new FixedHoliday(3, 4, "Ashes", [new(720, 1080)])], "test", new LocalDate(2026, 3, 4), [], default);
        var agreement = Sla.Agreement("sla", Sla.Target(Metric.Resolution, "12h", "c")) with
        {
            Calendars = ImmutableDictionary<string, CalendarDefinition>.Empty.Add("c", calendar),
            HolidaySets = ImmutableDictionary<string, HolidaySet>.Empty.Add("h", holidays),
        };
        var account = Explain(new AgreementSet([agreement]), Ticket(), "2026-03-06 10:00");
        account.Segments.Select(s => Words.KeyOf(s.Why) + ":" + Words.NameOf(s.Why)).ShouldBe([
            "working:", "out-of-hours:", "holiday:Founders", "holiday-reduced:Ashes", "working:", "holiday-reduced:Ashes", "special-day:Inventory", "out-of-hours:", "working:"]);
        Sentences(account).ShouldContain("The holidays of Town in calendar c are known to 4 Mar 2026 only; the due date lies beyond and may still move.");
    }

    [Fact]
    public void Clock_time_counts_day_and_night_in_one_piece()
    {
        var account = Explain(Sla.Of(Sla.Target(Metric.Resolution, "24h clock")), Ticket(), "2026-03-03 10:00");
        Segments(account).ShouldBe(["2026-03-02 16:00..2026-03-03 10:00 day-and-night 3 h"]);
        account.Measure.ShouldBe(PromiseMeasure.ClockTime);
        account.Allowed.ShouldBe(Duration.FromHours(24));
    }

    [Fact]
    [Trait("Rule", "T16")]
    public void T16_time_between_stop_and_reopening_is_shown_as_closed()
    {
        var account = Explain(Sla.Of(Sla.Target(Metric.Resolution, "8h")), Ticket().Status("2026-03-02 17:00", "resolved").Status("2026-03-03 10:00", "open"), "2026-03-03 11:00");
        Segments(account)[1].ShouldBe("2026-03-02 17:00..2026-03-03 10:00 closed-until-reopened 0 min");
        Sentences(account).ShouldContain("withdrawn because the ticket was reopened");
    }

    [Fact]
    public void Whole_days_fold_into_one_row_with_exact_sums()
    {
        var account = Explain(Sla.Of(Sla.Target(Metric.Resolution, "90h")), Ticket(), "2026-03-13 12:00");
        var rows = AccountRow.Of(account.Segments, account.Measure, account.Zone, fold: true);
        var row = rows.ShouldHaveSingleItem();
        row.Days.ShouldBe(12);
        row.Total.ShouldBe(account.Clock.Worked);
        AccountRow.Of(account.Segments, account.Measure, account.Zone, fold: false).Length.ShouldBe(account.Segments.Length);
    }

    [Theory]
    [InlineData("closed-without-response", "the ticket was closed without a response")]
    [InlineData("something-new", "(something-new)")]
    public void Causes_are_told_and_unknown_ones_shown_as_they_are(string cause, string expected)
    {
        var set = Sla.Of(Sla.Target(Metric.FirstResponse, "2h"));
        var clock = Ticket().Status("2026-03-02 17:00", "closed").Clock(set, "2026-03-02 18:00") with { Cause = cause };
        Sentences(Account.Of(clock, set.CalendarsOf(set.Agreements[0]), clock.Started)).ShouldContain(expected);
    }

    [Theory]
    [Trait("Rule", "T19")]
    [InlineData("no-agreement")]
    [InlineData("outside-term")]
    [InlineData("no-target")]
    [InlineData("no-value")]
    [InlineData("field-empty")]
    [InlineData("not-started")]
    [InlineData("outranked")]
    [InlineData("not-created")]
    [InlineData("brand-new")]
    public void T19_every_reason_for_no_clock_has_a_sentence(string code)
    {
        foreach (var language in Words.Languages)
        {
            var text = Words.Find(language)!.Say(Verdicts.Of(new NoClock("loja", "resolution", code, "priority = x")), DateTimeZone.Utc);
            text.ShouldNotContain("{");
            text.ShouldNotStartWith("no-clock.");
        }
    }
}
