using NodaTime;
using Prazo.Storage;

namespace Prazo.Outbox;

/// <summary>Takes one kind of outbox row outside. What it throws is a failed attempt.</summary>
public interface INotifier
{
    string Kind { get; }

    Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop);
}

public enum DeliveryResult
{
    Done,
    /// <summary>Worth another attempt.</summary>
    Failed,
    /// <summary>No attempt will ever succeed.</summary>
    Hopeless,
}

/// <param name="Fault">For people: why not.</param>
/// <param name="Wait">How long the receiver asked us to wait.</param>
/// <param name="Answer">What it said, for people.</param>
public sealed record Delivery(DeliveryResult Result, string? Fault = null, Duration? Wait = null, string? Answer = null)
{
    public static readonly Delivery Done = new(DeliveryResult.Done);

    public static Delivery Hopeless(string fault) => new(DeliveryResult.Hopeless, fault);
}

/// <summary>Works the outbox off: rows are taken under a lease, delivered outside of any transaction, and settled. At least once; workspaces in turn; in no order.</summary>
public sealed class OutboxRunner(Db db, IEnumerable<INotifier> notifiers)
{
    /// <summary>Of one workspace at once, so that slow receivers of one keep few of another's waiting.</summary>
    public const int MostInTurn = 16;

    /// <summary>Longer than any notifier takes.</summary>
    public static readonly Duration Lease = Duration.FromMinutes(2);

    private readonly Dictionary<string, INotifier> _notifiers = notifiers.ToDictionary(n => n.Kind, StringComparer.Ordinal);

    /// <summary>One turn for every workspace that has something due; how many rows were tried.</summary>
    public async Task<int> Step(Instant now, CancellationToken stop = default)
    {
        var waiting = await db.Read(s => OutboxStore.Waiting(s, now));
        var tried = 0;
        foreach (var together in waiting.Chunk(8))
            tried += (await Task.WhenAll(together.Select(tenant => Turn(tenant, now, stop)))).Sum();
        return tried;
    }

    private async Task<int> Turn(Guid tenant, Instant now, CancellationToken stop)
    {
        var rows = await db.Write(tx => OutboxStore.Claim(tx, tenant, now, Lease, MostInTurn));
        var outcomes = await Task.WhenAll(rows.Select(r => Attempt(r, now, stop)));
        await db.Write(tx =>
        {
            foreach (var (row, outcome) in rows.Zip(outcomes))
                Settle(tx, row, outcome, now);
        });
        return rows.Count;
    }

    private async Task<Delivery> Attempt(OutboxRow row, Instant now, CancellationToken stop)
    {
        // The attempts before this one never came to an end.
        if (row.Attempts > BackOff.MaxAttempts)
            return Delivery.Hopeless(row.Fault ?? "given up: no attempt came to an end");
        if (!_notifiers.TryGetValue(row.Kind, out var notifier))
            return new Delivery(DeliveryResult.Failed, $"nobody here takes {row.Kind}");
        try
        {
            return await notifier.Deliver(row, now, stop);
        }
#pragma warning disable CA1031 // Whatever it is, the next attempt may succeed; the last one leaves it for people to see.
        catch (Exception e) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new Delivery(DeliveryResult.Failed, e.Message);
        }
    }

    private static void Settle(Tx tx, OutboxRow row, Delivery outcome, Instant now)
    {
        var wait = outcome.Result == DeliveryResult.Failed ? BackOff.After((int)row.Attempts, row.Id, outcome.Wait) : null;
        if (outcome.Result == DeliveryResult.Done)
            OutboxStore.Settle(tx, row, done: now, due: null, dead: null, fault: null, outcome.Answer);
        else
            OutboxStore.Settle(tx, row, done: null, due: now + wait, dead: wait is null ? now : null, outcome.Fault);
    }
}
