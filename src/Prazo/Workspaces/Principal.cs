namespace Prazo.Workspaces;

public enum Role { Admin, Manager, Agent, Auditor, Customer }

/// <summary>What somebody may do in a workspace. Every endpoint asks for one of these.</summary>
public enum Ability
{
    /// <summary>See everything but secrets.</summary>
    Read,
    /// <summary>Work on tickets.</summary>
    Work,
    /// <summary>Send events of other systems.</summary>
    SendEvents,
    /// <summary>Change what is promised and how work is done: agreements, teams, inboxes, automations.</summary>
    Manage,
    /// <summary>Change who may come in, and the workspace itself.</summary>
    Administer,
    /// <summary>See and answer one's own tickets: customers.</summary>
    Own,
    /// <summary>See who changed what.</summary>
    Audit,
    /// <summary>See who one is and leave: everybody who came in.</summary>
    Enter,
}

/// <summary>Who is asking, and for which workspace: the only place a tenant comes from.</summary>
/// <param name="Actor">As events and the audit name them: <c>user:ana</c>, <c>key:import</c>.</param>
/// <param name="Person">The user behind it; null for a key.</param>
public sealed record Principal(Guid Tenant, string Actor, Guid? Person, IReadOnlySet<Ability> Abilities)
{
    /// <summary>Of a key: the user whose it is; null for one that is nobody's.</summary>
    public Guid? Owner { get; init; }

    /// <summary>The user who is asking, themselves or by a key of theirs.</summary>
    public Guid? Behind => Person ?? Owner;

    /// <summary>The contact that a customer's user is: what is theirs hangs on it, and on its organisation.</summary>
    public Guid? Contact { get; init; }

    /// <summary>The handle of the customer's organisation, as tickets know it; null for others, and for a contact without one.</summary>
    public string? Customer { get; init; }

    /// <summary>A person of the role auditor: sees everything, changes nothing.</summary>
    public bool IsAuditor => Person is not null && May(Ability.Audit) && !May(Ability.Work);

    public bool May(Ability ability) => Abilities.Contains(ability);

    private static readonly IReadOnlySet<Ability> Everything =
        new HashSet<Ability> { Ability.Enter, Ability.Read, Ability.Work, Ability.SendEvents, Ability.Manage, Ability.Administer, Ability.Audit };

    /// <summary>What a role may do.</summary>
    public static IReadOnlySet<Ability> AbilitiesOf(Role role) => role switch
    {
        Role.Admin => Everything,
        Role.Manager => new HashSet<Ability> { Ability.Enter, Ability.Read, Ability.Work, Ability.SendEvents, Ability.Manage },
        Role.Agent => new HashSet<Ability> { Ability.Enter, Ability.Read, Ability.Work },
        Role.Auditor => new HashSet<Ability> { Ability.Enter, Ability.Read, Ability.Audit },
        _ => new HashSet<Ability> { Ability.Enter, Ability.Own },
    };

    /// <summary>Scopes that a key may be given, and what each allows.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<Ability>> Scopes = new Dictionary<string, IReadOnlySet<Ability>>(StringComparer.Ordinal)
    {
        ["read"] = new HashSet<Ability> { Ability.Enter, Ability.Read },
        ["events"] = new HashSet<Ability> { Ability.Enter, Ability.SendEvents },
        ["tickets"] = new HashSet<Ability> { Ability.Enter, Ability.Read, Ability.Work },
        ["manage"] = new HashSet<Ability> { Ability.Enter, Ability.Read, Ability.Manage },
        ["audit"] = new HashSet<Ability> { Ability.Enter, Ability.Audit },
        ["admin"] = Everything,
    };
}
