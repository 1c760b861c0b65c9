using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using NodaTime;
using Prazo.Engine;
using Prazo.Engine.Calendars;

namespace Prazo.Bench.Calendars;

/// <summary>Monday to Friday 09:00-12:00 and 13:00-18:00 in São Paulo with twelve holidays of 2026, starts at random over eleven months.</summary>
internal static class CalendarBench
{
    private const int Operations = 1_000_000, WalkOperations = 20_000, WalkYears = 400;
    private const long EightHours = 8 * 3_600_000L, Year = 365 * 86_400_000L;

    private static readonly LocalDate[] Holidays =
    [
        new(2026, 1, 1), new(2026, 2, 16), new(2026, 2, 17), new(2026, 4, 3), new(2026, 4, 21), new(2026, 5, 1),
        new(2026, 6, 4), new(2026, 9, 7), new(2026, 10, 12), new(2026, 11, 2), new(2026, 11, 20), new(2026, 12, 25),
    ];

    public static string Run(string[] options)
    {
        var calendar = Compile();
        var walk = new DayWalk(calendar.Zone, [(new(9, 0), new(12, 0)), (new(13, 0), new(18, 0))], [.. Holidays]);
        var random = new Random(1);
        var first = Instant.FromUtc(2026, 1, 1, 0, 0).ToUnixTimeMilliseconds();
        var starts = new long[Operations];
        foreach (ref var start in starts.AsSpan())
            start = first + random.NextInt64(334 * 86_400_000L);
        var ends = Array.ConvertAll(starts, s => s + Year);
        var text = new StringBuilder();
        var gate = CheckAnswers(calendar, walk, starts);
        text.AppendLine(CultureInfo.InvariantCulture, $"{gate} random cases give the same answers as the day walk before anything is timed. Times are thread CPU time, the least of {Measure.Repetitions} repetitions, those of one table in turn within one run; compare ratios, not nanoseconds. Times to the millisecond in 8 bytes, {Operations:N0} operations a repetition.").AppendLine();
        text.AppendLine("## Against a copy of the same bytes").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`add` and `W` read 8 bytes and write 8: the copy moves 8. `between` reads 16 and writes 8: the copy moves 12 (reads 12, writes 12). Two lengths, as a copy is at its fastest in the caches: columns of 8 MB and of 64 MB. Columns go through vectors of 512 bits, which this processor {(Vector512.IsHardwareAccelerated ? "has" : "has not")}; without them one call at a time, see below.").AppendLine();
        text.AppendLine("| column | breakpoints | operation | ns | copy ns | ratio (aim ≤ 4) | B/op |\n|---|---|---|---|---|---|---|");
        AgainstCopy(text, calendar, starts, ends);
        AgainstCopy(text, calendar, Repeat(starts, 8), Repeat(ends, 8));
        Singly(text, calendar, starts, ends);
        AgainstWalk(text, calendar, walk, starts, ends);
        Compilation(text);
        return text.ToString();
    }

    private static WeeklyCalendar Definition(string shifts = "") => new(
        "bench", "America/Sao_Paulo", [new EffectiveHours(LocalDate.MinIsoValue, [.. Enumerable.Range(0, 7).Select(d => d < 5 ? Day(shifts) : [])])],
        ["h"], [], HolidayCut.Shifts, Position.None);

    private static ImmutableArray<Shift> Day(string shifts) => shifts switch
    {
        "minutes" => [new Shift(541, 723), new Shift(780, 1081)],
        "quarters" => [new Shift(525, 720), new Shift(780, 1065)],
        _ => [new Shift(540, 720), new Shift(780, 1080)],
    };

    private static WorkingCalendar Compile(string shifts = "")
    {
        var set = new HolidaySet("h", "2026", [.. Holidays.Select(d => new DatedHoliday(d, d, "holiday", []))], "", null, [], Position.None);
        return new CalendarSet([Definition(shifts)], [set], "Etc/UTC")["bench"];
    }

    private static int CheckAnswers(WorkingCalendar calendar, DayWalk walk, long[] starts)
    {
        const int cases = 2_000;
        foreach (var start in starts.AsSpan(0, cases))
        {
            var at = Instant.FromUnixTimeMilliseconds(start);
            if (walk.Add(at, Duration.FromHours(8)) != calendar.Add(at, Duration.FromHours(8))
                || walk.Between(at, at + Duration.FromDays(365)) != calendar.Between(at, at + Duration.FromDays(365)))
                throw new InvalidOperationException($"The day walk and the calendar differ at {at}.");
        }
        return cases;
    }

