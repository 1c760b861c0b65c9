using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Improvement;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Reports;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Improvement;

/// <summary>Why promises were broken: the list, the breaches that nobody has explained, and which causes make most of them.</summary>
internal static class CausePages
{
    internal const string List = "/settings/causes", Report = "/reports/causes", Breaches = "/reports/causes/breaches";

    public static void MapCausePages(this RouteGroupBuilder pages)
    {
        pages.MapGet(List, (Delegate)Show).For(Ability.Manage);
        pages.MapPost(List, (Delegate)Add).For(Ability.Manage);
        pages.MapPost(List + "/{id}", Change).For(Ability.Manage);
        pages.MapGet(Report, (HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, [AsParameters] CausesAsked of) =>
            context.Show<CausesPage, CausesModel>((s, viewer) => CausesModel.Read(s, agreements, viewer, asked, of))).For(Ability.Read);
        pages.MapGet(Breaches, (HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, [AsParameters] CausesAsked of) =>
            context.Show<BreachesPage, BreachesModel>((s, viewer) => BreachesModel.Read(s, agreements, viewer, asked, of, Sent.Nothing))).For(Ability.Read);
        pages.MapPost(Breaches, Give).For(Ability.Work);
    }

    private static Task<IResult> Show(HttpContext context) => context.Show<CauseListPage, CauseListModel>((s, viewer) => All(s, viewer, Sent.Nothing));

    private static CauseListModel All(Session session, Viewer viewer, Sent sent) => new([.. Causes.All(session, viewer.Asker!.Tenant).OrderBy(c => c.Archived is not null)], sent);

    private static Task<IResult> Add(HttpContext context) => context.Send<CauseListPage, CauseListModel>(async form =>
    {
        await context.Act(act => Causes.Add(act, Names(form)));
        return context.SeeOther(List);
    }, All);

    private static Task<IResult> Change(HttpContext context, string id) => context.Send<CauseListPage, CauseListModel>(async form =>
    {
        await context.Act(act =>
        {
            var all = Causes.All(act.Tx, act.Tenant);
            var known = all.FirstOrDefault(c => c.Id == id) ?? throw new MissingException();
            if (form["do"] == "up" || form["do"] == "down")
                return Causes.Order(act, FieldPages.Moved([.. all.Where(c => c.Archived is null).Select(c => c.Id)], id, form["do"] == "up" ? -1 : 1)).Count;
            form.Check(Forms.Mark(known));
            Causes.Change(act, id, Names(form), form["do"].ToString() switch { "archive" => true, "revive" => false, _ => null });
            return all.Count;
        });
        return context.SeeOther(List);
    }, All);

    private static Dictionary<string, string> Names(IFormCollection form) => Causes.Languages.ToDictionary(l => l, l => form["name-" + l].ToString(), StringComparer.Ordinal);

    private static Task<IResult> Give(HttpContext context, PublishedAgreements agreements, [AsParameters] ReportAsked asked, [AsParameters] CausesAsked of) => context.Send<BreachesPage, BreachesModel>(async form =>
    {
        await context.Act(act => BreachCauses.Give(act, Given(form)));
        return context.SeeOther(Breaches + context.Request.QueryString);
    }, (s, viewer, sent) => BreachesModel.Read(s, agreements, viewer, asked, of, sent));

    internal static CauseGiven Given(IFormCollection form) => new([.. form["clock"].Select(c => Guid.TryParse(c, out var id) ? id : Guid.Empty)], form.Given("given"), form.Given("note"));
}
