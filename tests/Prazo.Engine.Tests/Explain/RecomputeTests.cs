using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;
using Prazo.Engine.Tests.Clocks;

namespace Prazo.Engine.Tests.Explain;

/// <summary>Due and elapsed recomputed from printed sentences alone: nothing of the engine's arithmetic is used.</summary>
public sealed partial class RecomputeTests
{
    private static readonly Words English = Words.Find("en")!;

    [Fact]
    public void Due_and_elapsed_follow_from_the_printed_account_alone()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : 20260303;
        var rounds = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 20_000 : 600;
        var random = new Random(seed);
        var (clocks, dues) = (0, 0);
        for (var i = 0; i < rounds; i++)
        {
            var set = RandomTickets.Agreement(random, dateLike: i % 3 == 0);
            var story = RandomTickets.Story(random);
            var asOf = story.Max(e => e.Occurred) + Duration.FromMinutes(random.Next(0, 6000));
            var replay = ClockEngine.Replay(set, story, asOf);
            foreach (var clock in replay.Clocks)
            {
                var account = Account.Of(clock, set.CalendarsOf(set.Agreements[0]), asOf);
                var why = $"seed {seed}, round {i}: {clock}";
                CoversWithoutGap(account, why);
                clocks++;
                dues += Recompute(account, why);
            }
        }
        clocks.ShouldBeGreaterThan(rounds);
        dues.ShouldBeGreaterThan(rounds / 2);
    }

    private static void CoversWithoutGap(Account account, string why)
    {
        var at = account.Clock.Started;
        foreach (var segment in account.Segments.Concat(account.Ahead))
        {
            segment.From.ShouldBe(at, why);
            segment.To.ShouldBeGreaterThan(at, why);
            at = segment.To;
        }
        if (account.Clock.Stopped is { } stopped)
            account.End.ShouldBe(stopped, why);
    }

    /// <summary>1 when a due date was recomputed.</summary>
    private static int Recompute(Account account, string why)
    {
        var zone = DateTimeZoneProviders.Tzdb["Etc/UTC"];
        var past = account.Segments.Select(s => Parse(English.Say(s, zone))).ToList();
        var ahead = account.Ahead.Select(s => Parse(English.Say(s, zone))).ToList();
        var counted = past.Aggregate(Duration.Zero, (sum, s) => sum + s.Counted);
        var measured = account.Measure is PromiseMeasure.ClockTime or PromiseMeasure.CalendarDays or PromiseMeasure.Fixed ? account.Clock.Elapsed : account.Clock.Worked;
        counted.ShouldBe(measured, why);
        if (account.Allowed is not { } allowed || account.Clock.Due is not { } due)
            return 0;
        if (allowed <= Duration.Zero)
            return 0;
        var left = PrintedText.Length(English.Form.Length(allowed));
        foreach (var (from, _, amount) in past.Concat(ahead))
        {
            if (amount >= left)
            {
                (from + left).ShouldBe(due, why);
                return 1;
            }
            left -= amount;
        }
        throw new InvalidOperationException("The account does not reach the due date: " + why);
    }

    private static (Instant From, Instant To, Duration Counted) Parse(string sentence)
    {
        var match = Sentence().Match(sentence);
        match.Success.ShouldBeTrue(sentence);
        return (Moment(match.Groups[1].Value), Moment(match.Groups[2].Value), Counted(match.Groups[3].Value));
    }

    private static Duration Counted(string rest) => Working().Match(rest) is { Success: true } w ? PrintedText.Length(w.Groups[1].Value) : DayAndNight().Match(rest) is { Success: true } d ? PrintedText.Length(d.Groups[1].Value) : Duration.Zero;

    private static Instant Moment(string text) => PrintedText.Wall(text).InUtc().ToInstant();

    [GeneratedRegex(@"^From (?<from>.+?) to (?<to>.+?): (?<rest>.+)$", RegexOptions.None, 1000)]
    private static partial Regex Sentence();
    [GeneratedRegex(@"^(?<length>.+) of working time on calendar \S+, counted\.$", RegexOptions.None, 1000)]
    private static partial Regex Working();
    [GeneratedRegex(@"^(?<length>.+) counted, day and night\.$", RegexOptions.None, 1000)]
    private static partial Regex DayAndNight();
}
