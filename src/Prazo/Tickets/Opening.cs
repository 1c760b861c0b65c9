using System.Collections.Immutable;
using Prazo.Engine.Clocks;

namespace Prazo.Tickets;

/// <summary>A ticket to be opened.</summary>
/// <param name="From"><c>customer</c>: the customer asked, by whatever channel, and the promise counts from now; <c>agent</c>: an agent opens it, and it counts once the customer writes (T14).
/// Without it: by the customer when a contact or customer is named.</param>
public sealed record NewTicket(string? Subject = null, string? Text = null, string? Html = null, string? From = null, string? Inbox = null, string? Channel = null,
    string? Status = null, string? Priority = null, string? Type = null, string? Agent = null, string? Team = null, string? Customer = null, string? Contact = null,
    string? Region = null, string? Stage = null, IReadOnlyDictionary<string, string>? Fields = null, IReadOnlyList<string>? Tags = null, IReadOnlyList<Guid>? Attachments = null,
    bool Internal = false);

public static class Opening
{
    public static (Ticket Ticket, Guid? Message) Open(Act act, NewTicket asked)
    {
        var byAgent = asked.From switch
        {
            "agent" => true,
            "customer" => false,
            null or "" => asked.Contact is null && asked.Customer is null,
            var other => throw new RefusedException("bad-value", "from", $"'{other}' opens no ticket", "write customer or agent"),
        };
        var (fields, texts) = Fields(act, asked);
        var subject = Inputs.Text("subject", asked.Subject, Inputs.LongestSubject);
        if (subject is null && asked.Text is null && asked.Html is null)
            throw new RefusedException("missing-key", "subject", "a ticket has a subject or a text");
        var ticket = TicketStore.Insert(act.Tx, act.Tenant, "", "", act.Now);
        TicketTexts.Put(act, ticket, TextKind.Subject, "", subject);
        foreach (var (name, text) in texts)
            TicketTexts.Put(act, ticket, TextKind.Field, name, text);
        var (opened, events) = act.Record(ticket, new TicketCreated("", act.Now, act.Now, 0, fields.ToImmutableSortedDictionary(StringComparer.Ordinal), byAgent));
        TicketSearch.Rebuild(act.Tx, opened);
        return asked.Text is null && asked.Html is null && asked.Attachments is not { Count: > 0 } ? (opened, null) : First(act, opened, asked, byAgent, events[0]);
    }

    /// <summary>Its first message. What a customer asks is the creation itself; what an agent writes is a reply or a note of its own.</summary>
    private static (Ticket, Guid?) First(Act act, Ticket opened, NewTicket asked, bool byAgent, string created)
    {
        var writing = new Writing(asked.Text, asked.Html, Channel: opened.Channel, Attachments: asked.Attachments);
        if (!byAgent)
            return (opened, Messages.Keep(act, opened, MessageKind.Customer, created, Messages.Contact(opened, asked.Contact), writing, act.Now));
        var (after, message) = asked.Internal ? Messages.Note(act, opened, writing) : Messages.Reply(act, opened, writing);
        return (after, message);
    }

    private static (Dictionary<string, string> Fields, List<(string Name, string Text)> Texts) Fields(Act act, NewTicket asked)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["status"] = "new", ["priority"] = "normal" };
        if (asked.Inbox is { Length: > 0 } inbox)
        {
            var found = InboxStore.Find(act.Tx, act.Tenant, inbox) ?? throw new RefusedException("unknown-inbox", "inbox", $"there is no inbox {inbox}");
            fields["inbox"] = found.Name;
            fields["channel"] = found.Channel;
            foreach (var (name, value) in found.Defaults)
                fields[name] = value;
        }
        foreach (var (name, value) in Named(asked))
            if (value is not null)
                fields[name] = FieldDefinitions.BuiltIn(name, name, value);
        var texts = new List<(string, string)>();
        var known = asked.Fields is { Count: > 0 } ? FieldDefinitions.Of(act.Tx, act.Tenant) : [];
        foreach (var (name, given) in asked.Fields ?? ImmutableDictionary<string, string>.Empty)
        {
            var (value, isText) = FieldDefinitions.Check(known, name, given);
            if (isText)
                texts.Add((name, value));
            else
                fields[name] = value;
        }
        if (asked.Tags is { Count: > 0 } tags)
            fields[TicketRows.Tag] = TicketEdits.TagValue(Inputs.Tags("tags", tags));
        foreach (var empty in fields.Where(f => f.Value.Length == 0).Select(f => f.Key).ToList())
            fields.Remove(empty);
        return (fields, texts);
    }

    private static IEnumerable<(string, string?)> Named(NewTicket t) =>
    [
        ("channel", t.Channel), ("status", t.Status), ("priority", t.Priority), ("type", t.Type), ("agent", t.Agent), ("team", t.Team), ("customer", t.Customer),
        ("contact", t.Contact), ("region", t.Region), ("stage", t.Stage),
    ];
}
