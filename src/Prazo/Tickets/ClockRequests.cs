using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>A waiver or an extension that was asked for.</summary>
public sealed record ClockRequest
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    /// <summary><c>waiver</c> or <c>extension</c>.</summary>
    public string Kind { get; init; } = "";
    public string Target { get; init; } = "";
    /// <summary>Milliseconds, of an extension.</summary>
    public long? Length { get; init; }
    public string Category { get; init; } = "";
    public Instant Asked { get; init; }
    public string AskedBy { get; init; } = "";
    /// <summary>The user behind it; null where a key asked that is nobody's.</summary>
    public Guid? AskedPerson { get; init; }
    public Instant? Granted { get; init; }
    public Instant? Refused { get; init; }
    public string? DecidedBy { get; init; }
    public string? EventId { get; init; }
}

/// <summary>What is asked of a clock.</summary>
/// <param name="Category">Why, in a word that the log may hold.</param>
/// <param name="Text">Why, in full.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record ClockAsk(string Target, string? Category, string? Text, string? Evidence);

/// <summary>Pauses, waivers and extensions. A waiver or an extension takes effect when a second person grants it.</summary>
public static class ClockRequests
{
    private const string Columns = "tenant_id, id, ticket_id, kind, target, length, category, asked, asked_by, asked_person, granted, refused, decided_by, event_id";
    private static readonly Duration Longest = Duration.FromDays(3660);

    public static (Ticket Ticket, Guid Request) Ask(Act act, Ticket ticket, ClockAsk ask, Duration? length)
    {
        if (length is { } l && (l <= Duration.Zero || l > Longest))
            throw new RefusedException("bad-value", "length", "an extension is longer than nothing, and at most ten years");
        var request = new ClockRequest
        {
            TenantId = act.Tenant, Id = Ids.New(act.Now), TicketId = ticket.Id, Kind = length is null ? "waiver" : "extension", Target = Target(act, ticket, ask.Target),
            Length = (long?)length?.TotalMilliseconds, Category = Inputs.Category("category", ask.Category), Asked = act.Now, AskedBy = act.Asker.Actor, AskedPerson = act.Asker.Behind,
        };
        act.Tx.Execute($"INSERT INTO clock_requests ({Columns}) VALUES (@TenantId, @Id, @TicketId, @Kind, @Target, @Length, @Category, @Asked, @AskedBy, @AskedPerson, NULL, NULL, NULL, NULL)", request);
        TicketTexts.Put(act, ticket, TextKind.Reason, request.Id.ToString(), Inputs.Needed("text", ask.Text, Inputs.LongestReason));
        TicketTexts.Put(act, ticket, TextKind.Evidence, request.Id.ToString(), Inputs.Text("evidence", ask.Evidence, Inputs.LongestReason));
        act.Audit($"{request.Kind}.asked", $"clock-request:{request.Id}", new { ticket = ticket.Id, request.Target, request.Length, request.Category });
        return (act.Touch(ticket), request.Id);
    }

    /// <summary>Grants or refuses it. Who asked cannot decide, and what was decided stays.</summary>
    public static Ticket Decide(Act act, Ticket ticket, Guid id, bool grants, string? text)
    {
        var request = Find(act.Tx, act.Tenant, ticket.Id, id) ?? throw new MissingException();
        if (request.AskedBy == act.Asker.Actor || (request.AskedPerson is { } asker && asker == act.Asker.Behind))
            throw new RefusedException("own-request", "", "a second person decides", "ask somebody else who manages");
        if (act.Asker.Behind is null)
            throw new RefusedException("no-person", "", "a second person decides, and this key is nobody's", "sign in, or take a key with an owner");
        if (request.DecidedBy == act.Asker.Actor && request.Granted is not null == grants)
            return ticket;
        if (request.DecidedBy is not null)
            throw new RefusedException("decided", "", $"it was {(request.Granted is null ? "refused" : "granted")} already");
        TicketTexts.Put(act, ticket, TextKind.Decision, id.ToString(), Inputs.Text("text", text, Inputs.LongestReason));
        act.Audit($"{request.Kind}.{(grants ? "granted" : "refused")}", $"clock-request:{id}", new { ticket = ticket.Id, request.Target, request.Length, request.AskedBy });
        var (after, events) = grants ? act.Record(ticket, Event(act, request)) : (act.Touch(ticket), []);
        act.Tx.Execute($"UPDATE clock_requests SET {(grants ? "granted" : "refused")} = @Now, decided_by = @Actor, event_id = @eventId WHERE tenant_id = @Tenant AND id = @id",
            new { act.Tenant, id, act.Now, act.Asker.Actor, eventId = events is [var e] ? e : null });
        return after;
    }

    private static TicketEvent Event(Act act, ClockRequest request) => request.Length is { } ms
        ? new ClockExtended("", act.Now, act.Now, 0, request.Target, Duration.FromMilliseconds(ms), request.Category, act.Asker.Actor)
        : new ClockWaived("", act.Now, act.Now, 0, request.Target, request.Category, request.AskedBy, act.Asker.Actor);

    /// <summary>Stops the clocks of one target, or of all, for a reason and on somebody's account, until they are resumed.</summary>
    public static Ticket Pause(Act act, Ticket ticket, string? target, string? category, string? text, Party party)
    {
        var (after, events) = act.Record(ticket, new ClockPaused("", act.Now, act.Now, 0, target is null ? null : Target(act, ticket, target), Inputs.Category("category", category), party, act.Asker.Actor));
        TicketTexts.Put(act, after, TextKind.Reason, events[0], Inputs.Needed("text", text, Inputs.LongestReason));
        return after;
    }

    public static Ticket Resume(Act act, Ticket ticket, string? target) =>
        act.Record(ticket, new ClockResumed("", act.Now, act.Now, 0, target is null ? null : Target(act, ticket, target), act.Asker.Actor)).Ticket;

    private static string Target(Act act, Ticket ticket, string? target)
    {
        var known = act.Tx.Query<string>("SELECT DISTINCT target FROM clocks WHERE tenant_id = @TenantId AND ticket_id = @Id ORDER BY target", ticket);
        return target is not null && known.Contains(target) ? target
            : throw new RefusedException("unknown-target", "target", $"the ticket has no clock of '{target}'", known.Count > 0 ? "it has " + string.Join(", ", known) : "no agreement covers it");
    }

    private static ClockRequest? Find(Session session, Guid tenant, Guid ticket, Guid id) =>
        session.First<ClockRequest>($"SELECT {Columns} FROM clock_requests WHERE tenant_id = @tenant AND id = @id AND ticket_id = @ticket", new { tenant, ticket, id });

    public static IReadOnlyList<ClockRequest> Of(Session session, Guid tenant, Guid ticket) =>
        session.Query<ClockRequest>($"SELECT {Columns} FROM clock_requests WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY id", new { tenant, ticket });

    /// <summary>Those of the workspace that wait for somebody, oldest first.</summary>
    public static IReadOnlyList<ClockRequest> Waiting(Session session, Guid tenant, int most) =>
        session.Query<ClockRequest>($"SELECT {Columns} FROM clock_requests WHERE tenant_id = @tenant AND decided_by IS NULL ORDER BY id LIMIT @most", new { tenant, most });
}
