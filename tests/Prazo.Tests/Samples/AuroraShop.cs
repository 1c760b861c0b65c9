using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Clocks;

namespace Prazo.Tests.Samples;

/// <summary>Makes the event log of samples/aurora: a Brazilian shop from January to March 2026. The same seed gives the same bytes on every machine:
/// only integers and table look-ups, and working hours of its own (the engine must not grade its own homework).</summary>
internal sealed class AuroraShop(int seed = 20260102)
{
    private static readonly Instant Opens = Instant.FromUtc(2026, 1, 2, 3, 0);
    private static readonly Instant Ends = Instant.FromUtc(2026, 4, 1, 3, 0);
    private static readonly string[] Stages = ["purchase", "delivery", "after-sales", "exchange"];

    // Quantiles 0, 10, … 100 % of staffed minutes until the first answer and until the solution; drawn by interpolation.
    private static readonly Dictionary<string, int[]> Answer = new()
    {
        ["critical"] = [1, 2, 3, 4, 5, 7, 9, 11, 13, 18, 40],
        ["high"] = [3, 8, 13, 18, 24, 30, 37, 45, 54, 75, 190],
        ["normal"] = [5, 20, 38, 60, 85, 110, 140, 172, 210, 262, 620],
        ["low"] = [10, 60, 110, 170, 230, 300, 370, 440, 520, 640, 1500],
    };

    private static readonly Dictionary<string, int[]> Solution = new()
    {
        ["critical"] = [10, 25, 35, 48, 60, 72, 85, 98, 112, 150, 320],
        ["high"] = [30, 80, 130, 190, 240, 300, 350, 400, 455, 560, 1500],
        ["normal"] = [40, 150, 260, 380, 500, 640, 780, 920, 1080, 1350, 3600],
        ["low"] = [60, 240, 420, 640, 900, 1200, 1500, 1900, 2300, 2800, 6000],
    };

    private static readonly Dictionary<string, string[]> Agents = new()
    {
        ["loja"] = ["bruna", "caio", "davi"], ["entregas"] = ["elaine", "fabio"], ["pos-venda"] = ["giovana", "hugo", "iara"],
    };

    private readonly Random _random = new(seed);
    private readonly List<(string Ticket, TicketEvent Event)> _log = [];
    private int _calls;

    /// <summary>The whole log, ordered by time, then ticket, as a help desk would export it.</summary>
    public IReadOnlyList<(string Ticket, TicketEvent Event)> Log(int tickets = 1500)
    {
        _log.Clear();
        for (var number = 1001; number < 1001 + tickets; number++)
            MakeTicket($"A-{number}", Arrival((number - 1001) / (double)tickets));
        return [.. _log.Where(e => e.Event.Occurred < Ends).OrderBy(e => e.Event.Occurred).ThenBy(e => e.Ticket, StringComparer.Ordinal).ThenBy(e => e.Event.Rank)];
    }

    private Instant Arrival(double share)
    {
        var spread = (int)(share * 88 * 1440);
        var day = spread / 1440;
        // Most people write by day; every ninth at any hour.
        var minute = _random.Next(9) == 0 ? _random.Next(1440) : 7 * 60 + _random.Next(14 * 60);
        var arrival = Opens + Duration.FromDays(day) + Duration.FromMinutes(minute) + Duration.FromSeconds(_random.Next(60));
        // Fewer on weekends: half of those wait for Monday.
        var weekday = arrival.Minus(Duration.FromHours(3)).InUtc().DayOfWeek;
        return weekday is IsoDayOfWeek.Sunday && _random.Next(2) == 0 ? arrival + Duration.FromDays(1) : arrival;
    }

