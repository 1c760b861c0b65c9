using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Web.Hosting;

/// <summary><c>Authorization: Bearer pz1.…</c>: resolves the key to who is asking, and with it the workspace. Nothing else names a workspace.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Db db)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var key = header["Bearer ".Length..].Trim();
        if (await db.Read(s => ApiKeys.Find(s, key)) is not { } principal)
            return AuthenticateResult.Fail("unknown key");
        var identity = new ClaimsIdentity(principal.Abilities.Select(a => new Claim(Policies.May, a.ToString())), Scheme);
        Context.Features.Set(principal);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }
}

internal static class PrincipalOf
{
    /// <summary>Who is asking; there is one wherever a policy let the request in.</summary>
    public static Principal Asker(this HttpContext context) => context.Features.Get<Principal>() ?? throw new InvalidOperationException("the endpoint has no policy");
}
