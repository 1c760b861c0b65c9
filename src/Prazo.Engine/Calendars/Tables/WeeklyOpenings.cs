using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>Openings of weekly hours under holidays and exceptions (T9). On a holiday with hours of its own the usual shifts are kept where those hours allow:
/// they reduce, they never open a closed day; an exception replaces. Under <see cref="HolidayCut.Midnight"/> each minute obeys the date it lies on;
/// hours written by an exception yield to a closed exception only.</summary>
internal sealed class WeeklyOpenings : OpeningSource
{
    private const int Day = 1440;
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private sealed class Exception
    {
        public bool Closed;
        public List<Shift>? Hours;
        public List<Shift> Extra = [];
        public string? Name;
        public bool Replaces => Closed || Hours is not null;
    }

    private readonly WeeklyCalendar _calendar;
    private readonly LayeredHolidays _holidays;
    private readonly Dictionary<int, Exception> _exceptions = [];
    private readonly int[] _from;

    public WeeklyOpenings(WeeklyCalendar calendar, DateTimeZone zone, LayeredHolidays holidays) : base(zone)
    {
        _calendar = calendar;
        _holidays = holidays;
        _from = [.. (calendar.Hours.IsDefault ? [] : calendar.Hours).Select(h => DayNumber(h.From))];
        foreach (var special in calendar.Exceptions.IsDefault ? [] : calendar.Exceptions)
        {
            if (!_exceptions.TryGetValue(DayNumber(special.Date), out var exception))
                _exceptions.Add(DayNumber(special.Date), exception = new Exception());
            exception.Name ??= special.Name;
            exception.Closed |= special.Kind == ExceptionKind.Closed;
            if (special.Kind == ExceptionKind.Hours)
                (exception.Hours ??= []).AddRange(special.Shifts.IsDefault ? [] : special.Shifts);
            else if (special.Kind == ExceptionKind.Extra)
                exception.Extra.AddRange(special.Shifts.IsDefault ? [] : special.Shifts);
        }
    }

    public override string? HolidayOn(LocalDate date) =>
        (_exceptions.TryGetValue(DayNumber(date), out var exception) ? exception.Name : null) ?? _holidays.On(date)?.Name;

    public override List<Stretch> Pieces(long from, long to)
    {
        var map = new ZoneMap(Zone, from - (2 * Margin), to + (2 * Margin));
        var pieces = new List<Stretch>();
        var shifts = new List<Shift>();
        var year = new YearOfHolidays(_holidays);
        int first = (int)Math.Floor((from - Margin) / 86_400.0), last = (int)Math.Ceiling((to + Margin) / 86_400.0);
        var sorted = true;
        for (var day = first; day <= last; day++)
        {
            ShiftsOf(day, year, shifts);
            foreach (var shift in shifts)
            {
                var start = map.ToUtc((day * 86_400L) + (shift.StartMinutes * 60L));
                var end = map.ToUtc((day * 86_400L) + (shift.EndMinutes * 60L));
                if (end <= start)
                    continue;
                sorted &= pieces.Count == 0 || pieces[^1].Start <= start;
                pieces.Add(new Stretch(start, end));
            }
        }
        if (!sorted)
            pieces.Sort((a, b) => a.Start.CompareTo(b.Start));
        return pieces;
    }

    /// <summary>The shifts that start on a day, in minutes after its midnight, joined and sorted.</summary>
    private void ShiftsOf(int day, YearOfHolidays year, List<Shift> shifts)
    {
        shifts.Clear();
        _exceptions.TryGetValue(day, out var exception);
        if (exception is { Replaces: true })
            AddWritten(exception.Hours, day, shifts);
        else if (_calendar.Cut == HolidayCut.Shifts)
            Limit(Week(day), 0, 2 * Day, year.On(day), shifts);
        if (_calendar.Cut == HolidayCut.Midnight)
            AddCutAtMidnight(day, year, shifts);
        if (exception is not null)
            AddWritten(exception.Extra, day, shifts);
        Join(shifts);
    }

    /// <summary>Hours that an exception states: as they stand, but not into a date that another exception closes where dates are cut at midnight.</summary>
    private void AddWritten(List<Shift>? written, int day, List<Shift> shifts)
    {
        if (written is null)
            return;
        var nextClosed = _calendar.Cut == HolidayCut.Midnight && _exceptions.TryGetValue(day + 1, out var next) && next is { Closed: true, Hours: null };
        foreach (var shift in written)
            if (!nextClosed || shift.StartMinutes < Day)
                shifts.Add(nextClosed ? shift with { EndMinutes = Math.Min(shift.EndMinutes, Day) } : shift);
    }

