using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Hosting;

/// <summary><c>Authorization: Bearer pz1.…</c> for programs, a session's cookie for browsers: resolves either to who is asking, and with it the workspace. Nothing else names a workspace.</summary>
internal sealed class Authentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Db db, IClock clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "prazo";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var now = clock.GetCurrentInstant();
        // A program that names itself is never taken for the browser it runs beside.
        var principal = Request.Headers.Authorization.Count > 0 ? await ByKey(now) : SessionCookie.Read(Request) is { } token ? await BySession(token, now) : null;
        if (principal is null)
            return AuthenticateResult.NoResult();
        var identity = new ClaimsIdentity(principal.Abilities.Select(a => new Claim(Policies.May, a.ToString())), Scheme);
        Context.Features.Set(principal);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    private async Task<Principal?> ByKey(Instant now)
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || await db.Read(s => ApiKeys.Find(s, header["Bearer ".Length..].Trim(), now)) is not var (principal, note))
            return null;
        if (note is { } key)
            await db.Write(tx => ApiKeys.NoteUse(tx, principal.Tenant, key, now));
        return principal;
    }

    private async Task<Principal?> BySession(string token, Instant now)
    {
        if (await db.Read(s => Sessions.Find(s, token, now)) is not var (principal, session, note))
            return null;
        if (note)
            await db.Write(tx => Sessions.NoteUse(tx, principal.Tenant, session, now));
        Context.Features.Set(new BrowserSession(session));
        return principal;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A person who looks at a page is asked to come in, and led back to it.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<PageMetadata>() is not null)
        {
            Response.StatusCode = StatusCodes.Status303SeeOther;
            Response.Headers.Location = HttpMethods.IsGet(Request.Method) ? "/sign-in?to=" + Uri.EscapeDataString(Request.Path + Request.QueryString) : "/sign-in";
            return Task.CompletedTask;
        }
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}

/// <summary>The request came with a session's cookie, which browsers send whoever made them ask.</summary>
internal sealed record BrowserSession(Guid Id);

internal static class PrincipalOf
{
    /// <summary>Who is asking; there is one wherever a policy let the request in.</summary>
    public static Principal Asker(this HttpContext context) => context.Features.Get<Principal>() ?? throw new InvalidOperationException("the endpoint has no policy");
}
