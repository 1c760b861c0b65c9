using NodaTime;
using Prazo.Storage;

namespace Prazo.Audit;

/// <summary>Who changed what. Rows hold ids, instants and categories only (S9); they get their place in the chain after the commit.</summary>
public static class AuditTrail
{
    /// <param name="action">What was done, such as <c>agreement.published</c>.</param>
    /// <param name="subject">To what, such as <c>agreement:suporte@2</c>.</param>
    /// <param name="content">What changed, as a JSON object without names, addresses or free text.</param>
    public static void Write(Tx tx, Guid tenant, string actor, string action, string subject, string content, Instant now) => tx.Execute("""
        INSERT INTO audit (tenant_id, id, at, actor, action, subject, content) VALUES (@tenant, @id, @now, @actor, @action, @subject, @content)
        """, new { tenant, id = Ids.New(now), now, actor, action, subject, content });
}
