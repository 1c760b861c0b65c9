using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.People;

/// <summary>The page behind the link of a first start: a form that works in any browser, without a script.</summary>
internal static class SetupPage
{
    private const string Css = """
        :root{--bg:#f6f7f9;--card:#fff;--text:#1a2233;--muted:#566072;--line:#7b8597;--main:#3450b2;--on:#fff;--bad:#b3171d}
        @media(prefers-color-scheme:dark){:root{--bg:#12161f;--card:#1b212d;--text:#e7ebf3;--muted:#a9b3c5;--line:#7b8597;--main:#7f9bff;--on:#12161f;--bad:#ff8a8a}}
        *{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}
        main{max-width:30rem;margin:0 auto;padding:24px 16px}form{background:var(--card);border-radius:10px;padding:16px}
        label{display:block;margin:12px 0 4px;font-weight:600}input,select,button{width:100%;padding:10px;border:1px solid var(--line);border-radius:6px;background:var(--bg);color:var(--text);font:inherit}
        button{margin-top:20px;background:var(--main);color:var(--on);border-color:var(--main);font-weight:600}small{color:var(--muted)}.bad{color:var(--bad);font-weight:600}
        :focus-visible{outline:3px solid var(--main);outline-offset:2px}
        """;

    // Styles of this page and nothing else.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void MapSetupPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/setup/{token}", Show).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/setup/{token}", Complete).AllowAnonymous().WithMetadata(new OnlyOwnPages()).ExcludeFromDescription();
    }

    private static async Task Show(HttpContext context, string token, Db db, IClock clock)
    {
        var workspace = await db.Read(s => FirstStart.Awaits(s, token, clock.GetCurrentInstant()));
        var words = SetupWords.For(workspace?.Locale);
        await (workspace is null ? Write(context, StatusCodes.Status404NotFound, words, $"<h1>Prazo</h1><p class=\"bad\">{words.BadLink}</p>") : Form(context, StatusCodes.Status200OK, words, workspace, [], null));
    }

    private static async Task Complete(HttpContext context, string token, Db db, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        var workspace = await db.Read(s => FirstStart.Awaits(s, token, now));
        var words = SetupWords.For(workspace?.Locale);
        if (workspace is null || !context.Request.HasFormContentType)
        {
            await Show(context, token, db, clock);
            return;
        }
        var form = await context.Form();
        string? Given(string name) => form[name].ToString() is { Length: > 0 } value ? value : null;
        var wanted = workspace with { Name = Given("workspace") ?? workspace.Name, Locale = Given("locale") ?? workspace.Locale, Zone = Given("zone") ?? workspace.Zone };
        try
        {
            var entered = await SetupApi.SetUp(db, new SetupRequest(token, wanted.Name, wanted.Locale, wanted.Zone, Given("email"), null, Given("name"), Given("password")), now);
            if (entered is not var (_, session))
            {
                await Show(context, token, db, clock);
                return;
            }
            SessionCookie.Set(context.Response, session, now);
            context.Response.Headers.Location = "/start";
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
        }
        catch (RefusedException refused)
        {
            await Form(context, StatusCodes.Status422UnprocessableEntity, words, wanted, [.. refused.Problems.Select(words.Refusal)], form);
        }
    }

    private static Task Form(HttpContext context, int status, SetupWords words, Workspace workspace, IReadOnlyList<string> wrong, IFormCollection? given)
    {
        var locales = string.Concat(Handles.Locales.Select(l => $"<option value=\"{l}\"{(l == workspace.Locale ? " selected" : "")}>{SetupWords.NameOf(l)}</option>"));
        return Write(context, status, words, $"""
            <h1>{words.Title}</h1>
            <p>{words.Lead}</p>
            {(wrong.Count == 0 ? "" : $"<div role=\"alert\">{string.Concat(wrong.Select(w => $"<p class=\"bad\">{Text(w)}</p>"))}</div>")}
            <form method="post">
            <label for="workspace">{words.Workspace}</label><input id="workspace" name="workspace" required maxlength="200" autocomplete="organization" value="{Text(workspace.Name)}">
            <label for="locale">{words.Language}</label><select id="locale" name="locale">{locales}</select>
            <label for="zone">{words.Zone}</label><input id="zone" name="zone" required maxlength="64" value="{Text(workspace.Zone)}" aria-describedby="zone-like"><small id="zone-like">{words.Like} America/Sao_Paulo, Europe/Bucharest</small>
            <label for="name">{words.Name}</label><input id="name" name="name" maxlength="200" autocomplete="name" value="{Text(given?["name"].ToString())}">
            <label for="email">{words.Email}</label><input id="email" name="email" type="email" required maxlength="254" autocomplete="username" value="{Text(given?["email"].ToString())}">
            <label for="password">{words.Password}</label><input id="password" name="password" type="password" required minlength="{Passwords.Shortest}" autocomplete="new-password" aria-describedby="password-like"><small id="password-like">{words.PasswordHint}</small>
            <button>{words.Do}</button>
            </form>
            """);
    }

    private static Task Write(HttpContext context, int status, SetupWords words, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        // The link is a secret until it is used.
        context.Response.Headers["Referrer-Policy"] = "same-origin";
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="{words.Locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{words.Title}</title><style>{Css}</style></head>
            <body><main>
            {body}
            </main></body></html>
            """);
    }

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
