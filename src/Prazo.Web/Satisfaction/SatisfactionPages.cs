using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Web.Hosting;
using Prazo.Web.Reports;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Satisfaction;

/// <summary>What customers said, and the answers behind each figure.</summary>
internal static class SatisfactionPages
{
    public static void MapSatisfactionPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/reports/satisfaction", (HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked) =>
            context.Show<SatisfactionPage, SatisfactionModel>((s, viewer) => SatisfactionModel.Of(s, agreements, viewer, asked))).For(Ability.Read);
        pages.MapGet("/reports/satisfaction/answers", (HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, [AsParameters] SatisfactionAsked of) =>
            context.Show<AnswersPage, AnswersModel>((s, viewer) => AnswersModel.Of(s, agreements, viewer, asked, context.Request.Query.ContainsKey("value") ? of with { Value = of.Value ?? "" } : of))).For(Ability.Read);
    }
}
