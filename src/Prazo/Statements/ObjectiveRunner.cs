using NodaTime;
using Prazo.Engine.Money;
using Prazo.Lifecycle;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Statements;

/// <summary>Tells who manages that an objective will hardly be held, and that more broke than may in its whole period: each once a period, whichever process comes first.</summary>
public sealed class ObjectiveRunner(Db db, ObjectivesNow objectives)
{
    private static readonly Duration Pause = Duration.FromMinutes(10);
    private Instant _next = Instant.MinValue;

    public async Task<int> Step(Instant now)
    {
        // A clock that goes back is not waited for.
        if (now < _next && now > _next - Pause)
            return 0;
        _next = now + Pause;
        var told = 0;
        foreach (var workspace in await db.Read(Workspace.All))
            if (await db.Read(s => Due(s, workspace.TenantId, now)) is { Count: > 0 } due)
                told += await db.Write(tx => due.Sum(d => Tell(tx, workspace.TenantId, d, now)));
        return told;
    }

    private List<ObjectiveNow> Due(Session session, Guid tenant, Instant now) => [.. objectives.Of(session, tenant, now).Where(o => o.Stage is { } stage && session.Value<long>(
        "SELECT COUNT(*) FROM objective_notices WHERE tenant_id = @tenant AND agreement = @agreement AND objective = @objective AND period = @period AND stage IN (@stage, 'spent')",
        new { tenant, agreement = o.Terms.Id, objective = o.Objective.Id, period = o.SoFar.Period, stage }) == 0)];

    private static int Tell(Tx tx, Guid tenant, ObjectiveNow objective, Instant now)
    {
        if (tx.Execute("INSERT INTO objective_notices (tenant_id, agreement, objective, period, stage, at) VALUES (@tenant, @agreement, @objective, @period, @stage, @now) ON CONFLICT DO NOTHING",
            new { tenant, agreement = objective.Terms.Id, objective = objective.Objective.Id, period = objective.SoFar.Period, stage = objective.Stage, now }) == 0)
            return 0;
        foreach (var user in ProposalNotices.Managers(tx, tenant))
            Notices.Tell(tx, tenant, user, "objective-" + objective.Stage, null, null, $"{(objective.Terms.Title.Length > 0 ? objective.Terms.Title : objective.Terms.Id)}, {objective.Objective.Id}, {objective.SoFar.Period}", now, path: "/reports/objectives");
        return 1;
    }
}
