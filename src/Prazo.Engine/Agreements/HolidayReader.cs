using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Reads the holiday sets that an agreement brings along.</summary>
internal static partial class HolidayReader
{
    private const string Forms = "write 06-24, 2026-06-24, a range like 12-24..01-02, easter +60, orthodox-easter -2, or 2nd mon of may";

    private static readonly ImmutableArray<string> MonthNames =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    public static ImmutableDictionary<string, HolidaySet> ReadAll(Cursor at)
    {
        var sets = ImmutableDictionary.CreateBuilder<string, HolidaySet>(StringComparer.Ordinal);
        foreach (var (id, _, set) in at.Entries)
            sets[id] = Read(id, set);
        return sets.ToImmutable();
    }

    private static HolidaySet Read(string id, Cursor at)
    {
        var rules = ImmutableArray.CreateBuilder<HolidayRule>();
        foreach (var (when, keyAt, value) in at["days"].Entries)
            if (ReadRule(when, keyAt, value) is { } rule)
                rules.Add(rule);
        return new HolidaySet(id, at["name"].Text ?? id, rules.ToImmutable(), at["source"].Text ?? "", at["known-to"].Date(), [.. at["includes"].Texts], at.At);
    }

    private static HolidayRule? ReadRule(string when, Position keyAt, Cursor value)
    {
        var name = value.IsMap ? value["name"].Text ?? "" : value.Text ?? "";
        var hours = value.IsMap && value["hours"].Exists ? HoursReader.Read(value["hours"]) ?? [] : [];
        var fromYear = value.IsMap ? value["from-year"].Whole(1, 9999) : null;
        var toYear = value.IsMap ? value["to-year"].Whole(1, 9999) : null;
        var rule = Parse(when.Trim(), name, hours);
        if (rule is null)
            value.Reading.Error("bad-holiday", keyAt, value.Path, $"{StructureCheck.Quoted(when)} says no date of a holiday", Forms);
        else if ((fromYear ?? toYear) is not null && rule is DatedHoliday or YearlyRangeHoliday)
            value.Error("bad-holiday", "years have no meaning for a dated holiday or a range", "leave out from-year and to-year");
        else if (fromYear > toYear)
            value.Error("bad-holiday", "from-year is after to-year", "swap them");
        return rule is DatedHoliday or YearlyRangeHoliday ? rule : rule is null ? null : rule with { FromYear = fromYear ?? 1, ToYear = toYear ?? 9999 };
    }

    private static HolidayRule? Parse(string when, string name, ImmutableArray<Shift> hours)
    {
        if (when.Split("..") is [var first, var last])
            return Range(first.Trim(), last.Trim(), name, hours);
        if (LocalDatePattern.Iso.Parse(when) is { Success: true } date)
            return new DatedHoliday(date.Value, date.Value, name, hours);
        if (MonthDay(when) is { } day)
            return new FixedHoliday(day.Month, day.Day, name, hours);
        if (Easter().Match(when) is { Success: true } easter && Offset(easter.Groups[2].Value) is { } days)
            return new EasterHoliday(days, easter.Groups[1].Length > 0, name, hours);
        return Nth().Match(when) is { Success: true } nth ? Weekday(nth, name, hours) : null;
    }

    private static HolidayRule? Range(string first, string last, string name, ImmutableArray<Shift> hours)
    {
        if (LocalDatePattern.Iso.Parse(first) is { Success: true } from && LocalDatePattern.Iso.Parse(last) is { Success: true } to)
            return from.Value <= to.Value ? new DatedHoliday(from.Value, to.Value, name, hours) : null;
        return MonthDay(first) is { } start && MonthDay(last) is { } end ? new YearlyRangeHoliday(start, end, name, hours) : null;
    }

    private static NthWeekdayHoliday? Weekday(System.Text.RegularExpressions.Match match, string name, ImmutableArray<Shift> hours)
    {
        var nth = match.Groups[1].Value is "last" ? -1 : match.Groups[1].Value[0] - '0';
        var month = MonthNames.ToList().FindIndex(m => m.Equals(match.Groups[3].Value, StringComparison.OrdinalIgnoreCase) || m[..3].Equals(match.Groups[3].Value, StringComparison.OrdinalIgnoreCase));
        return month >= 0 && HoursReader.Day(match.Groups[2].Value) is { } day && Offset(match.Groups[4].Value) is { } offset
            ? new NthWeekdayHoliday(month + 1, (IsoDayOfWeek)(day + 1), nth, offset, name, hours)
            : null;
    }

    private static AnnualDate? MonthDay(string text) => AnnualDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;

    private static int? Offset(string text)
    {
        if (text.Length == 0)
            return 0;
        return int.TryParse(text.Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && Math.Abs(days) <= 366 ? days : null;
    }

    [GeneratedRegex(@"^(orthodox-)?easter(?: ?([+-] ?[0-9]{1,3}))?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Easter();

    [GeneratedRegex("^(1|2|3|4|5|last)(?:st|nd|rd|th)? +([a-z]+) of ([a-z]+)(?: ?([+-] ?[0-9]{1,3}))?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Nth();
}
