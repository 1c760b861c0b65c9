using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Outages;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>Open tickets of one team, agent or channel, by the state of what breaks next.</summary>
public sealed record RiskLine(string Key, string Name, long Overdue, long Soon, long Active, long Paused)
{
    public long All => Overdue + Soon + Active + Paused;
}

/// <summary>What is at risk at this moment.</summary>
/// <param name="Kind"><c>team</c>, <c>agent</c>, <c>channel</c>.</param>
/// <param name="Left">Open tickets by the time that is left: overdue, 15 min, an hour, four hours, a day, more, paused.</param>
/// <param name="Wallboard">For a large screen.</param>
/// <param name="Opens">Its numbers lead to tickets: not where a link shows it to nobody in particular.</param>
/// <param name="Hours">Arrivals and closures of today, hour by hour.</param>
public sealed record TodayModel(IReadOnlyList<(string Kind, IReadOnlyList<RiskLine> Lines)> Risks, IReadOnlyList<(string Key, long Count)> Left, IReadOnlyList<(int Hour, long Opened, long Closed)> Hours, long Open, long Uncovered, bool Wallboard, bool Opens = true)
{
    /// <summary>Open requests outside of their agreement that nobody has decided.</summary>
    public long OutOfScope { get; init; }

    /// <summary>Those that were declined or offered for a price, ended ones too.</summary>
    public long ScopeDecided { get; init; }

    /// <summary>What is not there at this moment.</summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    private static readonly (string Key, Duration Less)[] Steps =
        [("15m", Duration.FromMinutes(15)), ("1h", Duration.FromHours(1)), ("4h", Duration.FromHours(4)), ("1d", Duration.FromDays(1)), ("more", Duration.MaxValue)];

    public static TodayModel Of(Session session, Viewer viewer, bool wallboard)
    {
        var (tenant, now) = (viewer.Asker!.Tenant, viewer.Now);
        var rows = session.Query<OpenRow>($"""
            SELECT t.team, t.agent, t.channel, t.covered,
              (SELECT MIN(CASE WHEN c.due > @now THEN c.due ELSE c.last END) FROM clocks c
               WHERE c.tenant_id = t.tenant_id AND c.ticket_id = t.id AND c.stopped IS NULL AND c.promise IS NOT NULL AND c.last >= @now) AS ends,
              (SELECT MIN(CASE {ClockMarks.StateSql("c.", "@now")} WHEN 'overdue' THEN 0 WHEN 'due-soon' THEN 1 WHEN 'active' THEN 2 WHEN 'paused' THEN 3 ELSE 4 END)
               FROM clocks c WHERE c.tenant_id = t.tenant_id AND c.ticket_id = t.id AND c.stopped IS NULL AND c.promise IS NOT NULL) AS risk
            FROM tickets t WHERE t.tenant_id = @tenant AND t.closed IS NULL AND t.created IS NOT NULL
            """, new { tenant, now = now.ToUnixTimeMilliseconds() });
        var users = UserStore.All(session, tenant).ToDictionary(u => u.Handle, u => u.Name ?? u.Handle, StringComparer.Ordinal);
        var teams = Teams.All(session, tenant).ToDictionary(t => t.Handle, t => t.Name ?? t.Handle, StringComparer.Ordinal);
        var today = viewer.Zone.AtStartOfDay(now.InZone(viewer.Zone).Date).ToInstant();
        var opened = ByHour(session.Query<Instant>("SELECT created FROM tickets WHERE tenant_id = @tenant AND created >= @today AND created <= @now", new { tenant, today, now }), viewer);
        var closed = ByHour(session.Query<Instant>("SELECT closed FROM tickets WHERE tenant_id = @tenant AND closed >= @today AND closed <= @now", new { tenant, today, now }), viewer);
        return new TodayModel(
            [
                ("team", Lines(rows, r => r.Team, h => teams.GetValueOrDefault(h, h))), ("agent", Lines(rows, r => r.Agent, h => users.GetValueOrDefault(h, h))),
                ("channel", Lines(rows, r => r.Channel, c => viewer.Value("channel", c))),
            ],
            [
                ("overdue", rows.LongCount(r => r.Risk == 0)),
                .. Steps.Select((step, i) => (step.Key, rows.LongCount(r => r.Risk is 1 or 2 && r.Ends is { } end && end - now < step.Less && (i == 0 || end - now >= Steps[i - 1].Less)))),
                ("paused", rows.LongCount(r => r.Risk == 3)),
            ],
            [.. Enumerable.Range(0, now.InZone(viewer.Zone).Hour + 1).Select(h => (h, opened.GetValueOrDefault(h), closed.GetValueOrDefault(h)))], rows.Count, rows.LongCount(r => r.Covered == 0), wallboard)
        {
            Outages = [.. OutageActs.All(session, tenant, now).Select(o => o.Now).Where(o => o.Counts && o.State(now) == "lasts")],
            OutOfScope = Scope(true, TicketScope.Out), ScopeDecided = Scope(null, TicketScope.Declined, TicketScope.Offered, TicketScope.Accepted, TicketScope.Refused),
        };

        long Scope(bool? open, params string[] states) => TicketList.Count(session, tenant, new TicketFilter { Open = open, Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [TicketScope.State] = states } }, int.MaxValue);
    }

    private static List<RiskLine> Lines(IReadOnlyList<OpenRow> rows, Func<OpenRow, string?> key, Func<string, string> name) =>
    [
        .. rows.Where(r => r.Risk is >= 0 and < 4).GroupBy(r => key(r) ?? "", StringComparer.Ordinal)
            .Select(g => new RiskLine(g.Key, g.Key.Length == 0 ? "" : name(g.Key), g.LongCount(r => r.Risk == 0), g.LongCount(r => r.Risk == 1), g.LongCount(r => r.Risk == 2), g.LongCount(r => r.Risk == 3)))
            .OrderByDescending(l => l.Overdue).ThenByDescending(l => l.Soon).ThenByDescending(l => l.All).ThenBy(l => l.Name, StringComparer.Ordinal),
    ];

    private static Dictionary<int, long> ByHour(IEnumerable<Instant> instants, Viewer viewer) => instants.GroupBy(i => i.InZone(viewer.Zone).Hour).ToDictionary(g => g.Key, g => g.LongCount());

    internal sealed record OpenRow
    {
        public string? Team { get; init; }
        public string? Agent { get; init; }
        public string? Channel { get; init; }
        public long Covered { get; init; }
        public Instant? Ends { get; init; }
        public long? Risk { get; init; }
    }
}
