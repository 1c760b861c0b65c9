using System.CommandLine;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Cli;

/// <summary>Which workspace of a database a command works on; may be left out where there is one.</summary>
internal static class WorkspaceOption
{
    public static Option<string?> Create() => new("--workspace", "-w") { Description = "Name or id of the workspace; may be left out where there is only one.", HelpName = "WORKSPACE" };

    public static Workspace Get(Session session, string? named) => Workspace.Find(session, named) ?? throw (Workspace.All(session) is { Count: > 0 } all
        ? new RefusedException("unknown-workspace", "--workspace", named is null ? "there are several workspaces" : $"there is no workspace '{named}', or several of that name",
            $"name one of {string.Join(", ", all.Select(w => $"{w.Name} ({w.TenantId})"))}")
        : new RefusedException("no-workspace", "--workspace", "there is no workspace yet", "make one: prazo workspace create NAME"));
}
