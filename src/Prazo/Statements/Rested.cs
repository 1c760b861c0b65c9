using System.Collections.Concurrent;
using System.Diagnostics;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Storage;

namespace Prazo.Statements;

/// <summary>What is dear to compute from a workspace's agreements, kept: fifty times as long as it took, and at least a minute, it is not computed again unless an agreement was published, and once for all who ask meanwhile.</summary>
internal sealed class Rested<T>(PublishedAgreements agreements, Func<Session, Guid, AgreementSet, Instant, T> compute) where T : class
{
    private const int Rest = 50;

    private static readonly Duration Least = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    private sealed class Kept
    {
        public T? Value { get; set; }
        public AgreementSet? By { get; set; }
        public Instant At { get; set; }
        public Instant Until { get; set; }
    }

    public T Of(Session session, Guid tenant, Instant now)
    {
        var (set, kept) = (agreements.All(session, tenant), _kept.GetOrAdd(tenant, _ => new()));
        lock (kept)
        {
            if (kept.Value is { } value && ReferenceEquals(kept.By, set) && now < kept.Until && now >= kept.At)
                return value;
            var begun = Stopwatch.GetTimestamp();
            (kept.Value, kept.By, kept.At) = (compute(session, tenant, set, now), set, now);
            kept.Until = now + Duration.Max(Least, Duration.FromTimeSpan(Stopwatch.GetElapsedTime(begun)) * Rest);
            return kept.Value;
        }
    }
}
