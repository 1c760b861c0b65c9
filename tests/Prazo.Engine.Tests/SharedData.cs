namespace Prazo.Engine.Tests;

/// <summary>Real data that lie outside of the repository: where PRAZO_SHARED points, or in <c>../shared</c> beside the checkout.</summary>
public static class SharedData
{
    /// <summary>Null when there is no such folder.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>Full path of a file or folder of the shared data; null when absent.</summary>
    public static string? Find(string relativePath)
    {
        if (Root is null)
            return null;
        var path = Path.Combine(Root, relativePath);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("PRAZO_SHARED") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Prazo.slnx")))
            folder = folder.Parent;
        var beside = folder?.Parent is null ? null : Path.Combine(folder.Parent.FullName, "shared");
        return Directory.Exists(beside) ? beside : null;
    }
}

/// <summary>A fact over shared data: shown as skipped, with the reason, where they are absent.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string relativePath)
    {
        if (SharedData.Find(relativePath) is null)
            Skip = $"shared data '{relativePath}' are absent (PRAZO_SHARED={SharedData.Root ?? "not found"})";
    }
}

/// <summary>A theory over shared data: shown as skipped, with the reason, where they are absent.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(string relativePath)
    {
        if (SharedData.Find(relativePath) is null)
            Skip = $"shared data '{relativePath}' are absent (PRAZO_SHARED={SharedData.Root ?? "not found"})";
    }
}
