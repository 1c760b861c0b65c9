using NodaTime;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>Somebody who may come in. Events and the audit know the handle and the id; name and address stand here alone and go with an erasure (S9).</summary>
public sealed record User
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Handle { get; init; } = "";
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string Role { get; init; } = "";
    public string? Locale { get; init; }
    public string? Zone { get; init; }
    /// <summary>The contact that a customer's user is.</summary>
    public Guid? ContactId { get; init; }
    public Instant Created { get; init; }
    public Instant? Disabled { get; init; }
    public Instant? Erased { get; init; }
    public long Version { get; init; }

    public string Actor => "user:" + Handle;

    public Role Is => Roles.Read(Role);
}

/// <summary>Roles as they are written.</summary>
public static class Roles
{
    public static readonly IReadOnlyList<string> Names = [.. Enum.GetNames<Role>().Select(n => n.ToLowerInvariant())];

    public static Role Read(string? role) => Names.Contains(role?.Trim().ToLowerInvariant()) ? Enum.Parse<Role>(role!.Trim(), ignoreCase: true)
        : throw new RefusedException("unknown-role", "role", "that is not a role", $"write one of {string.Join(", ", Names)}");

    public static string Text(this Role role) => role.ToString().ToLowerInvariant();
}

/// <summary>What a user is made of. What is null is left as it is when a user is changed.</summary>
public sealed record UserInput(string? Handle = null, string? Name = null, string? Email = null, string? Role = null, string? Locale = null, string? Zone = null, Guid? Contact = null);
