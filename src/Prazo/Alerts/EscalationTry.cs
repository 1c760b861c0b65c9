using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Alerts;

/// <summary>Which chain a ticket would get for a promise, and whom each of its levels would tell as things stand. Nobody is told.</summary>
/// <param name="Chain">Its name; none for the built-in one.</param>
/// <param name="Told">False: the workspace has chains, and none fits.</param>
public sealed record EscalationTry(string? Chain, bool Told, IReadOnlyList<EscalationTry.Level> Levels)
{
    /// <param name="After">How long it waits, as <c>30m clock</c>; none: at once.</param>
    /// <param name="People">Handles.</param>
    public sealed record Level(string Stage, NodaTime.Duration? After, IReadOnlyList<string> To, IReadOnlyList<string> People);

    public static EscalationTry Of(Session session, Ticket ticket, string? target)
    {
        var rows = Escalations.All(session, ticket.TenantId);
        if (Escalations.For(rows, ticket.Values(), target ?? "first-response") is not { } chain)
            return new(null, false, []);
        return new(rows.FirstOrDefault(r => r.Id == chain.Id)?.Name, true, [.. chain.Levels.Select(l =>
            new Level(l.Stage, l.After, l.To, [.. Recipients.Of(session, ticket, l.To).Select(id => UserStore.Get(session, ticket.TenantId, id)?.Handle).OfType<string>()]))]);
    }
}
