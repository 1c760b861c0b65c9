using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Desk;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Desk;
using Prazo.Web.Hosting;
using Prazo.Web.Notifications;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.People;

public sealed record MeModel(User Self, NotificationSettings Mail, Sent Sent)
{
    public required DeskChoices Desk { get; init; }
}

/// <summary>One's own settings, and a password chosen by a link.</summary>
internal static class MePages
{
    public static void MapMe(this RouteGroupBuilder pages)
    {
        pages.MapGet("/me", (Delegate)Show).For(Ability.Enter);
        pages.MapPost("/me", Change).For(Ability.Enter);
        pages.MapPost("/me/password", Password).For(Ability.Enter);
        pages.MapPost("/me/mail", Mail).For(Ability.Read);
        pages.MapPost("/me/desk", Desk).For(Ability.Read);
        pages.MapGet("/password/{link}", Choose).AllowAnonymous();
        pages.MapPost("/password/{link}", Chosen).AllowAnonymous().WithMetadata(new OnlyOwnPages());
    }

    private static Task<IResult> Show(HttpContext context) => context.Show<MePage, MeModel>((s, viewer) => Model(s, viewer, Sent.Nothing));

    private static MeModel Model(Session session, Viewer viewer, Sent sent)
    {
        var self = SessionApi.Self(session, viewer.Asker!);
        return new(self, NotificationSettings.Of(session, self.TenantId, self.Id), sent) { Desk = DeskChoices.Of(session, self.TenantId, self.Id) };
    }

    private static Task<IResult> Change(HttpContext context, Db db, IClock clock) => context.Send<MePage, MeModel>(async form =>
    {
        await SessionApi.ChangeSelf(context, new SettingsRequest(form.Given("name"), form.Given("locale"), form.Given("zone")), db, clock);
        return context.SeeOther("/me?done=me");
    }, Model);

    private static Task<IResult> Password(HttpContext context, SignIn signIn, Db db, IClock clock) => context.Send<MePage, MeModel>(async form =>
    {
        await SessionApi.SetOwnPassword(context, new OwnPasswordRequest(form["password-old"], form["password-new"]), signIn, db, clock);
        return context.SeeOther("/me?done=password");
    }, Model);

    private static Task<IResult> Mail(HttpContext context, Db db) => context.Send<MePage, MeModel>(async form =>
    {
        await NotificationApi.Keep(context, new MailSettings(form.Given("mail"), form.Given("digestAt"), form.Given("quietFrom"), form.Given("quietTo"), form.Given("zone"), form["breaches"] == "on"), db);
        return context.SeeOther("/me?done=mail");
    }, Model);

    private static Task<IResult> Desk(HttpContext context, Db db) => context.Send<MePage, MeModel>(async form =>
    {
        await DeskApi.Keep(context, db, new DeskView(long.TryParse(form["undo"], System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : -1, null, form["keys"] == "on", form.Given("scheme")));
        return context.SeeOther("/me?done=desk");
    }, Model);

    private static async Task<IResult> Choose(HttpContext context, Db db, IClock clock, string link)
    {
        var whose = await db.Read(s => OneTimeLinks.Whose(s, link, clock.GetCurrentInstant()));
        return Link(context, whose, null);
    }

    private static async Task<IResult> Chosen(HttpContext context, Db db, IClock clock, string link)
    {
        var (form, now) = (await context.Form(), clock.GetCurrentInstant());
        var whose = await db.Read(s => OneTimeLinks.Whose(s, link, now));
        if (whose is null)
            return Link(context, null, null);
        try
        {
            if (await SetupApi.Chosen(db, new ChoosePasswordRequest(link, form["password"]), now) is not var (_, session))
                return Link(context, null, null);
            SessionCookie.Set(context.Response, session, now);
            return context.SeeOther("/");
        }
        catch (RefusedException refused)
        {
            return Link(context, whose, refused);
        }
    }

    /// <summary>Whoever has the link is greeted in the language of the account.</summary>
    private static RazorComponentResult<PasswordPage> Link(HttpContext context, User? whose, RefusedException? refused)
    {
        var viewer = context.Viewer();
        if (whose?.Locale is { } locale)
            viewer = viewer with { Words = ScreenWords.For(locale) };
        return context.Page<PasswordPage>(viewer, new PasswordModel(whose, refused is null ? null : Forms.Why(viewer, refused)),
            whose is null ? StatusCodes.Status404NotFound : refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}

public sealed record PasswordModel(User? Whose, string? Wrong);
