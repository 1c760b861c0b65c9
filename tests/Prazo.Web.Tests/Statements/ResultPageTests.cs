using System.Net;
using System.Text.Json;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Statements;

/// <summary>Results are public where both parties say so, and as long as they do.</summary>
public class ResultPageTests
{
    private static async Task<(string State, string? Path)> Said(HttpClient client, string path)
    {
        var said = (await client.Do("GET", path + "/publication")).Json;
        return (said.GetProperty("state").GetString()!, said.TryGetProperty("path", out var to) ? to.GetString() : null);
    }

    private static async Task Refused(HttpClient client, string path, HttpStatusCode status, string code = "")
    {
        var answer = await client.Call("PUT", path, "{}");
        answer.Status.ShouldBe(status);
        answer.Json.ToString().ShouldContain(code);
    }

    private static async Task Close(Month month, Guid id)
    {
        var hash = (await month.Maria.Do("GET", "/own/statements/" + id)).Json.GetProperty("hash").GetString();
        await month.Maria.Do("POST", $"/own/statements/{id}/accept", JsonSerializer.Serialize(new { hash }));
        await month.Shop.Rui.Do("POST", $"/statements/{id}/close", "{}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_public_without_the_consent_of_both_and_either_takes_it_back(string database)
    {
        await using var month = await Month.Open(database);
        using var anybody = month.Server.ClientWith(null);
        anybody.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var id = await month.Draft();
        var own = "/own/statements/" + id;
        await Refused(month.Maria, own + "/publication", HttpStatusCode.UnprocessableEntity, "not-proposed");

        // The provider proposes on the page: nothing is public yet, and only the customer's own people may consent.
        var rui = new Browser(month.Shop.Rui);
        await rui.Open("/statements/" + id);
        await rui.Send($"/statements/{id}/publication", ("do", "propose"));
        rui.Text("#publication").ShouldContain("The customer has not consented yet");
        var link = await month.Server.Db.Read(s => s.Value<string>("SELECT link FROM result_pages"));
        await Shop.Page(anybody, "/results/" + link, HttpStatusCode.NotFound);
        (await Said(month.Maria, own)).ShouldBe(("proposed", null));
        await Refused(month.Shop.Rui, $"/statements/{id}/publication", HttpStatusCode.UnprocessableEntity, "proposed-already");
        await Refused(month.Shop.Jo, own + "/publication", HttpStatusCode.NotFound);
        await Refused(month.Shop.Rui, own + "/publication", HttpStatusCode.Forbidden);

        var maria = new Browser(month.Maria);
        await maria.Open("/portal/statements/" + id);
        await maria.Send($"/portal/statements/{id}/publication", ("do", "consent"));
        maria.Text("#publication").ShouldContain("Consented by Maria");
        (await Said(month.Shop.Rui, "/statements/" + id)).ShouldBe(("published", "/results/" + link));

        // A draft is nobody's yet; what is closed shows objectives and their hash, and nothing of people, tickets or money.
        (await Shop.Page(anybody, "/results/" + link)).ShouldContain("No period is closed yet");
        await Close(month, id);
        using var answer = await anybody.GetAsync(new Uri("/results/" + link, UriKind.Relative));
        answer.Headers.GetValues("X-Robots-Tag").Single().ShouldBe("noindex, nofollow");
        var page = await answer.Content.ReadAsStringAsync();
        var hash = (await month.Shop.Rui.Do("GET", "/statements/" + id)).Json.GetProperty("hash").GetString()!;
        foreach (var told in new[] { "Support for Aurora", "First response", "50%", "95%", hash, "Sun, 1 Feb 2026" })
            page.ShouldContain(told);
        foreach (var kept in new[] { "Maria", "Rui", "ana", "#2", "300", "BRL", "/tickets/" })
            page.ShouldNotContain(kept, Case.Sensitive);

        // Either takes it back at once; what is proposed anew is another page, and needs another consent.
        await month.Maria.Do("DELETE", own + "/publication");
        await Shop.Page(anybody, "/results/" + link, HttpStatusCode.NotFound);
        (await Said(month.Shop.Rui, "/statements/" + id)).ShouldBe(("withdrawn", null));
        await month.Shop.Rui.Do("PUT", $"/statements/{id}/publication", "{}");
        await Shop.Page(anybody, "/results/" + link, HttpStatusCode.NotFound);
        var other = await month.Server.Db.Read(s => s.Value<string>("SELECT link FROM result_pages"));
        other.ShouldNotBe(link);
        await Shop.Page(anybody, "/results/" + other, HttpStatusCode.NotFound);
        await month.Maria.Do("PUT", own + "/publication", "{}");
        await Shop.Page(anybody, "/results/" + other);
        await month.Shop.Rui.Do("DELETE", $"/statements/{id}/publication");
        await Shop.Page(anybody, "/results/" + other, HttpStatusCode.NotFound);
        foreach (var none in new[] { "x", "pr1.x.y", other![..^1] + (other[^1] == 'A' ? 'B' : 'A') })
            await Shop.Page(anybody, "/results/" + none, HttpStatusCode.NotFound);

        (await month.Server.Db.Read(s => s.Query<string>("SELECT actor || ' ' || action FROM audit WHERE action LIKE 'results.%' ORDER BY seq")))
            .ShouldBe(["user:rui results.proposed", "user:maria results.consented", "user:maria results.withdrawn", "user:rui results.proposed", "user:maria results.consented", "user:rui results.withdrawn"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_consent_and_withdraw_at_once_leave_one_state_and_a_row_for_each_that_did(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        await month.Shop.Rui.Do("PUT", $"/statements/{id}/publication", "{}");
        var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var answer = await month.Maria.PutAsync(new Uri($"/api/v1/own/statements/{id}/publication", UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
            return answer.StatusCode;
        }));
        codes.Count(c => c == HttpStatusCode.OK).ShouldBe(1);
        (await month.Server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM audit WHERE action = 'results.consented'"))).ShouldBe(1);
    }
}
