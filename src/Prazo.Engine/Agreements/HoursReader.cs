using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Reads opening hours: <c>08:00-12:00, 13:00-18:00</c>, <c>22:00-06:00</c> across midnight, <c>24:00</c> as the end of the day, <c>closed</c>.</summary>
internal static class HoursReader
{
    private const int DayMinutes = 24 * 60;
    private const string Example = "write it like \"08:00-12:00, 13:00-18:00\"";

    private static readonly ImmutableArray<string> DayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Shifts in order; none for <c>closed</c>. Null after a problem.</summary>
    public static ImmutableArray<Shift>? Read(Cursor at)
    {
        var shifts = new List<Shift>();
        var closed = false;
        foreach (var item in at.Items)
        {
            if (item.Text is not { } text)
                return null;
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            {
                if (part == "closed")
                    closed = true;
                else if (ReadShift(part, item) is { } shift)
                    shifts.Add(shift);
                else
                    return null;
            }
        }
        if (closed && shifts.Count > 0)
        {
            at.Error("bad-hours", "closed and open at the same time", "write either `closed` or hours");
            return null;
        }
        return Sorted(shifts, at);
    }

    private static ImmutableArray<Shift>? Sorted(List<Shift> shifts, Cursor at)
    {
        shifts.Sort((a, b) => a.StartMinutes.CompareTo(b.StartMinutes));
        for (var i = 1; i < shifts.Count; i++)
            if (shifts[i].StartMinutes < shifts[i - 1].EndMinutes)
            {
                at.Error("overlapping-hours", $"the openings {Print(shifts[i - 1])} and {Print(shifts[i])} overlap", "write each hour once");
                return null;
            }
        if (shifts.Count > 0 && shifts[^1].EndMinutes > DayMinutes + shifts[0].StartMinutes)
        {
            at.Error("overlapping-hours", $"the opening {Print(shifts[^1])} runs more than a day into {Print(shifts[0])}", "write each hour once");
            return null;
        }
        return [.. shifts];
    }

    private static Shift? ReadShift(string text, Cursor at)
    {
        var ends = text.Replace('–', '-').Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || Minutes(ends[0]) is not { } start || Minutes(ends[1]) is not { } end)
        {
            at.Error("bad-hours", text.Length == 0 ? "hours are missing" : $"{StructureCheck.Quoted(text)} are no opening hours", text.Length == 0 ? "write `closed` for a day without hours" : Example);
            return null;
        }
        if (start == end)
        {
            at.Error("bad-hours", $"{text} begins and ends at the same time", "write 00:00-24:00 for the whole day, or closed");
            return null;
        }
        if (start == DayMinutes)
        {
            at.Error("bad-hours", $"{text} begins at the end of the day", "write it on the next day, from 00:00");
            return null;
        }
        return new Shift(start, end > start ? end : end + DayMinutes);
    }

    private static int? Minutes(string text)
    {
        if (text == "24:00")
            return DayMinutes;
        var time = Time.Parse(text.Length == 4 ? "0" + text : text);
        return time.Success ? time.Value.Hour * 60 + time.Value.Minute : null;
    }

    internal static string Print(Shift shift) => $"{PrintTime(shift.StartMinutes)}-{PrintTime(shift.EndMinutes > DayMinutes ? shift.EndMinutes - DayMinutes : shift.EndMinutes)}";

    private static string PrintTime(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";

    /// <summary>Hours of the week, Monday first: keys are days (<c>sat</c>), ranges (<c>mon-fri</c>), lists of both (<c>mon, wed-fri</c>).</summary>
    public static ImmutableArray<ImmutableArray<Shift>> ReadWeek(Cursor at)
    {
        var week = new ImmutableArray<Shift>[7];
        var givenBy = new string?[7];
        Array.Fill(week, []);
        foreach (var (key, keyAt, value) in at.Entries)
        {
            var shifts = Read(value) ?? [];
            if (Days(key) is not { } days)
            {
                at.Reading.Error("bad-day", keyAt, value.Path, $"{StructureCheck.Quoted(key)} is no day of the week", "write mon, tue, wed, thu, fri, sat or sun, a range like mon-fri, or several: \"mon, wed-fri\"");
                continue;
            }
            foreach (var day in days)
            {
                if (givenBy[day] is { } other)
                {
                    at.Reading.Error("day-twice", keyAt, value.Path, $"{DayNames[day]} has hours under {other} already", $"take it out of one of them; an inherited key goes with `{other}: ~`");
                    break;
                }
                givenBy[day] = key;
                week[day] = shifts;
            }
        }
        return [.. week];
    }

    private static List<int>? Days(string key)
    {
        var days = new List<int>();
        foreach (var part in key.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Replace('–', '-').Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || Day(ends[0]) is not { } first || Day(ends[^1]) is not { } last)
                return null;
            for (var day = first; ; day = (day + 1) % 7)
            {
                days.Add(day);
                if (day == last)
                    break;
            }
        }
        return days;
    }

    internal static int? Day(string text)
    {
        for (var day = 0; day < 7; day++)
            if (text.Equals(DayNames[day], StringComparison.OrdinalIgnoreCase) || text.Equals(DayNames[day][..3], StringComparison.OrdinalIgnoreCase))
                return day;
        return null;
    }
}
