using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Bench.Server;

/// <summary>How long a large month takes to close, and its bundle to verify, beside reading the same events from the database.</summary>
internal sealed class CloseRun(string kind, string file)
{
    private const int Lanes = 16, TicketsInTurn = 50, Rounds = 3;

    private const string Agreement = """
        prazo: 1
        agreement: bench
        title: Bench
        kind: service
        zone: America/Sao_Paulo
        calendars:
          comercial: { weekly: { mon-fri: "08:00-18:00" }, holidays: [br] }
        targets:
          first-response: { by: priority, within: { critical: 1h clock, high: 4h, else: 2 business days }, calendar: comercial }
          next-response: { within: 6h, calendar: comercial, recurs: each-reply }
          resolution: { by: priority, within: { critical: 8h clock, high: 16h, else: 5 business days }, calendar: comercial, pause: [{ status: waiting-customer, party: customer }] }
        objectives:
          - { id: answers, target: first-response, at-least: 95%, per: month }
          - { id: solutions, target: resolution, at-least: 90%, per: month }
        money: { currency: BRL, amounts: { monthly-fee: 500000.00 BRL }, cap: { period: 20% } }
        penalties:
          - { objective: answers, bands: { "95%..100%": none, "90%..95%": 2%, "0%..90%": 5% }, of: monthly-fee }
          - { id: late-solutions, target: resolution, per-hour: 5.00 BRL, hours: started, weights: { by: priority, critical: 2, else: 1 }, cap: { event: 100.00 BRL } }
        """;

    private static readonly Instant Month = Instant.FromUtc(2026, 10, 1, 3, 0), Known = Instant.FromUtc(2026, 11, 3, 12, 0);

