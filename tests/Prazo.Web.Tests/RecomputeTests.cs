using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests;

/// <summary>What is kept of clocks is a result that can be thrown away and rebuilt (T1).</summary>
public class RecomputeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task T1_clocks_kept_otherwise_than_a_replay_says_are_shown_first_and_then_brought_up_to_it(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        var (tenant, now) = (server.Workspace.TenantId, server.Clock.Now);
        await server.Post("/api/v1/agreements", "prazo: 1\nagreement: a\ntitle: A\nkind: service\nzone: America/Sao_Paulo\ntargets: { resolution: { within: 4h clock, calendar: 24x7 } }", "application/yaml");
        foreach (var ticket in new[] { "T-1", "T-2" })
            await server.Post("/api/v1/events", $$"""{"ticket":"{{ticket}}","kind":"created","at":"2026-03-02T12:00:00Z"}""", "application/x-ndjson");
        var agreements = new PublishedAgreements();
        (await server.Db.Read(s => Recompute.Preview(s, tenant, agreements, now))).Moved.ShouldBeEmpty();

        // As an older program with another tz database would have left it.
        await server.Db.Write(tx => tx.Execute("UPDATE clocks SET due = due + 3600000, last = last + 3600000 WHERE tenant_id = @tenant AND ticket_id = (SELECT id FROM tickets WHERE tenant_id = @tenant AND number = 2)", new { tenant }));
        var effect = await server.Db.Read(s => Recompute.Preview(s, tenant, agreements, now));
        effect.Tickets.ShouldBe(2);
        var moved = effect.Moved.ShouldHaveSingleItem();
        (moved.Number, moved.DueBefore, moved.DueAfter).ShouldBe((2, TestServer.At("2026-03-02T17:00:00Z"), TestServer.At("2026-03-02T16:00:00Z")));

        await server.Db.Write(tx => Refold.Ask(tx, tenant, "recompute", "all", "test", now));
        await server.Until("2026-03-02T12:00:00Z");
        (await server.Db.Read(s => Recompute.Preview(s, tenant, agreements, now))).Moved.ShouldBeEmpty();
        var refold = (await server.Get("/api/v1/agreements/refolds"))[0];
        (refold.GetProperty("done").GetInt64(), refold.GetProperty("total").GetInt64()).ShouldBe((2, 2));
    }
}
