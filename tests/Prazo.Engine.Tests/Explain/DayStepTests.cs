using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;
using Prazo.Engine.Tests.Clocks;

namespace Prazo.Engine.Tests.Explain;

/// <summary>The steps to the end of a promise in days, as they are said. 2026-03-02 is a Monday; the office is open Monday to Friday, 9 to 18.</summary>
public sealed class DayStepTests
{
    private static string[] Steps(Account account, string language = "en", bool fold = false) =>
        [.. DayStatements.Of(fold ? DayRows.Fold(account.Days, account.Zone) : account.Days).Select(s => Words.Find(language)!.Say(s, account.Zone, withYear: false))];

    private static Account Explain(string within, Script script, string asOf, string calendar = "office", Func<Target, Target>? with = null)
    {
        var target = Sla.Target(Metric.Resolution, within, calendar);
        var set = Sla.Of(with is null ? target : with(target));
        return Account.Of(script.Clock(set, asOf), set.CalendarsOf(set.Agreements[0]), script.At(asOf));
    }

    private static Script Friday(string time = "16:00") => new Script().Created("2026-03-06 " + time, "status=open");

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("en", "Counting begins on Fri, 6 Mar, 16:00 by the wall clock of America/Sao_Paulo, on calendar office.", "Sat, 7 Mar to Sun, 8 Mar: closed on calendar office, not counted.",
        "Days 1 to 2 of 2: Mon, 9 Mar to Tue, 10 Mar, each open 09:00–18:00.", "The time of day of the start is kept: Tue, 10 Mar, 16:00.", "So the end is Tue, 10 Mar, 16:00.")]
    [InlineData("pt-BR", "A contagem começa em sex., 6 mar., 16:00, no relógio de America/Sao_Paulo, no calendário office.", "sáb., 7 mar. a dom., 8 mar.: sem atendimento no calendário office, não conta.",
        "Dias 1 a 2 de 2: seg., 9 mar. a ter., 10 mar., cada um com atendimento 09:00–18:00.", "A hora do início é mantida: ter., 10 mar., 16:00.", "Assim, o fim é ter., 10 mar., 16:00.")]
    [InlineData("ro", "Numărătoarea începe vin., 6 mar., 16:00, după ora din America/Sao_Paulo, în calendarul office.", "sâm., 7 mar. – dum., 8 mar.: închis în calendarul office, nu se numără.",
        "Zilele 1–2 din 2: lun., 9 mar. – mar., 10 mar., fiecare cu program 09:00–18:00.", "Ora începutului se păstrează: mar., 10 mar., 16:00.", "Așadar, sfârșitul este mar., 10 mar., 16:00.")]
    public void T8_Business_days_are_told_day_by_day_with_the_weekend_between(string language, params string[] expected) =>
        Steps(Explain("2 business days", Friday(), "2026-03-06 17:00"), language).ShouldBe(expected);

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 business day by 17:30", "The promise ends by 17:30 of that day: Mon, 9 Mar, 17:30.")]
    [InlineData("1 business day by close", "The promise ends at that day's closing time: Mon, 9 Mar, 18:00.")]
    [InlineData("1 business day by end of day", "The promise ends with that day, before midnight: Mon, 9 Mar, 23:59:59.999.")]
    [InlineData("until 2026-03-20", "The promise ends with the day agreed: Fri, 20 Mar, 23:59:59.999.")]
    [InlineData("until field wanted", "The ticket itself carries the end: Mon, 16 Mar, 09:00.")]
    public void T8_How_the_time_of_day_was_chosen_is_told(string within, string expected) =>
        Steps(Explain(within, new Script().Created("2026-03-06 16:00", "status=open wanted=2026-03-16T12:00:00Z"), "2026-03-06 17:00")).ShouldContain(expected);

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_Calendar_days_that_end_on_a_closed_day_go_on_to_the_next_close()
    {
        // Friday the 13th and eight days: Saturday the 21st, closed like the Sunday.
        var steps = Steps(Explain("8 calendar days by close", new Script().Created("2026-03-13 10:00"), "2026-03-13 11:00"));
        steps[1..4].ShouldBe(["Days 1 to 8 of 8: Sat, 14 Mar to Sat, 21 Mar.", "Sat, 21 Mar to Sun, 22 Mar: closed on calendar office, not counted.", "The promise ends at that day's closing time: Mon, 23 Mar, 18:00."]);
    }

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("2026-01-30 10:00", "1 month", "Months counted: 1, from Fri, 30 Jan to Sat, 28 Feb, the last day of a month too short.")]
    [InlineData("2026-01-28 10:00", "1 month", "Months counted: 1, from Wed, 28 Jan to Sat, 28 Feb.")]
    public void T8_Months_are_told_and_where_they_are_clamped(string start, string within, string expected) =>
        Steps(Explain(within, new Script().Created(start), start))[1].ShouldBe(expected);

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 business day closed day keeping time", "2026-03-07 11:00", "Sat, 7 Mar to Sun, 8 Mar: closed on calendar office, not counted.|A start on a closed day counts from the next business day: Mon, 9 Mar, 11:00.|Day 1 of 1: Tue, 10 Mar, open 09:00–18:00.")]
    [InlineData("1 business day closed day at opening", "2026-03-08 11:00", "Sun, 8 Mar: closed on calendar office, not counted.|A start on a closed day counts from the next business day: Mon, 9 Mar, 09:00.|Day 1 of 1: Tue, 10 Mar, open 09:00–18:00.")]
    [InlineData("1 business day from 17:00 at 08:30", "2026-03-06 17:00", "Sat, 7 Mar to Sun, 8 Mar: closed on calendar office, not counted.|A start at 17:00 or later counts from the next business day: Mon, 9 Mar, 08:30.|Day 1 of 1: Tue, 10 Mar, open 09:00–18:00.")]
    [InlineData("1 business day before opening at opening", "2026-03-06 07:00", "A start before opening counts from the opening: Fri, 6 Mar, 09:00.|Sat, 7 Mar to Sun, 8 Mar: closed on calendar office, not counted.|Day 1 of 1: Mon, 9 Mar, open 09:00–18:00.")]
    [InlineData("1 business day if before 10:00 else +1", "2026-03-09 10:00", "The start misses 10:00; days added to the count: 1.|Days 1 to 2 of 2: Tue, 10 Mar to Wed, 11 Mar, each open 09:00–18:00.|The time of day of the start is kept: Wed, 11 Mar, 10:00.")]
    [InlineData("1 business day if before 10:00 else next opening", "2026-03-09 10:00", "A start that misses 10:00 counts from the next business day's opening: Tue, 10 Mar, 09:00.|Day 1 of 1: Wed, 11 Mar, open 09:00–18:00.|The time of day of the start is kept: Wed, 11 Mar, 09:00.")]
    [InlineData("1 business day else next opening", "2026-03-09 19:00", "A start out of hours counts from the next opening: Tue, 10 Mar, 09:00.|Day 1 of 1: Wed, 11 Mar, open 09:00–18:00.|The time of day of the start is kept: Wed, 11 Mar, 09:00.")]
    public void T8_Start_rules_say_why_and_whereto_they_move_the_start(string within, string start, string expected) =>
        Steps(Explain(within, new Script().Created(start), start))[1..4].ShouldBe(expected.Split('|'));

    [Theory]
    [Trait("Rule", "T8")]
    [InlineData("1 business day from 17:00 at 08:30", "2026-03-06 16:59:59.999")]
    [InlineData("1 business day if before 10:00 else +1", "2026-03-06 09:59:59.999")]
    [InlineData("1 business day before opening at opening", "2026-03-06 09:00")]
    [InlineData("1 business day closed day keeping time", "2026-03-06 09:00")]
    public void T8_A_start_rule_that_moves_nothing_is_not_told(string within, string start) =>
        Explain(within, new Script().Created(start), start).Days.ShouldAllBe(d => !(d is StartMoved || d is DaysAdded));

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_From_opening_goes_on_to_the_next_opening()
    {
        var steps = Steps(Explain("1 calendar day from opening", Friday(), "2026-03-06 17:00"));
        steps[2..].ShouldBe(["The time of day of the start is kept: Sat, 7 Mar, 16:00.", "That is out of hours, so it goes on to the next opening: Mon, 9 Mar, 09:00.", "So the end is Mon, 9 Mar, 09:00."]);
    }

    [Fact]
    [Trait("Rule", "T7")]
    public void T7_A_kept_time_that_the_wall_clock_skips_ends_at_the_first_instant_after_it()
    {
        // In Lisbon 2026-03-29 has no 01:30; clocks go from 01:00 to 02:00 summer time.
        var agreement = Sla.Agreement("sla", Sla.Target(Metric.Resolution, "2 calendar days", "lisbon"));
        var set = new AgreementSet([agreement with { Calendars = agreement.Calendars.Add("lisbon", Sla.Week("lisbon", "Europe/Lisbon", (540, 1080))) }]);
        var script = new Script("Europe/Lisbon").Created("2026-03-27 01:30");
        var account = Account.Of(script.Clock(set, "2026-03-27 02:00"), set.CalendarsOf(set.Agreements[0]), script.At("2026-03-27 02:00"));
        Steps(account)[2..].ShouldBe(["The time of day of the start is kept: Sun, 29 Mar, 01:30.", "So the end is Sun, 29 Mar, 02:00."]);
    }

    [Fact]
    [Trait("Rule", "T13")]
    public void T13_A_pause_moves_business_days_through_working_time_and_then_on_to_the_next_by()
    {
        // Due Wednesday 16:00; two hours of working time paused lead to 18:00, past Wednesday's 16:00: Thursday's.
        var script = new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-03 17:00", "waiting-customer").Status("2026-03-04 10:00", "open");
        var account = Explain("2 business days by 16:00", script, "2026-03-04 11:00", with: t => t with { Pause = [Sla.Pause()] });
        Steps(account)[3..].ShouldBe([
            "Without pauses and extensions the end is Wed, 4 Mar, 16:00.",
            "The pause from Tue, 3 Mar, 17:00 to Wed, 4 Mar, 10:00 (waiting for the customer) moves it by 2 h of working time on calendar office.",
            "Together that is 2 h of working time, counted on from that end.",
            "From Wed, 4 Mar, 16:00 to Wed, 4 Mar, 18:00: 2 h of working time on calendar office, counted.",
            "That leads to Wed, 4 Mar, 18:00.",
            "Wed, 4 Mar: its end, Wed, 4 Mar, 16:00, had already passed by then.",
            "From there it goes on to the next 16:00: Thu, 5 Mar, 16:00."]);
        Script.Local(account.Clock.Due).ShouldBe("2026-03-05 16:00");
    }

    [Fact]
    [Trait("Rule", "T13")]
    public void T13_A_pause_moves_calendar_days_by_the_clock_and_skips_no_day_for_its_next_by()
    {
        var script = new Script().Created("2026-03-05 10:00", "status=open").Status("2026-03-05 20:00", "waiting-customer").Status("2026-03-06 08:00", "open");
        var account = Explain("1 calendar day by 18:00", script, "2026-03-06 09:00", with: t => t with { Pause = [Sla.Pause()] });
        Steps(account)[^4..].ShouldBe([
            "Together that is 12 h, counted on from that end.", "From Fri, 6 Mar, 18:00 to Sat, 7 Mar, 06:00: 12 h counted, day and night.",
            "That leads to Sat, 7 Mar, 06:00.", "From there it goes on to the next 18:00: Sat, 7 Mar, 18:00."]);
    }

    [Fact]
    [Trait("Rule", "T13")]
    public void T13_Pauses_do_not_move_a_date_unless_the_target_says_so()
    {
        var script = new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 12:00", "waiting-customer").Status("2026-03-03 12:00", "open");
        Steps(Explain("until 2026-03-05", script, "2026-03-03 13:00", with: t => t with { Pause = [Sla.Pause()] }))[^1].ShouldBe("Pauses do not move a date that was fixed beforehand.");
        var moved = Explain("until 2026-03-05", script, "2026-03-03 13:00", with: t => t with { Pause = [Sla.Pause()], PausesExtend = true });
        Steps(moved)[^1].ShouldBe("That leads to Fri, 6 Mar, 23:59:59.999.");
    }

    [Fact]
    [Trait("Rule", "T13")]
    public void T13_A_pause_that_still_lasts_has_moved_nothing_yet()
    {
        var script = new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 12:00", "waiting-customer");
        var account = Explain("2 business days", script, "2026-03-03 13:00", with: t => t with { Pause = [Sla.Pause()] });
        (account.Clock.Run, account.Clock.Due).ShouldBe((Run.Paused, null));
        account.Days.ShouldAllBe(d => !(d is PauseAdded));
    }

    [Fact]
    [Trait("Rule", "T16")]
    public void T16_The_time_from_a_stop_to_its_reopening_moves_the_end()
    {
        var script = new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 17:00", "resolved").Status("2026-03-03 10:00", "open");
        Steps(Explain("2 business days", script, "2026-03-03 11:00"))
            .ShouldContain("The time from the stop to the reopening, Mon, 2 Mar, 17:00 to Tue, 3 Mar, 10:00, moves it by 2 h of working time on calendar office.");
    }

    [Fact]
    [Trait("Rule", "T15")]
    public void T15_Extensions_move_the_end_in_its_own_measure()
    {
        // Wednesday 10:00 and ten hours of working time: Thursday 11:00.
        var script = new Script().Created("2026-03-02 10:00").Add(t => new ClockExtended("", t, t, 0, "Resolution", Duration.FromHours(10), "storm", "bia"), "2026-03-02 11:00");
        var steps = Steps(Explain("2 business days", script, "2026-03-02 12:00"));
        steps.ShouldContain("Granted extensions move it by 10 h.");
        steps[^1].ShouldBe("That leads to Thu, 5 Mar, 11:00.");
    }

    [Fact]
    [Trait("Rule", "T15")]
    public void T15_After_a_restart_counting_begins_anew()
    {
        var target = Sla.By(Metric.Resolution, "priority", "high=1 business day, normal=3 business days") with { Up = OnChange.Restart };
        var script = new Script().Created("2026-03-02 10:00", "priority=normal").Set("2026-03-03 15:00", "priority", "high");
        var set = Sla.Of(target);
        var account = Account.Of(script.Clock(set, "2026-03-03 16:00"), set.CalendarsOf(set.Agreements[0]), script.At("2026-03-03 16:00"));
        Steps(account)[0].ShouldBe("Counting begins anew on Tue, 3 Mar, 15:00 by the wall clock of America/Sao_Paulo, on calendar office.");
        Steps(account)[^1].ShouldBe("So the end is Wed, 4 Mar, 15:00.");
    }

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_Working_days_tell_the_share_of_the_first_and_of_the_last_day()
    {
        // Monday 11:00: 2 of 9 hours are gone, 7 left; Tuesday whole; of Wednesday the same two ninths.
        var account = Explain("2 working days", new Script().Created("2026-03-02 11:00"), "2026-03-02 12:00");
        Steps(account)[1..].ShouldBe([
            "The start stands at 2 h of the 9 h of working time of Mon, 2 Mar; 7 h are left of that day.",
            "Day 1 of 2: Tue, 3 Mar, open 09:00–18:00; 9 h of working time.",
            "Day 2 of 2: Wed, 4 Mar; the same share of its 9 h of working time is 2 h.",
            "Together that is 18 h of working time."]);
        account.Allowed.ShouldBe(Duration.FromHours(18));
    }

    [Fact]
    public void Holidays_and_exceptions_are_skipped_by_name_and_night_shifts_shown_with_their_hours()
    {
        ImmutableArray<Shift> night = [new(1320, 1800)];
        var calendar = new WeeklyCalendar("n", "America/Sao_Paulo", [new EffectiveHours(LocalDate.MinIsoValue, [night, night, night, night, night, [], []])], ["h"],
            [new SpecialDay(new LocalDate(2026, 3, 5), ExceptionKind.Closed, [], "Inventory")], HolidayCut.Shifts, default);
        var holidays = new HolidaySet("h", "Town", [new FixedHoliday(3, 3, "Carnival", []), new FixedHoliday(3, 4, "Carnival", [])], "test", null, [], default);
        var agreement = Sla.Agreement("sla", Sla.Target(Metric.Resolution, "1 business day by close", "n")) with
        {
            Calendars = ImmutableDictionary<string, CalendarDefinition>.Empty.Add("n", calendar), HolidaySets = ImmutableDictionary<string, HolidaySet>.Empty.Add("h", holidays),
        };
        var (set, script) = (new AgreementSet([agreement]), new Script().Created("2026-03-02 10:00"));
        Steps(Account.Of(script.Clock(set, "2026-03-02 11:00"), set.CalendarsOf(agreement), script.At("2026-03-02 11:00")))[1..5].ShouldBe([
            "Tue, 3 Mar to Wed, 4 Mar: holiday (Carnival), not counted.", "Thu, 5 Mar: closed by an exception of calendar n (Inventory), not counted.",
            "Day 1 of 1: Fri, 6 Mar, open 22:00–06:00.", "The promise ends at that day's closing time: Sat, 7 Mar, 06:00."]);
    }

    [Fact]
    public void Ninety_business_days_fold_into_one_row_that_still_counts()
    {
        var account = Explain("90 business days", new Script().Created("2026-03-02 10:00"), "2026-03-02 11:00");
        account.Days.OfType<DaysCounted>().Count().ShouldBeGreaterThan(15);
        // 18 weeks after Monday 2 March: 126 dates, 18 weekends among them.
        Steps(account, fold: true).ShouldBe([
            "Counting begins on Mon, 2 Mar, 10:00 by the wall clock of America/Sao_Paulo, on calendar office.", "Days 1 to 90 of 90: Tue, 3 Mar to Mon, 6 Jul; closed days between them: 36.",
            "The time of day of the start is kept: Mon, 6 Jul, 10:00.", "So the end is Mon, 6 Jul, 10:00."]);
    }

    [Fact]
    public void A_long_pause_folds_the_way_that_it_moved()
    {
        var script = new Script().Created("2026-03-02 09:00", "status=open").Status("2026-03-02 09:30", "waiting-customer").Status("2026-03-12 09:30", "open");
        var account = Explain("1 business day", script, "2026-03-12 10:00", with: t => t with { Pause = [Sla.Pause()] });
        // Eight working days paused, 72 hours: from Tuesday the 3rd, 9:00, to the close of Thursday the 12th.
        Steps(account, fold: true)[^2..].ShouldBe(["From Tue, 3 Mar, 09:00 to Thu, 12 Mar, 18:00: 72 h of working time, dates touched: 10.", "That leads to Thu, 12 Mar, 18:00."]);
    }

    [Theory]
    [InlineData("4h")]
    [InlineData("24h clock")]
    public void Promises_in_hours_have_no_days(string within) =>
        Explain(within, Friday(), "2026-03-06 17:00").Days.ShouldBeEmpty();

    [Fact]
    public void A_field_that_is_empty_promises_nothing_and_tells_no_days() =>
        Explain("until field wanted", Friday(), "2026-03-06 17:00").Days.ShouldBeEmpty();

    [Theory]
    [Trait("Rule", "T13")]
    [InlineData("1 business day")]
    [InlineData("2 calendar days")]
    public void T13_A_pause_of_two_reasons_in_which_the_clock_stopped_moves_nothing(string within)
    {
        var script = new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 11:00", "waiting-customer").Status("2026-03-02 14:00", "waiting-supplier").Status("2026-03-02 16:00", "resolved");
        var account = Explain(within, script, "2026-03-05 12:00", with: t => t with { Pause = [Sla.Pause(), Sla.Pause("waiting-supplier", Party.Supplier)] });
        account.Days.ShouldNotBeEmpty();
        account.Days.OfType<PauseAdded>().ShouldBeEmpty();
        account.Days.OfType<MovedEnd>().ShouldBeEmpty();
    }
}
