using NodaTime;
using Prazo.Storage;

namespace Prazo.Notifications;

/// <summary>A notification with what it is about, for its reader.</summary>
public sealed record NoticeShown
{
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string? Words { get; init; }
    public Instant Made { get; init; }
    public Instant? Read { get; init; }
    public long? Number { get; init; }
    public string? Subject { get; init; }
    /// <summary>Of what was said of a clock.</summary>
    public string? Target { get; init; }
    public string? Stage { get; init; }
    public Instant? At { get; init; }
    /// <summary>Where it leads, when it is about no ticket.</summary>
    public string? Path { get; init; }
}

public static class NoticeQueries
{
    private const string Shown = """
        SELECT n.id, n.kind, n.path, n.words, n.made, n.read, t.number, x.body AS subject, a.target, a.stage, a.at FROM notifications n
        LEFT JOIN tickets t ON t.tenant_id = n.tenant_id AND t.id = n.ticket_id
        LEFT JOIN ticket_texts x ON x.tenant_id = n.tenant_id AND x.ticket_id = n.ticket_id AND x.kind = 'subject' AND x.about = ''
        LEFT JOIN alerts a ON a.tenant_id = n.tenant_id AND a.fact_id = n.fact_id AND a.user_id = n.user_id
        WHERE n.tenant_id = @tenant AND n.user_id = @user
        """;

    /// <summary>A person's own, read or not, newest first, before a place.</summary>
    public static IReadOnlyList<NoticeShown> Of(Session session, Guid tenant, Guid user, bool read, Guid? before, int most) => session.Query<NoticeShown>(
        $"{Shown} AND n.read IS {(read ? "NOT " : "")}NULL{(before is null ? "" : " AND n.id < @before")} ORDER BY n.id DESC LIMIT @most", new { tenant, user, before, most });

    public static NoticeShown? Find(Session session, Guid tenant, Guid user, Guid id) => session.First<NoticeShown>($"{Shown} AND n.id = @id", new { tenant, user, id });
}
