using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Prazo.Agreements;
using Prazo.Alerts;
using Prazo.Clocks;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Bench.Server;

/// <summary>How long an agent waits for the first byte of the queue's page when very many tickets are open.</summary>
internal sealed class QueueRun(string prazo, string kind, string file)
{
    private const string Login = "agent0", Password = "a thousand open tickets";
    private const int Agents = 40, Lanes = 16, TicketsInTurn = 50;

    private const string Agreement = """
        prazo: 1
        agreement: bench
        title: Bench
        kind: service
        zone: America/Sao_Paulo
        calendars:
          comercial: { weekly: { mon-fri: "08:00-18:00" }, holidays: [br] }
        targets:
          first-response: { by: priority, within: { critical: 1h clock, high: 4h, else: 2 business days }, calendar: comercial, warn: [80%] }
          resolution: { by: priority, within: { critical: 8h clock, high: 60h, else: 30 business days }, calendar: comercial, warn: [80%], pause: [{ status: waiting-customer, party: customer }] }
        """;

    private static readonly string[] Pages = ["/queue?open=true", "/queue?open=true&agent=agent0", "/queue?open=true&clock=due-soon", "/queue?open=true&clock=overdue", "/queue?open=true&clock=paused", "/queue?open=true&q=nota+fiscal", "/queue?open=true&limit=200"];

    /// <summary>A SQLite file with open tickets in all states, made by the product's own writes; one that was filled by an earlier run is taken as it is.</summary>
    public static async Task Fill(string file, int count)
    {
        using var db = Db.Open(file);
        if ((await db.Read(Workspace.All)).Count == 0)
            await Fill(db, count);
        // What is due is noticed, told and read: a server that is measured has nothing left over to do.
        var (deadlines, feed, alerts, mails) = (new DeadlineRunner(db, new ClockFold(new PublishedAgreements())), new ClockFeed(db), new AlertRunner(db, []), new NoticeMailRunner(db));
        var now = SystemClock.Instance.GetCurrentInstant();
        while (await deadlines.Step(now) > 0 || await feed.Step() > 0 || await alerts.Step(now) > 0) { }
        await db.Write(tx =>
        {
            foreach (var workspace in Workspace.All(tx))
                foreach (var user in tx.Query<Guid>("SELECT id FROM users WHERE tenant_id = @TenantId", new { workspace.TenantId }))
                    Notices.MarkAllRead(tx, workspace.TenantId, user, now);
            return 0;
        });
        while (await mails.Step(now + Duration.FromDays(1)) > 0) { }
    }

    private static async Task Fill(Db db, int count)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var hash = Passwords.Hash(Password);
        var who = await db.Write(tx =>
        {
            var tenant = Workspace.Create(tx, "Bench", "pt-BR", "America/Sao_Paulo", now - Duration.FromDays(40)).TenantId;
            PublishedAgreements.Publish(tx, tenant, Agreement, "bench", now - Duration.FromDays(40));
            var agents = Enumerable.Range(0, Agents).Select(i => Users.Add(tx, tenant, new UserInput($"agent{i}", $"Agent {i}", $"agent{i}@bench.example", "agent"), "bench", now)).ToList();
            Users.SetPassword(tx, agents[0], hash, "bench", now);
            return agents.Select(a => new Principal(tenant, a.Actor, a.Id, Principal.AbilitiesOf(a.Is))).ToList();
        });
        var (log, next) = (new TicketLog(new ClockFold(new PublishedAgreements())), -1);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
        {
            for (int turn; (turn = Interlocked.Increment(ref next)) * TicketsInTurn < count;)
                await db.Write(tx =>
                {
                    for (var i = turn * TicketsInTurn; i < Math.Min(count, (turn + 1) * TicketsInTurn); i++)
                        Open(tx, log, who[i % Agents], i, now);
                });
        }));
    }

    /// <summary>Most are answered and have time left; some have none, some wait for the customer, some are nobody's.</summary>
    private static void Open(Tx tx, TicketLog log, Principal agent, int i, Instant now)
    {
        var dice = new Random(i);
        var opened = now - Duration.FromMinutes(dice.Next(30 * 24 * 60));
        var act = new Act(tx, log, agent, opened);
        var (ticket, _) = Opening.Open(act, new NewTicket($"{Topic(dice)} {i}", $"{Topic(dice)}, {Topic(dice)}.", From: "customer", Channel: "mail", Priority: dice.Next(100) switch { 0 => "critical", < 10 => "high", _ => "normal" },
            Agent: i % 10 == 0 ? null : act.Handle, Team: $"n{i % 5}", Customer: null, Tags: [$"t{i % 7}"]));
        act = act with { Now = opened + Duration.FromMinutes(dice.Next(1, 600)) };
        if (dice.Next(10) < 9 && act.Now < now)
            (ticket, _) = Messages.Reply(act, ticket, new Writing(Topic(dice)));
        if (dice.Next(10) == 0)
            TicketEdits.Change(act, ticket, new Prazo.Tickets.TicketChange(Status: "waiting-customer"));
    }

    private static string Topic(Random dice) => dice.Next(6) switch
    {
        0 => "Troca de produto com defeito", 1 => "Segunda via da nota fiscal", 2 => "Entrega atrasada", 3 => "Montagem em Manaus", 4 => "Cobrança em dobro", _ => "Acesso ao portal",
    };

    public async Task<IReadOnlyDictionary<string, string>> Measure()
    {
        var figures = new Dictionary<string, string>(StringComparer.Ordinal);
        using var full = BenchDatabase.New(kind);
        Served.Do(prazo, "restore", file, "--database", full.Name, "--force");
        using var server = await Served.Start(prazo, full.Name, "");
        await server.SignIn(Login, Password);
        // What fell due while it was copied is noticed first.
        await Task.Delay(TimeSpan.FromSeconds(30));
        figures["`/health/live`: nothing but HTTP"] = await FirstBytes(server, "/health/live");
        foreach (var page in Pages)
            figures[$"`{page}`"] = await FirstBytes(server, page);
        figures["`/api/v1/tickets?open=true&limit=50`: the same rows as data"] = await FirstBytes(server, "/api/v1/tickets?open=true&limit=50");
        foreach (var (what, figure) in figures)
            Console.Error.WriteLine($"{kind}: {what}: {figure}");
        return figures;
    }

    private static async Task<string> FirstBytes(Served server, string path)
    {
        var times = new List<double>();
        for (var i = 0; i < 220; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            var first = await server.FirstByte(path, sent);
            if (i >= 20)
                times.Add(first);
        }
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:0.0} / {times[times.Count * 95 / 100]:0.0} ms");
    }
}
