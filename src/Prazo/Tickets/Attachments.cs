using System.Security.Cryptography;
using NodaTime;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>A file: uploaded first, then attached to a message.</summary>
public sealed record Attachment
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid? MessageId { get; init; }
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
    public long Size { get; init; }
    public byte[] Sha256 { get; init; } = [];
    public byte[] Salt { get; init; } = [];
    public Instant Made { get; init; }
    public string MadeBy { get; init; } = "";
    /// <summary>By what the message's HTML names it, as <c>cid:…</c>.</summary>
    public string? ContentId { get; init; }
}

public static class Attachments
{
    public const long MostBytes = 20L << 20;
    private const int LongestName = 200, MostOfMessage = 50;
    private const string Columns = "tenant_id, id, message_id, name, type, size, sha256, salt, made, made_by, content_id";

    public static Attachment Upload(Act act, string? name, string? type, byte[] bytes, string? contentId = null)
    {
        if (bytes.Length is 0 or > (int)MostBytes)
            throw new RefusedException(bytes.Length == 0 ? "empty-file" : "too-large", "", "a file has 1 byte to 20 MB");
        var attachment = new Attachment
        {
            TenantId = act.Tenant, Id = Ids.New(act.Now), Name = Path.GetFileName(Inputs.Value("name", Inputs.Needed("name", name, LongestName)).Replace('\\', '/')),
            Type = MediaType(type), Size = bytes.Length, Sha256 = SHA256.HashData(bytes), Salt = TicketTexts.Salt(), Made = act.Now, MadeBy = act.Asker.Actor, ContentId = contentId,
        };
        act.Tx.Execute($"INSERT INTO attachments ({Columns}) VALUES (@TenantId, @Id, NULL, @Name, @Type, @Size, @Sha256, @Salt, @Made, @MadeBy, @ContentId)", attachment);
        act.Tx.Execute("INSERT INTO attachment_bytes (tenant_id, id, bytes) VALUES (@TenantId, @Id, @bytes)", new { attachment.TenantId, attachment.Id, bytes });
        return attachment;
    }

    private static string MediaType(string? type) =>
        type is { Length: > 2 and <= 100 } && type.Count(c => c == '/') == 1 && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '+' or '-') ? type.ToLowerInvariant() : "application/octet-stream";

    /// <summary>Each belongs to one message, and is attached by who uploaded it.</summary>
    internal static void Attach(Act act, Guid message, IReadOnlyList<Guid> attachments)
    {
        if (attachments.Count > MostOfMessage)
            throw new RefusedException("too-many", "attachments", $"a message has at most {MostOfMessage} attachments");
        foreach (var id in attachments)
            if (act.Tx.Execute("UPDATE attachments SET message_id = @message WHERE tenant_id = @Tenant AND id = @id AND message_id IS NULL AND entry_id IS NULL AND made_by = @Actor",
                new { act.Tenant, message, id, act.Asker.Actor }) != 1)
                throw new RefusedException("unknown-attachment", "attachments", $"there is no attachment {id} of yours that waits for a message", "upload it first; it is attached once");
    }

    /// <summary>To what was said about a statement, by who uploaded it.</summary>
    internal static void AttachToEntry(Tx tx, Guid tenant, Guid entry, Guid id, string actor)
    {
        if (tx.Execute("UPDATE attachments SET entry_id = @entry WHERE tenant_id = @tenant AND id = @id AND message_id IS NULL AND entry_id IS NULL AND made_by = @actor", new { tenant, entry, id, actor }) != 1)
            throw new RefusedException("unknown-attachment", "attachments", $"there is no attachment {id} of yours that waits", "upload it first; it is attached once");
    }

    /// <summary>With its bytes; the caller has seen to it that it may be read.</summary>
    internal static (Attachment About, byte[] Bytes)? OfEntry(Session session, Guid tenant, Guid id) =>
        session.First<Attachment>($"SELECT {Columns} FROM attachments WHERE tenant_id = @tenant AND id = @id AND entry_id IS NOT NULL", new { tenant, id }) is { } about
            && session.Value<byte[]>("SELECT bytes FROM attachment_bytes WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) is { } bytes ? (about, bytes) : null;

    public static IReadOnlyList<Attachment> Of(Session session, Guid tenant, Guid ticket) => session.Query<Attachment>($"""
        SELECT {Columns} FROM attachments WHERE tenant_id = @tenant AND message_id IN
          (SELECT m.id FROM messages m WHERE m.tenant_id = @tenant AND m.ticket_id IN
            (SELECT @ticket UNION ALL SELECT l.ticket_id FROM ticket_links l WHERE l.tenant_id = @tenant AND l.other_id = @ticket AND l.kind = 'merged-into'))
        ORDER BY id
        """, new { tenant, ticket });

    /// <summary>With its bytes: for those who see the tickets of the workspace, once it is attached; before that for who uploaded it.</summary>
    public static (Attachment About, byte[] Bytes)? Find(Session session, Guid tenant, Guid id, string actor) =>
        session.First<Attachment>($"SELECT {Columns} FROM attachments WHERE tenant_id = @tenant AND id = @id AND (message_id IS NOT NULL OR made_by = @actor)", new { tenant, id, actor }) is { } about
            && session.Value<byte[]>("SELECT bytes FROM attachment_bytes WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) is { } bytes ? (about, bytes) : null;

    /// <summary>Those of one message are attached to another as well, which has been split off.</summary>
    internal static void Copy(Act act, Guid from, Guid to)
    {
        foreach (var a in act.Tx.Query<Attachment>($"SELECT {Columns} FROM attachments WHERE tenant_id = @Tenant AND message_id = @from ORDER BY id", new { act.Tenant, from }))
        {
            var copy = a with { Id = Ids.New(act.Now), MessageId = to };
            act.Tx.Execute($"INSERT INTO attachments ({Columns}) VALUES (@TenantId, @Id, @MessageId, @Name, @Type, @Size, @Sha256, @Salt, @Made, @MadeBy, @ContentId)", copy);
            act.Tx.Execute("INSERT INTO attachment_bytes (tenant_id, id, bytes) SELECT tenant_id, @copy, bytes FROM attachment_bytes WHERE tenant_id = @Tenant AND id = @original",
                new { act.Tenant, copy = copy.Id, original = a.Id });
        }
    }
}
