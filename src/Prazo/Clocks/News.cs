using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>The difference between what was said of a ticket's clocks and what is to be said now: takes back what no longer holds and says what is new (T1, T4).</summary>
internal sealed class News(Ticket ticket, Instant now)
{
    private readonly List<ClockFactEntry> _facts = [];

    public IReadOnlyList<ClockFactEntry> Facts => _facts;

    /// <summary>Returns the clock's generation: taking back opens a new one, in which the same may be said again.</summary>
    public long Of(Guid clock, string target, long cycle, long generation, IReadOnlyList<SaidFact> facts, IEnumerable<ClockFactEntry> said)
    {
        var stands = ClockFacts.Standing(said);
        var over = stands.Where(s => !facts.Any(f => f.Stage == s.Stage && f.At == s.At)).ToList();
        foreach (var s in over)
            Add(s.Generation, s.Stage, "withdrawn", s.At, facts.Any(f => f.Stage == s.Stage) ? "restated" : "no-longer-so", withdrawal: 1);
        if (over.Count > 0)
            generation++;
        foreach (var f in facts)
            if (!stands.Any(s => s.Stage == f.Stage && s.At == f.At))
                Add(generation, f.Stage, f.Kind, f.At, f.Cause, withdrawal: 0);
        return generation;

        void Add(long of, string stage, string kind, Instant at, string? cause, long withdrawal) => _facts.Add(new ClockFactEntry
        {
            TenantId = ticket.TenantId, ClockId = clock, Generation = of, Stage = stage, Withdrawal = withdrawal, Id = Ids.New(now), TicketId = ticket.Id,
            Target = target, Cycle = cycle, Kind = kind, At = at, Noticed = now, Cause = cause,
        });
    }
}