    private static void AgainstCopy(StringBuilder text, WorkingCalendar calendar, long[] starts, long[] ends)
    {
        var operations = starts.Length;
        var result = new long[operations];
        var copy8 = new long[operations];
        byte[] from12 = new byte[12 * operations], to12 = new byte[12 * operations];
        foreach (var (name, shifts) in new[] { ("1 h", ""), ("15 min", "quarters"), ("1 min", "minutes") })
        {
            var c = shifts.Length == 0 ? calendar : Compile(shifts);
            var measured = Measure.Together(operations,
            [
                () => starts.AsSpan().CopyTo(copy8),
                () => from12.AsSpan().CopyTo(to12),
                () => c.Add(starts, EightHours, result),
                () => c.AddLast(starts, EightHours, result),
                () => c.WorkedUntil(starts, result),
                () => c.Between(starts, ends, result),
            ]);
            Row(text, operations, name, "add 8 h", measured[2], measured[0]);
            Row(text, operations, name, "add 8 h, last", measured[3], measured[0]);
            Row(text, operations, name, "W", measured[4], measured[0]);
            Row(text, operations, name, "between 365 d", measured[5], measured[1]);
        }
    }

    private static long[] Repeat(long[] column, int times) => [.. Enumerable.Repeat(column, times).SelectMany(c => c)];

    private static void Singly(StringBuilder text, WorkingCalendar calendar, long[] starts, long[] ends)
    {
        long sink = 0;
        var single = Measure.Together(Operations,
        [
            () => { foreach (var start in starts) sink += calendar.Add(start, EightHours); },
            () => { for (var i = 0; i < starts.Length; i++) sink += calendar.Between(starts[i], ends[i]); },
        ]);
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"One call at a time: add {single[0].Nanoseconds:0.0} ns, between {single[1].Nanoseconds:0.0} ns, {single[0].Bytes + single[1].Bytes:0} B (1 h breakpoints{(sink == 1 ? "." : "")}).").AppendLine();
    }

    private static void Row(StringBuilder text, int operations, string name, string operation, Measured measured, Measured copy) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"| {operations:N0} | {name} | {operation} | {measured.Nanoseconds:0.00} | {copy.Nanoseconds:0.00} | {measured.Nanoseconds / copy.Nanoseconds:0.0} | {measured.Bytes:0.##} |");

    private static void AgainstWalk(StringBuilder text, WorkingCalendar calendar, DayWalk walk, long[] starts, long[] ends)
    {
        text.AppendLine("## Against a NodaTime day walk").AppendLine();
        text.AppendLine("| operation | ns | walk ns | times faster | aim | walk B/op |\n|---|---|---|---|---|---|");
        var result = new long[Operations];
        var hours = Duration.FromHours(8);
        var instants = Array.ConvertAll(starts[..WalkOperations], Instant.FromUnixTimeMilliseconds);
        long sink = 0;
        var add = Measure.Least(Operations, () => calendar.Add(starts, EightHours, result));
        var walkAdd = Measure.Least(WalkOperations, () => { foreach (var t in instants) sink += walk.Add(t, hours).ToUnixTimeMilliseconds(); });
        var between = Measure.Least(Operations, () => calendar.Between(starts, ends, result));
        var walkBetween = Measure.Least(WalkYears, () => { foreach (var t in instants.AsSpan(0, WalkYears)) sink += walk.Between(t, t + Duration.FromDays(365)).BclCompatibleTicks; });
        text.AppendLine(CultureInfo.InvariantCulture, $"| add 8 h | {add.Nanoseconds:0.00} | {walkAdd.Nanoseconds:N0} | {walkAdd.Nanoseconds / add.Nanoseconds:N0} | 100 | {walkAdd.Bytes:N0} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| between 365 d | {between.Nanoseconds:0.00} | {walkBetween.Nanoseconds:N0} | {walkBetween.Nanoseconds / between.Nanoseconds:N0} | 10,000 | {walkBetween.Bytes:N0} |");
        text.AppendLine(sink == 1 ? "." : "");
    }

    private static void Compilation(StringBuilder text)
    {
        text.AppendLine("## Compilation").AppendLine();
        text.AppendLine("From the definition to the first answer: twelve years at once (2020 to 2031), or all 400 for a calendar that never opens again.").AppendLine();
        text.AppendLine("| calendar | ms |\n|---|---|");
        var at = Instant.FromUtc(2026, 3, 2, 0, 0).ToUnixTimeMilliseconds();
        foreach (var (name, shifts) in new[] { ("hours, 1 h breakpoints", ""), ("hours, 15 min breakpoints", "quarters"), ("hours, 1 min breakpoints", "minutes") })
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Measure.Least(1, () => Compile(shifts).Add(at, EightHours)).Nanoseconds / 1e6:0.0} |");
        var closed = Definition() with { Hours = [] };
        var range = new HolidaySet("h", "always", [new YearlyRangeHoliday(new AnnualDate(1, 1), new AnnualDate(12, 31), "closed", [])], "", null, [], Position.None);
        long Never(WeeklyCalendar calendar) => new CalendarSet([calendar], [range], "Etc/UTC")["bench"].Add(at, EightHours) is var t && t == WorkingCalendar.Never ? t : throw new InvalidOperationException("It opened.");
        text.AppendLine(CultureInfo.InvariantCulture, $"| never: no hours | {Measure.Least(1, () => Never(closed)).Nanoseconds / 1e6:0.0} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| never: every day of every year a holiday | {Measure.Least(1, () => Never(Definition())).Nanoseconds / 1e6:0.0} |");
    }
}
