using NodaTime;
using Prazo.Audit;
using Prazo.Demo;
using Prazo.Operation;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Demo;

/// <summary>The shop that people are shown: always the same story, always up to date, and everything in it as if the server had been there.</summary>
public class DemoShopTests
{
    private const int Few = 90;

    // A Wednesday morning, the middle of a Saturday night, and a Sunday between Christmas and the new year.
    public static TheoryData<string> Starts => ["2026-03-11T13:00:00Z", "2026-08-09T04:30:00Z", "2026-12-27T18:00:00Z"];

    private sealed record Told
    {
        public long Number { get; init; }
        public string Subject { get; init; } = "";
        public string Status { get; init; } = "";
        public Instant Created { get; init; }
        public Instant? NextDue { get; init; }
        public string? Agent { get; init; }
        public string Fields { get; init; } = "";
        public long Events { get; init; }
    }

    private static Instant At(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;

    private static async Task<IReadOnlyList<Told>> Tickets(Instant now)
    {
        using var kept = new OpenDatabase(TestDatabase.New("sqlite"));
        await DemoShop.Make(kept.Db, now, Few);
        return await kept.Db.Read(s => s.Query<Told>("""
            SELECT t.number, COALESCE(x.body, '') AS subject, t.status, t.created, t.next_due, t.agent, t.fields, t.events FROM tickets t
            LEFT JOIN ticket_texts x ON x.tenant_id = t.tenant_id AND x.ticket_id = t.id AND x.kind = 'subject' ORDER BY t.number
            """));
    }

    [Fact]
    public async Task The_same_start_tells_the_same_story()
    {
        var now = At("2026-03-11T13:00:00Z");
        var first = await Tickets(now);
        (await Tickets(now)).ShouldBe(first);
        first.Count.ShouldBeGreaterThan(Few);
        first.Select(t => t.Number).ShouldBe(Enumerable.Range(1, first.Count).Select(n => (long)n));
        first.Select(t => t.Created).ShouldBe(first.Select(t => t.Created).Order());
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task At_whatever_hour_it_starts_something_is_about_to_break_and_nothing_is_ahead(string start)
    {
        var now = At(start);
        using var kept = new OpenDatabase(TestDatabase.New("sqlite"));
        await DemoShop.Make(kept.Db, now, Few);
        await kept.Db.Read(s =>
        {
            foreach (var (table, column) in new[] { ("events", "occurred"), ("events", "recorded"), ("messages", "at"), ("clock_facts", "at"), ("clock_facts", "noticed"), ("audit", "at"), ("tickets", "updated"), ("notifications", "made"), ("alerts", "made"), ("clock_requests", "asked") })
            {
                s.Value<Instant>($"SELECT MAX({column}) FROM {table}").ShouldBeLessThanOrEqualTo(now, $"{table}.{column}");
                s.Value<Instant>($"SELECT MIN({column}) FROM {table}").ShouldBeGreaterThan(now - Duration.FromDays(93), $"{table}.{column}");
            }
            long Count(string sql) => s.Value<long>("SELECT COUNT(*) FROM " + sql, new { now, hour = now + Duration.FromHours(1), morning = now - Duration.FromHours(6) });
            Count("tickets WHERE closed IS NULL AND next_due > @now AND next_due <= @hour").ShouldBeGreaterThanOrEqualTo(5);
            Count("clocks WHERE stopped IS NULL AND broken IS NOT NULL AND broken <= @now AND broken > @morning").ShouldBeGreaterThanOrEqualTo(3);
            Count("clocks WHERE paused_since IS NOT NULL AND stopped IS NULL").ShouldBeGreaterThanOrEqualTo(3);
            foreach (var ending in Enum.GetValues<Prazo.Engine.Clocks.ClockEnding>())
                Count($"clocks WHERE ending = {(int)ending}").ShouldBeGreaterThan(0, ending.ToString());
            Count("clocks WHERE ending IS NOT NULL AND broken IS NOT NULL AND stopped > broken").ShouldBeGreaterThan(0, "met late");
            foreach (var status in new[] { "new", "open", "waiting-customer", "waiting-supplier", "resolved", "closed" })
                Count($"tickets WHERE status = '{status}'").ShouldBeGreaterThan(0, status);
            Count("tickets WHERE covered = 0 AND closed IS NULL").ShouldBeGreaterThanOrEqualTo(3);
            Count("tickets WHERE agent IS NULL AND closed IS NULL").ShouldBeGreaterThanOrEqualTo(3);
            foreach (var (kind, least) in new[] { ("merged-into", 1), ("problem", 5) })
                Count($"ticket_links WHERE kind = '{kind}'").ShouldBeGreaterThanOrEqualTo(least, kind);
            Count("clock_requests WHERE decided_by IS NULL").ShouldBeGreaterThanOrEqualTo(2);
            Count("clock_requests WHERE granted IS NOT NULL").ShouldBeGreaterThanOrEqualTo(2);
            Count("clock_requests WHERE refused IS NOT NULL").ShouldBeGreaterThanOrEqualTo(1);
            Count("events WHERE kind IN ('call-abandoned', 'call-answered')").ShouldBeGreaterThan(3);
            Count("clock_facts WHERE kind = 'reopened'").ShouldBeGreaterThan(0);
            Count("notifications WHERE read IS NULL").ShouldBeGreaterThan(0);
            Count("notifications WHERE mail_due IS NOT NULL OR mailed IS NOT NULL").ShouldBe(0);
            Count("outbox").ShouldBe(0);
            Count("clock_facts WHERE feed_seq IS NULL").ShouldBe(0);
            return true;
        });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_kept_comes_out_of_the_log_again_and_a_demo_is_made_anew_in_its_place(string database)
    {
        using var kept = TestDatabase.New(database);
        foreach (var now in new[] { At("2026-03-11T13:00:00Z"), At("2026-03-12T13:00:00Z") })
        {
            using var db = Db.Open(kept.Name);
            await DemoShop.Make(db, now, 20);
            (await DatabaseCheck.Run(db, null)).ShouldSatisfyAllConditions(r => r.Faults.ShouldBeEmpty(), r => r.Remarks.ShouldBeEmpty());
            (await db.Read(Workspace.All)).Count.ShouldBe(1);
            (await db.Read(DemoShop.Look)).ShouldBe((DemoState.Untouched, now));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_comes_in_and_looks_has_changed_nothing_and_who_works_has(string database)
    {
        using var kept = new OpenDatabase(TestDatabase.New(database));
        var (db, now) = (kept.Db, At("2026-03-11T13:00:00Z"));
        (await db.Read(DemoShop.Look)).State.ShouldBe(DemoState.Empty);
        await DemoShop.Make(db, now, 5);
        var tenant = (await db.Read(Workspace.All))[0].TenantId;
        foreach (var login in DemoLogins.All)
        {
            Passwords.Weakness(login.Password, [login.Handle, login.Name, DemoShop.Name]).ShouldBeNull();
            var came = await new SignIn(db).Try(null, login.Handle, login.Password, "here", now + Duration.FromMinutes(1));
            came.User.ShouldNotBeNull().Role.ShouldBe(login.Role);
        }
        (await db.Read(DemoShop.Look)).State.ShouldBe(DemoState.Untouched);
        await db.Write(tx => AuditTrail.Write(tx, tenant, "user:ana", "canned-reply.kept", "canned-reply:1", "{}", now + Duration.FromMinutes(2)));
        (await db.Read(DemoShop.Look)).State.ShouldBe(DemoState.Changed);
        await db.Write(tx => Workspace.Create(tx, "Another", "en", "Etc/UTC", now));
        (await db.Read(DemoShop.Look)).State.ShouldBe(DemoState.Other);
    }
}
