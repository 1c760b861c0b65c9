using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

public class HistoryReplayTests
{
    private static readonly Instant AsOf = Instant.FromUtc(2026, 3, 25, 12, 0);

    [Fact]
    public void A_whole_history_gives_the_rows_of_its_tickets_one_by_one()
    {
        var seed = OrderTests.Seed();
        var random = new Random(seed);
        var (tickets, rounds) = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? (5_000, 200) : (500, 24);
        var (rows, taken) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var set = RandomHistories.Agreements(random);
            var history = RandomHistories.History(random, tickets);
            var expected = Rows(new HistoryReplay(set, history, columns: false));
            var actual = Rows(new HistoryReplay(set, history));
            for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
                if (actual[i] != expected[i])
                    Assert.Fail($"seed {seed}, round {round}:\n{actual[i]} instead of\n{expected[i]}\n{Story(history, expected[i], set)}");
            actual.Count.ShouldBe(expected.Count, $"seed {seed}, round {round}");
            rows += actual.Count;
            taken += Taken(new HistoryReplay(set, history));
        }
        taken.ShouldBeGreaterThan(tickets * rounds / 5, "few tickets took the columns: the comparison compares nothing");
        rows.ShouldBeGreaterThan(tickets);
    }

    [Fact]
    public void Common_tickets_take_the_columns()
    {
        var set = Sla.Of(Sla.Target(Metric.FirstResponse, "1h"), Sla.Target(Metric.Resolution, "8h") with { Pause = [Sla.Pause()] });
        var builder = new HistoryBuilder();
        foreach (var e in new Script().Created("2026-03-02 10:00", "status=open").Reply("2026-03-02 10:30").Status("2026-03-02 11:00", "waiting-customer").Customer("2026-03-02 12:00").Status("2026-03-03 11:00", "resolved").Events)
            builder.Add("T1", e);
        foreach (var e in new Script().Created("2026-03-02 10:00", "status=waiting-customer").Status("2026-03-02 10:30", "resolved").Events)
            builder.Add("T2", e);
        var replay = new HistoryReplay(set, builder.Build());
        var taken = 0;
        var columns = ColumnReplay.Compile(replay).ShouldNotBeNull();
        var scratch = new ColumnReplay.Scratch(columns) { Rows = { Sink = rows => taken += rows.Length } };
        columns.TryRun(0, AsOf.ToUnixTimeMilliseconds(), scratch, _ => { }).ShouldBeTrue();
        scratch.Rows.Flush();
        taken.ShouldBe(2);
    }

    [Fact]
    public void Tickets_that_ended_as_they_began_follow_a_plan_and_others_do_not()
    {
        var set = Sla.Of(Sla.By(Metric.FirstResponse, "priority", "critical=1h, else=4h"), Sla.Target(Metric.Resolution, "8h") with { Pause = [Sla.Pause()] });
        var builder = new HistoryBuilder();
        void Tell(string ticket, Script script) => script.Events.ForEach(e => builder.Add(ticket, e));
        Tell("paused", new Script().Created("2026-03-02 10:00", "status=open priority=high").Status("2026-03-02 11:00", "waiting-customer").Customer("2026-03-02 12:00").Reply("2026-03-02 12:30").Status("2026-03-03 11:00", "resolved"));
        Tell("open", new Script().Created("2026-03-02 10:00", "status=open priority=high").Reply("2026-03-02 12:30"));
        Tell("reopened", new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 11:00", "resolved").Status("2026-03-02 12:00", "open").Status("2026-03-02 13:00", "resolved"));
        Tell("changed", new Script().Created("2026-03-02 10:00", "status=open priority=high").Set("2026-03-02 11:00", "priority", "critical").Status("2026-03-02 13:00", "resolved"));
        Tell("by agent", new Script().Created("2026-03-02 10:00", "status=open", byAgent: true).Status("2026-03-02 13:00", "resolved"));
        Tell("born closed", new Script().Created("2026-03-02 10:00", "status=closed"));
        var history = builder.Build();
        var columns = ColumnReplay.Compile(new HistoryReplay(set, history)).ShouldNotBeNull();
        var scratch = new ColumnReplay.Scratch(columns);
        scratch.Planned.Run(0, history.Count, AsOf.ToUnixTimeMilliseconds(), scratch.Matching).ShouldBe(history.Count);
        scratch.Planned.Others.ToArray().Select(i => history.Tickets[i]).ShouldBe(["open", "reopened", "changed", "by agent"]);
        Rows(new HistoryReplay(set, history)).ShouldBe(Rows(new HistoryReplay(set, history, columns: false)));
    }

    [Fact]
    public void Tables_that_would_outgrow_the_history_are_not_made()
    {
        var builder = new HistoryBuilder();
        foreach (var e in new Script().Created("2026-03-02 10:00", "status=open").Status("2026-03-02 13:00", "resolved").Events)
            builder.Add("T1", e);
        var replay = new HistoryReplay(Sla.Of(Sla.Target(Metric.FirstResponse, "1h"), Sla.Target(Metric.Resolution, "8h")), builder.Build());
        // Two targets; no value, `open` and `resolved`.
        ColumnReplay.Compile(replay, mostCells: 6).ShouldNotBeNull();
        ColumnReplay.Compile(replay, mostCells: 5).ShouldBeNull();
    }

    [Fact]
    public void Tickets_of_ever_new_kinds_are_replayed_when_the_plans_are_full()
    {
        var random = new Random(5);
        var builder = new HistoryBuilder();
        var kinds = new[] { "waiting-customer", "open", "waiting-supplier" };
        for (var i = 0; i < 40_000; i++)
        {
            var at = Instant.FromUtc(2026, 3, 2, 12, 0);
            builder.Add($"T{i}", new TicketCreated("", at, at, 0, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("status", "open")));
            for (var e = 0; e < 14; e++)
            {
                at += Duration.FromMinutes(random.Next(1, 300));
                builder.Add($"T{i}", random.Next(2) == 0 ? new AgentMessage("", at, at, 0, "ana") : new FieldChanged("", at, at, 0, "status", e == 13 ? "resolved" : kinds[random.Next(3)]));
            }
        }
        var set = Sla.Of(Sla.Target(Metric.Resolution, "80h") with { Pause = [Sla.Pause(), Sla.Pause("waiting-supplier", Party.Supplier)] });
        var history = builder.Build();
        var planned = 0;
        var columns = ColumnReplay.Compile(new HistoryReplay(set, history)).ShouldNotBeNull();
        var scratch = new ColumnReplay.Scratch(columns);
        for (var from = 0; from < history.Count;)
        {
            var to = scratch.Planned.Run(from, history.Count, AsOf.ToUnixTimeMilliseconds(), scratch.Matching);
            planned += to - from - scratch.Planned.Others.Length;
            from = to;
        }
        planned.ShouldBeInRange(1, history.Count - 1, "some have plans, and there is an end to them");
        var rows = 0;
        new HistoryReplay(set, history).Run(0, history.Count, AsOf, (ReadOnlySpan<ClockRow> some) => rows += some.Length, _ => { });
        rows.ShouldBe(history.Count);
    }

    [Fact]
    public void T18_a_version_for_open_tickets_too_may_bring_a_target_after_the_last_event()
    {
        var first = Sla.Agreement("sla", Sla.Target(Metric.FirstResponse, "1h")) with { To = new LocalDate(2026, 3, 3) };
        var second = Sla.Agreement("sla", Sla.Target(Metric.FirstResponse, "1h"), Sla.Target(Metric.Resolution, "80h")) with { Version = 2, From = new LocalDate(2026, 3, 4), OpenTicketsToo = true };
        var replay = new Script().Created("2026-03-02 10:00", "status=open").Replay(new([first, second]), "2026-03-06 12:00");
        var clock = replay.Clocks.Single(c => c.Metric == Metric.Resolution);
        clock.AgreementVersion.ShouldBe(2);
        Script.Local(clock.Started).ShouldBe("2026-03-02 10:00");
        clock.Worked.ShouldBe(Duration.FromHours(8 + 9 + 9 + 9 + 3), "Monday from 10, three whole days, Friday to 12");
    }

    private static string Story(History history, string row, AgreementSet set)
    {
        var words = row.Split(' ');
        var ticket = history.Tickets.IndexOf(words[0]);
        return ticket < 0 ? "" : string.Join('\n', history.EventsOf(ticket)) + "\n" + new HistoryReplay(set, history).Targets[int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)].Target;
    }

    private static int Taken(HistoryReplay replay)
    {
        if (ColumnReplay.Compile(replay) is not { } columns)
            return 0;
        var scratch = new ColumnReplay.Scratch(columns);
        return Enumerable.Range(0, replay.History.Count).Count(i => columns.TryRun(i, AsOf.ToUnixTimeMilliseconds(), scratch, _ => { }));
    }

    internal static List<string> Rows(HistoryReplay replay, Instant? asOf = null)
    {
        // Between rows and tickets without, no order is promised.
        List<string> rows = [], uncovered = [];
        replay.Run(0, replay.History.Count, asOf ?? AsOf,
            (in ClockRow r) => rows.Add(string.Join(' ', replay.History.Tickets[r.Ticket], r.Target, r.Cycle, r.Run, r.Verdict, r.State, r.Promised, r.Untargeted, r.Started, r.Stopped, r.Due, r.Last, r.OriginalDue, r.VerdictAt,
                r.Worked, r.Elapsed, r.PausedCustomer, r.PausedProvider, r.PausedSupplier, r.PausedNobody, Math.Round(r.UsedPercent, 6), replay.Names[r.Agent], replay.Names[r.Team])),
            u => uncovered.Add($"{replay.History.Tickets[u.Ticket]} {u.Target} uncovered {u.Code}"));
        return [.. rows, .. uncovered];
    }
}
