using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Random typed durations, built together with what they mean and not by way of the parser.</summary>
internal static class WithinTexts
{
    /// <summary>Good texts from which fuzzing starts.</summary>
    public static readonly string[] Corpus =
    [
        "4h", "90m", "1h30m15s", "24h clock", "1 working day", "2 business days", "2 business days by 16:00", "10 business days by close, from opening",
        "10 business days, closed day keeping time, from 17:00 at 08:30, before opening keep", "2 business days if before 10:00 else +1", "1 business day else next opening",
        "7 calendar days by end of day", "1 month", "6 months, closed day at opening", "until 2026-12-24", "until field target_dt", "25% of resolution", "2d", "2 days", "-4h", "0m",
        "80%", "15m before", "1h clock after", "",
    ];

    public static Within Next(Random random) => random.Next(9) switch
    {
        0 => Length(random, clock: false),
        1 => Length(random, clock: true),
        2 => WorkingDays(random),
        3 or 4 => Counted(random, "business day"),
        5 => Counted(random, "calendar day"),
        6 => Counted(random, "month"),
        7 => Fixed(random),
        _ => Share(random),
    };

    /// <summary>Business days, calendar days or months with random ends and start rules.</summary>
    public static Within Counted(Random random, string unit, int most = 120)
    {
        var count = random.Next(1, most + 1);
        var (byText, by) = RandomBy(random);
        var (rulesText, rules) = RandomRules(random, days: unit != "month");
        var parts = new List<string>(rulesText);
        if (byText is not null)
            parts.Insert(random.Next(parts.Count + 1), byText);
        var text = Cased(random, $"{Number(random, count)}{Space(random)}{unit}{(count == 1 && random.Next(4) > 0 ? "" : "s")}");
        foreach (var part in parts)
            text += (random.Next(3) == 0 ? $"{Space(random, 0)},{Space(random, 0)}" : Space(random)) + Cased(random, part);
        return unit switch
        {
            "business day" => new BusinessDays(text, count, by, rules),
            "calendar day" => new CalendarDays(text, count, by, rules),
            _ => new CalendarMonths(text, count, by, rules),
        };
    }

    static Within Length(Random random, bool clock)
    {
        var (h, m, s) = (random.Next(3) == 0 ? 0 : random.Next(1, 1000), random.Next(2) == 0 ? 0 : random.Next(1, 60), random.Next(3) == 0 ? random.Next(1, 60) : 0);
        if (h + m + s == 0)
            m = random.Next(1, 1000);
        var parts = new List<string>();
        Add(h, ["h", " h", " hour", "hours"]);
        Add(m, ["m", " min", " minute", " minutes"]);
        Add(s, ["s", " sec", " second", " seconds"]);
        var text = string.Join(Space(random, 0), parts) + (clock ? Space(random) + Cased(random, "clock") : "");
        var length = Duration.FromSeconds(h * 3600L + m * 60 + s);
        return clock ? new ClockTime(text, length) : new WorkingTime(text, length);

        void Add(int count, string[] units)
        {
            if (count > 0)
                parts.Add(Number(random, count) + units[random.Next(units.Length)]);
        }
    }

    static WorkingDays WorkingDays(Random random)
    {
        var days = random.Next(1, 3661);
        return new(Cased(random, $"{Number(random, days)}{Space(random)}working{Space(random)}day{(random.Next(2) == 0 ? "s" : "")}"), days);
    }

    static Within Fixed(Random random)
    {
        if (random.Next(2) == 0)
        {
            var date = new LocalDate(1900, 1, 1).PlusDays(random.Next(400_000));
            return new UntilDate($"{Cased(random, "until")}{Space(random)}{date:uuuu-MM-dd}", date);
        }
        string[] names = ["target_dt", "due", "Prazo-Útil", "field", "a.b", "_x", "iso:due"];
        var name = names[random.Next(names.Length)];
        return new UntilField($"{Cased(random, "until field")}{Space(random)}{name}", name);
    }

    static ShareOf Share(Random random)
    {
        var percent = random.Next(1, 1_000_001) / 10_000m;
        return new($"{percent.ToString(CultureInfo.InvariantCulture)}{Space(random, 0)}%{Space(random)}{Cased(random, "of")}{Space(random)}resolution", percent, "resolution");
    }

    static (string?, By?) RandomBy(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                var time = Time(random);
                return ($"by{Space(random)}{time:HH:mm}", new ByTime(time));
            case 1: return ($"by{Space(random)}close", new ByClose());
            case 2: return ($"by{Space(random)}end of day", new ByEndOfDay());
            default: return (null, null);
        }
    }

    static (List<string>, StartRules) RandomRules(Random random, bool days)
    {
        var (texts, rules) = (new List<string>(), StartRules.None);
        if (random.Next(3) == 0)
        {
            rules = rules with { ClosedDay = Move(random) };
            texts.Add($"closed day {(random.Next(2) == 0 ? "next business day " : "")}{(rules.ClosedDay == StartMove.KeepTime ? "keeping time" : "at opening")}");
        }
        if (random.Next(3) == 0)
        {
            rules = rules with { Late = Time(random), LateAt = random.Next(2) == 0 ? Time(random) : null };
            texts.Add($"from {rules.Late:HH:mm} {(random.Next(2) == 0 ? "next business day " : "")}at {(rules.LateAt is { } at ? $"{at:HH:mm}" : "opening")}");
        }
        if (random.Next(3) == 0)
        {
            rules = rules with { BeforeOpening = Move(random) };
            texts.Add($"before opening {(rules.BeforeOpening == StartMove.KeepTime ? "keep" : "opening")}");
        }
        switch (random.Next(6))
        {
            case 0 when days:
                rules = rules with { BeforeTime = Time(random), ElseAddDays = random.Next(1, 4) };
                texts.Add($"if before {rules.BeforeTime:HH:mm} else +{rules.ElseAddDays}");
                break;
            case 1:
                rules = rules with { BeforeTime = Time(random), ElseNextOpening = true };
                texts.Add($"if before {rules.BeforeTime:HH:mm} else next opening");
                break;
            case 2:
                rules = rules with { ElseNextOpening = true };
                texts.Add("else next opening");
                break;
        }
        if (random.Next(4) == 0)
        {
            rules = rules with { FromOpening = true };
            texts.Add("from opening");
        }
        return ([.. texts.OrderBy(_ => random.Next())], rules);
    }

    static StartMove Move(Random random) => random.Next(2) == 0 ? StartMove.KeepTime : StartMove.AtOpening;
    static LocalTime Time(Random random) => LocalTime.FromMinutesSinceMidnight(random.Next(1440));
    static string Number(Random random, int number) => (random.Next(20) == 0 ? "0" : "") + number.ToString(CultureInfo.InvariantCulture);
    static string Space(Random random, int least = 1) => new(random.Next(10) == 0 ? '\u00a0' : ' ', random.Next(10) == 0 ? 3 : Math.Max(least, random.Next(2)));

    static string Cased(Random random, string words) => random.Next(10) switch
    {
        0 => words.ToUpperInvariant(),
        1 => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(words),
        _ => words,
    };
}
