using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>What is asked of a history without promises.</summary>
/// <param name="Calendars">The agreement whose calendars, zone and statuses measure; its promises are not looked at.</param>
/// <param name="Calendar">One of its calendars, or <c>24x7</c>.</param>
/// <param name="By">Ticket field by which promises are to differ; null: one promise for all.</param>
/// <param name="PauseWhile">Statuses during which the resolution's time does not count.</param>
public sealed record BaselineQuery(Instant AsOf, Agreement Calendars, string Calendar, string? By, ImmutableArray<string> PauseWhile);

/// <summary>The rows that had a clock at all.</summary>
public sealed record BaselineResult(BaselineQuery Query, long Tickets, ImmutableArray<BaselineRow> Rows);

/// <summary>One metric for one value of the field: what was done, and what could be promised.</summary>
/// <param name="Value">Null: all tickets together.</param>
/// <param name="Stopped">Clocks that stopped: the basis of every percentile.</param>
/// <param name="Open">Clocks still running: not in the percentiles, which therefore look better than the truth while they are many.</param>
/// <param name="FellAway">Cancelled, waived or not applicable.</param>
public sealed record BaselineRow(Metric Metric, string? Value, int Stopped, int Open, int FellAway, Measured? Working, Measured? Clock);

/// <summary>Lengths in milliseconds, nearest rank.</summary>
public sealed record Measured(long Median, ImmutableArray<Proposal> Proposals)
{
    public Proposal At(int level) => Proposals.Single(p => p.Level == level);
}

/// <summary>A length that so many percent kept.</summary>
/// <param name="Level">80, 90 or 95.</param>
/// <param name="Exact">The nearest-rank percentile, in milliseconds.</param>
/// <param name="Promise">Rounded up to a length that people promise.</param>
/// <param name="Kept">Of the stopped clocks, how many would keep the rounded promise.</param>
public sealed record Proposal(int Level, long Exact, Duration Promise, int Kept)
{
    /// <summary>Such as <c>1h30m</c>.</summary>
    public string Text => Baseline.TextOf(Promise);
}

/// <summary>Measures a history against an agreement that promises ten years, and proposes what can be promised.</summary>
public static class Baseline
{
    public static readonly ImmutableArray<int> Levels = [80, 90, 95];

    private static readonly ImmutableArray<Metric> Metrics =
        [Metric.FirstResponse, Metric.NextResponse, Metric.Workaround, Metric.Resolution, Metric.SpeedOfAnswer, Metric.Callback];

    public static BaselineResult Run(BaselineQuery query, History history)
    {
        var replay = new HistoryReplay(new AgreementSet([Generous(query)]), history);
        var dimensions = new Dimensions(replay, query.By is null ? [] : [query.By], query.AsOf.ToUnixTimeMilliseconds());
        var samples = new Dictionary<(int Target, string? Value), Sample>();
        replay.Run(0, history.Count, query.AsOf, (in ClockRow row) =>
        {
            SampleOf(samples, (row.Target, null)).Add(row);
            if (query.By is not null)
                SampleOf(samples, (row.Target, dimensions.Of(row)[0])).Add(row);
        }, _ => { });
        var order = DefaultOrders.All.GetValueOrDefault(query.By ?? "", []);
        return new BaselineResult(query, history.Count,
        [
            .. samples.OrderBy(s => s.Key.Target).ThenBy(s => s.Key.Value is not null)
                .ThenBy(s => order.IndexOf(s.Key.Value ?? "") is >= 0 and var at ? at : int.MaxValue).ThenBy(s => s.Key.Value, StringComparer.Ordinal)
                .Select(s => s.Value.Row(Metrics[s.Key.Target], s.Key.Value)),
        ]);
    }

    /// <summary>Everything in time: the clocks run on the calendar, and their verdict tells only whether they stopped.</summary>
    private static Agreement Generous(BaselineQuery query)
    {
        var within = ByValue<Within>.One(new ClockTime("87600h clock", Duration.FromHours(87_600)));
        var pauses = query.PauseWhile.IsEmpty ? [] : ImmutableArray.Create(
            new PauseRule(new FieldIs(new FieldIn("status", query.PauseWhile, Negated: false, Position.None)), "status", Party.Customer, Position.None));
        return query.Calendars with
        {
            From = null, To = null, Applies = Match.Any, Rematch = Rematch.Never, Attach = MatchPin.Creation, Objectives = [], Examples = [],
            Targets =
            [
                .. Metrics.Select(m => new Target(NameOf(m), m, null, within, ByValue<string>.One(query.Calendar), Match.Any, MeasureOnly: false, Position.None)
                {
                    Pause = m == Metric.Resolution ? pauses : [],
                }),
            ],
        };
    }

    /// <summary>A metric as agreements write it: <c>first-response</c>.</summary>
    internal static string NameOf(Metric metric) => string.Concat(metric.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{c}" : $"{c}")).ToLowerInvariant();

    private static Sample SampleOf(Dictionary<(int, string?), Sample> samples, (int, string?) key) =>
        samples.TryGetValue(key, out var sample) ? sample : samples[key] = new Sample();

    /// <summary>Up to the next length that people promise: steps of 5 s below a minute, 1 min below ten, 5 min below an hour, 15 min below four hours, 1 h below a day, 4 h below a hundred hours, then 8 h.</summary>
    /// <param name="milliseconds">0 or more; what is above ten years is cut to it.</param>
    internal static Duration RoundUp(long milliseconds)
    {
        var seconds = Math.Max(1, (milliseconds + 999) / 1000);
        long step = seconds switch { <= 60 => 5, <= 600 => 60, <= 3600 => 300, <= 14_400 => 900, <= 86_400 => 3600, <= 360_000 => 14_400, _ => 28_800 };
        return Duration.FromSeconds(Math.Min((seconds + step - 1) / step * step, 87_600L * 3600));
    }

    internal static string TextOf(Duration length)
    {
        var seconds = (long)length.TotalSeconds;
        var (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        return string.Create(CultureInfo.InvariantCulture, $"{(h > 0 ? $"{h}h" : "")}{(m > 0 ? $"{m}m" : "")}{(s > 0 ? $"{s}s" : "")}");
    }

    private sealed class Sample
    {
        private readonly List<long> _working = [], _clock = [];
        private int _open, _away;

        public void Add(in ClockRow row)
        {
            switch (row.Verdict)
            {
                case Verdict.Met or Verdict.MetLate:
                    _working.Add(row.Worked);
                    _clock.Add(row.Elapsed);
                    break;
                case Verdict.Open or Verdict.Broken:
                    _open++;
                    break;
                default:
                    _away++;
                    break;
            }
        }

        public BaselineRow Row(Metric metric, string? value) => new(metric, value, _working.Count, _open, _away, Of(_working), Of(_clock));

        private static Measured? Of(List<long> lengths)
        {
            if (lengths.Count == 0)
                return null;
            lengths.Sort();
            var sorted = CollectionsMarshal.AsSpan(lengths);
            var proposals = ImmutableArray.CreateBuilder<Proposal>();
            foreach (var level in Levels)
            {
                var exact = Percentiles.NearestRank<long>(sorted, level)!.Value;
                var promise = RoundUp(exact);
                var limit = (long)promise.TotalMilliseconds;
                proposals.Add(new Proposal(level, exact, promise, lengths.Count(l => l <= limit)));
            }
            return new Measured(Percentiles.NearestRank<long>(sorted, 50)!.Value, proposals.ToImmutable());
        }
    }
}
