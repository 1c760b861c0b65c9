using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;
using Prazo.Explain;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Portal;

/// <summary>A stretch in which a promise stood still.</summary>
/// <param name="To">Null while it lasts.</param>
/// <param name="Reason">As the agreement or the log has it: a word, never what an agent wrote for colleagues.</param>
public sealed record OwnPause(Instant From, Instant? To, Party Party, string Reason);

/// <summary>What was promised to a customer on one ticket, and what became of it.</summary>
/// <param name="Last">The last instant at which it is still kept, where that is later than when it is due (T6).</param>
/// <param name="Remaining">While it stands still: what is left of it.</param>
public sealed record OwnPromise(string Target, int Cycle, Metric Metric, ClockState State, string Limit, Instant Started, Instant? Due, Instant? Last, Instant? OriginalDue, Instant? Stopped,
    Instant? VerdictAt, Duration? Remaining, IReadOnlyList<OwnPause> Pauses)
{
    public bool IsDecided => State is not (ClockState.Active or ClockState.DueSoon or ClockState.Paused);

    public static OwnPromise Of(Clock c) => new(c.Target, c.Cycle, c.Metric, c.State, c.Limit!, c.Started, c.Due, c.Last, c.OriginalDue, c.Stopped, c.VerdictAt, c.State == ClockState.Paused ? c.Remaining : null,
        [.. c.Pieces.Where(p => p.Kind == PieceKind.Paused).Select(p => new OwnPause(p.From, c.Run == Run.Paused && p == c.Pieces[^1] ? null : p.To, p.Party ?? Party.Nobody, p.Reason ?? ""))]);
}

public static class OwnPromises
{
    /// <summary>Metrics by which a provider steers itself, its teams and its suppliers: no promise to customers.</summary>
    internal static readonly IReadOnlySet<string> Internal = new HashSet<string>([nameof(Metric.Ownership), nameof(Metric.AgentWork), nameof(Metric.Turnaround)], StringComparer.Ordinal);

    public static IReadOnlyList<OwnPromise> Of(TicketAccount account) => [.. account.Accounts.Select(a => OwnPromise.Of(a.Clock))];

    /// <summary>The account of every promise to the second, without who held the ticket, and without agreements that did not fit it: they may be others'.</summary>
    public static TicketAccount Account(Session session, PublishedAgreements agreements, Ticket ticket, Instant now)
    {
        var whole = TicketQueries.Explain(session, agreements, ticket, now);
        var set = agreements.For(session, ticket.TenantId, ticket.Rev);
        var accounts = whole.Accounts.Select(a => a.Clock).Where(c => c.Promised && !Internal.Contains(c.Metric.ToString()))
            .Select(c => Engine.Explain.Account.Of(c with { Holders = [] }, set.CalendarsOf(set.Agreements.First(a => a.Id == c.Agreement && a.Version == c.AgreementVersion)), now)).ToImmutableArray();
        return whole with { Replay = whole.Replay with { Clocks = [.. accounts.Select(a => a.Clock)], Uncovered = [], Agreements = [.. whole.Replay.Agreements.Where(a => !a.Supporting)], Fields = ImmutableSortedDictionary<string, string>.Empty }, Accounts = accounts };
    }
}
