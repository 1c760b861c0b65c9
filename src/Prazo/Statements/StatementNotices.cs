using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Lifecycle;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Storage;

namespace Prazo.Statements;

/// <summary>Tells the other party what was done about a statement: those of the customer who may answer for it, and who manages.</summary>
internal static class StatementNotices
{
    public static void ToCustomer(Tx tx, Statement statement, string kind, Instant now)
    {
        if (statement.Customer is { } customer)
            foreach (var user in Approvers.Users(tx, statement.TenantId, customer))
                Notices.Tell(tx, statement.TenantId, user, kind, null, null, Words(statement), now, path: $"/portal/statements/{statement.Id}");
    }

    /// <summary>The customer gets all of it by mail, in place of a notice.</summary>
    public static void Drafted(Tx tx, Statement statement, Instant now)
    {
        if (statement.Customer is { } customer)
            foreach (var user in Approvers.Users(tx, statement.TenantId, customer))
            {
                Notices.Tell(tx, statement.TenantId, user, "statement-drafted", null, null, Words(statement), now, byMail: false, path: $"/portal/statements/{statement.Id}");
                StatementMailNotifier.Put(tx, statement, user, now);
            }
    }

    /// <param name="item">What it is about; empty: the whole.</param>
    public static void ToManagers(Tx tx, Statement statement, string kind, string item, Instant now)
    {
        foreach (var user in ProposalNotices.Managers(tx, statement.TenantId))
            Notices.Tell(tx, statement.TenantId, user, kind, null, null, item.Length > 0 && item != StatementActs.General ? $"{Words(statement)}: {item}" : Words(statement), now, path: $"/statements/{statement.Id}");
    }

    /// <summary>From the first to the last day.</summary>
    private static string Words(Statement statement) =>
        $"{(statement.Title.Length > 0 ? statement.Title : statement.Agreement)}, {statement.FromDate}–{LocalDatePattern.Iso.Format(LocalDatePattern.Iso.Parse(statement.ToDate).Value.PlusDays(-1))}";
}
