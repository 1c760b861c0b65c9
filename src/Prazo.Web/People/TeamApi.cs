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

internal static class TeamApi
{
    public static void MapTeams(this RouteGroupBuilder api)
    {
        api.MapGet("/teams", All).For(Ability.Read).WithSummary("Teams with their members, leads first.");
        api.MapPost("/teams", Add).For(Ability.Manage).WithSummary("Adds a team.");
        api.MapGet("/teams/{id:guid}", Get).For(Ability.Read).WithSummary("A team.");
        api.MapPatch("/teams/{id:guid}", Change).For(Ability.Manage).WithSummary("Changes a team's name, closes or reopens it; what is left out stays.");
        api.MapPut("/teams/{id:guid}/members/{user:guid}", Put).For(Ability.Manage).WithSummary("Puts a user in a team, or changes whether they lead it.");
        api.MapDelete("/teams/{id:guid}/members/{user:guid}", Remove).For(Ability.Manage).WithSummary("Takes a user out of a team.");
    }

    private static async Task<Ok<TeamList>> All(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        var (teams, members) = await db.Read(s => (Teams.All(s, tenant), Teams.Members(s, tenant).ToLookup(m => m.TeamId)));
        return TypedResults.Ok(new TeamList([.. teams.Select(t => TeamView.Of(t, members[t.Id]))]));
    }

    private static async Task<Created<Made>> Add(HttpContext context, TeamRequest request, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var made = await context.Once(db, now, tx => new Made(Teams.Add(tx, asker.Tenant, request.Handle, request.Name, asker.Actor, now).Id));
        return TypedResults.Created($"/api/v1/teams/{made.Id}", made);
    }

    private static async Task<Results<Ok<TeamView>, NotFound>> Get(HttpContext context, Guid id, Db db)
    {
        var tenant = context.Asker().Tenant;
        var found = await db.Read(s => Teams.Get(s, tenant, id) is { } team ? (team, Teams.Members(s, tenant, id)) : ((Team, IReadOnlyList<Member>)?)null);
        if (found is not var (team, members))
            return TypedResults.NotFound();
        ETags.Set(context, team.Version);
        return TypedResults.Ok(TeamView.Of(team, members));
    }

    private static async Task<Ok<TeamView>> Change(HttpContext context, Guid id, TeamRequest request, Db db, IClock clock)
    {
        var asker = context.Asker();
        var (team, members) = await db.Write(tx => (Teams.Change(tx, ETags.Seen(context, Teams.Lock(tx, asker.Tenant, id), t => t.Version), request.Name, request.Closed, asker.Actor, clock.GetCurrentInstant()),
            Teams.Members(tx, asker.Tenant, id)));
        ETags.Set(context, team.Version);
        return TypedResults.Ok(TeamView.Of(team, members));
    }

    private static Task<Results<NoContent, NotFound>> Put(HttpContext context, Guid id, Guid user, MemberRequest request, Db db, IClock clock) =>
        With(context, id, db, (tx, team, by) => Teams.Put(tx, team, user, request.Leads, by, clock.GetCurrentInstant()));

    private static Task<Results<NoContent, NotFound>> Remove(HttpContext context, Guid id, Guid user, Db db, IClock clock) =>
        With(context, id, db, (tx, team, by) => Teams.Remove(tx, team, user, by, clock.GetCurrentInstant()));

    private static async Task<Results<NoContent, NotFound>> With(HttpContext context, Guid id, Db db, Func<Tx, Team, string, bool> change)
    {
        var asker = context.Asker();
        return await db.Write(tx => Teams.Lock(tx, asker.Tenant, id) is { } team && change(tx, team, asker.Actor)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}

internal sealed record TeamRequest(string? Handle, string? Name, bool? Closed);

internal sealed record MemberRequest(bool Leads);

internal sealed record TeamList(IReadOnlyList<TeamView> Teams);

internal sealed record TeamView(Guid Id, string Handle, string Name, Instant Created, Instant? Closed, IReadOnlyList<MemberView> Members)
{
    public static TeamView Of(Team t, IEnumerable<Member> members) => new(t.Id, t.Handle, t.Name, t.Created, t.Closed, [.. members.Select(m => new MemberView(m.UserId, m.Handle, m.Name, m.Leads, m.Since))]);
}

/// <param name="Leads">Since when they lead the team.</param>
internal sealed record MemberView(Guid Id, string Handle, string? Name, Instant? Leads, Instant Since);
