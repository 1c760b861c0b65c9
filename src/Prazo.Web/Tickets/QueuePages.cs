using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Tickets;
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
        pages.MapPost("/queue/views", (Delegate)Save).For(Ability.Work);
    }

    private static async Task<IResult> Show(HttpContext context, PublishedAgreements agreements, [AsParameters] TicketQuery query)
    {
        if (!context.Request.QueryString.HasValue)
            return context.SeeOther(First);
        // An empty field of the form asks for nothing.
        return await context.Show<QueuePage, QueueModel>((s, viewer) => QueueModel.Of(s, agreements, viewer, query.WithoutBlanks(), context.Request.Query, null));
    }

    private static async Task<IResult> Bulk(HttpContext context, PublishedAgreements agreements, IClock clock)
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
        return await context.Show<QueuePage, QueueModel>((s, viewer) => QueueModel.Of(s, agreements, viewer, shown, values, done));
    }

    private static async Task<IResult> Save(HttpContext context)
    {
        var form = await context.Form();
        var query = form["query"].ToString();
        ViewApi.Query(query);
        await context.Act(act => SavedViews.Put(act, null, form["name"].ToString(), query, form["shared"] == "on"));
        return context.SeeOther("/queue?" + query);
    }

    private static string QueryOf(string path) => path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var cut ? path[(cut + 1)..] : "open=true";
}
