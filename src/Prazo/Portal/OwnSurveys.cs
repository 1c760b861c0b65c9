using Prazo.Agreements;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Portal;

/// <summary>The question about one's own ticket. Somebody of the same organisation may answer it too: what they see, they may judge.</summary>
public static class OwnSurveys
{
    /// <summary>The latest that was sent; null: nobody was asked.</summary>
    public static Survey? Of(Session session, OwnScope scope, Ticket ticket) => Surveys.Of(session, scope.Tenant, ticket.Id).FirstOrDefault(s => s.Asked is not null);

    public static Survey Answer(Act act, PublishedAgreements agreements, string id, SurveyAnswer answer)
    {
        var scope = OwnScope.Of(act.Tx, act.Asker);
        return Surveys.Answer(act, agreements, (Of(act.Tx, scope, scope.Find(act.Tx, id)) ?? throw new MissingException()).Id, answer);
    }
}
