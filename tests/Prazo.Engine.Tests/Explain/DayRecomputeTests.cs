using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;
using Prazo.Engine.Tests.Clocks;

namespace Prazo.Engine.Tests.Explain;

/// <summary>Ends of promises in days recomputed from their printed steps alone, over random agreements, tickets, pauses and changes.</summary>
public sealed class DayRecomputeTests
{
    private static readonly Words English = Words.Find("en")!;

    private static readonly string[] Promises =
    [
        "1 business day", "2 business days by 16:00", "3 business days by close", "5 business days by end of day", "25 business days", "2 working days", "1 working day", "12 working days",
        "3 calendar days", "4 calendar days by close", "7 calendar days by 10:00", "2 calendar days by end of day", "1 month", "2 months by end of day", "1 month by close",
        "2 business days from 17:00 at 08:30", "1 business day closed day keeping time", "1 business day closed day at opening before opening at opening",
        "2 business days if before 10:00 else +1", "1 business day else next opening", "2 business days if before 12:00 else next opening by 15:00",
        "3 calendar days from opening", "2 business days by end of day from opening", "2 calendar days from 18:00 at opening", "until 2026-03-20", "until field target_dt",
    ];

    [Fact]
    [Trait("Rule", "T8")]
    [Trait("Rule", "T13")]
    public void T8_T13_The_end_of_every_promise_in_days_follows_from_its_printed_steps_alone()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : 20260307;
        var rounds = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 20_000 : 200;
        var random = new Random(seed);
        var (seen, moved) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        for (var i = 0; i < rounds; i++)
        {
            var set = Agreement(random);
            var story = Story(random, set);
            var asOf = story.Max(e => e.Occurred) + Duration.FromMinutes(random.Next(0, 20_000));
            foreach (var clock in ClockEngine.Replay(set, story, asOf).Clocks)
            {
                var account = Account.Of(clock, set.CalendarsOf(set.Agreements[0]), asOf);
                Recompute(account, $"seed {seed}, round {i}: {clock}");
                if (!account.Days.IsEmpty)
                    seen[clock.Limit!] = seen.GetValueOrDefault(clock.Limit!) + 1;
                moved += account.Days.Any(d => d is EndChosen { Onward: true }) ? 1 : 0;
            }
        }
        foreach (var promise in Promises)
            seen.GetValueOrDefault(promise).ShouldBeGreaterThan(rounds / 100, promise);
        moved.ShouldBeGreaterThan(rounds / 100);
    }

    private static void Recompute(Account account, string why)
    {
        var clock = account.Clock;
        var inDays = clock is { Limit: not null, Run: not Run.Waiting } && account.Clock.Counting is not null && account.Measure is not PromiseMeasure.WorkingTime and not PromiseMeasure.ClockTime;
        account.Days.IsEmpty.ShouldBe(!inDays && !(clock is { Run: not Run.Waiting, Counting: not null } && clock.Limit?.Contains("working day", StringComparison.Ordinal) == true), why);
        foreach (var steps in new[] { account.Days, DayRows.Fold(account.Days, account.Zone) })
        {
            var lines = DayStatements.Of(steps).Select(s => English.Say(s, DateTimeZone.Utc)).ToList();
            var text = why + "\n" + string.Join('\n', lines);
            var printed = Printed(clock.Limit ?? "", lines, text);
            if (printed.Length is { } length)
                (length + clock.Counting!.Extension).ShouldBe(account.Allowed!.Value, text);
            else if (inDays && clock.Due is { } due)
                printed.End.ShouldBe(due, text);
            PausesAreThoseOfTheSegments(account, printed, text);
        }
    }

    private static PrintedDays Printed(string limit, List<string> lines, string text)
    {
        try
        {
            return new PrintedDays(limit, lines).Read();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(text, e);
        }
    }

    private static void PausesAreThoseOfTheSegments(Account account, PrintedDays printed, string why)
    {
        foreach (var (from, to, length) in printed.Pauses)
        {
            var inside = account.Segments.Where(s => s.From >= from && s.To <= to).ToList();
            inside.ShouldAllBe(s => !s.Runs, why);
            inside.Aggregate(Duration.Zero, (sum, s) => sum + (printed.Working ? s.Working : s.Length)).ShouldBe(length, why);
        }
    }

    private static AgreementSet Agreement(Random random)
    {
        string Promise() => RandomTickets.Pick(random, Promises);
        var agreement = RandomTickets.Agreement(random).Agreements[0];
        var targets = agreement.Targets.Select(t => Sla.By(t.Metric, "priority", $"critical={Promise()}, high={Promise()}, else={Promise()}", RandomTickets.Pick(random, "office", "shop", "critical=shop, else=night", "lunch", "24x7")) with
        {
            Pause = t.Pause, Up = t.Up, Down = t.Down, Reopen = t.Reopen, Recurs = t.Recurs, PausesExtend = random.Next(3) == 0,
        });
        return new([agreement with { Targets = [.. targets], Calendars = agreement.Calendars.Add("shop", Shop), HolidaySets = agreement.HolidaySets.Add("town", Town) }]);
    }

    /// <summary>A shop in Bucharest, open on Saturday mornings, with a holiday, reduced hours, an inventory and a change to summer time in March.</summary>
    private static readonly WeeklyCalendar Shop = new("shop", "Europe/Bucharest",
        [new EffectiveHours(LocalDate.MinIsoValue, [Day(540, 1080), Day(540, 1080), Day(540, 1080), Day(540, 1080), Day(540, 1020), Day(540, 780), []])],
        ["town"], [new SpecialDay(new LocalDate(2026, 3, 16), ExceptionKind.Closed, [], "Inventory")], HolidayCut.Shifts, default);

    private static readonly HolidaySet Town = new("town", "Town",
        [new FixedHoliday(3, 6, "Founders", []), new FixedHoliday(3, 9, "Martyrs", []), new FixedHoliday(3, 11, "Ashes", [new(720, 1080)])], "test", null, [], default);

    private static ImmutableArray<Shift> Day(int from, int to) => [new Shift(from, to)];

    private static List<TicketEvent> Story(Random random, AgreementSet set)
    {
        var story = RandomTickets.Story(random);
        var last = story.Max(e => e.Occurred);
        var first = story[0].Occurred;
        if (random.Next(3) > 0)
            story.Add(new FieldChanged("", first, first, 0, "target_dt", "2026-03-18T12:00:00Z"));
        if (random.Next(4) == 0)
            story.Add(new ClockExtended("", last, last, 0, RandomTickets.Pick(random, [.. set.Agreements[0].Targets]).Id, Duration.FromMinutes(random.Next(1, 2000)), "storm", "ana"));
        return story;
    }
}
