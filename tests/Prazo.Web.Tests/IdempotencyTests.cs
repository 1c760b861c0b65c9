using System.Net;
using System.Text;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Web.Tests;

public class IdempotencyTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        targets:
          first-response: { within: 1h clock, calendar: 24x7 }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task S6_the_same_key_and_body_get_the_first_answer_and_do_nothing_again(string database)
    {
        await using var server = await TestServer.Start(database);
        var first = await Publish(server.Client, "k-1", Agreement);
        var second = await Publish(server.Client, "k-1", Agreement);

        (first.Status, second.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        second.Text.ShouldBe(first.Text);
        // Published again it would have been refused: the version is taken.
        (await Publish(server.Client, null, Agreement)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM agreement_versions"))).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S6_the_same_key_with_another_body_path_or_asker_is_refused(string database)
    {
        await using var server = await TestServer.Start(database);
        await Publish(server.Client, "k-1", Agreement);

        var body = await Publish(server.Client, "k-1", Agreement.Replace("Suporte", "Support", StringComparison.Ordinal));
        body.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body.Text.ShouldContain("key-reused");
        (await Publish(server.Client, "k-1", Agreement, "/api/v1/events")).Text.ShouldContain("key-reused");
        var other = await server.Db.Write(tx => ApiKeys.Create(tx, server.Workspace.TenantId, "other", ["admin"], "test", server.Clock.Now));
        (await Publish(server.ClientWith(other), "k-1", Agreement)).Text.ShouldContain("key-reused");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S6_a_refused_request_leaves_its_key_free(string database)
    {
        await using var server = await TestServer.Start(database);
        (await Publish(server.Client, "k-1", "prazo: 1")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Publish(server.Client, "k-1", Agreement)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S6_a_key_sent_twice_at_once_does_the_work_once(string database)
    {
        await using var server = await TestServer.Start(database);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Publish(server.Client, "k-1", Agreement)));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        answers.Select(a => a.Text).Distinct().Count().ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S6_events_with_a_key_get_the_first_answer_again(string database)
    {
        await using var server = await TestServer.Start(database);
        const string body = """[{"ticket":"T-1","kind":"created","at":"2026-03-02T12:00:00Z","id":"e1"}]""";
        var first = await Publish(server.Client, "k-1", body, "/api/v1/events");
        first.Text.ShouldContain("\"recorded\":1");
        (await Publish(server.Client, "k-1", body, "/api/v1/events")).Text.ShouldBe(first.Text);
        (await Publish(server.Client, "k-2", body, "/api/v1/events")).Text.ShouldContain("\"known\":1");
    }

    [Theory, OnSqlite]
    public async Task A_key_that_is_none_is_refused(string database)
    {
        await using var server = await TestServer.Start(database);
        (await Publish(server.Client, new string('k', 201), Agreement)).Text.ShouldContain("bad-key");
        (await Publish(server.Client, new string('k', 200), Agreement)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Publish(HttpClient client, string? key, string body, string path = "/api/v1/agreements")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, path.EndsWith("events", StringComparison.Ordinal) ? "application/json" : "application/yaml") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
