using System.CommandLine;
using Prazo.People;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Cli.Commands;

internal sealed class KeyCommand : PrazoCommand
{
    public KeyCommand(Terminal terminal)
        : base("key", "API keys of a workspace: create, list, revoke.", "prazo key create shop --scope events", "prazo key list", "prazo key revoke 0199c1f0-7d3a-7000-8000-2f6f3a1b5c4d")
    {
        Add(new CreateKey(terminal));
        Add(new ListKeys(terminal));
        Add(new RevokeKey(terminal));
    }

    private sealed class CreateKey : StoreCommand
    {
        private readonly Argument<string> _name = OneArgument("NAME", "What events and the audit know the key by, such as shop.");
        private readonly Option<string[]> _scopes = new("--scope", "-s")
        {
            Description = $"What it may do: {string.Join(", ", Principal.Scopes.Keys)}. May be given several times.", HelpName = "SCOPE", DefaultValueFactory = _ => ["read"], AllowMultipleArgumentsPerToken = true,
        };

        private readonly Option<string?> _owner = new("--owner") { Description = "The user whose key it is. A key of nobody decides nothing that needs a second person.", HelpName = "HANDLE" };

        public CreateKey(Terminal terminal) : base(terminal, "create", "Make a key, printed this once.", "prazo key create shop --scope events")
        {
            Add(_owner);
            Add(_name);
            Add(_scopes);
        }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var key = Write(db, workspace, (tx, w) => ApiKeys.Create(tx, w.TenantId, parsed.GetValue(_name)!, parsed.GetValue(_scopes)!, Actor, Now, owner: Owner(tx, w, parsed.GetValue(_owner))));
            if (parsed.GetValue(CommandLine.Json))
                Terminal.WriteJson(json => json.WriteString("key", key));
            else
                Terminal.Out.WriteLine(key);
            return ExitCode.Fine;
        }

        private static Guid? Owner(Tx tx, Workspace workspace, string? handle) => handle is null ? null
            : UserStore.ByHandle(tx, workspace.TenantId, handle)?.Id ?? throw new RefusedException("unknown-user", "--owner", $"there is no user {handle}", "prazo user list shows them");
    }

    private sealed class ListKeys(Terminal terminal) : StoreCommand(terminal, "list", "List keys: names, scopes, when they were last used.", "prazo key list --json")
    {
        protected override int Run(ParseResult parsed, Db db, string? workspace) => List(parsed, "keys", ["id", "name", "scopes", "created", "by", "used", "ends", "revoked"],
            Read(db, workspace, (s, w) => ApiKeys.All(s, w.TenantId))
                .Select(k => new[] { k.Id.ToString(), k.Name, k.Scopes, Shown(k.Created), k.CreatedBy, Shown(k.LastUsed), Shown(k.Ends), Shown(k.Revoked) }));
    }

    private sealed class RevokeKey : StoreCommand
    {
        private readonly Argument<Guid> _id = new("ID") { Description = "The key's id, as prazo key list shows it." };

        public RevokeKey(Terminal terminal) : base(terminal, "revoke", "Revoke a key, at once and for good.", "prazo key revoke 0199c1f0-7d3a-7000-8000-2f6f3a1b5c4d") => Add(_id);

        protected override int Run(ParseResult parsed, Db db, string? workspace) => Write(db, workspace, (tx, w) => ApiKeys.Revoke(tx, w.TenantId, parsed.GetValue(_id), Actor, Now))
            ? ExitCode.Fine
            : throw new RefusedException("unknown-key", "ID", "there is no such key", "prazo key list shows them");
    }
}
