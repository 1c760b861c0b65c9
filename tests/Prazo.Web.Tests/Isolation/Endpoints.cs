using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Isolation;

/// <summary>An endpoint of the running app, as examples name it: <c>GET /api/v1/tickets/{id}</c>.</summary>
/// <param name="Page">It answers people: who is not signed in is led to where they can be.</param>
internal sealed partial record AppEndpoint(string Name, bool Anonymous, bool Page, IReadOnlyList<IReadOnlyList<Ability>> Policies)
{
    public string Method => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];
    public string Template => Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>Who may use it; nobody when it has no policy, or more than one.</summary>
    public IReadOnlyList<Ability> For => Policies is [var one] ? one : [];

    public static IReadOnlyList<AppEndpoint> Of(IServiceProvider services) =>
        [.. services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().SelectMany(Of).DistinctBy(e => e.Name)];

    private static IEnumerable<AppEndpoint> Of(RouteEndpoint endpoint)
    {
        var path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{${name}}");
        foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            yield return new AppEndpoint($"{method} {path}", endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null, endpoint.Metadata.GetMetadata<PageMetadata>() is not null,
                [.. endpoint.Metadata.GetOrderedMetadata<DeclaredPolicy>().Select(p => p.Abilities)]);
    }

    /// <summary><c>{id:guid}</c>, <c>{*path}</c> and <c>{id?}</c> are called <c>{id}</c> and <c>{path}</c>.</summary>
    [GeneratedRegex(@"\{\*{0,2}(?<name>[^:?=}]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
