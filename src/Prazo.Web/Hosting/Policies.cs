using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Prazo.Workspaces;

namespace Prazo.Web.Hosting;

/// <summary>Every endpoint asks for one ability; each is a policy of its name.</summary>
internal static class Policies
{
    public const string May = "may";

    public static void Add(AuthorizationOptions options)
    {
        foreach (var ability in Enum.GetNames<Ability>())
            options.AddPolicy(ability, p => p.RequireClaim(May, ability));
    }

    public static T For<T>(this T endpoint, Ability ability) where T : IEndpointConventionBuilder => endpoint.RequireAuthorization(ability.ToString());
}
