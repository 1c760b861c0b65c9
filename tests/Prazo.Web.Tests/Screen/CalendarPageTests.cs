using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Screen;

/// <summary>Calendars on pages alone: a year, a moment, a new version by the form, holidays from elsewhere.</summary>
public class CalendarPageTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        kind: service
        zone: America/Sao_Paulo
        targets: { resolution: { within: 12h, calendar: comercial } }
        """;

    private const string Calendar = """
        # Balcão.
        prazo: 1
        zone: Europe/Bucharest
        calendars:
          comercial:
            weekly: { mon-fri: "08:00-18:00" }   # sem almoço
            holidays: [ro]
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_calendar_is_written_by_the_form_beside_its_text_and_published(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        var manager = await Browser.Of(server, "eva", "manager");
        (await manager.Open("/calendars")).Text(".card-body.muted").ShouldStartWith("Nenhum ainda.");
        await manager.Send("/calendars/drafts");
        var draft = manager.Path;
        await manager.Send(draft, ("source", Calendar), ("do", "save"));
        manager.Text(".problem").ShouldBeEmpty();

        // In the form: Saturdays, a day that is closed and has a name, no Romanian holidays any more but Brazil's, and open tickets follow.
        await manager.Send(draft, ("k/calendars/comercial/weekly", "sat"), ("v/calendars/comercial/weekly", "09:00-13:00"), ("k/calendars/comercial/days", "2026-12-24"), ("v/calendars/comercial/days", "fechado"),
            ("c/calendars/comercial/days", "Véspera"), ("a/calendars/comercial/holidays", "br"), ("x/calendars/comercial/holidays/0", "on"), ("f/open-tickets", "true"), ("f/calendars/comercial/weekly/mon-fri", "08:00-17:00"), ("do", "save"));
        Source(manager).ShouldBe("""
            # Balcão.
            prazo: 1
            zone: Europe/Bucharest
            open-tickets: true
            calendars:
              comercial:
                weekly: { mon-fri: "08:00-17:00", sat: "09:00-13:00" }   # sem almoço
                holidays: [br]
                days:
                  2026-12-24: { hours: closed, name: Véspera }

            """.ReplaceLineEndings("\n"));
        manager.Text(".problem").ShouldBeEmpty();
        // The year as it is written already shows it.
        manager.Page.QuerySelectorAll(".month")[11].QuerySelector("td[title*='Véspera']")!.ClassList.ShouldContain("special");

        await manager.Send(draft, ("do", "publish"));
        manager.Path.ShouldBe("/calendars/comercial");
        manager.Text(".lines.plain li").ShouldContain("Segunda-feira a sexta-feira: 08:00–17:00");
        manager.Text("aside").ShouldContain("Nenhum acordo o usa ainda");
        (await server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM audit WHERE action = 'calendar.published'"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_year_names_holidays_exceptions_and_the_days_on_which_clocks_change()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/calendars", Calendar, "application/yaml");
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        var agent = await Browser.Of(server, "ana", "agent");
        await agent.Open("/calendars/comercial");
        agent.Page.QuerySelectorAll(".month").Length.ShouldBe(12);
        Cell(agent, 3, 29).ShouldBe("29: fechado, relógios adiantam 1 h");
        Cell(agent, 10, 25).ShouldBe("25: fechado, relógios atrasam 1 h");
        Cell(agent, 12, 25).ShouldBe("25: Crăciunul, fechado");
        Cell(agent, 3, 3).ShouldBe("3");
        agent.Page.QuerySelector("td[aria-current=date]")!.TextContent.Trim().ShouldBe("2");
        agent.Text("aside").ShouldContain("suporte Solução definitiva · versão 1");
        agent.Page.Forms.Select(f => f.GetAttribute("action")).ShouldNotContain("/calendars/drafts");

        // 17:00 in Bucharest: an hour of that day, seven of the next.
        await agent.Open("/calendars/comercial?at=2026-03-02T17:00&working=8h");
        agent.Text("aside").ShouldContain("Aberto 8 h de tempo útil se completam ter., 3 mar., 15:00.");
        var year = await server.Get("/api/v1/calendars/comercial/versions/1/year?year=2026");
        year.GetProperty("businessDays").GetInt32().ShouldBe(int.Parse(agent.Text(".card-body > p").Split('\n')[0].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Day(year, "2026-03-29").GetProperty("clocksMovedMinutes").GetInt32().ShouldBe(60);
        Day(year, "2026-12-25").GetProperty("holiday").GetString().ShouldBe("Crăciunul");
        var moment = await server.Get("/api/v1/calendars/comercial/versions/1/moment?at=2026-03-02T15:00:00Z&working=8h");
        moment.GetProperty("due").GetString().ShouldBe("2026-03-03T13:00:00.000Z");
        (await server.Get("/api/v1/calendars/comercial/uses"))[0].GetProperty("targets")[0].GetString().ShouldBe("resolution");
        await agent.Open("/calendars/comercial?year=2299");
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await agent.Open("/calendars/nenhum")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_agreement_s_own_calendar_has_a_year_too_and_the_cities_of_a_state_are_offered()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00Z");
        await server.Post("/api/v1/agreements", Agreement.Replace("targets:", "calendars: { comercial: { weekly: { mon: \"08:00-18:00\" }, holidays: [br, br-sp-campinas] } }\ntargets:", StringComparison.Ordinal), "application/yaml");
        var manager = await Browser.Of(server, "eva", "manager");
        await manager.Open("/calendars");
        await manager.Follow(manager.Page.QuerySelector("tbody th a")!);
        manager.Path.ShouldBe("/agreements/suporte/1/calendars/comercial");
        Cell(manager, 12, 25).ShouldStartWith("25: Natal");

        await manager.Open("/calendars");
        await manager.Send("/calendars/drafts");
        await manager.Send(manager.Path, ("state", "sp"), ("do", "look"));
        manager.Page.QuerySelectorAll("select[name='a/calendars/office/holidays'] option").Select(o => o.GetAttribute("value")).ShouldContain("br-sp-campinas");
        (await server.Get("/api/v1/calendars/holidays?state=sp")).EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldContain("Campinas");
        await manager.Send(manager.Path, ("a/calendars/office/holidays", "br-sp-campinas"), ("do", "save"));
        Source(manager).ShouldContain("holidays: [br, br-sp-campinas]");
    }

    [Fact]
    public async Task What_both_sides_changed_is_kept_from_both()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00Z");
        var manager = await Browser.Of(server, "eva", "manager");
        await manager.Open("/calendars");
        await manager.Send("/calendars/drafts");
        await manager.Send(manager.Path, ("source", Calendar), ("do", "save"));
        var typed = Source(manager).Replace("# Balcão.", "# Outro balcão.", StringComparison.Ordinal).Replace("[ro]", "[ro, br]", StringComparison.Ordinal);
        await manager.Send(manager.Path, ("source", typed), ("f/calendars/comercial/weekly/mon-fri", "10:00-16:00"), ("do", "save"));
        Source(manager).ShouldBe(typed.Replace("08:00-18:00", "10:00-16:00", StringComparison.Ordinal));

        // Where the form cannot go, nothing is lost and the text is as it was typed.
        await manager.Send(manager.Path, ("source", "calendars: ["), ("f/calendars/comercial/weekly/mon-fri", "11:00-16:00"), ("do", "save"));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Source(manager).ShouldBe("calendars: [");
    }

    private static JsonElement Day(JsonElement year, string date) => year.GetProperty("days").EnumerateArray().Single(d => d.GetProperty("date").GetString() == date);

    private static string Cell(Browser browser, int month, int day) =>
        browser.Page.QuerySelectorAll(".month")[month - 1].QuerySelectorAll("td.day")[day - 1].TextContent.Trim();

    private static string Source(Browser browser) => ((IHtmlTextAreaElement)browser.Page.QuerySelector("textarea.source")!).Value;
}
