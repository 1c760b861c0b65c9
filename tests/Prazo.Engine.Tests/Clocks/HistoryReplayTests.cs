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
        var (tickets, rounds) = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? (20_000, 50) : (2_000, 8);
        var (rows, taken) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var set = Common(RandomTickets.Agreement(random), random);
            var builder = new HistoryBuilder();
            for (var i = 0; i < tickets; i++)
                foreach (var e in RandomTickets.Story(random, most: random.Next(2) == 0 ? 4 : 12))
                    builder.Add($"T{i}", e);
            var history = builder.Build();
            var expected = Rows(new HistoryReplay(set, history, columns: false));
            var actual = Rows(new HistoryReplay(set, history));
            for (var i = 0; i < expected.Count; i++)
                if (actual[i] != expected[i])
                    Assert.Fail($"seed {seed}, round {round}:\n{actual[i]} instead of\n{expected[i]}\n{Story(history, expected[i], set)}");
            actual.Count.ShouldBe(expected.Count);
            rows += actual.Count;
            taken += Taken(new HistoryReplay(set, history));
        }
        Console.WriteLine($"{taken} of {tickets * rounds} tickets took the columns");
        taken.ShouldBeGreaterThan(tickets / 20, "few tickets took the columns: the comparison compares nothing");
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
        columns.TryRun(0, AsOf.ToUnixTimeMilliseconds(), new ColumnReplay.Scratch(columns), (in ClockRow _) => taken++, _ => { }).ShouldBeTrue();
        taken.ShouldBe(2);
    }

    private static string Story(History history, string row, AgreementSet set)
    {
        var words = row.Split(' ');
        var ticket = history.Tickets.IndexOf(words[0] == "uncovered" ? "" : words[0]);
        return ticket < 0 ? "" : string.Join('\n', history.EventsOf(ticket)) + "\n" + set.Agreements[0].Targets[int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)];
    }

    private static int Taken(HistoryReplay replay)
    {
        if (ColumnReplay.Compile(replay) is not { } columns)
            return 0;
        var scratch = new ColumnReplay.Scratch(columns);
        return Enumerable.Range(0, replay.History.Count).Count(i => columns.TryRun(i, AsOf.ToUnixTimeMilliseconds(), scratch, (in ClockRow _) => { }, _ => { }));
    }

    // Half of the agreements are of the common kind, so that columns have something to do.
    private static AgreementSet Common(AgreementSet set, Random random) => random.Next(2) == 0 ? set : new([.. set.Agreements.Select(a => a with
    {
        Targets = [.. a.Targets.Where(t => t.Metric is Metric.FirstResponse or Metric.NextResponse or Metric.Resolution).Select(t => t with { BoundaryClose = false, IgnoreThanks = false, Recurs = Recurs.FromStop })],
    })]);

    internal static List<string> Rows(HistoryReplay replay, Instant? asOf = null)
    {
        var rows = new List<string>();
        replay.Run(0, replay.History.Count, asOf ?? AsOf,
            (in ClockRow r) => rows.Add(string.Join(' ', replay.History.Tickets[r.Ticket], r.Target, r.Cycle, r.Run, r.Verdict, r.State, r.Promised, r.Untargeted, r.Started, r.Stopped, r.Due, r.Last, r.OriginalDue, r.VerdictAt,
                r.Worked, r.Elapsed, r.PausedCustomer, r.PausedProvider, r.PausedSupplier, r.PausedNobody, Math.Round(r.UsedPercent, 6), replay.Names[r.Agent], replay.Names[r.Team])),
            u => rows.Add($"uncovered {u}"));
        return rows;
    }
}
