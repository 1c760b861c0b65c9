using Prazo.Agreements;
using Prazo.Improvement;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Portal;

/// <summary>What a customer thinks of their agreement; of another's they have no opinion.</summary>
public static class OwnOpinions
{
    public static void Put(Act act, PublishedAgreements agreements, string agreement, string? fits, string? comment)
    {
        if (OwnAgreements.Of(act.Tx, agreements, OwnScope.Of(act.Tx, act.Asker), act.Now).All(a => a.Id != agreement))
            throw new MissingException();
        Opinions.Put(act, agreements, agreement, Opinion.Customer, fits, comment);
    }

    public static Opinion? Of(Session session, Guid tenant, string agreement, string actor) => Opinions.Of(session, tenant, agreement).FirstOrDefault(o => o.Actor == actor);
}
