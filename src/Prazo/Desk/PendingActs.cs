using System.Text.Json;
using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Desk;

/// <summary>What was pressed: a message, the status that follows it, or both.</summary>
/// <param name="Note">The message is for agents only.</param>
/// <param name="Then">A status; <c>resolved</c> and <c>closed</c> end the ticket.</param>
public sealed record Pressed(Writing? Writing = null, bool Note = false, string? Then = null)
{
    public bool Ends => Then is "resolved" or "closed";

    /// <summary>Whether it is worth taking back: customers see it, or the ticket ends by it.</summary>
    public bool CanWait => (Writing is not null && !Note) || Ends;

    public Ticket Do(Act act, Ticket ticket)
    {
        var after = Writing is not { } writing ? ticket : Note ? Mentions.Note(act, ticket, writing).Ticket : Messages.Reply(act, ticket, writing).Ticket;
        return Then is null ? after : Ends ? TicketEdits.Close(act, after, Then) : TicketEdits.Change(act, after, new TicketChange(Status: Then));
    }
}

/// <summary>A reply or a close that can still be taken back: nothing of it is in the log, and nobody outside has heard of it.</summary>
public sealed record PendingAct
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public string Actor { get; init; } = "";
    public Guid? PersonId { get; init; }
    public string Content { get; init; } = "{}";
    /// <summary>When it was pressed: as of then it is done.</summary>
    public Instant PressedAt { get; init; }
    /// <summary>When it is done; null: it was taken back, or refused.</summary>
    public Instant? Due { get; init; }
    public Instant? TakenBack { get; init; }
    public string? Fault { get; init; }

    public Pressed Pressed => JsonSerializer.Deserialize<Pressed>(Content, JsonSerializerOptions.Web)!;
}

public static class PendingActs
{
    internal const string Columns = "tenant_id, id, ticket_id, actor, person_id, content, pressed AS pressed_at, due, taken_back, fault";

    /// <summary>As the person wishes it: at once, or so that it can be taken back for a while.</summary>
    public static Ticket Send(Act act, Ticket ticket, Pressed pressed)
    {
        var wait = act.Asker.Person is { } person && pressed.CanWait ? DeskChoices.Of(act.Tx, act.Tenant, person).UndoSeconds : 0;
        if (wait == 0)
            return pressed.Do(act, ticket);
        Press(act, ticket, pressed, Duration.FromSeconds(wait));
        return ticket;
    }

    /// <summary>Keeps it until the time is up. What would be refused then is refused now.</summary>
    public static PendingAct Press(Act act, Ticket ticket, Pressed pressed, Duration wait)
    {
        if (!pressed.CanWait)
            throw new RefusedException("nothing-to-wait-for", "", "only a reply, or what ends the ticket, can wait", "send it to its own endpoint");
        if (act.Tx.Try(() =>
            {
                pressed.Do(act, ticket);
                throw new OnlyTried();
            }) is { } fault and not OnlyTried)
            throw fault;
        var pending = new PendingAct
        {
            TenantId = act.Tenant, Id = Ids.New(act.Now), TicketId = ticket.Id, Actor = act.Asker.Actor, PersonId = act.Asker.Person,
            Content = JsonSerializer.Serialize(pressed, JsonSerializerOptions.Web), PressedAt = act.Now, Due = act.Now + wait,
        };
        act.Tx.Execute("INSERT INTO pending_acts (tenant_id, id, ticket_id, actor, person_id, content, pressed, due) VALUES (@TenantId, @Id, @TicketId, @Actor, @PersonId, @Content, @PressedAt, @Due)", pending);
        act.Touch(ticket);
        return pending;
    }

    /// <summary>One's own, as long as it has not been done.</summary>
    public static PendingAct TakeBack(Act act, Ticket ticket, Guid id)
    {
        if (act.Tx.Execute("""
            UPDATE pending_acts SET due = NULL, taken_back = @Now
            WHERE tenant_id = @Tenant AND id = @id AND ticket_id = @Ticket AND actor = @Actor AND taken_back IS NULL
            """, new { act.Tenant, id, Ticket = ticket.Id, act.Asker.Actor, act.Now }) == 0)
            throw new RefusedException("too-late", "", "it is done, or was taken back before");
        act.Touch(ticket);
        return Find(act.Tx, act.Tenant, ticket.Id, id)!;
    }

    /// <summary>Those of a ticket that wait or were refused, in their order.</summary>
    public static IReadOnlyList<PendingAct> Of(Session session, Guid tenant, Guid ticket) => session.Query<PendingAct>(
        $"SELECT {Columns} FROM pending_acts WHERE tenant_id = @tenant AND ticket_id = @ticket AND taken_back IS NULL ORDER BY id", new { tenant, ticket });

    public static PendingAct? Find(Session session, Guid tenant, Guid ticket, Guid id) => session.First<PendingAct>(
        $"SELECT {Columns} FROM pending_acts WHERE tenant_id = @tenant AND ticket_id = @ticket AND id = @id", new { tenant, ticket, id });

    /// <summary>It could be done, and nothing of it is kept.</summary>
    private sealed class OnlyTried : Exception;
}
