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

/// <summary>What is done with links that work once. They resolve to a workspace, and to nothing else in it.</summary>
internal static class SetupApi
{
    public static void MapSetup(this RouteGroupBuilder api)
    {
        api.MapPost("/setup", Complete).AllowAnonymous().WithMetadata(new OnlyOwnPages())
            .WithSummary("Completes a first start by the link on the console: names the workspace and makes its first administrator, who is signed in.");
        api.MapPost("/password", Choose).AllowAnonymous().WithMetadata(new OnlyOwnPages())
            .WithSummary("Chooses a password by the link of an invitation or a reset; the person is signed in.");
    }

    private static async Task<Results<Ok<Asking>, ProblemHttpResult>> Complete(HttpContext context, SetupRequest request, Db db, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        return await Entered(context, db, await SetUp(db, request, now), now);
    }

    /// <summary>The administrator and their session; null when the link is not good.</summary>
    public static async Task<(User, string)?> SetUp(Db db, SetupRequest request, Instant now)
    {
        if (Passwords.Weakness(request.Password ?? "", [request.Email, request.Handle, request.Workspace]) is { } weak)
            throw new RefusedException([weak]);
        var hash = Passwords.Hash(request.Password!);
        return await db.Write(tx => FirstStart.Complete(tx, request.Token, request.Workspace, request.Locale, request.Zone, new UserInput(request.Handle, request.Name, request.Email), hash, now)
            is { } user ? (user, Sessions.Start(tx, user, now)) : ((User, string)?)null);
    }

    private static async Task<Results<Ok<Asking>, ProblemHttpResult>> Choose(HttpContext context, ChoosePasswordRequest request, Db db, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        return await Entered(context, db, await Chosen(db, request, now), now);
    }

    /// <summary>The person and their session; null when the link is not good.</summary>
    internal static async Task<(User, string)?> Chosen(Db db, ChoosePasswordRequest request, Instant now)
    {
        if (await db.Read(s => OneTimeLinks.Whose(s, request.Token, now)) is not { } whose)
            return null;
        var hash = await NewPassword.Hash(db, whose, request.Password);
        return await db.Write(tx =>
        {
            if (OneTimeLinks.UseForPassword(tx, request.Token, now) is not { } user)
                return ((User, string)?)null;
            Users.SetPassword(tx, user, hash, user.Actor, now);
            return (user, Sessions.Start(tx, user, now));
        });
    }

    private static async Task<Results<Ok<Asking>, ProblemHttpResult>> Entered(HttpContext context, Db db, (User User, string Session)? entered, Instant now)
    {
        if (entered is not var (user, session))
            return Problems.Result(StatusCodes.Status401Unauthorized, "The link is not good: it was used, or it has run out.", "bad-link");
        SessionCookie.Set(context.Response, session, now);
        return TypedResults.Ok(await db.Read(s => Asking.Of(s, context, user.TenantId, user.Actor, Principal.AbilitiesOf(user.Is), user)));
    }
}

internal static class NewPassword
{
    /// <summary>Checks and hashes a password outside of any transaction.</summary>
    public static async Task<string> Hash(Db db, User user, string? password)
    {
        var workspace = await db.Read(s => Workspace.Get(s, user.TenantId));
        if (Passwords.Weakness(password ?? "", [user.Handle, user.Name, user.Email, workspace.Name]) is { } weak)
            throw new RefusedException([weak]);
        return Passwords.Hash(password!);
    }
}

internal sealed record SetupRequest(string? Token, string? Workspace, string? Locale, string? Zone, string? Email, string? Handle, string? Name, string? Password);

internal sealed record ChoosePasswordRequest(string? Token, string? Password);
