using NodaTime;
using Prazo.Engine.Money;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Reports;

/// <summary>Numbers the periods of a zone in order of first sight. The bounds of those seen are kept, so that few clocks ask the calendar. Safe for several threads at once.</summary>
internal sealed class PeriodBins(Period period, DateTimeZone zone)
{
    private readonly record struct Bin(long From, long To, int Index);

    private readonly Lock _adding = new();
    private volatile Bin[] _bins = period == Period.All ? [new(long.MinValue, long.MaxValue, 0)] : [];
    private volatile LocalDate[] _starts = period == Period.All ? [LocalDate.MinIsoValue] : [];

    public string Name(int index) => Periods.Name(period, _starts[index]);

    public LocalDate Start(int index) => _starts[index];

    public int IndexOf(long at)
    {
        var bins = _bins;
        var (low, high) = (0, bins.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (at < bins[middle].From) high = middle - 1;
            else if (at >= bins[middle].To) low = middle + 1;
            else return bins[middle].Index;
        }
        return Add(at);
    }

    private int Add(long at)
    {
        lock (_adding)
        {
            if (Array.Find(_bins, b => b.From <= at && at < b.To) is { To: > 0 } known)
                return known.Index;
            var start = Periods.StartOf(period, Instant.FromUnixTimeMilliseconds(at).InZone(zone).Date);
            var (from, to) = (zone.AtStartOfDay(start).ToInstant(), zone.AtStartOfDay(Periods.EndOf(period, start)).ToInstant());
            var bin = new Bin(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), _bins.Length);
            _starts = [.. _starts, start];
            _bins = [.. _bins.Append(bin).OrderBy(b => b.From)];
            return bin.Index;
        }
    }
}
