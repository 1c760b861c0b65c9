using System.Collections.Immutable;
using System.Net;
using AngleSharp.Html.Dom;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Money;
using Prazo.Start;
using Prazo.Tests.Storage;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Screen;

/// <summary>An empty workspace leads from opening hours to a first ticket whose promise runs.</summary>
public class StartPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task From_an_empty_workspace_to_a_first_ticket_whose_promise_runs(string database)
    {
        await using var server = await TestServer.Start(database);
        var admin = await (await Browser.Of(server, "eva", "admin")).Open("/queue?open=true");
        await admin.Follow(admin.Page.QuerySelector(".empty a[href='/start']")!);
        admin.Text(".head .muted").ShouldBe("Faltam 4 passos.");
        await admin.Send("/start/hours", ("weekdays", "9-18"));
        admin.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        admin.Text("[role=alert]").ShouldBe("Escreva o horário como 09:00-18:00.");
        await admin.Send("/start/hours", ("weekdays", "8:00-17:00"), ("saturday", "09:00-13:00"));

        admin.Text(".form h2").ShouldBe("O que vocês prometem?");
        await admin.Follow(admin.Page.QuerySelector("a[href$='template=small-shop']")!);
        // What will be counted is said first: on the hours that were given.
        admin.Text(".plain-words").ShouldContain("08:00");
        admin.Text(".plain-words").ShouldContain("4 h");
        await admin.Press("/start/promise", "draft");
        admin.Path.ShouldStartWith("/agreements/drafts/");
        await admin.Open("/start?template=small-shop");
        await admin.Send("/start/promise");
        (await server.Db.Read(s => PublishedAgreements.Versions(s, server.Workspace.TenantId))).ShouldHaveSingleItem().Agreement.ShouldBe("small-shop");

        admin.Text(".form h2").ShouldBe("Por onde os clientes falam com vocês?");
        await admin.Send("/start/channel", ("channel", "phone"), ("title", "Central"));
        admin.Text(".form h2").ShouldBe("Quem trabalha com você?");
        await admin.Send("/start/people", ("name", "Bia Souza"), ("email", "bia@example.com"));
        ((IHtmlInputElement)admin.Page.QuerySelector(".alert input")!).Value.ShouldContain("/password/pl1.");
        (await admin.Open("/start")).Text(".head .muted").ShouldBe("Está tudo pronto.");
        await admin.Send("/start/ticket");
        admin.Path.ShouldBe("/queue?open=true");
        admin.Text(".queue tbody tr").ShouldContain("Onde está o meu pedido?");
        admin.Page.QuerySelector(".queue .sla time").ShouldNotBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Steps_are_passed_over_and_taken_up_again(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open("/start");
        await manager.Send("/start/pass");
        manager.Text(".form h2").ShouldBe("O que vocês prometem?");
        manager.Text(".steps .passed b").ShouldBe("Horário de atendimento");
        (await server.Get("/api/v1/first-steps")).GetProperty("items")[0].GetProperty("passed").GetBoolean().ShouldBeTrue();
        await (await manager.Open("/start?step=hours")).Send("/start/hours");
        manager.Text(".steps .done b").ShouldBe("Horário de atendimento");
        // Only an administrator invites.
        (await manager.Open("/start?step=people")).Page.QuerySelector("form[action='/start/people']").ShouldBeNull();
    }

    [Fact]
    public async Task The_public_contract_is_paid_by_the_points_of_its_indicators()
    {
        await using var server = await TestServer.Start("sqlite");
        var found = await server.Db.Read(s => PublishedAgreements.Check(s, server.Workspace.TenantId, AgreementTemplate.Find("br-public-imr")!.For(s, Workspace.Get(s, server.Workspace.TenantId))));
        var agreement = found.Agreements.ShouldHaveSingleItem();
        // 92 % and 85 % cost 1 and 2 points, two critical tickets without a workaround in time 1, as one is free: 4 points, of which 2 % of the month's fee follow.
        static Breach Late(int n) => new($"T-{n}", "workaround", Instant.FromUtc(2026, 3, n, 12, 0), Duration.FromHours(1), Duration.FromHours(1), ImmutableSortedDictionary<string, string>.Empty.Add("priority", "critical"));
        var facts = new PeriodFacts([new("imr-atendimento", "2026-03", 92, 100, 95), new("imr-solucao", "2026-03", 85, 100, 90)], [Late(2), Late(3)]);
        var bill = Bill.Of(agreement.Money! with { Amounts = ImmutableSortedDictionary<string, decimal>.Empty.Add("monthly-fee", 10_000) }, agreement.Penalties, facts, []);
        bill.Lines.Where(l => l.Penalty != "points").Select(l => (l.Penalty, l.Points)).ShouldBe([("imr-atendimento", 1m), ("imr-solucao", 2m), ("imr-critico", 1m)]);
        bill.Lines.Single(l => l.Penalty == "points").Rule.ShouldBe("2..5");
        (bill.Adjustment, bill.Fine, bill.Credit).ShouldBe((200m, 0m, 0m), "payment follows the result; it is no fine");
    }

    public static TheoryData<string> Templates() => [.. AgreementTemplate.All.Select(t => t.Id)];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Every_template_is_clean_says_its_source_and_can_be_published(string id)
    {
        await using var server = await TestServer.Start("sqlite");
        var template = AgreementTemplate.Find(id)!;
        foreach (var language in ScreenWords.Languages)
        {
            template.About.GetValueOrDefault(language).ShouldNotBeNullOrWhiteSpace();
            ScreenWords.For(language).Has("template." + id).ShouldBeTrue();
        }
        if (template.Group == "rules")
        {
            template.Mark.ShouldBeOneOf("P", "S");
            template.Text.ShouldContain("# law: " + template.Law);
            template.Text.ShouldContain("# source: " + template.Source);
            ScreenWords.For("en").Has("country." + template.Country).ShouldBeTrue();
        }
        var found = await server.Db.Read(s => PublishedAgreements.Check(s, server.Workspace.TenantId, template.For(s, Workspace.Get(s, server.Workspace.TenantId))));
        found.Problems.ShouldBeEmpty();
        found.Agreements.ShouldHaveSingleItem().Id.ShouldBe(id);
        // In plain words, and on hours of one's own too.
        await server.Post("/api/v1/first-steps/hours", """{"weekdays":"08:00-17:00","holidays":true}""", expected: HttpStatusCode.NoContent);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open($"/start?step=promise&template={id}");
        manager.Page.QuerySelectorAll(".plain-words li").Length.ShouldBeGreaterThan(0);
        await manager.Send("/start/promise");
        (await server.Db.Read(s => PublishedAgreements.Versions(s, server.Workspace.TenantId))).ShouldHaveSingleItem().Agreement.ShouldBe(id);
    }
}
