using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Channels;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Notifications;

/// <summary>Where mails to the people of a workspace come from.</summary>
/// <param name="From">The server's own address.</param>
/// <param name="Address">Where people reach this server, for links; empty when nobody told.</param>
public sealed record NoticeMailSettings(Mailbox From, string Address);

/// <summary>Mails people what they were told: one thing, or all that was held for them.</summary>
/// <param name="send">Hands a mail to the server; null where none is set up.</param>
public sealed class NoticeMailNotifier(Db db, NoticeMailSettings settings, Func<OutgoingMail, CancellationToken, Task<MailOutcome>>? send) : INotifier
{
    public string Kind => Notices.MailKind;

    public async Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop)
    {
        if (send is null)
            return Delivery.Hopeless("no mail server is set up: PRAZO_SMTP_HOST names one");
        var letter = JsonSerializer.Deserialize<NoticeMail>(row.Content, JsonSerializerOptions.Web)!;
        if (await db.Read(s => Compose(s, row, letter)) is not { } mail)
            return Delivery.Done;
        var outcome = await send(mail, stop);
        return outcome.Result switch
        {
            MailResult.Sent => Delivery.Done,
            MailResult.Rejected => Delivery.Hopeless(outcome.Detail),
            _ => new Delivery(DeliveryResult.Failed, outcome.Detail),
        };
    }

    /// <summary>Null for who has no address, has gone, or has nothing left to be told.</summary>
    private OutgoingMail? Compose(Session session, OutboxRow row, NoticeMail letter)
    {
        var to = Mailbox.Of(session.Value<string>("SELECT email FROM users WHERE tenant_id = @TenantId AND id = @User AND disabled IS NULL", new { row.TenantId, letter.User }));
        var notices = Notices.Of(session, row.TenantId, letter.User, letter.Notifications);
        if (to is null || notices.Count == 0)
            return null;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(NotificationSettings.Of(session, row.TenantId, letter.User).Zone ?? "") ?? DateTimeZone.Utc;
        var lines = notices.Select(n => Line(session, n, zone)).ToList();
        var text = new StringBuilder();
        foreach (var (line, link) in lines)
            text.Append(line).Append('\n').Append(link.Length > 0 ? link + "\n" : "").Append('\n');
        return new OutgoingMail
        {
            From = settings.From, To = [to], Subject = lines.Count == 1 ? lines[0].Line : string.Create(CultureInfo.InvariantCulture, $"Prazo: {lines.Count}"),
            Text = text.ToString().TrimEnd(), MessageId = $"<notice-{row.Id:N}@{settings.From.Domain}>", Automatic = true, LoopMark = "notice",
        };
    }

    /// <summary>Such as <c>#1042 first-response breached 2026-03-02 13:00</c>: the words of the agreement, which people know in their language.</summary>
    private (string Line, string Link) Line(Session session, Notification notice, DateTimeZone zone)
    {
        var ticket = notice.TicketId is { } id ? TicketQueries.Find(session, notice.TenantId, id.ToString()) : null;
        var fact = notice.FactId is { } of ? session.First<AlertLine>("SELECT target, stage, at FROM alerts WHERE tenant_id = @TenantId AND fact_id = @of AND user_id = @UserId", new { notice.TenantId, of, notice.UserId }) : null;
        var about = fact is null ? NoticeWords.Say(session, notice)
            : string.Create(CultureInfo.InvariantCulture, $"{fact.Target} {(notice.Kind == "withdrawn" ? "withdrawn: " : "")}{fact.Stage} {fact.At.InZone(zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)}");
        var title = NoticeWords.Title(session, ticket);
        return (string.Join(' ', new[] { ticket is null ? "" : string.Create(CultureInfo.InvariantCulture, $"#{ticket.Number}"), about, title }.Where(p => p.Length > 0)), NoticeWords.Link(settings.Address, ticket, notice.Path));
    }

    private sealed record AlertLine
    {
        public string Target { get; init; } = "";
        public string Stage { get; init; } = "";
        public Instant At { get; init; }
    }
}
