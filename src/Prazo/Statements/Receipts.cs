using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Statements;

/// <summary>What a customer told, as it was recorded, signed with the workspace's key: whoever keeps these sees when a statement leaves something out.</summary>
public static class Receipts
{
    internal const string Kind = "prazo-receipt";

    /// <summary>For the customer's own events of a ticket, a line each: JSON Lines, each canonical (RFC 8785).</summary>
    public static string Of(Tx tx, Ticket ticket, string by, Instant now)
    {
        var key = SigningKeys.Take(tx, ticket.TenantId, by, now);
        var text = new StringBuilder();
        foreach (var e in TicketPast.Of(tx, ticket).Events.Where(IsCustomers))
        {
            var receipt = new JsonObject { ["line"] = Kind, ["ticket"] = ticket.Number, ["event"] = StatementBundle.Node(e), ["given"] = StatementBody.Of(now), ["key"] = key.Fingerprint };
            text.Append(CanonicalJson.Write(new JsonObject { ["receipt"] = receipt, ["signature"] = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(CanonicalJson.Write(receipt)))) })).Append('\n');
        }
        return text.ToString();
    }

    private static bool IsCustomers(TicketEvent e) => e is TicketCreated { ByAgent: false } or CustomerMessage { Automatic: false } or CallOffered or CallAbandoned;

    /// <summary>Lays receipts beside the facts of a bundle.</summary>
    /// <param name="key">The public key that signed the bundle.</param>
    /// <param name="known">What was recorded later is in the next bundle.</param>
    /// <returns>The first thing that is wrong, or null; and the tickets that have receipts and are not in the bundle: under another agreement, or left out.</returns>
    internal static (string? Fault, IReadOnlyList<long> Absent) Check(TextReader receipts, byte[] key, IReadOnlyList<BundleLine> lines, Instant known)
    {
        var events = lines.Select(l => l.Ticket).OfType<TicketFacts>().ToDictionary(t => t.Number, t => t.Events);
        var absent = new SortedSet<long>();
        for (var (line, number) = (receipts.ReadLine(), 1); line is not null; (line, number) = (receipts.ReadLine(), number + 1))
        {
            string Wrong(string what) => string.Create(CultureInfo.InvariantCulture, $"receipt {number} {what}");
            if (CanonicalJson.Read(line) is not JsonObject { Count: 2 } signed || signed["receipt"] is not JsonObject receipt || receipt["line"]?.ToString() != Kind || StatementVerification.Bytes(signed["signature"]) is not { } signature)
                return (Wrong("is no receipt: it was altered or cut"), []);
            if (!SigningKey.Verify(key, Encoding.UTF8.GetBytes(CanonicalJson.Write(receipt)), signature))
                return (Wrong("is not signed with the key of the statement"), []);
            var (ticket, e) = (receipt["ticket"]!.GetValue<long>(), receipt["event"]!);
            if (Instant.FromUnixTimeMilliseconds(e["recorded"]!.GetValue<long>()) > known)
                continue;
            if (!events.TryGetValue(ticket, out var there))
                absent.Add(ticket);
            else if (there.FirstOrDefault(f => f.Id == e["id"]!.GetValue<string>()) is not { } fact)
                return (Wrong(string.Create(CultureInfo.InvariantCulture, $"is for an event of ticket #{ticket} that the statement leaves out: {e["kind"]}")), []);
            else if (StatementVerification.Difference(e, StatementBundle.Node(fact), "") is { } difference)
                return (Wrong(string.Create(CultureInfo.InvariantCulture, $"is for an event of ticket #{ticket} that the statement has otherwise: {difference}")), []);
        }
        return (null, [.. absent]);
    }
}
