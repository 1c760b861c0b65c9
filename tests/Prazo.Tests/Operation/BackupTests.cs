using NodaTime;
using Prazo.Search;
using Prazo.Storage;
using Prazo.Tests.Cli;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Operation;

/// <summary>S7: a backup holds everything, and restores into either database.</summary>
public class BackupTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static Outcome Take(string database, string file) => Shell.Run("backup", file, "--database", database);

    private static Outcome Restore(string file, string database, params string[] more) => Shell.Run(["restore", file, "--database", database, .. more]);

    private static async Task<Guid> Workspace(string database, string name)
    {
        using var db = Db.Open(database);
        return (await db.Write(tx => Prazo.Workspaces.Workspace.Create(tx, name, "pt-BR", "America/Sao_Paulo", Noon))).TenantId;
    }

    private static async Task<string> Name(string database)
    {
        using var db = Db.Open(database);
        return string.Join(' ', await db.Read(s => s.Query<string>("SELECT name FROM workspaces ORDER BY name")));
    }

    [Theory, OnPostgres]
    public async Task S7_every_row_of_every_table_goes_from_sqlite_to_postgres_and_back(string database)
    {
        using var folder = Shell.Temporary();
        using var postgres = TestDatabase.New(database);
        var (small, file, back, again) = (folder["small.db"], folder["one.prazo"], folder["two.prazo"], folder["again.db"]);
        IReadOnlySet<string> ids;
        using (var empty = Db.Open(postgres.Name))
            ids = await EveryTable.IdsOf(empty);
        List<string> before;
        using (var db = Db.Open(small))
        {
            IReadOnlyList<string> tables;
            using (var looked = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={small};Pooling=False"))
            {
                looked.Open();
                tables = TableCopy.InOrder(looked);
            }
            await db.Write(tx => EveryTable.Fill(tx, tables, ids));
            before = await EveryTable.Rows(db);
            before.Count.ShouldBe(tables.Count * 3);
        }

        Take(small, file).ExitCode.ShouldBe(0);
        Restore(file, postgres.Name).ExitCode.ShouldBe(0);
        using (var db = Db.Open(postgres.Name))
        {
            (await WithoutNote(db)).ShouldBe(before);
            // Planned from the first query on as after a day.
            (await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM pg_stat_user_tables WHERE relname IN ('tickets', 'clocks') AND last_vacuum IS NOT NULL AND last_analyze IS NOT NULL"))).ShouldBe(2);
        }
        Take(postgres.Name, back).ExitCode.ShouldBe(0);
        Restore(back, again).ExitCode.ShouldBe(0);
        using (var db = Db.Open(again))
            (await WithoutNote(db)).ShouldBe(before);
        File.Exists(back + "-wal").ShouldBeFalse();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(back).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>The restore itself is in the audit of each workspace.</summary>
    private static async Task<List<string>> WithoutNote(Db db)
    {
        var rows = await EveryTable.Rows(db);
        rows.RemoveAll(r => r.Contains("action=workspace.restored", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        return rows;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_found_by_its_words_is_found_after_a_restore_into_the_other_database(string database)
    {
        using var folder = Shell.Temporary();
        using (var from = TestDatabase.New(database))
        using (var to = TestDatabase.New(database == "sqlite" && PostgresServer.Missing is null ? "postgres" : "sqlite"))
        {
            var tenant = await Workspace(from.Name, "Loja");
            var (index, ticket) = (new WordIndex("ticket"), Guid.Empty);
            using (var db = Db.Open(from.Name))
                await db.Write(tx =>
                {
                    ticket = Prazo.Tickets.TicketStore.Insert(tx, tenant, "", "", Noon).Id;
                    index.Add(tx, tenant, ticket, "A solução demora");
                });
            Take(from.Name, folder["a.prazo"]).ExitCode.ShouldBe(0);
            Restore(folder["a.prazo"], to.Name).ExitCode.ShouldBe(0);
            using var restored = Db.Open(to.Name);
            var (sql, words) = index.Finds(restored.Dialect, "solucao");
            (await restored.Read(s => s.Query<Guid>($"SELECT t.id FROM tickets t WHERE t.tenant_id = @tenant AND {sql}", new { tenant, words }))).ShouldBe([ticket]);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_database_that_holds_workspaces_is_replaced_only_with_force(string database)
    {
        using var folder = Shell.Temporary();
        using var first = TestDatabase.New("sqlite");
        using var second = TestDatabase.New(database);
        await Workspace(first.Name, "Aurora");
        await Workspace(second.Name, "Boreal");
        Take(first.Name, folder["a.prazo"]).Out.ShouldBe($"Backed up to {folder["a.prazo"]}: workspaces 1, tickets 0, events 0, schema {Schema.Version}.\n");

        var refused = Restore(folder["a.prazo"], second.Name);
        (refused.ExitCode, refused.Out).ShouldBe((3, ""));
        refused.Error.ShouldContain("holds workspaces already: restore into an empty one, or say --force");
        (await Name(second.Name)).ShouldBe("Boreal");

        Restore(folder["a.prazo"], second.Name, "--force").Out.ShouldBe($"Restored from {folder["a.prazo"]}: workspaces 1, tickets 0, events 0, schema {Schema.Version}.\n");
        (await Name(second.Name)).ShouldBe("Aurora");
        using var db = Db.Open(second.Name);
        (await db.Read(s => s.Query<string>("SELECT action FROM audit"))).ShouldBe(["workspace.restored"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_database_that_somebody_works_on_is_not_replaced(string database)
    {
        using var folder = Shell.Temporary();
        using var kept = TestDatabase.New(database);
        await Workspace(kept.Name, "Boreal");
        Take(kept.Name, folder["a.prazo"]).ExitCode.ShouldBe(0);
        using (ServeLock.Take(kept.Name))
        using (var working = Db.Open(kept.Name))
        {
            await working.Read(Schema.Applied);
            var refused = Restore(folder["a.prazo"], kept.Name, "--force");
            refused.ExitCode.ShouldBe(3);
            refused.Error.ShouldContain(database == "sqlite" ? "another prazo serve works on" : "another prazo works on the database");
        }
        Restore(folder["a.prazo"], kept.Name, "--force").ExitCode.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_backup_of_an_earlier_schema_is_brought_up_to_this_one(string database)
    {
        using var folder = Shell.Temporary();
        using var old = TestDatabase.New(database);
        using (Db db = Db.IsPostgres(old.Name) ? new PostgresDb(old.Name) : new SqliteDb(old.Name))
        {
            Schema.Upgrade(db, 2);
            await db.Write(tx => tx.Execute("INSERT INTO workspaces (tenant_id, name, locale, zone, created) VALUES (@id, 'Antiga', 'pt-BR', 'America/Sao_Paulo', @Noon)", new { id = Ids.New(Noon), Noon }));
        }
        Take(old.Name, folder["old.prazo"]).Out.ShouldContain("schema 2.");
        foreach (var kind in PostgresServer.Missing is null ? new[] { "sqlite", "postgres" } : ["sqlite"])
        {
            using var target = TestDatabase.New(kind);
            Restore(folder["old.prazo"], target.Name).ExitCode.ShouldBe(0);
            (await Name(target.Name)).ShouldBe("Antiga");
            Shell.Run("migrate", "--preview", "--database", target.Name).Out.ShouldBe($"The database is at schema {Schema.Version}.\n");
        }
    }

    [Fact]
    public async Task What_is_no_whole_backup_is_refused_in_one_sentence_and_leaves_the_database_alone()
    {
        using var folder = Shell.Temporary();
        var database = folder["prazo.db"];
        await Workspace(database, "Boreal");
        Take(database, folder["a.prazo"]).ExitCode.ShouldBe(0);
        Refused(Take(folder["none.db"], folder["b.prazo"]), $"there is no database {folder["none.db"]}");
        File.Exists(folder["none.db"]).ShouldBeFalse();
        Refused(Take(database, database), $"{database} is there already");
        Refused(Shell.Run("backup", database, "--database", database, "--force"), "is the database itself");
        Refused(Take(database, folder["a.prazo"]), "is there already: choose another name");
        Refused(Take(folder.Write("text.db", "no database at all, only a text that is long enough to look like a header"), folder["c.prazo"]), "cannot be opened as a database");
        Refused(Restore(folder["nowhere"], database, "--force"), $"there is no file {folder["nowhere"]}");
        Refused(Restore(folder["text.db"], database, "--force"), "is damaged, or no backup");
        Refused(Restore(database, database, "--force"), "is the backup itself");

        var bytes = File.ReadAllBytes(folder["a.prazo"]);
        Refused(Restore(folder.Write("cut.prazo", bytes[..(bytes.Length / 2)]), database, "--force"), "is damaged");
        // A page of a table, overwritten.
        var broken = bytes.ToArray();
        Array.Fill(broken, (byte)0x5A, 4096 * 2, 4096 * 3);
        Refused(Restore(folder.Write("broken.prazo", broken), database, "--force"), "is damaged");
        (await Name(database)).ShouldBe("Boreal");
        Directory.GetFiles(Path.GetDirectoryName(database)!, "*.partial").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_of_a_newer_schema_is_refused()
    {
        using var folder = Shell.Temporary();
        using (var db = Db.Open(folder["new.prazo"]))
            await db.Write(tx => tx.Execute("INSERT INTO migrations (number, name) VALUES (9999, 'of-tomorrow')"));
        Refused(Restore(folder["new.prazo"], folder["prazo.db"]), "the database is at schema 9999");
        File.Exists(folder["prazo.db"]).ShouldBeFalse();
    }

    private static void Refused(Outcome outcome, string why)
    {
        (outcome.ExitCode, outcome.Out).ShouldBe((3, ""), outcome.All);
        outcome.Error.ShouldContain(why);
        outcome.Error.TrimEnd().Split('\n').Length.ShouldBe(1, outcome.Error);
    }
}
