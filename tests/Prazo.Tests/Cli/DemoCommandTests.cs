using NodaTime;
using Prazo.Storage;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Cli;

/// <summary><c>prazo demo</c>: fills what is empty, keeps what somebody has worked in, renews what has grown old, and never touches anything else.</summary>
public class DemoCommandTests
{
    private static Outcome Demo(string database, Duration later, params string[] more) => Shell.Run(["demo", "--database", database, "--tickets", "5", .. more], null, now: Shell.Now + later);

    [Theory, OnSqlite, OnPostgres]
    public async Task An_empty_database_is_filled_and_one_that_nobody_worked_in_is_made_anew_after_half_a_day(string database)
    {
        using var kept = TestDatabase.New(database);
        var first = Demo(kept.Name, Duration.Zero);
        first.ExitCode.ShouldBe(0, first.All);
        first.Out.ShouldContain(" tickets of three months (new).");
        foreach (var login in new[] { "admin     ana ", "manager   marcos ", "agent     bruna ", "auditor   otavio ", "customer  helena " })
            first.Out.ShouldContain(login);
        first.Out.ShouldContain("quatro gatos no telhado");
        Shell.Run("check", "--database", kept.Name).ExitCode.ShouldBe(0);

        Demo(kept.Name, Duration.FromHours(11)).Out.ShouldContain("(kept: it is from today)");
        Demo(kept.Name, Duration.FromHours(13)).Out.ShouldContain("(new)");
        using var db = Db.Open(kept.Name);
        (await db.Read(s => s.Value<Instant>("SELECT made FROM demos"))).ShouldBe(Shell.Now + Duration.FromHours(13));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_somebody_changed_is_kept_until_they_say_otherwise(string database)
    {
        using var kept = TestDatabase.New(database);
        Demo(kept.Name, Duration.Zero).ExitCode.ShouldBe(0);
        using (var db = Db.Open(kept.Name))
            await db.Write(tx => tx.Execute("INSERT INTO views (tenant_id, id, name, query, made) SELECT tenant_id, tenant_id, 'Minha visão', 'open=true', @made FROM workspaces", new { made = Shell.Now + Duration.FromMinutes(1) }));
        Demo(kept.Name, Duration.FromDays(2)).Out.ShouldContain("(kept: somebody has worked in it)");
        using (var db = Db.Open(kept.Name))
            (await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM views WHERE name = 'Minha visão'"))).ShouldBe(1);
        Demo(kept.Name, Duration.FromDays(2), "--fresh").Out.ShouldContain("(new)");
        using (var db = Db.Open(kept.Name))
            (await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM views WHERE name = 'Minha visão'"))).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public void What_is_no_demo_is_left_alone(string database)
    {
        using var kept = TestDatabase.New(database);
        Shell.Run("workspace", "create", "Minha loja", "--database", kept.Name).ExitCode.ShouldBe(0);
        var refused = Demo(kept.Name, Duration.Zero, "--fresh");
        refused.ExitCode.ShouldBe(3);
        refused.Error.ShouldContain("the database holds something else than a demo");
        Shell.Run("workspace", "list", "--database", kept.Name).Out.ShouldContain("Minha loja");
    }

    [Fact]
    public void A_database_on_which_a_server_works_is_not_filled_under_it()
    {
        using var folder = Shell.Temporary();
        using var serving = ServeLock.Take(folder["demo.db"]);
        Demo(folder["demo.db"], Duration.Zero).All.ShouldContain("another prazo serve works on");
    }

    [Fact]
    public void A_program_reads_the_logins()
    {
        using var folder = Shell.Temporary();
        var told = Demo(folder["demo.db"], Duration.Zero, "--json");
        using var json = System.Text.Json.JsonDocument.Parse(told.Out);
        json.RootElement.GetProperty("logins").EnumerateArray().Select(l => l.GetProperty("role").GetString()).ShouldBe(["admin", "manager", "agent", "auditor", "customer"]);
    }
}
