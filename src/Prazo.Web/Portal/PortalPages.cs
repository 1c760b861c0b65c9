using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Knowledge;
using Prazo.Portal;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Portal;

/// <summary>What customers see: their tickets, what was promised to them and their agreement.</summary>
internal static class PortalPages
{
    private const long MostOfForm = Attachments.MostBytes + (1 << 20);

    public static void MapPortal(this RouteGroupBuilder all)
    {
        var pages = all.MapGroup("/portal").For(Ability.Own);
        pages.MapGet("", Show);
        pages.MapGet("/new", (Delegate)New);
        pages.MapPost("/new", (Delegate)Open).TakesUpTo(MostOfForm);
        pages.MapGet("/tickets/{id}", Ticket);
        pages.MapGet("/tickets/{id}/clocks", Clocks);
        pages.MapPost("/tickets/{id}/reply", (HttpContext context, string id, PublishedAgreements agreements) => Do(context, id, agreements, (act, form, files) => OwnActs.Reply(act, id, form.Given("text"), Kept(act, files)).Ticket)).TakesUpTo(MostOfForm);
        pages.MapPost("/tickets/{id}/close", (HttpContext context, string id, PublishedAgreements agreements) => Do(context, id, agreements, (act, _, _) => OwnActs.Close(act, id)));
        pages.MapPost("/tickets/{id}/reopen", (HttpContext context, string id, PublishedAgreements agreements) => Do(context, id, agreements, (act, form, files) => OwnActs.Reopen(act, id, form.Given("text"), Kept(act, files)))).TakesUpTo(MostOfForm);
        pages.MapPost("/tickets/{id}/offer", (HttpContext context, string id, PublishedAgreements agreements) => Do(context, id, agreements, (act, form, _) => OwnActs.Answer(act, agreements, id, form["answer"] == "accept")));
        pages.MapPost("/tickets/{id}/contest", (HttpContext context, string id, PublishedAgreements agreements) => Do(context, id, agreements, (act, form, _) => Contest(act, id, agreements, form)));
        pages.MapGet("/articles/{id:guid}", Article);
        pages.MapPost("/articles/{id:guid}/answered", Answered);
        pages.MapGet("/agreement", (HttpContext context, PublishedAgreements agreements) => context.Show<AgreementPage, OwnAgreementModel>((s, viewer) => OwnAgreementModel.Of(s, agreements, viewer)));
        pages.MapGet("/agreement/tickets", Behind);
    }

    private static Task<IResult> Show(HttpContext context, PublishedAgreements agreements, bool? open, long? before) =>
        context.Show<PortalPage, PortalModel>((s, viewer) => PortalModel.Of(s, agreements, viewer, open, before));

    private static Task<IResult> New(HttpContext context) => context.Show<PortalNewPage, PortalNewModel>((s, viewer) => PortalNewModel.Of(s, viewer, new OwnQuestion()));

