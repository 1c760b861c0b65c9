using System.Collections.Immutable;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Tickets;

namespace Prazo.Reports.Live;

/// <summary>How long one clock took.</summary>
/// <param name="Target">Of one's own measures, which go by their name; otherwise empty: a promise is the same, whatever the agreement.</param>
/// <param name="Values">One per dimension of the query.</param>
/// <param name="Worked">Milliseconds of working time that counted.</param>
/// <param name="Elapsed">Milliseconds of clock time that counted.</param>
public sealed record TimedClock(Metric Metric, string Target, ImmutableArray<string> Values, long Worked, long Elapsed, ClockEntry Clock, Ticket Ticket)
{
    public long Length(bool elapsed) => elapsed ? Elapsed : Worked;
}

/// <summary>Percentiles of lengths by the nearest rank (see <see cref="Percentiles"/>): P90 is the shortest length that at least 90 % of the clocks did not exceed, one that a clock really took.</summary>
public static class Times
{
    public static readonly ImmutableArray<int> Percents = [50, 75, 90, 95];

    public const string Method = "nearest-rank";

    public static Spread? Of(IEnumerable<TimedClock> clocks, bool elapsed) => Spread.Of([.. clocks.Select(c => c.Length(elapsed))]);

    /// <summary>One of <see cref="Percents"/>.</summary>
    public static long At(Spread spread, int percent) => percent switch { 50 => spread.Median, 75 => spread.P75, 90 => spread.P90, 95 => spread.P95, _ => throw new ArgumentOutOfRangeException(nameof(percent)) };
}
