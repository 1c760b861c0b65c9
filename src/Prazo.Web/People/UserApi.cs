using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Audit;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.People;

internal static class UserApi
{
    public static void MapUsers(this RouteGroupBuilder api)
    {
        api.MapGet("/users", All).For(Ability.Read).WithSummary("Everybody who may come in.");
        api.MapPost("/users", Add).For(Ability.Administer).WithSummary("Adds a user; the answer has the secret of a link by which they choose a password, shown this once.");
        api.MapGet("/users/{id:guid}", Get).For(Ability.Read).WithSummary("A user.");
        api.MapPatch("/users/{id:guid}", Change).For(Ability.Administer).WithSummary("Changes a user; what is left out stays.");
        api.MapPost("/users/{id:guid}/disable", Disable).For(Ability.Administer).WithSummary("Keeps a user out; their sessions end.");
        api.MapPost("/users/{id:guid}/enable", Enable).For(Ability.Administer).WithSummary("Lets a user in again.");
        api.MapPost("/users/{id:guid}/password-link", PasswordLink).For(Ability.Administer).WithSummary("Makes a link by which a user chooses a new password, shown this once.");
    }

    private static async Task<Ok<UserList>> All(HttpContext context, Db db) =>
        TypedResults.Ok(new UserList([.. (await db.Read(s => UserStore.All(s, context.Asker().Tenant))).Select(UserView.Of)]));

    private static async Task<Created<InvitedUser>> Add(HttpContext context, UserRequest request, Db db, IClock clock)
    {
        var (user, link, ends) = await Invite(context, request, db, clock);
        return TypedResults.Created($"/api/v1/users/{user.Id}", new InvitedUser(UserView.Of(user), link, ends));
    }

    internal static async Task<(User User, string Link, Instant Ends)> Invite(HttpContext context, UserRequest request, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx =>
        {
            var added = Users.Add(tx, asker.Tenant, request.Input(), asker.Actor, now);
            return (added, OneTimeLinks.ForPassword(tx, added, now), now + OneTimeLinks.PasswordLasts);
        });
    }

    private static async Task<Results<Ok<UserView>, NotFound>> Get(HttpContext context, Guid id, Db db) =>
        await db.Read(s => UserStore.Get(s, context.Asker().Tenant, id)) is { } user ? Answer(context, user) : TypedResults.NotFound();

    private static Task<Ok<UserView>> Change(HttpContext context, Guid id, UserRequest request, Db db, IClock clock) =>
        With(context, id, db, clock, (tx, user, by, now) => Users.Change(tx, user, request.Input(), by, now));

    private static Task<Ok<UserView>> Disable(HttpContext context, Guid id, Db db, IClock clock) => With(context, id, db, clock, Users.Disable);

    private static Task<Ok<UserView>> Enable(HttpContext context, Guid id, Db db, IClock clock) => With(context, id, db, clock, Users.Enable);

    private static async Task<Ok<PasswordLink>> PasswordLink(HttpContext context, Guid id, Db db, IClock clock) => TypedResults.Ok(await NewLink(context, id, db, clock));

    internal static async Task<PasswordLink> NewLink(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var link = await db.Write(tx =>
        {
            var user = UserStore.Lock(tx, asker.Tenant, id) ?? throw new MissingException();
            if (user.Disabled is not null)
                throw new RefusedException("disabled", "", "the user is disabled", "enable them first");
            AuditTrail.Write(tx, asker.Tenant, asker.Actor, "user.password-link-made", Users.Subject(user), "{}", now);
            return OneTimeLinks.ForPassword(tx, user, now);
        });
        return new PasswordLink(link, now + OneTimeLinks.PasswordLasts);
    }

    private static async Task<Ok<UserView>> With(HttpContext context, Guid id, Db db, IClock clock, Func<Tx, User, string, Instant, User> change)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return Answer(context, await db.Write(tx => change(tx, ETags.Seen(context, UserStore.Lock(tx, asker.Tenant, id), u => u.Version), asker.Actor, now)));
    }

    private static Ok<UserView> Answer(HttpContext context, User user)
    {
        ETags.Set(context, user.Version);
        return TypedResults.Ok(UserView.Of(user));
    }
}

internal sealed record UserRequest(string? Handle, string? Name, string? Email, string? Role, string? Locale, string? Zone, Guid? Contact)
{
    public UserInput Input() => new(Handle, Name, Email, Role, Locale, Zone, Contact);
}

internal sealed record UserList(IReadOnlyList<UserView> Users);

internal sealed record UserView(Guid Id, string Handle, string? Name, string? Email, string Role, string? Locale, string? Zone, Guid? Contact, Instant Created, Instant? Disabled)
{
    public static UserView Of(User u) => new(u.Id, u.Handle, u.Name, u.Email, u.Role, u.Locale, u.Zone, u.ContactId, u.Created, u.Disabled);
}

/// <param name="Link">For <c>/password</c>.</param>
internal sealed record InvitedUser(UserView User, string Link, Instant LinkEnds);

internal sealed record PasswordLink(string Link, Instant LinkEnds);
