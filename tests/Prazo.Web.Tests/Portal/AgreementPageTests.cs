using NodaTime;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Portal;

/// <summary>A customer's agreement in plain words.</summary>
public class AgreementPageTests
{
    [Theory]
    [InlineData("en", "Support", "Monday to Friday: 08:00–12:00, 13:00–18:00", "Saturday: 09:00–13:00", "Sunday: closed", "Tickets of critical priority get a first answer within 15 min, day and night.", "Tickets of normal priority get a first answer within 4 h of working time.", "All other tickets get a first answer within 1 business day, by 16:00 of that day.",
        "Tickets are resolved within 2 business days.", "Time does not count while: waiting for the customer (on your account).", "First response: kept in at least 95% of all cases, counted per month", "First response: from 90% to below 95% kept: 2% of the monthly fee", "First response: 95% or more kept: nothing", "Support by e-mail and the portal.")]
    [InlineData("pt-BR", "Suporte", "Segunda-feira a sexta-feira: 08:00–12:00, 13:00–18:00", "Sábado: 09:00–13:00", "Domingo: fechado", "Chamados de prioridade crítica recebem a primeira resposta em até 15 min, dia e noite.", "Chamados de prioridade normal recebem a primeira resposta em até 4 h de tempo útil.", "Todos os outros chamados recebem a primeira resposta em até 1 dia útil, até as 16:00 desse dia.",
        "Chamados são resolvidos em até 2 dias úteis.", "O tempo não conta enquanto: aguardando cliente (por sua conta).", "Primeira resposta: cumprido em pelo menos 95% dos casos, contados por mês", "2% sobre a mensalidade", "Cliente: Name a contact")]
    [InlineData("ro", "Asistență", "Luni – vineri: 08:00–12:00, 13:00–18:00", "Sâmbătă: 09:00–13:00", "Duminică: închis", "Tichetele cu prioritate critică primesc primul răspuns în cel mult 15 min, zi și noapte.", "Tichetele cu prioritate normală primesc primul răspuns în cel mult 4 h de timp lucrător.", "Toate celelalte tichete primesc primul răspuns în cel mult 1 zi lucrătoare, până la ora 16:00 din acea zi.",
        "Tichetele sunt rezolvate în cel mult 2 zile lucrătoare.", "Timpul nu se numără cât timp: se așteaptă clientul (în contul dumneavoastră).", "Primul răspuns: respectat în cel puțin 95% din cazuri, numărate pe lună", "2% din tariful lunar", "Client: Name a contact")]
    public async Task It_tells_the_hours_and_the_limits(string language, params string[] told)
    {
        await using var shop = await Shop.Open("sqlite");
        using var customer = await Shop.Customer(shop.Server, "lia", "Lia", "aurora", language);
        var page = await Shop.Page(customer, "/portal/agreement");
        foreach (var line in told)
            page.ShouldContain(line);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_tells_what_was_kept_and_every_number_opens_its_tickets(string database)
    {
        await using var shop = await Shop.Open(database);
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"Kept","text":"a"}""");
        await shop.Maria.Do("POST", "/own/tickets", """{"subject":"Broken","text":"a"}""");
        await shop.Jo.Do("POST", "/own/tickets", """{"subject":"Not hers","text":"a"}""");
        await shop.Key.Do("POST", "/tickets/1/replies", """{"text":"yes","agent":"ana"}""");
        shop.Server.Clock.Now += Duration.FromHours(7);
        await shop.Key.Do("POST", "/tickets/2/replies", """{"text":"late","agent":"ana"}""");
        var figure = (await shop.Maria.Do("GET", "/own/agreement")).Json.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("target").GetString() == "first-response");
        (figure.GetProperty("kept").GetInt64(), figure.GetProperty("counted").GetInt64(), figure.GetProperty("month").GetString()).ShouldBe((1, 2, "2026-03"));
        var page = await Shop.Page(shop.Maria, "/portal/agreement");
        page.ShouldContain("50.0%");
        page.ShouldContain("1 of 2");
        var behind = await Shop.Page(shop.Maria, "/portal/agreement/tickets?agreement=suporte&version=1&target=first-response&month=2026-03");
        behind.ShouldContain("Kept");
        behind.ShouldContain("Broken");
        behind.ShouldContain("not kept");
        behind.ShouldNotContain("Not hers");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_made_for_another_customer_is_never_shown(string database)
    {
        await using var shop = await Shop.Open(database);
        static string Made(string id, string more) => $$"""
            prazo: 1
            agreement: {{id}}
            title: {{id}}
            kind: customer
            zone: America/Sao_Paulo
            {{more}}
            targets: { first-response: { within: 1h clock, calendar: 24x7 } }
            """;
        await shop.Server.Post("/api/v1/agreements", Made("for-boreal", "applies: { when: { customer: boreal } }"), "application/yaml");
        await shop.Server.Post("/api/v1/agreements", Made("for-somebody", "applies: { when: { inbox: special } }"), "application/yaml");
        static async Task<string[]> Shown(HttpClient client) => (await client.Do("GET", "/own/agreement")).Json.GetProperty("agreements").Texts("id");
        (await Shown(shop.Maria)).ShouldBe(["suporte"]);
        (await Shown(shop.Jo)).ShouldBe(["for-boreal", "suporte"]);
    }
}
