using System.Globalization;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Portal;

/// <summary>What a customer asks.</summary>
/// <param name="Inbox">One of the workspace's inboxes of the channel portal; without it the first.</param>
/// <param name="Category">One of the choices of the workspace's own field of that name.</param>
/// <param name="Attachments">Uploaded before.</param>
public sealed record OwnQuestion(string? Subject = null, string? Text = null, string? Inbox = null, string? Category = null, IReadOnlyList<Guid>? Attachments = null);

/// <summary>What customers do: to their own tickets only, and nothing that is an agent's to decide, such as the priority.</summary>
public static class OwnActs
{
    public const string Channel = "portal", CategoryField = "category";
    private const int MostWaitingFiles = 50;

    /// <summary>A ticket of theirs, locked; refused when it was merged into another.</summary>
    public static Ticket Ticket(Act act, string idOrNumber)
    {
        var scope = OwnScope.Of(act.Tx, act.Asker);
        var found = scope.Find(act.Tx, idOrNumber);
        if (TicketLinks.Of(act.Tx, act.Tenant, found.Id, LinkKind.MergedInto) is { } survivor)
            throw new RefusedException("merged", "", TicketStore.Get(act.Tx, act.Tenant, survivor) is { } other && scope.Covers(other)
                ? string.Create(CultureInfo.InvariantCulture, $"#{found.Number} was merged into #{other.Number}") : "the ticket was merged into another", "go on there, or open a new one");
        var ticket = act.Ticket(found.Id.ToString());
        return scope.Covers(ticket) ? ticket : throw new MissingException();
    }

    public static (Ticket Ticket, Guid? Message) Open(Act act, OwnQuestion asked)
    {
        var scope = OwnScope.Of(act.Tx, act.Asker);
        var inboxes = Inboxes(act.Tx, act.Tenant);
        if (asked.Inbox is { Length: > 0 } named && inboxes.All(i => i.Name != named))
            throw new RefusedException("unknown-inbox", "inbox", "there is no such inbox in the portal", inboxes.Count > 0 ? "write one of " + string.Join(", ", inboxes.Select(i => i.Name)) : "leave it out");
        var (subject, text) = (Inputs.Needed("subject", asked.Subject, Inputs.LongestSubject), Inputs.Needed("text", asked.Text, Inputs.LongestBody));
        return Opening.Open(act, new NewTicket(subject, text, From: "customer", Inbox: asked.Inbox is { Length: > 0 } ? asked.Inbox : inboxes is [var first, ..] ? first.Name : null, Channel: Channel, Customer: scope.Customer, Contact: scope.Contact.Handle, Attachments: asked.Attachments,
            Fields: asked.Category is { Length: > 0 } category ? new Dictionary<string, string>(StringComparer.Ordinal) { [CategoryField] = category } : null));
    }

    public static (Ticket Ticket, Guid Message) Reply(Act act, string id, string? text, IReadOnlyList<Guid>? attachments) => Say(act, Ticket(act, id), text, attachments);

    private static (Ticket, Guid) Say(Act act, Ticket ticket, string? text, IReadOnlyList<Guid>? attachments) =>
        Messages.FromCustomer(act, ticket, new Writing(text, From: OwnScope.Of(act.Tx, act.Asker).Contact.Handle, Channel: Channel, Attachments: attachments));

    public static Ticket Close(Act act, string id) => TicketEdits.Close(act, Ticket(act, id), null);

    /// <summary>What was offered for a price is taken, or not.</summary>
    public static Ticket Answer(Act act, PublishedAgreements agreements, string id, bool accepts) => ScopeActs.Answer(act, agreements, Ticket(act, id), accepts);

    /// <param name="text">Why; it may be left out.</param>
    public static Ticket Reopen(Act act, string id, string? text, IReadOnlyList<Guid>? attachments = null)
    {
        var open = TicketEdits.Reopen(act, Ticket(act, id), null);
        return string.IsNullOrWhiteSpace(text) && attachments is not { Count: > 0 } ? open : Say(act, open, text, attachments).Item1;
    }

    public static Attachment Upload(Act act, string? name, string? type, byte[] bytes)
    {
        if (act.Tx.Value<long>("SELECT COUNT(*) FROM attachments WHERE tenant_id = @Tenant AND message_id IS NULL AND entry_id IS NULL AND made_by = @Actor", new { act.Tenant, act.Asker.Actor }) >= MostWaitingFiles)
            throw new RefusedException("too-many", "", $"{MostWaitingFiles} files of yours wait for a message already", "send them with one first");
        return Attachments.Upload(act, name, type, bytes);
    }

    public static IReadOnlyList<Inbox> Inboxes(Session session, Guid tenant) => [.. InboxStore.Of(session, tenant).Where(i => i.Channel == Channel)];

    public static IReadOnlyList<string> Categories(Session session, Guid tenant) =>
        FieldDefinitions.Of(session, tenant).FirstOrDefault(f => f is { Name: CategoryField, Type: FieldType.Choice, Archived: null })?.Choices ?? [];
}
