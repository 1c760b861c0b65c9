using System.Net;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using NodaTime;
using Prazo.Statements;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Statements;

/// <summary>A month is accounted for: the provider drafts it, the customer reads, contests and accepts it in the portal, and takes the proof along.</summary>
public class StatementPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task From_draft_to_acceptance_by_both_parties_and_the_proof_is_recomputed(string database)
    {
        await using var month = await Month.Open(database, named: true);
        var rui = new Browser(month.Shop.Rui);
        await rui.Open("/statements");
        await rui.Send("/statements", ("agreement", Month.Agreement), ("period", "2026-02"));
        rui.Status.ShouldBe(HttpStatusCode.OK);
        var id = rui.Path.Split('/')[^1];
        rui.Text("#main").ShouldContain("2 promises broke");
        rui.Text("#main").ShouldContain("300.00 BRL");

        // The customer reads it in plain words; every breach opens the account of its ticket.
        var maria = new Browser(month.Maria);
        await maria.Open("/portal/agreement");
        maria.Page.QuerySelector("a[href='/portal/statements']").ShouldNotBeNull();
        await maria.Open("/portal/statements");
        maria.Status.ShouldBe(HttpStatusCode.OK, maria.Page.Body!.TextContent);
        maria.Text("#main").ShouldContain("2 promises broke");
        var own = "/portal/statements/" + id;
        await maria.Open(own);
        maria.Text("#main").ShouldContain("promised in 95% of all cases, kept in 50% (2 of 4)");
        maria.Text("#main").ShouldContain("You may contest until");
        await maria.Open(maria.Page.QuerySelector(".plain-list a")!.GetAttribute("href")!);
        maria.Status.ShouldBe(HttpStatusCode.OK);

        // She contests one with evidence, and somebody who manages is told at once.
        (await Month.Send(month.Maria, own + "/contest", "log.txt", "the call of 12:20", ("item", "2/first-response/1"), ("text", "We were called back at 12:20"))).ShouldBe(HttpStatusCode.SeeOther);
        (await month.Shop.Rui.Do("GET", "/notifications")).Json.ToString().ShouldContain("statement-contested");
        await rui.Open("/statements?state=contested");
        rui.Text(".contested").ShouldContain("answer within 2 d");
        rui.Text("table").ShouldContain("Support for Aurora");
        await rui.Open("/statements?state=closed");
        rui.Page.QuerySelector("table").ShouldBeNull();
        await rui.Open("/statements/" + id);
        rui.Text(".contested").ShouldContain("We were called back at 12:20");
        (await month.Shop.Rui.GetStringAsync(new Uri(rui.Page.QuerySelector(".contested .files a")!.GetAttribute("href")!, UriKind.Relative))).ShouldBe("the call of 12:20");
        (await Shop.Send(month.Shop.Rui, $"/statements/{id}/close")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // The answer goes back with evidence of its own; what it costs is computed anew.
        (await Month.Send(month.Shop.Rui, $"/statements/{id}/settle", "call.txt", "recorded twice", ("item", "2/first-response/1"), ("cause", "error"), ("why", "True: the call was recorded on another ticket"))).ShouldBe(HttpStatusCode.SeeOther);
        await maria.Open(own);
        maria.Text("#main").ShouldContain("True: the call was recorded on another ticket");
        maria.Text("#main").ShouldContain("kept in 66.6667% (2 of 3)");
        maria.Text(".story").ShouldContain("Rui Costa excludes: #2 First response – Recorded wrongly");
        (await month.Maria.GetStringAsync(new Uri(maria.Page.QuerySelectorAll(".story .files a")[^1].GetAttribute("href")!, UriKind.Relative))).ShouldBe("recorded twice");

        // Accepted, it is not changed any more; closed, the proof is recomputed by the other party.
        await maria.Send(own + "/accept");
        (await Shop.Send(month.Shop.Rui, $"/statements/{id}/settle", ("item", "4/first-response/1"), ("why", "x"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Shop.Send(month.Maria, own + "/bundle")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        await rui.Open("/statements/" + id);
        await rui.Send($"/statements/{id}/close");
        rui.Text("#main").ShouldContain("accepted");
        await maria.Open(own);
        var command = maria.Text("pre.source");
        var bundle = await month.Maria.GetStringAsync(new Uri(own + "/bundle", UriKind.Relative));
        var verdict = StatementVerification.Verify(new StringReader(bundle), command.Split(' ')[^1], null);
        verdict.Fault.ShouldBeNull();
        verdict.Vouched.ShouldBeTrue();
        verdict.Statement!.Net.ShouldBe("300.00");
        maria.Page.QuerySelectorAll(".story > li").Length.ShouldBe(5);
        // What billing systems and people take along.
        (await month.Shop.Rui.GetStringAsync(new Uri($"/api/v1/statements/{id}/credit-note/csv", UriKind.Relative))).ShouldEndWith(",BRL,net,,,,,300.00\r\n");
        (await month.Shop.Rui.GetStringAsync(new Uri($"/api/v1/statements/{id}/credit-note", UriKind.Relative))).ShouldContain("\"net\":\"300.00\"");
        using var book = SpreadsheetDocument.Open(new MemoryStream(await month.Shop.Rui.GetByteArrayAsync(new Uri($"/api/v1/statements/{id}/xlsx?lang=ro", UriKind.Relative))), isEditable: false);
        new OpenXmlValidator().Validate(book).ShouldBeEmpty();
        book.WorkbookPart!.WorksheetParts.Select(w => w.Worksheet!.InnerText).ShouldContain(t => t.Contains("300", StringComparison.Ordinal));
        (await month.Server.Db.Read(s => s.Query<string>("SELECT actor || ' ' || action FROM audit WHERE subject = @subject ORDER BY seq", new { subject = "statement:" + id })))
            .ShouldBe(["user:rui statement.drafted", "user:maria statement.contested", "user:rui statement.settled", "user:maria statement.accepted", "user:rui statement.closed"]);
    }

    [Theory]
    [InlineData("en", "Support for Aurora", "What was promised, and what was kept")]
    [InlineData("pt-BR", "Suporte Aurora", "O que foi prometido e o que foi cumprido")]
    [InlineData("ro", "Asistență Aurora", "Ce s-a promis și ce s-a respectat")]
    public async Task On_paper_it_says_all_of_it_in_the_language_that_is_asked_for(string language, string title, string heading)
    {
        await using var month = await Month.Open("sqlite");
        var id = await month.Draft();
        await month.Maria.Do("POST", $"/own/statements/{id}/contest", """{"item":"general","text":"Um chamado falta"}""");
        foreach (var (client, path) in new[] { (month.Shop.Rui, "/statements"), (month.Maria, "/portal/statements") })
        {
            var page = await Shop.Page(client, $"{path}/{id}/print?language={language}");
            foreach (var told in new[] { title, heading, "#2 ", "Um chamado falta", "300", "SHA-256" })
                page.ShouldContain(told);
            page.ShouldContain($"<article class=\"sheet\" lang=\"{language}\">");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_organisation_and_who_may_not_answer_see_nothing(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        using var nuno = await Shop.Customer(month.Server, "nuno", "Nuno", "aurora");
        foreach (var other in new[] { month.Shop.Jo, nuno })
        {
            (await other.Do("GET", "/own/statements")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
            foreach (var path in new[] { "", "/bundle", $"/files/{id}" })
                await Shop.Page(other, $"/portal/statements/{id}{path}", HttpStatusCode.NotFound);
            (await other.Call("POST", $"/own/statements/{id}/contest", """{"item":"general","text":"x"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await Shop.Send(other, $"/portal/statements/{id}/accept", ("hash", "x"))).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        (await Shop.Page(month.Maria, "/portal/statements/" + id)).ShouldContain("Support for Aurora");
        await Shop.Page(month.Maria, "/statements/" + id, HttpStatusCode.Forbidden);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_done_is_told_beside_the_form_with_what_was_typed(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        var own = $"/portal/statements/{id}";
        var empty = await Shop.Send(month.Maria, own + "/contest", ("item", "2/first-response/1"), ("text", " "));
        empty.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Shop.Send(month.Maria, own + "/contest", ("item", "9/first-response/1"), ("text", "x"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Shop.Send(month.Maria, own + "/accept", ("hash", "of another"))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Shop.Send(month.Maria, own + "/contest", ("item", "general"), ("text", "A ticket is missing"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Shop.Send(month.Maria, own + "/contest", ("item", "general"), ("text", "once more"))).Text.ShouldContain("It is contested already");
        (await month.Maria.Call("POST", $"/own/statements/{id}/accept", $$"""{"hash":"{{Hash(await Of(month, id))}}"}""")).Code.ShouldBe("contested");
        (await Shop.Send(month.Shop.Rui, $"/statements/{id}/discard")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await month.Shop.Rui.Call("POST", $"/statements/{id}/settle", """{"item":"general","word":"excluded","cause":"error","why":"x"}""")).Code.ShouldBe("bad-word");
        (await Shop.Send(month.Shop.Rui, $"/statements/{id}/settle", ("item", "general"), ("why", "It was another month's"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        month.Server.Clock.Now += Duration.FromDays(11);
        using var maria = await month.Again("maria");
        (await Shop.Send(maria, own + "/contest", ("item", "2/first-response/1"), ("text", "late"))).Text.ShouldContain("The time to contest is over");
        (await Shop.Page(maria, own)).ShouldContain("The time to contest ended");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_that_nobody_has_touched_is_taken_back_and_drafted_anew(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        (await month.Shop.Rui.Call("POST", "/statements", $$"""{"agreement":"{{Month.Agreement}}","period":"2026-02"}""")).Code.ShouldBe("drafted-already");
        // What was settled of it goes with it, evidence included.
        (await Month.Send(month.Shop.Rui, $"/statements/{id}/settle", "call.txt", "x", ("item", "2/first-response/1"), ("cause", "error"), ("why", "x"))).ShouldBe(HttpStatusCode.SeeOther);
        var rui = new Browser(month.Shop.Rui);
        await rui.Open("/statements/" + id);
        await rui.Send($"/statements/{id}/discard");
        rui.Path.ShouldBe("/statements");
        await Shop.Page(month.Maria, "/portal/statements/" + id, HttpStatusCode.NotFound);
        (await month.Server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM attachments"))).ShouldBe(0);
        (await month.Draft()).ShouldNotBe(id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_that_was_said_is_lost_when_an_item_is_settled_contested_and_settled_again(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        Task Settle(string item, string word, string? cause, string why) => month.Shop.Rui.Do("POST", $"/statements/{id}/settle", JsonSerializer.Serialize(new { item, word, cause, why }));
        await Settle("2/first-response/1", "excluded", "customer", "first word");
        month.Server.Clock.Now += Duration.FromHours(1);
        await month.Maria.Do("POST", $"/own/statements/{id}/contest", """{"item":"2/first-response/1","text":"we were there"}""");
        // While it waits, another is settled: the first is undecided again.
        await Settle("4/first-response/1", "stands", null, "it stands");
        (await Of(month, id)).GetProperty("statement").GetProperty("breaches")[0].TryGetProperty("settled", out var settled);
        settled.ValueKind.ShouldNotBe(JsonValueKind.String);
        month.Server.Clock.Now += Duration.FromHours(1);
        await Settle("2/first-response/1", "stands", null, "second word");
        await Settle("2/first-response/1", "excluded", "goodwill", "third word");
        var history = (await month.Maria.Do("GET", $"/own/statements/{id}/history")).Json;
        history.GetProperty("entries").EnumerateArray().Where(e => e.GetProperty("item").GetString() == "2/first-response/1").Select(e => $"{e.GetProperty("kind").GetString()} {e.GetProperty("text").GetString()}")
            .ShouldBe(["excluded first word", "contested we were there", "stands second word", "excluded third word"]);
        (await Of(month, id)).GetProperty("statement").GetProperty("breaches")[0].GetProperty("settled").GetString().ShouldBe("excluded");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_parties_who_contest_settle_accept_and_close_at_once_lose_nothing(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        var items = new[] { "2/first-response/1", "4/first-response/1", "general" };
        async Task<bool> Try(HttpClient client, string path, object body)
        {
            var status = (await client.Call("POST", path, JsonSerializer.Serialize(body))).Status;
            status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.PreconditionFailed);
            return status == HttpStatusCode.OK;
        }
        var contests = items.Select(item => Try(month.Maria, $"/own/statements/{id}/contest", new { item, text = "contested " + item }));
        var settles = items[..2].Select(item => Try(month.Shop.Rui, $"/statements/{id}/settle", new { item, word = "excluded", cause = "goodwill", why = "settled " + item }));
        var ends = new[] { Try(month.Maria, $"/own/statements/{id}/accept", new { hash = Hash(await Of(month, id)) }), Try(month.Shop.Rui, $"/statements/{id}/close", new { }) };
        var tasks = contests.Concat(settles).Concat(ends).ToList();
        var done = await Task.WhenAll(tasks);

        // Whatever was answered with success stands in the history, and nothing else does.
        var entries = (await month.Shop.Rui.Do("GET", $"/statements/{id}/history")).Json.GetProperty("entries").EnumerateArray().Select(e => $"{e.GetProperty("kind").GetString()} {e.GetProperty("item").GetString()}").ToList();
        var expected = new[] { "contested", "contested", "contested", "excluded", "excluded", "accepted", "closed" }.Zip(items.Concat(items[..2]).Concat(["", ""]), done).Where(x => x.Third).Select(x => $"{x.First} {x.Second}").Append("drafted ").ToList();
        entries.ShouldBe(expected, ignoreOrder: true);
        // What it says is what was settled last of each breach.
        var words = (await month.Shop.Rui.Do("GET", $"/statements/{id}/history")).Json.GetProperty("items").EnumerateArray().Where(i => i.TryGetProperty("word", out _)).ToDictionary(i => i.GetProperty("item").GetString()!, i => i.GetProperty("word").GetString());
        foreach (var breach in (await Of(month, id)).GetProperty("statement").GetProperty("breaches").EnumerateArray())
            if (words.TryGetValue(breach.GetProperty("item").GetString()!, out var word))
                breach.GetProperty("settled").GetString().ShouldBe(word);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_that_is_due_soon_or_late_is_told_once_each_and_not_when_it_was_given(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        foreach (var item in new[] { "2/first-response/1", "4/first-response/1" })
            await month.Maria.Do("POST", $"/own/statements/{id}/contest", $$"""{"item":"{{item}}","text":"x"}""");
        async Task<string[]> Told()
        {
            // Of two servers whichever comes first.
            foreach (var runner in new[] { new StatementRunner(month.Server.Db), new StatementRunner(month.Server.Db) })
                await runner.Step(month.Server.Clock.Now);
            return [.. (await (await month.Again("rui")).Do("GET", "/notifications")).Json.GetProperty("items").EnumerateArray().Select(n => n.GetProperty("kind").GetString()!).Where(k => k.StartsWith("statement-answer-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        }
        (await Told()).ShouldBeEmpty();
        month.Server.Clock.Now += Duration.FromHours(25);
        (await Told()).ShouldBe(["statement-answer-soon", "statement-answer-soon"]);
        await (await month.Again("rui")).Do("POST", $"/statements/{id}/settle", """{"item":"4/first-response/1","word":"stands","why":"x"}""");
        month.Server.Clock.Now += Duration.FromHours(24);
        (await Told()).ShouldBe(["statement-answer-late", "statement-answer-soon", "statement-answer-soon"]);
        (await Told()).Length.ShouldBe(3);
        (await Shop.Page(await month.Again("rui"), "/statements")).ShouldContain("answer late by 1 h");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_erased_customer_wrote_and_attached_is_gone_and_that_they_contested_stays(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        await Month.Send(month.Maria, $"/portal/statements/{id}/contest", "maria.txt", "x", ("item", "general"), ("text", "palavras de Maria"));
        var contact = (await month.Shop.Key.Do("GET", "/contacts?text=maria")).Json.GetProperty("contacts")[0].GetProperty("id").GetGuid();
        await month.Shop.Key.Do("POST", $"/contacts/{contact}/erase");
        var history = (await month.Shop.Key.Do("GET", $"/statements/{id}/history")).Json.ToString();
        history.ShouldNotContain("palavras");
        history.ShouldNotContain("maria.txt");
        history.ShouldContain("contested");
        (await month.Server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM attachment_bytes"))).ShouldBe(0);
    }

    private static Task<JsonElement> Of(Month month, Guid id) => month.Server.Get("/api/v1/statements/" + id);

    private static string Hash(JsonElement statement) => statement.GetProperty("hash").GetString()!;
}
