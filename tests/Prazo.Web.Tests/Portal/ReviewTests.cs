using System.Net;
using NodaTime;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Portal;

/// <summary>What a customer contests goes to those who manage, and is answered with a reason.</summary>
public class ReviewTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_contested_pause_waits_in_the_queue_and_its_answer_is_shown(string database)
    {
        await using var shop = await Shop.Open(database);
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"Order","text":"a"}""");
        await shop.Key.Do("PATCH", "/tickets/1", """{"status":"waiting-customer"}""");
        shop.Server.Clock.Now += Duration.FromHours(1);
        var since = shop.Server.Clock.Now - Duration.FromHours(1);
        (await Shop.Page(shop.Maria, "/portal/tickets/1")).ShouldContain($"pause|resolution|1|{since.ToUnixTimeMilliseconds()}");
        var sent = await Shop.Send(shop.Maria, "/portal/tickets/1/contest", ("what", $"pause|resolution|1|{since.ToUnixTimeMilliseconds()}"), ("text", "I had answered by phone"));
        sent.Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Shop.Page(shop.Maria, "/portal/tickets/1")).ShouldContain("Somebody who is responsible looks at it");
        (await shop.Maria.Call("POST", "/own/tickets/1/reviews", """{"about":"pause","target":"resolution","cycle":1,"text":"again"}""")).Code.ShouldBe("asked");

        var queue = await Shop.Page(shop.Rui, "/reviews");
        queue.ShouldContain("I had answered by phone");
        queue.ShouldContain("AURORA");
        var review = (await shop.Key.Do("GET", "/reviews")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        (await Shop.Send(shop.Rui, $"/reviews/{review}/answer", ("answer", "accept"), ("text", ""))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Shop.Send(shop.Rui, $"/reviews/{review}/answer", ("answer", "accept"), ("text", "True, the call is in the log"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await shop.Rui.Call("POST", $"/reviews/{review}/answer", """{"accept":false,"text":"no"}""")).Code.ShouldBe("answered");

        var page = await Shop.Page(shop.Maria, "/portal/tickets/1");
        page.ShouldContain("True, the call is in the log");
        page.ShouldContain("Rui Costa");
        page.ShouldContain("Accepted");
        (await shop.Key.Do("GET", "/reviews")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await shop.Server.Db.Read(s => s.Query<string>("SELECT actor || ' ' || action FROM audit WHERE subject LIKE 'review:%' ORDER BY id"))).ShouldBe(["user:maria review.asked", "user:rui review.accepted"]);
    }

    [Theory]
    [InlineData("""{"about":"verdict","target":"first-response","cycle":1,"text":"x"}""", "open")]
    [InlineData("""{"about":"pause","target":"first-response","cycle":1,"text":"x"}""", "no-pause")]
    [InlineData("""{"about":"price","target":"first-response","cycle":1,"text":"x"}""", "bad-value")]
    [InlineData("""{"about":"verdict","target":"delivery","cycle":1,"text":"x"}""", "unknown-target")]
    public async Task What_is_not_there_cannot_be_contested(string body, string code)
    {
        await using var shop = await Shop.Open("sqlite");
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"Order","text":"a"}""");
        (await shop.Maria.Call("POST", "/own/tickets/1/reviews", body)).Code.ShouldBe(code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Waivers_that_wait_are_decided_in_the_same_queue(string database)
    {
        await using var shop = await Shop.Open(database);
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"Order","text":"a"}""");
        await shop.Key.Do("POST", "/tickets/1/waivers", """{"target":"resolution","text":"The carrier is on strike"}""");
        (await Shop.Page(shop.Rui, "/reviews")).ShouldContain("The carrier is on strike");
        var request = await Tickets.TicketActionTests.FirstRequest(shop.Server);
        (await Shop.Send(shop.Rui, $"/reviews/requests/{request}", ("ticket", "1"), ("answer", "grant"), ("text", ""))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Shop.Send(shop.Rui, $"/reviews/requests/{request}", ("ticket", "1"), ("answer", "grant"), ("text", "Agreed"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await shop.Server.State(1, "resolution")).ShouldBe("Waived");
        await Shop.Page(shop.Maria, "/reviews", HttpStatusCode.Forbidden);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_erased_customer_contested_on_a_colleagues_ticket_is_gone(string database)
    {
        await using var shop = await Shop.Open(database);
        using var nuno = await Shop.Customer(shop.Server, "nuno", "Nuno Dias", "aurora");
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"Order","text":"a"}""");
        await nuno.Do("POST", "/own/tickets/1/close");
        await nuno.Do("POST", "/own/tickets/1/reviews", """{"about":"verdict","target":"resolution","cycle":1,"text":"palavras de Nuno"}""");
        var id = (await shop.Key.Do("GET", "/contacts?text=nuno")).Json.GetProperty("contacts")[0].GetProperty("id").GetGuid();
        await shop.Key.Do("POST", $"/contacts/{id}/erase");
        (await shop.Server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM ticket_texts WHERE body LIKE '%Nuno%'"))).ShouldBe(0);
        (await shop.Key.Do("GET", "/reviews")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
    }
}
