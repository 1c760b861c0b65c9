using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Satisfaction;

/// <summary>Hears that a ticket was resolved or reopened, in the same transaction.</summary>
public sealed class SurveyNews(PublishedAgreements agreements) : ITicketNews
{
    // What comes in later than this after it happened is history: nobody is asked about it.
    private static readonly Duration Fresh = Duration.FromDays(1);

    public void Take(Tx tx, Ticket ticket, long afterSeq, Instant now)
    {
        if (tx.Value<long>("""
            SELECT COUNT(*) FROM events WHERE tenant_id = @TenantId AND ticket_id = @Id AND seq > @afterSeq AND (kind = 'created' OR (kind = 'field' AND content LIKE '%"status"%'))
            """, new { ticket.TenantId, ticket.Id, afterSeq }) == 0)
            return;
        if (ticket.Closed is null)
            Surveys.Reopened(tx, ticket, now);
        else if (ticket.Closed >= now - Fresh)
            Surveys.Plan(tx, agreements, ticket, now);
    }
}
