using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>Sums of one row while clocks stream in.</summary>
internal struct ReportCell
{
    public Tally Tally;
    private long _customer, _provider, _supplier, _nobody;

    public readonly PauseTime Paused => new(_customer, _provider, _supplier, _nobody);

    public void Add(in ClockRow row)
    {
        Count(ref Tally, row);
        (_customer, _provider, _supplier, _nobody) = (_customer + row.PausedCustomer, _provider + row.PausedProvider, _supplier + row.PausedSupplier, _nobody + row.PausedNobody);
    }

    public void Add(in ReportCell other)
    {
        Tally.Add(other.Tally);
        (_customer, _provider, _supplier, _nobody) = (_customer + other._customer, _provider + other._provider, _supplier + other._supplier, _nobody + other._nobody);
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
}

/// <summary>What a row needs of one clock, besides the sums.</summary>
/// <param name="Worked">−1 when the clock is in no percentile.</param>
/// <param name="Used">NaN when it has no measure.</param>
internal readonly record struct CountedClock(long Worked, long Elapsed, float Used, int Cell, RowTicket Ticket)
{
    public bool IsMeasured => Worked >= 0;

    public static CountedClock Of(in ClockRow row, int cell)
    {
        var counted = row.Verdict is Verdict.Met or Verdict.MetLate or Verdict.Broken;
        var measured = row.Run == Run.Stopped && (row.Verdict is Verdict.Met or Verdict.MetLate || !row.Promised);
        return new(measured ? row.Worked : -1, row.Elapsed, measured ? (float)row.UsedPercent : float.NaN, cell, new RowTicket(row.Ticket, counted, row.Verdict == Verdict.Met));
    }
}
