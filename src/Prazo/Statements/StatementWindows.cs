using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Outages;
using Prazo.Storage;

namespace Prazo.Statements;

/// <summary>When a service or channel was not there, or a time that does not count.</summary>
/// <param name="What">By the name in the agreement; null: everything.</param>
/// <param name="Until">Exclusive; null: it lasted when the facts were known.</param>
/// <param name="Reported">When somebody first said so.</param>
/// <param name="Changed">When it was last corrected or ended; null: never.</param>
internal sealed record WindowFact(string Id, string Kind, string? What, Instant From, Instant? Until, Instant? Announced, string Title, Instant Reported, Instant? Changed)
{
    public bool Counts => Outage.Counting(Kind);
    public bool Excludes => Outage.Excluding(Kind, From, Announced);

    public bool Touches(Instant from, Instant to) => From < to && (Until is null || Until > from);
}

/// <summary>Outages, maintenance and force majeure as a statement sees them.</summary>
internal static class StatementWindows
{
    /// <summary>What was known of those that touch a time and concern an agreement, the earliest first.</summary>
    public static List<WindowFact> Of(Session session, Guid tenant, Agreement terms, Instant from, Instant to, Instant known) =>
        [.. InOrder(OutageActs.All(session, tenant, known).Where(o => o.Now.Withdrawn is null && Concerns(terms, o.Now.What)).Select(Fact).Where(w => w.Touches(from, to)))];

    /// <summary>What concerns everything, and what the agreement promises to be available.</summary>
    public static bool Concerns(Agreement terms, string? what) => what is null || OutageActs.Services(terms).Contains(what, StringComparer.Ordinal);

    public static IEnumerable<WindowFact> InOrder(IEnumerable<WindowFact> windows) => windows.OrderBy(w => w.From).ThenBy(w => w.Id, StringComparer.Ordinal);

    public static WindowFact Fact(KnownOutage o) => new(o.Now.Id.ToString(), o.Now.Kind, o.Now.What, o.Now.Starts, o.Now.Ends, o.Now.Announced, o.Now.Title, o.Reported, o.Now.Version > 1 ? o.Now.Recorded : null);

    public static StatementWindow Written(WindowFact w) => new(w.Id, w.Kind, w.What, StatementBody.Of(w.From), Of(w.Until), Of(w.Announced), w.Title, StatementBody.Of(w.Reported), Of(w.Changed), w.Excludes);

    private static string? Of(Instant? at) => at is { } known ? StatementBody.Of(known) : null;
}
