using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Demo;

/// <summary>Three months of the shop: who wrote when, and what became of it. Mondays are full, nights are empty; two months ago the carrier was on strike for a week, and since then things get better.</summary>
/// <param name="now">Where it ends.</param>
/// <param name="hours">The desks' hours by region.</param>
internal sealed class Story(Instant now, IReadOnlyDictionary<string, WorkingCalendar> hours, WorkingCalendar always)
{
    public const int Days = 91;
    private const ulong Seed = 20260301;
    private const int StrikeBegan = 63, StrikeEnded = 56;

    // Minutes of the desk's time, quantiles 0, 10, … 100 %.
    private static readonly Dictionary<string, int[]> Answer = new(StringComparer.Ordinal)
    {
        ["critical"] = [1, 3, 5, 7, 9, 12, 15, 19, 24, 34, 80], ["high"] = [3, 8, 13, 18, 24, 31, 38, 46, 57, 80, 190],
        ["normal"] = [5, 20, 38, 60, 85, 112, 145, 180, 222, 280, 620], ["low"] = [10, 60, 110, 170, 230, 300, 370, 440, 520, 640, 1500],
    };

    private static readonly Dictionary<string, int[]> Solution = new(StringComparer.Ordinal)
    {
        ["critical"] = [20, 50, 80, 115, 150, 190, 235, 280, 330, 420, 800], ["high"] = [40, 100, 160, 220, 280, 345, 410, 480, 550, 700, 1500],
        ["normal"] = [40, 150, 260, 380, 500, 640, 800, 980, 1180, 1500, 3600], ["low"] = [60, 240, 420, 640, 900, 1200, 1500, 1900, 2300, 2900, 6000],
    };

    private readonly List<Beat> _beats = [];
    private int? _strike;

    public IReadOnlyList<Beat> Beats(int tickets)
    {
        _strike = Strike(tickets);
        var arrivals = Arrivals(tickets);
        for (var key = 0; key < tickets; key++)
            Tell(Dice.Of(Seed, key), key, arrivals[key]);
        new Scenes(_beats, now, hours, always).Play(first: tickets + 1);
        // What would happen later has not happened yet.
        return [.. _beats.Where(b => b.At <= now).OrderBy(b => b.At).ThenBy(b => b.Order)];
    }

    /// <summary>So many instants over the weeks, each hour with its weight.</summary>
    private List<Instant> Arrivals(int tickets)
    {
        var (dice, zone) = (Dice.Of(Seed, -1), DateTimeZoneProviders.Tzdb[Cast.SaoPaulo]);
        var began = now - Duration.FromDays(Days);
        var weights = Enumerable.Range(0, Days * 24).Select(h => Weight((began + Duration.FromHours(h)).InZone(zone).LocalDateTime, Days - h / 24.0)).ToArray();
        var (total, sum, hour) = (weights.Sum(w => (long)w), (long)weights[0], 0);
        var found = new List<Instant>(tickets);
        for (var i = 0; i < tickets; i++)
        {
            var at = (long)((i + dice.Below(1000) / 1000.0) / tickets * total);
            while (sum <= at && hour < weights.Length - 1)
                sum += weights[++hour];
            found.Add(began + Duration.FromHours(hour) + Duration.FromSeconds(dice.Below(3600)));
        }
        return found;
    }

    private static int Weight(LocalDateTime local, double daysLeft)
    {
        int[] byHour = [2, 1, 1, 1, 1, 3, 8, 20, 55, 88, 100, 82, 50, 66, 92, 88, 74, 58, 40, 30, 24, 18, 10, 5];
        int[] byDay = [150, 115, 100, 98, 104, 52, 24];
        var weight = byHour[local.Hour] * byDay[(int)local.DayOfWeek - 1];
        return daysLeft is < StrikeBegan and > StrikeEnded - 1 ? weight * 8 / 5 : weight;
    }

