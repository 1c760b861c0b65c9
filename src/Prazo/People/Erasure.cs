using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.People;

/// <summary>Forgets a person: names, addresses and texts go with their salts. Events, verdicts and the audit hold ids and handles only (S9), so clocks replay as before and the chain stays whole.</summary>
public static class Erasure
{
    /// <summary>A contact, what they wrote, and every text of the tickets that were opened for them; a user that they are, too.</summary>
    public static void OfContact(Tx tx, Contact contact, string by, Instant now)
    {
        if (contact.Erased is not null)
            return;
        var tenant = contact.TenantId;
        var who = PersonalData.Who(tenant, contact.Id, null);
        var tickets = tx.Query<Guid>(PersonalData.TheirTickets, who);
        var address = tx.Value<string>("SELECT email_key FROM contact_details WHERE tenant_id = @tenant AND contact_id = @Id", new { tenant, contact.Id });
        var written = tx.Query<Guid>($"SELECT DISTINCT ticket_id FROM messages WHERE tenant_id = @tenant AND author IN ({PersonalData.TheirHandles})", who);
        var messages = DeletedTexts.OfMessages(tx, tenant, tx.Query<Guid>($"SELECT id FROM messages WHERE tenant_id = @tenant AND author IN ({PersonalData.TheirHandles})", who));
        foreach (var ticket in tickets)
            messages += DeletedTexts.OfTicket(tx, tenant, ticket);
        foreach (var review in tx.Query<Guid>($"SELECT id FROM review_requests WHERE tenant_id = @tenant AND asked_by IN (SELECT 'user:' || x.handle FROM ({PersonalData.TheirHandles}) x)", who))
            tx.Execute("DELETE FROM ticket_texts WHERE tenant_id = @tenant AND about = @about", new { tenant, about = review.ToString() });
        DeletedTexts.OfAddress(tx, tenant, address);
        DeletedTexts.FromSearch(tx, tenant, tickets.Concat(written));
        foreach (var user in UserStore.All(tx, tenant).Where(u => u.ContactId == contact.Id))
        {
            DeletedTexts.OfStatements(tx, tenant, user.Actor);
            OfUser(tx, user, by, now);
        }
        tx.Execute("DELETE FROM contact_details WHERE tenant_id = @tenant AND contact_id = @Id", new { tenant, contact.Id });
        tx.Execute("UPDATE contacts SET erased = @now, version = version + 1 WHERE tenant_id = @tenant AND id = @Id", new { tenant, contact.Id, now });
        AuditTrail.Write(tx, tenant, by, "contact.erased", $"contact:{contact.Id}", JsonSerializer.Serialize(new { tickets = tickets.Count, messages }), now);
    }

    /// <summary>A user: they can never come in again. What they did stays, under their handle.</summary>
    public static void OfUser(Tx tx, User user, string by, Instant now)
    {
        if (user.Erased is not null)
            return;
        var disabled = Users.Disable(tx, user, by, now);
        DeletedTexts.OfAddress(tx, user.TenantId, Workspaces.Handles.Key(user.Email));
        OwnReports(tx, user);
        UserStore.SetPassword(tx, user.TenantId, user.Id, null);
        UserStore.Update(tx, disabled with { Name = null, Email = null, Locale = null, Zone = null, Erased = now });
        tx.Execute("DELETE FROM one_time_links WHERE tenant_id = @TenantId AND user_id = @Id", new { user.TenantId, user.Id });
        tx.Execute("DELETE FROM notifications WHERE tenant_id = @TenantId AND user_id = @Id", new { user.TenantId, user.Id });
        // A mail server that refuses a letter may say to whom it was.
        tx.Execute("UPDATE outbox SET fault = NULL WHERE tenant_id = @TenantId AND kind = @kind AND fault IS NOT NULL AND content LIKE @named",
            new { user.TenantId, kind = Notifications.Notices.MailKind, named = $"%{user.Id}%" });
        var actor = "user:" + user.Handle;
        tx.Execute("DELETE FROM views WHERE tenant_id = @TenantId AND owner = @actor", new { user.TenantId, actor });
        tx.Execute("UPDATE agreement_opinions SET comment = NULL WHERE tenant_id = @TenantId AND actor = @actor", new { user.TenantId, actor });
        DeletedTexts.NeverSent(tx, user.TenantId, actor);
        // The name under an approval stays: it proves a contract.
        tx.Execute("UPDATE proposal_answers SET reason = NULL WHERE tenant_id = @TenantId AND by_actor = @actor", new { user.TenantId, actor });
        tx.Execute("DELETE FROM notification_settings WHERE tenant_id = @TenantId AND user_id = @Id", new { user.TenantId, user.Id });
        tx.Execute("DELETE FROM desk_choices WHERE tenant_id = @TenantId AND user_id = @Id", new { user.TenantId, user.Id });
        tx.Execute("DELETE FROM presences WHERE tenant_id = @TenantId AND user_id = @Id", new { user.TenantId, user.Id });
        tx.Execute("DELETE FROM pending_acts WHERE tenant_id = @TenantId AND person_id = @Id", new { user.TenantId, user.Id });
        tx.Execute("DELETE FROM team_members WHERE tenant_id = @TenantId AND user_id = @Id", new { user.TenantId, user.Id });
        AuditTrail.Write(tx, user.TenantId, by, "user.erased", Users.Subject(user), "{}", now);
    }

    /// <summary>What nobody else could open.</summary>
    private static void OwnReports(Tx tx, User user)
    {
        const string Own = "SELECT r.id FROM saved_reports r WHERE r.tenant_id = @TenantId AND r.owner_id = @Id AND r.shared = 0";
        tx.Execute($"DELETE FROM report_stops WHERE tenant_id = @TenantId AND report_id IN ({Own})", user);
        tx.Execute($"DELETE FROM report_mails WHERE tenant_id = @TenantId AND report_id IN ({Own})", user);
        tx.Execute("DELETE FROM saved_reports WHERE tenant_id = @TenantId AND owner_id = @Id AND shared = 0", user);
    }
}
