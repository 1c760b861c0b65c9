using System.Text.Json;
using Prazo.People;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Cli;

/// <summary><c>prazo user</c>, <c>key</c>, <c>workspace</c> and <c>audit</c>, on a file that a server might have open.</summary>
public class PeopleCommandTests
{
    [Fact]
    public async Task A_workspace_its_users_and_its_keys_are_made_from_the_shell()
    {
        using var folder = Shell.Temporary();
        var db = folder["prazo.db"];
        Run(0, "workspace", "create", "Loja Aurora", "--locale", "pt-BR", "--zone", "America/Sao_Paulo", "-d", db);
        var added = JsonElement.Parse(Run(0, "user", "add", "maria", "--email", "maria@example.com", "--role", "admin", "--json", "-d", db).Out);
        added.GetProperty("link").GetString().ShouldStartWith("pl1.");
        Run(0, "user", "add", "ana", "-d", db);
        Run(0, "user", "role", "ana", "manager", "-d", db);
        Run(0, "user", "disable", "ana", "-d", db);
        var users = JsonElement.Parse(Run(0, "user", "list", "--json", "-d", db).Out).GetProperty("users");
        users.EnumerateArray().Select(u => (u.GetProperty("handle").GetString(), u.GetProperty("role").GetString(), u.GetProperty("disabled").GetString()))
            .ShouldBe([("ana", "manager", "2026-04-01 12:00Z"), ("maria", "admin", null)]);

        var key = Run(0, "key", "create", "shop", "--scope", "events", "--scope", "read", "-d", db).Out.Trim();
        using (var open = Db.Open(db))
            (await open.Read(s => ApiKeys.Find(s, key, Shell.Now))).ShouldNotBeNull().Principal.Actor.ShouldBe("key:shop");
        var id = JsonElement.Parse(Run(0, "key", "list", "--json", "-d", db).Out).GetProperty("keys")[0].GetProperty("id").GetString()!;
        Run(0, "key", "revoke", id, "-d", db);
        using (var open = Db.Open(db))
            (await open.Read(s => ApiKeys.Find(s, key, Shell.Now))).ShouldBeNull();
        Run(0, "workspace", "rename", "Aurora", "-d", db);
        Run(0, "workspace", "list", "-d", db).Out.ShouldContain("Aurora");
    }

    [Fact]
    public async Task A_password_is_read_from_standard_input_and_never_from_the_command_line()
    {
        using var folder = Shell.Temporary();
        var db = folder["prazo.db"];
        Run(0, "workspace", "create", "Loja", "-d", db);
        Run(0, "user", "add", "ana", "-d", db);
        Shell.Run(["user", "password", "ana", "--ask", "-d", db], "short\n"u8.ToArray()).ExitCode.ShouldBe(3);
        Shell.Run(["user", "password", "ana", "--ask", "-d", db], "quatro gatos no telhado\n"u8.ToArray()).ExitCode.ShouldBe(0);
        using var open = Db.Open(db);
        (await new SignIn(open).Try(null, "ana", "quatro gatos no telhado", "", Shell.Now)).Session.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("there is no user 'bia'", "user", "disable", "bia")]
    [InlineData("'everything' is not a scope", "key", "create", "x", "--scope", "everything")]
    [InlineData("that is not a role", "user", "role", "ana", "boss")]
    [InlineData("there is no workspace 'Outra'", "user", "list", "--workspace", "Outra")]
    [InlineData("nobody else could administer", "user", "disable", "ana")]
    public void What_is_wrong_is_said_with_exit_code_3(string message, params string[] args)
    {
        using var folder = Shell.Temporary();
        var db = folder["prazo.db"];
        Run(0, "workspace", "create", "Loja", "-d", db);
        Run(0, "user", "add", "ana", "--role", "admin", "-d", db);
        Run(3, [.. args, "-d", db]).Error.ShouldContain(message);
    }

    [Fact]
    public async Task The_audit_is_verified_on_the_database_and_as_a_file()
    {
        using var folder = Shell.Temporary();
        var db = folder["prazo.db"];
        Run(0, "workspace", "create", "Loja", "-d", db);
        Run(0, "user", "add", "ana", "-d", db);
        using (var open = Db.Open(db))
            (await new Prazo.Audit.AuditSealer(open).Step()).ShouldBe(2);
        var verified = JsonElement.Parse(Run(0, "audit", "verify", "--json", "-d", db).Out);
        var head = verified.GetProperty("head").GetString()!;
        head.ShouldStartWith("2:");
        Run(0, "audit", "export", "--out", folder["audit.jsonl"], "-d", db);
        Run(0, "audit", "verify", folder["audit.jsonl"], "--head", head).Out.ShouldContain("The chain is whole: 2 rows.");
        await File.WriteAllTextAsync(folder["audit.jsonl"], (await File.ReadAllTextAsync(folder["audit.jsonl"])).Replace("user.added", "user.enabled", StringComparison.Ordinal));
        Run(1, "audit", "verify", folder["audit.jsonl"]).Out.ShouldContain("row 2 (user.enabled");
        using (var open = Db.Open(db))
            await open.Write(tx => tx.Execute("DELETE FROM audit WHERE seq = 1"));
        Run(1, "audit", "verify", "-d", db).Out.ShouldContain("rows are missing");
        Run(3, "audit", "verify", folder["nothing.jsonl"]);
        Run(3, "audit", "verify", "--head", "nonsense", "-d", db);
    }

    private static Outcome Run(int exitCode, params string[] args)
    {
        var outcome = Shell.Run(args);
        outcome.ExitCode.ShouldBe(exitCode, outcome.All);
        return outcome;
    }
}
