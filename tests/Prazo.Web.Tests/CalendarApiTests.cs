using System.Net;
using System.Text.Json;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests;

/// <summary>Calendars that agreements share are published in versions; open tickets follow where a version says so, from then on (T1, T18).</summary>
public class CalendarApiTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        targets: { resolution: { within: 12h, calendar: comercial } }
        """;

    private static string Calendar(string weekly, string more = "") => $$"""
        prazo: 1
        zone: America/Sao_Paulo
        {{more}}
        calendars:
          comercial: { weekly: { mon-fri: "{{weekly}}" }, holidays: loja }
        holiday-sets:
          loja: { name: Loja, days: { 2026-12-24: Véspera } }
        """;

    private static async Task<string?> Due(TestServer server, int number) =>
        (await server.Get($"/api/v1/tickets/{number}/clocks")).GetProperty("clocks")[0].GetProperty("due").GetString();

    private static Task<JsonElement> Open(TestServer server, string reference) => server.Post("/api/v1/events",
        $$"""{"ticket":"{{reference}}","kind":"created","at":"{{server.Clock.Now}}","id":"{{reference}}","fields":{"status":"new"} }""", "application/x-ndjson");

    [Theory, OnSqlite, OnPostgres]
    public async Task T18_a_calendar_published_later_counts_for_tickets_to_come_and_moves_none_that_exists(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        // 08:00-18:00 is 11:00Z to 21:00Z. From Monday 12:00Z 9 hours are left of it, and 3 of Tuesday.
        await server.Post("/api/v1/calendars", Calendar("08:00-18:00"), "application/yaml");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await Open(server, "T-1");
        (await Due(server, 1)).ShouldBe("2026-03-03T14:00:00.000Z");

        var published = await server.Post("/api/v1/calendars", Calendar("08:00-12:00"), "application/yaml");
        published.GetProperty("calendars").EnumerateArray().Select(c => $"{c.GetProperty("name")}@{c.GetProperty("version")}").ShouldBe(["comercial@2"]);
        published.GetProperty("agreements").EnumerateArray().Select(a => a.GetString()).ShouldBe(["suporte@1"]);
        await server.Until("2026-03-02T13:00:00Z");
        (await Due(server, 1)).ShouldBe("2026-03-03T14:00:00.000Z");
        // 11:00Z to 15:00Z: two hours on Monday, four on Tuesday and on Wednesday, two on Thursday.
        await Open(server, "T-2");
        (await Due(server, 2)).ShouldBe("2026-03-05T13:00:00.000Z");
        (await server.Get("/api/v1/calendars")).EnumerateArray().Select(c => $"{c.GetProperty("section")} {c.GetProperty("name")}@{c.GetProperty("version")}")
            .ShouldBe(["calendars comercial@1", "calendars comercial@2", "holiday-sets loja@1"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task T1_open_tickets_follow_from_the_publication_on_and_no_verdict_already_dated_moves(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/calendars", Calendar("08:00-18:00"), "application/yaml");
        await server.Post("/api/v1/agreements", Agreement.Replace("12h", "2h", StringComparison.Ordinal), "application/yaml");
        await server.Post("/api/v1/agreements", Agreement.Replace("suporte", "longo", StringComparison.Ordinal).Replace("targets", "applies: { when: { type: longo } }\ntargets", StringComparison.Ordinal), "application/yaml");
        await Open(server, "T-1");
        await server.Post("/api/v1/events", """{"ticket":"T-2","kind":"created","at":"2026-03-02T12:00:00Z","id":"T-2","fields":{"status":"new","type":"longo"}}""", "application/x-ndjson");
        await server.Until("2026-03-02T15:00:00Z");
        (await server.State(1, "resolution")).ShouldBe("Overdue");
        (await Due(server, 1)).ShouldBe("2026-03-02T14:00:00.000Z");

        // Closed all along, had it been so from the beginning: the first would have been in time for ever.
        var text = Calendar("20:00-21:00", "open-tickets: true");
        var check = await server.Post("/api/v1/calendars/check", text, "application/yaml");
        check.GetProperty("publishable").GetBoolean().ShouldBeTrue(check.ToString());
        var effect = check.GetProperty("effect");
        (effect.GetProperty("tickets").GetInt32(), effect.GetProperty("clocks").GetInt32(), effect.GetProperty("wouldHeal").GetInt32()).ShouldBe((2, 1, 0));
        // Three of twelve hours are used at 15:00Z; nine days of an hour each follow, 23:00Z to 24:00Z from Monday on: the ninth is Thursday of next week.
        effect.GetProperty("moved")[0].GetProperty("dueAfter").GetString().ShouldBe("2026-03-13T00:00:00.000Z");
        await server.Post("/api/v1/calendars", text, "application/yaml");
        await server.Until("2026-03-02T15:30:00Z");
        (await Due(server, 2)).ShouldBe("2026-03-13T00:00:00.000Z");
        (await Due(server, 1)).ShouldBe("2026-03-02T14:00:00.000Z");
        (await server.State(1, "resolution")).ShouldBe("Overdue");
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM clock_facts WHERE withdrawal > 0"))).ShouldBe(0);
        (await server.Db.Read(s => s.Query<string>("SELECT action FROM audit WHERE action LIKE 'calendar.%' ORDER BY id"))).ShouldBe(["calendar.published", "calendar.published", "calendar.published"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_holiday_set_has_versions_too_and_what_it_moves_is_counted_piece_by_piece(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/calendars", Calendar("08:00-18:00"), "application/yaml");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        await Open(server, "T-1");
        // Tuesday is off, it turns out on Monday: the three hours left go to Wednesday.
        var set = """
            prazo: 1
            open-tickets: true
            holiday-sets: { loja: { name: Loja, days: { 2026-03-03: Inventário, 2026-12-24: Véspera } } }
            """;
        (await server.Post("/api/v1/calendars", set, "application/yaml")).GetProperty("agreements").EnumerateArray().Select(a => a.GetString()).ShouldBe(["suporte@1"]);
        await server.Until("2026-03-02T13:00:00Z");
        (await Due(server, 1)).ShouldBe("2026-03-04T14:00:00.000Z");
        // Then Wednesday too: the version of before counts up to then, so nothing else moves.
        await server.Post("/api/v1/calendars", set.Replace("2026-03-03: Inventário", "2026-03-03..2026-03-04: Inventário", StringComparison.Ordinal), "application/yaml");
        await server.Until("2026-03-02T14:00:00Z");
        (await Due(server, 1)).ShouldBe("2026-03-05T14:00:00.000Z");

        var ics = await server.Client.GetStringAsync(new Uri("/api/v1/calendars/comercial/versions/1/ics?from=2026&to=2026", UriKind.Relative));
        ics.ShouldContain("DTSTART;VALUE=DATE:20260303");
        (await server.Client.GetStringAsync(new Uri("/api/v1/calendars/loja/versions/1/ics?from=2026&to=2026", UriKind.Relative))).ShouldNotContain("20260303");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_agreement_could_not_count_on_is_refused_and_says_where(string database)
    {
        await using var server = await TestServer.Start(database);
        (await Problem(server, "/api/v1/agreements", Agreement)).GetProperty("code").GetString().ShouldBe("unknown-calendar");
        await server.Post("/api/v1/calendars", Calendar("08:00-18:00"), "application/yaml");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        (await Problem(server, "/api/v1/calendars", Calendar("08:00-18:00"))).GetProperty("code").GetString().ShouldBe("unchanged");
        (await Problem(server, "/api/v1/calendars", Calendar("closed"))).GetProperty("code").GetString().ShouldBe("longer-than-calendar");
        (await Problem(server, "/api/v1/calendars", Calendar("08:00-18:00").Replace("holidays: loja", "holidays: nada", StringComparison.Ordinal))).GetProperty("code").GetString().ShouldBe("unknown-holiday-set");
        (await Problem(server, "/api/v1/calendars", Calendar("08:00-18:00").Replace("zone: America/Sao_Paulo\n", "", StringComparison.Ordinal))).GetProperty("path").GetString().ShouldBe("calendars.comercial");
        (await Problem(server, "/api/v1/calendars", "prazo: 1\ncalendars: { loja: { zone: Etc/UTC, weekly: { mon: \"08:00-09:00\" } } }")).GetProperty("code").GetString().ShouldBe("name-taken");
        (await Problem(server, "/api/v1/calendars", "prazo: 1\nholiday-sets: { br: { name: x, days: { 2026-01-01: x } } }")).GetProperty("code").GetString().ShouldBe("reserved-id");
        (await Problem(server, "/api/v1/calendars", Agreement)).GetProperty("code").GetString().ShouldBe("no-calendars");
        (await server.Get("/api/v1/calendars")).GetArrayLength().ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_iCalendar_file_becomes_a_draft_and_an_export_can_be_published_elsewhere(string database)
    {
        await using var server = await TestServer.Start(database);
        var draft = await server.Post("/api/v1/calendars/import?id=loja", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260303\r\nSUMMARY:Inventário\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "text/calendar", HttpStatusCode.Created);
        var path = "/api/v1/calendars/drafts/" + draft.GetProperty("id").GetString();
        (await server.Get(path + "/check")).GetProperty("changes")[0].GetProperty("name").GetString().ShouldBe("loja");
        await server.Get(path.Replace("calendars", "agreements", StringComparison.Ordinal), HttpStatusCode.NotFound);
        using var publish = new HttpRequestMessage(HttpMethod.Post, path + "/publish");
        publish.Headers.IfMatch.Add(new System.Net.Http.Headers.EntityTagHeaderValue("\"1\""));
        (await server.Client.SendAsync(publish)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var exported = await server.Client.GetStringAsync(new Uri("/api/v1/calendars/loja/versions/1/source", UriKind.Relative));
        await using var other = await TestServer.Start(database);
        (await other.Post("/api/v1/calendars", exported, "application/yaml")).GetProperty("calendars")[0].GetProperty("version").GetInt64().ShouldBe(1);
        (await server.Get("/api/v1/calendars"))[0].GetProperty("hash").GetString().ShouldBe((await other.Get("/api/v1/calendars"))[0].GetProperty("hash").GetString());
    }

    private static async Task<JsonElement> Problem(TestServer server, string path, string text) =>
        (await server.Post(path, text, "application/yaml", HttpStatusCode.UnprocessableEntity)).GetProperty("problems")[0];
}
