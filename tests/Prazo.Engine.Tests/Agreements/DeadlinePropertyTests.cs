using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Laws that hold for any start: order is kept where it must be, due is never after last, and one millisecond past last is one too many.</summary>
public sealed class DeadlinePropertyTests
{
    static readonly Duration Millisecond = Duration.FromMilliseconds(1);

    /// <summary>Each is monotone: a later start is never due earlier, on any calendar and through any change of the clocks. Business days that keep the time are not
    /// (Saturday morning and Friday evening count from the same Monday), nor is <c>closed day keeping time</c>; their last day is, see below.</summary>
    static readonly string[] Monotone =
    [
        "1s", "45m", "4h", "40h", "24h clock", "90s clock", "1 working day", "3 working days",
        "1 business day by 16:00", "2 business days by close", "5 business days by end of day", "2 business days by close if before 10:00 else +1",
        "1 business day by 12:00, if before 15:30 else next opening", "3 business days by close, else next opening", "2 business days by 18:00, closed day at opening",
        "7 calendar days by end of day", "1 calendar day by 02:30", "7 calendar days by close", "1 month by end of day", "2 months by 00:00", "until 2012-01-15",
    ];

    [Fact]
    [Trait("Rule", "T7")]
    public void T7_A_later_start_is_never_due_earlier() =>
        Offices("monotone deadlines", (random, office, calendar) =>
        {
            var within = DeadlineTables.Parse(Monotone[random.Next(Monotone.Length)]);
            var first = RandomOffices.Start(random, office.Zone);
            var second = first + Duration.FromMilliseconds(random.NextInt64(random.Next(2) == 0 ? 5_000_000 : 300_000_000));
            if (within.IsDateLike && IsRepeated(first, second, calendar.Zone))
                return;
            var (a, b) = (Deadlines.Of(within, first, calendar), Deadlines.Of(within, second, calendar));
            b.Due.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(a.Due.ShouldNotBeNull(), $"{within} from {first} and {second} in {office.Zone}");
            b.Last.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(a.Last.ShouldNotBeNull());
        });

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_A_later_start_in_wall_time_never_has_an_earlier_last_day() =>
        Offices("monotone last days", (random, office, calendar) =>
        {
            string[] texts = ["1 business day", "3 business days", "2 business days if before 10:00 else +1", "7 calendar days", "1 month", "7 calendar days if before 10:00 else +1"];
            var within = DeadlineTables.Parse(texts[random.Next(texts.Length)]);
            var first = RandomOffices.Start(random, office.Zone);
            var second = first + Duration.FromMilliseconds(random.NextInt64(300_000_000));
            if (IsRepeated(first, second, calendar.Zone))
                return;
            DateOf(second).ShouldBeGreaterThanOrEqualTo(DateOf(first), $"{within} from {first} and {second} in {office.Zone}");

            LocalDate DateOf(Instant start) => Deadlines.Of(within, start, calendar).Due!.Value.InZone(calendar.Zone).Date;
        });

    [Fact]
    [Trait("Rule", "T6")]
    public void T6_Due_is_never_after_last_and_date_like_forms_have_one_end() =>
        Offices("due and last", (random, office, calendar) =>
        {
            var within = WithinTexts.Next(random);
            if (within is UntilField or ShareOf or WorkingDays { Days: > 400 })
                return;
            var start = RandomOffices.Start(random, office.Zone);
            var (due, last) = Deadlines.Of(within, start, calendar);
            if (due is null)
                return;
            last.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(due.Value, $"{within} from {start} in {office.Zone}");
            calendar.Between(due.Value, last.Value).ShouldBe(Duration.Zero);
            if (within.IsDateLike || within is ClockTime)
                last.ShouldBe(due);
            else
                calendar.Between(due.Value, last.Value + Millisecond).ShouldBe(Millisecond, "one millisecond past last is one too many");
            Deadlines.Of(within, start, calendar, boundaryClose: true).ShouldBe(new Deadline(due, due));
        });

    [Fact]
    [Trait("Rule", "T13")]
    public void T13_A_longer_pause_never_makes_a_date_like_promise_end_earlier() =>
        Offices("monotone pauses", (random, office, calendar) =>
        {
            var within = WithinTexts.Counted(random, random.Next(2) == 0 ? "business day" : "calendar day", most: 10);
            var start = RandomOffices.Start(random, office.Zone);
            var shorter = Duration.FromMilliseconds(random.NextInt64(90_000_000));
            var longer = shorter + Duration.FromMilliseconds(random.NextInt64(90_000_000));
            var ends = new[] { Duration.Zero, shorter, longer }.Select(p => Deadlines.DateLike(within, start, calendar, p, p).ShouldNotBeNull()).ToArray();
            ends.ShouldBeInOrder(SortDirection.Ascending, $"{within} from {start} in {office.Zone} paused {shorter}, {longer}");
            ends[0].ShouldBe(Deadlines.Of(within, start, calendar).Due!.Value);
        });

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_Working_days_add_up() =>
        Offices("working days add up", (random, office, calendar) =>
        {
            var start = RandomOffices.Start(random, office.Zone);
            var (m, n) = (random.Next(1, 6), random.Next(1, 6));
            var together = Deadlines.ToWorkingTime(new("", m + n), start, calendar).ShouldNotBeNull($"{m} + {n} working days from {start} in {office.Zone}");
            var first = Deadlines.ToWorkingTime(new("", m), start, calendar).ShouldNotBeNull();
            // A share that fills a day ends at the close, which is nowhere: go on from the last instant (T6).
            var then = Deadlines.ToWorkingTime(new("", n), calendar.AddLast(start, first).ShouldNotBeNull(), calendar).ShouldNotBeNull();
            // Each step rounds its share down to a millisecond, and a longer last day magnifies what the shorter one lost.
            (together - first - then).TotalMilliseconds.ShouldBeInRange(0, 200, $"{m} + {n} working days from {start} in {office.Zone}");
        });

    /// <summary>Wall time goes back between the two, or about one of them: what keeps or reads the time of day may then come in the other order.</summary>
    static bool IsRepeated(Instant first, Instant second, DateTimeZone zone) =>
        second.InZone(zone).LocalDateTime < first.InZone(zone).LocalDateTime;

    static void Offices(string name, Action<Random, OfficeHours, WorkingCalendar> one) =>
        Mutator.Run(name, 400, random =>
        {
            var office = RandomOffices.Next(random);
            var calendar = random.Next(8) == 0 ? OfficeHours.AlwaysOpen(office.Zone) : RandomOffices.Compile(office);
            for (var i = 0; i < 60; i++)
                one(random, office, calendar);
        });
}
