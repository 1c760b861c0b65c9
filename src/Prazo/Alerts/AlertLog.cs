using NodaTime;
using Prazo.Clocks;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Alerts;

/// <summary>Tells people of what was said of clocks, level by level, until somebody acknowledges.</summary>
public static class AlertLog
{
    /// <summary>What a warning or a breach calls for at once, and what waits; what a withdrawal takes back. Safe to repeat: a person is told of a fact once.</summary>
    internal static void Raise(Tx tx, ClockFactEntry fact, Ticket ticket, Instant now)
    {
        if (fact.Kind == "withdrawn")
        {
            TakeBack(tx, fact, ticket, now);
            return;
        }
        if (Escalations.For(Escalations.All(tx, ticket.TenantId), ticket.Values(), fact.Target) is not { } chain)
            return;
        var known = AlertStore.IsAcknowledged(tx, fact.TenantId, fact.ClockId, fact.Generation);
        foreach (var (level, number) in chain.Levels.Select((l, i) => (l, i + 1)))
            if (!Escalation.Answers(level, fact.Kind, fact.Stage) || (known && !level.Always))
                continue;
            else if (level.After is { } wait)
                AlertStore.Wait(tx, new EscalationStep
                {
                    TenantId = fact.TenantId, FactId = fact.Id, Level = number, EscalationId = chain.Id, ClockId = fact.ClockId, Generation = fact.Generation, Due = now + wait,
                });
            else
                Tell(tx, fact, ticket, chain, number, now);
    }

    /// <summary>A level's delay has passed. It is told no more when somebody has it in hand, when the promise was taken back or kept meanwhile, or when the chain is gone.</summary>
    internal static void Escalate(Tx tx, EscalationStep step, Instant now)
    {
        AlertStore.Forget(tx, step);
        if (Escalations.Of(tx, step.TenantId, step.EscalationId) is not { } chain || chain.Levels.ElementAtOrDefault((int)step.Level - 1) is not { } level)
            return;
        if (!level.Always && AlertStore.IsAcknowledged(tx, step.TenantId, step.ClockId, step.Generation))
            return;
        var clock = tx.First<ClockEntry>($"SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @TenantId AND id = @ClockId", step);
        var fact = tx.First<ClockFactEntry>($"SELECT {ClockStore.FactColumns} FROM clock_facts WHERE tenant_id = @TenantId AND clock_id = @ClockId AND id = @FactId", step);
        if (clock is { Stopped: null } && fact is not null && TicketQueries.Find(tx, step.TenantId, fact.TicketId.ToString()) is { } ticket)
            Tell(tx, fact, ticket, chain, (int)step.Level, now);
    }

    /// <summary>Somebody has it in hand: every alert of this run of the clock, and what remains of its chain. False when there is none such.</summary>
    public static bool Acknowledge(Tx tx, Guid tenant, Guid id, string actor, Instant now)
    {
        if (tx.First<Alert>($"SELECT {AlertStore.Columns} FROM alerts WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) is not { } alert)
            return false;
        tx.Execute("INSERT INTO acknowledgements (tenant_id, clock_id, generation, at, actor) VALUES (@tenant, @ClockId, @Generation, @now, @actor) ON CONFLICT (tenant_id, clock_id, generation) DO NOTHING",
            new { tenant, alert.ClockId, alert.Generation, now, actor });
        tx.Execute("UPDATE alerts SET acknowledged = @now, acknowledged_by = @actor WHERE tenant_id = @tenant AND clock_id = @ClockId AND generation = @Generation AND acknowledged IS NULL",
            new { tenant, alert.ClockId, alert.Generation, now, actor });
        return true;
    }

    /// <summary>A person's alerts, or everybody's, newest first, before a place.</summary>
    public static IReadOnlyList<Alert> Of(Session session, Guid tenant, Guid? user, bool open, Guid? before, int most) => session.Query<Alert>($"""
        SELECT {AlertStore.Columns} FROM alerts WHERE tenant_id = @tenant{(user is null ? "" : " AND user_id = @user")}{(before is null ? "" : " AND id < @before")}
          {(open ? "AND acknowledged IS NULL AND withdrawn IS NULL AND kind <> 'withdrawn'" : "")} ORDER BY id DESC LIMIT @most
        """, new { tenant, user, before, most });

    private static void Tell(Tx tx, ClockFactEntry fact, Ticket ticket, Escalation chain, int number, Instant now)
    {
        foreach (var user in Recipients.Of(tx, ticket, chain.Levels[number - 1].To))
            if (AlertStore.Insert(tx, Of(fact, user, now) with { EscalationId = chain.Id, Level = number }))
                Notices.Tell(tx, fact.TenantId, user, fact.Kind, fact.TicketId, fact.Id, null, now);
    }

    /// <summary>Who was told of what no longer holds is told that too; by mail only if mail of it has gone.</summary>
    private static void TakeBack(Tx tx, ClockFactEntry withdrawal, Ticket ticket, Instant now)
    {
        var taken = tx.Value<Guid>("SELECT id FROM clock_facts WHERE tenant_id = @TenantId AND clock_id = @ClockId AND generation = @Generation AND stage = @Stage AND withdrawal = 0", withdrawal);
        AlertStore.ForgetSteps(tx, ticket.TenantId, taken);
        foreach (var told in AlertStore.OfFact(tx, ticket.TenantId, taken))
            if (AlertStore.Insert(tx, Of(withdrawal, told.UserId, now)))
            {
                var mailed = !Notices.HoldMail(tx, ticket.TenantId, told.UserId, taken);
                Notices.Tell(tx, ticket.TenantId, told.UserId, "withdrawn", ticket.Id, withdrawal.Id, null, now, byMail: mailed);
            }
        AlertStore.Withdraw(tx, ticket.TenantId, taken, now);
    }

    private static Alert Of(ClockFactEntry fact, Guid user, Instant now) => new()
    {
        TenantId = fact.TenantId, FactId = fact.Id, UserId = user, Id = Ids.New(now), TicketId = fact.TicketId, ClockId = fact.ClockId, Generation = fact.Generation,
        Kind = fact.Kind, Stage = fact.Stage, Target = fact.Target, Cycle = fact.Cycle, At = fact.At, Made = now,
    };
}
