using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>Random agreements and random stories of tickets, seeded: for properties and for comparing replays.</summary>
internal static class RandomTickets
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 0, 0);
    private static readonly string[] Calendars = ["office", "manaus", "lunch", "night", "24x7"];
    private static readonly string[] Statuses = ["open", "waiting-customer", "waiting-supplier", "resolved", "closed", "open", "open"];
    private static readonly string[] Teams = ["n1", "n2"];
    private static readonly string[] Agents = ["ana", "bia", ""];

    /// <summary>Targets of working and clock time with pauses, changes and reopening of every kind.</summary>
    public static AgreementSet Agreement(Random random, bool dateLike = false)
    {
        var targets = new List<Target>();
        foreach (var metric in new[] { Metric.FirstResponse, Metric.NextResponse, Metric.Resolution, Metric.Update, Metric.Ownership, Metric.CustomerAnswer })
            targets.Add(Target(random, metric, dateLike));
        return new([Sla.Agreement("random", [.. targets])]);
    }

    private static Target Target(Random random, Metric metric, bool dateLike)
    {
        string Length() => dateLike && random.Next(3) == 0
            ? Pick(random, "1 business day", "2 business days by 16:00", "3 calendar days", "1 month", "1 working day", "2 business days by close")
            : $"{random.Next(1, 20) * 30}m{(random.Next(4) == 0 ? " clock" : "")}";
        var target = Sla.By(metric, "priority", $"critical={Length()}, high={Length()}, else={Length()}", $"critical={Pick(random, Calendars)}, else={Pick(random, Calendars)}");
        return target with
        {
            Pause = random.Next(3) > 0 ? [Sla.Pause(), Sla.Pause("waiting-supplier", Party.Supplier)] : [],
            Up = (OnChange)random.Next(4),
            Down = (OnChange)random.Next(4),
            Heals = random.Next(4) == 0,
            Reopen = new Reopen((ReopenRule)random.Next(4), random.Next(3) == 0 ? Sla.W("2h") : null),
            BoundaryClose = random.Next(3) == 0,
            IgnoreThanks = random.Next(2) == 0,
            Recurs = (Recurs)random.Next(3),
        };
    }

    /// <summary>A story of up to <paramref name="most"/> events over some days, sometimes several on one instant, to the millisecond or the minute.</summary>
    public static List<TicketEvent> Story(Random random, int most = 12, bool wholeMinutes = false)
    {
        var at = Monday + Duration.FromMinutes(random.Next(0, 7 * 24 * 60));
        var fields = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["status"] = random.Next(10) == 0 ? Pick(random, Statuses) : "open",
            ["priority"] = Pick(random, [.. Sla.Priorities]),
            ["team"] = Pick(random, Teams),
        });
        var events = new List<TicketEvent> { new TicketCreated("", at, at, 0, fields, random.Next(8) == 0) };
        var count = random.Next(0, most);
        for (var i = 0; i < count; i++)
        {
            if (random.Next(6) > 0)
                at += wholeMinutes ? Duration.FromMinutes(random.Next(1, 900)) : Duration.FromMilliseconds(random.Next(1, 54_000_000));
            events.Add(Event(random, at));
        }
        return events;
    }

    private static TicketEvent Event(Random random, Instant at) => random.Next(12) switch
    {
        0 or 1 => new CustomerMessage("", at, at, 0, random.Next(5) == 0, random.Next(4) == 0),
        2 or 3 => new AgentMessage("", at, at, 0, Pick(random, "ana", "bia"), random.Next(5) > 0, random.Next(6) == 0),
        4 => new FieldChanged("", at, at, 0, "priority", Pick(random, [.. Sla.Priorities])),
        5 => new FieldChanged("", at, at, 0, "team", Pick(random, Teams)),
        6 => new FieldChanged("", at, at, 0, "agent", Pick(random, Agents)),
        _ => new FieldChanged("", at, at, 0, "status", Pick(random, Statuses)),
    };

    public static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    /// <summary>A clock as text, all of it, for comparison.</summary>
    public static string Text(TicketReplay replay) => string.Join('\n', replay.Clocks.Select(c => string.Join(' ',
        c.Target, c.Cycle, c.Run, c.Verdict, c.State, c.Started, c.Stopped, c.Due, c.Last, c.OriginalDue, c.VerdictAt, c.Limit, c.Calendar, c.Worked, c.Elapsed, c.Remaining, c.Cause,
        string.Join(',', c.Pieces), string.Join(',', c.Shifts), string.Join(',', c.Facts), string.Join(',', c.Holders))));
}
