using Prazo.Engine.Clocks;

namespace Prazo.Tickets;

/// <summary>What is to change; null leaves as it is, the empty text takes the value away.</summary>
public sealed record TicketChange(string? Subject = null, string? Status = null, string? Priority = null, string? Type = null, string? Agent = null, string? Team = null, string? Inbox = null,
    string? Channel = null, string? Customer = null, string? Contact = null, string? Region = null, string? Stage = null, IReadOnlyDictionary<string, string>? Fields = null,
    IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? AddTags = null, IReadOnlyList<string>? RemoveTags = null)
{
    internal IEnumerable<(string Name, string? Value)> Named() =>
    [
        ("type", Type), ("inbox", Inbox), ("channel", Channel), ("customer", Customer), ("contact", Contact), ("region", Region), ("stage", Stage), ("team", Team),
        ("agent", Agent), ("priority", Priority), ("status", Status),
    ];
}

/// <summary>Changes of a ticket's fields: each an event, if it changes anything.</summary>
public static class TicketEdits
{
    private const int MostTags = 50;

    public static Ticket Change(Act act, Ticket ticket, TicketChange change)
    {
        var now = TicketRows.Fields(ticket);
        var events = new List<TicketEvent>();
        var edited = change.Subject is not null && TicketTexts.Put(act, ticket, TextKind.Subject, "", Inputs.Needed("subject", change.Subject, Inputs.LongestSubject));
        foreach (var (name, value) in change.Named())
            if (value is not null)
                Set(name, FieldDefinitions.BuiltIn(name, name, value));
        if (change.Fields is { Count: > 0 } fields)
        {
            var known = FieldDefinitions.Of(act.Tx, act.Tenant);
            foreach (var (name, given) in fields)
            {
                var (value, isText) = FieldDefinitions.Check(known, name, given);
                if (isText)
                    edited |= TicketTexts.Put(act, ticket, TextKind.Field, name, value);
                else
                    Set(name, value);
            }
        }
        if (NewTags(now, change) is { } tags)
            Set(TicketRows.Tag, tags);
        return Keep(act, ticket, events, edited);

        void Set(string name, string value)
        {
            if (now.GetValueOrDefault(name, "") == value)
                return;
            now[name] = value;
            events.Add(act.Sets(name, value));
        }
    }

    private static Ticket Keep(Act act, Ticket ticket, List<TicketEvent> events, bool edited)
    {
        var after = events.Count > 0 ? act.Record(ticket, events).Ticket : ticket;
        if (!edited)
            return after;
        TicketSearch.Rebuild(act.Tx, after);
        return act.Touch(after);
    }

    private static string? NewTags(Dictionary<string, string> now, TicketChange change)
    {
        if (change.Tags is null && change.AddTags is null && change.RemoveTags is null)
            return null;
        var tags = (change.Tags is null ? TicketRows.Tags(now.GetValueOrDefault(TicketRows.Tag)) : Inputs.Tags("tags", change.Tags)).ToHashSet(StringComparer.Ordinal);
        tags.UnionWith(Inputs.Tags("addTags", change.AddTags ?? []));
        tags.ExceptWith(Inputs.Tags("removeTags", change.RemoveTags ?? []));
        return TagValue(tags);
    }

    internal static string TagValue(IEnumerable<string> tags)
    {
        var value = string.Join(' ', tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return value.Length <= Inputs.LongestFieldValue && value.Count(c => c == ' ') < MostTags ? value
            : throw new RefusedException("too-many", "tags", $"a ticket has at most {MostTags} tags, together of {Inputs.LongestFieldValue} characters");
    }

    /// <summary>Solved, or closed for good. What is so already stays as it is, and no event tells of it.</summary>
    public static Ticket Close(Act act, Ticket ticket, string? status)
    {
        var end = string.IsNullOrEmpty(status) ? "closed" : Inputs.Value("status", status);
        if (ticket.Closed is not null && ticket.Status == end)
            return ticket;
        var after = act.Record(ticket, act.Sets("status", end)).Ticket;
        return after.Closed is not null ? after
            : throw new RefusedException("bad-value", "status", $"'{end}' does not end a ticket", "write resolved, closed, or a status that the agreement names as an end");
    }

    public static Ticket Reopen(Act act, Ticket ticket, string? status)
    {
        if (ticket.Closed is null)
            return ticket;
        var after = act.Record(ticket, act.Sets("status", string.IsNullOrEmpty(status) ? "open" : Inputs.Value("status", status))).Ticket;
        return after.Closed is null ? after : throw new RefusedException("bad-value", "status", $"'{status}' ends a ticket", "write an open status");
    }

    /// <summary>An agent takes the ticket: a response where the agreement counts acceptance.</summary>
    public static Ticket Accept(Act act, Ticket ticket, string? agent)
    {
        var (handle, _) = Messages.Author(act, agent);
        return handle.Length > 0 ? act.Record(ticket, new TicketAccepted("", act.Now, act.Now, 0, handle)).Ticket
            : throw new RefusedException("missing-key", "agent", "a program says for whom it accepts the ticket");
    }

    public static Ticket Workaround(Act act, Ticket ticket) => act.Record(ticket, new WorkaroundGiven("", act.Now, act.Now, 0)).Ticket;

    public static Ticket Follow(Act act, Ticket ticket, string handle, bool follows)
    {
        var row = new { ticket.TenantId, ticket.Id, handle = Inputs.Handle("handle", handle), act.Now };
        var changed = act.Tx.Execute(follows
            ? "INSERT INTO ticket_followers (tenant_id, ticket_id, handle, since) VALUES (@TenantId, @Id, @handle, @Now) ON CONFLICT (tenant_id, ticket_id, handle) DO NOTHING"
            : "DELETE FROM ticket_followers WHERE tenant_id = @TenantId AND ticket_id = @Id AND handle = @handle", row);
        return changed == 1 ? act.Touch(ticket) : ticket;
    }
}
