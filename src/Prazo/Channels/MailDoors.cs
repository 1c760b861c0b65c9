using System.Security.Cryptography;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Channels;

/// <summary>Where a provider posts mail for an inbox.</summary>
public sealed record MailDoor
{
    public const string Postmark = "postmark", Mailgun = "mailgun";

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Inbox { get; init; } = "";
    public string Provider { get; init; } = "";
    /// <summary>From where answers are sent.</summary>
    public string Address { get; init; } = "";
    public string? SigningKey { get; init; }
    public byte[] Hash { get; init; } = [];
    public Instant Created { get; init; }
    public string CreatedBy { get; init; } = "";
    public Instant? Closed { get; init; }

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Who comes in by it: somebody who may do nothing but bring mail.</summary>
    public Principal Asker => new(TenantId, "mail:" + Inbox, null, new HashSet<Ability>());
}

/// <summary>By what a workspace knows its own mails again.</summary>
public sealed record MailKeys
{
    public Guid TenantId { get; init; }
    public byte[] ReplyKey { get; init; } = [];
    public string LoopMark { get; init; } = "";
}

public static class MailDoors
{
    private const string Prefix = "pm1";
    private const string Columns = "tenant_id, id, inbox, provider, address, signing_key, hash, created, created_by, closed";

    /// <summary>The door and the secret part of its path, shown this once.</summary>
    public static (MailDoor Door, string Token) Add(Tx tx, Guid tenant, string? inbox, string? provider, string? address, string? signingKey, string by, Instant now)
    {
        if (provider is not (MailDoor.Postmark or MailDoor.Mailgun))
            throw new RefusedException("unknown-provider", "provider", $"'{provider}' is no provider", "write postmark or mailgun");
        if (Mailbox.Of(address) is not { } box)
            throw new RefusedException("bad-address", "address", $"'{address}' is no address", "write the address from which answers are sent, such as help@example.com");
        if (string.IsNullOrWhiteSpace(inbox) || tx.Value<long>("SELECT COUNT(*) FROM inboxes WHERE tenant_id = @tenant AND name = @inbox", new { tenant, inbox }) == 0)
            throw new RefusedException("unknown-inbox", "inbox", $"there is no inbox {inbox}");
        var (token, hash) = Secrets.New(Prefix, tenant);
        var door = new MailDoor
        {
            TenantId = tenant, Id = Ids.New(now), Inbox = inbox, Provider = provider, Address = box.Address, SigningKey = string.IsNullOrEmpty(signingKey) ? null : signingKey,
            Hash = hash, Created = now, CreatedBy = by,
        };
        tx.Execute($"INSERT INTO mail_doors ({Columns}) VALUES (@TenantId, @Id, @Inbox, @Provider, @Address, @SigningKey, @Hash, @Created, @CreatedBy, @Closed)", door);
        tx.Execute("INSERT INTO mail_keys (tenant_id, reply_key, loop_mark) VALUES (@tenant, @key, @mark) ON CONFLICT (tenant_id) DO NOTHING",
            new { tenant, key = RandomNumberGenerator.GetBytes(32), mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) });
        AuditTrail.Write(tx, tenant, by, "mail-door.opened", $"mail-door:{door.Id}", "{}", now);
        return (door, token);
    }

    public static IReadOnlyList<MailDoor> All(Session session, Guid tenant) =>
        session.Query<MailDoor>($"SELECT {Columns} FROM mail_doors WHERE tenant_id = @tenant AND closed IS NULL ORDER BY id", new { tenant });

    public static MailDoor? Find(Session session, Guid tenant, Guid id) =>
        session.First<MailDoor>($"SELECT {Columns} FROM mail_doors WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>When mail last came in by each door.</summary>
    public static IReadOnlyDictionary<Guid, Instant> LastUsed(Session session, Guid tenant) => session.Query<Used>(
        "SELECT d.id AS door, (SELECT MAX(m.at) FROM mails m WHERE m.tenant_id = d.tenant_id AND m.door_id = d.id AND m.direction <> 'out') AS at FROM mail_doors d WHERE d.tenant_id = @tenant AND d.closed IS NULL", new { tenant })
        .Where(u => u.At is not null).ToDictionary(u => u.Door, u => u.At!.Value);

    private sealed record Used
    {
        public Guid Door { get; init; }
        public Instant? At { get; init; }
    }

    /// <summary>The door of a path; null for one that is none, or was closed. The workspace is part of the token, so that the look-up stays in one.</summary>
    public static MailDoor? Find(Session session, string token) => Secrets.Read(Prefix, token) is not var (tenant, hash) ? null :
        session.First<MailDoor>($"SELECT {Columns} FROM mail_doors WHERE tenant_id = @tenant AND hash = @hash AND closed IS NULL", new { tenant, hash });

    public static MailKeys? Keys(Session session, Guid tenant) =>
        session.First<MailKeys>("SELECT tenant_id, reply_key, loop_mark FROM mail_keys WHERE tenant_id = @tenant", new { tenant });

    public static bool Close(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        if (tx.Execute("UPDATE mail_doors SET closed = @now WHERE tenant_id = @tenant AND id = @id AND closed IS NULL", new { tenant, id, now }) == 0)
            return false;
        AuditTrail.Write(tx, tenant, by, "mail-door.closed", $"mail-door:{id}", "{}", now);
        return true;
    }
}
