using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>When working time passes, as written. Compile with <see cref="CalendarSet"/> to compute with it.</summary>
/// <param name="Id">Name by which agreements refer to it.</param>
public abstract record CalendarDefinition(string Id, Position At);

/// <summary>The built-in <c>24x7</c>: always open. <paramref name="Zone"/> (IANA) matters for local dates only.</summary>
public sealed record AlwaysOpenCalendar(string Id, string Zone, Position At) : CalendarDefinition(Id, At);

/// <summary>Weekly hours in a zone with holidays and exceptions; hours may change from a date (T9).</summary>
/// <param name="Zone">IANA zone id.</param>
/// <param name="Hours">In ascending order of <see cref="EffectiveHours.From"/>; the first has <see cref="LocalDate.MinIsoValue"/>.</param>
/// <param name="HolidaySets">Ids of holiday sets, layered: a date is a holiday if any layer says so; the first layer that names it gives name and hours.</param>
/// <param name="Exceptions">Single days: closed, other hours, or extra openings; they win over holidays.</param>
public sealed record WeeklyCalendar(
    string Id, string Zone, ImmutableArray<EffectiveHours> Hours, ImmutableArray<string> HolidaySets,
    ImmutableArray<SpecialDay> Exceptions, HolidayCut Cut, Position At) : CalendarDefinition(Id, At);

public enum Composition { Union, Intersection, Exclusion }

/// <summary>Union or intersection of all operands, or the first without the others. <paramref name="Zone"/> (IANA) gives local dates; default the first operand's.</summary>
public sealed record ComposedCalendar(
    string Id, Composition Composition, ImmutableArray<string> Operands, string? Zone, Position At) : CalendarDefinition(Id, At);

/// <summary>One calendar up to an instant, another from then on: a version that replaces another leaves the past as it was counted (T1).</summary>
/// <param name="Id">As both sets call it.</param>
/// <param name="Change">The first instant of the other; whole seconds.</param>
public sealed record SplicedCalendar(string Id, CalendarSet Before, Instant Change, CalendarSet After, Position At) : CalendarDefinition(Id, At);

/// <summary>One local shift of a day. <paramref name="EndMinutes"/> and <paramref name="StartMinutes"/> are minutes after local midnight of the day on which it starts; an end above 1440 lies on the next day.</summary>
public readonly record struct Shift(int StartMinutes, int EndMinutes);

/// <summary>Weekly hours in force from a local date. <paramref name="Week"/> has seven entries, Monday first; each a sorted list of disjoint shifts.</summary>
public sealed record EffectiveHours(LocalDate From, ImmutableArray<ImmutableArray<Shift>> Week);

public enum ExceptionKind { Closed, Hours, Extra }

/// <summary>What differs on one local date: closed, these hours instead, or these openings in addition.</summary>
public sealed record SpecialDay(LocalDate Date, ExceptionKind Kind, ImmutableArray<Shift> Shifts, string? Name);

/// <summary>What a holiday removes (T9): the shifts that start on it, whole, or the hours of its date up to midnight.</summary>
public enum HolidayCut { Shifts, Midnight }

/// <summary>A shared, versioned set of holidays.</summary>
/// <param name="Source">Where the rules come from (law, list and licence).</param>
/// <param name="KnownTo">Last local date for which a list is known; null for rules without end.</param>
/// <param name="Includes">Other sets that this one contains.</param>
public sealed record HolidaySet(
    string Id, string Name, ImmutableArray<HolidayRule> Rules, string Source, LocalDate? KnownTo, ImmutableArray<string> Includes, Position At);

/// <summary>One holiday. <paramref name="Hours"/> non-empty means reduced hours instead of closed. Years outside <paramref name="FromYear"/>..<paramref name="ToYear"/> (inclusive) do not have it.</summary>
public abstract record HolidayRule(string Name, ImmutableArray<Shift> Hours, int FromYear, int ToYear);

public sealed record FixedHoliday(int Month, int Day, string Name, ImmutableArray<Shift> Hours, int FromYear = 1, int ToYear = 9999)
    : HolidayRule(Name, Hours, FromYear, ToYear);

/// <summary>Days from Easter Sunday; <paramref name="Orthodox"/> uses the Julian computus, dated in the Gregorian calendar.</summary>
public sealed record EasterHoliday(int Offset, bool Orthodox, string Name, ImmutableArray<Shift> Hours, int FromYear = 1, int ToYear = 9999)
    : HolidayRule(Name, Hours, FromYear, ToYear);

/// <summary>The <paramref name="Nth"/> given weekday of a month; −1 the last; then <paramref name="Offset"/> days.</summary>
public sealed record NthWeekdayHoliday(int Month, IsoDayOfWeek Weekday, int Nth, int Offset, string Name, ImmutableArray<Shift> Hours, int FromYear = 1, int ToYear = 9999)
    : HolidayRule(Name, Hours, FromYear, ToYear);

/// <summary>One-off date or inclusive range of dates.</summary>
public sealed record DatedHoliday(LocalDate From, LocalDate To, string Name, ImmutableArray<Shift> Hours)
    : HolidayRule(Name, Hours, 1, 9999);

/// <summary>An inclusive yearly range of dates, such as 24 December to 2 January.</summary>
public sealed record YearlyRangeHoliday(AnnualDate From, AnnualDate To, string Name, ImmutableArray<Shift> Hours)
    : HolidayRule(Name, Hours, 1, 9999);
