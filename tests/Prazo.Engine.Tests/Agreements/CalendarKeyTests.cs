using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Calendars and holiday sets key by key: what is refused, where, and what is offered instead (T9).</summary>
[Trait("Rule", "T9")]
public class CalendarKeyTests
{
    private static void ShouldRefuse(string code, string calendar, string says) =>
        ShouldComplain(code, "calendars:\n  a: { weekly: { mon: \"08:00-12:00\" } }\n  b: { weekly: { tue: \"08:00-12:00\" } }\n  c: " + calendar + "\n", says: says);

    [Theory]
    [InlineData("unknown-word", "«always¦24x7»", "calendars.c: \"always\" is not one of 24x7")]
    [InlineData("wrong-kind", "«[a, b]¦{ union: [a, b] }»", "calendars.c: expected one of 24x7, or a calendar, found a list")]
    [InlineData("missing-key", "«{}¦{ weekly: {} }»", "calendars.c: a calendar needs weekly hours, or union, intersection or exclude — write `weekly: { mon-fri: \"08:00-18:00\" }`")]
    [InlineData("missing-key", "«{ holidays: br }¦{ holidays: br, weekly: {} }»", "calendars.c: a calendar needs weekly hours")]
    [InlineData("unknown-key", "{ «hours¦weekly»: {} }", "calendars.c.hours: a calendar has no key hours — known here: zone, weekly, from, holidays, days, cut, union, intersection, exclude")]
    [InlineData("wrong-kind", "{ weekly: «mon-fri¦{ mon-fri: closed }» }", "calendars.c.weekly: expected hours by day, like mon-fri: \"08:00-18:00\", found \"mon-fri\" — write it as keys and values, `key: value`")]
    [InlineData("unknown-zone", "{ zone: «Brazil/Sul¦America/Recife», weekly: {} }", "calendars.c.zone: \"Brazil/Sul\" is no time zone")]
    [InlineData("wrong-kind", "{ zone: «[UTC]¦UTC», weekly: {} }", "calendars.c.zone: expected text, found a list")]
    [InlineData("unknown-word", "{ cut: «shift¦shifts», weekly: {} }", "calendars.c.cut: \"shift\" is not one of shifts, midnight — did you mean shifts?")]
    [InlineData("bad-id", "{ weekly: {}, holidays: [ «br sp¦br-sp» ] }", "calendars.c.holidays[0]: \"br sp\" is no id")]
    [InlineData("unknown-holiday-set", "{ weekly: {}, holidays: «br-ps¦br-sp» }", "calendars.c.holidays: there is no holiday set br-ps — did you mean br-")]
    [InlineData("unknown-holiday-set", "{ weekly: {}, holidays: «feriados¦br» }", "calendars.c.holidays: there is no holiday set feriados — describe it under `holiday-sets:`, or use a built-in one such as br, br-sp or ro")]
    [InlineData("wrong-kind", "{ weekly: {}, holidays: «{ br: true }¦[br]» }", "calendars.c.holidays: expected an id of letters, digits, dots, hyphens, or a list of ids, found a map")]
    public void What_a_calendar_is_made_of(string code, string calendar, string says) => ShouldRefuse(code, calendar, says);

