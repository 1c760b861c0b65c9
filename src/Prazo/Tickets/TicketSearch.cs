using Prazo.Search;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>What a ticket is found by: its subject, its texts, its messages, and what a foreign system calls it.</summary>
internal static class TicketSearch
{
    public static readonly WordIndex Index = new("ticket");

    public static void Add(Tx tx, Ticket ticket, string text) => Index.Add(tx, ticket.TenantId, ticket.Id, text);

    /// <summary>Writes the words anew, from everything that is there: after a subject was changed or a text was erased.</summary>
    public static void Rebuild(Tx tx, Ticket ticket)
    {
        var texts = TicketTexts.Of(tx, ticket.TenantId, ticket.Id).Where(t => t.Kind is "subject" or "field").Select(t => t.Body);
        Index.Replace(tx, ticket.TenantId, ticket.Id, texts.Append(ticket.Source.Length > 0 ? ticket.Ref : "").Concat(MessageStore.Of(tx, ticket.TenantId, ticket.Id).Select(m => m.Body)));
    }
}
