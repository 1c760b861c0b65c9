using System.Net.Http.Headers;
using Prazo.People;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Isolation;

/// <summary>Somebody who asks: nobody, a person of a role by a session's cookie, or a key of a scope.</summary>
internal sealed record Asker(string Name, IReadOnlySet<Ability> Abilities, bool IsKey, Func<HttpClient> Come)
{
    public HttpClient Client { get; } = Come();

    public bool IsCustomer => Abilities.Contains(Ability.Own);

    public bool May(AppEndpoint endpoint) => endpoint.For.Any(Abilities.Contains);

    /// <summary>Nobody, a key that is none, every role and every scope.</summary>
    public static IReadOnlyList<Asker> All(TestServer server, Things own)
    {
        var askers = new List<Asker>
        {
            new("nobody", new HashSet<Ability>(), false, () => server.ClientWith(null)),
            new("wrong key", new HashSet<Ability>(), true, () => server.ClientWith("pz1.AZzKAAAAcACAAAAAAAAAAA." + new string('A', 43))),
        };
        foreach (var role in Enum.GetValues<Role>())
            askers.Add(new Asker(role.Text(), Principal.AbilitiesOf(role), false, Person(server, own, role)));
        foreach (var (scope, abilities) in Principal.Scopes)
        {
            var key = server.Db.Write(tx => ApiKeys.Create(tx, own.Tenant, scope, [scope], "test", server.Clock.Now)).GetAwaiter().GetResult();
            askers.Add(new Asker("key " + scope, abilities, true, () => server.ClientWith(key)));
        }
        return askers;
    }

    private static Func<HttpClient> Person(TestServer server, Things own, Role role)
    {
        var contact = role == Role.Customer ? own.CustomerContact : (Guid?)null;
        var user = server.Db.Write(tx => Users.Add(tx, own.Tenant, new UserInput("the-" + role.Text(), Role: role.Text(), Contact: contact), "test", server.Clock.Now)).GetAwaiter().GetResult();
        return () => server.SignedIn(user);
    }
}
