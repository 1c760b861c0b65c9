using System.Globalization;
using System.Text;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Agreements;

/// <summary>Writes a holiday set as the <c>holiday-sets</c> section of an agreement file, so that an imported calendar can be reviewed and kept with the agreement.</summary>
public static class HolidaySection
{
    private static readonly string[] Nth = ["", "1st", "2nd", "3rd", "4th", "5th"];
    private static readonly string[] Weekdays = ["", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] Months = ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The section as YAML. A key stands once in it: of rules with one date and different years, the one that ends last gets it, the others are written year by year.</summary>
    /// <exception cref="ArgumentException">A rule that the section has no words for.</exception>
    public static string Write(HolidaySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var text = new StringBuilder();
        text.Append("holiday-sets:\n  ").Append(set.Id).Append(":\n");
        text.Append("    name: ").Append(Quoted(set.Name)).Append('\n');
        if (set.Source.Length > 0)
            text.Append("    source: ").Append(Quoted(set.Source)).Append('\n');
        if (set.KnownTo is { } known)
            text.Append("    known-to: ").Append(Iso(known)).Append('\n');
        if (set.Includes is { IsDefaultOrEmpty: false } includes)
            text.Append("    includes: [").AppendJoin(", ", includes).Append("]\n");
        text.Append("    days:").Append(set.Rules.IsDefaultOrEmpty ? " {}\n" : "\n");
        foreach (var (key, rule, years) in Entries(set))
            text.Append("      ").Append(Quoted(key)).Append(": ").Append(Value(rule, years)).Append('\n');
        return text.ToString();
    }

    // In the order of the rules: the first that names a date wins.
    private static IEnumerable<(string Key, HolidayRule Rule, bool Years)> Entries(HolidaySet set)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        var last = new Dictionary<string, HolidayRule>(StringComparer.Ordinal);
        foreach (var rule in set.Rules)
            if (!last.TryGetValue(Key(rule), out var other) || rule.ToYear > other.ToYear)
                last[Key(rule)] = rule;
        foreach (var rule in set.Rules)
        {
            if (ReferenceEquals(last[Key(rule)], rule) && written.Add(Key(rule)))
                yield return (Key(rule), rule, true);
            else if (rule is not (DatedHoliday or YearlyRangeHoliday))
                foreach (var date in Enumerable.Range(rule.FromYear, Math.Max(0, rule.ToYear - rule.FromYear + 1)).SelectMany(y => HolidayDates.InYear(rule, y)))
                    if (written.Add(Iso(date)))
                        yield return (Iso(date), rule, false);
        }
    }

    private static string Key(HolidayRule rule) => rule switch
    {
        FixedHoliday f => MonthDay(f.Month, f.Day),
        EasterHoliday e => (e.Orthodox ? "orthodox-easter" : "easter") + Offset(e.Offset),
        NthWeekdayHoliday n => $"{(n.Nth < 0 ? "last" : Nth[n.Nth])} {Weekdays[(int)n.Weekday]} of {Months[n.Month]}{Offset(n.Offset + (n.Nth < 0 ? 7 * (n.Nth + 1) : 0))}",
        DatedHoliday d => d.From == d.To ? Iso(d.From) : $"{Iso(d.From)}..{Iso(d.To)}",
        YearlyRangeHoliday y => $"{MonthDay(y.From.Month, y.From.Day)}..{MonthDay(y.To.Month, y.To.Day)}",
        _ => throw new ArgumentException($"An agreement file has no words for {rule.GetType().Name}.", nameof(rule)),
    };

    private static string Value(HolidayRule rule, bool years)
    {
        var members = new List<string> { "name: " + Quoted(rule.Name) };
        if (!rule.Hours.IsDefaultOrEmpty)
            members.Add("hours: " + Quoted(string.Join(", ", rule.Hours.Select(h => Time(h.StartMinutes) + "-" + Time(h.EndMinutes > 1440 ? h.EndMinutes - 1440 : h.EndMinutes)))));
        if (years && rule is not (DatedHoliday or YearlyRangeHoliday))
        {
            if (rule.FromYear > 1)
                members.Add("from-year: " + Number(rule.FromYear));
            if (rule.ToYear < 9999)
                members.Add("to-year: " + Number(rule.ToYear));
        }
        return members.Count == 1 ? Quoted(rule.Name) : $"{{ {string.Join(", ", members)} }}";
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufeff' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        return text.Append('"').ToString();
    }

    private static string Offset(int days) => days == 0 ? "" : days.ToString(" +0; -0", CultureInfo.InvariantCulture);

    private static string MonthDay(int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{month:00}-{day:00}");

    private static string Time(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
