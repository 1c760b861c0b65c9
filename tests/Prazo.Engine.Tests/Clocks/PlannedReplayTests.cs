using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>Histories in which most tickets follow a plan, many of a kind and mixed with others: the rows of the replay ticket by ticket, in order.</summary>
public class PlannedReplayTests
{
    private static readonly Instant AsOf = Instant.FromUtc(2026, 6, 1, 0, 0);
    private static readonly string[] Agents = ["ana", "bia", "", "caio"], Teams = ["n1", "n2", ""];

    [Fact]
    public void Many_tickets_of_few_kinds_give_the_rows_of_the_replay_one_by_one()
    {
        var seed = OrderTests.Seed();
        var random = new Random(seed);
        var (rounds, planned, tickets) = (Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 200 : 12, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var set = Agreements(random);
            var history = History(random, random.Next(1, 1_500), kinds: random.Next(1, 12));
            HistoryReplayTests.Rows(new HistoryReplay(set, history), AsOf).ShouldBe(HistoryReplayTests.Rows(new HistoryReplay(set, history, columns: false), AsOf), $"seed {seed}, round {round}");
            planned += Planned(set, history);
            tickets += history.Count;
        }
        planned.ShouldBeInRange(tickets / 3, tickets - 1, $"seed {seed}");
    }

    [Fact]
    public void Kinds_of_every_number_of_tickets_in_a_block_give_the_same_rows()
    {
        var random = new Random(3);
        var set = Sla.Of(Sla.By(Metric.Resolution, "priority", "critical=2h, high=4h clock, else=9h", "critical=24x7, else=office") with { Pause = [Sla.Pause()] });
        for (var count = 1; count <= 40; count++)
        {
            var builder = new HistoryBuilder();
            for (var i = 0; i < count; i++)
                Tell(builder, random, $"T{i}", "critical", ["waiting-customer", "reply", "customer", "resolved"]);
            Tell(builder, random, "other", "high", ["waiting-customer", "reply", "customer", "resolved"]);
            var history = builder.Build();
            Planned(set, history).ShouldBe(count + 1);
            HistoryReplayTests.Rows(new HistoryReplay(set, history), AsOf).ShouldBe(HistoryReplayTests.Rows(new HistoryReplay(set, history, columns: false), AsOf));
        }
    }

    [Fact]
    public void Promises_of_more_lengths_than_are_planned_are_kept_all_the_same()
    {
        var random = new Random(5);
        var builder = new HistoryBuilder();
        for (var i = 0; i < 900; i++)
            Tell(builder, random, $"T{i}", $"p{i % 300}", ["reply", "waiting-customer", "customer", "resolved"]);
        var set = Sla.Of(Sla.By(Metric.Resolution, "priority", string.Join(", ", Enumerable.Range(0, 300).Select(i => $"p{i}={i + 1}m"))));
        var history = builder.Build();
        Planned(set, history).ShouldBe(3 * 256, "each of the first 256 lengths");
        HistoryReplayTests.Rows(new HistoryReplay(set, history), AsOf).ShouldBe(HistoryReplayTests.Rows(new HistoryReplay(set, history, columns: false), AsOf));
    }

    [Fact]
    public void Rows_come_in_the_order_of_tickets_whatever_way_each_of_them_goes()
    {
        var random = new Random(4);
        var builder = new HistoryBuilder();
        // Every third is still open, every seventh merged; the others are done.
        for (var i = 0; i < (2 * PlannedReplay.BlockSize) + 5; i++)
        {
            Tell(builder, random, $"T{i}", "high", i % 3 == 0 ? ["reply"] : ["reply", "resolved"]);
            if (i % 7 == 0)
                builder.Add($"T{i}", new MergedInto("", AsOf - Duration.FromHours(1), AsOf, 0, "T1"));
        }
        var set = Sla.Of(Sla.Target(Metric.FirstResponse, "1h"), Sla.Target(Metric.Resolution, "9h"));
        var replay = new HistoryReplay(set, builder.Build());
        var seen = new List<int>();
        replay.Run(3, replay.History.Count - 2, AsOf, (ReadOnlySpan<ClockRow> rows) => seen.AddRange(rows.ToArray().Select(r => r.Ticket)), _ => { });
        seen.ShouldBe(Enumerable.Range(3, replay.History.Count - 5).SelectMany(i => new[] { i, i }));
    }

