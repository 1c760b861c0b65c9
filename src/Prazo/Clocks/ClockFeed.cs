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
        var waiting = await db.Read(s => s.Query<Guid>("SELECT DISTINCT tenant_id FROM (SELECT tenant_id FROM clock_facts WHERE feed_seq IS NULL ORDER BY id LIMIT @MostAtOnce) AS waiting", new { MostAtOnce }));
        var placed = 0;
        foreach (var tenant in waiting)
            placed += await db.Write(tx => Place(tx, tenant));
        return placed;
    }

    private static int Place(Tx tx, Guid tenant)
    {
        // The counter's row is the lease: it is held until the commit, so places become visible in their order.
        var seq = tx.Value<long>($"SELECT value FROM counters WHERE tenant_id = @tenant AND name = @name{tx.Dialect.ForUpdate}", new { tenant, name = Counters.Feed });
        var ids = tx.Query<ClockFactEntry>($"SELECT {ClockStore.FactColumns} FROM clock_facts WHERE tenant_id = @tenant AND feed_seq IS NULL ORDER BY id LIMIT @MostAtOnce", new { tenant, MostAtOnce });
        foreach (var f in ids)
            tx.Execute("""
                UPDATE clock_facts SET feed_seq = @seq
                WHERE tenant_id = @TenantId AND clock_id = @ClockId AND generation = @Generation AND stage = @Stage AND withdrawal = @Withdrawal
                """, new { seq = ++seq, f.TenantId, f.ClockId, f.Generation, f.Stage, f.Withdrawal });
        tx.Execute("UPDATE counters SET value = @seq WHERE tenant_id = @tenant AND name = @name", new { seq, tenant, name = Counters.Feed });
        return ids.Count;
    }

    /// <summary>Facts after a place, in order.</summary>
    public static IReadOnlyList<ClockFactEntry> After(Session session, Guid tenant, long seq, int most) => session.Query<ClockFactEntry>(
        $"SELECT {ClockStore.FactColumns} FROM clock_facts WHERE tenant_id = @tenant AND feed_seq > @seq ORDER BY feed_seq LIMIT @most", new { tenant, seq, most });
}
