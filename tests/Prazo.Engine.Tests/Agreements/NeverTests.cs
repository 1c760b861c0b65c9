using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.DeadlineTables;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>T10: without working time ahead the answer is never, as a value and at once.</summary>
[Trait("Rule", "T10")]
public sealed class NeverTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 10, 0);

    [Theory]
    [InlineData("4h")]
    [InlineData("2 working days")]
    [InlineData("2 business days")]
    [InlineData("2 business days by close")]
    [InlineData("7 calendar days by close")]
    [InlineData("7 calendar days, closed day at opening")]
    [InlineData("7 calendar days, from 09:00 at 08:00")]
    [InlineData("7 calendar days, else next opening")]
    [InlineData("7 calendar days, if before 09:00 else next opening")]
    [InlineData("7 calendar days, from opening")]
    public void A_calendar_that_never_opens_gives_never(string within)
    {
        Deadlines.Of(Parse(within), Start, Never.Compile()).ShouldBe(Deadline.Never);
        if (Parse(within).IsDateLike)
            Deadlines.DateLike(Parse(within), Start, Never.Compile(), Duration.FromHours(1), Duration.FromHours(1)).ShouldBeNull();
    }

    [Theory]
    [InlineData("24h clock", "2026-03-03 10:00")]
    [InlineData("7 calendar days", "2026-03-09 10:00")]
    [InlineData("1 month by end of day", "2026-04-02 23:59:59.999")]
    [InlineData("until 2026-12-24", "2026-12-24 23:59:59.999")]
    [InlineData("7 calendar days, before opening at opening", "2026-03-09 10:00")]
    public void What_needs_no_opening_ends_even_so(string within, string due) => Never.ShouldEnd(within, "2026-03-02 10:00", due);

    [Fact]
    public void Starts_and_pauses_out_of_all_range_give_never_and_no_exception()
    {
        var calendars = new[] { SaoPaulo.Compile(), Never.Compile(), OfficeHours.AlwaysOpen("Pacific/Apia") };
        Instant[] starts = [Instant.MinValue, Instant.MaxValue, Instant.FromUtc(1, 1, 1, 0, 0), Instant.FromUtc(9998, 12, 31, 0, 0), Instant.FromUtc(1899, 12, 31, 23, 59), Instant.FromUtc(2300, 1, 1, 0, 0)];
        string[] texts = ["4h", "24h clock", "87840h clock", "2 working days", "3660 business days", "3660 calendar days by end of day", "120 months, else next opening", "until 2999-12-31", "1 business day, closed day at opening"];
        foreach (var calendar in calendars)
            foreach (var start in starts)
                foreach (var text in texts)
                {
                    Deadlines.Of(Parse(text), start, calendar).ShouldBe(Deadline.Never, $"{text} from {start}");
                    Deadlines.ToWorkingTime(new("", 1), start, calendar).ShouldBeNull();
                    if (Parse(text).IsDateLike)
                        Deadlines.DateLike(Parse(text), start, calendar, Duration.MaxValue, Duration.MaxValue).ShouldBeNull();
                }
    }

    [Fact]
    public void The_longest_promises_end_or_never_do_but_come_back_at_once()
    {
        string[] texts = ["87840h", "87840h clock", "3660 working days", "3660 business days by close", "3660 calendar days, from opening", "120 months", "until 2999-12-31"];
        Instant[] starts = [Instant.FromUtc(1900, 1, 1, 0, 0), Instant.FromUtc(1969, 12, 31, 0, 0), Instant.FromUtc(2280, 1, 1, 0, 0), Instant.FromUtc(2299, 12, 31, 23, 0)];
        foreach (var calendar in new[] { SaoPaulo.Compile(), NewYork.Compile(), OfficeHours.AlwaysOpen("Asia/Kathmandu") })
            foreach (var start in starts)
                foreach (var text in texts)
                {
                    var (due, last) = Deadlines.Of(Parse(text), start, calendar);
                    if (due is { } d && last is { } l)
                        l.ShouldBeGreaterThanOrEqualTo(d);
                    else
                        start.ShouldBeGreaterThan(Instant.FromUtc(2250, 1, 1, 0, 0), text);
                }
    }

    [Fact]
    public void A_pause_of_any_length_moves_a_date_like_promise_or_makes_it_never()
    {
        foreach (var pause in new[] { Duration.FromDays(400_000), Duration.MaxValue })
            foreach (var text in new[] { "2 business days", "2 business days by close", "7 calendar days", "7 calendar days by 16:00", "1 month" })
                Deadlines.DateLike(Parse(text), Start, SaoPaulo.Compile(), pause, pause).ShouldBeNull(text);
        Show(Deadlines.DateLike(Parse("until 2026-12-24"), Start, SaoPaulo.Compile(), Duration.MaxValue, Duration.MaxValue), SaoPaulo.TimeZone)
            .ShouldBe("2026-12-24 23:59:59.999");
    }

    [Fact]
    public void After_the_last_opening_a_promise_filled_to_the_close_is_due_but_never_broken()
    {
        // A lone opening: everything else is closed for as long as the calendar is known.
        var calendar = new Engine.Calendars.CalendarSet([new Engine.Calendars.WeeklyCalendar("once", "Etc/UTC", [new(LocalDate.MinIsoValue, Never.Week)], [],
            [new(new(2026, 3, 2), Engine.Calendars.ExceptionKind.Extra, [new(540, 1020)], null)], Engine.Calendars.HolidayCut.Shifts, Position.None)], [], "Etc/UTC")["once"];
        Deadlines.Of(Parse("8h"), Start - Duration.FromHours(1), calendar).ShouldBe(new Deadline(Instant.FromUtc(2026, 3, 2, 17, 0), null));
        Deadlines.Of(Parse("8h"), Start - Duration.FromHours(1), calendar, boundaryClose: true).Last.ShouldBe(Instant.FromUtc(2026, 3, 2, 17, 0));
        Deadlines.Of(Parse("8h1s"), Start - Duration.FromHours(1), calendar).ShouldBe(Deadline.Never);
        Deadlines.Of(Parse("1 working day"), Start, calendar).ShouldBe(Deadline.Never);
        Deadlines.Of(Parse("1 business day"), Start, calendar).ShouldBe(Deadline.Never);
    }
}
