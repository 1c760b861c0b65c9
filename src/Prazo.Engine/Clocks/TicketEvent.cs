using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>A fact about one ticket (T1, T2). Instants are whole milliseconds.</summary>
/// <param name="Id">Unique per ticket: the same id is the same event. Empty: a hash of the content is used.</param>
/// <param name="Occurred">When it happened.</param>
/// <param name="Recorded">When we learned it; never orders.</param>
/// <param name="Sequence">The source's own order for events of one instant; 0 if it has none.</param>
public abstract record TicketEvent(string Id, Instant Occurred, Instant Recorded, long Sequence)
{
    /// <summary>Kebab-case name of the kind, as used in conditions, files and logs.</summary>
    public abstract string Kind { get; }

    /// <summary>T2's order within one instant and sequence: created, field change, customer message, agent message, stop.
    /// Of statuses only the built-in ends rank as stops. An agreement's own ends do not: the order is part of the log, and the same under every agreement that a ticket has
    /// or gets; a source whose own ends share an instant with replies gives sequences.</summary>
    public abstract int Rank { get; }
}

/// <summary>The ticket came to be, with its first fields (status, priority, channel, inbox, team, agent, region, …).</summary>
/// <param name="ByAgent">An agent opened it: first response is not applicable until the customer writes (T14).</param>
public sealed record TicketCreated(string Id, Instant Occurred, Instant Recorded, long Sequence, ImmutableSortedDictionary<string, string> Fields, bool ByAgent = false)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "created"; public override int Rank => 0; }

/// <summary>A field got a value ("" clears it). <c>status</c>, <c>priority</c>, <c>team</c>, <c>agent</c> are fields like any other. A change of status to a built-in end ranks as a stop.</summary>
public sealed record FieldChanged(string Id, Instant Occurred, Instant Recorded, long Sequence, string Field, string Value)
    : TicketEvent(Id, Occurred, Recorded, Sequence)
{
    public override string Kind => "field";
    public override int Rank => Field == "status" && TicketStatuses.Default.Ends(Value) ? 9 : 1;
}

/// <param name="Automatic">Auto-reply, bounce or the like: ends no pause, starts no clock.</param>
/// <param name="Thanks">Recognised as mere thanks.</param>
public sealed record CustomerMessage(string Id, Instant Occurred, Instant Recorded, long Sequence, bool Automatic = false, bool Thanks = false)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "customer-message"; public override int Rank => 2; }

/// <param name="Public">Visible to the customer; otherwise an internal note.</param>
public sealed record AgentMessage(string Id, Instant Occurred, Instant Recorded, long Sequence, string Agent, bool Public = true, bool Bot = false)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => Public ? "reply" : "note"; public override int Rank => 3; }

/// <summary>An agent accepted the ticket (for <c>response: acceptance</c>).</summary>
public sealed record TicketAccepted(string Id, Instant Occurred, Instant Recorded, long Sequence, string Agent)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "accepted"; public override int Rank => 3; }

/// <summary>A workaround was given to the customer.</summary>
public sealed record WorkaroundGiven(string Id, Instant Occurred, Instant Recorded, long Sequence)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "workaround"; public override int Rank => 3; }

/// <summary>This ticket was merged into another: its clocks are cancelled with a link (T14).</summary>
public sealed record MergedInto(string Id, Instant Occurred, Instant Recorded, long Sequence, string Survivor)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "merged"; public override int Rank => 9; }

/// <summary>Another ticket was merged into this one; its earliest unanswered customer message, if any.</summary>
public sealed record Absorbed(string Id, Instant Occurred, Instant Recorded, long Sequence, string Other, Instant? UnansweredSince)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "absorbed"; public override int Rank => 2; }

/// <summary>An explicit pause of one target (null: all) with reason and accountable party, until the matching <see cref="ClockResumed"/>.</summary>
public sealed record ClockPaused(string Id, Instant Occurred, Instant Recorded, long Sequence, string? Target, string Reason, Party Party, string By)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "pause"; public override int Rank => 1; }

public sealed record ClockResumed(string Id, Instant Occurred, Instant Recorded, long Sequence, string? Target, string By)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "resume"; public override int Rank => 1; }

/// <summary>A granted waiver: the target's current clock no longer counts for or against.</summary>
public sealed record ClockWaived(string Id, Instant Occurred, Instant Recorded, long Sequence, string Target, string Reason, string By, string GrantedBy)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "waiver"; public override int Rank => 1; }

/// <summary>A granted extension of the target's current clock, in the promise's own measure (T15).</summary>
public sealed record ClockExtended(string Id, Instant Occurred, Instant Recorded, long Sequence, string Target, Duration Length, string Reason, string By)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "extension"; public override int Rank => 1; }

/// <summary>A call began to ring.</summary>
public sealed record CallOffered(string Id, Instant Occurred, Instant Recorded, long Sequence, string Call)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "call-offered"; public override int Rank => 2; }

/// <summary>An agent took the call: a response, and the answer that speed of answer waits for. <paramref name="Outbound"/>: the agent called the customer back.</summary>
public sealed record CallAnswered(string Id, Instant Occurred, Instant Recorded, long Sequence, string Call, string Agent, bool Outbound = false)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "call-answered"; public override int Rank => 3; }

/// <summary>The caller hung up unanswered: a missed call.</summary>
public sealed record CallAbandoned(string Id, Instant Occurred, Instant Recorded, long Sequence, string Call)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "call-abandoned"; public override int Rank => 3; }

public sealed record CallEnded(string Id, Instant Occurred, Instant Recorded, long Sequence, string Call)
    : TicketEvent(Id, Occurred, Recorded, Sequence) { public override string Kind => "call-ended"; public override int Rank => 4; }
