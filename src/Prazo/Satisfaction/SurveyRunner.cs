using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;

namespace Prazo.Satisfaction;

/// <summary>Asks, reminds and ends surveys that are due, each in a transaction of its own under its ticket's lock: whichever process comes first does it, and who comes second finds it done.</summary>
public sealed class SurveyRunner(Db db, PublishedAgreements agreements)
{
    private const int MostInTurn = 100;

    public async Task<int> Step(Instant now)
    {
        var waiting = await db.Read(s => s.Query<Waiting>("""
            SELECT u.tenant_id, u.id, u.ticket_id FROM workspaces w JOIN surveys u ON u.tenant_id = w.tenant_id WHERE u.due <= @now ORDER BY u.due, u.tenant_id, u.id LIMIT @MostInTurn
            """, new { now, MostInTurn }));
        var done = 0;
        foreach (var row in waiting)
            done += await db.Write(tx => Surveys.Turn(tx, agreements, row.TenantId, row.Id, row.TicketId, now)) ? 1 : 0;
        return done;
    }

    private sealed record Waiting
    {
        public Guid TenantId { get; init; }
        public Guid Id { get; init; }
        public Guid TicketId { get; init; }
    }
}
