using System.Numerics;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>An independent reference for deadlines: walks days one by one over the written hours, in wall time, without the compiled calendar.</summary>
internal sealed class SlowDeadlines(OfficeHours office)
{
    readonly DateTimeZone zone = office.TimeZone;
    readonly Dictionary<LocalDate, List<(Instant Start, Instant End)>> cache = [];

    /// <summary>T7 by its words: through the offsets in force around that time, the first instant whose wall clock reads it or later.</summary>
    public Instant At(LocalDateTime wall)
    {
        var utc = wall.InUtc().ToInstant();
        foreach (var interval in zone.GetZoneIntervals(utc - Duration.FromDays(2), utc + Duration.FromDays(2)))
        {
            var reached = utc - Duration.FromSeconds(interval.WallOffset.Seconds);
            if (interval.HasStart && reached < interval.Start)
                reached = interval.Start;
            if (!interval.HasEnd || reached < interval.End)
                return reached;
        }
        throw new InvalidOperationException($"{wall} is never reached in {zone.Id}");
    }

    public LocalDateTime Wall(Instant t) => t.InZone(zone).LocalDateTime;

    public List<(Instant Start, Instant End)> Openings(LocalDate day)
    {
        if (cache.TryGetValue(day, out var known))
            return known;
        if (!Exists(day))
            return cache[day] = [];
        var list = Shifts(day);
        // What is left of a night that began on a date that never was begins on the next.
        if (!Exists(day.PlusDays(-1)))
            list.InsertRange(0, Shifts(day.PlusDays(-1)));
        return cache[day] = list;
    }

    bool Exists(LocalDate day) => At(day.AtMidnight()) < At(day.PlusDays(1).AtMidnight());

    List<(Instant Start, Instant End)> Shifts(LocalDate day) =>
        [.. office.On(day).Select(s => (Start: At(day.AtMidnight().PlusMinutes(s.StartMinutes)), End: At(day.AtMidnight().PlusMinutes(s.EndMinutes)))).Where(o => o.Start < o.End)];

    public bool Opens(LocalDate day) => Openings(day).Count > 0;

    LocalDate NextOpeningDay(LocalDate day)
    {
        do
            day = day.PlusDays(1);
        while (!Opens(day));
        return day;
    }

    bool Open(Instant t)
    {
        var day = Wall(t).Date;
        for (var back = -2; back <= 1; back++)
            if (Openings(day.PlusDays(back)).Exists(o => o.Start <= t && t < o.End))
                return true;
        return false;
    }

    Instant NextOpen(Instant t)
    {
        if (Open(t))
            return t;
        for (var day = Wall(t).Date.PlusDays(-2); ; day = day.PlusDays(1))
            foreach (var (start, _) in Openings(day))
                if (start >= t)
                    return start;
    }

    /// <summary>Working time from t on, opening by opening.</summary>
    public Instant AddWork(Instant t, Duration work)
    {
        for (var day = Wall(t).Date.PlusDays(-2); ; day = day.PlusDays(1))
        {
            foreach (var (start, end) in Openings(day))
            {
                var from = start > t ? start : t;
                if (from >= end)
                    continue;
                if (end - from >= work)
                    return from + work;
                work -= end - from;
            }
        }
    }

