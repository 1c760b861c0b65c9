using System.Net;
using System.Net.Http.Json;
using NodaTime;
using Prazo.People;
using Prazo.Web.Tests.Portal;

namespace Prazo.Web.Tests.Statements;

/// <summary>February 2026 of an agreement that names Aurora: four tickets, of which two were answered late. Maria answers for Aurora, Jo for Boreal; Rui manages.</summary>
internal sealed class Month : IAsyncDisposable
{
    public const string Agreement = "aurora-suporte";

    private static string Text(string key, bool available) => $$"""
        prazo: 1
        agreement: {{Agreement}}
        title: { en: Support for Aurora, pt-BR: Suporte Aurora, ro: Asistență Aurora }
        kind: customer
        parties: { provider: Loja, customer: Aurora }
        zone: America/Sao_Paulo
        term: { from: 2026-01-01 }
        applies: { when: { customer: aurora } }
        targets:
          first-response: { within: 1h clock, calendar: 24x7 }
        objectives: [ { id: answers, target: first-response, at-least: 95%, per: month }{{(available ? ", { id: portal-up, availability: portal, at-least: 99.5% }" : "")}} ]
        money: { currency: BRL, amounts: { monthly-fee: 1000.00 BRL } }
        penalties:
          - { objective: answers, bands: { "95%..100%": none, "70%..95%": 10%, "0%..70%": 30% }, of: monthly-fee }
        statement: { contest: 10 calendar days, answer: 48h clock{{(key.Length > 0 ? $", key: {key}" : "")}} }
        """;

    private Month(Shop shop) => Shop = shop;

    public Shop Shop { get; }
    public TestServer Server => Shop.Server;
    public HttpClient Maria => Shop.Maria;

    /// <param name="named">The agreement names the key that signs.</param>
    /// <param name="available">It promises that the portal is there.</param>
    public static async Task<Month> Open(string database, bool named = false, bool available = false)
    {
        var month = new Month(await Shop.Open(database, ""));
        var key = named ? await month.Server.Db.Write(tx => Prazo.Workspaces.SigningKeys.Take(tx, month.Server.Workspace.TenantId, "test", month.Server.Clock.Now).Fingerprint) : "";
        await month.Server.Post("/api/v1/agreements", Text(key, available), "application/yaml");
        foreach (var handle in new[] { "maria", "jo" })
            await month.MayAnswer(handle);
        foreach (var ticket in Tickets())
            await month.Server.Post("/api/v1/events?source=shop", $"[{ticket}]");
        return month;
    }

    private static IEnumerable<string> Tickets()
    {
        foreach (var (number, answered) in new[] { (1, "12:30"), (2, "15:00"), (3, "12:10"), (4, "18:00") })
        {
            yield return $$$"""
                {"ticket":"T-{{{number}}}","kind":"created","at":"2026-02-02T12:00:00Z","id":"c{{{number}}}","fields":{"customer":"aurora","priority":"high"}},
                {"ticket":"T-{{{number}}}","kind":"reply","at":"2026-02-02T{{{answered}}}:00Z","id":"a{{{number}}}","agent":"ana"}
                """;
        }
    }

    /// <summary>Sessions end after some hours: somebody who comes in again.</summary>
    public async Task<HttpClient> Again(string handle) => Server.SignedIn(await Server.Db.Read(s => UserStore.All(s, Server.Workspace.TenantId).Single(u => u.Handle == handle)));

    public async Task MayAnswer(string handle)
    {
        var id = (await Shop.Key.Do("GET", "/contacts?text=" + handle)).Json.GetProperty("contacts")[0].GetProperty("id").GetGuid();
        using var done = await Shop.Key.PutAsJsonAsync($"/api/v1/contacts/{id}/approver", new { may = true });
        done.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    public async Task<Guid> Draft() => (await Server.Post("/api/v1/statements", $$"""{"agreement":"{{Agreement}}","period":"2026-02"}""", expected: HttpStatusCode.Created)).GetProperty("id").GetGuid();

    /// <summary>A form with files, as browsers send it.</summary>
    public static async Task<HttpStatusCode> Send(HttpClient client, string path, string file, string content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        form.Add(new StringContent(content), "files", file);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        return response.StatusCode;
    }

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
