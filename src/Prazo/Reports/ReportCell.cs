using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>Counts of one row while clocks stream in.</summary>
internal sealed class ReportCell
{
    // Ten percent a bar, the last for everything at or beyond twice the promise.
    private const int Bars = 21;

    private readonly List<long> _worked = [], _elapsed = [];
    private readonly List<float> _used = [];
    private readonly List<RowTicket> _tickets = [];
    private long _customer, _provider, _supplier, _nobody;

    public Tally Tally;
    public bool Promised;

    public void Add(in ClockRow row)
    {
        Promised |= row.Promised;
        Count(ref Tally, row);
        var counted = row.Verdict is Verdict.Met or Verdict.MetLate or Verdict.Broken;
        _tickets.Add(new RowTicket(row.Ticket, counted, row.Verdict == Verdict.Met));
        (_customer, _provider, _supplier, _nobody) = (_customer + row.PausedCustomer, _provider + row.PausedProvider, _supplier + row.PausedSupplier, _nobody + row.PausedNobody);
        if (row.Run == Run.Stopped && (row.Verdict is Verdict.Met or Verdict.MetLate || !row.Promised))
        {
            _worked.Add(row.Worked);
            _elapsed.Add(row.Elapsed);
            if (!double.IsNaN(row.UsedPercent))
                _used.Add((float)row.UsedPercent);
        }
    }

    /// <summary>Adds one clock to the count of its verdict (T11).</summary>
    public static void Count(ref Tally tally, in ClockRow row)
    {
        if (row.Untargeted)
            tally.Untargeted++;
        switch (row.Verdict)
        {
            case Verdict.Met: tally.Met++; break;
            case Verdict.MetLate: tally.MetLate++; break;
            case Verdict.Broken: tally.OpenBroken++; break;
            case Verdict.Cancelled: tally.Cancelled++; break;
            case Verdict.Waived: tally.Waived++; break;
            case Verdict.NotApplicable: tally.NotApplicable++; break;
            default:
                if (row.Run == Run.Paused) tally.Paused++; else tally.Active++;
                break;
        }
    }

    public void AddUntargeted(int ticket)
    {
        Tally.Untargeted++;
        _tickets.Add(new RowTicket(ticket, false, false));
    }

    public void Merge(ReportCell other)
    {
        Promised |= other.Promised;
        Tally.Add(other.Tally);
        _worked.AddRange(other._worked);
        _elapsed.AddRange(other._elapsed);
        _used.AddRange(other._used);
        _tickets.AddRange(other._tickets);
        (_customer, _provider, _supplier, _nobody) = (_customer + other._customer, _provider + other._provider, _supplier + other._supplier, _nobody + other._nobody);
    }

    public Spread? Worked => SpreadOf(_worked);
    public Spread? Elapsed => SpreadOf(_elapsed);
    public PauseTime Paused => new(_customer, _provider, _supplier, _nobody);
    public ImmutableArray<RowTicket> Tickets => [.. _tickets];

    public UsedSpread? Used
    {
        get
        {
            if (_used.Count == 0)
                return null;
            _used.Sort();
            var sorted = CollectionsMarshal.AsSpan(_used);
            var bars = new int[Bars];
            foreach (var used in sorted)
                bars[Math.Clamp((int)(used / 10), 0, Bars - 1)]++;
            return new UsedSpread(sorted.Length, Percentiles.NearestRank<float>(sorted, 50)!.Value, Percentiles.NearestRank<float>(sorted, 90)!.Value, [.. bars]);
        }
    }

    private static Spread? SpreadOf(List<long> values)
    {
        if (values.Count == 0)
            return null;
        values.Sort();
        var sorted = CollectionsMarshal.AsSpan(values);
        return new Spread(sorted.Length, Percentiles.NearestRank<long>(sorted, 50)!.Value, Percentiles.NearestRank<long>(sorted, 90)!.Value, Percentiles.NearestRank<long>(sorted, 95)!.Value);
    }
}
