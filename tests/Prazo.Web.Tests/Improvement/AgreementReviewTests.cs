using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Agreements;
using Prazo.Improvement;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Improvement;

/// <summary>Reviews open by themselves once a period, keep what was decided, tell of late actions and become the next draft.</summary>
public class AgreementReviewTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        targets: { first-response: { within: 4h clock } }
        objectives: [ { id: answers, target: first-response, at-least: 95%, per: month } ]
        review: monthly
        """;

    private static ReviewRunner Runner(TestServer server) => new(server.Db, server.Services.GetRequiredService<PublishedAgreements>());

    /// <summary>Signed in anew: sessions do not last for weeks.</summary>
    private static async Task<Browser> Back(TestServer server, string handle) => new(server.SignedIn(await server.Db.Read(s => UserStore.All(s, server.Workspace.TenantId).Single(u => u.Handle == handle))));

    private static Task<IReadOnlyList<AgreementReview>> All(TestServer server) => server.Db.Read(s => AgreementReviews.All(s, server.Workspace.TenantId));

    [Theory, OnSqlite, OnPostgres]
    public async Task A_review_opens_by_itself_once_a_period_and_those_who_manage_are_told(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-10T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await Browser.Of(server, "eva", "manager", "en");
        await Runner(server).Step(server.Clock.Now);
        (await All(server)).ShouldBeEmpty("nothing was promised in February");
        server.Clock.Now = TestServer.At("2026-04-01T03:30:00Z");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Runner(server).Step(server.Clock.Now)));
        // April began in São Paulo half an hour ago.
        (await All(server)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Period.ShouldBe("2026-03"), r => r.Until.ShouldBe(TestServer.At("2026-04-01T03:00:00Z")));
        (await (await Back(server, "eva")).Open("/notifications")).Text("main").ShouldContain("A review of an agreement is due");
        server.Clock.Now += Duration.FromDays(40);
        await Runner(server).Step(server.Clock.Now);
        (await All(server)).Select(r => r.Period).ShouldBe(["2026-04", "2026-03"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Decisions_and_actions_are_kept_followed_up_and_become_the_next_draft(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await server.Post("/api/v1/tickets", """{"subject":"Printer","text":"x","contact":"maria"}""", expected: HttpStatusCode.Created);
        await server.Until("2026-04-02T12:00:00Z");
        var (eva, bia) = (await Browser.Of(server, "eva", "manager", "en"), await Browser.Of(server, "bia", "agent", "en"));
        await (await eva.Open("/reviews/agreements")).Send("/reviews/agreements", ("agreement", "suporte"));
        var at = eva.Path;
        // The agenda comes from the figures: nothing was answered.
        eva.Text("tbody tr").ShouldContain("0.0%");
        eva.Text("tbody tr").ShouldContain("no data");
        eva.Text("main").ShouldContain("missed its objective: 0.0% of 1");

        await eva.Send($"{at}/items", ("kind", "decision"), ("text", "First response in eight hours\nfrom May on"));
        await eva.Send($"{at}/items", ("kind", "action"), ("text", "Hire a second person"), ("owner", "bia"), ("due", "2026-04-10"));
        eva.Text("#action").ShouldContain("until");
        await eva.Send($"{at}/items", ("kind", "action"), ("text", "typed"), ("owner", "bia"), ("due", "soon"));
        eva.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        eva.Page.QuerySelector("#action textarea")!.TextContent.ShouldBe("typed");

        server.Clock.Now = TestServer.At("2026-04-11T03:00:00Z");
        await Runner(server).Step(server.Clock.Now);
        await Runner(server).Step(server.Clock.Now + Duration.FromHours(2));
        (eva, bia) = (await Back(server, "eva"), await Back(server, "bia"));
        (await bia.Open("/reviews/agreements")).Text(".answers").ShouldContain("late since");
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM notifications WHERE kind = 'action-late'"))).ShouldBe(1);
        await (await bia.Open(at)).Send(bia.Page.QuerySelector("#action form[action$='done']")!.GetAttribute("action")!);
        bia.Text("#action").ShouldContain("done");
        (await bia.Open("/reviews/agreements")).Page.QuerySelectorAll(".answers li").ShouldBeEmpty();

        await (await eva.Open(at)).Send($"{at}/draft");
        var source = eva.Page.QuerySelector("textarea[name=source]")!.TextContent;
        source.ShouldContain("# - First response in eight hours from May on");
        source.ShouldContain("version: 2");
        var draft = eva.Path;
        await (await eva.Open(at)).Send($"{at}/draft");
        eva.Path.ShouldBe(draft, "the same draft, not another");
        await (await eva.Open(at)).Send($"{at}/close");
        eva.Page.Forms.ShouldNotContain(f => f.GetAttribute("action") == $"{at}/items");
        using var late = await server.Client.PostAsync(new Uri($"/api/v1/agreement-reviews/{at.Split('/')[^1]}/items", UriKind.Relative), new StringContent("""{"kind":"decision","text":"x"}""", System.Text.Encoding.UTF8, "application/json"));
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Customers_and_agents_say_whether_the_promises_fit_and_the_review_reads_it(string database)
    {
        await using var shop = await Shop.Open(database);
        var server = shop.Server;
        (await Shop.Page(shop.Maria, "/portal/agreement")).ShouldContain("Do these promises fit your needs?");
        (await Shop.Send(shop.Maria, "/portal/agreement/suporte/opinion", ("fits", "yes"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Shop.Send(shop.Maria, "/portal/agreement/suporte/opinion", ("fits", "no"), ("comment", "We work on Sundays"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Shop.Send(shop.Maria, "/portal/agreement/none/opinion", ("fits", "no"))).Status.ShouldBe(HttpStatusCode.NotFound);
        var bia = await Browser.Of(server, "bia", "agent", "en");
        await (await bia.Open("/reviews/agreements")).Send("/agreements/suporte/opinion", ("fits", "partly"));
        var review = (await server.Post("/api/v1/agreement-reviews", """{"agreement":"suporte"}""")).GetProperty("id").GetString();
        var page = await Shop.Page(shop.Rui, $"/reviews/agreements/{review}");
        page.ShouldContain("We work on Sundays");
        page.ShouldContain("yes 0 · partly 0 · no 1");
        page.ShouldContain("yes 0 · partly 1 · no 0");
        // What Maria said is hers alone to see.
        (await Shop.Page(shop.Jo, "/portal/agreement")).ShouldNotContain("Sundays");
    }

    [Theory]
    [InlineData("weekly", "2026-03-11", "2026-03-02", "2026-03-09", "2026-W10")]
    [InlineData("monthly", "2026-01-01", "2025-12-01", "2026-01-01", "2025-12")]
    [InlineData("quarterly", "2026-03-31", "2025-10-01", "2026-01-01", "2025-Q4")]
    [InlineData("half-yearly", "2026-07-01", "2026-01-01", "2026-07-01", "2026-H1")]
    [InlineData("half-yearly", "2026-06-30", "2025-07-01", "2026-01-01", "2025-H2")]
    [InlineData("yearly", "2026-12-31", "2025-01-01", "2026-01-01", "2025")]
    public void The_last_whole_period_is_that_of_the_agreement(string every, string today, string first, string end, string name)
    {
        var read = Engine.Agreements.AgreementReader.Read(YamlNodes.Parse($"prazo: 1\nagreement: a\nzone: UTC\nreview: {every}\n").Documents[0], _ => null).Agreement!;
        LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
        AgreementReviews.Last(read, Day(today)).ShouldBe((Day(first), Day(end), name));
    }
}
