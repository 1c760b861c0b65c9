using Prazo.Storage;

namespace Prazo.Audit;

/// <summary>Gives audit rows their place in the chain, after they are committed and from one sealer at a time: the workspace's head is the lease, held until the commit.</summary>
public sealed class AuditSealer(Db db)
{
    private const int MostAtOnce = 1000;

    /// <summary>Seals what waits; how many rows.</summary>
    public async Task<int> Step()
    {
        var waiting = await db.Read(s => s.Query<Guid>("SELECT DISTINCT tenant_id FROM (SELECT tenant_id FROM audit WHERE seq IS NULL ORDER BY id LIMIT @MostAtOnce) AS waiting", new { MostAtOnce }));
        var done = 0;
        foreach (var tenant in waiting)
            done += await db.Write(tx => Seal(tx, tenant));
        return done;
    }

    private static int Seal(Tx tx, Guid tenant)
    {
        var start = AuditChain.Start(tenant);
        tx.Execute("INSERT INTO audit_heads (tenant_id, seq, hash) VALUES (@tenant, 0, @Hash) ON CONFLICT (tenant_id) DO NOTHING", new { tenant, start.Hash });
        var head = AuditQueries.Head(tx, tenant, tx.Dialect.ForUpdate)!;
        var rows = tx.Query<AuditEntry>($"SELECT {AuditQueries.Columns} FROM audit WHERE tenant_id = @tenant AND seq IS NULL ORDER BY id LIMIT @MostAtOnce", new { tenant, MostAtOnce });
        foreach (var row in rows)
        {
            var placed = AuditChain.Seal(head, row);
            tx.Execute("UPDATE audit SET seq = @Seq, hash = @Hash WHERE tenant_id = @TenantId AND id = @Id AND seq IS NULL", new { placed.Seq, placed.Hash, row.TenantId, row.Id });
            head = new AuditHead(placed.Seq!.Value, placed.Hash!);
        }
        tx.Execute("UPDATE audit_heads SET seq = @Seq, hash = @Hash WHERE tenant_id = @tenant", new { tenant, head.Seq, head.Hash });
        return rows.Count;
    }
}
