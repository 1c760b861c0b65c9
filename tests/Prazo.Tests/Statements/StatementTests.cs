using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tests.Demo;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;


namespace Prazo.Tests.Statements;

/// <summary>A period is drafted, contested, settled, closed, handed over and recomputed by the other party.</summary>
public class StatementTests
{
    private const string Agreement = "aurora-premium";
    private static readonly Instant Now = KeptDemo.Now;

    private sealed class Shop(OpenDatabase kept, Guid tenant) : IDisposable
    {
        public Db Db => kept.Db;
        public Guid Tenant => tenant;
        public PublishedAgreements Agreements { get; } = new();

        public static async Task<Shop> Open(string database)
        {
            var kept = await KeptDemo.Open(database);
            return new Shop(kept, (await kept.Db.Read(Workspace.All)).Single().TenantId);
        }

        public Task<Statement> Draft(Instant now) => StatementActs.Draft(Db, Agreements, Tenant, Agreement, new LocalDate(2026, 2, 10), "ana", now);
        public Task<Statement> Settle(Statement s, string item, string word, string? cause = null) => StatementActs.Settle(Db, Tenant, s.Id, item, word, cause, "porque sim", null, "ana", Now);
        public Task<Statement> Contest(Statement s, string item) => Db.Write(tx => StatementActs.Contest(tx, Agreements, Tenant, s.Id, item, "não foi assim", "helena", Now + Duration.FromDays(1)));
        public Task<Statement> Close(Statement s, Instant now) => StatementActs.Close(Db, Tenant, s.Id, null, "ana", now);
        public async Task<string> Export(Guid id) => await Db.Read(s => StatementActs.Export(s, StatementActs.Find(s, Tenant, id)!));
        public Task<string> Fingerprint() => Db.Write(tx => SigningKeys.Take(tx, Tenant, "ana", Now).Fingerprint);

        public void Dispose() => kept.Dispose();
    }

