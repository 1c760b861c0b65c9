using System.Text.Json;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Automations;

/// <summary>Runs automations for what happened, one trigger a transaction, workspaces in turn. What automations make happen can set others off, up to a depth; none reacts to what it did itself.</summary>
public sealed class AutomationRunner(Db db, TicketLog log)
{
    /// <summary>So many automations may stand behind one another.</summary>
    public const int MostDepth = 5;

    private const int MostInTurn = 50;

    /// <summary>A turn for every workspace with something to look at; how much was looked at.</summary>
    public async Task<int> Step(Instant now)
    {
        var waiting = await db.Read(s => s.Query<Guid>("""
            SELECT tenant_id FROM (SELECT w.tenant_id, (SELECT t.made FROM automation_triggers t WHERE t.tenant_id = w.tenant_id ORDER BY t.id LIMIT 1) AS made,
              (SELECT MIN(t.due) FROM automation_timers t WHERE t.tenant_id = w.tenant_id) AS due FROM workspaces w) AS waiting
            WHERE made IS NOT NULL OR due <= @now ORDER BY tenant_id
            """, new { now }));
        var done = 0;
        foreach (var tenant in waiting)
        {
            done += await db.Write(tx => TimePassed(tx, tenant, now));
            for (var i = 0; i < MostInTurn && await db.Write(tx => Next(tx, tenant, now)); i++)
                done++;
        }
        return done;
    }

    /// <summary>Timers whose time has come become triggers.</summary>
    private static int TimePassed(Tx tx, Guid tenant, Instant now)
    {
        var due = tx.Query<TriggerRow>($"SELECT automation_id, ticket_id, depth FROM automation_timers WHERE tenant_id = @tenant AND due <= @now ORDER BY due, automation_id, ticket_id LIMIT @MostInTurn{tx.Dialect.ForUpdate}",
            new { tenant, now, MostInTurn });
        foreach (var timer in due)
        {
            tx.Execute("DELETE FROM automation_timers WHERE tenant_id = @tenant AND automation_id = @AutomationId AND ticket_id = @TicketId", new { tenant, timer.AutomationId, timer.TicketId });
            AutomationTriggers.Put(tx, timer with { TenantId = tenant, Id = Ids.New(now), Made = now });
        }
        return due.Count;
    }

    private bool Next(Tx tx, Guid tenant, Instant now)
    {
        if (tx.First<TriggerRow>($"""
            SELECT tenant_id, id, ticket_id, event_seq, fact_id, automation_id, depth, made FROM automation_triggers WHERE tenant_id = @tenant ORDER BY id LIMIT 1{tx.Dialect.ForUpdate}
            """, new { tenant }) is not { } trigger)
            return false;
        tx.Execute("DELETE FROM automation_triggers WHERE tenant_id = @TenantId AND id = @Id", trigger);
        if (Cause.Of(tx, trigger) is { } cause && TicketStore.Lock(tx, tenant, trigger.TicketId) is { } ticket)
            foreach (var automation in AutomationStore.Active(tx, tenant))
                if (cause.SetsOff(automation))
                    ticket = Run(tx, automation, cause, ticket, now);
        return true;
    }

    /// <summary>One automation on one ticket; the ticket as it stands then. What fails takes back only itself, and is kept in the log of runs.</summary>
    private Ticket Run(Tx tx, Automation automation, Cause cause, Ticket ticket, Instant now)
    {
        var run = new AutomationRun
        {
            TenantId = ticket.TenantId, Id = Ids.New(now), AutomationId = automation.Id, TicketId = ticket.Id, At = now, Cause = automation.When.Words, Depth = cause.Trigger.Depth,
        };
        var fields = ticket.Values();
        if (automation.If is { } condition && !TicketConditions.Hold(condition, cause.Event, name => fields.GetValueOrDefault(name)))
            return ticket;
        if (cause.IsOwn(automation))
            return Kept(run with { Outcome = AutomationRun.OwnChange });
        if (cause.Trigger.Depth >= MostDepth)
            return Kept(run with { Outcome = AutomationRun.Cut });
        var (steps, after) = (new AutomationSteps(tx, log, automation, run.Id, now), ticket);
        var fault = tx.Try(() =>
        {
            after = steps.Do(ticket);
            AutomationTriggers.Caused(tx, ticket, ticket.Events, automation.Id, cause.Trigger.Depth + 1);
        });
        Kept(fault is null ? run with { Outcome = AutomationRun.Ran, Detail = JsonSerializer.Serialize(steps.Done) }
            : run with { Outcome = AutomationRun.Failed, Detail = JsonSerializer.Serialize(new[] { fault.Message }) });
        return fault is null ? after : ticket;

        Ticket Kept(AutomationRun kept)
        {
            AutomationStore.Keep(tx, kept);
            return ticket;
        }
    }
}
