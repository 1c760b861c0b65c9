using NodaTime;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.People;

/// <summary>Contacts who may approve agreements for their organisation.</summary>
public static class Approvers
{
    public static bool May(Session session, Guid tenant, Guid contact) =>
        session.Value<long>("SELECT COUNT(*) FROM contacts WHERE tenant_id = @tenant AND id = @contact AND approves IS NOT NULL AND erased IS NULL", new { tenant, contact }) == 1;

    /// <summary>The right is given or taken; what somebody approved before stays approved.</summary>
    public static void Set(Tx tx, Guid tenant, Guid contact, bool may, string by, Instant now)
    {
        if (Contacts.Lock(tx, tenant, contact) is not { Erased: null })
            throw new MissingException();
        if (May(tx, tenant, contact) == may)
            return;
        tx.Execute("UPDATE contacts SET approves = @since, version = version + 1 WHERE tenant_id = @tenant AND id = @contact", new { tenant, contact, since = may ? now : (Instant?)null });
        AuditTrail.Write(tx, tenant, by, may ? "contact.may-approve" : "contact.may-not-approve", $"contact:{contact}", "{}", now);
    }

    /// <summary>Those of an organisation who can come in.</summary>
    public static IReadOnlyList<Guid> Users(Session session, Guid tenant, string organisation) => session.Query<Guid>("""
        SELECT u.id FROM organisations o JOIN contacts c ON c.tenant_id = o.tenant_id AND c.organisation_id = o.id JOIN users u ON u.tenant_id = c.tenant_id AND u.contact_id = c.id
        WHERE o.tenant_id = @tenant AND o.handle = @organisation AND c.approves IS NOT NULL AND c.erased IS NULL AND u.disabled IS NULL ORDER BY u.id
        """, new { tenant, organisation });
}
