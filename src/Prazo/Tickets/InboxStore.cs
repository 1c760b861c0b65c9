using System.Text.Json;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>Where tickets come in: a channel with an address, and the fields that a ticket has which is opened there.</summary>
/// <param name="Name">What tickets, agreements and rules call it.</param>
/// <param name="Channel"><c>email</c>, <c>portal</c>, <c>chat</c>, <c>phone</c>, <c>api</c> or any other kind.</param>
public sealed record Inbox(string Name, string Title, string Channel, string? Address, IReadOnlyDictionary<string, string> Defaults);

public static class InboxStore
{
    /// <summary>False when the name is taken.</summary>
    public static bool Insert(Tx tx, Guid tenant, Inbox inbox) => tx.Execute("""
        INSERT INTO inboxes (tenant_id, name, title, channel, address, defaults) VALUES (@tenant, @Name, @Title, @Channel, @Address, @defaults)
        ON CONFLICT (tenant_id, name) DO NOTHING
        """, Values(tenant, inbox)) == 1;

    public static bool Update(Tx tx, Guid tenant, Inbox inbox) =>
        tx.Execute("UPDATE inboxes SET title = @Title, channel = @Channel, address = @Address, defaults = @defaults WHERE tenant_id = @tenant AND name = @Name", Values(tenant, inbox)) == 1;

    private static object Values(Guid tenant, Inbox inbox) =>
        new { tenant, inbox.Name, inbox.Title, inbox.Channel, inbox.Address, defaults = JsonSerializer.Serialize(inbox.Defaults) };

    public static bool Delete(Tx tx, Guid tenant, string name) => tx.Execute("DELETE FROM inboxes WHERE tenant_id = @tenant AND name = @name", new { tenant, name }) == 1;

    public static Inbox? Find(Session session, Guid tenant, string name) =>
        session.First<Row>("SELECT name, title, channel, address, defaults FROM inboxes WHERE tenant_id = @tenant AND name = @name", new { tenant, name })?.Inbox();

    public static IReadOnlyList<Inbox> Of(Session session, Guid tenant) =>
        [.. session.Query<Row>("SELECT name, title, channel, address, defaults FROM inboxes WHERE tenant_id = @tenant ORDER BY name", new { tenant }).Select(r => r.Inbox())];

    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string Title { get; init; } = "";
        public string Channel { get; init; } = "";
        public string? Address { get; init; }
        public string Defaults { get; init; } = "{}";

        public Inbox Inbox() => new(Name, Title, Channel, Address, JsonSerializer.Deserialize<Dictionary<string, string>>(Defaults)!);
    }
}
