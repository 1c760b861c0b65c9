using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>A stretch between two events, by their places in <see cref="TicketPlan.Events"/>.</summary>
/// <param name="Party">Whom a pause is put down to; null: the promise counts.</param>
internal readonly record struct StretchPlan(int From, int To, Party? Party);

/// <summary>A clock between two events, by their places in <see cref="TicketPlan.Events"/>.</summary>
/// <param name="Lane">Place of its lane among those chosen.</param>
/// <param name="Keeps">Its end keeps the promise; otherwise it falls away.</param>
/// <param name="Stretches">Counting and paused, one after the other; the first counts.</param>
/// <param name="Held">Of <see cref="TicketPlan.Holding"/>, how many came up to its start.</param>
/// <param name="HeldEnd">How many came before its end.</param>
internal sealed record ClockPlan(int Lane, int Cycle, int Start, int Stop, bool Keeps, StretchPlan[] Stretches, int Held, int HeldEnd)
{
    /// <summary>It paused and went on.</summary>
    public bool Resumes { get; } = Stretches.Count(s => s.Party is null) > 1;
}

/// <summary>What becomes of every ticket whose events mean the same in the same order: its clocks, from which event to which; all but the times.
/// Only for tickets whose clocks have all ended, never reopened, on the terms on which they began.</summary>
/// <param name="Events">The events that it reads, by their numbers in the ticket, in order.</param>
/// <param name="Holding">Those that may change who holds the ticket, by their places.</param>
internal sealed record TicketPlan(ClockPlan[] Clocks, int[] Events, (int Place, HolderChange Change)[] Holding)
{
    private int[] _last = [];

    /// <summary>Of the block at hand, the last of its tickets on the terms of that number; −1: none.</summary>
    public ref int LastOn(int terms)
    {
        if (terms >= _last.Length)
            Lengthen(terms);
        return ref _last[terms];
    }

    private void Lengthen(int terms)
    {
        var known = _last.Length;
        Array.Resize(ref _last, terms + 1);
        _last.AsSpan(known).Fill(-1);
    }
}

/// <summary>How an event may change who holds a ticket.</summary>
internal enum HolderChange
{
    None,
    /// <summary>Who answers a ticket that nobody holds, holds it.</summary>
    AgentIfNobody,
    Agent,
    Team,
}
