using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <param name="Date">The first day on which they were no customer any more, like 2026-10-01.</param>
/// <param name="Reason">In a few words, and nobody's name.</param>
public sealed record CustomerEnd(string? Date = null, string? Reason = null);

/// <summary>Somebody stopped being a customer, or is one again.</summary>
public static class CustomerEnds
{
    public const int LongestReason = 200;
    private static readonly LocalDate Earliest = new(1990, 1, 1), Latest = new(2099, 12, 31);

    public static Organisation End(Tx tx, Organisation organisation, CustomerEnd end, string by, Instant now)
    {
        var date = LocalDatePattern.Iso.Parse(end.Date?.Trim() ?? "") is { Success: true, Value: var day } && day >= Earliest && day <= Latest ? LocalDatePattern.Iso.Format(day)
            : throw new RefusedException("bad-date", "date", "say since which day they are no customer", "write a day like 2026-10-01");
        return Put(tx, organisation, date, Handles.Line(end.Reason, "reason", LongestReason), "organisation.ended", by, now);
    }

    public static Organisation TakeBack(Tx tx, Organisation organisation, string by, Instant now) =>
        organisation.Ended is null ? organisation : Put(tx, organisation, null, null, "organisation.returned", by, now);

    private static Organisation Put(Tx tx, Organisation organisation, string? date, string? reason, string action, string by, Instant now)
    {
        var changed = organisation with { Ended = date, EndedWhy = reason };
        if (changed == organisation)
            return organisation;
        tx.Execute("UPDATE organisations SET ended = @Ended, ended_why = @EndedWhy, version = version + 1 WHERE tenant_id = @TenantId AND id = @Id", changed);
        AuditTrail.Write(tx, organisation.TenantId, by, action, $"organisation:{organisation.Id}", JsonSerializer.Serialize(new { date, reason }), now);
        return changed with { Version = organisation.Version + 1 };
    }

    /// <summary>All customers by handle, with the instant from which they were none; null while they are.</summary>
    public static IReadOnlyDictionary<string, Instant?> ByHandle(Session session, Guid tenant)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(Workspace.Get(session, tenant).Zone) ?? DateTimeZone.Utc;
        return Organisations.All(session, tenant).ToDictionary(o => o.Handle, o => o.Ended is { } date ? LocalDatePattern.Iso.Parse(date).Value.AtStartOfDayInZone(zone).ToInstant() : (Instant?)null, StringComparer.OrdinalIgnoreCase);
    }
}
