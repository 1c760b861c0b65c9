using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Agreements;
using Prazo.Lifecycle;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Agreements;

/// <summary>Agreements end: warned in time, then renewed, replaced or ended; and everybody confirms having read the one that holds.</summary>
public class TermTests
{
    private static string Text(string term, int version = 1) => $$"""
        prazo: 1
        agreement: anual
        version: {{version}}
        title: Anual
        kind: service
        zone: America/Sao_Paulo
        term: { {{term}} }
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets: { resolution: { within: 4h, calendar: comercial } }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task Managers_are_warned_thirty_and_seven_days_before_the_last_day_to_give_notice_and_at_the_end_once_each(string database)
    {
        await using var shop = await Shop.Open(database, "");
        await shop.Server.Post("/api/v1/agreements", Text("from: 2026-01-01, to: 2026-06-30, notice: 30 calendar days"), "application/yaml");
        // Notice by 31 May: warned from 1 May and 24 May, by the calendar of São Paulo.
        (await Told(shop, "2026-05-01T02:59:00Z")).ShouldBeEmpty();
        (await Told(shop, "2026-05-01T03:10:00Z")).ShouldBe(["agreement-notice"]);
        (await Told(shop, "2026-05-10T12:00:00Z")).ShouldBe(["agreement-notice"]);
        (await Told(shop, "2026-05-24T12:00:00Z")).ShouldBe(["agreement-notice", "agreement-notice"]);
        (await Told(shop, "2026-06-30T12:00:00Z")).Count.ShouldBe(2);
        (await Told(shop, "2026-07-01T03:10:00Z")).ShouldBe(["agreement-notice", "agreement-notice", "agreement-ended"]);
        // Another process has nothing left to tell.
        await new TermRunner(shop.Server.Db, shop.Server.Services.GetRequiredService<PublishedAgreements>()).Step(shop.Server.Clock.Now);
        (await Told(shop, "2026-07-02T12:00:00Z")).Count.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_followed_or_ended_long_ago_warns_nobody_and_of_what_was_missed_only_the_last_is_told(string database)
    {
        await using var shop = await Shop.Open(database, "");
        await shop.Server.Post("/api/v1/agreements", Text("from: 2025-01-01, to: 2025-06-30"), "application/yaml");
        (await Told(shop, "2026-03-02T12:00:00Z")).ShouldBeEmpty();
        await shop.Server.Post("/api/v1/agreements", Text("from: 2026-01-01, to: 2026-06-30", 2), "application/yaml");
        (await Told(shop, "2026-06-28T12:00:00Z")).ShouldBe(["agreement-expiring"]);
        await shop.Server.Post("/api/v1/agreements", Text("from: 2026-07-01", 3), "application/yaml");
        (await Told(shop, "2026-07-03T12:00:00Z")).ShouldBe(["agreement-expiring"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_renewal_is_a_draft_of_the_next_term_and_the_list_says_where_each_stands(string database)
    {
        await using var shop = await Shop.Open(database, "");
        await shop.Server.Post("/api/v1/agreements", Text("from: 2025-04-01, to: 2026-03-31"), "application/yaml");
        var rui = new Browser(shop.Rui);
        await rui.Open("/agreements");
        rui.Text("tbody").ShouldContain("ends soon");
        await rui.Open("/agreements/anual/1");
        await rui.Send("/agreements/anual/1/renew");
        var source = rui.Page.QuerySelector("textarea[name=source]")!.TextContent;
        source.ShouldContain("from: 2026-04-01, to: 2027-03-31");
        source.ShouldContain("version: 2");
        await shop.Server.Post("/api/v1/agreements", source, "application/yaml");
        (await States(shop)).ShouldBe(["2 upcoming", "1 in-force"]);
        shop.Server.Clock.Now = TestServer.At("2026-04-01T12:00:00Z");
        (await States(shop)).ShouldBe(["2 in-force", "1 replaced"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Ended_on_a_day_an_agreement_promises_nothing_after_it_and_no_earlier_version_comes_back(string database)
    {
        await using var shop = await Shop.Open(database, "");
        await shop.Server.Post("/api/v1/agreements", Text("from: 2025-04-01, to: 2026-03-31, renews: yearly"), "application/yaml");
        using var past = await shop.Rui.PostAsJsonAsync("/api/v1/agreements/anual/versions/1/end", new { on = "2026-03-01" });
        past.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var rui = new Browser(shop.Rui);
        await rui.Open("/agreements/anual/1");
        await rui.Send("/agreements/anual/1/end", ("on", "2026-03-10"));
        var source = rui.Page.QuerySelector("textarea[name=source]")!.TextContent;
        source.ShouldContain("to: 2026-03-10");
        source.ShouldContain("renews: never");
        await shop.Server.Post("/api/v1/agreements", source, "application/yaml");
        (await States(shop)).ShouldBe(["2 expiring", "1 replaced"]);
        await shop.Server.Post("/api/v1/events", """{"ticket":"A","kind":"created","at":"2026-03-02T11:00:00Z","id":"a","fields":{"status":"new"}}""", "application/x-ndjson");
        (await shop.Server.Get("/api/v1/tickets/1/clocks")).GetProperty("clocks").GetArrayLength().ShouldBe(1);

        await shop.Server.Until("2026-03-11T12:00:00Z");
        (await States(shop)).ShouldBe(["2 ended", "1 replaced"]);
        await shop.Server.Post("/api/v1/events", """{"ticket":"B","kind":"created","at":"2026-03-11T11:00:00Z","id":"b","fields":{"status":"new"}}""", "application/x-ndjson");
        (await shop.Server.Get("/api/v1/tickets/2/clocks")).GetProperty("clocks").GetArrayLength().ShouldBe(0, "version 1 does not come back");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Everybody_confirms_having_read_once_and_who_has_not_is_reminded_once_a_day(string database)
    {
        await using var shop = await Shop.Open(database);
        var bia = await Browser.Of(shop.Server, "bia", "agent", "en");
        await bia.Open("/agreements/suporte/1");
        await bia.Send("/agreements/suporte/1/read");
        bia.Text("#readers").ShouldContain("1 of 3 have confirmed");
        bia.Page.QuerySelector("#readers form").ShouldBeNull("once is enough, and agents remind nobody");

        var rui = new Browser(shop.Rui);
        await rui.Open("/agreements/suporte/1");
        rui.Text("#readers li").ShouldContain("Ana Lima not yet");
        await rui.Send("/agreements/suporte/1/remind");
        (await Reminders(shop)).ShouldBe(2);
        using var again = await shop.Rui.PostAsJsonAsync("/api/v1/agreements/suporte/versions/1/reminders", new { });
        (await again.Content.ReadAsStringAsync()).ShouldContain("\"people\":0");
        (await Reminders(shop)).ShouldBe(2);
        using var key = await shop.Key.PostAsJsonAsync("/api/v1/agreements/suporte/versions/1/readings", new { });
        key.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "a key reads nothing");
    }

    private static Task<long> Reminders(Shop shop) => shop.Server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM notifications WHERE tenant_id = @TenantId AND kind = 'agreement-unread'", new { shop.Server.Workspace.TenantId }));

    private static async Task<List<string>> States(Shop shop) =>
        [.. (await shop.Server.Get("/api/v1/agreements/terms")).EnumerateArray().Select(t => $"{t.GetProperty("version").GetInt32()} {t.GetProperty("state").GetString()}")];

    /// <summary>What Rui was told of agreements until then.</summary>
    private static async Task<List<string>> Told(Shop shop, string now)
    {
        shop.Server.Clock.Now = TestServer.At(now);
        await shop.Server.Services.GetRequiredService<TermRunner>().Step(shop.Server.Clock.Now);
        return [.. await shop.Server.Db.Read(s => s.Query<string>("SELECT n.kind FROM notifications n JOIN users u ON u.tenant_id = n.tenant_id AND u.id = n.user_id WHERE n.tenant_id = @TenantId AND u.handle = 'rui' ORDER BY n.id", new { shop.Server.Workspace.TenantId }))];
    }
}
