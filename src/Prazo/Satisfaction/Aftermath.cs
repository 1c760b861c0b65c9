using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Statistics;
using Prazo.People;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Satisfaction;

/// <summary>A ticket that has ended, and what its customer did next.</summary>
/// <param name="Kept">All of its promises that were judged were kept; otherwise one was missed or kept late.</param>
/// <param name="CameBack">The same contact (without one, the same customer) opened another ticket in the days after it had ended first; null: nobody is known who could.</param>
/// <param name="Reopened">It was opened again.</param>
/// <param name="LowMark">The survey about it was answered with a low mark; null: it was not answered.</param>
/// <param name="Cancelled">The organisation whose ticket it was stopped being a customer in those days; null: it is of no known organisation, or of one that was no customer any more.</param>
public sealed record FollowedTicket(Ticket Ticket, bool Kept, bool? CameBack, bool Reopened, bool? LowMark, bool? Cancelled)
{
    /// <summary>Null: it is not in the sample.</summary>
    public bool? Did(string what) => what switch
    {
        Aftermath.CameBack => CameBack,
        Aftermath.Reopened => Reopened,
        Aftermath.LowMark => LowMark,
        Aftermath.Cancelled => Cancelled,
        _ => throw new RefusedException("bad-value", "what", $"'{what}' is not counted", "write came-back, reopened, low-mark or cancelled"),
    };
}

/// <summary>One thing that customers did next, after promises that were kept and after broken ones.</summary>
public sealed record AftermathLine(string What, Proportion Kept, Proportion Broken)
{
    /// <summary>The share after broken promises less that after kept ones.</summary>
    public Difference? Difference => Engine.Statistics.Difference.Of(Broken, Kept);

    public static AftermathLine Of(string what, IReadOnlyList<FollowedTicket> tickets)
    {
        Proportion Share(bool kept) => new(tickets.Count(t => t.Kept == kept && t.Did(what) == true), tickets.Count(t => t.Kept == kept && t.Did(what) is not null));
        return new(what, Share(true), Share(false));
    }
}

/// <summary>What customers did after promises were kept and after they were broken. Tickets of both kinds differ in more than that: it is a comparison and no proof.</summary>
public static class Aftermath
{
    public const string CameBack = "came-back", Reopened = "reopened", LowMark = "low-mark", Cancelled = "cancelled";
    public const int UsualDays = 14, MostDays = 365;
    public static readonly IReadOnlyList<string> All = [CameBack, Reopened, LowMark, Cancelled];

    /// <summary>Tickets opened in the days of a query that ended so long ago that all of the days after have passed, and that had a promise which was judged.</summary>
    /// <param name="days">1 to <see cref="MostDays"/>.</param>
    public static IReadOnlyList<FollowedTicket> Of(Session session, PublishedAgreements agreements, Guid tenant, LiveQuery query, int days)
    {
        if (days is < 1 or > MostDays)
            throw new RefusedException("bad-value", "days", $"{days} days are not counted", $"write 1 to {MostDays}");
        var after = Duration.FromDays(days);
        var ended = Moves.Of(session, agreements, tenant, query).Where(m => m.FirstEnd + after <= query.AsOf).ToList();
        if (ended.Count == 0)
            return [];
        // Tickets that a low mark opened are ours, not the customer's.
        var ours = session.Query<Guid>("SELECT follow_up FROM surveys WHERE tenant_id = @tenant AND follow_up IS NOT NULL", new { tenant }).ToHashSet();
        var opened = LiveTickets.Opened(session, tenant, query with { From = ended.Min(m => m.FirstEnd), To = ended.Max(m => m.FirstEnd)!.Value + after + Duration.FromMilliseconds(1), Where = [] })
            .Where(t => !ours.Contains(t.Id)).Select(t => (Who: Who(t), t.Id, t.Created)).Where(t => t.Who is not null).ToLookup(t => t.Who!, StringComparer.Ordinal);
        var customers = CustomerEnds.ByHandle(session, tenant);
        var found = new List<FollowedTicket>();
        foreach (var some in ended.Chunk(1000))
        {
            var values = new { tenant, ids = session.Dialect.Ids(some.Select(m => m.Ticket.Id)) };
            var clocks = session.Query<ClockEntry>($"SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("ticket_id", "ids")}", values).ToLookup(c => c.TicketId);
            var marks = SurveyStore.Answered(session, tenant, some.Select(m => m.Ticket.Id)).ToLookup(s => s.TicketId);
            foreach (var m in some)
                if (Kept(clocks[m.Ticket.Id], query.AsOf) is { } kept)
                    found.Add(new FollowedTicket(m.Ticket, kept, Who(m.Ticket) is { } who ? opened[who].Any(t => t.Id != m.Ticket.Id && t.Created > m.FirstEnd && t.Created <= m.FirstEnd + after) : null, m.WasReopened,
                        marks[m.Ticket.Id].Any() ? marks[m.Ticket.Id].Any(s => s.Mark <= s.Of.Unhappy()) : null,
                        Left(customers, m.Ticket.Customer, m.FirstEnd!.Value, after)));
        }
        return found;
    }

    private static bool? Left(IReadOnlyDictionary<string, Instant?> customers, string? customer, Instant end, Duration after) =>
        customer is null || !customers.TryGetValue(customer, out var ended) || ended <= end ? null : ended <= end + after;

    private static string? Who(Ticket ticket) => ticket.Values().GetValueOrDefault("contact") is { Length: > 0 } contact ? "contact:" + contact : ticket.Customer is { Length: > 0 } customer ? "customer:" + customer : null;

    private static bool? Kept(IEnumerable<ClockEntry> clocks, Instant now)
    {
        var judged = clocks.Where(c => c.Promise is not null && !LiveReport.IsCustomers(c)).Select(c => c.StateAt(now)).Where(s => s is ClockState.Met or ClockState.MetLate or ClockState.Overdue).ToList();
        return judged.Count == 0 ? null : judged.TrueForAll(s => s == ClockState.Met);
    }
}
