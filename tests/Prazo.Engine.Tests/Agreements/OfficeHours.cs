using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Hours of an office as a test writes them: <c>mon-fri 08:00-12:00 13:00-18:00; sat 09:00-13:00</c>; ends above 24:00 lie on the next day.</summary>
internal sealed record OfficeHours(string Zone, ImmutableArray<ImmutableArray<Shift>> Week, ImmutableHashSet<LocalDate> Closed)
{
    static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[Zone];

    public IReadOnlyList<Shift> On(LocalDate date) => Closed.Contains(date) ? [] : Week[(int)date.DayOfWeek - 1];

    public static OfficeHours Of(string zone, string hours, params string[] closed)
    {
        var week = Enumerable.Repeat(ImmutableArray<Shift>.Empty, 7).ToArray();
        foreach (var part in hours.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Replace(",", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var span = words[0].ToLowerInvariant().Split('-').Select(d => Array.IndexOf(Days, d)).ToArray();
            (span[0] >= 0 && span[0] <= span[^1]).ShouldBeTrue(words[0]);
            for (var day = span[0]; day <= span[^1]; day++)
                week[day] = [.. words.Skip(1).Select(ReadShift)];
        }
        return new(zone, [.. week], [.. closed.Select(c => LocalDatePattern.Iso.Parse(c).Value)]);
    }

    public WorkingCalendar Compile()
    {
        var closed = Closed.Order().Select(d => new SpecialDay(d, ExceptionKind.Closed, [], "closed")).ToImmutableArray();
        var calendar = new WeeklyCalendar("office", Zone, [new(LocalDate.MinIsoValue, Week)], [], closed, HolidayCut.Shifts, Position.None);
        var set = new CalendarSet([calendar], [], Zone);
        set.Problems.ShouldBeEmpty();
        return set["office"];
    }

    public static WorkingCalendar AlwaysOpen(string zone) => new CalendarSet([], [], zone)[CalendarSet.AlwaysOpen];

    static Shift ReadShift(string text)
    {
        var ends = text.Split('-', '–');
        return new(Minutes(ends[0]), Minutes(ends[1]));
    }

    static int Minutes(string text)
    {
        var parts = text.Split(':');
        return int.Parse(parts[0], CultureInfo.InvariantCulture) * 60 + int.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
