using System.Globalization;
using Prazo.Agreements;
using Prazo.Audit;
using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Operation;

/// <param name="Tickets">How many were folded again.</param>
/// <param name="Faults">What must not be. None: the database is whole.</param>
/// <param name="Remarks">What an operator may want to know.</param>
public sealed record CheckResult(long Schema, long Tickets, IReadOnlyList<string> Faults, IReadOnlyList<string> Remarks);

/// <summary>Reads a whole database and says what is wrong with it; changes nothing, and can be done while servers work.</summary>
public static class DatabaseCheck
{
    private const int MostAtOnce = 200;

    /// <param name="sample">How many tickets of each workspace are folded again, spread over all; null: every one.</param>
    public static async Task<CheckResult> Run(Db db, long? sample)
    {
        var findings = new Findings();
        var applied = await db.Read(Schema.Applied);
        if (Schema.Missing(applied) is { Count: > 0 } missing)
        {
            findings.Fault(string.Create(CultureInfo.InvariantCulture, $"the schema is at {Schema.Newest(applied)}, this program needs {Schema.Version}: {missing.Count} migrations are missing, prazo migrate applies them"));
            return findings.Result(Schema.Newest(applied), 0);
        }
        if (db.Dialect == Dialect.Sqlite)
            await db.Read(s => File(s, findings));
        var tickets = 0L;
        foreach (var workspace in await db.Read(Workspace.All))
        {
            findings.About(workspace.Name);
            await db.Read(s => Chain(s, workspace.TenantId, findings));
            await db.Read(s => Counted(s, workspace.TenantId, findings));
            await db.Read(s => Outbox(s, workspace.TenantId, findings));
            tickets += await Folds(db, workspace.TenantId, sample, findings);
        }
        return findings.Result(Schema.Version, tickets);
    }

    /// <summary>Pages, indexes, the word index, and rows that refer to none.</summary>
    private static bool File(Session session, Findings findings)
    {
        foreach (var line in session.Query<string>("PRAGMA integrity_check(20)").Where(l => l != "ok"))
            findings.Fault($"the file is damaged: {line.ReplaceLineEndings(" ")}");
        foreach (var line in session.Query<string>("SELECT DISTINCT \"table\" || ' refers to a row of ' || parent || ' that is missing' FROM pragma_foreign_key_check"))
            findings.Fault(line);
        return true;
    }

    private static bool Chain(Session session, Guid tenant, Findings findings)
    {
        foreach (var fault in AuditChain.Verify(tenant, AuditQueries.Sealed(session, tenant), AuditQueries.Head(session, tenant)).Faults)
            findings.Fault($"audit: {fault}");
        return true;
    }

    /// <summary>Numbers that are given without gaps: places in the feed, and tickets' numbers that none may get again.</summary>
    private static bool Counted(Session session, Guid tenant, Findings findings)
    {
        var feed = session.Query<FeedRow>("SELECT COUNT(feed_seq) AS placed, COUNT(*) AS facts, COALESCE(MAX(feed_seq), 0) AS last FROM clock_facts WHERE tenant_id = @tenant", new { tenant })[0];
        var counted = Counters.Now(session, tenant, Counters.Feed);
        if (feed.Placed != feed.Last)
            findings.Fault(string.Create(CultureInfo.InvariantCulture, $"feed: {feed.Placed} facts have places up to {feed.Last}"));
        if (counted != feed.Last)
            findings.Fault(string.Create(CultureInfo.InvariantCulture, $"feed: the last place is {feed.Last}, {counted} were given"));
        if (feed.Facts > feed.Placed)
            findings.Remark(string.Create(CultureInfo.InvariantCulture, $"feed: {feed.Facts - feed.Placed} facts have no place yet, a running server gives it"));
        var (highest, given) = (session.Value<long?>("SELECT MAX(number) FROM tickets WHERE tenant_id = @tenant", new { tenant }) ?? 0, Counters.Now(session, tenant, Counters.Tickets));
        if (highest > given)
            findings.Fault(string.Create(CultureInfo.InvariantCulture, $"tickets: #{highest} is there, but only {given} numbers were given"));
        return true;
    }

    private static bool Outbox(Session session, Guid tenant, Findings findings)
    {
        var outbox = session.Query<OutboxCounts>("""
            SELECT COUNT(due) AS waiting, COUNT(dead) AS dead, COALESCE(SUM(CASE WHEN due IS NULL AND done IS NULL AND dead IS NULL THEN 1 ELSE 0 END), 0) AS lost FROM outbox WHERE tenant_id = @tenant
            """, new { tenant })[0];
        if (outbox.Lost > 0)
            findings.Fault(string.Create(CultureInfo.InvariantCulture, $"outbox: {outbox.Lost} rows are neither waiting nor done nor given up"));
        if (outbox.Waiting > 0)
            findings.Remark(string.Create(CultureInfo.InvariantCulture, $"outbox: {outbox.Waiting} rows wait to be sent"));
        if (outbox.Dead > 0)
            findings.Remark(string.Create(CultureInfo.InvariantCulture, $"outbox: {outbox.Dead} rows were given up"));
        return true;
    }

    /// <summary>A batch a snapshot, in the order of numbers.</summary>
    private static async Task<long> Folds(Db db, Guid tenant, long? sample, Findings findings)
    {
        var count = await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM tickets WHERE tenant_id = @tenant", new { tenant }));
        var every = sample is { } some and > 0 ? Math.Max(1, (count + some - 1) / some) : 1;
        var (looked, others, reached) = (0L, 0L, 0L);
        while (true)
        {
            var last = reached;
            var batch = await db.Read(s =>
            {
                var tickets = s.Query<Ticket>($"SELECT {TicketStore.Columns} FROM tickets WHERE tenant_id = @tenant AND number > @last AND number % @every = 0 ORDER BY number LIMIT @MostAtOnce",
                    new { tenant, last, every, MostAtOnce });
                // What is asked to be folded anew, and not reached yet, is kept as it was.
                var open = Refold.All(s, tenant).Where(r => r.Finished is null).ToList();
                var check = new FoldCheck(s, tenant, findings);
                check.Look([.. tickets.Where(t => !open.Exists(r => r.Waits(t.Id, t.Closed)))]);
                return (Last: tickets.Count > 0 ? tickets[^1].Number : (long?)null, tickets.Count, check.OfOtherInputs);
            });
            (looked, others) = (looked + batch.Count, others + batch.OfOtherInputs);
            if (batch.Last is not { } number)
                break;
            reached = number;
        }
        if (others > 0)
            findings.Remark(string.Create(CultureInfo.InvariantCulture, $"{others} tickets were folded with other inputs: another version of the program, of the tz database or of the agreements. Their clocks are the same"));
        return looked;
    }

    private sealed record FeedRow
    {
        public long Placed { get; init; }
        public long Facts { get; init; }
        public long Last { get; init; }
    }

    private sealed record OutboxCounts
    {
        public long Waiting { get; init; }
        public long Dead { get; init; }
        public long Lost { get; init; }
    }
}

/// <summary>What was found so far.</summary>
internal sealed class Findings
{
    private readonly List<string> _faults = [], _remarks = [];
    private string _about = "";

    /// <summary>The workspace that is looked at from now on.</summary>
    public void About(string workspace) => _about = workspace + ": ";

    public void Fault(string sentence) => _faults.Add(_about + sentence);

    public void Remark(string sentence) => _remarks.Add(_about + sentence);

    public CheckResult Result(long schema, long tickets) => new(schema, tickets, _faults, _remarks);
}
