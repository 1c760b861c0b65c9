using System.Globalization;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Notifications;

/// <summary>What notices call a ticket.</summary>
internal static class NoticeWords
{
    /// <summary>Its subject; empty where it has none.</summary>
    public static string Title(Session session, Ticket? ticket) => ticket is null ? "" : TicketTexts.Of(session, ticket.TenantId, ticket.Id, TextKind.Subject, "") ?? ticket.Values().GetValueOrDefault("subject") ?? "";

    public static string Link(string address, Ticket? ticket) =>
        address.Length == 0 || ticket is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{address.TrimEnd('/')}/tickets/{ticket.Number}");
}
