using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Lifecycle;

/// <summary>Somebody of the provider, and when they confirmed having read a version; null: not yet.</summary>
public sealed record Reader(Guid UserId, string Handle, string Name, Instant? Read);

/// <summary>Everybody who works under an agreement confirms having read the version that holds.</summary>
public static class Readings
{
    private static readonly Duration Quiet = Duration.FromDays(1);

    /// <summary>Confirmed twice is confirmed once, at the first time.</summary>
    public static void Confirm(Act act, PublishedAgreements agreements, string id, int version)
    {
        var term = Term(act, agreements, id, version);
        var user = act.Asker.Behind is { } person && UserStore.Get(act.Tx, act.Tenant, person) is { ContactId: null } found ? found : throw new RefusedException("not-a-person", "", "a key reads nothing", "sign in as a person");
        if (act.Tx.Execute("INSERT INTO agreement_readings (tenant_id, agreement, version, user_id, at, hash) VALUES (@Tenant, @id, @version, @user, @Now, @Hash) ON CONFLICT DO NOTHING",
            new { act.Tenant, id, version, user = user.Id, act.Now, term.Agreement.Hash }) == 1)
            act.Audit("agreement.read", Subject(id, version), new { term.Agreement.Hash });
    }

    /// <summary>Everybody who works here, who has not first.</summary>
    public static IReadOnlyList<Reader> Of(Session session, Guid tenant, string id, int version)
    {
        var read = session.Query<Row>("SELECT user_id, at FROM agreement_readings WHERE tenant_id = @tenant AND agreement = @id AND version = @version", new { tenant, id, version }).ToDictionary(r => r.UserId, r => r.At);
        return [.. UserStore.All(session, tenant).Where(u => u.ContactId is null && u.Disabled is null && u.Role is "agent" or "manager" or "admin")
            .Select(u => new Reader(u.Id, u.Handle, u.Name ?? u.Handle, read.TryGetValue(u.Id, out var at) ? at : null)).OrderBy(r => r.Read is not null).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }

    /// <summary>Reminds who has not, each at most once a day; how many were reminded.</summary>
    public static int Remind(Act act, PublishedAgreements agreements, string id, int version)
    {
        var term = Term(act, agreements, id, version);
        // Two who press at once remind once: the second waits here.
        PublishedAgreements.Lock(act.Tx, act.Tenant);
        var path = string.Create(CultureInfo.InvariantCulture, $"/agreements/{id}/{version}");
        var waiting = Of(act.Tx, act.Tenant, id, version).Where(r => r.Read is null && act.Tx.Value<long>(
            "SELECT COUNT(*) FROM notifications WHERE tenant_id = @Tenant AND user_id = @UserId AND kind = 'agreement-unread' AND path = @path AND made > @since", new { act.Tenant, r.UserId, path, since = act.Now - Quiet }) == 0).ToList();
        foreach (var reader in waiting)
            Notices.Tell(act.Tx, act.Tenant, reader.UserId, "agreement-unread", null, null, $"{(term.Agreement.Title.Length > 0 ? term.Agreement.Title : id)}, {id}@{version.ToString(CultureInfo.InvariantCulture)}", act.Now, path: path);
        act.Audit("agreement.readers-reminded", Subject(id, version), new { people = waiting.Count });
        return waiting.Count;
    }

    private static AgreementTerm Term(Act act, PublishedAgreements agreements, string id, int version) =>
        AgreementTerm.All(agreements.All(act.Tx, act.Tenant), act.Now).FirstOrDefault(t => t.Agreement.Id == id && t.Agreement.Version == version) is not { } term ? throw new MissingException()
        : term.State is TermState.Replaced or TermState.Ended ? throw new RefusedException("not-in-force", "", "this version does not hold any more", "read the one that does") : term;

    private static string Subject(string id, int version) => string.Create(CultureInfo.InvariantCulture, $"agreement:{id}@{version}");

    private sealed record Row
    {
        public Guid UserId { get; init; }
        public Instant At { get; init; }
    }
}
