using NodaTime;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Desk;

/// <summary>Does what nobody took back: in one transaction with the end of its waiting, so that it is done once, whenever a server stops. Without a timer of its own (S10).</summary>
public sealed class PendingActRunner(Db db, TicketLog log)
{
    public const string Refused = "unsent";

    private const int MostInTurn = 100;

    /// <summary>What was taken back gives its text back for so long.</summary>
    public static readonly Duration Kept = Duration.FromHours(1);

    /// <summary>How many were done or refused.</summary>
    public async Task<int> Step(Instant now)
    {
        var due = await db.Read(s => s.Query<Guid>("""
            SELECT tenant_id FROM (SELECT w.tenant_id, (SELECT MIN(p.due) FROM pending_acts p WHERE p.tenant_id = w.tenant_id AND p.due IS NOT NULL) AS due,
              (SELECT MIN(p.taken_back) FROM pending_acts p WHERE p.tenant_id = w.tenant_id AND p.taken_back IS NOT NULL) AS taken_back FROM workspaces w) AS waiting
            WHERE due <= @now OR taken_back <= @old ORDER BY due, tenant_id
            """, new { now, old = now - Kept }));
        var done = 0;
        foreach (var tenant in due)
            done += await Turn(tenant, now);
        return done;
    }

    private async Task<int> Turn(Guid tenant, Instant now)
    {
        var due = await db.Write(tx =>
        {
            tx.Execute("DELETE FROM pending_acts WHERE tenant_id = @tenant AND taken_back <= @old", new { tenant, old = now - Kept });
            return tx.Query<Guid>("SELECT id FROM pending_acts WHERE tenant_id = @tenant AND due <= @now ORDER BY due, id LIMIT @MostInTurn", new { tenant, now, MostInTurn });
        });
        foreach (var id in due)
            await db.Write(tx => Do(tx, tenant, id, now));
        return due.Count;
    }

    private void Do(Tx tx, Guid tenant, Guid id, Instant now)
    {
        var found = tx.First<PendingAct>($"SELECT {PendingActs.Columns} FROM pending_acts WHERE tenant_id = @tenant AND id = @id AND due <= @now{tx.Dialect.ForUpdate}", new { tenant, id, now });
        if (found is not { } pending)
            return;
        // Who pressed it was allowed to; what they may do now is another matter.
        var act = new Act(tx, log, new Principal(tenant, pending.Actor, pending.PersonId, new HashSet<Ability>()), now) { Happened = pending.PressedAt };
        if (tx.Try(() => pending.Pressed.Do(act, act.Ticket(pending.TicketId.ToString()))) is not { } fault)
            tx.Execute("DELETE FROM pending_acts WHERE tenant_id = @tenant AND id = @id", new { tenant, id });
        else
            Refuse(tx, pending, fault, now);
    }

    private static void Refuse(Tx tx, PendingAct pending, Exception fault, Instant now)
    {
        tx.Execute("UPDATE pending_acts SET due = NULL, fault = @fault WHERE tenant_id = @TenantId AND id = @Id", new { pending.TenantId, pending.Id, fault = fault.Message });
        if (pending.PersonId is { } person)
            Notices.Tell(tx, pending.TenantId, person, Refused, pending.TicketId, null, fault.Message, now);
    }
}