    [Theory]
    [InlineData("bad-day", "«mom¦mon»: closed", "\"mom\" is no day of the week — write mon, tue, wed, thu, fri, sat or sun, a range like mon-fri, or several: \"mon, wed-fri\"")]
    [InlineData("bad-day", "«\"mon,\"¦\"mon\"»: closed", "\"mon,\" is no day of the week")]
    [InlineData("bad-day", "«mon-¦mon»: closed", "\"mon-\" is no day of the week")]
    [InlineData("bad-day", "«mo-fr¦mon-fri»: closed", "\"mo-fr\" is no day of the week")]
    [InlineData("day-twice", "mon-fri: closed, «Monday¦sat»: closed", "monday has hours under mon-fri already — take it out of one of them; an inherited key goes with `mon-fri: ~`")]
    [InlineData("day-twice", "«\"mon-wed, tue\"¦\"mon, wed\"»: closed", "tuesday has hours under mon-wed, tue already")]
    [InlineData("day-twice", "sat-mon: closed, «sun¦tue»: closed", "sunday has hours under sat-mon already")]
    [InlineData("bad-hours", "mon: «\"08:00\"¦\"08:00-09:00\"»", "\"08:00\" are no opening hours — write it like \"08:00-12:00, 13:00-18:00\"")]
    [InlineData("bad-hours", "mon: «\"08:00-12:00,\"¦\"08:00-12:00\"»", "hours are missing — write `closed` for a day without hours")]
    [InlineData("bad-hours", "mon: «\"8h-12h\"¦\"8:00-12:00\"»", "\"8h-12h\" are no opening hours")]
    [InlineData("bad-hours", "mon: «\"08:00-12:60\"¦\"08:00-12:59\"»", "\"08:00-12:60\" are no opening hours")]
    [InlineData("bad-hours", "mon: «\"08:00-12:00-18:00\"¦\"08:00-18:00\"»", "\"08:00-12:00-18:00\" are no opening hours")]
    [InlineData("bad-hours", "mon: «\"00:00-00:00\"¦\"00:00-24:00\"»", "00:00-00:00 begins and ends at the same time — write 00:00-24:00 for the whole day, or closed")]
    [InlineData("bad-hours", "mon: «\"24:00-08:00\"¦\"00:00-08:00\"»", "24:00-08:00 begins at the end of the day — write it on the next day, from 00:00")]
    [InlineData("bad-hours", "mon: «[ closed, \"08:00-09:00\" ]¦closed»", "closed and open at the same time — write either `closed` or hours")]
    [InlineData("wrong-kind", "mon: «{ open: \"08:00-09:00\" }¦\"08:00-09:00\"»", "expected hours like \"08:00-12:00, 13:00-18:00\", or closed, or a list of hours, found a map")]
    [InlineData("overlapping-hours", "mon: «\"13:00-18:00, 08:00-13:01\"¦\"13:00-18:00, 08:00-13:00\"»", "the openings 08:00-13:01 and 13:00-18:00 overlap — write each hour once")]
    [InlineData("overlapping-hours", "mon: «\"00:00-24:00, 23:00-24:00\"¦\"00:00-24:00\"»", "the openings 00:00-24:00 and 23:00-24:00 overlap")]
    [InlineData("overlapping-hours", "mon: «\"08:00-09:00, 22:00-08:30\"¦\"08:00-09:00, 22:00-08:00\"»", "the opening 22:00-08:30 runs more than a day into 08:00-09:00")]
    public void Which_hours_a_week_has(string code, string week, string says) => ShouldRefuse(code, "{ weekly: { " + week + " } }", says);

    [Theory]
    [InlineData("bad-date", "from: { «2026-06-31¦2026-06-30»: { weekly: {} } }", "calendars.c.from.2026-06-31: \"2026-06-31\" is no date — write year-month-day, such as 2026-07-01")]
    [InlineData("missing-key", "from: { 2026-07-01: «{}¦{ weekly: {} }» }", "calendars.c.from.2026-07-01: weekly hours needs the key weekly — write `weekly:` — opening hours from that date")]
    [InlineData("wrong-kind", "from: { 2026-07-01: «closed¦{ weekly: {} }» }", "calendars.c.from.2026-07-01: expected weekly hours, found \"closed\" — write it as keys and values, such as `weekly: …`")]
    [InlineData("bad-day", "from: { 2026-07-01: { weekly: { «dom¦sun»: closed } } }", "calendars.c.from.2026-07-01.weekly.dom: \"dom\" is no day of the week")]
    [InlineData("bad-date", "days: { «12-24¦2026-12-24»: closed }", "calendars.c.days.12-24: \"12-24\" is no date and no range of dates — write 2026-12-24, or 2026-12-24..2027-01-02")]
    [InlineData("bad-date", "days: { «2026-12-24..¦2026-12-24»: closed }", "\"2026-12-24..\" is no date and no range of dates")]
    [InlineData("bad-date", "days: { «2026-12-24..2026-12-26..2026-12-28¦2026-12-24..2026-12-28»: closed }", "is no date and no range of dates")]
    [InlineData("range-too-long", "days: { «2026-01-01..2027-02-06¦2026-01-01..2027-02-05»: closed }", "2026-01-01..2027-02-06 is longer than 400 days — hours that change for good go under `from:`")]
    [InlineData("day-twice", "days: { 2026-12-24: closed, «2026-12-20..2026-12-26¦2026-12-20..2026-12-23»: closed }", "2026-12-24 stands under 2026-12-24 already — take it out of one of them")]
    [InlineData("missing-key", "days: { 2026-12-24: «{ name: Natal }¦{ name: Natal, hours: closed }» }", "calendars.c.days.2026-12-24: hours and name of a day needs the key hours — write `hours:` — closed, the hours of that day instead, or with a leading + openings in addition")]
    [InlineData("bad-hours", "days: { 2026-12-24: «\"+\"¦\"+ 18:00-20:00\"» }", "calendars.c.days.2026-12-24: hours are missing")]
    [InlineData("bad-hours", "days: { 2026-12-24: { hours: «+ closed¦closed» } }", "calendars.c.days.2026-12-24.hours: + adds openings, closed has none — write `closed` alone, or hours after the +")]
    [InlineData("bad-hours", "days: { 2026-12-24: [ \"08:00-09:00\", «\"+ 18:00-20:00\"¦\"18:00-20:00\"» ] }", "\"+ 18:00-20:00\" are no opening hours")]
    [InlineData("wrong-kind", "days: «[2026-12-24]¦{ 2026-12-24: closed }»", "calendars.c.days: expected days that differ, found a list")]
    public void Which_days_differ(string code, string days, string says) => ShouldRefuse(code, "{ weekly: {}, " + days + " }", says);

