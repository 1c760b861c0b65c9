using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Agreements;
using Prazo.People;
using Prazo.Satisfaction;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Satisfaction;

/// <summary>What customers said, counted: scores with their intervals, no percentage without an answer, the answer beside the clock, and every figure opens its tickets.</summary>
public class SatisfactionReportTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Support
        kind: service
        zone: UTC
        targets: { resolution: { within: 2h clock } }
        satisfaction: { ask: csat, reasons: { speed: The speed } }
        """;

    /// <summary>Four tickets resolved in time and two late; marks 5, 4, 2, none and 5, 1.</summary>
    private static async Task<TestServer> Shop(string database)
    {
        var server = await TestServer.Start(database);
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await server.Db.Write(tx => Contacts.Add(tx, server.Workspace.TenantId, new ContactInput("maria", null, "Maria", "maria@example.com"), "test", server.Clock.Now));
        foreach (var (agent, late, mark) in new (string, bool, int?)[] { ("ana", false, 5), ("ana", false, 4), ("bia", false, 2), ("caio", false, null), ("ana", true, 5), ("bia", true, 1) })
        {
            var number = (await server.Post("/api/v1/tickets", $$"""{"subject":"Printer","text":"x","contact":"maria","agent":"{{agent}}"}""", expected: HttpStatusCode.Created)).GetProperty("number").ToString();
            await server.Until(Text(server.Clock.Now + Duration.FromHours(late ? 3 : 1)));
            await server.Client.PatchAsync(new Uri($"/api/v1/tickets/{number}", UriKind.Relative), new StringContent("""{"status":"resolved"}""", System.Text.Encoding.UTF8, "application/json"));
            await server.Until(Text(server.Clock.Now + Duration.FromMinutes(1)));
            if (mark is not null)
                await server.Db.Write(tx => Surveys.Of(tx, server.Workspace.TenantId, TicketQueries.Find(tx, server.Workspace.TenantId, number)!.Id) is [var survey, ..]
                    ? Surveys.Answer(new Act(tx, server.Services.GetRequiredService<TicketLog>(), SurveyLinks.Holder(survey), server.Clock.Now), server.Services.GetRequiredService<PublishedAgreements>(), survey.Id, new SurveyAnswer(mark, ["speed"], "=1+1"))
                    : throw new InvalidOperationException("nobody was asked"));
        }
        return server;
    }

    private static string Text(Instant at) => NodaTime.Text.InstantPattern.ExtendedIso.Format(at);

    [Theory, OnSqlite, OnPostgres]
    public async Task Figures_are_counted_by_hand(string database)
    {
        await using var server = await Shop(database);
        var all = await server.Get("/api/v1/reports/satisfaction");
        var row = all.GetProperty("rows")[0];
        (row.GetProperty("asked").GetInt32(), row.GetProperty("answered").GetInt32(), row.GetProperty("satisfied").GetInt32(), row.GetProperty("unhappy").GetInt32()).ShouldBe((6, 5, 3, 2));
        row.GetProperty("score").GetDouble().ShouldBe(60);
        // Wilson, 3 of 5, by hand: (0.6 + 0.38415) / 1.76829 ± 1.95996 / 1.76829 × √(0.048 + 0.038415).
        row.GetProperty("from").GetDouble().ShouldBe(23.07, 0.02);
        row.GetProperty("to").GetDouble().ShouldBe(88.24, 0.02);
        var cells = all.GetProperty("cells")[0];
        (Of(cells, "keptSatisfied"), Of(cells, "keptNot"), Of(cells, "brokenSatisfied"), Of(cells, "brokenNot"), Of(cells, "notJudged")).ShouldBe((2, 1, 1, 1, 0));

        var by = (await server.Get("/api/v1/reports/satisfaction?by=agent")).GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("by").GetProperty("agent").GetString()!);
        by["ana"].GetProperty("score").GetDouble().ShouldBe(100);
        by["bia"].GetProperty("score").GetDouble().ShouldBe(0);
        // Who answered nothing is no hundred percent.
        by["caio"].TryGetProperty("score", out _).ShouldBeFalse();
        (await server.Get("/api/v1/reports/satisfaction?by=agent&where=agent:bia")).GetProperty("rows").GetArrayLength().ShouldBe(1);
    }

    private static int Of(JsonElement cells, string name) => cells.GetProperty(name).GetInt32();

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_figure_of_the_page_opens_as_many_answers_as_it_says(string database)
    {
        await using var server = await Shop(database);
        var eva = await Browser.Of(server, "eva", "manager", "en");
        await eva.Open("/reports/satisfaction?by=agent");
        eva.Text("main").ShouldContain("60.0%");
        eva.Text("main").ShouldContain("no answers");
        var cells = eva.Page.QuerySelectorAll(".cells td a").Select(a => (a.GetAttribute("href")!, int.Parse(a.TextContent, CultureInfo.InvariantCulture))).ToList();
        cells.Select(c => c.Item2).ShouldBe([2, 1, 1, 1]);
        foreach (var (link, count) in cells)
            (await eva.Open(link)).Page.QuerySelectorAll(".answers li").Length.ShouldBe(count, link);
        await eva.Open("/reports/satisfaction?by=agent");
        await eva.Follow(eva.Page.QuerySelectorAll("table.counts a").First(a => a.GetAttribute("href")!.Contains("unhappy", StringComparison.Ordinal) && a.GetAttribute("href")!.Contains("value=bia", StringComparison.Ordinal)));
        eva.Page.QuerySelectorAll(".answers li").Length.ShouldBe(2);
        eva.Text(".answers").ShouldContain("The speed");
        (await eva.Open("/reports/satisfaction/answers?cell=lua")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Tables_neutralise_formulas_and_hold_the_same_figures()
    {
        await using var server = await Shop("sqlite");
        var csv = await server.Client.GetStringAsync(new Uri("/api/v1/reports/satisfaction/csv?by=agent", UriKind.Relative));
        csv.ShouldContain("csat,ana,3,3,0,100,3,0,100,");
        csv.ShouldContain("csat,caio,1,0,1,0,0,0,,,");
        (await server.Client.GetByteArrayAsync(new Uri("/api/v1/reports/satisfaction/xlsx?by=agent", UriKind.Relative)))[..2].ShouldBe("PK"u8.ToArray());
    }

    [Fact]
    public async Task Where_nobody_is_asked_the_page_says_what_to_do()
    {
        await using var server = await TestServer.Start("sqlite");
        var eva = await Browser.Of(server, "eva", "manager", "en");
        (await eva.Open("/reports/satisfaction")).Text(".empty").ShouldContain("satisfaction:");
        eva.Page.QuerySelector(".empty a")!.GetAttribute("href").ShouldBe("/agreements");
    }
}
