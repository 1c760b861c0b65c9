using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using NodaTime;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Tickets;

namespace Prazo.Web.Tests.Screen;

/// <summary>Files, links, merges and splits on the ticket's page, without a script.</summary>
public class LinkPageTests
{
    private static Task<HttpResponseMessage> Say(HttpClient client, string text, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent(text), "text" }, { new StringContent("note"), "kind" } };
        foreach (var (name, bytes) in files)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            form.Add(content, "files", name);
        }
        return client.PostAsync(new Uri("/tickets/1/say", UriKind.Relative), form);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Files_go_with_a_note_and_are_shown_with_name_and_size(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"A","text":"One","contact":"maria"}""");
        (await Say(server.Client, "Two files", ("nota fiscal.txt", "42"u8.ToArray()), ("foto.txt", new byte[1_234_567]))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var agent = await Browser.Of(server, "bia", "agent");
        (await agent.Open("/tickets/1")).Text(".said.note .files a").ShouldBe("nota fiscal.txt 2 B\nfoto.txt 1,2 MB");
        (await server.Client.GetStringAsync(new Uri(agent.Page.QuerySelector(".said.note .files a")!.GetAttribute("href")!, UriKind.Relative))).ShouldBe("42");
        agent.Text("#files-hint").ShouldBe("Qualquer tipo de arquivo: até 20 MB cada um, 60 MB ao todo.");
    }

    [Fact]
    public async Task A_file_that_is_too_large_sends_nothing_and_keeps_the_text()
    {
        await using var server = await TicketActionTests.Start("sqlite");
        await server.Client.Do("POST", "/tickets", """{"subject":"A","contact":"maria"}""");
        var refused = await Say(server.Client, "Veja o anexo", ("pequeno.txt", [1]), ("grande.bin", new byte[(20 << 20) + 1]));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await refused.Content.ReadAsStringAsync();
        page.ShouldContain("Um arquivo é grande demais: no máximo 20 MB. Nada foi enviado. Escolha os arquivos de novo.");
        page.ShouldContain("Veja o anexo</textarea>");
        (await server.Get("/api/v1/tickets/1")).GetProperty("messages").GetArrayLength().ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ticket_is_linked_by_number_or_by_words_both_ways_and_unlinked(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"Entrega","contact":"maria"}""");
        await server.Client.Do("POST", "/tickets", """{"subject":"Pagamento fora do ar","type":"problem","from":"agent"}""");
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/links", ("kind", "problem"), ("other", "#2"));
        agent.Text(".linked").ShouldContain("Incidente do problema #2 Pagamento fora do ar");
        (await agent.Open("/tickets/2")).Text(".linked").ShouldContain("#1 Entrega");

        await agent.Send("/tickets/2/links/remove");
        agent.Page.QuerySelector(".linked").ShouldBeNull();
        // The other way round, by words.
        (await agent.Open("/tickets/2/links?q=entrega")).Text(".candidates b").ShouldBe("Entrega");
        await agent.Send("/tickets/2/links", ("kind", "parent.inverse"));
        agent.Text(".linked").ShouldContain("Contém #1 Entrega");
        (await server.Get("/api/v1/tickets/1")).GetProperty("links")[0].GetProperty("kind").GetString().ShouldBe("parent");

        await (await agent.Open("/tickets/1")).Send("/tickets/1/links", ("other", "77"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        agent.Text("[role=alert]").ShouldBe("Não há chamado com esse número.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_merge_says_first_what_becomes_of_the_promises(string database)
    {
        await using var server = await TicketActionTests.Start(database);
        await server.Client.Do("POST", "/tickets", """{"subject":"First","text":"One","contact":"maria"}""");
        await server.Client.Do("POST", "/tickets/1/replies", """{"text":"Answered","agent":"ana"}""");
        // A clock knows more than milliseconds.
        server.Clock.Now += Duration.FromMinutes(10) + Duration.FromTicks(5);
        await server.Client.Do("POST", "/tickets", """{"subject":"Second","text":"Two","contact":"maria"}""");
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/tickets/2")).Send("/tickets/2/links", ("kind", "merge"), ("other", "1"));
        agent.Path.ShouldBe("/tickets/2/merge?into=1");
        agent.Text(".lines").ShouldContain("Primeira resposta agora em andamento, depois cancelado");
        agent.Text(".lines").ShouldContain("começa: uma mensagem sem resposta vem junto");
        (await server.State(2, "first-response")).ShouldBe("Active");

        await agent.Send("/tickets/2/merge");
        agent.Path.ShouldBe("/tickets/1");
        (await server.State(2, "first-response")).ShouldBe("Cancelled");
        (await agent.Open("/tickets/2")).Text(".alert").ShouldBe("Este chamado foi unido e continua em #1 First");
    }

    [Fact]
    public async Task A_customers_second_matter_becomes_a_ticket_of_its_own()
    {
        await using var server = await TicketActionTests.Start("sqlite");
        await server.Client.Do("POST", "/tickets", """{"subject":"Frete","text":"Onde está?","contact":"maria"}""");
        server.Clock.Now += Duration.FromMinutes(10);
        await server.Client.Do("POST", "/tickets/1/messages", """{"text":"E quero trocar o tamanho."}""");
        var agent = await Browser.Of(server, "bia", "agent");
        await (await agent.Open("/tickets/1")).Send("/tickets/1/split", ("subject", "Troca"));
        (agent.Path, agent.Text("h1")).ShouldBe(("/tickets/2", "Troca"));
        agent.Text(".said .text").ShouldBe("E quero trocar o tamanho.");
    }
}
