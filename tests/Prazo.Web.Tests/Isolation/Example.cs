using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Prazo.Web.Tests.Isolation;

/// <summary>A good request to an endpoint, made of the things of a workspace.</summary>
/// <param name="Endpoint">As in <see cref="AppEndpoint"/>.</param>
/// <param name="Route">What stands in the route's places, in order.</param>
/// <param name="Query">Without the question mark.</param>
/// <param name="Body">An object, sent as JSON, or a text.</param>
/// <param name="Type">The content type of a text.</param>
/// <param name="Ok">What the allowed get: 0 stands for any 2xx.</param>
/// <param name="ForPeople">Keys, which are nobody, get 422.</param>
/// <param name="Ends">The request ends the asker's session: a new one is taken for it.</param>
/// <param name="IfMatch">The ETag that the asker has read.</param>
/// <param name="Streams">The answer does not end: only its beginning is looked at.</param>
internal sealed partial record Example(string Endpoint, Func<Things, object[]>? Route = null, Func<Things, string>? Query = null, Func<Things, object>? Body = null, string Type = "application/json",
    int Ok = 0, bool ForPeople = false, bool Ends = false, bool Streams = false, string? IfMatch = null)
{
    /// <summary>The request with the things of up to three workspaces: in the route, in the query and in the body.</summary>
    public HttpRequestMessage Request(Things route, Things query, Things body)
    {
        var parts = Route?.Invoke(route) ?? [];
        var (method, template) = (Endpoint[..Endpoint.IndexOf(' ', StringComparison.Ordinal)], Endpoint[(Endpoint.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var next = 0;
        var path = Place().Replace(template, _ => Uri.EscapeDataString(Convert.ToString(parts[next++], System.Globalization.CultureInfo.InvariantCulture)!));
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Query is null ? path : $"{path}?{Query(query)}", UriKind.Relative));
        if (BodyText(body) is { } text)
            request.Content = new StringContent(text, Encoding.UTF8, MediaTypeHeaderValue.Parse(Type));
        if (IfMatch is not null)
            request.Headers.IfMatch.Add(IfMatch == "*" ? EntityTagHeaderValue.Any : new EntityTagHeaderValue(IfMatch));
        return request;
    }

    public HttpRequestMessage Request(Things things) => Request(things, things, things);

    public string? BodyText(Things things) => Body?.Invoke(things) switch
    {
        null => null,
        string text => text,
        var value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
    };

    public bool HasRoute => Route is not null;

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
