using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Money;

/// <summary>How far past its end a promise ran: only time that counts, neither pauses nor the time between a stop and a reopening (T13, T16).</summary>
public static class Lateness
{
    /// <summary>From the instant that dates the breach (T3) to the stop, or to the end of what was replayed.</summary>
    /// <param name="calendars">Of the clock's agreement version.</param>
    /// <returns>In clock time, and in working time on the calendar of each piece (T17); zero for a clock that is not broken.</returns>
    public static (Duration Clock, Duration Working) Of(Clock clock, CalendarSet calendars)
    {
        if (clock.State is not (ClockState.Overdue or ClockState.MetLate) && clock.Verdict is not (Verdict.Broken or Verdict.MetLate) || clock.VerdictAt is not { } broken)
            return (Duration.Zero, Duration.Zero);
        var (elapsed, worked) = (0L, 0L);
        var from = broken.ToUnixTimeMilliseconds();
        foreach (var piece in clock.Pieces)
        {
            var (start, end) = (Math.Max(from, piece.From.ToUnixTimeMilliseconds()), piece.To.ToUnixTimeMilliseconds());
            if (piece.Kind != PieceKind.Running || start >= end)
                continue;
            elapsed += end - start;
            worked += calendars.Find(piece.Calendar)?.Between(start, end) ?? end - start;
        }
        return (Duration.FromMilliseconds(elapsed), Duration.FromMilliseconds(worked));
    }
}
