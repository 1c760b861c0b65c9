using System.Net;
using System.Text.Json;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;

namespace Prazo.Web.Tests.Tickets;

/// <summary>The queue by what breaking a promise would cost, on the screen and in the API.</summary>
public class MoneyAtRiskTests
{
    private const string Text = """
        prazo: 1
        agreement: caro
        title: Caro
        kind: customer
        parties: { provider: Loja, customer: Aurora }
        zone: UTC
        term: { from: 2026-01-01 }
        applies: { when: { customer: [aurora, boreal] } }
        targets:
          first-response: { within: 720h clock, calendar: 24x7 }
        money: { currency: BRL }
        penalties:
          - { id: each, target: first-response, per-breach: 1500.00 BRL, weights: { by: customer, boreal: 3, else: 1 } }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task The_dearest_come_first_with_their_amounts(string database)
    {
        await using var shop = await Shop.Open(database, "");
        (await Shop.Page(shop.Rui, "/queue?open=true")).ShouldNotContain("sort=-at-risk");
        await shop.Server.Post("/api/v1/agreements", Text, "application/yaml");
        var at = shop.Server.Clock.Now.ToString();
        foreach (var (number, customer) in new[] { (1, "aurora"), (2, "boreal"), (3, "nobody"), (4, "aurora") })
            await shop.Server.Post("/api/v1/events?source=shop", $$$"""[{"ticket":"T-{{{number}}}","kind":"created","at":"{{{at}}}","id":"c{{{number}}}","fields":{"customer":"{{{customer}}}"}}]""");

        var list = await shop.Server.Get("/api/v1/tickets?open=true&sort=-at-risk&limit=2");
        Amounts(list).ShouldBe("boreal 4500.00 BRL, aurora 1500.00 BRL");
        var rest = await shop.Server.Get("/api/v1/tickets?open=true&sort=-at-risk&limit=2&cursor=" + list.GetProperty("next").GetString());
        Amounts(rest).ShouldBe("aurora 1500.00 BRL");
        rest.TryGetProperty("next", out _).ShouldBeFalse();
        Amounts(await shop.Server.Get("/api/v1/tickets?customer=aurora&sort=-at-risk")).ShouldBe("aurora 1500.00 BRL, aurora 1500.00 BRL");
        (await shop.Server.Get("/api/v1/tickets?open=true")).GetProperty("items")[0].TryGetProperty("atRisk", out _).ShouldBeFalse();

        foreach (var (query, code) in new[] { ("sort=at-risk", "bad-value"), ("sort=-at-risk&cursor=x", "bad-cursor") })
        {
            var refused = await shop.Rui.Call("GET", "/tickets?" + query);
            (refused.Status, refused.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, code));
        }

        // A view that was saved with this order keeps it.
        var view = (await shop.Rui.Do("POST", "/views", """{"name":"Dear","query":"open=true&sort=-at-risk"}""")).Json.GetProperty("id").GetGuid();
        Amounts((await shop.Rui.Do("GET", $"/views/{view}/tickets")).Json).ShouldBe("boreal 4500.00 BRL, aurora 1500.00 BRL, aurora 1500.00 BRL");

        var page = await Shop.Page(shop.Rui, "/queue?open=true&sort=-at-risk");
        page.IndexOf("4,500.00 BRL", StringComparison.Ordinal).ShouldBeInRange(0, page.IndexOf("1,500.00 BRL", StringComparison.Ordinal));
        page.ShouldContain("""<input type="hidden" name="sort" value="-at-risk" />""");
        (await Shop.Page(shop.Rui, "/go?q=money")).ShouldContain("sort=-at-risk");
        (await Shop.Page(shop.Rui, "/queue?open=true&sort=-at-risk&customer=nobody")).ShouldContain("No money is at risk");
    }

    private static string Amounts(JsonElement list) => string.Join(", ", list.GetProperty("items").EnumerateArray().Select(t =>
        $"{t.GetProperty("fields").GetProperty("customer").GetString()} {t.GetProperty("atRisk").GetProperty("amount").GetRawText()} {t.GetProperty("atRisk").GetProperty("currency").GetString()}"));
}
