using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Statements;

/// <summary>What the parties of an agreement say about publishing its results.</summary>
public sealed record ResultPage
{
    public Guid TenantId { get; init; }
    public string Agreement { get; init; } = "";
    public string Customer { get; init; } = "";
    public string Link { get; init; } = "";
    public Instant Proposed { get; init; }
    public string ProposedBy { get; init; } = "";
    public Instant? Consented { get; init; }
    public string? ConsentedBy { get; init; }
    public Instant? Withdrawn { get; init; }
    public string? WithdrawnBy { get; init; }

    public bool IsPublished => Consented is not null && Withdrawn is null;
    public bool IsOffered => Consented is null && Withdrawn is null;
    public string Path => "/results/" + Link;
}

/// <summary>Results of closed periods for whoever has the link: the provider proposes it, the customer consents, either withdraws. Without the consent of both there is no such page.</summary>
public static class ResultPages
{
    private const string Prefix = "pr1", Columns = "tenant_id, agreement, customer, link, proposed, proposed_by, consented, consented_by, withdrawn, withdrawn_by";

    /// <summary>Of the agreement and the customer of a statement; null where nobody has proposed it.</summary>
    public static ResultPage? Of(Session session, Statement statement) => statement.Customer is null ? null
        : session.First<ResultPage>($"SELECT {Columns} FROM result_pages WHERE tenant_id = @TenantId AND agreement = @Agreement AND customer = @Customer", statement);

    /// <summary>The provider would publish. What was withdrawn before gets another link, and needs another consent.</summary>
    public static ResultPage Propose(Tx tx, Statement statement, string by, Instant now)
    {
        if (statement.Customer is null)
            throw new RefusedException("no-customer", "", "the agreement names no single customer who could consent");
        if (tx.Execute("""
            INSERT INTO result_pages (tenant_id, agreement, customer, link, proposed, proposed_by) VALUES (@TenantId, @Agreement, @Customer, @link, @now, @by)
            ON CONFLICT (tenant_id, agreement, customer) DO UPDATE SET link = @link, proposed = @now, proposed_by = @by, consented = NULL, consented_by = NULL, withdrawn = NULL, withdrawn_by = NULL
            WHERE result_pages.withdrawn IS NOT NULL
            """, new { statement.TenantId, statement.Agreement, statement.Customer, link = Secrets.New(Prefix, statement.TenantId).Text, now, by }) == 0)
            throw new RefusedException("proposed-already", "", "it is proposed already");
        return Said(tx, statement, "results.proposed", by, now);
    }

    /// <summary>The customer agrees to what was proposed.</summary>
    public static ResultPage Consent(Tx tx, Statement statement, string by, Instant now)
    {
        if (tx.Execute("UPDATE result_pages SET consented = @now, consented_by = @by WHERE tenant_id = @TenantId AND agreement = @Agreement AND customer = @Customer AND consented IS NULL AND withdrawn IS NULL",
            new { statement.TenantId, statement.Agreement, statement.Customer, now, by }) == 0)
            throw new RefusedException("not-proposed", "", "nothing waits for a consent");
        return Said(tx, statement, "results.consented", by, now);
    }

    /// <summary>Either party takes it back: from now on there is no such page.</summary>
    public static ResultPage Withdraw(Tx tx, Statement statement, string by, Instant now)
    {
        if (tx.Execute("UPDATE result_pages SET withdrawn = @now, withdrawn_by = @by WHERE tenant_id = @TenantId AND agreement = @Agreement AND customer = @Customer AND withdrawn IS NULL",
            new { statement.TenantId, statement.Agreement, statement.Customer, now, by }) == 0)
            throw new RefusedException("not-proposed", "", "nothing is published or proposed");
        return Said(tx, statement, "results.withdrawn", by, now);
    }

    private static ResultPage Said(Tx tx, Statement statement, string action, string by, Instant now)
    {
        AuditTrail.Write(tx, statement.TenantId, by, action, $"agreement:{statement.Agreement}", JsonSerializer.Serialize(new { customer = statement.Customer }), now);
        return Of(tx, statement)!;
    }

    /// <summary>What a link shows: closed periods, the latest first; null where the parties do not both want it.</summary>
    public static (ResultPage Page, IReadOnlyList<Statement> Statements)? Find(Session session, string? link) =>
        Secrets.Read(Prefix, link) is var (tenant, _)
        && session.First<ResultPage>($"SELECT {Columns} FROM result_pages WHERE tenant_id = @tenant AND link = @link AND consented IS NOT NULL AND withdrawn IS NULL", new { tenant, link }) is { } page
            ? (page, [.. StatementStore.OfCustomer(session, tenant, page.Customer).Where(s => s.Agreement == page.Agreement && !s.Open)]) : null;
}