    /// <summary>Percent of the usual time.</summary>
    private int Slow(Instant at) => (now - at).TotalDays switch
    {
        > StrikeBegan => 100,
        > StrikeEnded => 230,
        > StrikeEnded - 7 => 160,
        var days => 80 + (int)(days * 30 / (StrikeEnded - 7)),
    };

    private void Tell(Dice dice, int key, Instant at)
    {
        var about = About(dice, key);
        var course = new Course(_beats, about, dice, about.Premium ? always : hours[about.Region]);
        // The line is open in opening hours; few ring beside them.
        if (about.Inbox == "telefone" && !course.IsOpen(at) && !dice.Chance(6))
            at = course.Later(at, dice.Between(1, 90));
        course.Open(at, about.Inbox == "telefone" ? Wording.Call(about.Topic, dice, about.Contact.Name) : null, dice.Chance(8) ? [about.Topic.Tag, dice.Of(["financeiro", "vip", "imprensa", "recorrente"])] : null);
        var agent = Cast.Agent(about.Team, dice);
        var answered = Answered(course, at, agent);
        if (dice.Chance(2))
            Twin(course, at, agent);
        if (_strike is { } strike && about.Topic == Topics.Late && (now - at).TotalDays is < StrikeBegan - 1 and > StrikeEnded)
            course.Incident(answered + Duration.FromMinutes(12), agent, strike);
        Worked(course, answered, agent);
    }

    private static Case About(Dice dice, int key)
    {
        var partner = dice.Chance(3);
        var region = dice.Pick(("sudeste", 52), ("norte", 22), ("nordeste", 26));
        var company = partner || dice.Chance(22) ? null : dice.Of([.. Cast.Companies.Where(c => c.Region == region)]);
        var contact = company is not null ? dice.Of(company.People) : dice.Of([.. Cast.Consumers.Where(c => c.Region == region)]).Contact;
        var topic = partner ? Topics.Partner : dice.Pick([.. Topics.All.Select(t => (t, t.Weight))]);
        var (critical, high, normal, low) = (topic.Priorities[0], topic.Priorities[1], topic.Priorities[2], topic.Priorities[3]);
        var inbox = partner ? Furniture.Partners : dice.Pick(("sac", 36), ("chat", 22), ("portal", 25), ("telefone", 17));
        return new Case(key, topic, region, company, contact, inbox, dice.Pick(("critical", critical), ("high", high), ("normal", normal), ("low", low)), !partner && company?.Premium == true);
    }

    private Instant Answered(Course course, Instant at, Person agent)
    {
        var (dice, about) = (course.Dice, course.About);
        var minutes = Pace(dice.Draw(Answer[about.Priority]), at, agent, about);
        if (about.Inbox == "telefone")
        {
            var wait = dice.Between(4, 26) + (dice.Chance(11) ? dice.Between(20, 80) : 0);
            var taken = course.IsOpen(at) && wait < 75 && !dice.Chance(5);
            course.Ring(at, wait, taken ? agent : null);
            if (taken)
                return at + Duration.FromSeconds(wait + 600);
            var back = course.Later(at, Math.Min(minutes, 25 + dice.Below(140)));
            course.CallBack(back, agent);
            return back + Duration.FromMinutes(11);
        }
        // Most are given to somebody before they are answered: then the wait is theirs.
        if (dice.Chance(75))
            course.Assign(course.Later(at, Math.Max(1, Math.Min(minutes / 4, dice.Between(2, 25)))), agent);
        var first = about.Inbox == "chat" && course.IsOpen(at) ? at + Duration.FromSeconds(60 + dice.Below(9) * dice.Below(40)) : course.Later(at, minutes);
        course.First(first, agent);
        return first;
    }

    private int Pace(int minutes, Instant at, Person agent, Case about) => Math.Max(1, minutes * Slow(at) / 100 * agent.Speed / 100 * (about.Premium ? 60 : 100) / 100);

