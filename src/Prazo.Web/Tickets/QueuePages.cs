using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Desk;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

/// <summary>The list in which agents find what to do next.</summary>
internal static class QueuePages
{
    private const string First = "/queue?open=true";

    public static void MapQueue(this RouteGroupBuilder pages)
    {
        pages.MapGet("/queue", Show).For(Ability.Read);
        pages.MapPost("/queue", Bulk).For(Ability.Work);
        pages.MapPost("/queue/views", Save).For(Ability.Work);
        pages.MapPost("/queue/columns", Columns).For(Ability.Read);
    }

    private static async Task<IResult> Show(HttpContext context, PublishedAgreements agreements, MoneyAtRisk risk, [AsParameters] TicketQuery query)
    {
        if (!context.Request.QueryString.HasValue)
            return context.SeeOther(First);
        // An empty field of the form asks for nothing.
        return await context.Show<QueuePage, QueueModel>((s, viewer) => QueueModel.Of(s, agreements, risk, viewer, query.WithoutBlanks(), context.Request.Query, null));
    }

    private static async Task<IResult> Bulk(HttpContext context, PublishedAgreements agreements, MoneyAtRisk risk, IClock clock)
    {
        var form = await context.Form();
        var back = Pages.Own(form["back"]);
        if (form["ticket"] is not { Count: > 0 } tickets)
            return context.SeeOther(back);
        // What cannot be shown afterwards is refused before anything is changed.
        var (shown, values) = (ViewApi.Query(QueryOf(back)), ViewApi.Values(QueryOf(back)));
        shown.Filter(values, clock.GetCurrentInstant());
        var change = new TicketChange(Status: form.Given("status"), Priority: form.Given("priority"), Agent: form.Given("agent") is "none" ? "" : form.Given("agent"), Team: form.Given("team"));
        var done = await BulkApi.Do(context, new BulkChange([.. tickets.OfType<string>()], change == new TicketChange() ? null : change, form["close"] == "on"));
        return await context.Show<QueuePage, QueueModel>((s, viewer) => QueueModel.Of(s, agreements, risk, viewer, shown, values, done));
    }

    private static Task<IResult> Save(HttpContext context, PublishedAgreements agreements, MoneyAtRisk risk) => context.Send<QueuePage, QueueModel>(async form =>
    {
        var query = form["query"].ToString();
        ViewApi.Query(query);
        await context.Act(act => SavedViews.Put(act, null, form["name"].ToString(), query, form["shared"] == "on"));
        return context.SeeOther("/queue?" + query);
    }, (s, viewer, sent) => Again(s, agreements, risk, viewer, sent.Or(sent.To, "query"), sent));

    /// <summary>Which columns, in which order: of the saved view that is shown, or of one's own queue wherever no view says otherwise.</summary>
    private static Task<IResult> Columns(HttpContext context, PublishedAgreements agreements, MoneyAtRisk risk, Db db) => context.Send<QueuePage, QueueModel>(async form =>
    {
        var query = QueryOf(form["back"].ToString());
        var chosen = string.Join(',', form["show"].OfType<string>().OrderBy(c => int.TryParse(form["place." + c], CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue));
        TicketColumns.Read(chosen);
        var without = string.Join('&', query.Split('&').Where(p => !p.StartsWith("columns=", StringComparison.Ordinal)));
        if (form["for"] != "view")
        {
            await DeskApi.Keep(context, db, new DeskView(QueueColumns: chosen.Split(',', StringSplitOptions.RemoveEmptyEntries)));
            return context.SeeOther("/queue?" + without);
        }
        if (!context.Asker().May(Ability.Work))
            throw new RefusedException("not-yours", "", "views are changed by those who work on tickets");
        var changed = chosen.Length == 0 ? without : $"{without}&columns={Uri.EscapeDataString(chosen)}";
        await context.Act(act =>
        {
            var view = SavedViews.Of(act.Tx, act.Asker).FirstOrDefault(v => v.Query == query) ?? throw new MissingException();
            return SavedViews.Put(act, view.Id, view.Name, changed, view.Owner is null);
        });
        return context.SeeOther("/queue?" + changed);
    }, (s, viewer, sent) => Again(s, agreements, risk, viewer, QueryOf(sent.Or(sent.To, "back") ?? ""), sent));

    /// <summary>The list from which a form was sent, or the first one where it asks for what cannot be shown.</summary>
    private static QueueModel Again(Session session, PublishedAgreements agreements, MoneyAtRisk risk, Viewer viewer, string? query, Sent sent)
    {
        try
        {
            return QueueModel.Of(session, agreements, risk, viewer, ViewApi.Query(query ?? ""), ViewApi.Values(query ?? ""), null) with { Sent = sent };
        }
        catch (RefusedException)
        {
            return QueueModel.Of(session, agreements, risk, viewer, ViewApi.Query("open=true"), ViewApi.Values("open=true"), null) with { Sent = sent };
        }
    }

    private static string QueryOf(string path) => path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var cut ? path[(cut + 1)..] : "open=true";
}
