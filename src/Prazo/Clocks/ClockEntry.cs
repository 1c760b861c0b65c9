using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Tickets;

namespace Prazo.Clocks;

/// <summary>A clock as it is kept: instants, never a state (S4).</summary>
public sealed record ClockEntry
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public string Lane { get; init; } = "";
    public long Cycle { get; init; }
    public string Agreement { get; init; } = "";
    public long Version { get; init; }
    public string Target { get; init; } = "";
    public string Metric { get; init; } = "";
    public string Calendar { get; init; } = "";
    public string? Promise { get; init; }
    public Instant Started { get; init; }
    public Instant? PausedSince { get; init; }
    public Instant? Soon { get; init; }
    public Instant? Due { get; init; }
    public Instant? Last { get; init; }
    public Instant? Broken { get; init; }
    public Instant? Stopped { get; init; }
    public long? Ending { get; init; }
    public Instant? OriginalDue { get; init; }
    public Instant? VerdictAt { get; init; }
    /// <summary>Milliseconds counted up to the stop, or to the fold.</summary>
    public long Worked { get; init; }
    public long Elapsed { get; init; }
    public long PausedCustomer { get; init; }
    public long PausedProvider { get; init; }
    public long PausedSupplier { get; init; }
    public long PausedNobody { get; init; }
    /// <summary>Whose the pause is that lasts.</summary>
    public string? PauseParty { get; init; }
    /// <summary>Thousandths of a percent of the promise; null without a measure.</summary>
    public long? Used { get; init; }
    /// <summary>Who held the ticket at the verdict, or last.</summary>
    public string? Agent { get; init; }
    public string? Team { get; init; }
    public Instant? NextFire { get; init; }
    public long Generation { get; init; }
    public string Fingerprint { get; init; } = "";

    /// <summary>Until when a promise counts down: a due date that has passed out of hours is kept until people work again (T6).</summary>
    public static Instant? EndOf(Instant? due, Instant? last, Instant now) => due <= now && last > now ? last : due;

    public static ClockEntry Of(Ticket ticket, Clock c, Guid id, long generation, string fingerprint)
    {
        var held = HeldBy(c);
        return new ClockEntry
        {
            TenantId = ticket.TenantId, Id = id, TicketId = ticket.Id, Lane = c.Lane, Cycle = c.Cycle, Agreement = c.Agreement, Version = c.AgreementVersion,
            Target = c.Target, Metric = c.Metric.ToString(), Calendar = c.Calendar, Promise = c.Limit, Started = c.Started,
            PausedSince = At(c.Marks.PausedSince), Soon = At(c.Marks.Soon), Due = At(c.Marks.Due), Last = At(c.Marks.Last),
            Broken = At(c.Marks.Broken), Stopped = At(c.Marks.Stopped), Ending = (long?)c.Marks.Ending, OriginalDue = c.OriginalDue,
            VerdictAt = c.VerdictAt, Worked = (long)c.Worked.TotalMilliseconds, Elapsed = (long)c.Elapsed.TotalMilliseconds,
            PausedCustomer = Paused(c, Party.Customer), PausedProvider = Paused(c, Party.Provider), PausedSupplier = Paused(c, Party.Supplier), PausedNobody = Paused(c, Party.Nobody),
            PauseParty = c.Run == Run.Paused && c.Pieces.Length > 0 ? c.Pieces[^1].Party?.ToString() : null, Used = c.UsedPercent is { } used ? (long)(used * 1000) : null,
            Agent = held?.Agent, Team = held?.Team, NextFire = c.NextFire, Generation = generation, Fingerprint = fingerprint,
        };
    }

    /// <summary>What people see of it at an instant no earlier than the fold, if nothing happened since.</summary>
    public ClockState StateAt(Instant now) => new ClockMarks(
        Started.ToUnixTimeMilliseconds(), Ms(PausedSince), Ms(Soon), Ms(Due), Ms(Last), Ms(Broken), Ms(Stopped), (ClockEnding?)(byte?)Ending).StateAt(now);

    private static long? Ms(Instant? at) => at?.ToUnixTimeMilliseconds();

    private static Instant? At(long? ms) => ms is { } at ? Instant.FromUnixTimeMilliseconds(at) : null;

    private static long Paused(Clock c, Party party) =>
        c.Pieces.Where(p => p.Kind == PieceKind.Paused && (p.Party ?? Party.Nobody) == party).Sum(p => (long)(p.To - p.From).TotalMilliseconds);

    private static Held? HeldBy(Clock c) =>
        (c.VerdictAt is { } at ? c.Holders.FirstOrDefault(h => h.From <= at && at < h.To) : null) ?? (c.Holders.Length > 0 ? c.Holders[^1] : null);
}

/// <summary>Something said of a clock, once for its generation and stage.</summary>
public sealed record ClockFactEntry
{
    public Guid TenantId { get; init; }
    public Guid ClockId { get; init; }
    public long Generation { get; init; }
    public string Stage { get; init; } = "";
    /// <summary>1: takes the fact of this generation and stage back.</summary>
    public long Withdrawal { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public string Target { get; init; } = "";
    public long Cycle { get; init; }
    public string Kind { get; init; } = "";
    public Instant At { get; init; }
    public Instant Noticed { get; init; }
    public string? Cause { get; init; }
    public long? FeedSeq { get; init; }
}
