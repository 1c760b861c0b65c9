using System.Collections.Immutable;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Agreements;

/// <summary>Whose approval an agreement wants before it is published.</summary>
public static class Approvals
{
    /// <summary>It is with customers of its own, who have a say in it.</summary>
    public static bool HasCustomers(Agreement agreement) => !agreement.IsSupporting && (agreement.Kind != AgreementKind.Service || CustomersOf(agreement).Length > 0);

    /// <summary>Handles of the customers that an agreement names; none where it is between teams or with a supplier, whichever tickets it is for.</summary>
    public static ImmutableArray<string> CustomersOf(Agreement agreement) => agreement.IsSupporting ? [] :
        [.. agreement.Applies.Fields.Where(f => f is { Field: "customer", Negated: false }).SelectMany(f => f.Values).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What nobody has approved is not published where the workspace wants it approved.</summary>
    internal static void Refuse(Tx tx, Guid tenant, IEnumerable<Agreement> agreements)
    {
        var workspace = Workspace.Get(tx, tenant);
        if (workspace.FourEyes == 1)
            throw new RefusedException("approval-needed", "", "this workspace publishes agreements only when a second person has approved them", "propose the draft");
        if (workspace.CustomerApproves == 1 && agreements.FirstOrDefault(HasCustomers) is { } named)
            throw new RefusedException("approval-needed", "", $"{named.Id} has a customer who approves it first", "propose the draft");
    }
}
