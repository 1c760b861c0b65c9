using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Storage;

namespace Prazo.Portal;

/// <summary>Which agreements are a customer's: those that everybody has, those that name them, and those under which their tickets are. What was made for another is never shown, nor what teams and suppliers promise.</summary>
public static class OwnAgreements
{
    public static IReadOnlyList<Agreement> Of(Session session, PublishedAgreements published, OwnScope scope, Instant now)
    {
        var used = OwnQueries.Agreements(session, scope);
        return [.. InForce(published.All(session, scope.Tenant), now).Where(a => !a.IsSupporting).Where(a => a.Kind == AgreementKind.Service ? !Excludes(a, scope.Customer) || used.Contains(a.Id) : Names(a, scope.Customer) || used.Contains(a.Id))];
    }

    /// <summary>Of each agreement the version that holds today.</summary>
    public static IReadOnlyList<Agreement> InForce(AgreementSet all, Instant now) =>
        [.. Selection.InForce(all, now).OrderBy(a => a.Kind == AgreementKind.Service).ThenBy(a => a.Id, StringComparer.Ordinal)];

    private static bool Names(Agreement a, string? customer) => customer is not null && a.Applies.Fields.Any(f => f is { Field: "customer", Negated: false } && f.Holds(customer));

    private static bool Excludes(Agreement a, string? customer) => a.Applies.Fields.Any(f => f.Field == "customer" && !f.Holds(customer));
}
