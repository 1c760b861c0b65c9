using NodaTime;
using Prazo.Storage;

namespace Prazo.Agreements;

/// <summary>An agreement, or a file of calendars, being written.</summary>
public sealed record AgreementDraft
{
    public const string Agreement = "agreement", Calendar = "calendar";

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Kind { get; init; } = Agreement;
    public string Name { get; init; } = "";
    public string Source { get; init; } = "";
    /// <summary>Grows with every save.</summary>
    public long Revision { get; init; }
    public Instant Created { get; init; }
    public Instant Updated { get; init; }
    public string UpdatedBy { get; init; } = "";
}

public static class AgreementDrafts
{
    private const string Columns = "tenant_id, id, kind, name, source, revision, created, updated, updated_by";

    public static IReadOnlyList<AgreementDraft> All(Session session, Guid tenant, string kind) =>
        session.Query<AgreementDraft>($"SELECT {Columns} FROM agreement_drafts WHERE tenant_id = @tenant AND kind = @kind ORDER BY name, id", new { tenant, kind });

    public static AgreementDraft? Find(Session session, Guid tenant, string kind, Guid id) =>
        session.First<AgreementDraft>($"SELECT {Columns} FROM agreement_drafts WHERE tenant_id = @tenant AND id = @id AND kind = @kind", new { tenant, id, kind });

    public static AgreementDraft Create(Tx tx, Guid tenant, string kind, string name, string source, string by, Instant now)
    {
        var draft = new AgreementDraft { TenantId = tenant, Id = Ids.New(now), Kind = kind, Name = name, Source = source, Revision = 1, Created = now, Updated = now, UpdatedBy = by };
        tx.Execute($"INSERT INTO agreement_drafts ({Columns}) VALUES (@TenantId, @Id, @Kind, @Name, @Source, @Revision, @Created, @Updated, @UpdatedBy)", draft);
        return draft;
    }

    internal static AgreementDraft? Lock(Tx tx, Guid tenant, string kind, Guid id) =>
        tx.First<AgreementDraft>($"SELECT {Columns} FROM agreement_drafts WHERE tenant_id = @tenant AND id = @id AND kind = @kind{tx.Dialect.ForUpdate}", new { tenant, id, kind });

    /// <summary>Null when somebody else has saved since <paramref name="revision"/>.</summary>
    internal static AgreementDraft? Save(Tx tx, AgreementDraft draft, long revision)
    {
        var saved = draft with { Revision = revision + 1 };
        return tx.Execute("""
            UPDATE agreement_drafts SET name = @Name, source = @Source, revision = @Revision, updated = @Updated, updated_by = @UpdatedBy
            WHERE tenant_id = @TenantId AND id = @Id AND revision = @Revision - 1
            """, saved) == 0 ? null : saved;
    }

    public static bool Delete(Tx tx, Guid tenant, string kind, Guid id) =>
        tx.Execute("DELETE FROM agreement_drafts WHERE tenant_id = @tenant AND id = @id AND kind = @kind", new { tenant, id, kind }) == 1;
}
