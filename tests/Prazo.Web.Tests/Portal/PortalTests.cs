using System.Net;
using NodaTime;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Portal;

/// <summary>A customer sees and does what is theirs to see and do, and nothing else.</summary>
public class PortalTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_customer_opens_a_ticket_and_reads_the_promise_in_their_own_zone(string database)
    {
        await using var shop = await Shop.Open(database);
        var opened = await Shop.Send(shop.Maria, "/portal/new", ("subject", "Where is my order?"), ("text", "It is late."));
        (opened.Status, opened.To).ShouldBe((HttpStatusCode.SeeOther, "/portal/tickets/1"));

        var page = await Shop.Page(shop.Maria, "/portal/tickets/1");
        // 14:00 in São Paulo: four hours of work with a lunch break.
        page.ShouldContain("We answer by Mon, 2 Mar, 13:00 (your time).");
        page.ShouldContain("America/Manaus");
        (await Shop.Page(shop.Maria, "/portal")).ShouldContain("Where is my order?");

        var ticket = (await shop.Key.Do("GET", "/tickets/1")).Json.GetProperty("ticket").GetProperty("fields");
        (ticket.GetProperty("customer").GetString(), ticket.GetProperty("contact").GetString(), ticket.GetProperty("channel").GetString(), ticket.GetProperty("priority").GetString()).ShouldBe(("aurora", "maria", "portal", "normal"));

        await shop.Key.Do("POST", "/tickets/1/replies", """{"text":"It comes tomorrow.","agent":"ana"}""");
        page = await Shop.Page(shop.Maria, "/portal/tickets/1");
        page.ShouldContain("We answered on Mon, 2 Mar, 08:00.");
        page.ShouldContain("In time: promised by Mon, 2 Mar, 13:00.");
        page.ShouldContain("Ana Lima");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_customer_replies_closes_and_opens_again(string database)
    {
        await using var shop = await Shop.Open(database);
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"A","text":"first"}""");
        (await Shop.Send(shop.Maria, "/portal/tickets/1/reply", ("text", "second"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Shop.Send(shop.Maria, "/portal/tickets/1/close")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await shop.Maria.Do("GET", "/own/tickets/1")).Json.GetProperty("ticket").GetProperty("status").GetString().ShouldBe("closed");
        (await shop.Maria.Do("GET", "/own/tickets?open=true")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Shop.Send(shop.Maria, "/portal/tickets/1/reopen", ("text", "not yet"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        var shown = (await shop.Maria.Do("GET", "/own/tickets/1")).Json;
        shown.GetProperty("messages").Texts("text").ShouldBe(["first", "second", "not yet"]);
        shown.GetProperty("actions").EnumerateArray().Select(a => a.GetString()).ShouldBe(["reply", "review", "close"]);
        (await shop.Server.Log(1)).ShouldContain(e => e.StartsWith("customer", StringComparison.Ordinal));
        // What is refused is told with what was typed.
        var refused = await Shop.Send(shop.Maria, "/portal/new", ("subject", ""), ("text", "typed"), ("step", "open"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("typed");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Notes_handles_and_inner_fields_never_leak(string database)
    {
        await using var shop = await Shop.Open(database);
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"A","text":"first"}""");
        var file = (await shop.Key.Do("POST", "/attachments?name=secret.txt", "bytes", type: "text/plain")).Id("id");
        await shop.Key.Do("POST", "/tickets/1/notes", $$"""{"text":"segredo interno","agent":"ana","attachments":["{{file}}"]}""");
        await shop.Key.Do("PATCH", "/tickets/1", """{"agent":"ana","team":"second-level","tags":["difficult"],"status":"escalated-n2"}""");
        await shop.Key.Do("POST", "/tickets/1/pause", """{"target":"first-response","party":"supplier","text":"the supplier sleeps"}""");
        // Somebody else's ticket is merged into hers: what they wrote stays theirs.
        await shop.Jo.Do("POST", "/own/tickets", """{"subject":"B","text":"palavra de Jo"}""");
        await shop.Key.Do("POST", "/tickets/2/merge", """{"into":"1"}""");

        foreach (var path in new[] { "/portal", "/portal/tickets/1", "/portal/tickets/1/clocks", "/api/v1/own/tickets", "/api/v1/own/tickets/1", "/api/v1/own/tickets/1/clocks" })
        {
            var shown = await Shop.Page(shop.Maria, path);
            foreach (var secret in new[] { "segredo", "secret.txt", "second-level", "difficult", "escalated-n2", "sleeps", "\"ana\"", "palavra de Jo", "boreal" })
                shown.ShouldNotContain(secret, Case.Insensitive, path);
        }
        (await shop.Maria.Call("GET", $"/own/attachments/{file}")).Status.ShouldBe(HttpStatusCode.NotFound);
        // Jo sees her own words and is led on without being told where.
        var joined = await shop.Jo.Call("POST", "/own/tickets/2/replies", """{"text":"still here"}""");
        joined.Code.ShouldBe("merged");
        joined.Json.ToString().ShouldNotContain("#1");
        (await Shop.Page(shop.Jo, "/portal/tickets/2")).ShouldContain("palavra de Jo");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tickets_are_the_organisations_and_stay_with_it(string database)
    {
        await using var shop = await Shop.Open(database);
        using var colleague = await Shop.Customer(shop.Server, "nuno", "Nuno Dias", "aurora");
        using var alone = await Shop.Customer(shop.Server, "lia", "Lia Rocha", null);
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"A","text":"a"}""");
        await alone.Do("POST", "/own/tickets", """{"subject":"L","text":"l"}""");
        async Task<string[]> Seen(HttpClient client) => (await client.Do("GET", "/own/tickets")).Json.GetProperty("items").Texts("number");
        (await Seen(shop.Maria)).ShouldBe(["1"]);
        (await Seen(colleague)).ShouldBe(["1"]);
        (await Seen(alone)).ShouldBe(["2"]);
        (await Seen(shop.Jo)).ShouldBeEmpty();
        foreach (var path in new[] { "", "/replies", "/close", "/reopen", "/reviews" })
            (await shop.Jo.Call(path.Length == 0 ? "GET" : "POST", "/own/tickets/1" + path, path is "" or "/close" ? null : path == "/reviews" ? """{"about":"verdict","target":"resolution","cycle":1,"text":"x"}""" : """{"text":"x"}"""))
                .Status.ShouldBe(HttpStatusCode.NotFound, path);
        foreach (var path in new[] { "reply", "close", "reopen", "contest" })
            (await Shop.Send(shop.Jo, "/portal/tickets/1/" + path, ("text", "x"))).Status.ShouldBe(HttpStatusCode.NotFound, path);

        // Maria goes to Boreal: what she asked for Aurora is Aurora's.
        var maria = (await shop.Key.Do("GET", "/contacts?text=maria")).Json.GetProperty("contacts")[0].GetProperty("id").GetGuid();
        var boreal = (await shop.Key.Do("GET", "/organisations")).Json.GetProperty("organisations").EnumerateArray().First(o => o.GetProperty("handle").GetString() == "boreal").GetProperty("id").GetGuid();
        await shop.Key.Do("PATCH", $"/contacts/{maria}", $$"""{"organisation":"{{boreal}}"}""");
        (await Seen(shop.Maria)).ShouldBeEmpty();
        (await Seen(colleague)).ShouldBe(["1"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Files_go_up_with_a_form_and_come_down_to_their_own_customer_only(string database)
    {
        await using var shop = await Shop.Open(database);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("With a file"), "subject" }, { new StringContent("see it"), "text" }, { new ByteArrayContent("hello"u8.ToArray()), "files", "hello.txt" },
        };
        (await shop.Maria.PostAsync(new Uri("/portal/new", UriKind.Relative), form)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var file = (await shop.Maria.Do("GET", "/own/tickets/1")).Json.GetProperty("messages")[0].GetProperty("attachments")[0];
        file.GetProperty("name").GetString().ShouldBe("hello.txt");
        var path = "/api/v1/own/attachments/" + file.GetProperty("id").GetString();
        (await Shop.Page(shop.Maria, path)).ShouldBe("hello");
        await Shop.Page(shop.Jo, path, HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_known_is_shown_before_a_ticket_is_opened_and_an_answer_found_is_counted(string database)
    {
        await using var shop = await Shop.Open(database);
        var article = (await shop.Key.Do("POST", "/articles", """{"title":"Tracking an order","body":"Look at the label.","language":"en","published":true}""")).Id("id");
        await shop.Key.Do("POST", "/articles", """{"title":"Order of orders","body":"inner","language":"en"}""");
        var looked = await Shop.Send(shop.Maria, "/portal/new", ("subject", "Where is my order?"), ("text", "I want tracking"));
        looked.Status.ShouldBe(HttpStatusCode.OK);
        looked.Text.ShouldContain("Tracking an order");
        looked.Text.ShouldContain("I want tracking");
        looked.Text.ShouldNotContain("Order of orders");
        (await Shop.Send(shop.Maria, $"/portal/articles/{article}/answered")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await shop.Key.Do("GET", $"/articles/{article}")).Json.GetProperty("deflected").GetInt64().ShouldBe(1);
        (await Shop.Send(shop.Maria, "/portal/new", ("subject", "Where is my order?"), ("text", "I want tracking"), ("step", "open"))).To.ShouldBe("/portal/tickets/1");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_late_answer_is_called_late_and_a_pause_is_told(string database)
    {
        await using var shop = await Shop.Open(database);
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"A","text":"a"}""");
        shop.Server.Clock.Now += Duration.FromHours(6);
        (await Shop.Page(shop.Maria, "/portal/tickets/1")).ShouldContain("promised by Mon, 2 Mar, 13:00 and not done yet.");
        await shop.Key.Do("POST", "/tickets/1/replies", """{"text":"Sorry.","agent":"ana"}""");
        await shop.Key.Do("PATCH", "/tickets/1", """{"status":"waiting-customer"}""");
        shop.Server.Clock.Now += Duration.FromMinutes(10) + Duration.FromNanoseconds(100);
        var page = await Shop.Page(shop.Maria, "/portal/tickets/1");
        page.ShouldContain("That was 1 h too late: promised by Mon, 2 Mar, 13:00.");
        page.ShouldContain("Time has stood still since Mon, 2 Mar, 14:00: waiting for the customer, on your account.");
        page.ShouldContain("Waiting for you");
    }
}
