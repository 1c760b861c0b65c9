using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Deadlines against <see cref="SlowDeadlines"/>, which walks days in wall time.</summary>
public sealed class DeadlineReferenceTests
{
    static readonly string[] Units = ["business day", "business day", "calendar day", "month"];

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_Counted_days_and_months_end_where_walking_the_days_ends() =>
        Offices("deadlines of counted days", (random, office, slow, calendar) =>
        {
            var within = WithinTexts.Counted(random, Units[random.Next(Units.Length)], most: 40);
            var start = RandomOffices.Start(random, office.Zone);
            var due = slow.DateLike(within, start, Duration.Zero, Duration.Zero);
            Deadlines.Of(within, start, calendar).ShouldBe(new Deadline(due, due), $"{within} from {start} in {office.Zone}");
            Deadlines.DateLike(within, start, calendar, Duration.Zero, Duration.Zero).ShouldBe(due);
        });

    [Fact]
    [Trait("Rule", "T13")]
    public void T13_Counted_days_and_months_move_by_pauses_as_walking_says() =>
        Offices("pauses of counted days", (random, office, slow, calendar) =>
        {
            var within = WithinTexts.Counted(random, Units[random.Next(Units.Length)], most: 20);
            var start = RandomOffices.Start(random, office.Zone);
            var (working, clock) = (Duration.FromMilliseconds(random.Next(150_000_000)), Duration.FromMilliseconds(random.Next(1_500_000_000)));
            Deadlines.DateLike(within, start, calendar, working, clock)
                .ShouldBe(slow.DateLike(within, start, working, clock), $"{within} from {start} in {office.Zone} paused {working} working, {clock} clock");
        });

    [Fact]
    [Trait("Rule", "T8")]
    public void T8_Working_days_end_at_the_same_share_of_a_later_day() =>
        Offices("working days", (random, office, slow, calendar) =>
        {
            var within = new WorkingDays("", random.Next(1, 15));
            var start = RandomOffices.Start(random, office.Zone);
            var end = Deadlines.Of(within, start, calendar);
            end.Due.ShouldBe(slow.WorkingDays(within.Days, start), $"{within.Days} working days from {start} in {office.Zone}");
            calendar.Between(start, end.Due!.Value).ShouldBe(Deadlines.ToWorkingTime(within, start, calendar).ShouldNotBeNull());
            calendar.Between(start, end.Last!.Value).ShouldBe(calendar.Between(start, end.Due.Value));
        });

    [Fact]
    [Trait("Rule", "T6")]
    public void T6_Working_time_is_due_where_walking_the_openings_ends() =>
        Offices("working time", (random, office, slow, calendar) =>
        {
            var within = new WorkingTime("", Duration.FromSeconds(random.Next(1, 400_000)));
            var start = RandomOffices.Start(random, office.Zone);
            var (due, last) = Deadlines.Of(within, start, calendar);
            due.ShouldBe(slow.AddWork(start, within.Length), $"{within.Length} from {start} in {office.Zone}");
            last.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(due.ShouldNotBeNull());
            calendar.Between(start, last.Value).ShouldBe(within.Length);
            calendar.Between(start, last.Value + Duration.FromMilliseconds(1)).ShouldBe(within.Length + Duration.FromMilliseconds(1));
            calendar.Between(start, due.Value - Duration.FromMilliseconds(1)).ShouldBe(within.Length - Duration.FromMilliseconds(1));
            Deadlines.Of(within, start, calendar, boundaryClose: true).ShouldBe(new Deadline(due, due));
        });

    /// <summary>Sixty starts an office: compiling it is what takes time.</summary>
    static void Offices(string name, Action<Random, OfficeHours, SlowDeadlines, Engine.Calendars.WorkingCalendar> one) =>
        Mutator.Run(name, 400, random =>
        {
            var office = RandomOffices.Next(random);
            var (slow, calendar) = (new SlowDeadlines(office), RandomOffices.Compile(office));
            for (var i = 0; i < 60; i++)
                one(random, office, slow, calendar);
        });
}
