using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Search;

namespace Prazo.Tickets;

public enum MessageKind { Customer, Reply, Note }

/// <summary>What somebody writes.</summary>
/// <param name="Agent">Who replies, where a program sends it; a person replies as themselves. A program that names nobody is a bot.</param>
/// <param name="From">Which contact wrote it.</param>
/// <param name="At">When the customer wrote it, if not now.</param>
/// <param name="Attachments">Uploaded before.</param>
public sealed record Writing(string? Text, string? Html = null, string? Agent = null, string? From = null, string? Channel = null, Instant? At = null,
    bool Automatic = false, bool Thanks = false, IReadOnlyList<Guid>? Attachments = null);

/// <summary>Replies, notes and what customers write: an event in the log, and the text in a row of its own.</summary>
public static class Messages
{
    private static readonly Duration MostAhead = Duration.FromMinutes(5);

    /// <summary>Visible to the customer.</summary>
    public static (Ticket Ticket, Guid Message) Reply(Act act, Ticket ticket, Writing writing) => Agent(act, ticket, writing, isPublic: true);

    /// <summary>Seen by agents only.</summary>
    public static (Ticket Ticket, Guid Message) Note(Act act, Ticket ticket, Writing writing) => Agent(act, ticket, writing, isPublic: false);

    private static (Ticket, Guid) Agent(Act act, Ticket ticket, Writing writing, bool isPublic)
    {
        var (agent, bot) = Author(act, writing.Agent);
        var (after, events) = act.Record(ticket, new AgentMessage("", act.Happened, act.Now, 0, agent, isPublic, bot));
        return (after, Keep(act, after, isPublic ? MessageKind.Reply : MessageKind.Note, events[0], agent.Length > 0 ? agent : act.Asker.Actor, writing, act.Happened));
    }

    /// <summary>What the customer wrote, by whatever channel it came.</summary>
    public static (Ticket Ticket, Guid Message) FromCustomer(Act act, Ticket ticket, Writing writing)
    {
        var at = writing.At ?? act.Now;
        if (at > act.Now + MostAhead)
            throw new RefusedException("in-the-future", "at", "the message is dated ahead of now");
        var (after, events) = act.Record(ticket, new CustomerMessage("", at, act.Now, 0, writing.Automatic, writing.Thanks));
        return (after, Keep(act, after, MessageKind.Customer, events[0], Contact(after, writing.From), writing, at));
    }

    /// <summary>A person answers as themselves; a program for the agent whom it names, or as a bot.</summary>
    internal static (string Agent, bool Bot) Author(Act act, string? agent)
    {
        if (act.Handle is not { } handle)
            return agent is { Length: > 0 } ? (Inputs.Handle("agent", agent), false) : ("", true);
        return agent is null || agent == handle ? (handle, false)
            : throw new RefusedException("not-yourself", "agent", $"you answer as {handle}", "leave 'agent' out");
    }

    internal static string Contact(Ticket ticket, string? from)
    {
        var named = from is { Length: > 0 } ? Inputs.Handle("from", from) : TicketRows.Fields(ticket).GetValueOrDefault("contact");
        return named ?? ticket.Customer ?? "customer";
    }

    internal static Guid Keep(Act act, Ticket ticket, MessageKind kind, string eventId, string author, Writing writing, Instant at)
    {
        var html = Inputs.Text("html", writing.Html, Inputs.LongestHtml);
        var text = Inputs.Text("text", writing.Text, Inputs.LongestBody) ?? (html is null ? null : PlainText.Of(html));
        if (string.IsNullOrEmpty(text) && html is null && writing.Attachments is not { Count: > 0 })
            throw new RefusedException("missing-key", "text", "a message has a text, or at least an attachment");
        var message = new Message
        {
            TenantId = ticket.TenantId, Id = Storage.Ids.New(act.Now), TicketId = ticket.Id, EventId = eventId, Kind = kind.ToString().ToLowerInvariant(), Author = author,
            Channel = writing.Channel is null ? null : Inputs.Value("channel", writing.Channel), Body = text ?? "", Html = html, Salt = TicketTexts.Salt(), At = at, Made = act.Now,
        };
        MessageStore.Insert(act.Tx, message);
        Attachments.Attach(act, message.Id, writing.Attachments ?? []);
        TicketSearch.Add(act.Tx, ticket, message.Body);
        return message.Id;
    }
}