    private static StatementVerdict Verify(string bundle, string? key = null) => StatementVerification.Verify(new StringReader(bundle), key, null);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_month_is_drafted_contested_settled_closed_exported_and_verified(string database)
    {
        using var shop = await Shop.Open(database);
        var draft = await shop.Draft(Now);
        draft.State.ShouldBe(Statement.Draft);
        draft.ContestUntil.ShouldBe(Now + Duration.FromDays(10));
        var breaches = draft.Content.Breaches;
        breaches.Count.ShouldBeGreaterThan(3);
        draft.Content.Net.ShouldNotBe("0.00");

        // Of a breach of the answers that are promised in a share one is excluded: it leaves the fraction, nothing else does.
        var item = breaches.First(b => b.Target == "first-response").Item;
        var before = draft.Content.Objectives.Single(o => o.Objective == "respostas");
        (await Should.ThrowAsync<RefusedException>(shop.Close(draft, Now + Duration.FromDays(1)))).Problems.Single().Code.ShouldBe("may-be-contested");
        await shop.Contest(draft, item);
        (await Should.ThrowAsync<RefusedException>(shop.Close(draft, Now + Duration.FromDays(11)))).Problems.Single().Code.ShouldBe("contested");
        var settled = await shop.Settle(draft, item, SettlementWord.Excluded, "maintenance");
        var after = settled.Content.Objectives.Single(o => o.Objective == "respostas");
        (after.Kept, after.Counted).ShouldBe((before.Kept, (long.Parse(before.Counted, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture)));
        settled.Content.Breaches.Single(b => b.Item == item).Settled.ShouldBe(SettlementWord.Excluded);
        settled.Content.Breaches.Select(b => b.Item).ShouldBe(breaches.Select(b => b.Item));

        (await Should.ThrowAsync<RefusedException>(shop.Export(draft.Id))).Problems.Single().Code.ShouldBe("still-a-draft");
        var closed = await shop.Close(draft, Now + Duration.FromDays(11));
        (closed.State, closed.AcceptedAt).ShouldBe((Statement.Accepted, draft.ContestUntil));
        closed.Body.ShouldBe(settled.Body);

        var bundle = await shop.Export(closed.Id);
        var verdict = Verify(bundle, await shop.Fingerprint());
        verdict.Fault.ShouldBeNull();
        verdict.Vouched.ShouldBeTrue();
        verdict.Statement!.Text().ShouldBe(closed.Body);
        // A bundle that brings its own key proves nothing of who made it.
        Verify(bundle).Vouched.ShouldBeFalse();
        Verify(bundle, new string('0', 64)).Fault!.ShouldContain("another key");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T4_what_is_learned_later_changes_no_closed_statement(string database)
    {
        using var shop = await Shop.Open(database);
        var closed = await shop.Close(await shop.Draft(Now), Now + Duration.FromDays(11));
        var bundle = await shop.Export(closed.Id);
        var breach = closed.Content.Breaches.First(b => b.Target == "first-response");

        // The answer had been given in time, on paper: it is recorded a month later.
        var log = new TicketLog(new ClockFold(shop.Agreements));
        await shop.Db.Write(tx =>
        {
            var ticket = TicketQueries.Find(tx, shop.Tenant, breach.Ticket.ToString(CultureInfo.InvariantCulture))!;
            var locked = TicketStore.Lock(tx, shop.Tenant, ticket.Id)!;
            log.Do(tx, locked, [new AgentMessage("paper", locked.Created!.Value + Duration.FromSeconds(1), Now, 0, "ana")], "ana", Now + Duration.FromDays(30));
        });
        (await shop.Db.Read(s => StatementActs.Find(s, shop.Tenant, closed.Id)))!.Body.ShouldBe(closed.Body);
        (await shop.Export(closed.Id)).ShouldBe(bundle);
        Verify(bundle).Fault.ShouldBeNull();
        (await Should.ThrowAsync<RefusedException>(shop.Settle(closed, breach.Item, SettlementWord.Excluded, "error"))).Problems.Single().Code.ShouldBe("closed-already");
        (await Should.ThrowAsync<RefusedException>(shop.Draft(Now + Duration.FromDays(40)))).Problems.Single().Code.ShouldBe("drafted-already");
    }

    [Fact]
    public async Task Whatever_byte_of_a_bundle_is_altered_is_found_and_its_line_named()
    {
        using var shop = await Shop.Open("sqlite");
        var bundle = await shop.Export((await shop.Close(await shop.Draft(Now), Now + Duration.FromDays(11))).Id);
        var seed = Environment.GetEnvironmentVariable("PRAZO_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        var random = new Random(seed);
        var tries = Environment.GetEnvironmentVariable("PRAZO_SOAK") == "1" ? 1000 : 60;
        var lines = bundle.Split('\n');
        for (var i = 0; i < tries; i++)
        {
            // Every kind of line has its turn: the long list of tickets would have nearly all of them.
            var line = i % 2 == 0 ? random.Next(lines.Length - 1) : new[] { 0, 1, lines.Length - 4, lines.Length - 3, lines.Length - 2 }[random.Next(5)];
            var at = random.Next(lines[line].Length);
            var other = (char)random.Next(32, 127);
            if (lines[line][at] == other)
                continue;
            var altered = string.Join('\n', lines.Select((l, n) => n == line ? l[..at] + other + l[(at + 1)..] : l));
            var fault = Verify(altered).Fault.ShouldNotBeNull($"seed {seed}: {at} of line {line + 1} to {other}");
            if (line < lines.Length - 3)
                fault.ShouldContain($"line {(line + 1).ToString(CultureInfo.InvariantCulture)} ", customMessage: $"seed {seed}");
        }
        // Every character of the signature's line, its name and the padding of its base64 among them.
        for (var at = 0; at < lines[^2].Length; at++)
            foreach (var other in "A B")
                if (lines[^2][at] != other)
                    Verify(string.Join('\n', lines.Select((l, n) => n == lines.Length - 2 ? l[..at] + other + l[(at + 1)..] : l))).Fault.ShouldNotBeNull($"{at} of the signature's line to {other}");
        foreach (var less in new[] { 0, 1, lines.Length - 4, lines.Length - 3, lines.Length - 2 }.Append(random.Next(lines.Length - 1)))
            Verify(string.Join('\n', lines.Where((_, n) => n != less))).Fault.ShouldNotBeNull();
        Verify(bundle[..^1]).Fault.ShouldNotBeNull();
        Verify("").Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task Facts_that_are_signed_anew_after_a_change_come_to_something_else_and_the_first_difference_is_named()
    {
        using var shop = await Shop.Open("sqlite");
        var closed = await shop.Close(await shop.Draft(Now), Now + Duration.FromDays(11));
        var key = (await shop.Db.Read(s => SigningKeys.Current(s, shop.Tenant)))!;
        var lines = (await shop.Export(closed.Id)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^2];
        var (facts, statement) = StatementBundle.Read(lines);

        // The provider, who has the key, leaves out a ticket that was late, and says that it came to the same.
        var late = closed.Content.Breaches[0].Ticket;
        using var forged = new StringWriter();
        StatementBundle.Write(forged, "Aurora", facts with { Tickets = [.. facts.Tickets.Where(t => t.Number != late)] }, statement, key);
        var fault = Verify(forged.ToString(), key.Fingerprint).Fault.ShouldNotBeNull();
        fault.ShouldStartWith("recomputed from its facts it is different: breaches[0]");
    }

    [Fact]
    public async Task Two_who_draft_or_settle_at_once_lose_nothing()
    {
        using var shop = await Shop.Open("sqlite");
        var drafts = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try { return await shop.Draft(Now); }
            catch (RefusedException e) when (e.Problems.Single().Code == "drafted-already") { return null; }
        }));
        var draft = drafts.OfType<Statement>().ShouldHaveSingleItem();
        var items = draft.Content.Breaches.Take(4).Select(b => b.Item).ToList();
        await Task.WhenAll(items.Select(i => shop.Settle(draft, i, SettlementWord.Excluded, "force-majeure")));
        var after = (await shop.Db.Read(s => StatementActs.Find(s, shop.Tenant, draft.Id)))!.Content;
        after.Breaches.Where(b => b.Settled == SettlementWord.Excluded).Select(b => b.Item).ShouldBe(items, ignoreOrder: true);
    }
}
