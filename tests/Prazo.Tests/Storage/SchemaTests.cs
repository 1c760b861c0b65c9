using System.Globalization;
using NodaTime;
using Prazo.Storage;

namespace Prazo.Tests.Storage;

/// <summary>Migrations (S5): the same numbers for both databases, forward only, each whole or not at all.</summary>
public class SchemaTests
{
    private static Db Connect(string name) => Db.IsPostgres(name) ? new PostgresDb(name) : new SqliteDb(name);

    private static Task<IReadOnlyList<long>> Numbers(Db db) => db.Read(s => s.Query<long>("SELECT number FROM migrations ORDER BY number"));

    [Theory, OnSqlite, OnPostgres]
    public async Task S5_an_empty_database_and_one_of_any_earlier_number_end_at_the_same_schema_with_their_data(string database)
    {
        var now = Instant.FromUtc(2026, 3, 2, 12, 0);
        var numbers = Schema.Migrations.Select(m => (long)m.Number).ToList();
        Columns? whole = null;
        foreach (var earlier in numbers.Prepend(0))
        {
            using var kept = TestDatabase.New(database);
            using var db = Connect(kept.Name);
            Schema.Upgrade(db, (int)earlier);
            if (earlier >= 1)
                await db.Write(tx => tx.Execute("INSERT INTO workspaces (tenant_id, name, locale, zone, created) VALUES (@tenant, 'Loja', 'pt-BR', 'America/Sao_Paulo', @now)", new { tenant = Ids.New(now), now }));
            Schema.Upgrade(db);
            (await Numbers(db)).ShouldBe(numbers);
            if (earlier >= 1)
                (await db.Read(s => s.Value<string>("SELECT name FROM workspaces"))).ShouldBe("Loja");
            var columns = await Columns.Of(db);
            columns.All.ShouldBe((whole ??= columns).All);
        }
    }

    [Theory, OnPostgres]
    public async Task Both_databases_have_the_same_tables_columns_and_keys(string database)
    {
        using var sqlite = new OpenDatabase(TestDatabase.New("sqlite"));
        using var postgres = new OpenDatabase(TestDatabase.New(database));
        var (a, b) = (await Columns.Of(sqlite.Db), await Columns.Of(postgres.Db));
        b.All.ShouldBe(a.All);
        a.All.Count.ShouldBeGreaterThan(80);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S5_a_migration_that_breaks_off_leaves_nothing_and_the_next_start_goes_on_from_there(string database)
    {
        using var kept = TestDatabase.New(database);
        using var db = Connect(kept.Name);
        Schema.Upgrade(db, 1);
        // Something is in the way of the second migration's last table.
        await db.Write(tx => tx.Execute("CREATE TABLE set_aside (x INTEGER)"));
        Should.Throw<System.Data.Common.DbException>(() => Schema.Upgrade(db));
        (await Numbers(db)).ShouldBe([1L]);
        (await Columns.Of(db)).All.ShouldNotContain(c => c.StartsWith("tickets.", StringComparison.Ordinal));
        await db.Write(tx => tx.Execute("DROP TABLE set_aside"));
        Schema.Upgrade(db);
        (await Numbers(db)).Count.ShouldBe(Schema.Migrations.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S5_an_older_program_refuses_a_newer_database_and_touches_nothing(string database)
    {
        using var kept = TestDatabase.New(database);
        using (var db = Connect(kept.Name))
        {
            Schema.Upgrade(db, 1);
            await db.Write(tx => tx.Execute("INSERT INTO migrations (number, name) VALUES (9999, 'of-tomorrow')"));
        }
        Should.Throw<DatabaseRefusedException>(() => Db.Open(kept.Name)).Message.ShouldContain(
            string.Create(CultureInfo.InvariantCulture, $"the database is at schema 9999, this program knows {Schema.Version}"));
        using var after = Connect(kept.Name);
        (await Numbers(after)).ShouldBe([1L, 9999L]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S5_several_that_start_at_once_on_an_empty_database_migrate_it_once(string database)
    {
        using var kept = TestDatabase.New(database);
        using var together = new Barrier(6);
        var starts = Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(() =>
        {
            using var db = Connect(kept.Name);
            together.SignalAndWait();
            Schema.Upgrade(db);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(starts);
        using var after = Connect(kept.Name);
        (await Numbers(after)).Count.ShouldBe(Schema.Migrations.Count);
    }

    [Fact]
    public void S5_numbers_are_used_once()
    {
        Schema.Migrations.Select(m => m.Number).ShouldBeUnique();
        Schema.Migrations.Select(m => m.Number).ShouldBeInOrder();
    }

    [Fact]
    public void What_is_no_database_is_refused_in_words()
    {
        using var kept = TestDatabase.New("sqlite");
        File.WriteAllText(kept.Name, new string('x', 8192));
        Should.Throw<DatabaseRefusedException>(() => Db.Open(kept.Name)).Message.ShouldContain("cannot be opened as a database");
        Should.Throw<DatabaseRefusedException>(() => Db.Open("Host=localhost;Nonsense=1")).Message.ShouldContain("connection string");
    }
}
