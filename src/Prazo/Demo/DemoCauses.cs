using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Improvement;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Demo;

/// <summary>Marcos has gone through most of the breaches; the latest wait for him.</summary>
internal static class DemoCauses
{
    // A few causes make most breaches, as they do anywhere.
    private static readonly (string Cause, int Percent)[] Mix = [("workload", 38), ("supplier", 23), ("routing", 14), ("unnoticed", 10), ("knowledge", 8), ("customer", 5), ("failure", 2)];

    public static void Give(Tx tx, Guid tenant, IReadOnlyDictionary<string, Principal> people, Instant now)
    {
        var agreements = new PublishedAgreements();
        var act = new Act(tx, new TicketLog(new ClockFold(agreements)), people["marcos"], now - Duration.FromDays(1));
        var broken = BreachCauses.Of(tx, agreements, tenant, new LiveQuery(act.Now, [], null, null, act.Now, [])).Skip(6).ToList();
        foreach (var some in broken.GroupBy(b => CauseOf(b.Ticket.Number * 37 % 100)))
            foreach (var few in some.Chunk(BreachCauses.MostAtOnce))
                BreachCauses.Give(act, new CauseGiven([.. few.Select(b => b.Clock.Id)], some.Key, few.Length == 1 ? "Visto na reunião de segunda-feira." : null));
    }

    private static string CauseOf(long at)
    {
        foreach (var (cause, percent) in Mix)
            if ((at -= percent) < 0)
                return cause;
        return Mix[0].Cause;
    }
}