    /// <summary>The same customer writes the same once more, and somebody sees it.</summary>
    private void Twin(Course course, Instant at, Person agent)
    {
        var key = -2 - course.About.Key;
        var twin = new Course(_beats, course.About with { Key = key, Inbox = course.About.Inbox == "sac" ? "portal" : "sac" }, Dice.Of(Seed, key), always);
        var again = at + course.Dice.Minutes(6, 40);
        twin.Open(again);
        twin.Merge(again + course.Dice.Minutes(5, 50), agent, course.About.Key);
    }

    private void Worked(Course course, Instant at, Person agent)
    {
        var (dice, about) = (course.Dice, course.About);
        if (dice.Chance(20))
            course.Note(course.Later(at, dice.Between(5, 90)), agent);
        if (about.Priority is "normal" or "low" && dice.Chance(5))
            course.Raise(at = course.Later(at, dice.Between(20, 240)), agent, "high");
        if (about.Priority is "critical" or "high" && dice.Chance(70))
            course.Workaround(at = course.Later(at, Pace(dice.Between(10, 100), at, agent, about)), agent);
        if (dice.Chance(agent.Asks))
            at = Asked(course, at, agent);
        if (about.Topic.BySupplier && dice.Chance(14))
        {
            course.Status(at = course.Later(at, dice.Between(15, 200)), agent.Handle, "waiting-supplier");
            course.Status(at = course.Later(at, dice.Between(240, 2000)), agent.Handle, "open");
        }
        var solved = course.Later(at, Pace(dice.Draw(Solution[about.Priority]), at, agent, about) * 2 / 3);
        course.Solve(solved, agent);
        After(course, solved, agent);
    }

    private Instant Asked(Course course, Instant at, Person agent)
    {
        var dice = course.Dice;
        var asked = course.Later(at, dice.Between(8, 160));
        course.AskBack(asked, agent);
        var wrote = asked + dice.Minutes(25, 60 * 60);
        course.Writes(wrote, Wording.Answer(dice));
        var answer = course.Later(wrote, Pace(dice.Between(8, 300), wrote, agent, course.About));
        course.Say(answer, agent, Wording.First(dice, agent, course.About.Contact.Name));
        return answer;
    }

    private static void After(Course course, Instant solved, Person agent)
    {
        var dice = course.Dice;
        if (dice.Chance(agent.Hasty))
        {
            var back = solved + dice.Minutes(60, 4 * 1440);
            course.Writes(back, Wording.Return(dice), reopens: true);
            var again = course.Later(back, dice.Between(20, 400));
            course.First(again, agent);
            course.Solve(course.Later(again, dice.Between(60, 700)), agent);
        }
        else if (dice.Chance(20))
        {
            course.Thanks(solved + dice.Minutes(10, 360));
        }
        else if (dice.Chance(3) && course.About.Inbox != Furniture.Partners)
        {
            course.Plead(solved + Duration.FromHours(1), agent, "carrier-strike", "A greve da transportadora impediu a entrega; o protocolo está no pedido.", null);
            course.Decide(course.Later(solved + Duration.FromHours(2), dice.Between(30, 400)), grants: dice.Chance(75), "Conferido com o protocolo da transportadora.");
        }
    }

    /// <summary>The problem behind the bad week.</summary>
    private int Strike(int key)
    {
        var (agent, began) = (Cast.Called("elaine"), now - Duration.FromDays(StrikeBegan - 1));
        var problem = new Course(_beats, new Case(key, Topics.Late, "sudeste", null, Cast.Consumers[0].Contact, "portal", "high", false), Dice.Of(Seed, key), always);
        problem.OpenByAgent(began, agent, "Greve da transportadora Via Rápida", "Via Rápida parou em todo o país. Ligar os chamados de atraso a este problema e avisar os clientes por região.", "problem");
        problem.Note(began + Duration.FromDays(2), agent, "Contratada a transportadora Sertão para as entregas do Nordeste; o Norte segue por barco.");
        problem.Status(began + Duration.FromDays(6), agent.Handle, "resolved");
        return key;
    }
}
