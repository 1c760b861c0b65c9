using System.Text.Json;

namespace Prazo.Tests.Cli;

public class LintCommandTests
{
    private const string Good = """
        prazo: 1
        agreement: small
        zone: America/Sao_Paulo
        calendars:
          office: { weekly: { mon-fri: "08:00-18:00" } }
        targets:
          first-response: { within: 4h, calendar: office }

        """;

    [Theory]
    [InlineData("samples/aurora/loja-aurora.yaml samples/aurora/loja-aurora-norte.yaml samples/aurora/suporte-padrao.yaml")]
    [InlineData("samples/boston-311/promised.yaml samples/boston-311/requests.map.yaml")]
    [InlineData("samples/boston-311/rules.yaml samples/boston-311/requests.map.yaml")]
    public void The_samples_are_clean(string files)
    {
        var outcome = Shell.Run(["lint", .. files.Split(' '), "--as-of", "2026-04-01"]);
        outcome.Error.ShouldBeEmpty();
        outcome.ExitCode.ShouldBe(0);
        outcome.Out.ShouldContain("0 errors, 0 warnings");
    }

    [Theory]
    [InlineData("within: 4h", "within: 2 days", ":7:", "business days")]
    [InlineData("calendar: office", "calendar: ofice", ":7:", "office")]
    [InlineData("first-response:", "first-respons:", ":7:", "first-response")]
    [InlineData("zone: America/Sao_Paulo", "zone: America/Sampa", ":3:", "zone")]
    public void A_fault_has_its_line_and_says_what_to_write(string held, string changed, string line, string says)
    {
        using var folder = Shell.Temporary();
        var file = folder.Write("a.yaml", Good.Replace(held, changed, StringComparison.Ordinal));
        var outcome = Shell.Run("lint", file);
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain(file + line);
        outcome.Error.ShouldContain(says);
        using var json = JsonDocument.Parse(Shell.Run("lint", file, "--json").Error);
        json.RootElement.GetProperty("problems")[0].GetProperty("line").GetInt32().ShouldBe(int.Parse(line.Trim(':'), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_missing_file_is_bad_input_not_a_lint_error() =>
        Shell.Run("lint", "no-such.yaml").ExitCode.ShouldBe(3);
}