    private void MakeTicket(string id, Instant at)
    {
        var channel = Pick(("email", 35), ("chat", 25), ("portal", 25), ("phone", 15));
        var region = Pick(("sudeste", 50), ("sul", 24), ("norte", 26));
        var priority = Pick(("critical", 4), ("high", 16), ("normal", 60), ("low", 20));
        var stage = Stages[_random.Next(Stages.Length)];
        // The line is open in opening hours; few ring beside them.
        while (channel == "phone" && !IsStaffed(at, region) && _random.Next(25) > 0)
            at = Plus(at, 3600);
        var team = stage switch { "delivery" => "entregas", "purchase" => "loja", _ => "pos-venda" };
        var inbox = _random.Next(40) == 0 ? "parceiros" : "loja";
        Add(id, new TicketCreated("", at, at, 0, Fields(("channel", channel), ("inbox", inbox), ("priority", priority), ("region", region), ("stage", stage), ("status", "new"), ("team", team))));
        if (channel is "email" && _random.Next(3) == 0)
            Add(id, new AgentMessage("", Plus(at, 20), Plus(at, 20), 0, "assistente", Bot: true));
        if (_random.Next(70) == 0)
        {
            var twin = $"A-{1001 + _random.Next(1500)}";
            if (twin != id) { Add(id, new MergedInto("", Plus(at, 900), Plus(at, 900), 0, twin)); return; }
        }
        var answered = channel switch { "phone" => Call(id, at, region, team), "chat" => Chat(id, at, region, team), _ => default };
        if (answered == default)
            answered = Reply(id, at, region, team, Staffed(at, Slower(at, Draw(Answer[priority])), region));
        Work(id, answered, region, priority, team);
    }

    /// <summary>Rings; answered within seconds, or the caller hangs up and is called back.</summary>
    private Instant Call(string id, Instant at, string region, string team)
    {
        var call = $"c{++_calls}";
        Add(id, new CallOffered("", Plus(at, 1), Plus(at, 1), 0, call));
        var wait = 4 + _random.Next(25) + (_random.Next(9) == 0 ? 20 + _random.Next(60) : 0);
        var staffed = IsStaffed(at, region);
        if (staffed && wait < 80)
        {
            Add(id, new CallAnswered("", Plus(at, 1 + wait), Plus(at, 1 + wait), 0, call, Agent(team)));
            Add(id, new CallEnded("", Plus(at, 240 + wait), Plus(at, 240 + wait), 0, call));
            return Plus(at, 1 + wait);
        }
        Add(id, new CallAbandoned("", Plus(at, 1 + wait), Plus(at, 1 + wait), 0, call));
        var back = Staffed(at, 15 + _random.Next(160), region);
        var callback = $"c{++_calls}";
        Add(id, new CallAnswered("", back, back, 0, callback, Agent(team), Outbound: true));
        Add(id, new CallEnded("", Plus(back, 300), Plus(back, 300), 0, callback));
        return back;
    }

    private Instant Chat(string id, Instant at, string region, string team) =>
        IsStaffed(at, region) ? Reply(id, at, region, team, Plus(at, 20 + _random.Next(9) * _random.Next(60))) : default;

    private Instant Reply(string id, Instant at, string region, string team, Instant when)
    {
        if (_random.Next(6) == 0)
            Add(id, new AgentMessage("", Plus(at, Math.Max(30, (int)((when - at).TotalSeconds / 2))), Plus(at, Math.Max(30, (int)((when - at).TotalSeconds / 2))), 0, Agent(team), Public: false));
        var agent = Agent(team);
        Add(id, new FieldChanged("", when, when, 0, "agent", agent));
        Add(id, new AgentMessage("", when, when, 0, agent));
        Add(id, new FieldChanged("", Plus(when, 1), Plus(when, 1), 0, "status", "open"));
        return when;
    }

    private void Work(string id, Instant at, string region, string priority, string team)
    {
        if (_random.Next(14) == 0 && priority is "normal" or "low" && _random.Next(10) == 0)
        {
            at = Staffed(at, 30 + _random.Next(200), region);
            priority = "high";
            Add(id, new FieldChanged("", at, at, 0, "priority", priority));
        }
        if (priority is "critical" or "high" && _random.Next(8) > 0)
        {
            at = Staffed(at, Slower(at, 10 + _random.Next(90)), region);
            Add(id, new WorkaroundGiven("", at, at, 0));
        }
        if (_random.Next(100) < 34)
            at = WaitForCustomer(id, at, region, team);
        if (_random.Next(100) < 9)
        {
            var asked = Staffed(at, 20 + _random.Next(240), region);
            SetStatus(id, asked, "waiting-supplier");
            at = Staffed(asked, 240 + _random.Next(2000), region);
            SetStatus(id, at, "open");
        }
        var solved = Staffed(at, Slower(at, Draw(Solution[priority])) * 2 / 3, region);
        Add(id, new AgentMessage("", solved, solved, 0, Agent(team)));
        SetStatus(id, Plus(solved, 30), "resolved");
        AfterSolution(id, solved, region, team);
    }

