using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Web.Agreements;
using Prazo.Web.Alerts;
using Prazo.Web.Audit;
using Prazo.Web.Automations;
using Prazo.Web.Channels;
using Prazo.Web.Clocks;
using Prazo.Web.Desk;
using Prazo.Web.Documents;
using Prazo.Web.Improvement;
using Prazo.Web.Inboxes;
using Prazo.Web.Knowledge;
using Prazo.Web.Notifications;
using Prazo.Web.Outages;
using Prazo.Web.People;
using Prazo.Web.Portal;
using Prazo.Web.Reports;
using Prazo.Web.Satisfaction;
using Prazo.Web.Start;
using Prazo.Web.Statements;
using Prazo.Web.Tickets;
using Prazo.Web.Webhooks;

namespace Prazo.Web.Screen;

/// <summary>All pages, room by room.</summary>
internal static class Screens
{
    public static void AddScreen(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Portuguese and Romanian letters as they are.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    public static void MapScreen(this IEndpointRouteBuilder app)
    {
        var pages = app.MapPages();
        pages.MapSignIn();
        pages.MapQueue();
        pages.MapTicketPages();
        pages.MapLinkPages();
        pages.MapProblemPages();
        pages.MapArticlePages();
        pages.MapDeskPages();
        pages.MapGo();
        pages.MapNotificationPages();
        pages.MapPortal();
        pages.MapReviewPages();
        pages.MapPromises();
        pages.MapLive();
        pages.MapReportPages();
        pages.MapSavedReportPages();
        pages.MapWallPages();
        pages.MapAgreementPages();
        pages.MapStatementPages();
        pages.MapStatementTalkPages();
        pages.MapOwnStatementPages();
        pages.MapStatementPrint();
        pages.MapResultPages();
        pages.MapExclusionPages();
        pages.MapOutagePages();
        pages.MapDocumentPages();
        pages.MapProposalPages();
        pages.MapTermPages();
        pages.MapKeepablePages();
        pages.MapCalendarPages();
        pages.MapMe();
        pages.MapSettings();
        pages.MapCustomerPages();
        pages.MapUserPages();
        pages.MapTeamPages();
        pages.MapInboxPages();
        pages.MapAuditPages();
        pages.MapWebhookPages();
        pages.MapChannelPages();
        pages.MapFieldPages();
        pages.MapStartPages();
        pages.MapAutomationPages();
        pages.MapEscalationPages();
        pages.MapSurveyPages();
        pages.MapAgreementReviewPages();
        pages.MapCausePages();
        pages.MapAfterPages();
        pages.MapObjectivePages();
    }
}