    /// <summary>First what is known is shown, where something fits; then the ticket is opened.</summary>
    private static async Task<IResult> Open(HttpContext context, Db db)
    {
        var form = await context.Form();
        var asked = new OwnQuestion(form.Given("subject"), form.Given("text"), form.Given("inbox"), form.Given("category"));
        var files = await SentFiles.Of(form);
        if (form["step"] != "open" && files.Count == 0)
        {
            var (viewer, model) = await db.Read(s => context.Viewer(s) is var v ? (v, PortalNewModel.Of(s, v, asked, looks: true)) : default);
            if (model.Fitting is { Count: > 0 })
                return context.Page<PortalNewPage>(viewer, model);
        }
        try
        {
            var number = await context.Act(act => OwnActs.Open(act, asked with { Attachments = Kept(act, files) }).Ticket.Number);
            return context.SeeOther(At(number));
        }
        catch (RefusedException refused)
        {
            return await context.Show<PortalNewPage, PortalNewModel>((s, viewer) => PortalNewModel.Of(s, viewer, asked, wrong: Forms.Why(viewer, refused)), StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static Task<IResult> Ticket(HttpContext context, string id, PublishedAgreements agreements) =>
        context.Show<PortalTicketPage, PortalTicketModel>((s, viewer) => PortalTicketModel.Of(s, agreements, viewer, id));

    private static Task<IResult> Clocks(HttpContext context, string id, PublishedAgreements agreements) =>
        context.Show<PortalClocksPage, PortalClocksModel>((s, viewer) => PortalClocksModel.Of(s, agreements, viewer, id));

    /// <summary>Does what a form asks and leads back to the ticket; what is refused is told there, with what was typed.</summary>
    private static async Task<IResult> Do(HttpContext context, string id, PublishedAgreements agreements, Func<Act, IFormCollection, IReadOnlyList<SentFile>, Ticket> job)
    {
        var form = await context.Form();
        var files = await SentFiles.Of(form);
        try
        {
            var done = await context.Act(act => job(act, form, files).Number);
            return context.SeeOther(At(done));
        }
        catch (RefusedException refused)
        {
            return await context.Show<PortalTicketPage, PortalTicketModel>((s, viewer) => PortalTicketModel.Of(s, agreements, viewer, id, form["text"], Forms.Why(viewer, refused)), StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static Ticket Contest(Act act, string id, PublishedAgreements agreements, IFormCollection form)
    {
        var ticket = OwnActs.Ticket(act, id);
        // About, target, cycle and, of a pause, when it began.
        if (form["what"].ToString().Split('|') is not [var about, var target, var cycle, var since] || !int.TryParse(cycle, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new RefusedException("missing-key", "what", "what do you contest?", "choose it from the list");
        var at = long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_800_000 ? Instant.FromUnixTimeMilliseconds(ms) : (Instant?)null;
        Reviews.Ask(act, agreements, ticket, new ReviewAsk(about, target, number, form.Given("text"), at));
        return ticket;
    }

    private static async Task<IResult> Article(HttpContext context, Guid id, Db db)
    {
        var page = await context.Show<PortalArticlePage, Article>((s, viewer) => Articles.Find(s, viewer.Asker!.Tenant, id) is { Published: not null } article ? article : throw new MissingException());
        var tenant = context.Asker().Tenant;
        // A browser that only loads ahead has shown it to nobody.
        if (context.Request.Headers["X-Sec-Purpose"] != "prefetch" && context.Request.Headers["Sec-Purpose"].Count == 0)
            await db.Write(tx =>
            {
                Articles.Viewed(tx, tenant, id);
                return true;
            });
        return page;
    }

    private static async Task<IResult> Answered(HttpContext context, Guid id, Db db)
    {
        var tenant = context.Asker().Tenant;
        return await db.Write(tx => Articles.Answered(tx, tenant, id)) ? context.SeeOther("/portal") : throw new MissingException();
    }

    private static Task<IResult> Behind(HttpContext context, PublishedAgreements agreements, string agreement, int version, string target, string month) => context.Show<PortalBehindPage, PortalBehindModel>((s, viewer) =>
    {
        var tickets = OwnAttainment.Behind(s, agreements, OwnScope.Of(s, viewer.Asker!), viewer.Now, viewer.Zone, new CellQuery(agreement, version, target, month, null));
        // Without tickets it is not told whether there is such an agreement.
        var metric = tickets.Count == 0 ? null : agreements.All(s, viewer.Asker!.Tenant).Agreements.FirstOrDefault(a => a.Id == agreement && a.Version == version)?.Targets.FirstOrDefault(t => t.Id == target)?.Metric;
        return new PortalBehindModel(metric is { } known ? viewer.Words.Clocks.Metric(known, target) : target, month, [.. tickets.Select(t => (OwnTicketView.Of(t.Ticket), t.Kept))]);
    });

    private static IReadOnlyList<Guid> Kept(Act act, IReadOnlyList<SentFile> files) => [.. files.Select(f => OwnActs.Upload(act, f.Name, f.Type, f.Bytes).Id)];


    private static string At(long number) => string.Create(CultureInfo.InvariantCulture, $"/portal/tickets/{number}");
}
