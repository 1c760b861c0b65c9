using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Webhooks;

namespace Prazo.Automations;

/// <summary>Something that happened and is still to be looked at.</summary>
internal sealed record TriggerRow
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public long? EventSeq { get; init; }
    public Guid? FactId { get; init; }
    public Guid? AutomationId { get; init; }
    public long Depth { get; init; }
    public Instant Made { get; init; }
}

/// <summary>Notes what happens to tickets and clocks, in the transaction in which it does, for the automations and webhooks that want to hear of it.</summary>
public sealed class AutomationTriggers : ITicketNews, IClockNews
{
    /// <summary>What comes in later than this after it happened is history: it sets nothing off.</summary>
    public static readonly Duration Fresh = Duration.FromHours(1);

    public void Take(Tx tx, Ticket ticket, long afterSeq, Instant now)
    {
        if (tx.Value<long>("""
            SELECT (SELECT COUNT(*) FROM automations WHERE tenant_id = @TenantId AND enabled = 1) + (SELECT COUNT(*) FROM webhooks WHERE tenant_id = @TenantId AND disabled IS NULL)
            """, new { ticket.TenantId }) == 0)
            return;
        var automations = AutomationStore.Active(tx, ticket.TenantId);
        foreach (var row in TicketStore.Events(tx, ticket.TenantId, ticket.Id).Where(r => r.Seq > afterSeq))
        {
            var e = row.Event();
            if (e.Occurred < now - Fresh)
                continue;
            if (automations.Any(a => a.When is OnEvent on && on.Fits(e)))
                Put(tx, new TriggerRow { TenantId = ticket.TenantId, Id = Ids.New(now), TicketId = ticket.Id, EventSeq = row.Seq, Made = now });
            foreach (var a in automations)
                if (a.When is OnTime time)
                    Set(tx, ticket, a.Id, time, e, row.Seq);
            WebhookNews.Take(tx, ticket, e, now);
        }
    }

    public void Take(Tx tx, ClockFactEntry fact, Ticket ticket, Instant now)
    {
        if (AutomationStore.Active(tx, ticket.TenantId).Any(a => a.When is OnClock on && on.Fits(fact)))
            Put(tx, new TriggerRow { TenantId = ticket.TenantId, Id = Ids.New(now), TicketId = ticket.Id, FactId = fact.Id, Made = now });
    }

    /// <summary>What an automation made happen has it and all that stand behind it as its causes.</summary>
    internal static void Caused(Tx tx, Ticket ticket, long afterSeq, Guid automation, long depth)
    {
        tx.Execute("UPDATE automation_triggers SET depth = @depth, automation_id = @automation WHERE tenant_id = @TenantId AND ticket_id = @Id AND event_seq > @afterSeq",
            new { depth, automation, ticket.TenantId, ticket.Id, afterSeq });
        tx.Execute("UPDATE automation_timers SET depth = @depth WHERE tenant_id = @TenantId AND ticket_id = @Id AND event_seq > @afterSeq", new { depth, ticket.TenantId, ticket.Id, afterSeq });
    }

    internal static void Put(Tx tx, TriggerRow row) => tx.Execute("""
        INSERT INTO automation_triggers (tenant_id, id, ticket_id, event_seq, fact_id, automation_id, depth, made) VALUES (@TenantId, @Id, @TicketId, @EventSeq, @FactId, @AutomationId, @Depth, @Made)
        """, row);

    private static void Set(Tx tx, Ticket ticket, Guid automation, OnTime time, TicketEvent e, long seq)
    {
        var key = new { ticket.TenantId, automation, ticket.Id, due = e.Occurred + time.After, seq };
        if (time.Until.Contains(e.Kind, StringComparer.Ordinal))
            tx.Execute("DELETE FROM automation_timers WHERE tenant_id = @TenantId AND automation_id = @automation AND ticket_id = @Id", key);
        if (time.Since.Fits(e))
            tx.Execute("""
                INSERT INTO automation_timers (tenant_id, automation_id, ticket_id, due, event_seq, depth) VALUES (@TenantId, @automation, @Id, @due, @seq, 0)
                ON CONFLICT (tenant_id, automation_id, ticket_id) DO UPDATE SET due = @due, event_seq = @seq, depth = 0
                """, key);
    }
}
