using System.Net;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Portal;

/// <summary>What a workspace says to everybody, when it wants to.</summary>
public class PromisesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_published_until_somebody_who_manages_turns_it_on_and_that_is_audited(string database)
    {
        await using var shop = await Shop.Open(database);
        using var anybody = shop.Server.ClientWith(null);
        await Shop.Page(anybody, "/promises", HttpStatusCode.NotFound);
        await Shop.Page(anybody, $"/promises/{shop.Server.Workspace.TenantId}", HttpStatusCode.NotFound);
        (await shop.Key.Do("GET", "/published-promises")).Json.GetProperty("published").GetBoolean().ShouldBeFalse();

        (await Shop.Send(shop.Rui, "/reviews/promises", ("published", "on"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await shop.Server.Db.Read(s => s.Value<string>("SELECT content FROM audit WHERE action = 'promises.changed'"))).ShouldBe("""{"published":true,"figures":false}""");
        foreach (var path in new[] { "/promises", "/promises/Loja", $"/promises/{shop.Server.Workspace.TenantId}" })
            (await Shop.Page(anybody, path)).ShouldContain("Primeira resposta: em até 4 h de tempo útil", Case.Sensitive, path);
        await Shop.Page(anybody, "/promises/elsewhere", HttpStatusCode.NotFound);

        await shop.Rui.Do("PUT", "/published-promises", """{"published":false}""");
        await Shop.Page(anybody, "/promises", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("2026-03-02T12:00:00Z", "open now", "If you contact us now: by Mon, 2 Mar, 14:00")]
    // Real clocks are finer than the milliseconds of the log.
    [InlineData("2026-03-02T12:00:00.1234567Z", "open now", "If you contact us now: by Mon, 2 Mar, 14:00")]
    [InlineData("2026-03-02T23:00:00Z", "opens Tue, 3 Mar, 08:00", "If you contact us now: by Tue, 3 Mar, 12:00")]
    [InlineData("2026-03-20T12:00:00Z", "opens Sat, 21 Mar, 09:00", "If you contact us now: by Sat, 21 Mar, 13:00")]
    public async Task Every_inbox_says_when_it_is_open_and_how_fast_it_answers(string now, string open, string due)
    {
        await using var shop = await Shop.Open("sqlite");
        await shop.Key.Do("POST", "/inboxes", """{"name":"ajuda","title":"Help desk","channel":"email","address":"help@loja.example"}""");
        await shop.Key.Do("PUT", "/published-promises", """{"published":true}""");
        shop.Server.Clock.Now = TestServer.At(now);
        using var anybody = shop.Server.ClientWith(null);
        anybody.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var page = await Shop.Page(anybody, "/promises");
        foreach (var line in new[] { "Help desk", "help@loja.example", open, due, "First response: within 4 h of working time", "Monday to Friday: 08:00–12:00, 13:00–18:00" })
            page.ShouldContain(line);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Figures_are_told_where_they_are_wanted_and_agreements_of_single_customers_never(string database)
    {
        await using var shop = await Shop.Open(database);
        await shop.Server.Post("/api/v1/agreements", """
            prazo: 1
            agreement: for-boreal
            title: For Boreal
            kind: customer
            zone: America/Sao_Paulo
            applies: { when: { customer: boreal } }
            targets: { first-response: { within: 7m clock, calendar: 24x7 } }
            """, "application/yaml");
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"A","text":"a"}""");
        await shop.Key.Do("POST", "/tickets/1/replies", """{"text":"yes","agent":"ana"}""");
        using var anybody = shop.Server.ClientWith(null);
        anybody.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        await shop.Key.Do("PUT", "/published-promises", """{"published":true}""");
        (await Shop.Page(anybody, "/promises")).ShouldNotContain("What was kept");
        await shop.Key.Do("PUT", "/published-promises", """{"published":true,"figures":true}""");
        var page = await Shop.Page(anybody, "/promises");
        page.ShouldContain("100.0%");
        page.ShouldContain("1 of 1");
        page.ShouldNotContain("7 min");
        page.ShouldNotContain("Boreal", Case.Insensitive);
    }

    [Fact]
    public async Task Where_there_are_several_workspaces_each_has_its_own_page()
    {
        await using var shop = await Shop.Open("sqlite");
        await shop.Server.Db.Write(tx => Workspace.Create(tx, "Other", "en", "Etc/UTC", shop.Server.Clock.Now));
        await shop.Key.Do("PUT", "/published-promises", """{"published":true}""");
        using var anybody = shop.Server.ClientWith(null);
        await Shop.Page(anybody, "/promises", HttpStatusCode.NotFound);
        await Shop.Page(anybody, "/promises/Other", HttpStatusCode.NotFound);
        await Shop.Page(anybody, "/promises/Loja");
    }
}
