using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Prazo.Workspaces;

namespace Prazo.Web.Hosting;

/// <summary>Every endpoint declares once who may use it. A test looks at all of them.</summary>
internal static class Policies
{
    public const string May = "may";

    public static void Add(AuthorizationOptions options)
    {
        foreach (var ability in Enum.GetNames<Ability>())
            options.AddPolicy(ability, p => p.RequireClaim(May, ability));
    }

    /// <summary>For who has the ability.</summary>
    public static T For<T>(this T endpoint, Ability ability) where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(ability.ToString()).WithMetadata(new DeclaredPolicy([ability]));

    /// <summary>For who has one of the abilities; the endpoint itself looks at which: <c>context.Asker().May(…)</c>.</summary>
    public static T ForAny<T>(this T endpoint, params Ability[] abilities) where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(p => p.RequireClaim(May, abilities.Select(a => a.ToString()))).WithMetadata(new DeclaredPolicy(abilities));
}

/// <summary>Which abilities let a request in: one of these.</summary>
internal sealed record DeclaredPolicy(IReadOnlyList<Ability> Abilities);
