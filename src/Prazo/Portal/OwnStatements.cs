using NodaTime;
using Prazo.Agreements;
using Prazo.People;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Portal;

/// <summary>A customer's statements: those of agreements that name their organisation alone, for contacts who may approve for it. Another's are as if they were not there.</summary>
public static class OwnStatements
{
    public static IReadOnlyList<Statement> Of(Session session, Principal asker) => May(session, asker) ? StatementStore.OfCustomer(session, asker.Tenant, asker.Customer!) : [];

    public static Statement Find(Session session, Principal asker, Guid id) =>
        May(session, asker) && StatementActs.Find(session, asker.Tenant, id) is { } found && found.Customer == asker.Customer ? found : throw new MissingException();

    public static Statement Contest(Act act, PublishedAgreements agreements, Guid id, string item, string? text, IReadOnlyList<Guid>? files) =>
        StatementActs.Contest(act.Tx, agreements, act.Tenant, Find(act.Tx, act.Asker, id).Id, item, text, act.Asker.Actor, act.Now, files);

    /// <param name="hash">Of what they have read.</param>
    public static Statement Accept(Act act, Guid id, string? hash) =>
        StatementActs.Accept(act.Tx, act.Tenant, Find(act.Tx, act.Asker, id).Id, act.Asker.Actor, act.Now, hash ?? throw new RefusedException("missing-key", "hash", "say what you accept: the hash of the statement that you have read"));

    private static bool May(Session session, Principal asker) => asker is { Customer: not null, Contact: { } contact } && Approvers.May(session, asker.Tenant, contact);
}
