namespace Prazo.Demo;

/// <summary>A way in, told to everybody who looks at a demo.</summary>
public sealed record DemoLogin(string Role, string Handle, string Name, string Password);

public static class DemoLogins
{
    /// <summary>Everybody's: a demo has nothing to hide.</summary>
    public const string Password = "quatro gatos no telhado";

    /// <summary>The contact who comes in by the customers' door.</summary>
    internal const string Customer = "helena.duarte";

    /// <summary>One for each role; the other agents come in with the same password.</summary>
    public static readonly IReadOnlyList<DemoLogin> All = [.. new[] { "ana", "marcos", "bruna", "otavio" }.Select(Cast.Called).Select(p => new DemoLogin(p.Role, p.Handle, p.Name, Password)), new("customer", "helena", "Helena Duarte", Password)];
}
