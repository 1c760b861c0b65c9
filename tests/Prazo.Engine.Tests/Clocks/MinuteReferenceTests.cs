using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

public class MinuteReferenceTests
{
    private static readonly Instant Zero = Instant.FromUtc(2026, 3, 1, 0, 0);
    private const int Minutes = 18 * 24 * 60;
    private static readonly Dictionary<string, bool[]> Open = Sla.Calendars.OfType<WeeklyCalendar>().ToDictionary(c => c.Id, ByWallClock).Append(new("24x7", [.. Enumerable.Repeat(true, Minutes)])).ToDictionary(p => p.Key, p => p.Value);

    private static bool[] ByWallClock(WeeklyCalendar calendar)
    {
        var zone = DateTimeZoneProviders.Tzdb[calendar.Zone];
        return [.. Enumerable.Range(0, Minutes).Select(m =>
        {
            var local = (Zero + Duration.FromMinutes(m)).InZone(zone).LocalDateTime;
            bool Within(LocalDate day, int minute) => calendar.Hours[0].Week[(int)day.DayOfWeek - 1].Any(s => s.StartMinutes <= minute && minute < s.EndMinutes);
            var now = local.Hour * 60 + local.Minute;
            return Within(local.Date, now) || Within(local.Date.PlusDays(-1), now + 1440);
        })];
    }

    [Fact]
    public void Clocks_agree_with_somebody_who_makes_a_stroke_for_every_minute()
    {
        var seed = OrderTests.Seed();
        var random = new Random(seed);
        var tickets = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 5_000 : 120;
        var compared = 0;
        var set = RandomTickets.Agreement(random);
        for (var i = 0; i < tickets; i++)
        {
            if (i % 10 == 0)
                set = Plain(RandomTickets.Agreement(random));
            var story = RandomTickets.Story(random, wholeMinutes: true).Where(e => e is TicketCreated or CustomerMessage or AgentMessage or FieldChanged { Field: "status" or "priority" })
                .Where(e => e.Occurred < Zero + Duration.FromMinutes(Minutes)).ToList();
            var clocks = ClockEngine.Replay(set, story, Zero + Duration.FromMinutes(Minutes)).Clocks;
            foreach (var target in set.Agreements[0].Targets)
            {
                var expected = MinuteReference.Watch(target, Open, story, Zero, Minutes);
                var actual = clocks.Where(c => c.Target == target.Id).Select(c => new MinuteReference.Result(c.Cycle, At(c.Started), At(c.Stopped), c.Verdict, At(c.VerdictAt), (int)c.Worked.TotalMinutes)).ToList();
                actual.ShouldBe(expected, $"seed {seed}, ticket {i}, {target.Metric}: {Describe(target, story)}");
                compared += actual.Count;
            }
        }
        compared.ShouldBeGreaterThan(tickets);
    }

    // The reference does not date a healed close-bound promise; that case has tests of its own.
    private static AgreementSet Plain(AgreementSet set) => new([.. set.Agreements.Select(a => a with
    {
        Targets = [.. a.Targets.Where(t => t.Metric is Metric.FirstResponse or Metric.NextResponse or Metric.Resolution).Select(t => t with
        {
            Recurs = Recurs.FromStop,
            Reopen = t.Reopen with { Limit = null },
            Heals = t.Heals && !t.BoundaryClose,
            Within = t.Heals || t.Reopen.Rule == ReopenRule.Count ? ByClockless(t.Within) : t.Within,
            BoundaryClose = t.BoundaryClose && t.Reopen.Rule != ReopenRule.Count && t is { Up: OnChange.Keep, Down: OnChange.Keep },
        })],
    })]);

    private static ByValue<Within> ByClockless(ByValue<Within> within) =>
        new(within.Values.ToDictionary(v => v.Key, v => Sla.W(v.Value.Text.Replace(" clock", "", StringComparison.Ordinal))).ToImmutable(), Sla.W(within.Else!.Text.Replace(" clock", "", StringComparison.Ordinal)));

    private static long At(Instant? at) => at is { } t ? (long)(t - Zero).TotalMinutes : -1;

    private static string Describe(Target t, List<TicketEvent> story) => string.Join('\n', [t.ToString(), .. story.Select(e => $"{(e.Occurred - Zero).TotalMinutes} {e}")]);
}

internal static class Immutables
{
    public static System.Collections.Immutable.ImmutableDictionary<string, T> ToImmutable<T>(this Dictionary<string, T> source) => System.Collections.Immutable.ImmutableDictionary.CreateRange(source);
}
