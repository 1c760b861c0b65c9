using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Explain;

/// <summary>How pauses and extensions moved an end (T13): what each added, the way it moved, then forward to the next <c>by …</c>.</summary>
internal sealed class DayMoves
{
    // A shift across midnight closes on a later date than its own; none is longer than this.
    private const int LongestShiftInDays = 3;

    private readonly Clock _clock;
    private readonly Counting _counting;
    private readonly CalendarSet _calendars;
    private readonly WorkingCalendar _calendar;
    private readonly DayRun _run;

    public DayMoves(Clock clock, Counting counting, CalendarSet calendars, DayRun run)
    {
        (_clock, _counting, _calendars, _run) = (clock, counting, calendars, run);
        _calendar = calendars[clock.Calendar];
    }

    public void Move(Within within, Instant unmoved)
    {
        var working = within is BusinessDays;
        var added = Pauses(within, working);
        if (_counting.Extension > Duration.Zero)
        {
            _run.Add(new ExtensionAdded(_counting.Extension));
            added += _counting.Extension;
        }
        if (added == Duration.Zero)
            return;
        _run.Add(new MovedBy(added, working));
        if ((working ? _calendar.Add(unmoved, added) : unmoved + added) is not { } moved || !Deadlines.IsInRange(moved))
            return;
        var measure = working ? PromiseMeasure.BusinessDays : PromiseMeasure.CalendarDays;
        foreach (var segment in new Segmentation(_clock, _calendars, measure).Through(unmoved, moved, _clock.Calendar))
            _run.Add(new MovedThrough(segment));
        _run.Add(new MovedEnd(moved));
        Forward(within, moved);
    }

    /// <summary>What the pauses since counting began add; the one that still lasts, or in which the clock stopped, has moved nothing.</summary>
    private Duration Pauses(Within within, bool working)
    {
        var sum = Duration.Zero;
        var ignored = within is UntilDate or UntilField && !_counting.PausesExtend;
        var count = _clock.Pieces.Length;
        if (_clock.Facts.LastOrDefault(f => f.Kind is FactKind.Paused or FactKind.Resumed)?.Kind == FactKind.Paused)
            while (count > 0 && _clock.Pieces[count - 1].Kind == PieceKind.Paused)
                count--;
        var any = false;
        foreach (var piece in _clock.Pieces.AsSpan()[..count])
        {
            if (piece.Kind == PieceKind.Running || piece.From < _counting.From)
                continue;
            any = true;
            if (ignored)
                continue;
            var length = working ? _calendars[piece.Calendar].Between(piece.From, piece.To) : piece.To - piece.From;
            Why why = piece.Kind == PieceKind.Closed ? new ClosedUntilReopened() : new InPause(piece.Reason ?? "", piece.Party ?? Party.Nobody);
            _run.Add(new PauseAdded(piece.From, piece.To, why, piece.Calendar, length, working));
            sum += length;
        }
        if (ignored && any)
            _run.Add(new PausesIgnored());
        return sum;
    }

    private void Forward(Within within, Instant moved)
    {
        var (by, rules) = within switch
        {
            BusinessDays b => (b.By, b.Start),
            CalendarDays d => (d.By, d.Start),
            CalendarMonths m => (m.By, m.Start),
            _ => (null, StartRules.None),
        };
        var end = by is null ? moved : NextBy(by, within is BusinessDays || by is ByClose, moved);
        if (rules.FromOpening && end is { } closed && DateLikeEnd.Opened(closed, _calendar) is { } opened && opened != closed)
            Chosen(EndRule.NextOpening, opened, null);
    }

    private Instant? NextBy(By by, bool businessDaysOnly, Instant moved)
    {
        var today = moved.InZone(_calendar.Zone).Date;
        for (var date = today.PlusDays(1 - LongestShiftInDays); ; date = date.PlusDays(1))
        {
            if (businessDaysOnly && !_calendar.IsBusinessDay(date))
            {
                if (_calendar.BusinessDayAfter(date, 1) is null)
                    return null;
                if (date >= today)
                    _run.Skipped(date);
                continue;
            }
            if (DateLikeEnd.On(date, default, by, _calendar) is not { } end)
                return null;
            var local = by is ByTime at ? date + at.Time : end.InZone(_calendar.Zone).LocalDateTime;
            if (end >= moved)
                return Chosen(by switch { ByTime => EndRule.ByTime, ByClose => EndRule.ByClose, _ => EndRule.ByEndOfDay }, end, local);
            if (date >= today)
                _run.Add(new EndPassed(date, local));
        }
    }

    private Instant Chosen(EndRule rule, Instant end, LocalDateTime? local)
    {
        _run.Add(new EndChosen(rule, local ?? end.InZone(_calendar.Zone).LocalDateTime, end, Onward: true));
        return end;
    }
}