    private Instant WaitForCustomer(string id, Instant at, string region, string team)
    {
        var asked = Staffed(at, 10 + _random.Next(180), region);
        Add(id, new AgentMessage("", asked, asked, 0, Agent(team)));
        SetStatus(id, Plus(asked, 5), "waiting-customer");
        var wrote = Plus(asked, 1800 + _random.Next(3 * 86_400));
        if (_random.Next(9) == 0)
            Add(id, new CustomerMessage("", Plus(asked, 60), Plus(asked, 60), 0, Automatic: true));
        Add(id, new CustomerMessage("", wrote, wrote, 0));
        SetStatus(id, Plus(wrote, 1), "open");
        var answer = Staffed(wrote, Slower(wrote, 10 + _random.Next(16) * _random.Next(30)), region);
        Add(id, new AgentMessage("", answer, answer, 0, Agent(team)));
        return answer;
    }

    private void AfterSolution(string id, Instant solved, string region, string team)
    {
        var fate = _random.Next(100);
        if (fate < 6)
        {
            var back = Plus(solved, 7200 + _random.Next(5 * 86_400));
            Add(id, new CustomerMessage("", back, back, 0));
            SetStatus(id, Plus(back, 1), "open");
            var again = Staffed(back, 30 + _random.Next(500), region);
            Add(id, new AgentMessage("", again, again, 0, Agent(team)));
            SetStatus(id, Plus(again, 30), "resolved");
        }
        else if (fate < 22)
        {
            var thanks = Plus(solved, 600 + _random.Next(20_000));
            Add(id, new CustomerMessage("", thanks, thanks, 0, Thanks: true));
        }
        else if (fate < 24)
            Add(id, new ClockWaived("", Plus(solved, 3600), Plus(solved, 3600), 0, "resolution", "greve dos Correios", "supervisora", "cliente"));
    }

    private void SetStatus(string id, Instant at, string status) => Add(id, new FieldChanged("", at, at, 0, "status", status));

    private void Add(string ticket, TicketEvent e) => _log.Add((ticket, e));

    private string Agent(string team) => Agents[team][_random.Next(Agents[team].Length)];

    private string Pick(params (string Value, int Weight)[] among)
    {
        var left = _random.Next(among.Sum(a => a.Weight));
        foreach (var (value, weight) in among)
            if ((left -= weight) < 0)
                return value;
        return among[^1].Value;
    }

    private int Draw(int[] quantiles)
    {
        var at = _random.Next(10_000);
        var (step, rest) = (at / 1000, at % 1000);
        return quantiles[step] + (quantiles[step + 1] - quantiles[step]) * rest / 1000;
    }

    /// <summary>The story of the quarter: the queue after Carnaval, and March with one more person on the desk.</summary>
    private static int Slower(Instant at, int minutes) => at < Instant.FromUtc(2026, 2, 16, 3, 0) ? minutes
        : at < Instant.FromUtc(2026, 3, 2, 3, 0) ? minutes * 7 / 4
        : minutes * 4 / 5;

    private static Instant Plus(Instant at, int seconds) => at + Duration.FromSeconds(seconds);

    /// <summary>Minutes of staffed time later, stepping minute by minute.</summary>
    private Instant Staffed(Instant from, int minutes, string region)
    {
        var at = from;
        while (!IsStaffed(at, region))
            at += Duration.FromMinutes(1);
        for (var left = minutes; left > 0; at += Duration.FromMinutes(1))
            if (IsStaffed(at, region))
                left--;
        while (!IsStaffed(at, region))
            at += Duration.FromMinutes(1);
        return at + Duration.FromSeconds(_random.Next(60));
    }

    private static bool IsStaffed(Instant at, string region)
    {
        // Neither city changed its clocks in 2026: three and four hours behind UTC.
        var local = at.Minus(Duration.FromHours(region == "norte" ? 4 : 3)).InUtc();
        if (local.Date == new LocalDate(2026, 1, 1) || local.Date == new LocalDate(2026, 2, 17))
            return false;
        var minute = local.Hour * 60 + local.Minute;
        return local.DayOfWeek switch
        {
            IsoDayOfWeek.Sunday => false,
            IsoDayOfWeek.Saturday => minute is >= 540 and < 780,
            _ => minute is >= 480 and < 720 or >= 780 and < 1080,
        };
    }

    private static ImmutableSortedDictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToImmutableSortedDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
}
