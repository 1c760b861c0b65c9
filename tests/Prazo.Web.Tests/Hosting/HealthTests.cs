using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Hosting;

public class HealthTests
{
    private static async Task<(HttpStatusCode, string?)> Ready(TestServer server)
    {
        var answer = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var text = System.Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, text.TryGetProperty("code", out var code) ? code.GetString() : text.GetProperty("status").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_server_is_ready_until_it_stops_or_a_newer_program_has_migrated_its_database(string database)
    {
        await using var server = await TestServer.Start(database);
        (await Ready(server)).ShouldBe((HttpStatusCode.OK, "ready"));
        await server.Db.Write(tx => tx.Execute("INSERT INTO migrations (number, name) VALUES (9999, 'of-tomorrow')"));
        (await Ready(server)).ShouldBe((HttpStatusCode.ServiceUnavailable, "schema"));
        (await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.Db.Write(tx => tx.Execute("DELETE FROM migrations WHERE number = 9999"));
        (await Ready(server)).ShouldBe((HttpStatusCode.OK, "ready"));
        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        (await Ready(server)).ShouldBe((HttpStatusCode.ServiceUnavailable, "stopping"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_server_whose_database_is_gone_is_alive_but_not_ready(string database)
    {
        await using var server = await TestServer.Start(database);
        if (database == "sqlite")
            File.Move(server.Database, server.Database + ".away");
        else
            await server.Db.Write(tx => tx.Execute("ALTER TABLE migrations RENAME TO migrations_away"));
        (await Ready(server)).Item1.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        if (database == "sqlite")
            File.Move(server.Database + ".away", server.Database);
        else
            await server.Db.Write(tx => tx.Execute("ALTER TABLE migrations_away RENAME TO migrations"));
        (await Ready(server)).ShouldBe((HttpStatusCode.OK, "ready"));
    }
}
