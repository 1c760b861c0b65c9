using System.Text.Json;
using NodaTime;
using Prazo.Outbox;
using Prazo.Storage;

namespace Prazo.Notifications;

/// <summary>Something a person is told.</summary>
public sealed record Notification
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    /// <summary><c>warned</c>, <c>breached</c>, <c>withdrawn</c>, <c>automation</c>, <c>webhook-disabled</c>, …</summary>
    public string Kind { get; init; } = "";
    public Guid? TicketId { get; init; }
    /// <summary>Of what was said of a clock.</summary>
    public Guid? FactId { get; init; }
    public string? Words { get; init; }
    public Instant Made { get; init; }
    public Instant? Read { get; init; }
    public Instant? MailDue { get; init; }
    public Instant? Mailed { get; init; }
    /// <summary>Where it leads, on this server, when it is about no ticket.</summary>
    public string? Path { get; init; }
}

/// <summary>Tells people: in the app at once, by mail when their settings say.</summary>
public static class Notices
{
    public const string MailKind = "notice-mail";

    private const string Columns = "tenant_id, id, user_id, kind, ticket_id, fact_id, words, made, read, mail_due, mailed, path";

    public static Guid Tell(Tx tx, Guid tenant, Guid user, string kind, Guid? ticket, Guid? fact, string? words, Instant now, bool byMail = true, string? path = null)
    {
        var id = Ids.New(now);
        var due = !byMail ? null : NotificationSettings.Of(tx, tenant, user).MailDue(kind, now);
        tx.Execute("""
            INSERT INTO notifications (tenant_id, id, user_id, kind, ticket_id, fact_id, words, made, mail_due, path) VALUES (@tenant, @id, @user, @kind, @ticket, @fact, @words, @now, @due, @path)
            """, new { tenant, id, user, kind, ticket, fact, words, now, due, path });
        return id;
    }

    /// <summary>What was taken back before its mail went is not mailed; true when no mail of it went.</summary>
    internal static bool HoldMail(Tx tx, Guid tenant, Guid user, Guid fact)
    {
        tx.Execute("UPDATE notifications SET mail_due = NULL WHERE tenant_id = @tenant AND fact_id = @fact AND user_id = @user", new { tenant, fact, user });
        return tx.Value<long>("SELECT COUNT(*) FROM notifications WHERE tenant_id = @tenant AND fact_id = @fact AND user_id = @user AND mailed IS NOT NULL", new { tenant, fact, user }) == 0;
    }

    /// <summary>A person's own, newest first, before a place.</summary>
    public static IReadOnlyList<Notification> Of(Session session, Guid tenant, Guid user, bool unread, Guid? before, int most) => session.Query<Notification>($"""
        SELECT {Columns} FROM notifications WHERE tenant_id = @tenant AND user_id = @user{(unread ? " AND read IS NULL" : "")}{(before is null ? "" : " AND id < @before")}
        ORDER BY id DESC LIMIT @most
        """, new { tenant, user, before, most });

    public static IReadOnlyList<Notification> Of(Session session, Guid tenant, Guid user, IEnumerable<Guid> ids) => [.. ids.Select(id => session.First<Notification>(
        $"SELECT {Columns} FROM notifications WHERE tenant_id = @tenant AND id = @id AND user_id = @user", new { tenant, id, user })).OfType<Notification>()];

    public static long Unread(Session session, Guid tenant, Guid user) =>
        session.Value<long>("SELECT COUNT(*) FROM notifications WHERE tenant_id = @tenant AND user_id = @user AND read IS NULL", new { tenant, user });

    /// <summary>False when the person has none such.</summary>
    public static bool MarkRead(Tx tx, Guid tenant, Guid user, Guid id, Instant now) =>
        tx.Execute("UPDATE notifications SET read = COALESCE(read, @now) WHERE tenant_id = @tenant AND id = @id AND user_id = @user", new { tenant, user, id, now }) == 1;

    public static int MarkAllRead(Tx tx, Guid tenant, Guid user, Instant now) =>
        tx.Execute("UPDATE notifications SET read = @now WHERE tenant_id = @tenant AND user_id = @user AND read IS NULL", new { tenant, user, now });
}

/// <summary>Puts what is due by mail into the outbox: what is due for one person at once goes in one mail; what was read meanwhile in none.</summary>
public sealed class NoticeMailRunner(Db db)
{
    private const int MostInTurn = 500;

    public async Task<int> Step(Instant now)
    {
        var waiting = await db.Read(s => s.Query<Guid>("""
            SELECT tenant_id FROM (SELECT w.tenant_id, (SELECT MIN(n.mail_due) FROM notifications n WHERE n.tenant_id = w.tenant_id AND n.mail_due IS NOT NULL) AS due FROM workspaces w) AS waiting
            WHERE due <= @now ORDER BY due, tenant_id
            """, new { now }));
        var done = 0;
        foreach (var tenant in waiting)
            done += await db.Write(tx => Collect(tx, tenant, now));
        return done;
    }

    private static int Collect(Tx tx, Guid tenant, Instant now)
    {
        var due = tx.Query<Notification>($"""
            SELECT id, user_id, read FROM notifications WHERE tenant_id = @tenant AND mail_due <= @now ORDER BY mail_due, id LIMIT @MostInTurn{tx.Dialect.ForUpdate}
            """, new { tenant, now, MostInTurn });
        foreach (var person in due.GroupBy(n => n.UserId))
        {
            var unread = person.Where(n => n.Read is null).Select(n => n.Id).ToList();
            if (unread.Count > 0)
                OutboxStore.Put(tx, tenant, Notices.MailKind, JsonSerializer.Serialize(new NoticeMail(person.Key, unread), JsonSerializerOptions.Web), now);
        }
        foreach (var n in due)
            tx.Execute("UPDATE notifications SET mail_due = NULL, mailed = @mailed WHERE tenant_id = @tenant AND id = @Id", new { tenant, n.Id, mailed = n.Read is null ? now : (Instant?)null });
        return due.Count;
    }
}

/// <summary>What an outbox row of a mail to a person holds: ids only, so that nothing of it outlives the person.</summary>
internal sealed record NoticeMail(Guid User, IReadOnlyList<Guid> Notifications);
