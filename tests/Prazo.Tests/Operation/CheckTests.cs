using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Tests.Cli;
using Prazo.Tests.Proof;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Operation;

/// <summary><c>prazo check</c>: what came out of the log comes out of it again, and every kind of damage is told.</summary>
public class CheckTests
{
    private const int Tickets = 60;

    /// <summary>A week of tickets, looked at by the runners on their way.</summary>
    private static async Task<Guid> Week(Db db)
    {
        var tenant = await Proof.Desk.Open(db, Stories.Agreement, Stories.Monday);
        var (desk, random) = (new Proof.Desk(db, tenant), new Random(11));
        var all = Enumerable.Range(1, Tickets).SelectMany(i => Stories.Of($"T-{i}", random, Duration.FromDays(3))).OrderBy(d => d.Event.Occurred).ToList();
        foreach (var day in all.GroupBy(d => (int)(d.Event.Occurred - Stories.Monday).TotalDays))
        {
            foreach (var delivery in day)
                await desk.Deliver(delivery, delivery.Event.Occurred);
            await desk.Deadlines(Stories.Monday + Duration.FromDays(day.Key + 1));
        }
        await desk.Feed();
        await db.Write(tx => AuditTrail.Write(tx, tenant, "test", "agreement.published", "agreement:suporte@1", "{}", Stories.Monday));
        await db.Write(tx => AuditTrail.Write(tx, tenant, "test", "key.created", "key:1", "{}", Stories.Monday));
        await new AuditSealer(db).Step();
        return tenant;
    }

    private static Outcome Check(string database, params string[] more) => Shell.Run(["check", "--database", database, .. more]);

    [Theory, OnSqlite, OnPostgres]
    public async Task T1_a_week_of_tickets_folded_again_is_what_is_kept(string database)
    {
        using var kept = TestDatabase.New(database);
        using var db = Db.Open(kept.Name);
        await Week(db);
        var whole = Check(kept.Name);
        (whole.ExitCode, whole.Out).ShouldBe((0, $"Whole: schema {Schema.Version}, {Tickets} tickets folded again, 0 faults.\n"));
        // Every fourth of sixty.
        Check(kept.Name, "--sample", "15").Out.ShouldContain(" 15 tickets folded again");
        Check(kept.Name, "--sample", "0").ExitCode.ShouldBe(2);
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "UPDATE clocks SET due = due + 1 WHERE due IS NOT NULL AND ticket_id = @ticket", "#7: clock first-response/1 is kept with Due" },
        { "DELETE FROM clocks WHERE target = 'resolution' AND ticket_id = @ticket", "#7: clock resolution/1 is missing" },
        { "DELETE FROM events WHERE seq = 1 AND ticket_id = @ticket", "#7: it had " },
        { "UPDATE tickets SET next_due = 1 WHERE id = @ticket", "#7: its row is kept with NextDue" },
        { "UPDATE tickets SET status = 'nowhere' WHERE id = @ticket", "#7: its row is kept with Status nowhere" },
        { "DELETE FROM clock_facts WHERE feed_seq = (SELECT MAX(feed_seq) FROM clock_facts) - 1", "facts have places up to" },
        { "INSERT INTO ticket_tags (tenant_id, ticket_id, tag) VALUES (@tenant, @ticket, 'vip')", "#7: its rows of tags are not its tags" },
        { "INSERT INTO ticket_fields (tenant_id, ticket_id, name, value) VALUES (@tenant, @ticket, 'colour', 'red')", "#7: its rows of fields are not its fields" },
        { "UPDATE counters SET value = 3 WHERE name = 'tickets'", "tickets: #60 is there, but only 3 numbers were given" },
        { "UPDATE counters SET value = value + 2 WHERE name = 'feed'", "feed: the last place is" },
        { "UPDATE audit SET actor = 'nobody' WHERE seq = 1", "audit: row 1" },
        { "INSERT INTO outbox (tenant_id, id, kind, content, made, attempts) VALUES (@tenant, @ticket, 'webhook', '{}', 1, 1)", "outbox: 1 rows are neither waiting nor done" },
    };

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_kind_of_damage_is_told_and_ends_in_exit_code_1(string database)
    {
        using var folder = Shell.Temporary();
        using var kept = TestDatabase.New(database);
        Guid tenant, ticket;
        using (var db = Db.Open(kept.Name))
        {
            tenant = await Week(db);
            ticket = await db.Read(s => s.Value<Guid>("SELECT id FROM tickets WHERE number = 7"));
        }
        Shell.Run("backup", folder["whole.prazo"], "--database", kept.Name).ExitCode.ShouldBe(0);
        foreach (var damage in Damages)
        {
            var (sql, told) = ((string)damage[0], (string)damage[1]);
            using (var db = Db.Open(kept.Name))
                (await db.Write(tx => tx.Execute(sql, new { tenant, ticket }))).ShouldBeGreaterThan(0, sql);
            var found = Check(kept.Name);
            found.ExitCode.ShouldBe(1, sql);
            found.Out.ShouldContain(told, customMessage: sql);
            found.Out.ShouldContain("Not whole: ");
            Shell.Run("restore", folder["whole.prazo"], "--database", kept.Name, "--force").ExitCode.ShouldBe(0);
        }
        Check(kept.Name).ExitCode.ShouldBe(0);
    }

    [Theory, OnSqlite]
    public async Task A_page_that_was_overwritten_is_told(string database)
    {
        using var kept = TestDatabase.New(database);
        using (var db = Db.Open(kept.Name))
            await Week(db);
        using (var file = new FileStream(kept.Name, FileMode.Open))
        {
            file.Position = file.Length - 4096 + 512;
            file.Write(new byte[2048]);
        }
        var found = Check(kept.Name);
        found.ExitCode.ShouldBeOneOf(1, 3);
        found.All.ShouldMatch("damaged|malformed");
    }

    [Theory, OnSqlite, OnPostgres]
    public void An_earlier_schema_is_told_and_not_touched(string database)
    {
        using var kept = TestDatabase.New(database);
        using (Db db = Db.IsPostgres(kept.Name) ? new PostgresDb(kept.Name) : new SqliteDb(kept.Name))
            Schema.Upgrade(db, 15);
        var missing = Schema.Migrations.Where(m => m.Number > 15).ToList();
        var found = Check(kept.Name);
        (found.ExitCode, found.Out).ShouldBe((1, $"fault: the schema is at 15, this program needs {Schema.Version}: {missing.Count} migrations are missing, prazo migrate applies them\nNot whole: schema 15, 0 tickets folded again, 1 faults.\n"));
        var lines = missing.Select(m => $"{m.Number:0000} {m.Name}\n");
        Shell.Run("migrate", "--preview", "--database", kept.Name).Out.ShouldBe($"{string.Concat(lines)}These would bring it to schema {Schema.Version}.\n");
        Check(kept.Name).ExitCode.ShouldBe(1);
        Shell.Run("migrate", "--database", kept.Name).Out.ShouldBe($"{string.Concat(lines)}It was brought to schema {Schema.Version}.\n");
        Check(kept.Name).Out.ShouldBe($"Whole: schema {Schema.Version}, 0 tickets folded again, 0 faults.\n");
    }

    [Fact]
    public void To_look_makes_no_database()
    {
        using var folder = Shell.Temporary();
        Check(folder["none.db"]).ExitCode.ShouldBe(3);
        var preview = Shell.Run("migrate", "--preview", "--database", folder["none.db"], "--json");
        preview.ExitCode.ShouldBe(0);
        preview.Out.ShouldContain("0001 workspaces");
        File.Exists(folder["none.db"]).ShouldBeFalse();
    }
}