    /// <summary>The weekly shifts' minutes that lie on this date or continue from it, each judged by its own date. A tail whose head was cut counts for the date on which it starts.</summary>
    private void AddCutAtMidnight(int day, YearOfHolidays year, List<Shift> shifts)
    {
        var own = !ReplacedOn(day);
        if (own)
            Limit(Week(day), 0, Day, year.On(day), shifts);
        var headKept = own && year.On(day) is null;
        if (headKept && !ReplacedOn(day + 1))
            Limit(Overnight(Week(day)), Day, 2 * Day, Shifted(year.On(day + 1)), shifts);
        // Yesterday's tail stands on its own when its head is gone; other hours written for yesterday replace the tail with the shift.
        _exceptions.TryGetValue(day - 1, out var yesterday);
        if (own && yesterday?.Hours is null && (yesterday is { Closed: true } || year.On(day - 1) is not null) && year.On(day) is var today)
            foreach (var shift in Week(day - 1))
                if (shift.EndMinutes > Day)
                    Limit([new Shift(0, shift.EndMinutes - Day)], 0, Day, today, shifts);
    }

    private bool ReplacedOn(int day) => _exceptions.TryGetValue(day, out var exception) && exception.Replaces;

    private static ImmutableArray<Shift> Overnight(ImmutableArray<Shift> shifts) => shifts.RemoveAll(s => s.EndMinutes <= Day);

    private static HolidayDate? Shifted(HolidayDate? next) =>
        next is null ? null : next with { Hours = [.. next.Hours.Select(h => new Shift(h.StartMinutes + Day, h.EndMinutes + Day))] };

    /// <summary>Shifts clipped to [from, to) minutes and, on a holiday, to what its hours leave.</summary>
    private static void Limit(ImmutableArray<Shift> week, int from, int to, HolidayDate? holiday, List<Shift> shifts)
    {
        foreach (var shift in week)
        {
            int start = Math.Max(shift.StartMinutes, from), end = Math.Min(shift.EndMinutes, to);
            if (holiday is null)
                AddIfOpen(start, end, shifts);
            else
                foreach (var hours in holiday.Hours)
                    AddIfOpen(Math.Max(start, hours.StartMinutes), Math.Min(end, hours.EndMinutes), shifts);
        }
    }

    private static void AddIfOpen(int start, int end, List<Shift> shifts)
    {
        if (start < end)
            shifts.Add(new Shift(start, end));
    }

    private static void Join(List<Shift> shifts)
    {
        if (shifts.Count < 2)
            return;
        shifts.Sort((a, b) => a.StartMinutes.CompareTo(b.StartMinutes));
        var kept = 0;
        for (var i = 1; i < shifts.Count; i++)
        {
            if (shifts[i].StartMinutes <= shifts[kept].EndMinutes)
                shifts[kept] = shifts[kept] with { EndMinutes = Math.Max(shifts[kept].EndMinutes, shifts[i].EndMinutes) };
            else
                shifts[++kept] = shifts[i];
        }
        shifts.RemoveRange(kept + 1, shifts.Count - kept - 1);
    }

    private ImmutableArray<Shift> Week(int day)
    {
        var i = _from.Length - 1;
        while (i >= 0 && _from[i] > day)
            i--;
        // 1970-01-01 was a Thursday.
        return i < 0 ? [] : _calendar.Hours[i].Week[(day + 3 + 700_000) % 7] is { IsDefault: false } shifts ? shifts : [];
    }

    private static int DayNumber(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>Holidays by day number, a year expanded at a time.</summary>
    private sealed class YearOfHolidays(LayeredHolidays holidays)
    {
        private readonly Dictionary<int, HolidayDate?[]> _years = [];
        private HolidayDate?[] _current = [];
        private int _first = int.MaxValue, _end = int.MinValue;

        public HolidayDate? On(int day)
        {
            if (holidays.Layers.Count == 0)
                return null;
            if (day < _first || day >= _end)
                Turn(Epoch.PlusDays(day).Year);
            return _current[day - _first];
        }

        private void Turn(int year)
        {
            if (!_years.TryGetValue(year, out var days))
                _years.Add(year, days = holidays.Year(year));
            _current = days;
            _first = DayNumber(new LocalDate(year, 1, 1));
            _end = DayNumber(new LocalDate(year + 1, 1, 1));
        }
    }
}
