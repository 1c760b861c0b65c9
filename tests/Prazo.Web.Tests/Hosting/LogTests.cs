using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Web.Hosting;

namespace Prazo.Web.Tests.Hosting;

/// <summary>The log: a JSON object a line, with the request and its workspace, and nothing of what people wrote (S9).</summary>
public class LogTests
{
    private static Task<TestServer> Start(StringWriter log, LogOptions? options = null) => TestServer.Start("sqlite", change: o => o with
    {
        Log = (options ?? new LogOptions(log, Json: true)) with { To = log },
        More = api =>
        {
            api.MapGet("/broken/{name}", string (string name) => throw new FormatException($"{name} is no number")).For(Workspaces.Ability.Read);
            api.MapGet("/away", string () => throw new IOException("the disk is gone")).For(Workspaces.Ability.Read);
            api.MapGet("/duplicate", async (Db db) => await db.Write(tx => tx.Execute("INSERT INTO workspaces SELECT * FROM workspaces WHERE name <> 'Ana Souza'"))).For(Workspaces.Ability.Read);
        },
    });

    private static List<JsonElement> Lines(StringWriter log) => [.. log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l))];

    [Fact]
    public async Task S9_a_fault_is_one_line_with_request_workspace_and_route_and_without_what_was_written()
    {
        using var log = new StringWriter { NewLine = "\n" };
        await using var server = await Start(log);
        var answer = await server.Client.GetAsync(new Uri("/api/v1/broken/Ana%20Souza?q=Souza", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var line = Lines(log).ShouldHaveSingleItem();
        (line.GetProperty("level").GetString(), line.GetProperty("route").GetString(), line.GetProperty("method").GetString(), line.GetProperty("status").GetInt32())
            .ShouldBe(("error", "/api/v1/broken/{name}", "GET", 500));
        line.GetProperty("tenant").GetString().ShouldBe(server.Workspace.TenantId.ToString());
        line.GetProperty("time").GetString().ShouldBe("2026-03-02T12:00:00Z");
        line.GetProperty("milliseconds").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        line.GetProperty("request").GetString().ShouldNotBeNullOrEmpty();
        // Its problem tells the caller by what to find it.
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("traceId").GetString()!.ShouldContain(line.GetProperty("trace").GetString()!);
        line.GetProperty("fault").GetString()!.ShouldStartWith("System.FormatException\n   at ");
        log.ToString().ShouldNotContain("Souza");
    }

    [Fact]
    public async Task What_the_machine_says_is_kept_and_what_a_database_quotes_is_not()
    {
        using var log = new StringWriter { NewLine = "\n" };
        await using var server = await Start(log);
        await server.Get("/api/v1/away", HttpStatusCode.InternalServerError);
        await server.Get("/api/v1/duplicate", HttpStatusCode.InternalServerError);
        var lines = Lines(log);
        lines[0].GetProperty("fault").GetString()!.ShouldStartWith("System.IO.IOException: the disk is gone\n");
        lines[1].GetProperty("fault").GetString()!.ShouldStartWith("Microsoft.Data.Sqlite.SqliteException: SQLite Error 19: 'UNIQUE constraint failed: workspaces.tenant_id'");
        log.ToString().ShouldNotContain("Souza");
    }

    [Fact]
    public async Task Every_request_is_a_line_only_where_that_is_asked_for()
    {
        using var quiet = new StringWriter { NewLine = "\n" };
        await using (var server = await Start(quiet))
            await server.Get("/api/v1/tickets?q=Souza");
        quiet.ToString().ShouldBe("");

        using var log = new StringWriter { NewLine = "\n" };
        await using (var server = await Start(log, new LogOptions(log, Json: true, Requests: true)))
        {
            await server.Get("/health/live");
            await server.Get("/api/v1/tickets?q=Souza");
            await server.Get("/api/v1/tickets/999", HttpStatusCode.NotFound);
        }
        Lines(log).Select(l => $"{l.GetProperty("level")} {l.GetProperty("route")} {l.GetProperty("status")}").ShouldBe(["info /api/v1/tickets 200", "info /api/v1/tickets/{id} 404"]);
        log.ToString().ShouldNotContain("Souza");
    }

    [Fact]
    public async Task For_people_it_is_a_line_of_text()
    {
        using var log = new StringWriter { NewLine = "\n" };
        await using var server = await Start(log, new LogOptions(log, Json: false, Requests: true));
        await server.Get("/api/v1/tickets");
        log.ToString().ShouldMatch($@"^2026-03-02T12:00:00Z info    GET /api/v1/tickets was answered 200 after \d+\.\d ms \(request \S+, workspace {server.Workspace.TenantId}\)\n$");
    }
}
