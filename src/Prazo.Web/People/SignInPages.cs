using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Demo;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.People;

public sealed record SignInModel(string To, bool Several, string? Workspace, string? Login, string? Wrong, bool Insecure, bool Demo = false);

/// <summary>Coming in and leaving.</summary>
internal static class SignInPages
{
    public static void MapSignIn(this RouteGroupBuilder pages)
    {
        pages.MapGet("/", Home).For(Ability.Enter);
        pages.MapGet("/sign-in", Show).AllowAnonymous();
        pages.MapPost("/sign-in", Enter).AllowAnonymous().WithMetadata(new OnlyOwnPages());
        pages.MapPost("/sign-out", Leave).For(Ability.Enter);
    }

    private static IResult Home(HttpContext context) => context.SeeOther(context.Asker().May(Ability.Read) ? "/queue" : "/portal");

    private static async Task<IResult> Show(HttpContext context, Db db, string? to) => await Form(context, db, _ => new SignInModel(Pages.Own(to), false, null, null, null, false), StatusCodes.Status200OK);

    private static async Task<IResult> Enter(HttpContext context, Db db, SignIn signIn, IClock clock)
    {
        var form = await context.Form();
        var (login, to, workspace, now) = (form["login"].ToString(), Pages.Own(form["to"]), form["workspace"].ToString(), clock.GetCurrentInstant());
        var result = await signIn.Try(workspace.Length > 0 ? workspace : null, login, form["password"].ToString(), SessionApi.Network(context.Connection.RemoteIpAddress), now);
        if (result.Session is { } session)
        {
            SessionCookie.Set(context.Response, session, now);
            return context.SeeOther(to);
        }
        return await Form(context, db, viewer => new SignInModel(to, false, workspace, login, result.Wait is { } wait ? viewer.Say("sign-in.wait", viewer.Rough(wait)) : viewer["sign-in.wrong"], false),
            StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Form(HttpContext context, Db db, Func<Viewer, SignInModel> model, int status)
    {
        var (all, demo) = await db.Read(s => (Workspace.All(s), DemoShop.IsIn(s)));
        var viewer = context.Viewer();
        // Whoever comes to the only workspace is greeted in its language.
        if (all is [var only] && context.Request.Headers.AcceptLanguage.Count == 0)
            viewer = viewer with { Words = ScreenWords.For(only.Locale) };
        return context.Page<SignInPage>(viewer, model(viewer) with { Demo = demo, Several = all.Count > 1, Insecure = !context.Request.IsHttps && !System.Net.IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? System.Net.IPAddress.Loopback) }, status);
    }

    private static async Task<IResult> Leave(HttpContext context, Db db)
    {
        if (context.Features.Get<BrowserSession>() is { } session)
            await db.Write(tx => Sessions.End(tx, context.Asker().Tenant, session.Id));
        SessionCookie.Clear(context.Response);
        return context.SeeOther("/sign-in");
    }
}
