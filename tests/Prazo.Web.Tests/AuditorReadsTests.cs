using System.Net;
using NodaTime;
using Prazo.Audit;
using Prazo.Demo;
using Prazo.People;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests;

/// <summary>Who reads everything is read after, too.</summary>
public class AuditorReadsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_auditor_reads_stands_in_the_chain_once_in_ten_minutes_and_without_what_they_searched_for(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Post("/api/v1/tickets", """{"subject":"x"}""", expected: HttpStatusCode.Created);
        var (auditor, agent) = (await In(server, "otto", "auditor"), await In(server, "bia", "agent"));
        var made = server.Clock.Now;
        await Get(auditor, "/tickets/1");
        server.Clock.Now += Duration.FromMinutes(1);
        await Get(auditor, "/tickets/1");
        await Get(auditor, "/queue?q=Maria");
        await Get(auditor, "/api/v1/tickets?q=Maria&open=true");
        await Get(auditor, "/tickets/2", HttpStatusCode.NotFound);
        await Get(auditor, "/settings/users", HttpStatusCode.Forbidden);
        await Get(auditor, Prazo.Web.Screen.AssetFiles.Css);
        await Get(agent, "/tickets/1");
        (await Reads()).Select(r => (r.Actor, r.Subject, r.Content)).ShouldBe(
        [
            ("user:otto", "page:/tickets/1", "{}"), ("user:otto", "page:/queue", """{"asked":["q"]}"""), ("user:otto", "page:/api/v1/tickets", """{"asked":["open","q"]}"""),
        ]);
        // To look is not to change, for whoever asks whether a demo was touched.
        (await server.Db.Read(s => DemoStore.IsTouched(s, server.Workspace.TenantId, made))).ShouldBeFalse();

        server.Clock.Now += Duration.FromMinutes(10);
        await Get(auditor, "/tickets/1");
        (await Reads()).Count.ShouldBe(4);
        var head = await server.Db.Read(s => AuditQueries.Head(s, server.Workspace.TenantId));
        (await server.Db.Read(s => AuditChain.Verify(server.Workspace.TenantId, AuditQueries.Sealed(s, server.Workspace.TenantId), head))).Faults.ShouldBeEmpty();

        async Task<IReadOnlyList<AuditEntry>> Reads()
        {
            await server.Until(server.Clock.Now.ToString());
            return await server.Db.Read(s => AuditQueries.After(s, server.Workspace.TenantId, 0, 100, action: "session.read"));
        }
    }

    private static async Task<HttpClient> In(TestServer server, string handle, string role) =>
        server.SignedIn(await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput(handle, Role: role), "test", server.Clock.Now)));

    private static async Task Get(HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        answer.StatusCode.ShouldBe(expected, path);
        await answer.Content.ReadAsByteArrayAsync();
    }
}
