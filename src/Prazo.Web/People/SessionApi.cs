using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.People;

/// <summary>Signing in and out, and one's own settings.</summary>
internal static class SessionApi
{
    public static void MapSessions(this RouteGroupBuilder api)
    {
        api.MapPost("/login", Login).AllowAnonymous().WithMetadata(new OnlyOwnPages())
            .WithSummary("Signs a person in by address or handle and password; the answer sets the session's cookie. The workspace is named where there are several.");
        api.MapPost("/logout", Logout).For(Ability.Enter).WithSummary("Ends the session.");
        api.MapGet("/me", Me).For(Ability.Enter).WithSummary("Who is asking, and what they may do.");
        api.MapPatch("/me", Change).For(Ability.Enter).WithSummary("Changes one's own name, language and zone.");
        api.MapPut("/me/password", ChangePassword).For(Ability.Enter).WithSummary("Changes one's own password; every session ends but a new one that the answer begins.");
    }

    private static async Task<Results<Ok<Asking>, ProblemHttpResult>> Login(HttpContext context, LoginRequest request, SignIn signIn, Db db, IClock clock)
    {
        if (string.IsNullOrWhiteSpace(request.Workspace) && await db.Read(s => Workspace.All(s).Count) > 1)
            throw new RefusedException("workspace-missing", "workspace", "there are several workspaces here", "name the one to sign in to");
        var now = clock.GetCurrentInstant();
        var result = await signIn.Try(request.Workspace, request.Login ?? "", request.Password ?? "", Network(context.Connection.RemoteIpAddress), now);
        if (result.Wait is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problems.Result(StatusCodes.Status429TooManyRequests, "Too many attempts to sign in.", "wait");
        }
        if (result is not { User: { } user, Session: { } session })
            return Problems.Result(StatusCodes.Status401Unauthorized, "Name and password do not fit.", "not-signed-in");
        SessionCookie.Set(context.Response, session, now);
        return TypedResults.Ok(await db.Read(s => Asking.Of(s, context, user.TenantId, user.Actor, Principal.AbilitiesOf(user.Is), user)));
    }

    private static async Task<NoContent> Logout(HttpContext context, Db db)
    {
        if (context.Features.Get<BrowserSession>() is { } session)
            await db.Write(tx => Sessions.End(tx, context.Asker().Tenant, session.Id));
        SessionCookie.Clear(context.Response);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Asking>> Me(HttpContext context, Db db) => TypedResults.Ok(await db.Read(s => Asking.Of(s, context)));

    private static async Task<Ok<Asking>> Change(HttpContext context, SettingsRequest request, Db db, IClock clock)
    {
        await ChangeSelf(context, request, db, clock);
        return TypedResults.Ok(await db.Read(s => Asking.Of(s, context)));
    }

    internal static async Task ChangeSelf(HttpContext context, SettingsRequest request, Db db, IClock clock)
    {
        var asker = context.Asker();
        await db.Write(tx => Users.Change(tx, Self(tx, asker), new UserInput(Name: request.Name, Locale: request.Locale, Zone: request.Zone), asker.Actor, clock.GetCurrentInstant()));
    }

    private static async Task<Ok<Asking>> ChangePassword(HttpContext context, OwnPasswordRequest request, SignIn signIn, Db db, IClock clock)
    {
        await SetOwnPassword(context, request, signIn, db, clock);
        return TypedResults.Ok(await db.Read(s => Asking.Of(s, context)));
    }

    internal static async Task SetOwnPassword(HttpContext context, OwnPasswordRequest request, SignIn signIn, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var user = await db.Read(s => Self(s, asker));
        // The old one is tried as at the door, with the same patience.
        var tried = await signIn.Try(asker.Tenant.ToString(), user.Handle, request.Old ?? "", Network(context.Connection.RemoteIpAddress), now);
        if (tried.Session is null)
            throw new RefusedException("wrong-password", "old", tried.Wait is null ? "the old password does not fit" : "there were too many attempts", "wait, or ask an administrator for a link");
        var hash = await NewPassword.Hash(db, user, request.New);
        var session = await db.Write(tx =>
        {
            Users.SetPassword(tx, Self(tx, asker), hash, asker.Actor, now);
            return Sessions.Start(tx, user, now);
        });
        if (context.Features.Get<BrowserSession>() is not null)
            SessionCookie.Set(context.Response, session, now);
    }

    internal static User Self(Session session, Principal asker) => asker.Person is { } id && UserStore.Get(session, asker.Tenant, id) is { } user ? user
        : throw new RefusedException("not-a-person", "", "a key has no settings and no password", "sign in as a person");

    /// <summary>Where somebody comes from, as far as it tells people apart: whole IPv4 addresses, the network part of IPv6 ones.</summary>
    public static string Network(IPAddress? address) => address is null ? "" : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8]) : address.ToString();
}

internal sealed record LoginRequest(string? Login, string? Password, string? Workspace);

internal sealed record SettingsRequest(string? Name, string? Locale, string? Zone);

internal sealed record OwnPasswordRequest(string? Old, string? New);

/// <param name="Insecure">True: the connection is plain http, and whoever sits between can read along. The screen says so.</param>
internal sealed record Asking(Guid WorkspaceId, string Workspace, string Actor, IReadOnlyList<string> Abilities, Guid? Id, string? Handle, string? Name, string? Email, string? Role,
    string Locale, string Zone, Guid? Contact, bool Insecure)
{
    public static Asking Of(Session session, HttpContext context)
    {
        var asker = context.Asker();
        return Of(session, context, asker.Tenant, asker.Actor, asker.Abilities, asker.Person is { } id ? UserStore.Get(session, asker.Tenant, id) : null);
    }

    public static Asking Of(Session session, HttpContext context, Guid tenant, string actor, IReadOnlySet<Ability> abilities, User? user)
    {
        var workspace = Prazo.Workspaces.Workspace.Get(session, tenant);
        return new(tenant, workspace.Name, actor, [.. abilities.Select(a => a.ToString().ToLowerInvariant()).Order()], user?.Id, user?.Handle, user?.Name, user?.Email, user?.Role,
            user?.Locale ?? workspace.Locale, user?.Zone ?? workspace.Zone, user?.ContactId, !context.Request.IsHttps);
    }
}