    public Instant DateLike(Within within, Instant start, Duration pausedWorking, Duration pausedClock)
    {
        var (rules, by) = within switch
        {
            BusinessDays b => (b.Start, b.By),
            CalendarDays c => (c.Start, c.By),
            CalendarMonths m => (m.Start, m.By),
            _ => (StartRules.None, new ByEndOfDay()),
        };
        var (wall, extra) = Ruled(rules, Wall(start));
        var day = wall.Date;
        switch (within)
        {
            case BusinessDays b:
                for (var i = 0; i < b.Days + extra; i++)
                    day = NextOpeningDay(day);
                break;
            case CalendarDays c: day += NodaTime.Period.FromDays(c.Days + extra); break;
            case CalendarMonths m: day += NodaTime.Period.FromMonths(m.Months); break;
            case UntilDate u: return EndOn(u.Date, default, by);
        }
        var due = Clipped(rules, EndOn(day, wall.TimeOfDay, by));
        var paused = within is BusinessDays ? pausedWorking : pausedClock;
        if (paused == Duration.Zero)
            return due;
        var moved = within is BusinessDays ? AddWork(due, paused) : due + paused;
        if (moved == due)
            return due;
        if (by is not null)
        {
            var days = Enumerable.Range(-3, 800).Select(Wall(moved).Date.PlusDays).Where(d => within is not BusinessDays || Opens(d));
            moved = days.Select(d => EndOn(d, default, by)).First(end => end >= moved);
        }
        return Clipped(rules, moved);
    }

    (LocalDateTime Wall, int Extra) Ruled(StartRules rules, LocalDateTime wall)
    {
        if (rules.ClosedDay is { } move && !Opens(wall.Date))
            wall = MoveTo(wall, move == StartMove.KeepTime ? wall.TimeOfDay : null);
        if (rules.Late is { } late && wall.TimeOfDay >= late)
            wall = MoveTo(wall, rules.LateAt);
        if (rules.BeforeOpening == StartMove.AtOpening && Opens(wall.Date) && !Open(At(wall)) && wall < Wall(Openings(wall.Date)[0].Start))
            wall = Wall(Openings(wall.Date)[0].Start);
        if (rules.BeforeTime is { } cut)
        {
            var missed = !Opens(wall.Date) || wall.TimeOfDay >= cut;
            if (missed && rules.ElseNextOpening)
                return (MoveTo(wall, null), 0);
            return (wall, missed ? rules.ElseAddDays : 0);
        }
        return (rules.ElseNextOpening && !Open(At(wall)) ? Wall(NextOpen(At(wall))) : wall, 0);
    }

    LocalDateTime MoveTo(LocalDateTime wall, LocalTime? time)
    {
        var day = NextOpeningDay(wall.Date);
        return time is { } t ? day + t : Wall(Openings(day)[0].Start);
    }

    Instant EndOn(LocalDate day, LocalTime time, By? by)
    {
        switch (by)
        {
            case ByTime at: return At(day + at.Time);
            case ByEndOfDay: return At(day.PlusDays(1).AtMidnight()) - Duration.FromMilliseconds(1);
            case ByClose: return Openings(Opens(day) ? day : NextOpeningDay(day)).Max(o => o.End);
            default: return At(day + time);
        }
    }

    Instant Clipped(StartRules rules, Instant end)
    {
        var close = Openings(Wall(end).Date).Concat(Openings(Wall(end).Date.PlusDays(-1))).Any(o => o.End == end);
        return !rules.FromOpening || close ? end : NextOpen(end);
    }

    /// <summary>The end of working days: the same share of the opening day N days later; at the very beginning of a day, the close before it.</summary>
    public Instant WorkingDays(int days, Instant start)
    {
        start = NextOpen(start);
        var day = Wall(start).Date.PlusDays(1);
        while (!Openings(day).Exists(o => o.Start <= start && start < o.End))
            day = day.PlusDays(-1);
        var (done, whole) = (Worked(day, start), Worked(day, Instant.MaxValue));
        var last = day;
        for (var i = 0; i < days; i++)
        {
            day = last;
            last = NextOpeningDay(last);
        }
        var share = new BigInteger(done.TotalMilliseconds) * new BigInteger(Worked(last, Instant.MaxValue).TotalMilliseconds) / new BigInteger(whole.TotalMilliseconds);
        return share > 0 ? AddWork(Openings(last)[0].Start, Duration.FromMilliseconds((long)share)) : Openings(day).Max(o => o.End);
    }

    Duration Worked(LocalDate day, Instant until) =>
        Openings(day).Where(o => o.Start < until).Aggregate(Duration.Zero, (sum, o) => sum + ((o.End < until ? o.End : until) - o.Start));
}
