using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Automations;

/// <summary>What happened, read again from where it is kept.</summary>
internal sealed record Cause(TriggerRow Trigger, TicketEvent? Event, ClockFactEntry? Fact)
{
    /// <summary>Null when it is there no more.</summary>
    public static Cause? Of(Tx tx, TriggerRow trigger)
    {
        if (trigger.EventSeq is { } seq)
            return TicketStore.Events(tx, trigger.TenantId, trigger.TicketId).FirstOrDefault(e => e.Seq == seq) is { } row ? new Cause(trigger, row.Event(), null) : null;
        if (trigger.FactId is not { } id)
            return new Cause(trigger, null, null);
        return ClockStore.FactsOf(tx, trigger.TenantId, trigger.TicketId).FirstOrDefault(f => f.Id == id) is { } fact ? new Cause(trigger, null, fact) : null;
    }

    public bool SetsOff(Automation automation) => automation.When switch
    {
        OnEvent on => Event is not null && on.Fits(Event),
        OnClock on => Fact is not null && on.Fits(Fact),
        _ => Event is null && Fact is null && Trigger.AutomationId == automation.Id,
    };

    /// <summary>An event that the automation made itself: it does not react to it.</summary>
    public bool IsOwn(Automation automation) =>
        Event is not null && Trigger.AutomationId == automation.Id && (Event is not FieldChanged change || automation.Changes.Contains(change.Field, StringComparer.Ordinal));
}
