using NodaTime;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Clocks;

/// <summary>What was said of clocks, in one order a workspace. A fact gets its place after it is committed, from one publisher at a time, so that a reader's cursor never passes
/// a row that commits late (S8).</summary>
public sealed class ClockFeed(Db db)
{
    private const int MostAtOnce = 1000;

    /// <summary>Gives places to what has none; how many.</summary>
    public async Task<int> Step()
    {
        var waiting = await db.Read(s => s.Query<Guid>(
            "SELECT tenant_id FROM workspaces w WHERE (SELECT f.id FROM clock_facts f WHERE f.tenant_id = w.tenant_id AND f.feed_seq IS NULL ORDER BY f.id LIMIT 1) IS NOT NULL"));
        var placed = 0;
        foreach (var tenant in waiting)
            placed += await db.Write(tx => Place(tx, tenant));
        return placed;
    }

    private static int Place(Tx tx, Guid tenant)
    {
        // The counter's row is the lease: it is held until the commit, so places become visible in their order.
        var seq = tx.Value<long>($"SELECT value FROM counters WHERE tenant_id = @tenant AND name = @name{tx.Dialect.ForUpdate}", new { tenant, name = Counters.Feed });
        var placed = tx.Execute("""
            UPDATE clock_facts SET feed_seq = @seq + place.number
            FROM (
              SELECT clock_id, generation, stage, withdrawal, ROW_NUMBER() OVER (ORDER BY id) AS number
              FROM (SELECT id, clock_id, generation, stage, withdrawal FROM clock_facts WHERE tenant_id = @tenant AND feed_seq IS NULL ORDER BY id LIMIT @MostAtOnce) AS first
            ) AS place
            WHERE clock_facts.tenant_id = @tenant AND clock_facts.clock_id = place.clock_id AND clock_facts.generation = place.generation
              AND clock_facts.stage = place.stage AND clock_facts.withdrawal = place.withdrawal
            """, new { seq, tenant, MostAtOnce });
        tx.Execute("UPDATE counters SET value = @end WHERE tenant_id = @tenant AND name = @name", new { end = seq + placed, tenant, name = Counters.Feed });
        return placed;
    }

    /// <summary>Facts after a place, in order.</summary>
    public static IReadOnlyList<ClockFactEntry> After(Session session, Guid tenant, long seq, int most) => session.Query<ClockFactEntry>(
        $"SELECT {ClockStore.FactColumns} FROM clock_facts WHERE tenant_id = @tenant AND feed_seq > @seq ORDER BY feed_seq LIMIT @most", new { tenant, seq, most });
}
