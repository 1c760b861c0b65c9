using System.Net;
using NodaTime;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Tickets;

public class TicketListTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task S3_words_are_found_whatever_their_case_and_accents(string database)
    {
        await using var server = await TestServer.Start(database);
        string[] texts =
        [
            "A solução do pedido", "Închis după livrare", "Șoferul țării", "ÜBERWEISUNG Straße", "Code 1e5 12abc ORD-2026/7", "Emails: ana@example.com, www.example.com/path", "Đà Nẵng łódź", "naïve café 25°",
        ];
        foreach (var text in texts)
            await server.Client.Do("POST", "/tickets", $$"""{"subject":"x","text":"{{text}}","contact":"maria"}""");

        foreach (var (words, numbers) in new (string, string)[]
        {
            ("solucao", "1"), ("SOLUÇÃO", "1"), ("soluc pedido", "1"), ("olucao", ""), ("inchis", "2"), ("dupa", "2"), ("soferul tarii", "3"), ("uberweisung", "4"), ("strasse", "4"), ("1e5", "5"), ("12abc", "5"),
            ("ORD-2026/7", "5"), ("2026", "5"), ("example.com", "6"), ("ana@example", "6"), ("path", "6"), ("da nang", "7"), ("lodz", "7"), ("naive 25", "8"), ("cafe OR solucao", ""), ("x", "1 2 3 4 5 6 7 8"),
            ("pedido'", "1"), ("\"pedido", "1"), ("pedido & !x", "1"),
        })
            (await Numbers(server, $"q={Uri.EscapeDataString(words)}")).ShouldBe(numbers, $"looking for {words}");
        (await server.Client.Call("GET", "/tickets?q=%3A%2A")).Code.ShouldBe("no-words");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Words_follow_the_subject_when_it_changes(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"Banana","text":"fruta","contact":"maria"}""");
        await server.Client.Do("POST", "/tickets/1/notes", """{"html":"<p>segunda <b>vez</b></p><script>hidden()</script>"}""");
        await server.Client.Do("PATCH", "/tickets/1", """{"subject":"Maçã"}""");
        foreach (var (words, numbers) in new (string, string)[] { ("banana", ""), ("maca", "1"), ("fruta", "1"), ("segunda vez", "1"), ("hidden", "") })
            (await Numbers(server, "q=" + words)).ShouldBe(numbers, words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_worked_on_last_comes_first_whoever_worked_on_it(string database)
    {
        await using var server = await TestServer.Start(database);
        foreach (var subject in new[] { "um", "dois", "três" })
            await server.Client.Do("POST", "/tickets", $$"""{"subject":"{{subject}}","contact":"maria"}""");
        server.Clock.Now += Duration.FromMinutes(1);
        await server.Client.Do("POST", "/tickets/2/replies", """{"text":"Já vamos ver"}""");
        server.Clock.Now += Duration.FromMinutes(1);
        await server.Client.Do("PATCH", "/tickets/1", """{"priority":"high"}""");
        (await server.Client.Do("GET", "/tickets?sort=-updated")).Json.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("number").GetInt64()).ShouldBe([1, 2, 3]);
        (await Numbers(server, "updatedAfter=2026-03-02T12:01:00Z")).ShouldBe("1");
        (await server.Client.Do("GET", "/tickets/1")).Json.GetProperty("ticket").GetProperty("updated").GetString().ShouldBe("2026-03-02T12:02:00.000Z");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_that_a_request_does_not_have_is_refused_and_told(string database)
    {
        await using var server = await TestServer.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"um","contact":"maria"}""");
        var answer = await server.Client.Call("PATCH", "/tickets/1", """{"agnet":"ana"}""");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text("detail").ShouldNotBeNull().ShouldContain("agnet");
        (await server.Client.Call("POST", "/articles", """{"title":"Troca","language":"pt-BR"}""")).Text("detail").ShouldNotBeNull().ShouldContain("'body'");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Lists_are_filtered_by_every_field_tag_and_state(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/fields", """{"name":"carrier","title":"Carrier","type":"choice","choices":["Correios","Loggi"]}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"1","contact":"m","priority":"high","agent":"ana","tags":["vip","frete"],"fields":{"carrier":"Loggi"}}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"2","contact":"m","priority":"low","region":"sul","stage":"purchase","fields":{"carrier":"Correios"}}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"3","contact":"m","priority":"high","tags":["vip"],"channel":"chat","type":"question"}""");
        await server.Client.Do("POST", "/tickets/3/close", "{}");
        await server.Client.Do("PUT", "/tickets/2/followers/bia");

        foreach (var (query, numbers) in new (string, string)[]
        {
            ("priority=high", "1 3"), ("priority=high,low", "1 2 3"), ("agent=ana", "1"), ("agent=none", "2 3"), ("agent=ana,none&priority=high", "1 3"), ("region=sul&stage=purchase", "2"), ("region=norte", ""),
            ("channel=chat&type=question", "3"), ("tag=vip", "1 3"), ("tag=vip,frete", "1"), ("field.carrier=Loggi", "1"), ("field.carrier=Loggi,Correios", "1 2"), ("field.carrier=none", "3"),
            ("field.nothing=x", ""), ("open=true", "1 2"), ("open=false", "3"), ("covered=true", "1 2 3"), ("covered=false", ""), ("follower=bia", "2"), ("status=closed", "3"),
            ("dueBefore=2026-03-02T13:00:00Z", ""), ("dueBefore=2026-03-02T13:00:01Z", "1 2"), ("clock=cancelled", "3"), ("clock=overdue", ""), ("clock=active", "1 2"), ("clock=met,overdue", "3"),
        })
            (await Numbers(server, query)).ShouldBe(numbers, query);

        await server.Until("2026-03-02T13:30:00Z");
        (await Numbers(server, "clock=overdue")).ShouldBe("1 2");
        (await server.Client.Call("GET", "/tickets?clock=late")).Code.ShouldBe("bad-value");
        (await server.Client.Call("GET", "/tickets?sort=color")).Code.ShouldBe("bad-value");
        (await server.Client.Call("GET", "/tickets?dueBefore=tomorrow")).Code.ShouldBe("bad-date");
    }

    /// <summary>Due at closing time on Friday, kept until Monday's opening: until closing it is the first to be looked at, and after it what falls due at the weekend comes before it.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task T6_what_breaks_next_comes_first_also_out_of_hours(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-06T14:00:00Z");
        await server.Db.Write(tx => Prazo.Agreements.PublishedAgreements.Publish(tx, server.Workspace.TenantId, """
            prazo: 1
            agreement: horas
            title: Horas
            kind: service
            zone: Etc/UTC
            calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
            targets:
              first-response: { by: priority, within: { high: 4h, else: 20h clock }, calendar: comercial }
            """, "test", server.Clock.Now));
        await server.Client.Do("POST", "/tickets", """{"subject":"a","contact":"m","priority":"high"}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"b","contact":"m"}""");
        await server.Until("2026-03-06T17:59:59Z");
        (await Next(server)).ShouldBe(["1 2026-03-06T18:00:00.000Z", "2 2026-03-07T10:00:00.000Z"]);
        await server.Until("2026-03-06T18:00:00Z");
        (await Next(server)).ShouldBe(["2 2026-03-07T10:00:00.000Z", "1 2026-03-09T08:00:00.000Z"]);
        await server.Until("2026-03-07T12:00:00Z");
        (await Next(server)).ShouldBe(["2 2026-03-07T10:00:00.000Z", "1 2026-03-09T08:00:00.000Z"]);

        static async Task<IEnumerable<string>> Next(TestServer server) =>
            (await server.Client.Do("GET", "/tickets?open=true")).Json.GetProperty("items").EnumerateArray().Select(t => $"{t.GetProperty("number")} {t.GetProperty("nextDue")}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pages_by_next_due_miss_nothing_and_repeat_nothing_while_tickets_come_in(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        // Due an hour after creation, in pairs at the same millisecond; closed ones are due no more and come last.
        for (var i = 1; i <= 12; i++)
        {
            if (i % 2 == 1)
                server.Clock.Now += Duration.FromMinutes(1);
            await server.Client.Do("POST", "/tickets", $$"""{"subject":"{{i}}","contact":"m"}""");
        }
        foreach (var closed in new[] { 2, 5 })
            await server.Client.Do("POST", $"/tickets/{closed}/close", "{}");

        var seen = new List<string>();
        var next = "";
        do
        {
            var page = await server.Get("/api/v1/tickets?limit=3" + next);
            seen.AddRange(page.GetProperty("items").Texts("number"));
            next = page.TryGetProperty("next", out var cursor) ? "&cursor=" + cursor.GetString() : null;
            // Due before and after everything else.
            await server.Client.Do("POST", "/tickets", """{"subject":"meanwhile","contact":"m"}""");
        }
        while (next is not null && seen.Count < 40);
        seen.ShouldBeUnique();
        var first = seen.Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).Where(n => n <= 12).ToList();
        first.Order().ShouldBe(Enumerable.Range(1, 12));
        // The two of a pair are due together, in either order.
        first.Select(n => (n + 1) / 2).ShouldBe([1, 2, 2, 3, 4, 4, 5, 5, 6, 6, 1, 3]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_cursor_belongs_to_its_order(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        for (var i = 0; i < 3; i++)
            await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"m"}""");
        var page = await server.Get("/api/v1/tickets?sort=-number&limit=2");
        page.GetProperty("items").Texts("number").ShouldBe(["3", "2"]);
        var cursor = page.GetProperty("next").GetString();
        (await server.Get($"/api/v1/tickets?sort=-number&limit=2&cursor={cursor}")).GetProperty("items").Texts("number").ShouldBe(["1"]);
        (await server.Client.Call("GET", $"/tickets?sort=number&cursor={cursor}")).Code.ShouldBe("bad-cursor");
        (await server.Client.Call("GET", "/tickets?cursor=nonsense")).Code.ShouldBe("bad-cursor");
        (await server.Client.Call("GET", "/tickets/99")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> Numbers(TestServer server, string query) =>
        string.Join(' ', (await server.Get($"/api/v1/tickets?sort=number&{query}")).GetProperty("items").Texts("number"));
}
