using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>One clock in a whole-history replay: what reports count. Instants are Unix milliseconds, lengths milliseconds; −1 is none.</summary>
public struct ClockRow
{
    /// <summary>Index into <see cref="History.Tickets"/>.</summary>
    public int Ticket;
    /// <summary>Index into <see cref="HistoryReplay.Targets"/>.</summary>
    public int Target;
    public int Cycle;
    public Run Run;
    public Verdict Verdict;
    public ClockState State;
    public bool Promised;
    public long Started, Stopped, Due, Last, OriginalDue, VerdictAt;
    public long Worked, Elapsed;
    public long PausedCustomer, PausedProvider, PausedSupplier, PausedNobody;
    /// <summary>Share of the promise used, 100 = all; NaN when it has no measure.</summary>
    public double UsedPercent;
    /// <summary>Who held the ticket at the verdict (or as of, while open); codes into <see cref="History.Values"/>, 0 none.</summary>
    public int Agent, Team;
}

/// <summary>A target that gave no clock on a ticket, or (target −1) a ticket that no agreement covers (T19).</summary>
public readonly record struct UncoveredRow(int Ticket, int Target, string Code);

public delegate void ClockSink(in ClockRow row);

/// <summary>Replays whole histories; the same answers as <see cref="ClockEngine.Replay"/> ticket by ticket.</summary>
public sealed class HistoryReplay
{
    public HistoryReplay(AgreementSet agreements, History history)
    {
        Agreements = agreements;
        History = history;
        Targets = [.. from a in agreements.Agreements from t in a.Targets select (a, t)];
    }

    public AgreementSet Agreements { get; }
    public History History { get; }
    public IReadOnlyList<(Agreement Agreement, Target Target)> Targets { get; }

    /// <summary>Replays tickets [from, to) and hands every clock to <paramref name="clocks"/>. Safe to call for disjoint ranges at the same time.</summary>
    public void Run(int from, int to, Instant asOf, ClockSink clocks, Action<UncoveredRow> uncovered) => throw new NotImplementedException();
}
