using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Prazo.Engine.Tests.Clocks;

namespace Prazo.Engine.Tests.Money;

/// <summary>How far past its end a promise ran (T3, T13, T16), each computed by hand. Office hours are Monday to Friday 9 to 18; 2026-03-02 is a Monday.</summary>
public class LatenessTests
{
    private static (string Clock, string Working) Late(Target target, Script script, string asOf, params CalendarDefinition[] more)
    {
        var agreement = Sla.Agreement("sla", target) with { Calendars = Sla.Agreement("x").Calendars.AddRange(more.Select(c => KeyValuePair.Create(c.Id, c))) };
        var clock = script.Clock(new AgreementSet([agreement]), asOf);
        var (elapsed, worked) = Lateness.Of(clock, new CalendarSet(agreement.Calendars.Values, [], agreement.Zone));
        return (Print(elapsed), Print(worked));
    }

    private static string Print(Duration length) => length.ToString("H:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static Target Working(string within = "4h") => Sla.Target(Metric.Resolution, within);
    private static Target ByClock(string within = "4h clock") => Sla.Target(Metric.Resolution, within);

    [Fact]
    public void From_the_breach_to_the_stop_in_clock_and_working_time()
    {
        // Due Monday 13:00; solved Tuesday 10:00: 21 h later, of which 13–18 and 9–10 are 6 h of work.
        Late(Working(), new Script().Created("2026-03-02 09:00").Status("2026-03-03 10:00", "resolved"), "2026-03-09 09:00").ShouldBe(("21:00:00", "6:00:00"));
        // Three hours and a second.
        Late(ByClock(), new Script().Created("2026-03-02 09:00").Status("2026-03-02 16:00:01", "resolved"), "2026-03-09 09:00").ShouldBe(("3:00:01", "3:00:01"));
    }

    [Fact]
    public void Of_an_open_one_until_now()
    {
        Late(Working(), new Script().Created("2026-03-02 09:00"), "2026-03-02 15:30").ShouldBe(("2:30:00", "2:30:00"));
        Late(Working(), new Script().Created("2026-03-02 09:00"), "2026-03-03 09:00").ShouldBe(("20:00:00", "5:00:00"));
    }

    [Fact]
    public void One_that_is_kept_or_not_yet_broken_is_not_late()
    {
        Late(Working(), new Script().Created("2026-03-02 09:00").Status("2026-03-02 13:00", "resolved"), "2026-03-09 09:00").ShouldBe(("0:00:00", "0:00:00"));
        Late(Working(), new Script().Created("2026-03-02 09:00"), "2026-03-02 12:59").ShouldBe(("0:00:00", "0:00:00"));
        Late(Working(), new Script().Created("2026-03-02 09:00"), "2026-03-02 13:00").ShouldBe(("0:00:00", "0:00:00"));
    }

    [Fact]
    public void T6_A_promise_that_ends_at_closing_is_late_from_the_next_opening()
    {
        // 9 h end on Monday at 18:00 and are in time until Tuesday 9:00.
        Late(Working("9h"), new Script().Created("2026-03-02 09:00").Status("2026-03-03 10:00", "resolved"), "2026-03-09 09:00").ShouldBe(("1:00:00", "1:00:00"));
        Late(Working("9h"), new Script().Created("2026-03-02 09:00"), "2026-03-03 08:00").ShouldBe(("0:00:00", "0:00:00"));
    }

    [Fact]
    public void T13_Paused_time_is_not_late()
    {
        // Due 13:00; waits for the customer from 14:00 to 16:00 and is solved at 17:00: 1 h + 1 h.
        var script = new Script().Created("2026-03-02 09:00").Status("2026-03-02 14:00", "waiting-customer").Status("2026-03-02 16:00", "open").Status("2026-03-02 17:00", "resolved");
        Late(Working() with { Pause = [Sla.Pause()] }, script, "2026-03-09 09:00").ShouldBe(("2:00:00", "2:00:00"));
        // Without the pause 4 h.
        Late(Working(), script, "2026-03-09 09:00").ShouldBe(("4:00:00", "4:00:00"));
        // Paused still: what it was until then.
        Late(Working() with { Pause = [Sla.Pause()] }, new Script().Created("2026-03-02 09:00").Status("2026-03-02 14:00", "waiting-customer"), "2026-03-09 09:00").ShouldBe(("1:00:00", "1:00:00"));
    }

    [Fact]
    public void T16_Between_a_stop_and_a_reopening_nobody_is_late_unless_it_counts()
    {
        // Due 13:00, solved 14:00, reopened on Tuesday 9:00, solved 9:30.
        var script = new Script().Created("2026-03-02 09:00").Status("2026-03-02 14:00", "resolved").Status("2026-03-03 09:00", "open").Status("2026-03-03 09:30", "resolved");
        Late(Working() with { Reopen = new Reopen(ReopenRule.Resume, null) }, script, "2026-03-09 09:00").ShouldBe(("1:30:00", "1:30:00"));
        // Counted: 13:00 to 9:30 are 20 h 30, of which 5 h + 30 min are work.
        Late(Working() with { Reopen = new Reopen(ReopenRule.Count, null) }, script, "2026-03-09 09:00").ShouldBe(("20:30:00", "5:30:00"));
    }

    [Fact]
    public void T17_Each_piece_is_counted_on_its_own_calendar()
    {
        // By region: office (9–18 in São Paulo), from Monday 15:00 on manaus (9–18 there, an hour later here: 10–19).
        var target = Sla.By(Metric.Resolution, "region", "else=4h", "norte=manaus, else=office", "region");
        var script = new Script().Created("2026-03-02 09:00").Set("2026-03-02 15:00", "region", "norte").Status("2026-03-02 19:00", "resolved");
        // Due 13:00. 13–15 office, 15–19 manaus: 2 h + 4 h, though the office closed at 18:00.
        Late(target, script, "2026-03-09 09:00").ShouldBe(("6:00:00", "6:00:00"));
    }

    [Theory]
    // A clock promise of 4 h from 22:00 is due four real hours later. From there to 12:00 on the wall are 10 h, where clocks go forward at night one hour comes earlier.
    [InlineData("America/New_York", "2026-03-07 22:00", "2026-03-08 12:00", "9:00:00")] // 14 h on the wall, 13 in truth, less 4
    [InlineData("America/New_York", "2026-10-31 22:00", "2026-11-01 12:00", "11:00:00")] // 15 in truth, less 4
    [InlineData("Europe/Bucharest", "2026-03-28 22:00", "2026-03-29 12:00", "9:00:00")]
    [InlineData("Europe/Bucharest", "2026-10-24 22:00", "2026-10-25 12:00", "11:00:00")]
    [InlineData("Europe/Bucharest", "2026-10-25 22:00", "2026-10-26 12:00", "10:00:00")]
    public void Where_clocks_change_hours_are_real_hours(string zone, string created, string solved, string late) =>
        Late(ByClock() with { Calendar = ByValue<string>.One(CalendarSet.AlwaysOpen) }, new Script(zone).Created(created).Status(solved, "resolved"), solved).ShouldBe((late, late));

    [Theory]
    // Open from 0 to 6 every day of the week of the change: Sunday's are 5 h in spring and 7 in autumn, and none is late before.
    [InlineData("America/New_York", "2026-03-08 00:00", "2026-03-08 06:00", "4:00:00")]
    [InlineData("America/New_York", "2026-11-01 00:00", "2026-11-01 06:00", "6:00:00")]
    [InlineData("Europe/Bucharest", "2026-03-29 00:00", "2026-03-29 06:00", "4:00:00")]
    [InlineData("Europe/Bucharest", "2026-10-25 00:00", "2026-10-25 06:00", "6:00:00")]
    public void Where_clocks_change_working_hours_are_those_of_the_wall(string zone, string created, string solved, string late)
    {
        var nights = new WeeklyCalendar("nights", zone, [new EffectiveHours(LocalDate.MinIsoValue, [.. Enumerable.Repeat(System.Collections.Immutable.ImmutableArray.Create(new Shift(0, 360)), 7)])], [], [], HolidayCut.Shifts, default);
        Late(Sla.Target(Metric.Resolution, "1h", "nights"), new Script(zone).Created(created).Status(solved, "resolved"), solved, nights).ShouldBe((late, late));
    }

    [Fact]
    public void A_waived_or_cancelled_promise_is_not_late()
    {
        Late(Working(), new Script().Created("2026-03-02 09:00").Add(t => new ClockWaived("", t, t, 0, "Resolution", "storm", "ana", "bia"), "2026-03-02 15:00"), "2026-03-09 09:00").ShouldBe(("0:00:00", "0:00:00"));
        Late(Working(), new Script().Created("2026-03-02 09:00").Add(t => new MergedInto("", t, t, 0, "T-9"), "2026-03-02 10:00"), "2026-03-09 09:00").ShouldBe(("0:00:00", "0:00:00"));
    }

    [Fact]
    public void A_later_stop_is_never_less_late()
    {
        var last = Duration.Zero;
        for (var minutes = 0; minutes < 4_000; minutes += 37)
        {
            var script = new Script().Created("2026-03-02 09:00");
            var at = script.At("2026-03-02 09:00") + Duration.FromMinutes(minutes);
            var set = Sla.Of(Working());
            var clock = script.Add(new FieldChanged("", at, at, 0, "status", "resolved")).Replay(set, "2026-03-09 09:00").Clocks.ShouldHaveSingleItem();
            var (elapsed, worked) = Lateness.Of(clock, new CalendarSet(Sla.Calendars, [], "America/Sao_Paulo"));
            worked.ShouldBeLessThanOrEqualTo(elapsed);
            elapsed.ShouldBeGreaterThanOrEqualTo(last);
            last = elapsed;
        }
    }
}
