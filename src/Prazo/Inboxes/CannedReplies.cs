using System.Text.RegularExpressions;
using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Inboxes;

/// <summary>An answer that is used again and again, with placeholders such as <c>{{ticket.number}}</c>.</summary>
public sealed record CannedReply
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string? Language { get; init; }
    public string Body { get; init; } = "";
    public Instant Made { get; init; }
    public string MadeBy { get; init; } = "";
}

public static partial class CannedReplies
{
    private const int LongestName = 100;
    private const string Columns = "tenant_id, id, name, language, body, made, made_by";
    private static readonly string[] Words = ["ticket.number", "ticket.subject", "agent", "customer", "contact"];

    public static Guid Put(Act act, Guid? id, string name, string? language, string body)
    {
        var reply = new CannedReply
        {
            TenantId = act.Tenant, Id = id ?? Ids.New(act.Now), Name = Inputs.Needed("name", name, LongestName), Language = Inputs.Text("language", language, 20),
            Body = Inputs.Needed("body", body, Inputs.LongestBody), Made = act.Now, MadeBy = act.Asker.Actor,
        };
        foreach (Match m in Placeholder().Matches(reply.Body))
            if (!Words.Contains(m.Groups["name"].Value) && !m.Groups["name"].Value.StartsWith("field.", StringComparison.Ordinal))
                throw new RefusedException("unknown-placeholder", "body", $"nothing is known as {m.Value}", "write " + string.Join(", ", Words.Select(w => "{{" + w + "}}")) + " or {{field.NAME}}");
        if (id is null)
            act.Tx.Execute($"INSERT INTO canned_replies ({Columns}) VALUES (@TenantId, @Id, @Name, @Language, @Body, @Made, @MadeBy)", reply);
        else if (act.Tx.Execute("UPDATE canned_replies SET name = @Name, language = @Language, body = @Body WHERE tenant_id = @TenantId AND id = @Id", reply) == 0)
            throw new MissingException();
        act.Audit("canned-reply.kept", $"canned-reply:{reply.Id}");
        return reply.Id;
    }

    public static bool Delete(Act act, Guid id)
    {
        if (act.Tx.Execute("DELETE FROM canned_replies WHERE tenant_id = @Tenant AND id = @id", new { act.Tenant, id }) == 0)
            return false;
        act.Audit("canned-reply.deleted", $"canned-reply:{id}");
        return true;
    }

    public static IReadOnlyList<CannedReply> Of(Session session, Guid tenant) =>
        session.Query<CannedReply>($"SELECT {Columns} FROM canned_replies WHERE tenant_id = @tenant ORDER BY name, id", new { tenant });

    /// <summary>Its text for a ticket, to be looked at before it is sent. What the ticket does not have stays empty.</summary>
    public static string? Text(Session session, Ticket ticket, Guid id, string agent)
    {
        var body = session.Value<string>("SELECT body FROM canned_replies WHERE tenant_id = @TenantId AND id = @id", new { ticket.TenantId, id });
        var fields = TicketRows.Fields(ticket);
        return body is null ? null : Placeholder().Replace(body, m => m.Groups["name"].Value switch
        {
            "ticket.number" => ticket.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "ticket.subject" => ticket.Subject ?? "",
            "agent" => agent,
            var name => fields.GetValueOrDefault(name.StartsWith("field.", StringComparison.Ordinal) ? name["field.".Length..] : name, ""),
        });
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[a-z][a-z0-9.-]*)\s*\}\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
