using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>Random sets of agreements and random histories for comparing the two ways of replaying: everything that columns know, and things that they leave to the
/// replay ticket by ticket.</summary>
internal static class RandomHistories
{
    private static readonly Metric[] Metrics =
    [
        Metric.FirstResponse, Metric.NextResponse, Metric.Update, Metric.Workaround, Metric.Resolution, Metric.RequesterWait, Metric.AgentWork, Metric.Ownership, Metric.CustomerAnswer,
    ];

    public static AgreementSet Agreements(Random random)
    {
        var agreements = Enumerable.Range(0, random.Next(1, 4)).Select(i => Agreement(random, $"a{i}")).ToList();
        // A second version of the first, in force from the middle of the stories on.
        if (random.Next(3) == 0)
        {
            agreements[0] = agreements[0] with { To = new LocalDate(2026, 3, 5) };
            agreements.Add(Agreement(random, "a0") with { Version = 2, From = new LocalDate(2026, 3, 6), OpenTicketsToo = random.Next(8) == 0 });
        }
        var strategies = (Strategy[])[Strategy.First, Strategy.First, Strategy.MostSpecific, Strategy.MostSpecific, Strategy.All, Strategy.Strictest];
        return new AgreementSet(agreements, Matching.Standard with { Default = strategies[random.Next(strategies.Length)] });
    }

    private static Agreement Agreement(Random random, string id)
    {
        var targets = Metrics.Where(_ => random.Next(3) > 0).Select(m => Target(random, m)).ToList();
        if (targets.Find(t => t.Metric == Metric.Resolution && !t.MeasureOnly) is { } whole && random.Next(3) == 0)
            targets.Add(Sla.Target(Metric.Ownership, $"{random.Next(1, 9) * 10}% of {whole.Id}", id: "hop"));
        if (targets.Count == 0)
            targets.Add(Target(random, Metric.Resolution));
        return Sla.Agreement(id, [.. targets.DistinctBy(t => t.Id)]) with
        {
            Applies = random.Next(3) == 0 ? Sla.When("team", RandomTickets.Pick(random, "n1", "n2")) : Match.Any,
            Statuses = random.Next(4) == 0 ? new TicketStatuses(["resolved", "waiting-supplier"], ["closed"]) : TicketStatuses.Default,
            Rematch = random.Next(25) == 0 ? Rematch.Always : Rematch.Never,
        };
    }

    private static Target Target(Random random, Metric metric)
    {
        var values = random.Next(6) == 0 ? $"critical={Length(random)}" : $"critical={Length(random)}, high={Length(random)}, else={Length(random)}";
        var calendars = $"critical={Calendar(random)}, n1={Calendar(random)}, else={Calendar(random)}";
        var target = Sla.By(metric, RandomTickets.Pick(random, "priority", "priority", "team", "status"), values, calendars, random.Next(3) == 0 ? "team" : null);
        return target with
        {
            MeasureOnly = random.Next(10) == 0,
            When = random.Next(4) == 0 ? Sla.When("priority", "critical", "normal") : Match.Any,
            Pause = [.. Pauses.Where(_ => random.Next(3) == 0)],
            Up = (OnChange)random.Next(4),
            Down = (OnChange)random.Next(4),
            Heals = random.Next(4) == 0,
            Reopen = new Reopen((ReopenRule)random.Next(4), random.Next(4) switch { 0 => Sla.W("2h"), 1 => Sla.W("1 business day"), _ => null }),
            BoundaryClose = random.Next(4) == 0,
            PausesExtend = random.Next(2) == 0,
            IgnoreThanks = random.Next(2) == 0,
            Recurs = random.Next(12) == 0 ? Recurs.FromDue : random.Next(2) == 0 ? Recurs.EachReply : Recurs.FromStop,
            MissedOpensNext = random.Next(40) == 0,
            Response = (ResponseBy)random.Next(3),
            BotsCount = random.Next(3) == 0,
            NotesCount = random.Next(3) == 0,
            Warn = [.. Warnings.Where(_ => random.Next(3) == 0)],
        };
    }

    private static readonly PauseRule[] Pauses =
    [
        Sla.Pause(), Sla.Pause("waiting-supplier", Party.Supplier), Sla.Pause("open", Party.Provider),
        new(new FieldIs(new FieldIn("agent", [""], Negated: false, default)), "unassigned", Party.Nobody, default),
        new(new FieldIs(new FieldIn("team", ["n2"], Negated: true, default)), "elsewhere", Party.Customer, default),
    ];

    private static readonly Warning[] Warnings =
    [
        new WarnAtPercent("50%", 50), new WarnAtPercent("95%", 95), new WarnBefore("1h", Duration.FromHours(1), Clock: false),
        new WarnBefore("20h clock", Duration.FromHours(20), Clock: true), new WarnAfter("1h late", Duration.FromHours(1), Clock: false),
    ];

    private static string Calendar(Random random) => RandomTickets.Pick(random, "office", "manaus", "lunch", "night", "24x7");

    private static string Length(Random random) => random.Next(8) switch
    {
        0 => RandomTickets.Pick(random, "1 business day", "2 business days by 16:00", "3 calendar days", "1 month", "2 business days by close"),
        1 => RandomTickets.Pick(random, "1 working day", "3 working days"),
        2 => RandomTickets.Pick(random, "until 2026-03-10", "until field promised"),
        3 => $"{random.Next(1, 20) * 30}m clock",
        _ => $"{random.Next(1, 20) * 30}m",
    };

    public static History History(Random random, int tickets)
    {
        var builder = new HistoryBuilder();
        var ids = random.Next(4) == 0;
        for (var i = 0; i < tickets; i++)
            foreach (var (e, n) in Story(random).Select((e, n) => (e, n)))
                builder.Add($"T{i}", ids ? e with { Id = $"e{(random.Next(20) == 0 ? n - 1 : n)}", Sequence = random.Next(3) } : e);
        return builder.Build();
    }

    private static List<TicketEvent> Story(Random random)
    {
        var events = RandomTickets.Story(random, most: random.Next(2) == 0 ? 4 : 14);
        var created = (TicketCreated)events[0];
        if (random.Next(2) == 0)
            events[0] = created with { Fields = created.Fields.SetItem("promised", RandomTickets.Pick(random, "2026-03-07T15:00:00Z", "2026-03-20T09:00:00-03:00", "soon")) };
        var end = events[^1].Occurred;
        switch (random.Next(12))
        {
            case 0: events.Add(new WorkaroundGiven("", end, end, 0)); break;
            case 1: events.Add(new FieldChanged("", end + Duration.FromHours(1), end, 0, "workaround", "yes")); break;
            case 2: events.Add(new TicketAccepted("", end + Duration.FromHours(2), end, 0, "caio")); break;
            case 3: events.Add(new FieldChanged("", end + Duration.FromHours(2), end, 0, "promised", "2026-03-09T12:00:00Z")); break;
            case 4: events.Add(new ClockPaused("", end + Duration.FromHours(1), end, 0, null, "frozen", Party.Provider, "ana")); break;
            case 5: events.Add(new MergedInto("", end + Duration.FromHours(1), end, 0, "T1")); break;
        }
        return events;
    }
}
