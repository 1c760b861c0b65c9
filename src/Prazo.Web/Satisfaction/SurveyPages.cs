using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.People;
using Prazo.Portal;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Satisfaction;

public sealed record SurveyPageModel(SurveyForm Form, string Link);

/// <summary>A survey by its link, in the portal, and asked for by an agent. Whoever only looks answers nothing: programs that open links of mails do just that.</summary>
internal static class SurveyPages
{
    private const string Link = "/survey/{link}";

    public static void MapSurveyPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Link, Show).AllowAnonymous();
        pages.MapPost(Link, Answer).AllowAnonymous();
        pages.MapPost("/portal/tickets/{id}/survey", AnswerOwn).For(Ability.Own);
        pages.MapPost("/tickets/{id}/survey", Ask).For(Ability.Work);
        pages.MapSatisfactionPages();
    }

    private static async Task<IResult> Show(HttpContext context, string link, string? mark, Db db, PublishedAgreements agreements) =>
        await db.Read(s => Looking(context, s, agreements, link)) is var (viewer, model) ? context.Page<SurveyPage>(viewer, model with { Form = model.Form with { Mark = SurveyForm.MarkOf(mark) } }) : throw new MissingException();

    /// <summary>In the language of whom it is for, as somebody who may do nothing but answer.</summary>
    private static (Viewer, SurveyPageModel) Looking(HttpContext context, Session session, PublishedAgreements agreements, string link)
    {
        var survey = SurveyLinks.Find(session, link) ?? throw new MissingException();
        var (anybody, workspace) = (context.Viewer(), Workspace.Get(session, survey.TenantId));
        var contact = survey.Contact is { } handle ? Contacts.ByHandle(session, survey.TenantId, handle) : null;
        var viewer = anybody with
        {
            Asker = SurveyLinks.Holder(survey), User = null, Workspace = workspace, Words = ScreenWords.For(contact?.Locale ?? workspace.Locale),
            Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(contact?.Zone ?? workspace.Zone) ?? DateTimeZone.Utc,
        };
        return (viewer, new SurveyPageModel(SurveyForm.Of(session, agreements, survey, viewer.Words.Language, viewer.Now), link));
    }

    private static async Task<IResult> Answer(HttpContext context, string link, Db db, PublishedAgreements agreements, TicketLog log, IClock clock)
    {
        var answer = SurveyForm.Read(await context.Form());
        var (status, wrong) = (StatusCodes.Status200OK, default(RefusedException));
        try
        {
            await db.Write(tx => SurveyLinks.Find(tx, link) is { } survey ? Surveys.Answer(new Act(tx, log, SurveyLinks.Holder(survey), clock.GetCurrentInstant()), agreements, survey.Id, answer) : throw new MissingException());
        }
        catch (RefusedException refused)
        {
            (status, wrong) = (StatusCodes.Status422UnprocessableEntity, refused);
        }
        var (viewer, model) = await db.Read(s => Looking(context, s, agreements, link));
        var form = model.Form with { Mark = answer.Mark, Comment = answer.Comment, Ticked = answer.Reasons ?? [], Wrong = wrong is null ? null : Forms.Why(viewer, wrong) };
        return context.Page<SurveyPage>(viewer, model with { Form = form }, status);
    }

    private static async Task<IResult> AnswerOwn(HttpContext context, string id, PublishedAgreements agreements)
    {
        var answer = SurveyForm.Read(await context.Form());
        try
        {
            await context.Act(act => OwnSurveys.Answer(act, agreements, id, answer));
            return context.SeeOther($"/portal/tickets/{Uri.EscapeDataString(id)}");
        }
        catch (RefusedException refused)
        {
            return await context.Show<Portal.PortalTicketPage, Portal.PortalTicketModel>((s, viewer) => Portal.PortalTicketModel.Of(s, agreements, viewer, id, wrong: Forms.Why(viewer, refused)) is var model && model.Survey is { } form
                ? model with { Survey = form with { Mark = answer.Mark, Comment = answer.Comment, Ticked = answer.Reasons ?? [] } } : model, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> Ask(HttpContext context, string id, PublishedAgreements agreements)
    {
        try
        {
            await context.Act(act => Surveys.Ask(act, agreements, act.Ticket(id)));
            return context.SeeOther($"/tickets/{Uri.EscapeDataString(id)}#survey");
        }
        catch (RefusedException refused)
        {
            return await context.Show<Tickets.TicketPage, TicketModel>((s, viewer) => TicketModel.Of(s, agreements, viewer, id, wrong: Forms.Why(viewer, refused)) ?? throw new MissingException(), StatusCodes.Status422UnprocessableEntity);
        }
    }
}