    /// <summary>A SQLite file with the tickets of October, by the product's own writes; one that was filled by an earlier run is taken as it is.</summary>
    public static async Task Fill(string file, int count)
    {
        using var db = Db.Open(file);
        if ((await db.Read(Workspace.All)).Count > 0)
            return;
        var tenant = (await db.Write(tx => Workspace.Create(tx, "Bench", "pt-BR", "America/Sao_Paulo", Month))).TenantId;
        await db.Write(tx => PublishedAgreements.Publish(tx, tenant, Agreement, "bench", Month));
        var (log, next) = (new TicketLog(new ClockFold(new PublishedAgreements())), -1);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
        {
            for (int turn; (turn = Interlocked.Increment(ref next)) * TicketsInTurn < count;)
                await db.Write(tx =>
                {
                    for (var i = turn * TicketsInTurn; i < Math.Min(count, (turn + 1) * TicketsInTurn); i++)
                        log.Record(tx, tenant, "bench", i.ToString(CultureInfo.InvariantCulture), Story(new Random(i)), "bench", Known);
                });
        }));
    }

    /// <summary>Opened, answered, asked again, answered again, now and then waiting for the customer, solved: three promises.</summary>
    private static ImmutableArray<TicketEvent> Story(Random dice)
    {
        var at = Month + Duration.FromMinutes(dice.Next(25 * 24 * 60));
        var events = ImmutableArray.CreateBuilder<TicketEvent>();
        string Id() => string.Create(CultureInfo.InvariantCulture, $"e{events.Count}");
        void Later(int hours) => at += Duration.FromMinutes(dice.Next(5, hours * 60));
        var fields = ImmutableSortedDictionary<string, string>.Empty.Add("priority", dice.Next(20) switch { 0 => "critical", < 5 => "high", _ => "normal" }).Add("status", "new").Add("team", $"n{dice.Next(5)}").Add("channel", "mail");
        events.Add(new TicketCreated(Id(), at, at, 0, fields));
        Later(16);
        events.Add(new AgentMessage(Id(), at, at, 0, $"agent{dice.Next(40)}"));
        if (dice.Next(5) == 0)
        {
            events.Add(new FieldChanged(Id(), at, at, 0, "status", "waiting-customer"));
            Later(24);
        }
        Later(12);
        events.Add(new CustomerMessage(Id(), at, at, 0));
        Later(12);
        events.Add(new AgentMessage(Id(), at, at, 0, $"agent{dice.Next(40)}"));
        Later(24);
        events.Add(new FieldChanged(Id(), at, at, 0, "status", "solved"));
        return events.ToImmutable();
    }

    public async Task<IReadOnlyDictionary<string, string>> Measure()
    {
        using var full = BenchDatabase.New(kind);
        Backup.Restore(file, full.Name, replace: true);
        using var db = Db.Open(full.Name);
        var tenant = (await db.Read(Workspace.All))[0].TenantId;
        var (reads, drafts, closes, verdicts, sizes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), (Events: 0L, Clocks: 0L, Bytes: 0L));
        for (var round = 0; round <= Rounds; round++)
        {
            var agreements = new PublishedAgreements();
            var read = Stopwatch.StartNew();
            var events = await db.Read(s => Events(s, tenant));
            read.Stop();
            var drafted = Stopwatch.StartNew();
            var statement = await StatementActs.Draft(db, agreements, tenant, "bench", null, "user:bench", Known);
            drafted.Stop();
            var closed = Stopwatch.StartNew();
            statement = await StatementActs.Close(db, tenant, statement.Id, null, "user:bench", Known);
            closed.Stop();
            var bundle = await db.Read(s => StatementActs.Export(s, statement));
            var verified = Stopwatch.StartNew();
            var verdict = StatementVerification.Verify(new StringReader(bundle), null, null);
            verified.Stop();
            if (verdict.Fault is { } fault)
                throw new InvalidOperationException(fault);
            sizes = (events, await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM clocks WHERE tenant_id = @tenant", new { tenant })), bundle.Length);
            await db.Write(tx => Forget(tx, tenant));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: read {read.Elapsed.TotalSeconds:0.00} s, draft {drafted.Elapsed.TotalSeconds:0.00} s, close {closed.Elapsed.TotalSeconds:0.00} s, verify {verified.Elapsed.TotalSeconds:0.00} s; {statement.Content.Tickets} tickets, {statement.Content.Breaches.Count} breaches, net {statement.Content.Net}"));
            if (round == 0)
                continue;
            reads.Add(read.Elapsed.TotalSeconds);
            drafts.Add(drafted.Elapsed.TotalSeconds);
            closes.Add(closed.Elapsed.TotalSeconds);
            verdicts.Add(verified.Elapsed.TotalSeconds);
        }
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["events / clocks"] = string.Create(CultureInfo.InvariantCulture, $"{sizes.Events:N0} / {sizes.Clocks:N0}"),
            ["the bundle"] = string.Create(CultureInfo.InvariantCulture, $"{sizes.Bytes / 1e6:0} MB"),
            ["reading the events"] = Seconds(reads),
            ["drafting"] = $"{Seconds(drafts)}, {Ratio(drafts, reads)}",
            ["closing the draft"] = $"{Seconds(closes)}, {Ratio(closes, reads)}",
            ["verifying the bundle"] = $"{Seconds(verdicts)}, {Ratio(verdicts, reads)}",
            ["memory, most"] = string.Create(CultureInfo.InvariantCulture, $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"),
        };
    }

    /// <summary>What anything that looks at the month has to do: every event of it out of the database, as the program holds it.</summary>
    private static long Events(Session session, Guid tenant)
    {
        var count = 0L;
        foreach (var some in session.Query<Guid>("SELECT id FROM tickets WHERE tenant_id = @tenant ORDER BY number", new { tenant }).Chunk(500))
            count += TicketStore.EventsOf(session, tenant, some, Known).Sum(t => t.LongCount());
        return count;
    }

    private static int Forget(Tx tx, Guid tenant)
    {
        foreach (var table in new[] { "statement_entries", "statement_notices", "statement_items", "statement_bundles", "statements" })
            tx.Execute($"DELETE FROM {table} WHERE tenant_id = @tenant", new { tenant });
        return 0;
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);
    private static string Seconds(List<double> times) => string.Create(CultureInfo.InvariantCulture, $"{Middle(times):0.00} s");
    private static string Ratio(List<double> times, List<double> reads) => string.Create(CultureInfo.InvariantCulture, $"{Middle(times) / Middle(reads):0.0}x");
}
