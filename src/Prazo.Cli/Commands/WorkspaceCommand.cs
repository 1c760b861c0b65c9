using System.CommandLine;
using Prazo.People;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Cli.Commands;

internal sealed class WorkspaceCommand : PrazoCommand
{
    public WorkspaceCommand(Terminal terminal)
        : base("workspace", "Workspaces of a database: create, list, rename.", "prazo workspace create \"Loja Aurora\" --locale pt-BR --zone America/Sao_Paulo", "prazo workspace list")
    {
        Add(new CreateWorkspace(terminal));
        Add(new ListWorkspaces(terminal));
        Add(new RenameWorkspace(terminal));
    }

    private sealed class CreateWorkspace : StoreCommand
    {
        private readonly Argument<string> _name = OneArgument("NAME", "Its name.");
        private readonly Option<string> _locale = new("--locale") { Description = $"Language: {string.Join(", ", Handles.Locales)}.", DefaultValueFactory = _ => "en", HelpName = "LOCALE" };
        private readonly Option<string> _zone = new("--zone") { Description = "IANA time zone.", DefaultValueFactory = _ => "Etc/UTC", HelpName = "ZONE" };

        public CreateWorkspace(Terminal terminal) : base(terminal, "create", "Make a workspace; add its administrator with prazo user add.", "prazo workspace create \"Loja Aurora\" --locale pt-BR")
        {
            Add(_name);
            Add(_locale);
            Add(_zone);
        }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var made = db.Write(tx => Workspace.All(tx).Any(w => string.Equals(w.Name, parsed.GetValue(_name), StringComparison.OrdinalIgnoreCase))
                ? throw new RefusedException("taken", "NAME", "there is a workspace of that name", "choose another")
                : FirstStart.Open(tx, parsed.GetValue(_name)!, parsed.GetValue(_locale)!, parsed.GetValue(_zone)!, Actor, Now)).GetAwaiter().GetResult();
            if (parsed.GetValue(CommandLine.Json))
                Terminal.WriteJson(json => json.WriteString("id", made.TenantId));
            else
                Terminal.Out.WriteLine(made.TenantId);
            return ExitCode.Fine;
        }
    }

    private sealed class ListWorkspaces(Terminal terminal) : StoreCommand(terminal, "list", "List workspaces.", "prazo workspace list")
    {
        protected override int Run(ParseResult parsed, Db db, string? workspace) => List(parsed, "workspaces", ["id", "name", "locale", "zone", "created"],
            db.Read(Workspace.All).GetAwaiter().GetResult().Select(w => new[] { w.TenantId.ToString(), w.Name, w.Locale, w.Zone, Shown(w.Created) }));
    }

    private sealed class RenameWorkspace : StoreCommand
    {
        private readonly Argument<string> _name = OneArgument("NAME", "The new name.");

        public RenameWorkspace(Terminal terminal) : base(terminal, "rename", "Give a workspace another name.", "prazo workspace rename \"Loja Aurora\" --workspace Loja") => Add(_name);

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            Write(db, workspace, (tx, w) =>
            {
                Workspace.Change(tx, w with { Name = Handles.Needed(parsed.GetValue(_name), "NAME") }, Actor, Now);
                return true;
            });
            return ExitCode.Fine;
        }
    }
}
