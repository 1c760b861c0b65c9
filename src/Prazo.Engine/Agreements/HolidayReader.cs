using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Reads the holiday sets that an agreement brings along.</summary>
internal static class HolidayReader
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
        return ReadWords(when, name, hours);
    }

    /// <summary><c>easter +60</c>, <c>orthodox-easter -2</c>, <c>2nd mon of may</c>, <c>last fri of nov +1</c>.</summary>
    private static HolidayRule? ReadWords(string when, string name, ImmutableArray<Shift> hours)
    {
        var words = when.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        // "easter+60" and "+ 60" are meant too.
        if (words is [var only] && only.IndexOfAny(['+']) is > 0 and var sign)
            words = [only[..sign], only[sign..]];
        if (words.Count >= 3 && words[^2] is "+" or "-")
        {
            words[^2] += words[^1];
            words.RemoveAt(words.Count - 1);
        }
        return words switch
        {
            ["easter" or "orthodox-easter", ..] when words.Count <= 2 && Offset(words.ElementAtOrDefault(1)) is { } offset =>
                new EasterHoliday(offset, words[0] == "orthodox-easter", name, hours),
            [var nth, var day, "of", var month, ..] when words.Count <= 5 && Nth(nth) is { } n && HoursReader.Day(day) is { } weekday && Month(month) is { } m && Offset(words.ElementAtOrDefault(4)) is { } offset =>
                new NthWeekdayHoliday(m, (IsoDayOfWeek)(weekday + 1), n, offset, name, hours),
            _ => null,
        };
    }

    private static HolidayRule? Range(string first, string last, string name, ImmutableArray<Shift> hours)
    {
        if (LocalDatePattern.Iso.Parse(first) is { Success: true } from && LocalDatePattern.Iso.Parse(last) is { Success: true } to)
            return from.Value <= to.Value ? new DatedHoliday(from.Value, to.Value, name, hours) : null;
        return MonthDay(first) is { } start && MonthDay(last) is { } end ? new YearlyRangeHoliday(start, end, name, hours) : null;
    }

    private static int? Nth(string word) => word switch
    {
        "1st" or "first" => 1,
        "2nd" or "second" => 2,
        "3rd" or "third" => 3,
        "4th" or "fourth" => 4,
        "5th" or "fifth" => 5,
        "last" => -1,
        _ => null,
    };

    private static int? Month(string word)
    {
        for (var month = 0; month < 12; month++)
            if (word == MonthNames[month] || word == MonthNames[month][..3])
                return month + 1;
        return null;
    }

    private static AnnualDate? MonthDay(string text) => AnnualDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;

    /// <summary>Days to add: signed, at most a year; none written is 0.</summary>
    private static int? Offset(string? text)
    {
        if (text is null)
            return 0;
        return text[0] is '+' or '-' && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && Math.Abs(days) <= 366 ? days : null;
    }
}
