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

    [Fact]
    public void An_unknown_ticket_is_bad_input_with_a_hint()
    {
        var outcome = Shell.Run([.. Aurora.Select(a => a == "A-1014" ? "1014" : a)]);
        outcome.ExitCode.ShouldBe(3);
        outcome.Error.ShouldContain("did you mean A-1014");
    }
}
