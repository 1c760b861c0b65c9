using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Statements;

/// <summary>What somebody said or did about a statement. It never changes.</summary>
public sealed record StatementEntry
{
    public const string Drafted = "drafted", Contested = "contested", Accepted = "accepted", Closed = "closed";

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid StatementId { get; init; }
    /// <summary>Of which item; empty: of the whole.</summary>
    public string Item { get; init; } = "";
    /// <summary><see cref="Drafted"/>, <see cref="Contested"/>, <see cref="Accepted"/>, <see cref="Closed"/>, or a <see cref="SettlementWord"/>.</summary>
    public string Kind { get; init; } = "";
    public string? Cause { get; init; }
    public string? Said { get; init; }
    public string ByActor { get; init; } = "";
    public Instant At { get; init; }
}

/// <summary>Evidence that came with what was said.</summary>
public sealed record StatementFile
{
    public Guid Id { get; init; }
    public Guid EntryId { get; init; }
    public string Name { get; init; } = "";
    public long Size { get; init; }
}

/// <summary>The history of a statement, in order, with its evidence.</summary>
public static class StatementTalk
{
    private const int MostFiles = 10;
    private const string Columns = "tenant_id, id, statement_id, item, kind, cause, said, by_actor, at";

    /// <summary>The earliest first.</summary>
    public static IReadOnlyList<StatementEntry> Of(Session session, Statement statement) =>
        session.Query<StatementEntry>($"SELECT {Columns} FROM statement_entries WHERE tenant_id = @TenantId AND statement_id = @Id ORDER BY at, id", statement);

    public static IReadOnlyList<StatementFile> Files(Session session, Statement statement) => session.Query<StatementFile>(
        "SELECT id, entry_id, name, size FROM attachments WHERE tenant_id = @TenantId AND entry_id IN (SELECT e.id FROM statement_entries e WHERE e.tenant_id = @TenantId AND e.statement_id = @Id) ORDER BY id", statement);

    /// <summary>A file of the statement; none of another's.</summary>
    public static (Attachment About, byte[] Bytes)? File(Session session, Statement statement, Guid id) =>
        Files(session, statement).Any(f => f.Id == id) ? Attachments.OfEntry(session, statement.TenantId, id) : null;

    /// <param name="files">Uploaded before by who says it.</param>
    internal static void Say(Tx tx, Statement statement, string item, string kind, string? cause, string? said, IReadOnlyList<Guid>? files, string by, Instant now)
    {
        if (files?.Count > MostFiles)
            throw new RefusedException("too-many", "attachments", $"at most {MostFiles} files at once");
        var entry = new StatementEntry { TenantId = statement.TenantId, Id = Ids.New(now), StatementId = statement.Id, Item = item, Kind = kind, Cause = cause, Said = said, ByActor = by, At = now };
        tx.Execute($"INSERT INTO statement_entries ({Columns}) VALUES (@TenantId, @Id, @StatementId, @Item, @Kind, @Cause, @Said, @ByActor, @At)", entry);
        foreach (var file in files ?? [])
            Attachments.AttachToEntry(tx, statement.TenantId, entry.Id, file, by);
    }

    /// <summary>A draft that is taken back takes its history along.</summary>
    internal static void Delete(Tx tx, Statement statement)
    {
        const string Entries = "SELECT e.id FROM statement_entries e WHERE e.tenant_id = @TenantId AND e.statement_id = @Id";
        tx.Execute($"DELETE FROM attachment_bytes WHERE tenant_id = @TenantId AND id IN (SELECT a.id FROM attachments a WHERE a.tenant_id = @TenantId AND a.entry_id IN ({Entries}))", statement);
        tx.Execute($"DELETE FROM attachments WHERE tenant_id = @TenantId AND entry_id IN ({Entries})", statement);
        tx.Execute("DELETE FROM statement_entries WHERE tenant_id = @TenantId AND statement_id = @Id", statement);
        tx.Execute("DELETE FROM statement_notices WHERE tenant_id = @TenantId AND statement_id = @Id", statement);
    }
}
