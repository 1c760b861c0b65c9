using NodaTime;
using Prazo.Storage;

namespace Prazo.Outages;

internal static class OutageStore
{
    private const string Columns = "tenant_id, id, version, kind, what, starts, ends, announced, title, note, withdrawn, why, recorded, recorded_by";

    /// <summary>All that was said of all of them, what was said first of each first.</summary>
    public static ILookup<Guid, Outage> All(Session session, Guid tenant, Instant known) =>
        session.Query<Outage>($"SELECT {Columns} FROM outages WHERE tenant_id = @tenant AND recorded <= @known ORDER BY id, version", new { tenant, known }).ToLookup(o => o.Id);

    public static IReadOnlyList<Outage> Versions(Session session, Guid tenant, Guid id) =>
        session.Query<Outage>($"SELECT {Columns} FROM outages WHERE tenant_id = @tenant AND id = @id ORDER BY version", new { tenant, id });

    /// <summary>False when another was faster.</summary>
    public static bool Insert(Tx tx, Outage o) => tx.Execute($"""
        INSERT INTO outages ({Columns}) VALUES (@TenantId, @Id, @Version, @Kind, @What, @Starts, @Ends, @Announced, @Title, @Note, @Withdrawn, @Why, @Recorded, @RecordedBy) ON CONFLICT (tenant_id, id, version) DO NOTHING
        """, o) > 0;
}
