using System.Diagnostics.Metrics;
using NodaTime;
using Prazo.Outbox;
using Prazo.Storage;

namespace Prazo.Operation;

/// <summary>How much there is, counted now and then: <c>prazo.clocks.open</c> and <c>prazo.outbox.depth</c>. Whoever collects gets the last count, and never waits for the database.</summary>
public sealed class Gauges : IDisposable
{
    private static readonly Duration Every = Duration.FromSeconds(30);
    // A count of a large database may cost seconds: it takes at most a fiftieth of one reader's time.
    private const int LeastRest = 50;

    private readonly Db _db;
    private readonly Meter _meter = new(Metrics.Meter);
    private readonly ObservableGauge<long> _clocks, _outbox;
    private Instant _next = Instant.MinValue;
    private (long Clocks, long Outbox)? _counted;

    public Gauges(Db db)
    {
        _db = db;
        _clocks = _meter.CreateObservableGauge("prazo.clocks.open", () => Last(c => c.Clocks), "{clock}", "Clocks that run or are paused.");
        _outbox = _meter.CreateObservableGauge("prazo.outbox.depth", () => Last(c => c.Outbox), "{row}", "Rows that wait to be taken outside.");
    }

    /// <summary>Counts when it is time and somebody collects. There is never more to do at once.</summary>
    public async Task<int> Step(Instant now)
    {
        if (now < _next || (!_clocks.Enabled && !_outbox.Enabled))
            return 0;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        _counted = await _db.Read(s => (s.Value<long>("SELECT COUNT(*) FROM clocks WHERE stopped IS NULL"), OutboxStore.Depth(s)));
        _next = now + Duration.Max(Every, Duration.FromTimeSpan(System.Diagnostics.Stopwatch.GetElapsedTime(start)) * LeastRest);
        return 0;
    }

    private IEnumerable<Measurement<long>> Last(Func<(long Clocks, long Outbox), long> of) => _counted is { } counted ? [new Measurement<long>(of(counted))] : [];

    public void Dispose() => _meter.Dispose();
}
