using System.Text.Json;
using NodaTime;
using Prazo.Clocks;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Alerts;

/// <summary>Reads the feed of each workspace from where it was left, in the transaction that tells people: nothing is missed and nothing is told twice. What lies before a ticket was first
/// recorded came with a history: it alerts nobody, and is counted.</summary>
/// <param name="readers">What else is to be done with news of clocks, in the same transaction.</param>
public sealed class AlertRunner(Db db, IEnumerable<IClockNews> readers)
{
    private const string Reader = "alerts";
    private const int MostInTurn = 200;
    private static readonly Duration Pause = Duration.FromMinutes(5);
    private static readonly Duration Fresh = Duration.FromHours(1);

    private readonly IClockNews[] _readers = [.. readers];

    /// <summary>One turn for every workspace with news or with a level whose delay has passed; how much was done.</summary>
    public async Task<int> Step(Instant now)
    {
        var (news, steps) = await db.Read(s => (WithNews(s), AlertStore.WithStepsDue(s, now)));
        var done = 0;
        foreach (var tenant in news)
            done += await db.Write(tx => ReadOn(tx, tenant, now));
        foreach (var tenant in steps)
            done += await db.Write(tx => Escalate(tx, tenant, now));
        return done;
    }

    /// <summary>How many facts of the past were told to nobody.</summary>
    public static long Past(Session session, Guid tenant) => session.Value<long>("SELECT past FROM feed_readers WHERE tenant_id = @tenant AND name = @Reader", new { tenant, Reader });

    /// <summary>Moves behind everything that the feed holds, as if it had been told; what has been said since an instant is returned in its order.</summary>
    internal static IReadOnlyList<ClockFactEntry> Skip(Tx tx, Guid tenant, Instant since)
    {
        tx.Execute("""
            INSERT INTO feed_readers (tenant_id, name, position, past) SELECT tenant_id, @Reader, value, 0 FROM counters WHERE tenant_id = @tenant AND name = @Feed
            ON CONFLICT (tenant_id, name) DO UPDATE SET position = excluded.position
            """, new { tenant, Reader, Counters.Feed });
        return tx.Query<ClockFactEntry>($"SELECT {ClockStore.FactColumns} FROM clock_facts WHERE tenant_id = @tenant AND noticed >= @since ORDER BY feed_seq", new { tenant, since });
    }

    private static IReadOnlyList<Guid> WithNews(Session session) => session.Query<Guid>("""
        SELECT c.tenant_id FROM counters c LEFT JOIN feed_readers r ON r.tenant_id = c.tenant_id AND r.name = @Reader
        WHERE c.name = @Feed AND c.value > COALESCE(r.position, 0) ORDER BY c.tenant_id
        """, new { Reader, Counters.Feed });

    private int ReadOn(Tx tx, Guid tenant, Instant now)
    {
        tx.Execute("INSERT INTO feed_readers (tenant_id, name, position, past) VALUES (@tenant, @Reader, 0, 0) ON CONFLICT (tenant_id, name) DO NOTHING", new { tenant, Reader });
        // The row is the lease: another process waits here, and then finds the work done.
        var position = tx.Value<long>($"SELECT position FROM feed_readers WHERE tenant_id = @tenant AND name = @Reader{tx.Dialect.ForUpdate}", new { tenant, Reader });
        var facts = ClockFeed.After(tx, tenant, position, MostInTurn);
        if (facts.Count == 0)
            return 0;
        var past = facts.Count(f => !Take(tx, f, now));
        tx.Execute("UPDATE feed_readers SET position = @position, past = past + @past WHERE tenant_id = @tenant AND name = @Reader",
            new { position = facts[^1].FeedSeq!.Value, past = (long)past, tenant, Reader });
        return facts.Count;
    }

    /// <summary>False for a warning or a breach of the past. What cannot be told is set aside among the dead letters, and keeps nobody else waiting.</summary>
    private bool Take(Tx tx, ClockFactEntry fact, Instant now)
    {
        if (TicketQueries.Find(tx, fact.TenantId, fact.TicketId.ToString()) is not { } ticket)
            return true;
        // What merely began or ended between its instant and its recording is news all the same, if it is fresh.
        var isWarning = fact.Kind is "warned" or "breached";
        if (fact.At < ticket.Recorded && (isWarning || fact.Noticed - fact.At > Fresh))
            return !isWarning;
        if (tx.Try(() => Tell(tx, fact, ticket, now)) is { } fault)
            OutboxStore.PutDead(tx, fact.TenantId, AlertNotifier.OfKind, JsonSerializer.Serialize(new AlertLetter(fact.Id, ticket.Id), JsonSerializerOptions.Web), fault.Message, now);
        return true;
    }

    private void Tell(Tx tx, ClockFactEntry fact, Ticket ticket, Instant now)
    {
        if (fact.Kind is "warned" or "breached" or "withdrawn")
            AlertLog.Raise(tx, fact, ticket, now);
        foreach (var reader in _readers)
            reader.Take(tx, fact, ticket, now);
    }

    /// <summary>An alert that could not be told, tried again when somebody says so.</summary>
    internal Task Again(Guid tenant, AlertLetter letter, Instant now) => db.Write(tx =>
    {
        if (TicketQueries.Find(tx, tenant, letter.Ticket.ToString()) is { } ticket && ClockStore.FactsOf(tx, tenant, ticket.Id).FirstOrDefault(f => f.Id == letter.Fact) is { } fact)
            Tell(tx, fact, ticket, now);
    });

    private static int Escalate(Tx tx, Guid tenant, Instant now)
    {
        var steps = AlertStore.StepsDue(tx, tenant, now, MostInTurn);
        foreach (var step in steps)
            if (tx.Try(() => AlertLog.Escalate(tx, step, now)) is not null)
                AlertStore.Postpone(tx, step, now + Pause);
        return steps.Count;
    }
}

internal sealed record AlertLetter(Guid Fact, Guid Ticket);

/// <summary>Takes alerts that were set aside, when they are sent again.</summary>
public sealed class AlertNotifier(AlertRunner alerts) : INotifier
{
    public const string OfKind = "alert";

    public string Kind => OfKind;

    public async Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop)
    {
        await alerts.Again(row.TenantId, JsonSerializer.Deserialize<AlertLetter>(row.Content, JsonSerializerOptions.Web)!, now);
        return Delivery.Done;
    }
}
