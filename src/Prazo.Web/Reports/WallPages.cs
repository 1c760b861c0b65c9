using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.People;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Reports;

public sealed record WallsModel(IReadOnlyList<WallLink> Links, Sent Sent, OnceShown? Made = null);

/// <summary>The wallboard by a link, for screens on which nobody signs in; and the links, made, listed and revoked.</summary>
internal static class WallPages
{
    private const string Walls = "/settings/walls";

    public static void MapWallPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/wall/{link}", Show).AllowAnonymous();
        pages.MapGet(Walls, (Delegate)List).For(Ability.Manage);
        pages.MapPost(Walls, Make).For(Ability.Manage);
        pages.MapPost(Walls + "/{id:guid}/revoke", Revoke).For(Ability.Manage);
    }

    public static void MapWalls(this RouteGroupBuilder api)
    {
        api.MapGet("/walls", GetAll).For(Ability.Manage).WithSummary("Links for screens on walls: names, when they were last used; never the links.");
        api.MapPost("/walls", Create).For(Ability.Manage).WithSummary("Makes a link that shows the wallboard without signing in; the answer has its path, shown this once.");
        api.MapDelete("/walls/{id:guid}", Delete).For(Ability.Manage).WithSummary("Revokes a link, at once and for good.");
    }

    /// <summary>In the workspace's language and zone: nobody is signed in. Revoked, it is as if there had never been one.</summary>
    private static async Task<IResult> Show(HttpContext context, string link, Db db)
    {
        var anybody = context.Viewer();
        var (viewer, model, wall, note) = await db.Read(s =>
        {
            if (WallLinks.Find(s, link, anybody.Now) is not var (wall, note))
                throw new MissingException();
            var workspace = Workspace.Get(s, wall.TenantId);
            var viewer = anybody with
            {
                Asker = new Principal(wall.TenantId, "wall:" + wall.Id, null, new HashSet<Ability>()), User = null, Workspace = workspace,
                Words = ScreenWords.For(workspace.Locale), Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(workspace.Zone) ?? DateTimeZone.Utc,
            };
            return (viewer, TodayModel.Of(s, viewer, wallboard: true) with { Opens = false }, wall, note);
        });
        if (note)
            await db.Write(tx => WallLinks.NoteUse(tx, wall, viewer.Now));
        return context.Page<TodayPage>(viewer, model);
    }

    private static Task<IResult> List(HttpContext context) => context.Show<WallsPage, WallsModel>((s, viewer) => All(s, viewer, Sent.Nothing));

    private static WallsModel All(Session session, Viewer viewer, Sent sent) => new(WallLinks.All(session, viewer.Asker!.Tenant), sent);

    private static Task<IResult> Make(HttpContext context, Db db, IClock clock) => context.Send<WallsPage, WallsModel>(async form =>
    {
        var (asker, name) = (context.Asker(), form.Given("name"));
        var secret = await db.Write(tx => WallLinks.Create(tx, asker.Tenant, name, asker.Actor, clock.GetCurrentInstant()));
        return await context.Show<WallsPage, WallsModel>((s, viewer) => All(s, viewer, Sent.Nothing) with { Made = new OnceShown(name!, $"{context.Request.Scheme}://{context.Request.Host}/wall/{secret}", null) });
    }, All);

    private static async Task<IResult> Revoke(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        return await db.Write(tx => WallLinks.Revoke(tx, asker.Tenant, id, asker.Actor, clock.GetCurrentInstant())) ? context.SeeOther(Walls) : throw new MissingException();
    }

    private static async Task<Ok<WallList>> GetAll(HttpContext context, Db db) =>
        TypedResults.Ok(new WallList([.. (await db.Read(s => WallLinks.All(s, context.Asker().Tenant))).Select(w => new WallView(w.Id, w.Name, w.Created, w.CreatedBy, w.LastUsed, w.Revoked))]));

    private static async Task<Ok<NewWall>> Create(HttpContext context, WallRequest body, Db db, IClock clock)
    {
        var asker = context.Asker();
        return TypedResults.Ok(new NewWall("/wall/" + await db.Write(tx => WallLinks.Create(tx, asker.Tenant, body.Name, asker.Actor, clock.GetCurrentInstant()))));
    }

    private static async Task<Results<NoContent, NotFound>> Delete(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        return await db.Write(tx => WallLinks.Revoke(tx, asker.Tenant, id, asker.Actor, clock.GetCurrentInstant())) ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}

/// <param name="Name">Where the screen hangs.</param>
internal sealed record WallRequest(string? Name);

internal sealed record NewWall(string Path);

internal sealed record WallList(IReadOnlyList<WallView> Walls);

internal sealed record WallView(Guid Id, string Name, Instant Created, string CreatedBy, Instant? LastUsed, Instant? Revoked);
