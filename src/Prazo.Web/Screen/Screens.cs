using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Web.Agreements;
using Prazo.Web.Audit;
using Prazo.Web.Clocks;
using Prazo.Web.Inboxes;
using Prazo.Web.People;
using Prazo.Web.Portal;
using Prazo.Web.Reports;
using Prazo.Web.Tickets;

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
        pages.MapPortal();
        pages.MapReviewPages();
        pages.MapPromises();
        pages.MapLive();
        pages.MapReportPages();
        pages.MapAgreementPages();
        pages.MapMe();
        pages.MapSettings();
        pages.MapUserPages();
        pages.MapTeamPages();
        pages.MapInboxPages();
        pages.MapAuditPages();
    }
}
