using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Webhooks;

/// <summary>What an outbox row for a webhook holds: the finished body of a signed one, the same at every attempt; of a chat, from what it is written when it is sent.</summary>
/// <param name="Message">The id by which a receiver drops repetitions: the fact's or event's own.</param>
internal sealed record WebhookLetter(Guid Webhook, string Type, string Message, Guid? Ticket, string? Stage, string? Target, Instant At, string? Body);

/// <summary>Puts news of clocks and tickets into the outbox, for each webhook that wants them.</summary>
public sealed class WebhookNews : IClockNews
{
    public const string OutboxKind = "webhook";

    private static readonly InstantPattern Iso = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new Milliseconds() } };

    public void Take(Tx tx, ClockFactEntry fact, Ticket ticket, Instant now)
    {
        var type = "clock." + fact.Kind;
        foreach (var hook in WebhookSubscriptions.Wanting(tx, ticket.TenantId, type))
            Put(tx, hook, new WebhookLetter(hook.Id, type, fact.Id.ToString(), ticket.Id, fact.Stage, fact.Target, fact.At, null), new { ticket = Of(ticket), clock = Of(fact) }, now);
    }

    /// <summary>Something happened to a ticket.</summary>
    internal static void Take(Tx tx, Ticket ticket, TicketEvent e, Instant now)
    {
        var type = "ticket." + e.Kind;
        foreach (var hook in WebhookSubscriptions.Wanting(tx, ticket.TenantId, type))
            Put(tx, hook, new WebhookLetter(hook.Id, type, $"{ticket.Id}_{Plain(e.Id)}", ticket.Id, null, null, e.Occurred, null),
                new { ticket = Of(ticket), @event = new { id = e.Id, kind = e.Kind, at = Iso.Format(e.Occurred), field = (e as FieldChanged)?.Field, value = (e as FieldChanged)?.Value } }, now);
    }

    /// <summary>An automation calls a webhook, whatever that wants to hear of otherwise.</summary>
    internal static void Call(Tx tx, WebhookSubscription hook, Ticket ticket, string message, Guid automation, Instant now) =>
        Put(tx, hook, new WebhookLetter(hook.Id, "automation", message, ticket.Id, null, null, now, null), new { ticket = Of(ticket), automation }, now);

    private static void Put(Tx tx, WebhookSubscription hook, WebhookLetter letter, object data, Instant now)
    {
        var whole = hook.Form == WebhookSubscription.Signed ? letter with { Body = Body(letter.Type, letter.At, data) } : letter;
        OutboxStore.Put(tx, hook.TenantId, OutboxKind, JsonSerializer.Serialize(whole, Json), now, about: hook.Id);
    }

    /// <summary>As Standard Webhooks has it: type, timestamp, data. Ids, instants and categories only.</summary>
    internal static string Body(string type, Instant at, object data) => JsonSerializer.Serialize(new { type, timestamp = Iso.Format(at), data }, JsonSerializerOptions.Web);

    /// <summary>Ids of foreign events may hold anything; that of a message is printable and without full stops.</summary>
    private static string Plain(string id) => string.Concat(id.Take(150).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));

    private static object Of(Ticket t) => new { id = t.Id, number = t.Number, source = t.Source, status = t.Status, priority = t.Priority, agent = t.Agent, team = t.Team, inbox = t.Inbox, channel = t.Channel, customer = t.Customer };

    private static object Of(ClockFactEntry f) => new { id = f.ClockId, target = f.Target, cycle = f.Cycle, kind = f.Kind, stage = f.Stage, at = Iso.Format(f.At), noticed = Iso.Format(f.Noticed), cause = f.Cause, fact = f.Id };

    private sealed class Milliseconds : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Instant.FromUnixTimeMilliseconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
    }
}
