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

/// <param name="Link">By which somebody chooses a password; shown this once.</param>
public sealed record UsersModel(IReadOnlyList<User> Users, IReadOnlyList<Contact> Contacts, Sent Sent, OnceShown? Link = null);

public sealed record UserModel(User User, Instant? Seen, Sent Sent, OnceShown? Link = null)
{
    /// <summary>Whether they may approve agreements for their organisation; null for who is no contact.</summary>
    public bool? Approves { get; init; }
}

/// <summary>A secret that is shown once: a link or a key.</summary>
public sealed record OnceShown(string Whose, string Text, Instant? Ends);

/// <summary>Who may come in.</summary>
internal static class UserPages
{
    private const string Users = "/settings/users";

    public static void MapUserPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Users, (Delegate)List).For(Ability.Administer);
        pages.MapPost(Users, Add).For(Ability.Administer);
        pages.MapGet(Users + "/{id:guid}", Show).For(Ability.Administer);
        pages.MapPost(Users + "/{id:guid}", Change).For(Ability.Administer);
    }

    private static Task<IResult> List(HttpContext context) => context.Show<UsersPage, UsersModel>((s, viewer) => All(s, viewer, Sent.Nothing) with { Link = context.Once() });

    private static UsersModel All(Session session, Viewer viewer, Sent sent) =>
        new(UserStore.All(session, viewer.Asker!.Tenant), Contacts.After(session, viewer.Asker.Tenant, Guid.Empty, 200), sent);

    private static Task<IResult> Add(HttpContext context, Db db, IClock clock) => context.Send<UsersPage, UsersModel>(async form =>
    {
        var request = new UserRequest(form.Given("handle"), form.Given("name"), form.Given("email"), form.Given("role"), null, null, form["role"] == "customer" && Guid.TryParse(form["contact"], out var contact) ? contact : null);
        var (user, link, ends) = await UserApi.Invite(context, request, db, clock);
        return context.SeeOther(Users, Link(context, user, link, ends));
    }, All);

    private static Task<IResult> Show(HttpContext context, Guid id) => context.Show<UserPage, UserModel>((s, viewer) => One(s, viewer, id, Sent.Nothing) with { Link = context.Once() });

    private static UserModel One(Session session, Viewer viewer, Guid id, Sent sent) =>
        UserStore.Get(session, viewer.Asker!.Tenant, id) is { } user ? new(user, UserStore.Seen(session, user.TenantId, id), sent) { Approves = user.ContactId is { } contact ? Approvers.May(session, user.TenantId, contact) : null } : throw new MissingException();

    private static Task<IResult> Change(HttpContext context, Db db, IClock clock, Guid id) => context.Send<UserPage, UserModel>(async form =>
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        if (form["do"] == "link")
        {
            var link = await UserApi.NewLink(context, id, db, clock);
            var user = await db.Read(s => UserStore.Get(s, asker.Tenant, id)) ?? throw new MissingException();
            return context.SeeOther($"{Users}/{id}", Link(context, user, link.Link, link.LinkEnds));
        }
        await db.Write(tx =>
        {
            var user = UserStore.Lock(tx, asker.Tenant, id) ?? throw new MissingException();
            form.Check(user.Version);
            return form["do"].ToString() switch
            {
                "disable" => Prazo.People.Users.Disable(tx, user, asker.Actor, now),
                "enable" => Prazo.People.Users.Enable(tx, user, asker.Actor, now),
                _ => Prazo.People.Users.Change(tx, user, new UserInput(Name: form.Given("name"), Email: form.Given("email"), Role: form.Given("role")), asker.Actor, now),
            };
        });
        return context.SeeOther($"{Users}/{id}?done=user");
    }, (s, viewer, sent) => One(s, viewer, id, sent));

    internal static OnceShown Link(HttpContext context, User user, string link, Instant ends) => new(user.Name ?? user.Handle, $"{context.Request.Scheme}://{context.Request.Host}/password/{link}", ends);
}