    [Fact]
    public void A_block_ends_where_it_is_full_of_rows()
    {
        var random = new Random(6);
        var builder = new HistoryBuilder();
        string[] talk = ["reply", .. Enumerable.Repeat((string[])["customer", "reply"], 40).SelectMany(x => x), "resolved"];
        for (var i = 0; i < 150; i++)
            Tell(builder, random, $"T{i}", "high", talk);
        var (set, history) = (Sla.Of(Sla.Target(Metric.NextResponse, "1h")), builder.Build());
        var columns = ColumnReplay.Compile(new HistoryReplay(set, history)).ShouldNotBeNull();
        var scratch = new ColumnReplay.Scratch(columns);
        // Forty rows a ticket: the fifty-second reaches 2,048.
        PlannedReplay.BlockRows.ShouldBe(2_048);
        scratch.Planned.Run(0, history.Count, AsOf.ToUnixTimeMilliseconds(), scratch.Matching).ShouldBe(52);
        scratch.Planned.RowsOf(0, 52).Length.ShouldBe(52 * 40);
        HistoryReplayTests.Rows(new HistoryReplay(set, history), AsOf).ShouldBe(HistoryReplayTests.Rows(new HistoryReplay(set, history, columns: false), AsOf));
    }

    [Fact]
    public void T10_A_promise_on_a_calendar_that_never_opens_is_never_due()
    {
        var builder = new HistoryBuilder();
        for (var i = 0; i < 20; i++)
            foreach (var e in new Script().Created("2026-03-02 10:00", "status=open").Status($"2026-03-02 {11 + (i % 5)}:00", "resolved").Events)
                builder.Add($"T{i}", e);
        var closed = Sla.Week("closed", "America/Sao_Paulo");
        var agreement = Sla.Agreement("sla", Sla.Target(Metric.Resolution, "1h", "closed"));
        var set = new AgreementSet([agreement with { Calendars = agreement.Calendars.Add("closed", closed) }]);
        var replay = new HistoryReplay(set, builder.Build());
        Planned(set, replay.History).ShouldBe(20);
        var rows = new List<ClockRow>();
        replay.Run(0, 20, AsOf, (in ClockRow row) => rows.Add(row), _ => { });
        rows.Count.ShouldBe(20);
        rows.ShouldAllBe(r => r.Due == -1 && r.Last == -1 && r.OriginalDue == -1 && r.Verdict == Verdict.Met && r.Worked == 0 && r.VerdictAt == r.Stopped && r.UsedPercent == 0);
    }

    [Fact]
    public void The_row_says_who_held_the_ticket_when_the_promise_broke()
    {
        var set = Sla.Of(Sla.Target(Metric.Resolution, "2h"));
        var builder = new HistoryBuilder();
        // Broken at 12:00: within time, at that very instant, and after it.
        foreach (var (ticket, second) in new[] { ("before", "11:30"), ("then", "12:00"), ("after", "12:30") })
            foreach (var e in new Script().Created("2026-03-02 10:00", "status=open agent=ana team=n1").Set("2026-03-02 10:30", "team", "n2").Set($"2026-03-02 {second}", "agent", "bia").Reply("2026-03-02 13:00", "caio").Status("2026-03-02 14:00", "resolved").Events)
                builder.Add(ticket, e);
        var replay = new HistoryReplay(set, builder.Build());
        Planned(set, replay.History).ShouldBe(3);
        var held = new List<string>();
        replay.Run(0, 3, AsOf, (in ClockRow row) => held.Add($"{row.Verdict} {replay.Names[row.Agent]} {replay.Names[row.Team]}"), _ => { });
        held.ShouldBe(["MetLate bia n2", "MetLate bia n2", "MetLate ana n2"]);
    }

