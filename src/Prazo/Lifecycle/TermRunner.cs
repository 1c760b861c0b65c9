using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Lifecycle;

/// <summary>Warns who manages of agreements that end: thirty days and seven before the last day on which somebody can act, and when one has ended. Each stage of each end once, whichever process
/// comes first: the row says so. Of stages that went by unseen only the last is told, and none that is a month old.</summary>
public sealed class TermRunner(Db db, PublishedAgreements agreements)
{
    private static readonly Duration Pause = Duration.FromMinutes(10);
    private const int OldDays = 30;
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

    private sealed record Stage(string Agreement, int Version, string Title, LocalDate Ends, string Name, string Kind, LocalDate On, bool Last);

    private List<Stage> Due(Session session, Guid tenant, Instant now)
    {
        var due = new List<Stage>();
        foreach (var term in AgreementTerm.Current(agreements.All(session, tenant), now).Where(t => t is { Ends: not null, Followed: false }))
        {
            var today = AgreementTerm.Today(term.Agreement, now);
            var reached = Stages(term).Where(s => s.On <= today).ToList();
            due.AddRange(reached.Select(s => new Stage(term.Agreement.Id, term.Agreement.Version, term.Agreement.Title, term.Ends!.Value, s.Name, s.Kind, s.On, s == reached[^1] && s.On > today.PlusDays(-OldDays))));
        }
        return due.Count == 0 ? due : [.. due.Where(d => session.Value<long>("SELECT COUNT(*) FROM term_notices WHERE tenant_id = @tenant AND agreement = @Agreement AND ends = @ends AND stage = @Name",
            new { tenant, d.Agreement, ends = LocalDatePattern.Iso.Format(d.Ends), d.Name }) == 0)];
    }

    /// <summary>In the order of their days.</summary>
    private static IEnumerable<(string Name, string Kind, LocalDate On)> Stages(AgreementTerm term)
    {
        if (term.ActBy is { } by)
        {
            yield return ("30", term.NoticeBy is null ? "agreement-expiring" : "agreement-notice", by.PlusDays(-AgreementTerm.Warned));
            yield return ("7", term.NoticeBy is null ? "agreement-expiring" : "agreement-notice", by.PlusDays(-7));
        }
        if (!term.Renews)
            yield return ("ended", "agreement-ended", term.Ends!.Value.PlusDays(1));
    }

    private static int Tell(Tx tx, Guid tenant, Stage stage, Instant now)
    {
        if (tx.Execute("INSERT INTO term_notices (tenant_id, agreement, ends, stage, at) VALUES (@tenant, @Agreement, @ends, @Name, @now) ON CONFLICT DO NOTHING",
            new { tenant, stage.Agreement, ends = LocalDatePattern.Iso.Format(stage.Ends), stage.Name, now }) == 0 || !stage.Last)
            return 0;
        foreach (var user in ProposalNotices.Managers(tx, tenant))
            Notices.Tell(tx, tenant, user, stage.Kind, null, null, $"{(stage.Title.Length > 0 ? stage.Title : stage.Agreement)}, {LocalDatePattern.Iso.Format(stage.Ends)}", now,
                path: string.Create(CultureInfo.InvariantCulture, $"/agreements/{stage.Agreement}/{stage.Version}"));
        return 1;
    }
}
