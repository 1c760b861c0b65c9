using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Isolation;

/// <summary>Two workspaces on one server, everybody who may ask in the first, and what they get of both.</summary>
internal sealed partial class Matrix
{
    private readonly TestServer _server;
    private readonly Things _own, _others, _foreign, _nowhere;
    private readonly IReadOnlyList<Asker> _askers;
    private HashSet<string> _secrets = [];

    public Matrix(TestServer server)
    {
        _server = server;
        var foreign = server.Db.Write(tx => Workspace.Create(tx, "fremd", "ro", "Europe/Bucharest", server.Clock.Now)).GetAwaiter().GetResult();
        _own = new Things(server, server.Workspace.TenantId, "eigen");
        _others = _own.For("andere-loja");
        _foreign = new Things(server, foreign.TenantId, "fremd");
        _nowhere = new Things(server, null, "nirgends");
        _askers = Asker.All(server, _own);
    }

    /// <summary>What is wrong with an endpoint; nothing when everybody gets what they should.</summary>
    public async Task<IReadOnlyList<string>> Try(AppEndpoint endpoint, Example example)
    {
        var found = new List<string>();
        if (endpoint.Anonymous)
        {
            await Send(found, "anybody", _askers[0].Client, endpoint, example, example.Request(_own), Allowed(example, isKey: false));
            return found;
        }
        _own.Renews = false;
        // Whatever the examples need is there before the state is compared.
        foreach (var things in new[] { _own, _others, _foreign })
            example.Request(things).Dispose();
        _secrets = [.. await Footprint.Ids(_server.Db, _foreign.Tenant)];
        var before = (Own: await Footprint.Of(_server.Db, _own.Tenant), Foreign: await Footprint.Of(_server.Db, _foreign.Tenant));
        foreach (var asker in _askers.Where(a => !a.May(endpoint)))
            await Send(found, asker.Name, asker.Client, endpoint, example, example.Request(_own), s => s == (asker.Abilities.Count > 0 ? HttpStatusCode.Forbidden : endpoint.Page ? HttpStatusCode.SeeOther : HttpStatusCode.Unauthorized));
        foreach (var asker in _askers.Where(a => a.May(endpoint) && example.HasRoute))
            await Send(found, asker.Name + " of foreign things", asker.Client, endpoint, example, example.Request(_foreign, _own, _own), s => s == HttpStatusCode.NotFound);
        if (example.HasRoute && !example.Request(_own).RequestUri!.Equals(example.Request(_others).RequestUri))
            foreach (var asker in _askers.Where(a => a.IsCustomer && a.May(endpoint)))
                await Send(found, asker.Name + " of another customer's things", asker.Client, endpoint, example, example.Request(_others, _own, _own), s => s == HttpStatusCode.NotFound);
        if (await Footprint.Of(_server.Db, _own.Tenant) is var own && own != before.Own)
            found.Add($"{endpoint.Name}: who may not ask changed something: {Footprint.Difference(before.Own, own)}");
        foreach (var asker in _askers.Where(a => a.May(endpoint)))
            await TryAllowed(found, endpoint, example, asker);
        if (await Footprint.Of(_server.Db, _foreign.Tenant) is var foreign && foreign != before.Foreign)
            found.Add($"{endpoint.Name}: it changed the foreign workspace: {Footprint.Difference(before.Foreign, foreign)}");
        return found;
    }

    private async Task TryAllowed(List<string> found, AppEndpoint endpoint, Example example, Asker asker)
    {
        _own.Renews = true;
        await Send(found, asker.Name, example.Ends ? asker.Come() : asker.Client, endpoint, example, example.Request(_own), Allowed(example, asker.IsKey));
        // A foreign id in query or body is like one that does not exist: the same answer, and nothing of what it names.
        foreach (var (where, foreign, nowhere) in Misused(example))
        {
            using var known = await asker.Client.SendAsync(nowhere, HttpCompletionOption.ResponseHeadersRead);
            await Send(found, $"{asker.Name} with foreign things in the {where}", asker.Client, endpoint, example, foreign, s => s == known.StatusCode);
        }
        _own.Renews = false;
    }

    private IEnumerable<(string Where, HttpRequestMessage Foreign, HttpRequestMessage Nowhere)> Misused(Example example)
    {
        if (example.Ends)
            yield break;
        if (example.Query is not null)
            yield return ("query", example.Request(_own, _foreign, _own), example.Request(_own, _nowhere, _own));
        if (example.Body is not null)
            yield return ("body", example.Request(_own, _own, _foreign), example.Request(_own, _own, _nowhere));
    }

    private static Func<HttpStatusCode, bool> Allowed(Example example, bool isKey) => status =>
        isKey && example.ForPeople ? status == HttpStatusCode.UnprocessableEntity : example.Ok == 0 ? (int)status is >= 200 and < 300 : (int)status == example.Ok;

    private async Task Send(List<string> found, string who, HttpClient client, AppEndpoint endpoint, Example example, HttpRequestMessage request, Func<HttpStatusCode, bool> isRight)
    {
        var sent = request.RequestUri + (request.Content is null ? "" : await request.Content.ReadAsStringAsync());
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var body = example.Streams && response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync();
        if (!isRight(response.StatusCode))
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{endpoint.Name}: {who} got {(int)response.StatusCode} {Cut(body)}"));
        found.AddRange(ProblemShape.Of(response, body).Select(f => $"{endpoint.Name}: {who}: {f}"));
        foreach (var secret in Ids().Matches(body).Select(m => m.Value.ToLowerInvariant()).Where(_secrets.Contains).Append(_foreign.Mark).Distinct()
            .Where(s => body.Contains(s, StringComparison.OrdinalIgnoreCase) && !sent.Contains(s, StringComparison.OrdinalIgnoreCase)))
            found.Add($"{endpoint.Name}: {who} saw {secret} of the foreign workspace: {Cut(body[Math.Max(0, body.IndexOf(secret, StringComparison.OrdinalIgnoreCase) - 150)..])}");
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Ids();

    private static string Cut(string body) => body.Length > 300 ? body[..300] + "…" : body;
}
