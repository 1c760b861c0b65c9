using System.Text.Json;
using Prazo.Web.Tests.Isolation;

namespace Prazo.Web.Tests.Hosting;

/// <summary>The document is complete enough to generate a client from.</summary>
public class OpenApiTests
{
    private static async Task<(JsonElement Document, IReadOnlyList<AppEndpoint> Endpoints)> Load()
    {
        await using var server = await TestServer.Start("sqlite");
        return (await server.Get("/openapi/v1.json"), [.. AppEndpoint.Of(server.Services).Where(e => e.Template.StartsWith("/api/", StringComparison.Ordinal))]);
    }

    private static JsonElement? Operation(JsonElement document, AppEndpoint endpoint) =>
        document.GetProperty("paths").TryGetProperty(endpoint.Template, out var path) && path.TryGetProperty(endpoint.Method.ToLowerInvariant(), out var operation) ? operation : null;

    [Fact]
    public async Task It_has_a_title_a_version_and_says_how_one_comes_in()
    {
        var (document, _) = await Load();
        document.GetProperty("info").GetProperty("title").GetString().ShouldBe("Prazo");
        document.GetProperty("info").GetProperty("version").GetString().ShouldBe("0.1.0");
        var schemes = document.GetProperty("components").GetProperty("securitySchemes");
        schemes.GetProperty("key").GetProperty("scheme").GetString().ShouldBe("bearer");
        schemes.GetProperty("session").GetProperty("in").GetString().ShouldBe("cookie");
    }

    [Fact]
    public async Task Every_endpoint_is_in_it_with_a_summary_and_an_id_of_its_own()
    {
        var (document, endpoints) = await Load();
        endpoints.Where(e => Operation(document, e) is null).Select(e => e.Name).ShouldBeEmpty();
        endpoints.Where(e => !Operation(document, e)!.Value.TryGetProperty("summary", out _)).Select(e => e.Name).ShouldBeEmpty("add .WithSummary(…)");
        var ids = endpoints.Select(e => Operation(document, e)!.Value.GetProperty("operationId").GetString()).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count, string.Join(", ", ids.GroupBy(i => i).Where(g => g.Count() > 1).Select(g => g.Key)));
        ids.ShouldContain("getTicketsByIdClocks");
    }

    [Fact]
    public async Task Every_answer_that_has_a_body_has_a_schema_and_every_error_is_a_problem()
    {
        var (document, endpoints) = await Load();
        var found = new List<string>();
        foreach (var endpoint in endpoints)
            foreach (var response in Operation(document, endpoint)!.Value.GetProperty("responses").EnumerateObject())
            {
                var content = response.Value.TryGetProperty("content", out var c) ? c : default;
                if (response.Name[0] is '4' or '5')
                    Check(content.ValueKind == JsonValueKind.Object && content.TryGetProperty("application/problem+json", out var problem)
                        && problem.GetProperty("schema").GetProperty("$ref").GetString() == "#/components/schemas/Problem", endpoint, response.Name);
                else if (response.Name is not ("204" or "304"))
                    Check(content.ValueKind == JsonValueKind.Object && content.EnumerateObject().All(m => m.Value.TryGetProperty("schema", out _)), endpoint, response.Name);
            }
        found.ShouldBeEmpty();

        void Check(bool holds, AppEndpoint endpoint, string status)
        {
            if (!holds)
                found.Add($"{endpoint.Name} {status}");
        }
    }

    [Fact]
    public async Task Every_endpoint_says_how_it_refuses()
    {
        var (document, endpoints) = await Load();
        var found = new List<string>();
        foreach (var endpoint in endpoints)
        {
            var operation = Operation(document, endpoint)!.Value;
            var example = Examples.All.FirstOrDefault(e => e.Endpoint == endpoint.Name);
            string[] expected = [.. endpoint.Anonymous ? Array.Empty<string>() : ["401", "403"], .. endpoint.Template.Contains('{', StringComparison.Ordinal) ? ["404"] : Array.Empty<string>(),
                .. example?.Body is not null ? ["400", "413", "422"] : Array.Empty<string>(), "429"];
            found.AddRange(expected.Where(s => !operation.GetProperty("responses").TryGetProperty(s, out _)).Select(s => $"{endpoint.Name} lacks {s}"));
            if (example?.Body is not null && !operation.TryGetProperty("requestBody", out _))
                found.Add($"{endpoint.Name} lacks its request body: add .Accepts<…>(…)");
            if (endpoint.Anonymous == operation.TryGetProperty("security", out _))
                found.Add($"{endpoint.Name} does not say who may ask");
        }
        found.ShouldBeEmpty();
    }
}
