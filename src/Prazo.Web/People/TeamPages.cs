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

public sealed record TeamsModel(IReadOnlyList<Team> Teams, ILookup<Guid, Member> Members, IReadOnlyList<User> Users, Sent Sent);

/// <summary>Who works together, and who leads.</summary>
internal static class TeamPages
{
    public static void MapTeamPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/settings/teams", (Delegate)List).For(Ability.Manage);
        pages.MapPost("/settings/teams", Add).For(Ability.Manage);
        pages.MapPost("/settings/teams/{id:guid}", Change).For(Ability.Manage);
    }

    private static Task<IResult> List(HttpContext context) => context.Show<TeamsPage, TeamsModel>((s, viewer) => All(s, viewer, Sent.Nothing));

    private static TeamsModel All(Session session, Viewer viewer, Sent sent)
    {
        var tenant = viewer.Asker!.Tenant;
        return new(Teams.All(session, tenant), Teams.Members(session, tenant).ToLookup(m => m.TeamId), [.. UserStore.All(session, tenant).Where(u => u.Disabled is null && u.Role != "customer")], sent);
    }

    private static Task<IResult> Add(HttpContext context, Db db, IClock clock) => context.Send<TeamsPage, TeamsModel>(async form =>
    {
        var asker = context.Asker();
        await db.Write(tx => Teams.Add(tx, asker.Tenant, form.Given("handle"), form.Given("name"), asker.Actor, clock.GetCurrentInstant()));
        return context.SeeOther("/settings/teams");
    }, All);

    private static Task<IResult> Change(HttpContext context, Guid id, Db db, IClock clock) => context.Send<TeamsPage, TeamsModel>(async form =>
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var user = Guid.TryParse(form["user"], out var who) ? who : Guid.Empty;
        var found = await db.Write(tx =>
        {
            var team = Teams.Lock(tx, asker.Tenant, id) ?? throw new MissingException();
            form.Check(team.Version);
            switch (form["do"].ToString())
            {
                case "put":
                    return Teams.Put(tx, team, user, form["leads"] == "on", asker.Actor, now);
                case "remove":
                    return Teams.Remove(tx, team, user, asker.Actor, now);
                case var verb:
                    Teams.Change(tx, team, form.Given("name"), verb switch { "close" => true, "reopen" => false, _ => null }, asker.Actor, now);
                    return true;
            }
        });
        return found ? context.SeeOther("/settings/teams") : throw new MissingException();
    }, All);
}
