using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Isolation;

/// <summary>Section 6 of the design: every endpoint of the running app is tried by nobody, every role and every scope, on own, another's and foreign things.</summary>
public class IsolationMatrixTests
{
    [Theory, OnSqlite]
    public Task Everybody_gets_what_is_theirs_and_nothing_else_from_every_endpoint(string database) => Try(database);

    /// <summary>Workspaces are compared as a whole, so they are made anew before they have grown.</summary>
    internal static async Task Try(string database)
    {
        foreach (var some in Examples.All.Chunk(50))
        {
            await using var server = await TestServer.Start(database);
            (await Findings(server, some)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Every_endpoint_declares_one_policy_or_is_on_the_reviewed_list()
    {
        await using var server = await TestServer.Start("sqlite");
        Undeclared(server).ShouldBeEmpty("declare it with .For(Ability.…), or .AllowAnonymous() and a line in Examples.Reviewed");
        Examples.Reviewed.Keys.Except(AppEndpoint.Of(server.Services).Where(e => e.Anonymous).Select(e => e.Name)).ShouldBeEmpty("these are not anonymous, or not there");
    }

    [Fact]
    public async Task Every_endpoint_has_an_example_and_every_example_an_endpoint()
    {
        await using var server = await TestServer.Start("sqlite");
        var endpoints = AppEndpoint.Of(server.Services).Select(e => e.Name).ToList();
        endpoints.Except(Examples.All.Select(e => e.Endpoint)).ShouldBeEmpty("add a line to tests/Prazo.Web.Tests/Isolation/Examples.cs for each of these");
        Examples.All.Select(e => e.Endpoint).Except(endpoints).ShouldBeEmpty("there is no such endpoint any more");
    }

    /// <summary>The negative control: what must not be is planted, and each is found.</summary>
    [Fact]
    public async Task Planted_leaks_are_found()
    {
        await using var server = await TestServer.Start("sqlite", change: o => o with { More = Plant });
        var found = await Findings(server,
            new Example("GET /api/v1/planted/users/{id}", Route: t => [t.User]),
            new Example("GET /api/v1/planted/all", Query: t => "user=" + t.User),
            new Example("POST /api/v1/planted/touch", Body: t => new { id = t.User }),
            new Example("GET /api/v1/planted/open"),
            new Example("GET /api/v1/planted/fault"));
        found.ShouldContain(f => f.StartsWith("GET /api/v1/planted/users/{id}: agent of foreign things got 200", StringComparison.Ordinal));
        found.ShouldContain(f => f.Contains("planted/all: agent saw", StringComparison.Ordinal));
        found.ShouldContain(f => f.Contains("planted/touch: it changed the foreign workspace", StringComparison.Ordinal));
        found.ShouldContain(f => f.StartsWith("GET /api/v1/planted/open: customer got 200", StringComparison.Ordinal));
        found.ShouldContain(f => f.Contains("planted/fault", StringComparison.Ordinal) && f.Contains("tells of the inside", StringComparison.Ordinal));
        Undeclared(server).ShouldBe(["GET /api/v1/planted/open", "GET /api/v1/planted/twice"], ignoreOrder: true);
    }

    private static void Plant(IEndpointRouteBuilder api)
    {
        api.MapGet("/planted/users/{id:guid}", async (Guid id, Db db) => Results.Text(await db.Read(s => s.Value<string>("SELECT name FROM users WHERE id = @id", new { id })))).For(Ability.Read);
        api.MapGet("/planted/all", async (Guid user, Db db) => Results.Text(string.Join(',', await db.Read(s => s.Query<string>("SELECT name FROM users"))))).For(Ability.Read);
        api.MapPost("/planted/touch", async (Touched touched, Db db) =>
            await db.Write(tx => tx.Execute("UPDATE users SET version = version + 1 WHERE id = @Id", touched))).For(Ability.Work);
        api.MapGet("/planted/open", () => Results.Ok());
        api.MapGet("/planted/twice", () => Results.Ok()).For(Ability.Read).For(Ability.Manage);
        api.MapGet("/planted/fault", () => Results.Problem("Npgsql.PostgresException: SELECT tenant_id FROM users", statusCode: 409)).For(Ability.Read);
    }

    private sealed record Touched(Guid Id);

    private static async Task<IReadOnlyList<string>> Findings(TestServer server, params Example[] examples)
    {
        var endpoints = AppEndpoint.Of(server.Services).ToDictionary(e => e.Name);
        var matrix = new Matrix(server);
        var found = new List<string>();
        foreach (var example in examples)
            if (endpoints.TryGetValue(example.Endpoint, out var endpoint))
                found.AddRange(await matrix.Try(endpoint, example));
        return found;
    }

    private static IEnumerable<string> Undeclared(TestServer server) => AppEndpoint.Of(server.Services)
        .Where(e => e.Anonymous ? e.Policies.Count > 0 || !Examples.Reviewed.ContainsKey(e.Name) : e.Policies.Count != 1).Select(e => e.Name);
}

/// <summary>The same beside it: it takes minutes on either database.</summary>
public class IsolationMatrixOnPostgresTests
{
    [Theory, OnPostgres]
    public Task Everybody_gets_what_is_theirs_and_nothing_else_from_every_endpoint(string database) => IsolationMatrixTests.Try(database);
}
