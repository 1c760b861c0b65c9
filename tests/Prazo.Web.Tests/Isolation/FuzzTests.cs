using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Workspaces;
using Xunit.Abstractions;

namespace Prazo.Web.Tests.Isolation;

/// <summary>Bodies and queries that are almost right, for every endpoint that takes one. Whatever comes, the answer is no fault, and tells nothing of the inside.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int Full = 400;

    private static int Times => Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? Full : Full / 10;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed) ? seed : Environment.TickCount;

    [Theory, OnSqlite, OnPostgres]
    public async Task No_body_is_a_fault(string database)
    {
        var seed = Seed;
        output.WriteLine($"PRAZO_SEED={seed}");
        var random = new Random(seed);
        await using var server = await TestServer.Start(database);
        var things = new Things(server, server.Workspace.TenantId, "eigen");
        var found = new List<string>();
        var endpoints = AppEndpoint.Of(server.Services).ToDictionary(e => e.Name);
        var contact = things.CustomerContact;
        using var customer = server.SignedIn(await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput(things.Word(), Role: "customer", Contact: contact), "test", server.Clock.Now)));
        foreach (var example in Examples.All.Where(e => e.Body is not null || e.Query is not null))
            for (var i = 0; i < Times && found.Count < 20; i++)
            {
                using var request = example.Request(things);
                var body = example.BodyText(things) is { } text ? Mutations.Of(text, random) : null;
                if (body is not null)
                    request.Content = new ByteArrayContent(body) { Headers = { { "Content-Type", example.Type } } };
                if (example.Query is not null && random.Next(2) == 0)
                    request.RequestUri = new Uri(request.RequestUri!.OriginalString.Split('?')[0] + "?" + Mutations.OfQuery(example.Query(things), random), UriKind.Relative);
                using var response = await (endpoints[example.Endpoint].For is [Ability.Own] ? customer : server.Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                var answer = example.Streams && response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync();
                found.AddRange(ProblemShape.Of(response, answer).Select(f => $"seed {seed}: {example.Endpoint} {request.RequestUri} {(body is null ? "" : System.Text.Encoding.UTF8.GetString(body))}: {f}"));
            }
        found.ShouldBeEmpty();
    }

    /// <summary>The negative control: the mutations reach what is fragile.</summary>
    [Fact]
    public void Mutations_change_kinds_values_and_bytes()
    {
        var random = new Random(1);
        var bodies = Enumerable.Range(0, 500).Select(_ => System.Text.Encoding.UTF8.GetString(Mutations.Of("""{"name":"ana","count":1,"tags":["a"]}""", random))).ToList();
        bodies.Distinct().Count().ShouldBeGreaterThan(200);
        bodies.ShouldContain(b => b.Contains("\\u0000", StringComparison.Ordinal));
        bodies.ShouldContain(b => b.Contains("\"count\":\"", StringComparison.Ordinal));
        bodies.ShouldContain(b => !b.Contains("name", StringComparison.Ordinal));
        bodies.Any(b => !IsJson(b)).ShouldBeTrue();
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
