using System.Globalization;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>An open problem with what hangs on it.</summary>
/// <param name="Incidents">All of them.</param>
/// <param name="Open">Those that are not solved yet.</param>
/// <param name="Overdue">Open ones with a promise that is overdue.</param>
/// <param name="DueSoon">Open ones with a promise that is due soon.</param>
public sealed record ProblemRow(Ticket Ticket, long Incidents, long Open, long Overdue, long DueSoon);

/// <summary>What became of one incident when its problem was solved.</summary>
/// <param name="Refused">Why it is open still; null when it was answered and ended.</param>
public sealed record SolvedIncident(Guid Ticket, long Number, RefusedException? Refused);

/// <summary>A problem, and the incidents that it caused, solved together.</summary>
public static class ProblemSolving
{
    private const int Most = 200;

    /// <summary>Open problems: those with overdue incidents first, then those with most open ones.</summary>
    public static IReadOnlyList<ProblemRow> Open(Session session, Guid tenant, Instant now)
    {
        var counts = session.Query<Counts>($"""
            SELECT p.id, COUNT(i.id) AS incidents, SUM(CASE WHEN i.id IS NOT NULL AND i.closed IS NULL THEN 1 ELSE 0 END) AS open,
              SUM(CASE WHEN i.closed IS NULL AND {In("overdue")} THEN 1 ELSE 0 END) AS overdue, SUM(CASE WHEN i.closed IS NULL AND {In("due-soon")} THEN 1 ELSE 0 END) AS due_soon
            FROM tickets p LEFT JOIN ticket_links l ON l.tenant_id = p.tenant_id AND l.other_id = p.id AND l.kind = 'problem' LEFT JOIN tickets i ON i.tenant_id = l.tenant_id AND i.id = l.ticket_id
            WHERE p.tenant_id = @tenant AND p.type = @ProblemType AND p.closed IS NULL
            GROUP BY p.id ORDER BY 4 DESC, 3 DESC, p.id LIMIT {Most.ToString(CultureInfo.InvariantCulture)}
            """, new { tenant, TicketLinks.ProblemType, now = now.ToUnixTimeMilliseconds() });
        return [.. counts.Select(c => new ProblemRow(TicketQueries.Find(session, tenant, c.Id.ToString())!, c.Incidents, c.Open, c.Overdue, c.DueSoon))];
    }

    private static string In(string state) => $"EXISTS (SELECT 1 FROM clocks c WHERE c.tenant_id = i.tenant_id AND c.ticket_id = i.id AND ({ClockMarks.StateSql("c.", "@now")}) = '{state}')";

    /// <summary>Open incidents, the oldest first.</summary>
    public static IReadOnlyList<Ticket> Incidents(Session session, Guid tenant, Guid problem) => session.Query<Ticket>($"""
        SELECT {TicketStore.ColumnsWithSubject} FROM tickets t WHERE t.tenant_id = @tenant AND t.closed IS NULL
          AND t.id IN (SELECT l.ticket_id FROM ticket_links l WHERE l.tenant_id = @tenant AND l.other_id = @problem AND l.kind = 'problem') ORDER BY t.number
        """, new { tenant, problem });

    /// <summary>Answers every open incident with one text and ends it, each by its own rules; then the problem, unless an incident was refused. What one refuses keeps no other from
    /// being solved, and asked again only those that are open still are answered.</summary>
    /// <param name="status"><c>resolved</c>, if nothing is written.</param>
    public static (Ticket Problem, IReadOnlyList<SolvedIncident> Results) Solve(Act act, string idOrNumber, string? text, string? status)
    {
        var problem = TicketQueries.Find(act.Tx, act.Tenant, idOrNumber) ?? throw new MissingException();
        if (problem.Type != TicketLinks.ProblemType)
            throw new RefusedException("no-problem", "", $"#{problem.Number} is not a problem", "give it the type 'problem' first");
        var said = Inputs.Needed("text", text, Inputs.LongestBody);
        var end = string.IsNullOrEmpty(status) ? "resolved" : status;
        // All in the order of their ids, so that two who lock the same do not wait for each other.
        foreach (var id in Incidents(act.Tx, act.Tenant, problem.Id).Select(i => i.Id).Append(problem.Id).Order())
            TicketStore.Lock(act.Tx, act.Tenant, id);
        var locked = act.Ticket(problem.Id.ToString());
        var results = Incidents(act.Tx, act.Tenant, problem.Id).Select(i => One(act, i, said, end)).ToList();
        return (results.Exists(r => r.Refused is not null) ? locked : TicketEdits.Close(act, locked, end), results);
    }

    private static SolvedIncident One(Act act, Ticket incident, string text, string end)
    {
        var fault = act.Tx.Try(() => TicketEdits.Close(act, Messages.Reply(act, act.Ticket(incident.Id.ToString()), new Writing(text)).Ticket, end));
        return fault is null or RefusedException ? new SolvedIncident(incident.Id, incident.Number, fault as RefusedException) : throw fault;
    }

    private sealed record Counts
    {
        public Guid Id { get; init; }
        public long Incidents { get; init; }
        public long Open { get; init; }
        public long Overdue { get; init; }
        public long DueSoon { get; init; }
    }
}