    private static int Planned(AgreementSet set, History history)
    {
        if (ColumnReplay.Compile(new HistoryReplay(set, history)) is not { } columns)
            return 0;
        var scratch = new ColumnReplay.Scratch(columns);
        var planned = 0;
        for (var from = 0; from < history.Count;)
        {
            var to = scratch.Planned.Run(from, history.Count, AsOf.ToUnixTimeMilliseconds(), scratch.Matching);
            planned += to - from - scratch.Planned.Others.Length;
            from = to;
        }
        return planned;
    }

    private static AgreementSet Agreements(Random random)
    {
        string Length() => $"{random.Next(1, 12) * 30}m{(random.Next(4) == 0 ? " clock" : "")}";
        string Calendar() => RandomTickets.Pick(random, "office", "manaus", "lunch", "night", "24x7");
        Target Target(Metric metric) => Sla.By(metric, RandomTickets.Pick(random, "priority", "priority", "team"), $"critical={Length()}, n1={Length()}, else={Length()}", $"critical={Calendar()}, n1={Calendar()}, else={Calendar()}") with
        {
            Pause = [.. ((PauseRule[])[Sla.Pause(), Sla.Pause("waiting-supplier", Party.Supplier), Sla.Pause("held", Party.Provider), Sla.Pause("parked", Party.Nobody)]).Where(_ => random.Next(3) > 0)],
        };
        var metrics = ((Metric[])[Metric.FirstResponse, Metric.NextResponse, Metric.Update, Metric.RequesterWait, Metric.CustomerAnswer]).Where(_ => random.Next(2) == 0);
        return Sla.Of([Target(Metric.Resolution), .. metrics.Select(Target)]);
    }

    private static History History(Random random, int tickets, int kinds)
    {
        string[] happenings = ["reply", "reply", "customer", "agent", "team", "waiting-customer", "waiting-supplier", "held", "parked", "open"];
        string[][] stories = [.. Enumerable.Range(0, kinds).Select(_ => (string[])[.. Enumerable.Range(0, random.Next(0, 9)).Select(_ => RandomTickets.Pick(random, happenings)), random.Next(8) == 0 ? "open" : "resolved"])];
        var builder = new HistoryBuilder();
        for (var i = 0; i < tickets; i++)
            Tell(builder, random, $"T{i}", RandomTickets.Pick(random, "critical", "high", "normal"), RandomTickets.Pick(random, stories));
        return builder.Build();
    }

    /// <summary>A ticket to which these things happen, at random instants that often are ends of promises and openings.</summary>
    private static void Tell(HistoryBuilder builder, Random random, string id, string priority, string[] story)
    {
        var at = Instant.FromUtc(2026, 3, 2, 0, 0) + Duration.FromMinutes(30 * random.Next(0, 14 * 48));
        var fields = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["status"] = random.Next(12) == 0 ? "waiting-customer" : "open",
            ["priority"] = priority,
            ["team"] = RandomTickets.Pick(random, Teams),
            ["agent"] = RandomTickets.Pick(random, Agents),
        });
        builder.Add(id, new TicketCreated("", at, at, 0, fields));
        foreach (var happening in story)
        {
            at += random.Next(2) == 0 ? Duration.FromMinutes(30 * random.Next(1, 30)) : Duration.FromMilliseconds(random.Next(1, 54_000_000));
            builder.Add(id, happening switch
            {
                "reply" => new AgentMessage("", at, at, 0, RandomTickets.Pick(random, Agents)),
                "customer" => new CustomerMessage("", at, at, 0),
                "agent" => new FieldChanged("", at, at, 0, "agent", RandomTickets.Pick(random, Agents)),
                "team" => new FieldChanged("", at, at, 0, "team", RandomTickets.Pick(random, Teams)),
                _ => new FieldChanged("", at, at, 0, "status", happening),
            });
        }
    }
}
