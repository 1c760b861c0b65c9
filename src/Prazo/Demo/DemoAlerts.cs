using NodaTime;
using Prazo.Alerts;
using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Demo;

/// <summary>Whom the alerts of the last hours found. What is older was told and read long ago.</summary>
internal static class DemoAlerts
{
    private static readonly Duration Lately = Duration.FromHours(10), Unread = Duration.FromHours(4);

    public static void Tell(Tx tx, Guid tenant, Instant now)
    {
        foreach (var fact in AlertRunner.Skip(tx, tenant, since: now - Lately))
        {
            Escalate(tx, tenant, fact.Noticed);
            if (TicketQueries.Find(tx, tenant, fact.TicketId.ToString()) is { } ticket)
                AlertLog.Raise(tx, fact, ticket, fact.Noticed);
        }
        Escalate(tx, tenant, now);
        DemoStore.Read(tx, tenant, now - Unread);
    }

    private static void Escalate(Tx tx, Guid tenant, Instant until)
    {
        while (AlertStore.StepsDue(tx, tenant, until, 1) is [var step])
            AlertLog.Escalate(tx, step, step.Due);
    }
}
