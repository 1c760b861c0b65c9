using System.Net;
using System.Text;
using System.Text.Json;
using Prazo.People;
using Prazo.Workspaces;

namespace Prazo.Web.Tests;

/// <summary>Requests as tests write them.</summary>
internal static class Calls
{
    public sealed record Answer(HttpStatusCode Status, JsonElement Json, string? ETag)
    {
        public string? Text(string name) => Json.GetProperty(name).GetString();
        public Guid Id(string name) => Json.GetProperty(name).GetGuid();
        public string? Code => Json.GetProperty("problems")[0].GetProperty("code").GetString();
    }

    public static async Task<Answer> Call(this HttpClient client, string method, string path, string? body = null, string? ifMatch = null, string? key = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/api/v1" + path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonElement.Parse(text) : default, response.Headers.TryGetValues("ETag", out var tags) ? tags.First() : null);
    }

    /// <summary>A request that must be taken.</summary>
    public static async Task<Answer> Do(this HttpClient client, string method, string path, string? body = null, string? ifMatch = null, string? key = null, string type = "application/json")
    {
        var answer = await client.Call(method, path, body, ifMatch, key, type);
        ((int)answer.Status).ShouldBeInRange(200, 299, $"{method} {path}: {answer.Json}");
        return answer;
    }

    /// <summary>Comes with a key of its own.</summary>
    public static async Task<HttpClient> As(this TestServer server, string name, params string[] scopes) =>
        server.ClientWith(await server.Db.Write(tx => ApiKeys.Create(tx, server.Workspace.TenantId, name, scopes, "test", server.Clock.Now)));

    /// <summary>Signed in as a manager: somebody who can be the second person.</summary>
    public static async Task<HttpClient> Manager(this TestServer server, string handle) =>
        server.SignedIn(await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput(handle, Role: "manager"), "test", server.Clock.Now)));

    public static string[] Texts(this JsonElement array, string property) => [.. array.EnumerateArray().Select(i => i.GetProperty(property).ToString())];

    /// <summary>The log of a ticket: kind and what it says.</summary>
    public static async Task<string[]> Log(this TestServer server, long number) => [.. await server.Db.Read(s => s.Query<string>("""
        SELECT e.kind || ' ' || e.content FROM events e JOIN tickets t ON t.tenant_id = e.tenant_id AND t.id = e.ticket_id WHERE t.number = @number ORDER BY e.seq
        """, new { number }))];

    public static async Task<string?> State(this TestServer server, long number, string target) =>
        (await server.Get($"/api/v1/tickets/{number}/clocks")).GetProperty("clocks").EnumerateArray().Where(c => c.GetProperty("target").GetString() == target).Select(c => c.GetProperty("state").GetString()).Last();
}
