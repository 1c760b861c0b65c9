using NodaTime;
using Prazo.Storage;

namespace Prazo.Improvement;

/// <summary>An agreement's review of one period.</summary>
public sealed record AgreementReview
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Agreement { get; init; } = "";
    /// <summary>Such as 2026-Q1.</summary>
    public string Period { get; init; } = "";
    public Instant Since { get; init; }
    public Instant Until { get; init; }
    public Instant Opened { get; init; }
    public Instant? Closed { get; init; }
    public string? ClosedBy { get; init; }
    public Guid? DraftId { get; init; }
}

/// <summary>A proposal, a decision or an action of a review.</summary>
public sealed record ReviewItem
{
    public const string Proposal = "proposal", Decision = "decision", Action = "action";

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid ReviewId { get; init; }
    public string Kind { get; init; } = "";
    public string Body { get; init; } = "";
    /// <summary>The handle of who does it.</summary>
    public string? Owner { get; init; }
    public Instant? Due { get; init; }
    public Instant? Done { get; init; }
    public string? DoneBy { get; init; }
    public Instant? Told { get; init; }
    public Instant Made { get; init; }
    public string MadeBy { get; init; } = "";

    public bool IsLate(Instant now) => Kind == Action && Done is null && Due <= now;
}

internal static class AgreementReviewStore
{
    private const string Columns = "tenant_id, id, agreement, period, since, until, opened, closed, closed_by, draft_id";
    private const string ItemColumns = "tenant_id, id, review_id, kind, body, owner, due, done, done_by, told, made, made_by";

    public static IReadOnlyList<AgreementReview> All(Session session, Guid tenant) => session.Query<AgreementReview>($"SELECT {Columns} FROM agreement_reviews WHERE tenant_id = @tenant ORDER BY id DESC", new { tenant });

    public static AgreementReview? Get(Session session, Guid tenant, Guid id) => session.First<AgreementReview>($"SELECT {Columns} FROM agreement_reviews WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    public static AgreementReview? Lock(Tx tx, Guid tenant, Guid id) => tx.First<AgreementReview>($"SELECT {Columns} FROM agreement_reviews WHERE tenant_id = @tenant AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id });

    /// <summary>False when the period has one already.</summary>
    public static bool Insert(Tx tx, AgreementReview review) => tx.Execute($"""
        INSERT INTO agreement_reviews ({Columns}) VALUES (@TenantId, @Id, @Agreement, @Period, @Since, @Until, @Opened, NULL, NULL, NULL) ON CONFLICT (tenant_id, agreement, period) DO NOTHING
        """, review) == 1;

    public static void Update(Tx tx, AgreementReview review) =>
        tx.Execute("UPDATE agreement_reviews SET closed = @Closed, closed_by = @ClosedBy, draft_id = @DraftId WHERE tenant_id = @TenantId AND id = @Id", review);

    public static IReadOnlyList<ReviewItem> Items(Session session, Guid tenant, Guid review) => session.Query<ReviewItem>($"SELECT {ItemColumns} FROM review_items WHERE tenant_id = @tenant AND review_id = @review ORDER BY id", new { tenant, review });

    /// <summary>Actions that are not done, the one due first before the others.</summary>
    public static IReadOnlyList<ReviewItem> OpenActions(Session session, Guid tenant) =>
        session.Query<ReviewItem>($"SELECT {ItemColumns} FROM review_items WHERE tenant_id = @tenant AND due IS NOT NULL AND done IS NULL ORDER BY due, id", new { tenant });

    public static ReviewItem? Item(Tx tx, Guid tenant, Guid review, Guid id) =>
        tx.First<ReviewItem>($"SELECT {ItemColumns} FROM review_items WHERE tenant_id = @tenant AND id = @id AND review_id = @review{tx.Dialect.ForUpdate}", new { tenant, review, id });

    public static void Insert(Tx tx, ReviewItem item) => tx.Execute($"INSERT INTO review_items ({ItemColumns}) VALUES (@TenantId, @Id, @ReviewId, @Kind, @Body, @Owner, @Due, NULL, NULL, NULL, @Made, @MadeBy)", item);

    public static void Done(Tx tx, ReviewItem item) => tx.Execute("UPDATE review_items SET done = @Done, done_by = @DoneBy WHERE tenant_id = @TenantId AND id = @Id", item);

    /// <summary>Late actions whose owners were not told; told from now on.</summary>
    public static IReadOnlyList<ReviewItem> TellLate(Tx tx, Guid tenant, Instant now)
    {
        var late = tx.Query<ReviewItem>($"SELECT {ItemColumns} FROM review_items WHERE tenant_id = @tenant AND due <= @now AND done IS NULL AND told IS NULL ORDER BY due, id{tx.Dialect.ForUpdate}", new { tenant, now });
        tx.Execute("UPDATE review_items SET told = @now WHERE tenant_id = @TenantId AND id = @Id", late.Select(i => new { i.TenantId, i.Id, now }));
        return late;
    }

    public static IReadOnlyList<Guid> Waiting(Session session, Instant now) =>
        session.Query<Guid>("SELECT w.tenant_id FROM workspaces w LEFT JOIN review_looks l ON l.tenant_id = w.tenant_id WHERE l.next IS NULL OR l.next <= @now ORDER BY w.tenant_id", new { now });

    /// <summary>True for who takes the turn: somebody else may have looked meanwhile.</summary>
    public static bool Looks(Tx tx, Guid tenant, Instant now, Instant next) => tx.Execute("""
        INSERT INTO review_looks (tenant_id, next) VALUES (@tenant, @next) ON CONFLICT (tenant_id) DO UPDATE SET next = @next WHERE review_looks.next <= @now
        """, new { tenant, now, next }) == 1;
}
