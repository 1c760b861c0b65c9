using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Explain;

/// <summary>Cuts a clock's pieces where the calendar opens and closes, the holder changes, and due and last pass; then joins equal neighbours.</summary>
internal sealed class Segmentation(Clock clock, CalendarSet calendars, PromiseMeasure measure)
{
    private static readonly Why Working = new WorkingHours(), Clock = new DayAndNight(), Closed = new OutOfHours(), Reopened = new ClosedUntilReopened(), Restarted = new BeforeRestart();

    // Beyond this a due date is shown, not walked to: the account of "until 2099" must stay readable.
    private static readonly Duration FarAhead = Duration.FromDays(800);

    public ImmutableArray<Segment> Past() => Finish(clock.Pieces.SelectMany(Cut));

    public ImmutableArray<Segment> Ahead(Instant from)
    {
        if (clock.Due is not { } due || clock.Last is not { } last || clock.Run == Run.Paused || last <= from || due - from > FarAhead)
            return [];
        return Finish(Cut(new Piece(from, last, PieceKind.Running, clock.Calendar, null, null)));
    }

    /// <summary>What lies between two instants of a promise's own measure, whoever held the ticket: the way that pauses moved an end.</summary>
    public ImmutableArray<Segment> Through(Instant from, Instant to, string calendar) =>
        Join(Cut(new Piece(from, to, PieceKind.Running, calendar, null, null)));

    private IEnumerable<Segment> Cut(Piece piece) => piece.Kind switch
    {
        PieceKind.Paused => [Make(piece, piece.From, piece.To, new InPause(piece.Reason ?? "", piece.Party ?? Party.Nobody), false)],
        PieceKind.Closed => [Make(piece, piece.From, piece.To, piece.Reason == "restarted" ? Restarted : Reopened, false)],
        _ when measure is PromiseMeasure.ClockTime or PromiseMeasure.CalendarDays or PromiseMeasure.Fixed => [Make(piece, piece.From, piece.To, Clock, true)],
        _ => Hours(piece),
    };

    private static Segment Make(Piece piece, Instant from, Instant to, Why why, bool counted) =>
        new(from, to, counted, piece.Kind == PieceKind.Running, why, piece.Calendar, null, null, Phase.InTime, Duration.Zero);

    private IEnumerable<Segment> Hours(Piece piece)
    {
        var calendar = calendars[piece.Calendar];
        var at = piece.From;
        if (calendar.IsAlwaysOpen)
        {
            yield return Make(piece, piece.From, piece.To, Working, true);
            yield break;
        }
        foreach (var opening in calendar.Openings(piece.From, piece.To))
        {
            foreach (var gap in Gap(piece, calendar, at, opening.Start))
                yield return gap;
            yield return Make(piece, opening.Start, opening.End, Working, true);
            at = opening.End;
        }
        foreach (var gap in Gap(piece, calendar, at, piece.To))
            yield return gap;
    }

    /// <summary>Closed time, date by date, for each date may have its own reason; equal neighbours are joined later.</summary>
    private IEnumerable<Segment> Gap(Piece piece, WorkingCalendar calendar, Instant from, Instant to)
    {
        while (from < to)
        {
            var date = from.InZone(calendar.Zone).Date;
            var end = Instant.Min(to, calendar.ToInstant(date.PlusDays(1).AtMidnight()));
            if (end <= from)
                end = to;
            yield return Make(piece, from, end, ClosedWhy(calendars, piece.Calendar, date), false);
            from = end;
        }
    }

    /// <summary>Why a date has closed hours.</summary>
    public static Why ClosedWhy(CalendarSet calendars, string id, LocalDate date)
    {
        if (calendars.ExceptionOn(id, date) is { } special)
            return new OnSpecialDay(special.Name ?? "");
        var calendar = calendars[id];
        return calendar.HolidayOn(date) is { } name ? new OnHoliday(name, calendar.IsBusinessDay(date)) : Closed;
    }

    private ImmutableArray<Segment> Finish(IEnumerable<Segment> raw) => Join(raw.SelectMany(Split));

    private ImmutableArray<Segment> Join(IEnumerable<Segment> raw)
    {
        var result = ImmutableArray.CreateBuilder<Segment>();
        foreach (var segment in raw)
        {
            if (result.Count > 0 && result[^1] is var last && last.To == segment.From && !(segment.Why is InPause or ClosedUntilReopened && BeginsPause(segment.From)) && last with { From = segment.From, To = segment.To } == segment)
                result[^1] = last with { To = segment.To };
            else
                result.Add(segment);
        }
        for (var i = 0; i < result.Count; i++)
            result[i] = result[i] with { Working = calendars[result[i].Calendar].Between(result[i].From, result[i].To) };
        return result.ToImmutable();
    }

    /// <summary>A pause cut by a restart or a reopening may move an end by one of its parts only: they stay two.</summary>
    private bool BeginsPause(Instant at)
    {
        foreach (var piece in clock.Pieces)
            if (piece.Kind != PieceKind.Running && piece.From == at)
                return true;
        return false;
    }

    private IEnumerable<Segment> Split(Segment segment)
    {
        var cuts = new SortedSet<Instant> { segment.From, segment.To };
        foreach (var cut in clock.Holders.SelectMany(h => new[] { h.From, h.To }).Append(clock.Due ?? segment.From).Append(clock.Last ?? segment.From))
            if (cut > segment.From && cut < segment.To)
                cuts.Add(cut);
        var from = segment.From;
        foreach (var to in cuts.Skip(1))
        {
            var (agent, team) = HolderAt(from);
            yield return segment with { From = from, To = to, Agent = agent, Team = team, Phase = PhaseAt(from) };
            from = to;
        }
    }

    private (string? Agent, string? Team) HolderAt(Instant at)
    {
        foreach (var held in clock.Holders)
            if (held.From <= at && at < held.To)
                return (held.Agent, held.Team);
        return clock.Holders.IsEmpty || at < clock.Holders[^1].To ? (null, null) : (clock.Holders[^1].Agent, clock.Holders[^1].Team);
    }

    private Phase PhaseAt(Instant at) =>
        clock.Last is { } last && at >= last ? Phase.AfterLast : clock.Due is { } due && at >= due ? Phase.BetweenDueAndLast : Phase.InTime;
}
