using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prazo.Agreements;
using Prazo.Alerts;
using Prazo.Automations;
using Prazo.Channels;
using Prazo.Clocks;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.Reports.Saved;
using Prazo.Satisfaction;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Automations;
using Prazo.Web.Channels;
using Prazo.Web.Notifications;
using Prazo.Web.Outbox;
using Prazo.Web.Webhooks;
using Prazo.Webhooks;

namespace Prazo.Web.Alerts;

/// <summary>What hears of events and clocks: alerts, automations, webhooks, and the outbox by which they reach the outside.</summary>
internal static class AlertParts
{
    public static void AddAlerts(this IServiceCollection services, Db db, MailOut mail)
    {
        services.AddSingleton(mail);
        services.AddSingleton<AutomationTriggers>();
        services.AddSingleton<ITicketNews>(p => p.GetRequiredService<AutomationTriggers>());
        services.AddSingleton<ITicketNews, ReplyMails>();
        services.AddSingleton<IClockNews>(p => p.GetRequiredService<AutomationTriggers>());
        services.AddSingleton<ITicketNews, UncoveredAlarm>();
        services.AddSingleton<IClockNews, WebhookNews>();
        services.AddSingleton<AlertRunner>();
        services.AddSingleton<AutomationRunner>();
        services.AddSingleton<NoticeMailRunner>();
        services.TryAddSingleton(new WebhookOptions());
        services.AddSingleton<WebhookSender>();
        services.AddSingleton(p => new WebhookNotifier(db, p.GetRequiredService<WebhookSender>(), mail.Address));
        services.AddSingleton<INotifier>(p => p.GetRequiredService<WebhookNotifier>());
        services.AddSingleton<INotifier, AlertNotifier>();
        services.AddSingleton<INotifier>(new ReplyMailNotifier(db, mail.Send));
        services.AddSingleton<INotifier>(new NoticeMailNotifier(db, new NoticeMailSettings(mail.From, mail.Address), mail.Send));
        services.AddSingleton<ReportMailRunner>();
        services.AddSingleton<INotifier>(p => new ReportMailNotifier(db, p.GetRequiredService<PublishedAgreements>(), new NoticeMailSettings(mail.From, mail.Address), mail.Send));
        services.AddSingleton<ITicketNews, SurveyNews>();
        services.AddSingleton<SurveyRunner>();
        services.AddSingleton<INotifier>(p => new SurveyMailNotifier(db, p.GetRequiredService<PublishedAgreements>(), new NoticeMailSettings(mail.From, mail.Address), mail.Send));
        services.AddSingleton<INotifier>(p => new StatementMailNotifier(db, p.GetRequiredService<PublishedAgreements>(), new NoticeMailSettings(mail.From, mail.Address), mail.Send));
        services.AddSingleton<OutboxRunner>();
    }

    public static void MapAllOfAlerts(this RouteGroupBuilder api)
    {
        api.MapAlerts();
        api.MapEscalations();
        api.MapNotifications();
        api.MapOutbox();
        api.MapWebhooks();
        api.MapAutomations();
        api.MapMail();
    }
}