    [Theory]
    [InlineData("too-few-calendars", "{ union: «a¦[a, b]» }", "calendars.c.union: union needs at least two calendars — name them in a list: [a, b]")]
    [InlineData("too-few-calendars", "{ intersection: «[]¦[a, b]» }", "calendars.c.intersection: intersection needs at least two calendars")]
    [InlineData("too-few-calendars", "{ exclude: «[a]¦[a, b]» }", "calendars.c.exclude: exclude needs at least two calendars")]
    [InlineData("unknown-calendar", "{ union: [a, «d¦b»] }", "calendars.c.union[1]: there is no calendar d — did you mean a?")]
    [InlineData("unknown-zone", "{ union: [a, b], zone: «UTC+3¦Etc/GMT-3» }", "calendars.c.zone: \"UTC+3\" is no time zone")]
    public void What_a_composed_calendar_is_made_of(string code, string calendar, string says) => ShouldRefuse(code, calendar, says);

    [Theory]
    [InlineData("{ union: [a, b], «intersection: [a, b]» }", "calendars.c.intersection: a calendar is either union or intersection — compose in two steps: give one of them a calendar of its own")]
    [InlineData("{ intersection: [a, b], «exclude: [a, b]» }", "calendars.c.exclude: a calendar is either intersection or exclude")]
    [InlineData("{ union: [a, b], «holidays: br» }", "calendars.c.holidays: a composed calendar (union) has no holidays of its own — put holidays on a calendar of its own and name that under union")]
    [InlineData("{ exclude: [a, b], «from: { 2026-07-01: { weekly: {} } }» }", "calendars.c.from: a composed calendar (exclude) has no from of its own")]
    [InlineData("{ exclude: [a, b], «days: { 2026-12-24: closed }» }", "a composed calendar (exclude) has no days of its own")]
    [InlineData("{ union: [a, b], «cut: midnight» }", "a composed calendar (union) has no cut of its own")]
    public void A_composed_calendar_has_nothing_of_its_own(string marked, string says)
    {
        var before = "calendars:\n  a: 24x7\n  b: 24x7\n  c: ";
        var at = marked.IndexOf('«', StringComparison.Ordinal);
        var value = marked.IndexOf(": ", at, StringComparison.Ordinal) + 2;
        var problem = Problems(Header + before + marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal) + "\n").ShouldHaveSingleItem();
        problem.ToString().ShouldContain(says);
        problem.Code.ShouldBe("two-compositions");
        problem.At.ShouldBe(new Position("a.yaml", 7, "  c: ".Length + value), "where the value stands, without the mark");
    }

    [Theory]
    [InlineData("a: { union: [b, 24x7] }, b: { union: [a, 24x7] }")]
    [InlineData("a: { union: [a, 24x7] }")]
    [InlineData("a: { exclude: [24x7, b] }, b: { intersection: [24x7, d] }, d: { union: [24x7, a] }")]
    public void Calendars_are_never_made_of_themselves(string calendars) =>
        Problems(Header + $"calendars: {{ {calendars} }}\n").ShouldHaveSingleItem().Code.ShouldBe("calendar-cycle");

    [Theory]
    [InlineData("bad-date", "known-to: «2026-13-31¦2026-12-31»", "holiday-sets.s.known-to: 2026-13-31 is no date")]
    [InlineData("unknown-holiday-set", "includes: [br, «bra¦ro»]", "holiday-sets.s.includes[1]: there is no holiday set bra — did you mean br?")]
    [InlineData("wrong-kind", "days: «[06-24]¦{ 06-24: x }»", "holiday-sets.s.days: expected holidays by date, found a list")]
    [InlineData("wrong-kind", "days: { 06-24: «[x]¦x» }", "holiday-sets.s.days.06-24: expected text, or ")]
    [InlineData("bad-number", "days: { 06-24: { name: x, from-year: «0¦1» } }", "holiday-sets.s.days.06-24.from-year: 0 is no whole number from 1 to 9999")]
    [InlineData("bad-number", "days: { 06-24: { name: x, to-year: «10000¦9999» } }", "holiday-sets.s.days.06-24.to-year: 10000 is no whole number from 1 to 9999")]
    [InlineData("bad-hours", "days: { 06-24: { name: x, hours: «8-12¦\"08:00-12:00\"» } }", "holiday-sets.s.days.06-24.hours: \"8-12\" are no opening hours")]
    [InlineData("bad-hours", "days: { 06-24: { name: x, hours: «+ 08:00-12:00¦\"08:00-12:00\"» } }", "\"+ 08:00-12:00\" are no opening hours")]
    [InlineData("bad-holiday", "days: { «24-06¦06-24»: x }", "holiday-sets.s.days.24-06: \"24-06\" says no date of a holiday — write 06-24, 2026-06-24, a range like 12-24..01-02, easter +60, orthodox-easter -2, or 2nd mon of may")]
    [InlineData("bad-holiday", "days: { «easter 2¦easter +2»: x }", "\"easter 2\" says no date of a holiday")]
    [InlineData("bad-holiday", "days: { «easter +367¦easter +366»: x }", "\"easter +367\" says no date of a holiday")]
    [InlineData("bad-holiday", "days: { «easter +1 day¦easter +1»: x }", "\"easter +1 day\" says no date of a holiday")]
    [InlineData("bad-holiday", "days: { «0th mon of may¦1st mon of may»: x }", "\"0th mon of may\" says no date of a holiday")]
    [InlineData("bad-holiday", "days: { «last mon in may¦last mon of may»: x }", "\"last mon in may\" says no date of a holiday")]
    [InlineData("bad-holiday", "days: { «last mon of may + ¦last mon of may +1»: x }", "says no date of a holiday")]
    [InlineData("bad-holiday", "days: { «2026-06-24..06-26¦2026-06-24..2026-06-26»: x }", "says no date of a holiday")]
    [InlineData("bad-holiday", "days: { 12-24..01-02: «{ name: x, to-year: 2030 }¦{ name: x }» }", "holiday-sets.s.days.\"12-24..01-02\": years have no meaning for a dated holiday or a range — leave out from-year and to-year")]
    [InlineData("bad-holiday", "days: { 06-24: «{ name: x, from-year: 2031, to-year: 2030 }¦{ name: x, from-year: 2030, to-year: 2030 }» }", "from-year is after to-year — swap them")]
    [InlineData("unknown-key", "days: { 06-24: { name: x, «until¦to-year»: 2030 } }", "known here: name, hours, from-year, to-year")]
    public void What_a_holiday_set_says(string code, string set, string says) => ShouldComplain(code, $"holiday-sets: {{ s: {{ {set} }} }}\n", says: says);

    [Fact]
    public void Holiday_sets_never_include_themselves() =>
        Problems(Header + "holiday-sets: { s: { includes: t }, t: { includes: s } }\ncalendars: { c: { weekly: {}, holidays: s } }\n").ShouldContain(p => p.Code == "holiday-set-cycle");
}
