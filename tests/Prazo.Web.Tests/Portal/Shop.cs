using System.Net;
using Prazo.People;

namespace Prazo.Web.Tests.Portal;

/// <summary>A shop with two customers: Maria of Aurora, who lives in Manaus and reads English, and Jo of Boreal; Ana answers them, Rui manages.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Agreement = """
        prazo: 1
        agreement: suporte
        title: { en: Support, pt-BR: Suporte, ro: Asistență }
        kind: service
        zone: America/Sao_Paulo
        term: { from: 2026-01-01 }
        calendars:
          comercial: { weekly: { mon-fri: "08:00-12:00, 13:00-18:00", sat: "09:00-13:00" }, holidays: [br], days: { 2026-03-20: closed } }
        targets:
          first-response: { by: priority, within: { critical: 15m, normal: 4h, else: 1 business day by 16:00 }, calendar: { critical: 24x7, else: comercial } }
          resolution:
            within: 2 business days
            calendar: comercial
            pause: [ { status: waiting-customer, party: customer } ]
            reopen: resume within 7 calendar days
        objectives: [ { id: answers, target: first-response, at-least: 95%, per: month } ]
        penalties: [ { objective: answers, bands: { "90%..95%": 2%, "95%..100%": none, "0%..90%": 5% }, of: monthly-fee, cap: 10% } ]
        clauses: { services: Support by e-mail and the portal., responsibilities: { customer: Name a contact } }
        """;

    private Shop(TestServer server, HttpClient maria, HttpClient jo, HttpClient rui) => (Server, Maria, Jo, Rui) = (server, maria, jo, rui);

    public TestServer Server { get; }
    public HttpClient Maria { get; }
    public HttpClient Jo { get; }
    public HttpClient Rui { get; }
    /// <summary>Comes with the administrator's key.</summary>
    public HttpClient Key => Server.Client;

    /// <summary>On Monday at 09:00 in São Paulo, which is 08:00 in Manaus.</summary>
    public static async Task<Shop> Open(string database, string agreement = Agreement)
    {
        var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        if (agreement.Length > 0)
            await server.Post("/api/v1/agreements", agreement, "application/yaml");
        await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("ana", "Ana Lima", Role: "agent"), "test", server.Clock.Now));
        var shop = new Shop(server, await Customer(server, "maria", "Maria Alves", "aurora"), await Customer(server, "jo", "Jo Reis", "boreal"), server.SignedIn(
            await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("rui", "Rui Costa", Role: "manager", Locale: "en"), "test", server.Clock.Now))));
        return shop;
    }

    /// <summary>Signed in: a contact of an organisation, which is made when it is seen first.</summary>
    public static async Task<HttpClient> Customer(TestServer server, string handle, string name, string? organisation, string locale = "en") => server.SignedIn(await server.Db.Write(tx =>
    {
        var (tenant, now) = (server.Workspace.TenantId, server.Clock.Now);
        var of = organisation is null ? null : (Guid?)(Organisations.ByHandle(tx, tenant, organisation) ?? Organisations.Add(tx, tenant, new OrganisationInput(organisation, organisation.ToUpperInvariant()), "test", now)).Id;
        var contact = Contacts.Add(tx, tenant, new ContactInput(handle, of, name, Locale: locale, Zone: "America/Manaus"), "test", now);
        return Users.Add(tx, tenant, new UserInput(handle, name, Role: "customer", Contact: contact.Id), "test", now);
    }));

    public static async Task<string> Page(HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        response.StatusCode.ShouldBe(expected, path + ": " + (text.Length > 500 ? text[..500] : text));
        return text;
    }

    /// <summary>Sends a form; the status and where it leads.</summary>
    public static async Task<(HttpStatusCode Status, string? To, string Text)> Send(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        return (response.StatusCode, response.Headers.Location?.ToString(), WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Maria, Jo, Rui })
            client.Dispose();
        await Server.DisposeAsync();
    }
}
