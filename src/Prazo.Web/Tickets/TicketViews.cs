using System.Text.Json;
using NodaTime;
using Prazo.Statements;
using Prazo.Tickets;

namespace Prazo.Web.Tickets;

/// <summary>A ticket as lists show it.</summary>
public sealed record TicketView(Guid Id, long Number, string? Source, string? Ref, string? Subject, Instant? Created, Instant Updated, IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<string> Tags, bool Covered, Instant? NextDue, Instant? Closed)
{
    /// <summary>What breaking the ticket's promises would cost now, in the customer's favour: in lists that are sorted by it.</summary>
    public MoneyView? AtRisk { get; init; }

    public static TicketView Of(Ticket t)
    {
        var fields = JsonSerializer.Deserialize<SortedDictionary<string, string>>(t.Fields)!;
        return new(t.Id, t.Number, t.Source.Length > 0 ? t.Source : null, t.Source.Length > 0 ? t.Ref : null, t.Subject, t.Created, t.Updated, fields,
            TicketRows.Tags(fields.GetValueOrDefault(TicketRows.Tag)), t.Covered == 1, t.NextDue, t.Closed);
    }
}

/// <param name="Next">The cursor of the next page.</param>
public sealed record TicketPageView(IReadOnlyList<TicketView> Items, string? Next)
{
    internal static TicketPageView Of(Prazo.Tickets.TicketPage page, IReadOnlyDictionary<Guid, TicketRisk> risks) =>
        new([.. page.Tickets.Select(t => TicketView.Of(t) with { AtRisk = risks.TryGetValue(t.Id, out var risk) ? new(risk.Amount, risk.Currency) : null })], page.Next);
}

/// <summary>Money at risk.</summary>
public sealed record MoneyView(decimal Amount, string? Currency);

/// <summary>A ticket with everything that an agent needs to work on it.</summary>
/// <param name="Texts">Values of its own fields of type text, which stand outside of the log.</param>
/// <param name="Actions">What the asker may do with it now.</param>
/// <param name="Scope">When it is outside of what its agreement covers.</param>
public sealed record TicketDetails(TicketView Ticket, IReadOnlyList<MessageView> Messages, IReadOnlyList<TicketLink> Links, IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<string> Followers, IReadOnlyList<ClockRequestView> Requests, IReadOnlyList<Instruction> Instructions, IReadOnlyList<string> Actions, ScopeView? Scope);

/// <param name="Ticket">Where it was written: this ticket, or one that was merged into it.</param>
/// <param name="Visibility"><c>public</c>, or <c>internal</c> for notes.</param>
/// <param name="Html">As it came: not to be shown without cleaning.</param>
public sealed record MessageView(Guid Id, Guid Ticket, string Kind, string Author, string Visibility, string? Channel, Instant At, string Text, string? Html, IReadOnlyList<AttachmentView> Attachments)
{
    public static MessageView Of(Message m, IEnumerable<Attachment> attachments) => new(m.Id, m.TicketId, m.Kind, m.Author, m.Kind == "note" ? "internal" : "public", m.Channel, m.At, m.Body, m.Html,
        [.. attachments.Select(AttachmentView.Of)]);
}

/// <param name="ContentId">By what the message's HTML names it, as <c>cid:…</c>.</param>
public sealed record AttachmentView(Guid Id, string Name, string Type, long Size, string Sha256, string? ContentId)
{
    public static AttachmentView Of(Attachment a) => new(a.Id, a.Name, a.Type, a.Size, Convert.ToHexStringLower(a.Sha256), a.ContentId);
}

/// <param name="Length">ISO 8601, of an extension.</param>
/// <param name="State"><c>waiting</c>, <c>granted</c> or <c>refused</c>.</param>
public sealed record ClockRequestView(Guid Id, Guid Ticket, string Kind, string Target, string? Length, string Category, string? Text, string? Evidence, Instant Asked, string AskedBy,
    string State, Instant? Decided, string? DecidedBy, string? Decision)
{
    public static ClockRequestView Of(ClockRequest r, IReadOnlyList<TicketText> texts)
    {
        var about = r.Id.ToString();
        return new(r.Id, r.TicketId, r.Kind, r.Target, r.Length is { } ms ? NodaTime.Text.PeriodPattern.NormalizingIso.Format(Period.FromMilliseconds(ms)) : null, r.Category, Text("reason"), Text("evidence"), r.Asked, r.AskedBy,
            r.Granted is not null ? "granted" : r.Refused is not null ? "refused" : "waiting", r.Granted ?? r.Refused, r.DecidedBy, Text("decision"));

        string? Text(string kind) => texts.FirstOrDefault(t => t.Kind == kind && t.About == about)?.Body;
    }
}
