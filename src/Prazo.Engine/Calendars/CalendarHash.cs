using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>The canonical text of a calendar with everything it depends on, and its SHA-256 (T1). Positions in files do not enter: moving a calendar changes nothing.</summary>
internal static class CalendarHash
{
    public static string Of(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    public static string Canonical(CalendarDefinition definition, string zone, IEnumerable<HolidaySet> sets, IEnumerable<string> operandHashes, string tzVersion)
    {
        var text = new StringBuilder();
        Line(text, "prazo-calendar 1", tzVersion, zone, definition.Id);
        switch (definition)
        {
            case AlwaysOpenCalendar:
                Line(text, "always");
                break;
            case WeeklyCalendar weekly:
                Line(text, "weekly", weekly.Cut.ToString());
                foreach (var hours in weekly.Hours.IsDefault ? [] : weekly.Hours)
                    Line(text, "from", Date(hours.From), string.Join('/', hours.Week.Select(Shifts)));
                foreach (var special in weekly.Exceptions.IsDefault ? [] : weekly.Exceptions)
                    Line(text, "exception", Date(special.Date), special.Kind.ToString(), Shifts(special.Shifts), special.Name ?? "");
                break;
            case ComposedCalendar composed:
                Line(text, "composed", composed.Composition.ToString());
                foreach (var hash in operandHashes)
                    Line(text, "operand", hash);
                break;
            case SplicedCalendar spliced:
                Line(text, "spliced", spliced.Change.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
                foreach (var hash in operandHashes)
                    Line(text, "operand", hash);
                break;
        }
        foreach (var set in sets)
        {
            Line(text, "set", set.Id, set.KnownTo is { } known ? Date(known) : "");
            foreach (var rule in set.Rules.IsDefault ? [] : set.Rules)
                Line(text, Rule(rule), rule.Name, Shifts(rule.Hours), Number(rule.FromYear), Number(rule.ToYear));
        }
        return text.ToString();
    }

    private static string Rule(HolidayRule rule) => rule switch
    {
        FixedHoliday f => $"fixed {Number(f.Month)}-{Number(f.Day)}",
        EasterHoliday e => $"easter {(e.Orthodox ? "orthodox" : "western")} {Number(e.Offset)}",
        NthWeekdayHoliday n => $"nth {Number(n.Month)} {n.Weekday} {Number(n.Nth)} {Number(n.Offset)}",
        DatedHoliday d => $"dated {Date(d.From)} {Date(d.To)}",
        YearlyRangeHoliday y => $"yearly {Number(y.From.Month)}-{Number(y.From.Day)} {Number(y.To.Month)}-{Number(y.To.Day)}",
        ObservedHoliday o => $"observed {Number(o.Month)}-{Number(o.Day)} {string.Join(',', o.ShiftByWeekday.Select(Number))}",
        _ => throw new ArgumentException($"Unknown holiday rule {rule.GetType().Name}.", nameof(rule)),
    };

    private static string Shifts(ImmutableArray<Shift> shifts) =>
        shifts.IsDefault ? "" : string.Join(',', shifts.Select(s => Number(s.StartMinutes) + "-" + Number(s.EndMinutes)));

    private static string Date(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    // Fields are length-prefixed, so that no name can imitate another field.
    private static void Line(StringBuilder text, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            text.Append(Number(field.Length)).Append(':').Append(field).Append(' ');
        text.Append('\n');
    }
}
