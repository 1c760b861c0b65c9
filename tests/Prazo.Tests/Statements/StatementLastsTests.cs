using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tests.Cli;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Statements;

/// <summary>A closed statement is byte for byte the same after whatever happens to the database that keeps it.</summary>
public class StatementLastsTests
{
    private const string Text = """
        prazo: 1
        agreement: oficina
        title: Oficina
        kind: service
        term: { from: 2026-01-01 }
        zone: UTC
        targets: { resolution: { within: 4h clock } }
        objectives: [ { id: solved, target: resolution, at-least: 90%, per: month } ]
        money: { currency: BRL, amounts: { fee: 1000.00 BRL } }
        penalties: [ { objective: solved, bands: { "90%..100%": none, "0%..90%": 10% }, of: fee } ]
        statement: { per: month }
        """;

    /// <summary>A statement of the demo's shop as the build exported it that knew no causes yet.</summary>
    internal static string FirstVersion()
    {
        using var text = new StreamReader(typeof(StatementLastsTests).Assembly.GetManifestResourceStream("first-version.jsonl")!);
        return text.ReadToEnd();
    }

    private static async Task<(StatementWorld World, Statement Closed)> Closed(string database)
    {
        var world = await StatementWorld.Open(database, "oficina", Text);
        await world.Ticket("a", "2026-09-10 08:00");
        await world.Solve("a", "2026-09-10 14:00");
        await world.Ticket("b", "2026-09-11 08:00");
        await world.Solve("b", "2026-09-11 09:00");
        return (world, await world.Closed("2026-09-15", "2026-10-02 02:00"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_a_backup_and_a_restore_into_either_database_and_opened_anew(string database)
    {
        var (world, closed) = await Closed(database);
        using var first = world;
        var bundle = await world.Export(closed);
        using var folder = Shell.Temporary();
        Shell.Run("backup", folder["one.prazo"], "--database", world.Database).ExitCode.ShouldBe(0);
        foreach (var kind in PostgresServer.Missing is null ? new[] { "sqlite", "postgres" } : ["sqlite"])
        {
            using var other = TestDatabase.New(kind);
            Shell.Run("restore", folder["one.prazo"], "--database", other.Name).ExitCode.ShouldBe(0);
            for (var opened = 0; opened < 2; opened++)
            {
                using var db = Db.Open(other.Name);
                var kept = (await db.Read(s => StatementActs.Find(s, world.Tenant, closed.Id))).ShouldNotBeNull();
                kept.ShouldBe(closed);
                (await db.Read(s => StatementActs.Export(s, kept))).ShouldBe(bundle);
            }
            // As the command, which opens it for itself, hands it out.
            Shell.Run("statement", "export", "oficina", "2026-09", "--database", other.Name, "--out", folder[kind + ".jsonl"]).ExitCode.ShouldBe(0);
            (await File.ReadAllTextAsync(folder[kind + ".jsonl"])).ShouldBe(bundle);
            Shell.Run("statement", "verify", folder[kind + ".jsonl"]).ExitCode.ShouldBe(0);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_the_same_events_again_later_ones_and_a_new_version_of_the_agreement(string database)
    {
        var (world, closed) = await Closed(database);
        using var first = world;
        var bundle = await world.Export(closed);
        // The same once more, as an import that is repeated sends it; then what had not been known.
        await world.Ticket("a", "2026-09-10 08:00");
        await world.Solve("a", "2026-09-10 14:00", "2026-10-05 08:00");
        await world.Ticket("late", "2026-09-20 08:00");
        await world.Waive("a", "2026-10-06 10:00");
        await world.Publish(Text.Replace("4h clock", "2h clock", StringComparison.Ordinal).Replace("agreement: oficina", "agreement: oficina\nversion: 2", StringComparison.Ordinal), "2026-10-07 10:00");
        var kept = (await world.Db.Read(s => StatementActs.Find(s, world.Tenant, closed.Id)))!;
        kept.ShouldBe(closed);
        (await world.Export(kept)).ShouldBe(bundle);
        StatementWorld.Verify(bundle).Fault.ShouldBeNull();
    }

    /// <summary>From the migration that made statements on: rows as they were written then, in the columns that there were.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task After_an_upgrade_from_every_schema_since_there_are_statements(string database)
    {
        var bundle = FirstVersion();
        var body = CanonicalJson.Write(JsonNode.Parse(bundle.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^3])!["statement"]);
        var (now, tenant) = (InstantPattern.ExtendedIso.Parse(StatementBody.Read(body).Known).Value, Ids.New(Instant.FromUtc(2026, 11, 23, 6, 0)));
        var id = Ids.New(now);
        var since = Schema.Migrations.Select(m => m.Number).Where(n => n >= 110).ToList();
        since.Count.ShouldBeGreaterThan(3);
        foreach (var earlier in since)
        {
            using var kept = TestDatabase.New(database);
            using (Db db = Db.IsPostgres(kept.Name) ? new PostgresDb(kept.Name) : new SqliteDb(kept.Name))
            {
                Schema.Upgrade(db, earlier);
                await db.Write(tx =>
                {
                    tx.Execute("INSERT INTO workspaces (tenant_id, name, locale, zone, created) VALUES (@tenant, 'Loja Aurora', 'pt-BR', 'America/Sao_Paulo', @now)", new { tenant, now });
                    tx.Execute("""
                        INSERT INTO statements (tenant_id, id, agreement, from_date, to_date, state, revision, body, hash, drafted, drafted_by, closed, closed_by)
                        VALUES (@tenant, @id, 'aurora-premium', '2026-10-01', '2026-11-01', 'closed', 2, @body, @hash, @now, 'ana', @now, 'ana')
                        """, new { tenant, id, body, hash = StatementBundle.HashOf(body), now });
                    return tx.Execute("INSERT INTO statement_bundles (tenant_id, statement_id, content) VALUES (@tenant, @id, @content)", new { tenant, id, content = StatementActs.Packed(bundle) });
                });
            }
            using var upgraded = Db.Open(kept.Name);
            (await upgraded.Read(Schema.Applied)).Max().ShouldBe(Schema.Version);
            var statement = (await upgraded.Read(s => StatementActs.Find(s, tenant, id))).ShouldNotBeNull();
            (statement.Body, statement.Hash, statement.State).ShouldBe((body, StatementBundle.HashOf(body), Statement.Closed));
            var exported = await upgraded.Read(s => StatementActs.Export(s, statement));
            exported.ShouldBe(bundle);
            StatementWorld.Verify(exported).Fault.ShouldBeNull();
        }
    }
}
