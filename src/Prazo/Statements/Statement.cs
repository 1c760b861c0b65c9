using NodaTime;
using Prazo.Storage;

namespace Prazo.Statements;

/// <summary>An account of an agreement for a period, as it is kept.</summary>
public sealed record Statement
{
    public const string Draft = "draft", Closed = "closed", Accepted = "accepted";

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Agreement { get; init; } = "";
    public string FromDate { get; init; } = "";
    /// <summary>The first day after it.</summary>
    public string ToDate { get; init; } = "";
    public string State { get; init; } = Draft;
    /// <summary>Grows with every change of a draft.</summary>
    public long Revision { get; init; }
    public string Body { get; init; } = "";
    public string Hash { get; init; } = "";
    public Instant Drafted { get; init; }
    public string DraftedBy { get; init; } = "";
    public Instant? ContestUntil { get; init; }
    public Instant? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public Instant? AcceptedAt { get; init; }
    public string? AcceptedBy { get; init; }
    /// <summary>The one customer that the agreement names, by handle; null where it names none, or several.</summary>
    public string? Customer { get; init; }
    /// <summary>Of the agreement, as it was called then.</summary>
    public string Title { get; init; } = "";

    public StatementBody Content => StatementBody.Read(Body);
    public string ETag => $"\"{Revision}\"";
    public bool Open => State == Draft;
}

/// <summary>What was said of one item of a statement.</summary>
public sealed record StatementDispute
{
    public string Item { get; init; } = "";
    public Instant? Contested { get; init; }
    public string? ContestedBy { get; init; }
    public string? ContestText { get; init; }
    public Instant? AnswerDue { get; init; }
    public string? Word { get; init; }
    public string? Cause { get; init; }
    public Instant? Settled { get; init; }
    public string? SettledBy { get; init; }
    public string? SettledText { get; init; }

    /// <summary>Contested, and not answered yet.</summary>
    public bool Waits => Contested is not null && Settled is null;
}

internal static class StatementStore
{
    private const string Columns = "tenant_id, id, agreement, from_date, to_date, state, revision, body, hash, drafted, drafted_by, contest_until, closed AS closed_at, closed_by, accepted AS accepted_at, accepted_by, customer, title";
    private const string ItemColumns = "item, contested, contested_by, contest_text, answer_due, word, cause, settled, settled_by, settled_text";

    /// <summary>The latest period first.</summary>
    public static IReadOnlyList<Statement> All(Session session, Guid tenant) => session.Query<Statement>($"SELECT {Columns} FROM statements WHERE tenant_id = @tenant ORDER BY from_date DESC, agreement", new { tenant });

    /// <summary>The latest period first.</summary>
    public static IReadOnlyList<Statement> OfCustomer(Session session, Guid tenant, string customer) =>
        session.Query<Statement>($"SELECT {Columns} FROM statements WHERE tenant_id = @tenant AND customer = @customer ORDER BY from_date DESC, agreement", new { tenant, customer });

    public static Statement? Find(Session session, Guid tenant, Guid id) => session.First<Statement>($"SELECT {Columns} FROM statements WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>Locked until the transaction ends.</summary>
    public static Statement? Lock(Tx tx, Guid tenant, Guid id) => tx.First<Statement>($"SELECT {Columns} FROM statements WHERE tenant_id = @tenant AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id });

    public static Statement? Of(Session session, Guid tenant, string agreement, string from) =>
        session.First<Statement>($"SELECT {Columns} FROM statements WHERE tenant_id = @tenant AND agreement = @agreement AND from_date = @from", new { tenant, agreement, from });

    /// <summary>Closed ones that ended by a day and not before another, the latest first.</summary>
    public static IReadOnlyList<StatementBody> Past(Session session, Guid tenant, string agreement, string since, string before) => [.. session.Query<string>(
        "SELECT body FROM statements WHERE tenant_id = @tenant AND agreement = @agreement AND to_date > @since AND to_date <= @before AND state <> 'draft' ORDER BY from_date DESC", new { tenant, agreement, since, before }).Select(StatementBody.Read)];

    public static IReadOnlyList<StatementDispute> Disputes(Session session, Guid tenant, Guid statement) =>
        session.Query<StatementDispute>($"SELECT {ItemColumns} FROM statement_items WHERE tenant_id = @tenant AND statement_id = @statement ORDER BY item", new { tenant, statement });

    /// <summary>False when another was faster.</summary>
    public static bool Insert(Tx tx, Statement s, byte[] bundle)
    {
        if (tx.Execute("""
            INSERT INTO statements (tenant_id, id, agreement, from_date, to_date, state, revision, body, hash, drafted, drafted_by, contest_until, customer, title)
            VALUES (@TenantId, @Id, @Agreement, @FromDate, @ToDate, @State, @Revision, @Body, @Hash, @Drafted, @DraftedBy, @ContestUntil, @Customer, @Title) ON CONFLICT (tenant_id, agreement, from_date) DO NOTHING
            """, s) == 0)
            return false;
        tx.Execute("INSERT INTO statement_bundles (tenant_id, statement_id, content) VALUES (@TenantId, @Id, @bundle)", new { s.TenantId, s.Id, bundle });
        return true;
    }

    public static void Update(Tx tx, Statement s) => tx.Execute("""
        UPDATE statements SET state = @State, revision = @Revision, body = @Body, hash = @Hash, closed = @ClosedAt, closed_by = @ClosedBy, accepted = @AcceptedAt, accepted_by = @AcceptedBy WHERE tenant_id = @TenantId AND id = @Id
        """, s);

    public static void Delete(Tx tx, Statement s)
    {
        StatementTalk.Delete(tx, s);
        foreach (var sql in new[] { "DELETE FROM statement_items WHERE tenant_id = @TenantId AND statement_id = @Id", "DELETE FROM statement_bundles WHERE tenant_id = @TenantId AND statement_id = @Id", "DELETE FROM statements WHERE tenant_id = @TenantId AND id = @Id" })
            tx.Execute(sql, s);
    }

    public static byte[] Bundle(Session session, Guid tenant, Guid statement) => session.Value<byte[]>("SELECT content FROM statement_bundles WHERE tenant_id = @tenant AND statement_id = @statement", new { tenant, statement })!;

    public static void SetBundle(Tx tx, Statement s, byte[] bundle) => tx.Execute("UPDATE statement_bundles SET content = @bundle WHERE tenant_id = @TenantId AND statement_id = @Id", new { s.TenantId, s.Id, bundle });

    public static void Keep(Tx tx, Guid tenant, Guid statement, StatementDispute d) => tx.Execute($"""
        INSERT INTO statement_items (tenant_id, statement_id, {ItemColumns})
        VALUES (@tenant, @statement, @Item, @Contested, @ContestedBy, @ContestText, @AnswerDue, @Word, @Cause, @Settled, @SettledBy, @SettledText)
        ON CONFLICT (tenant_id, statement_id, item) DO UPDATE SET contested = @Contested, contested_by = @ContestedBy, contest_text = @ContestText, answer_due = @AnswerDue,
          word = @Word, cause = @Cause, settled = @Settled, settled_by = @SettledBy, settled_text = @SettledText
        """, new { tenant, statement, d.Item, d.Contested, d.ContestedBy, d.ContestText, d.AnswerDue, d.Word, d.Cause, d.Settled, d.SettledBy, d.SettledText });
}
