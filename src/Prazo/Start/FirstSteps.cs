using NodaTime;
using Prazo.Agreements;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.Start;

/// <param name="Done">What there is says so: nobody ticks it off.</param>
/// <param name="Passed">Somebody passed it over.</param>
public sealed record FirstStep(string Name, bool Done, bool Passed)
{
    public bool IsOpen => !Done && !Passed;
}

/// <summary>What a new workspace needs before it keeps promises: opening hours, a first promise, a way in, people.</summary>
public static class FirstSteps
{
    public const string Hours = "hours", Promise = "promise", Channel = "channel", People = "people";

    public static readonly IReadOnlyList<string> Names = [Hours, Promise, Channel, People];

    public static IReadOnlyList<FirstStep> Of(Session session, Guid tenant)
    {
        var passed = session.Query<string>("SELECT step FROM first_steps WHERE tenant_id = @tenant", new { tenant }).ToHashSet(StringComparer.Ordinal);
        bool Any(string table) => session.Value<long>($"SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE tenant_id = @tenant LIMIT 1) AS found", new { tenant }) > 0;
        // Who has promises has the hours on which they count.
        var promises = PublishedAgreements.Versions(session, tenant).Count > 0;
        return
        [
            new(Hours, promises || Any("calendar_versions"), passed.Contains(Hours)), new(Promise, promises, passed.Contains(Promise)), new(Channel, Any("inboxes"), passed.Contains(Channel)),
            new(People, session.Value<long>("SELECT COUNT(*) FROM users WHERE tenant_id = @tenant AND disabled IS NULL", new { tenant }) > 1, passed.Contains(People)),
        ];
    }

    /// <summary>Passes a step over, or takes it up again.</summary>
    public static void Pass(Tx tx, Guid tenant, string step, bool passed, string by, Instant now)
    {
        if (!Names.Contains(step))
            throw new MissingException();
        tx.Execute("DELETE FROM first_steps WHERE tenant_id = @tenant AND step = @step", new { tenant, step });
        if (passed)
            tx.Execute("INSERT INTO first_steps (tenant_id, step, passed, passed_by) VALUES (@tenant, @step, @now, @by)", new { tenant, step, now, by });
        AuditTrail.Write(tx, tenant, by, passed ? "first-step.passed" : "first-step.taken-up", "first-step:" + step, "{}", now);
    }
}
