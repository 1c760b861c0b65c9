using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Statements;

/// <summary>Drafts what is over where the workspace wants it, some days after a period: of agreements that name one customer, the latest period, once. Who dies between the draft and the note of it
/// finds the draft there; a draft that was taken back is not made again.</summary>
public sealed class StatementDrafter(Db db, PublishedAgreements agreements)
{
    /// <summary>Who drafted it.</summary>
    public const string Actor = "prazo";

    private static readonly Duration Pause = Duration.FromMinutes(10);
    // A month that ended long before somebody wanted it is nobody's news.
    private const int OldDays = 62;
    private Instant _next = Instant.MinValue;

    public async Task<int> Step(Instant now)
    {
        // A clock that goes back is not waited for.
        if (now < _next && now > _next - Pause)
            return 0;
        _next = now + Pause;
        var made = 0;
        foreach (var workspace in (await db.Read(Workspace.All)).Where(w => w.StatementDays is not null))
            foreach (var (agreement, from) in await db.Read(s => Due(s, workspace, now)))
                made += await Make(workspace.TenantId, agreement, from, now);
        return made;
    }

    private List<(string Agreement, LocalDate From)> Due(Session session, Workspace workspace, Instant now)
    {
        var due = new List<(string, LocalDate)>();
        foreach (var agreement in agreements.All(session, workspace.TenantId).Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.MaxBy(a => a.Version)!))
            if (Approvals.CustomersOf(agreement).Length == 1 && StatementActs.LastOver(agreement, now) is var (from, to) && now.InZone(AgreementSet.ZoneOf(agreement)).Date is var today
                && today >= to.PlusDays((int)workspace.StatementDays!.Value) && today <= to.PlusDays((int)workspace.StatementDays.Value + OldDays)
                && session.Value<long>("SELECT COUNT(*) FROM statement_turns WHERE tenant_id = @TenantId AND agreement = @Id AND from_date = @from", new { workspace.TenantId, agreement.Id, from = LocalDatePattern.Iso.Format(from) }) == 0)
                due.Add((agreement.Id, from));
        return due;
    }

    private async Task<int> Make(Guid tenant, string agreement, LocalDate from, Instant now)
    {
        string? fault = null;
        try
        {
            await StatementActs.Draft(db, agreements, tenant, agreement, from, Actor, now);
        }
        catch (RefusedException refused)
        {
            fault = refused.Problems[0].Code;
        }
        await db.Write(tx => tx.Execute("INSERT INTO statement_turns (tenant_id, agreement, from_date, at, fault) VALUES (@tenant, @agreement, @from, @now, @fault) ON CONFLICT DO NOTHING",
            new { tenant, agreement, from = LocalDatePattern.Iso.Format(from), now, fault }));
        return fault is null ? 1 : 0;
    }
}
