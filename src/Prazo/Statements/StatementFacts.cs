using System.Collections.Concurrent;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Statements;

/// <summary>All that a statement follows from. Whoever has it computes the same.</summary>
/// <param name="Past">Closed statements of the agreement, the latest first.</param>
internal sealed record StatementFacts(
    string Agreement, LocalDate From, LocalDate To, Instant Known, IReadOnlyList<AgreementSource> Sources, IReadOnlyList<PublishedCalendar> Calendars,
    IReadOnlyList<TicketFacts> Tickets, IReadOnlyList<Settlement> Settlements, IReadOnlyList<StatementBody> Past)
{
    private readonly ConcurrentDictionary<long, AgreementSet> _sets = [];

    /// <summary>First days of closed periods of which something is known otherwise now: the tickets of these are here too.</summary>
    public IReadOnlyList<string> Reopened { get; init; } = [];

    /// <summary>Of customers, where an objective measures them.</summary>
    public IReadOnlyList<AnswerFact> Answers { get; init; } = [];

    /// <summary>Why promises broke, as the provider states it: it moves no figure.</summary>
    public IReadOnlyList<CauseFact> Causes { get; init; } = [];

    /// <summary>Outages, maintenance and force majeure that concern the agreement, as they were known; null where nobody kept any: then nothing is said of availability.</summary>
    public IReadOnlyList<WindowFact>? Windows { get; init; }

    /// <summary>In place of what was published: what is merely tried has not been.</summary>
    public AgreementSet? Tried { get; init; }

    /// <summary>The same by other agreements. Made anew, not copied: a copy would go on with the sets that were read from all sources.</summary>
    public StatementFacts By(IReadOnlyList<AgreementSource> sources) => new(Agreement, From, To, Known, sources, Calendars, Tickets, Settlements, Past) { Reopened = Reopened, Answers = Answers, Causes = Causes, Windows = Windows };

    /// <summary>The agreements as a ticket of a revision sees them.</summary>
    public AgreementSet For(long rev) => Tried ?? _sets.GetOrAdd(rev, r => new AgreementWorld(Sources, Calendars, new()).For(r));
}

/// <param name="Rev">What was published when it was first seen.</param>
/// <param name="Events">Those that were recorded until the facts were known.</param>
internal sealed record TicketFacts(long Number, long Rev, IReadOnlyList<TicketEvent> Events);

/// <summary>A cause of the provider's list, what it is called by language, and the broken promises that were ascribed to it.</summary>
internal sealed record CauseFact(string Cause, IReadOnlyDictionary<string, string> Names, IReadOnlyList<CauseOf> Breaches);

/// <param name="Lane">Where the clock ran: what it is called among the ticket's clocks.</param>
internal sealed record CauseOf(long Ticket, string Lane, long Cycle);

/// <summary>What the parties decided of an item, for the periods in which it counts.</summary>
public sealed record Settlement(string Item, string Word, string Why, string By, string At);
