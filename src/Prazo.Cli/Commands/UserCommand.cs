using System.CommandLine;
using Prazo.People;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Cli.Commands;

/// <summary>Who may come in, from the shell: also when nobody can come in any more.</summary>
internal sealed class UserCommand : PrazoCommand
{
    public UserCommand(Terminal terminal)
        : base("user", "Users of a workspace: add, list, disable, enable, password, role.",
            "prazo user add ana --email ana@example.com --role manager", "prazo user list --database prazo.db", "prazo user password ana --ask < secret.txt")
    {
        Add(new AddUser(terminal));
        Add(new ListUsers(terminal));
        Add(new Toggle(terminal, "disable", "Keep a user out; their sessions end.", Users.Disable));
        Add(new Toggle(terminal, "enable", "Let a user in again.", Users.Enable));
        Add(new SetPassword(terminal));
        Add(new SetRole(terminal));
    }

    private sealed class AddUser : StoreCommand
    {
        private readonly Argument<string> _handle = OneArgument("HANDLE", "What events know the user by, such as ana.");
        private readonly Option<string?> _email = new("--email") { Description = "Address to sign in with.", HelpName = "ADDRESS" };
        private readonly Option<string?> _name = new("--name") { Description = "Name that others see.", HelpName = "NAME" };
        private readonly Option<string> _role = new("--role") { Description = $"One of {string.Join(", ", Roles.Names)}.", DefaultValueFactory = _ => "agent", HelpName = "ROLE" };

        public AddUser(Terminal terminal)
            : base(terminal, "add", "Add a user; prints the secret of a link by which they choose a password.", "prazo user add ana --email ana@example.com --role manager")
        {
            Add(_handle);
            Add(_email);
            Add(_name);
            Add(_role);
        }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var (user, link) = Write(db, workspace, (tx, w) =>
            {
                var added = Users.Add(tx, w.TenantId, new UserInput(parsed.GetValue(_handle), parsed.GetValue(_name), parsed.GetValue(_email), parsed.GetValue(_role)), Actor, Now);
                return (added, OneTimeLinks.ForPassword(tx, added, Now));
            });
            Passphrase.Tell(Terminal, parsed, user, link);
            return ExitCode.Fine;
        }
    }

    private sealed class ListUsers(Terminal terminal) : StoreCommand(terminal, "list", "List users.", "prazo user list --json")
    {
        protected override int Run(ParseResult parsed, Db db, string? workspace) => List(parsed, "users", ["handle", "role", "email", "name", "created", "disabled"],
            Read(db, workspace, (s, w) => UserStore.All(s, w.TenantId)).Select(u => new[] { u.Handle, u.Role, u.Email, u.Name, Shown(u.Created), Shown(u.Disabled) }));
    }

    private sealed class Toggle : StoreCommand
    {
        private readonly Argument<string> _handle = OneArgument("HANDLE", "The user.");
        private readonly Func<Tx, User, string, NodaTime.Instant, User> _change;

        public Toggle(Terminal terminal, string name, string description, Func<Tx, User, string, NodaTime.Instant, User> change)
            : base(terminal, name, description, $"prazo user {name} ana")
        {
            _change = change;
            Add(_handle);
        }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            Write(db, workspace, (tx, w) => _change(tx, Passphrase.User(tx, w, parsed.GetValue(_handle)!), Actor, Now));
            return ExitCode.Fine;
        }
    }

    private sealed class SetPassword : StoreCommand
    {
        private readonly Argument<string> _handle = OneArgument("HANDLE", "The user.");
        private readonly Option<bool> _ask = new("--ask") { Description = "Read the password from standard input; without it, a link by which the user chooses one is printed." };

        public SetPassword(Terminal terminal)
            : base(terminal, "password", "Give a user a new password, or a link by which they choose one; their sessions end.", "prazo user password ana", "prazo user password ana --ask < secret.txt")
        {
            Add(_handle);
            Add(_ask);
        }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var handle = parsed.GetValue(_handle)!;
            if (!parsed.GetValue(_ask))
            {
                var (known, link) = Write(db, workspace, (tx, w) => Passphrase.User(tx, w, handle) is var u ? (u, OneTimeLinks.ForPassword(tx, u, Now)) : default);
                Passphrase.Tell(Terminal, parsed, known, link);
                return ExitCode.Fine;
            }
            using var input = new StreamReader(Terminal.StandardInput());
            var password = input.ReadLine() ?? "";
            var user = Read(db, workspace, (s, w) => Passphrase.User(s, w, handle));
            if (Passwords.Weakness(password, [user.Handle, user.Name, user.Email]) is { } weak)
                throw new RefusedException([weak]);
            var hash = Passwords.Hash(password);
            Write(db, workspace, (tx, w) =>
            {
                Users.SetPassword(tx, user, hash, Actor, Now);
                return true;
            });
            return ExitCode.Fine;
        }
    }

    private sealed class SetRole : StoreCommand
    {
        private readonly Argument<string> _handle = OneArgument("HANDLE", "The user.");
        private readonly Argument<string> _role = OneArgument("ROLE", $"One of {string.Join(", ", Roles.Names)}.");

        public SetRole(Terminal terminal) : base(terminal, "role", "Give a user another role, from their next request on.", "prazo user role ana admin")
        {
            Add(_handle);
            Add(_role);
        }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            Write(db, workspace, (tx, w) => Users.Change(tx, Passphrase.User(tx, w, parsed.GetValue(_handle)!), new UserInput(Role: parsed.GetValue(_role)), Actor, Now));
            return ExitCode.Fine;
        }
    }

    private static class Passphrase
    {
        public static User User(Session session, Workspace workspace, string handle) => UserStore.ByHandle(session, workspace.TenantId, handle)
            ?? throw new RefusedException("unknown-user", "HANDLE", $"there is no user '{handle}' in {workspace.Name}", "prazo user list shows them");

        public static void Tell(Terminal terminal, ParseResult parsed, User user, string link)
        {
            if (parsed.GetValue(CommandLine.Json))
            {
                terminal.WriteJson(json =>
                {
                    json.WriteString("id", user.Id);
                    json.WriteString("handle", user.Handle);
                    json.WriteString("link", link);
                });
                return;
            }
            terminal.Out.WriteLine($"{user.Handle} chooses a password within three days at");
            terminal.Out.WriteLine($"/password/{link}");
        }
    }
}
