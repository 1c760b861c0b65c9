using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Audit;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Portal;

/// <summary>Whether a workspace says its promises to everybody, and what was kept of them.</summary>
public sealed record PromisePage
{
    public long Published { get; init; }
    public long Figures { get; init; }
    public bool IsPublished => Published == 1;
    public bool HasFigures => Published == 1 && Figures == 1;

    /// <summary>Off until somebody turns it on.</summary>
    public static PromisePage Of(Session session, Guid tenant) =>
        session.First<PromisePage>("SELECT published, figures FROM promise_pages WHERE tenant_id = @tenant", new { tenant }) ?? new PromisePage();

    public static void Put(Tx tx, Principal asker, bool published, bool figures, Instant now)
    {
        tx.Execute("""
            INSERT INTO promise_pages (tenant_id, published, figures, updated, updated_by) VALUES (@Tenant, @published, @figures, @now, @Actor)
            ON CONFLICT (tenant_id) DO UPDATE SET published = @published, figures = @figures, updated = @now, updated_by = @Actor
            """, new { asker.Tenant, published = published ? 1L : 0L, figures = figures ? 1L : 0L, now, asker.Actor });
        AuditTrail.Write(tx, asker.Tenant, asker.Actor, "promises.changed", $"workspace:{asker.Tenant}", $$"""{"published":{{(published ? "true" : "false")}},"figures":{{(figures ? "true" : "false")}}}""", now);
    }

    /// <summary>Somebody from outside, who may see what one workspace publishes and nothing else; null where it publishes nothing. Without a name: the only workspace there is.</summary>
    public static Principal? Visitor(Session session, string? workspace) =>
        Workspace.Find(session, workspace) is { } found && Of(session, found.TenantId).IsPublished ? new Principal(found.TenantId, "visitor", null, new HashSet<Ability>()) : null;
}

/// <summary>What is promised to whoever writes now.</summary>
/// <param name="Due">For somebody who writes at this moment.</param>
public sealed record PublicPromise(Agreement Agreement, Target Target, Within Within, WorkingCalendar? Calendar, Instant? Due);

/// <summary>Where one can write: an inbox, or a channel where there are no inboxes.</summary>
/// <param name="OpensAt">Null while it is open, or when it never opens.</param>
public sealed record PublicDoor(string Title, string? Channel, string? Address, IReadOnlyList<PublicPromise> Promises, bool IsOpen, Instant? OpensAt);

public static class PublicPromises
{
    internal static readonly Metric[] Said = [Metric.FirstResponse, Metric.Workaround, Metric.Resolution];

    /// <summary>What every door promises, as the engine would count it for a ticket opened at this moment. Only agreements that everybody has: those of single customers are between the two.</summary>
    public static IReadOnlyList<PublicDoor> Doors(Session session, PublishedAgreements published, Guid tenant, Instant now)
    {
        var all = published.All(session, tenant);
        var set = new AgreementSet(all.Agreements.Where(a => a.Kind == AgreementKind.Service), all.Matching);
        var inboxes = InboxStore.Of(session, tenant);
        if (inboxes.Count > 0)
            return [.. inboxes.Select(i => Door(set, i.Title, i.Channel, i.Address, i.Defaults.Append(new("inbox", i.Name)), now))];
        var channels = set.Agreements.SelectMany(a => a.Applies.Fields).Where(f => f is { Field: "channel", Negated: false }).SelectMany(f => f.Values).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return channels.Count == 0 ? [Door(set, "", null, null, [], now)] : [.. channels.Select(c => Door(set, "", c, null, [], now))];
    }

    private static PublicDoor Door(AgreementSet set, string title, string? channel, string? address, IEnumerable<KeyValuePair<string, string>> more, Instant now)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        (fields["status"], fields["priority"]) = ("new", "normal");
        if (channel is not null)
            fields["channel"] = channel;
        foreach (var (name, value) in more)
            fields[name] = value;
        // As it would be recorded: whole milliseconds (T2).
        var at = Instant.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var clocks = ClockEngine.Replay(set, [new TicketCreated("", at, at, 0, fields.ToImmutable())], at).Clocks.Where(c => c.Promised && Said.Contains(c.Metric)).OrderBy(c => Array.IndexOf(Said, c.Metric)).ToList();
        var promises = clocks.SelectMany(c => Promise(set, c)).ToList();
        var calendar = promises is [var first, ..] ? first.Calendar : null;
        var open = calendar?.IsOpen(now) ?? false;
        return new PublicDoor(title, channel, address, promises, open, open ? null : calendar?.NextOpening(now));
    }

    private static IEnumerable<PublicPromise> Promise(AgreementSet set, Clock clock)
    {
        var agreement = set.Agreements.First(a => a.Id == clock.Agreement && a.Version == clock.AgreementVersion);
        if (agreement.Targets.FirstOrDefault(t => t.Id == clock.Target) is { } target && target.Within.For(clock.ByValue) is { } within)
            yield return new PublicPromise(agreement, target, within, set.CalendarsOf(agreement).Find(clock.Calendar), clock.Due);
    }
}
