using NodaTime;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Alerts;

/// <summary>Tells managers of a new ticket that no agreement covers (T19): something is sold that nothing is promised for, or a rule has a hole.
/// Once an hour a person, however many there are; a workspace without agreements promises nothing and alarms nobody, and neither does a history that is imported.</summary>
public sealed class UncoveredAlarm : ITicketNews
{
    private static readonly Duration Fresh = Duration.FromDays(1), Quiet = Duration.FromHours(1);

    public void Take(Tx tx, Ticket ticket, long afterSeq, Instant now)
    {
        if (ticket.Covered == 1 || ticket.Created is not { } created || created < now - Fresh || Counters.Now(tx, ticket.TenantId, Counters.Agreements) == 0)
            return;
        foreach (var user in Recipients.Of(tx, ticket, ["manager"]))
            if (tx.Value<long>("SELECT COUNT(*) FROM notifications WHERE tenant_id = @TenantId AND user_id = @user AND kind = 'uncovered' AND made > @since",
                new { ticket.TenantId, user, since = now - Quiet }) == 0)
                Notices.Tell(tx, ticket.TenantId, user, "uncovered", ticket.Id, null, null, now);
    }
}
