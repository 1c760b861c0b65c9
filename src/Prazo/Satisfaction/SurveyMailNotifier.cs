using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Agreements;
using Prazo.Channels;
using Prazo.Engine.Agreements;
using Prazo.Engine.Explain;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Satisfaction;

/// <summary>Mails a survey to its contact, in their language, with a link of its own. Who has answered meanwhile, or cannot any more, gets no mail; nor does who has no address, who still finds the
/// question in the portal.</summary>
/// <param name="send">Hands a mail to the server; null where none is set up.</param>
public sealed class SurveyMailNotifier(Db db, PublishedAgreements agreements, NoticeMailSettings settings, Func<OutgoingMail, CancellationToken, Task<MailOutcome>>? send) : INotifier
{
    public string Kind => Surveys.OutboxKind;

    public async Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop)
    {
        if (send is null)
            return Delivery.Hopeless("no mail server is set up: PRAZO_SMTP_HOST names one");
        if (settings.Address.Length == 0)
            return Delivery.Hopeless("nobody told where people reach this server: PRAZO_URL does");
        var letter = JsonSerializer.Deserialize<SurveyLetter>(row.Content, JsonSerializerOptions.Web)!;
        var mail = await db.Write(tx => SurveyStore.Get(tx, row.TenantId, letter.Survey) is { } survey && survey.IsOpen(now) && Addressee(tx, survey) is { } to
            ? Compose(tx, survey, to, SurveyLinks.New(tx, survey, now), letter.Reminder) : null);
        if (mail is null)
            return Delivery.Done;
        var outcome = await send(mail, stop);
        return outcome.Result switch
        {
            MailResult.Sent => Delivery.Done,
            MailResult.Rejected => Delivery.Hopeless(outcome.Detail),
            _ => new Delivery(DeliveryResult.Failed, outcome.Detail),
        };
    }

    private static Contact? Addressee(Session session, Survey survey) =>
        survey.Contact is { } handle && Contacts.ByHandle(session, survey.TenantId, handle) is { Erased: null, Email: not null } contact && Mailbox.Of(contact.Email) is not null ? contact : null;

    private OutgoingMail Compose(Session session, Survey survey, Contact to, string link, bool reminder)
    {
        var workspace = Workspace.Get(session, survey.TenantId);
        var (language, zone) = (to.Locale ?? workspace.Locale, DateTimeZoneProviders.Tzdb.GetZoneOrNull(to.Zone ?? workspace.Zone) ?? DateTimeZone.Utc);
        var ticket = TicketQueries.Find(session, survey.TenantId, survey.TicketId.ToString())!;
        var question = SurveyWords.Question(survey, Surveys.AgreementOf(session, agreements, survey)?.Satisfaction, language);
        var until = survey.Expires is { } end ? SurveyWords.Say(language, "until", (Words.Find(language) ?? Words.Find("en")!).Form.Date(end.InZone(zone).Date, true)) : "";
        var about = ticket.Subject is { } subject ? SurveyWords.Say(language, "about", subject) : "";
        var at = $"{settings.Address.TrimEnd('/')}/survey/{link}";
        return new OutgoingMail
        {
            From = settings.From, To = [Mailbox.Of(to.Email, to.Name)!], Subject = SurveyWords.Say(language, reminder ? "subject-again" : "subject", ticket.Number),
            Text = $"{question}\n\n{about}\n\n{at}\n\n{until}\n\n{workspace.Name}\n", Html = Html(survey, question, about, until, at, language, workspace.Name),
            MessageId = $"<survey-{survey.Id:N}{(reminder ? "-2" : "")}@{settings.From.Domain}>", Automatic = true, LoopMark = "survey",
        };
    }

    /// <summary>A mark in the mail leads to the page with the mark chosen; it is sent there, by a button.</summary>
    private static string Html(Survey survey, string question, string about, string until, string at, string language, string from)
    {
        var (low, high) = SurveyWords.Ends(survey.Of, language);
        var html = new StringBuilder($"<div style=\"font:16px/1.5 system-ui,sans-serif;color:#1a2233\"><h1 style=\"font-size:20px\">{Safe(question)}</h1><p style=\"color:#566072\">{Safe(about)}</p><p>{Safe(SurveyWords.Say(language, "answer"))}</p><p>");
        for (var mark = survey.Of.Least(); mark <= survey.Of.Most(); mark++)
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{Safe(at)}?mark={mark}\" style=\"display:inline-block;min-width:20px;text-align:center;padding:8px 10px;margin:2px;border:1px solid #566072;border-radius:6px;color:#1a2233;text-decoration:none\">{mark}</a> ");
        return html.Append(CultureInfo.InvariantCulture, $"</p><p style=\"color:#566072\">{survey.Of.Least()}: {Safe(low)} · {survey.Of.Most()}: {Safe(high)}</p><p style=\"color:#566072;font-size:13px\">{Safe(until)}</p><p>{Safe(from)}</p></div>").ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
