using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;

namespace Prazo.Explain;

/// <summary>Everything there is to explain about one ticket: the account of each clock, and why targets or agreements gave none.</summary>
public sealed record TicketAccount(string Ticket, Instant AsOf, TicketReplay Replay, ImmutableArray<Account> Accounts)
{
    /// <summary>Of what it was replayed, where that is kept: who has the same has the same clocks.</summary>
    public ReplayPin? Pin { get; init; }

    public static TicketAccount Of(string ticket, AgreementSet agreements, IEnumerable<TicketEvent> events, Instant asOf)
    {
        var replay = ClockEngine.Replay(agreements, events, asOf);
        var accounts = ImmutableArray.CreateBuilder<Account>(replay.Clocks.Length);
        foreach (var clock in replay.Clocks)
        {
            var agreement = agreements.Agreements.First(a => a.Id == clock.Agreement && a.Version == clock.AgreementVersion);
            accounts.Add(Account.Of(clock, agreements.CalendarsOf(agreement), asOf));
        }
        return new TicketAccount(ticket, asOf, replay, accounts.ToImmutable());
    }

    /// <summary>Zone in which the whole page speaks when none is asked for: that of the first clock's calendar.</summary>
    public DateTimeZone Zone => Accounts.IsEmpty ? DateTimeZone.Utc : Accounts[0].Zone;
}

/// <summary>In which language and zone to explain, and how much.</summary>
/// <param name="Zone">Null: each clock in its own calendar's zone.</param>
/// <param name="Fold">Join whole days of working time and nights; null: when a clock has more than 40 segments.</param>
/// <param name="Width">Columns of the text's bar.</param>
public sealed record ExplainOptions(Words Words, DateTimeZone? Zone = null, bool? Fold = null, int Width = 72)
{
    public bool Folds(Account account) => Fold ?? account.Segments.Length > 40;

    /// <summary>The steps of a promise in days, as many as can be read.</summary>
    public ImmutableArray<DayStep> DaysOf(Account account) => Fold == false ? account.Days : DayRows.Fold(account.Days, Zone ?? account.Zone);
}
