using System.Globalization;
using NodaTime;
using Prazo.Alerts;
using Prazo.Engine.Clocks;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Webhooks;
using Prazo.Workspaces;

namespace Prazo.Automations;

/// <summary>Does what an automation says, to a ticket that is locked.</summary>
internal sealed class AutomationSteps(Tx tx, TicketLog log, Automation automation, Guid run, Instant now)
{
    private readonly List<string> _done = [];

    /// <summary>What was done, in words without free text.</summary>
    public IReadOnlyList<string> Done => _done;

    public Ticket Do(Ticket ticket)
    {
        foreach (var step in automation.Then)
            ticket = Do(ticket, step);
        return ticket;
    }

    /// <summary>What a step would do to a ticket; null: nothing, as it is so already.</summary>
    public static string? Would(Ticket ticket, Step step) => step switch
    {
        AssignTo a => Change(ticket, "agent", a.Agent),
        SetFields s => s.Fields.Select(f => Change(ticket, f.Key, f.Value)).OfType<string>().ToList() is { Count: > 0 } changes ? string.Join("; ", changes) : null,
        AddTag t => Tags(ticket).Contains(t.Tag, StringComparer.Ordinal) ? null : $"tag {t.Tag}",
        NotifyPeople n => $"notify {string.Join(", ", n.To)}",
        CallWebhook c => $"webhook {c.Webhook}",
        _ => step.Kind,
    };

    private Ticket Do(Ticket ticket, Step step)
    {
        if (Would(ticket, step) is not { } words)
            return ticket;
        _done.Add(words);
        switch (step)
        {
            case AssignTo a: return Set(ticket, "agent", a.Agent);
            case SetFields s: return s.Fields.Aggregate(ticket, (t, f) => Set(t, f.Key, f.Value));
            case AddTag t: return Set(ticket, "tag", string.Join(' ', Tags(ticket).Append(t.Tag).Order(StringComparer.Ordinal)));
            case SendReply r: return Write(ticket, r.Text, isPublic: true);
            case AddNote n: return Write(ticket, n.Text, isPublic: false);
            case NotifyPeople n:
                foreach (var user in Recipients.Of(tx, ticket, n.To))
                    Notices.Tell(tx, ticket.TenantId, user, "automation", ticket.Id, null, Fill(n.Words, ticket), now);
                return ticket;
            case CallWebhook c:
                if (WebhookSubscriptions.Find(tx, ticket.TenantId, c.Webhook) is { } hook)
                    WebhookNews.Call(tx, hook, ticket, run.ToString(), automation.Id, now);
                return ticket;
            default: return ticket;
        }
    }

    private Ticket Set(Ticket ticket, string field, string value) =>
        Change(ticket, field, value) is null ? ticket : Acting(ticket).Record(ticket, new FieldChanged("", now, now, 0, field, value)).Ticket;

    private Ticket Write(Ticket ticket, string text, bool isPublic)
    {
        var writing = new Writing(Fill(text, ticket));
        return isPublic ? Messages.Reply(Acting(ticket), ticket, writing).Ticket : Messages.Note(Acting(ticket), ticket, writing).Ticket;
    }

    /// <summary>An automation is nobody: what it writes is a bot's.</summary>
    private Act Acting(Ticket ticket) => new(tx, log, new Principal(ticket.TenantId, "automation:" + automation.Id, null, new HashSet<Ability>()), now);

    private static string? Change(Ticket ticket, string field, string value) =>
        (ticket.Values().GetValueOrDefault(field) ?? "") == value ? null : $"{field}: {value}";

    private static string[] Tags(Ticket ticket) => (ticket.Values().GetValueOrDefault("tag") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Fill(string text, Ticket ticket) => text
        .Replace("{{number}}", string.Create(CultureInfo.InvariantCulture, $"#{ticket.Number}"), StringComparison.Ordinal)
        .Replace("{{customer}}", ticket.Customer ?? "", StringComparison.Ordinal)
        .Replace("{{agent}}", ticket.Agent ?? "", StringComparison.Ordinal);
}
