using System.Text.Json;

namespace Prazo.Tests.Cli;

public class ExplainCommandTests
{
    private static readonly string[] Aurora =
        ["explain", "A-1014", "samples/aurora/events.jsonl", "-a", "samples/aurora/loja-aurora.yaml", "-a", "samples/aurora/loja-aurora-norte.yaml", "--as-of", "2026-04-01T00:00"];

    [Theory]
    [InlineData("en")]
    [InlineData("pt-BR")]
    [InlineData("ro")]
    public void A_ticket_is_explained_in_the_readers_language(string language)
    {
        var outcome = Shell.Run([.. Aurora, "--lang", language]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Out.ShouldContain("A-1014");
        outcome.Out.Split('\n').Length.ShouldBeGreaterThan(15);
        if (language != "en")
            outcome.Out.ShouldNotBe(Shell.Run(Aurora).Out);
    }

    [Fact]
    public void Target_leaves_the_others_out_and_an_unknown_one_is_told()
    {
        using var json = JsonDocument.Parse(Shell.Run([.. Aurora, "--target", "resolution", "--json"]).Out);
        json.RootElement.GetProperty("clocks").GetArrayLength().ShouldBe(1);
        var unknown = Shell.Run([.. Aurora, "--target", "resolutoin"]);
        unknown.ExitCode.ShouldBe(2);
        unknown.Error.ShouldContain("resolution");
    }

    [Fact]
    public void Html_is_one_page_that_loads_nothing()
    {
        var page = Shell.Run([.. Aurora, "--format", "html", "--lang", "pt-BR"]).Out;
        page.ShouldContain("<svg");
        page.ShouldNotContain("src=\"http");
        page.ShouldNotContain("<script src");
        page.TrimEnd().ShouldEndWith("</html>");
    }

    [Theory]
    [InlineData("en", "Day by day", "Day 2 of 2: Mon, 5 Jan 2026, open 08:00–12:00, 13:00–18:00.")]
    [InlineData("pt-BR", "Dia a dia", "Dia 2 de 2: seg., 5 jan. 2026, com atendimento 08:00–12:00, 13:00–18:00.")]
    [InlineData("ro", "Zi cu zi", "Ziua 2 din 2: lun., 5 ian. 2026, cu program 08:00–12:00, 13:00–18:00.")]
    public void Promises_in_days_are_told_day_by_day_in_text_and_page(string language, string heading, string day)
    {
        string[] resolution = [.. Aurora, "--target", "resolution", "--lang", language];
        var text = Shell.Run(resolution).Out;
        text.ShouldContain("\n" + heading + "\n");
        text.ShouldContain("  " + day + "\n");
        Shell.Run([.. resolution, "--format", "html"]).Out.ShouldContain($"<li class=\"counted\">{day}</li>");
    }

    [Fact]
    public void Json_has_the_days_as_data()
    {
        using var json = JsonDocument.Parse(Shell.Run([.. Aurora, "--target", "resolution", "--json"]).Out);
        var days = json.RootElement.GetProperty("clocks")[0].GetProperty("days").EnumerateArray().ToList();
        days.Select(d => d.GetProperty("kind").GetString()).ShouldBe([
            "start", "counted", "skipped", "counted", "time", "end", "pause", "moved-by", "moved-through", "moved-through", "moved-through", "moved-end"]);
        // Saturday the 3rd, open from 9 to 13, is a business day; Sunday is none.
        (days[1].GetProperty("first").GetString(), days[1].GetProperty("open")[0].GetString()).ShouldBe(("2026-01-03", "09:00-13:00"));
        (days[2].GetProperty("first").GetString(), days[2].GetProperty("why").GetString()).ShouldBe(("2026-01-04", "out-of-hours"));
        days.Where(d => d.GetProperty("kind").GetString() == "moved-through").Sum(d => d.GetProperty("workingMs").GetInt64())
            .ShouldBe(days.Single(d => d.GetProperty("kind").GetString() == "moved-by").GetProperty("lengthMs").GetInt64());
        days[^1].GetProperty("at").GetString().ShouldBe(json.RootElement.GetProperty("clocks")[0].GetProperty("due").GetString());
    }

    [Fact]
    public void An_unknown_ticket_is_bad_input_with_a_hint()
    {
        var outcome = Shell.Run([.. Aurora.Select(a => a == "A-1014" ? "1014" : a)]);
        outcome.ExitCode.ShouldBe(3);
        outcome.Error.ShouldContain("did you mean A-1014");
    }
}
