using NodaTime;
using Prazo.Storage;

namespace Prazo.Alerts;

/// <summary>A workspace's chains, in their order.</summary>
public static class Escalations
{
    private static readonly OrderedRows Rows = new("escalations", "escalation");

    public static IReadOnlyList<OrderedRow> All(Session session, Guid tenant) => Rows.All(session, tenant);

    public static OrderedRow? Find(Session session, Guid tenant, Guid id) => Rows.Find(session, tenant, id);

    /// <summary>The first that fits the ticket; where the workspace has none at all, the built-in one; null where it has some and none fits.</summary>
    internal static Escalation? For(IReadOnlyList<OrderedRow> rows, IReadOnlyDictionary<string, string> fields, string target) =>
        rows.Count == 0 ? Escalation.BuiltIn : rows.Where(r => r.Enabled == 1).Select(Use).FirstOrDefault(e => e is not null && e.Fits(fields, target));

    /// <summary>The chain of a step that waited; null when it is gone or switched off.</summary>
    internal static Escalation? Of(Session session, Guid tenant, Guid? id) =>
        id is not { } own ? Escalation.BuiltIn : Find(session, tenant, own) is { Enabled: 1 } row ? Use(row) : null;

    private static Escalation? Use(OrderedRow row) => Escalation.Read(row.Id, row.Written<EscalationContent>()).Chain;

    public static OrderedRow Keep(Tx tx, OrderedRow row, EscalationContent content) => Rows.Keep(tx, row, content, Escalation.Read(row.Id, content).Problems);

    /// <summary>Puts these first, in this order; the others follow as they stood.</summary>
    public static IReadOnlyList<OrderedRow> Order(Tx tx, Guid tenant, IReadOnlyList<Guid> ids, string by, Instant now) => Rows.Order(tx, tenant, ids, by, now);

    public static bool Delete(Tx tx, Guid tenant, Guid id, string by, Instant now) => Rows.Delete(tx, tenant, id, by, now);
}
