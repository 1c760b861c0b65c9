using System.Text.Json;

namespace Prazo.Tests.Cli;

public class TestCommandTests
{
    private const string Agreement = """
        prazo: 1
        agreement: small
        zone: America/Sao_Paulo
        calendars:
          office: { weekly: { mon-fri: "08:00-18:00" } }
        targets:
          first-response: { within: 4h, calendar: office }
        examples:
          - name: answered on the edge
            given:
              created: 2026-04-06 08:00
              events: [ { at: 2026-04-06 12:00, reply: ana } ]
              as-of: 2026-04-06 18:00
            expect:
              first-response: { state: met, due: 2026-04-06 12:00, worked: 4h, used: 100% }
              resolution: no-clock

        """;

    [Fact]
    public void The_sample_keeps_what_its_examples_say()
    {
        var outcome = Shell.Run("test", "samples/aurora");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Out.ShouldContain(" 0 failed");
    }

    [Fact]
    public void An_example_that_holds_passes()
    {
        using var folder = Shell.Temporary();
        var outcome = Shell.Run("test", folder.Write("a.yaml", Agreement));
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Out.ShouldContain("1 passed, 0 failed (5 expectations)");
    }

    [Theory]
    [InlineData("state: met", "state: overdue", "first-response.state", "expected overdue", "got      met")]
    [InlineData("due: 2026-04-06 12:00", "due: 2026-04-06 12:01", "first-response.due", "expected 2026-04-06 12:01", "got      2026-04-06 12:00:00")]
    [InlineData("worked: 4h", "worked: 3h59m", "first-response.worked", "expected 3h59m", "got      4h")]
    [InlineData("used: 100%", "used: 99%", "first-response.used", "expected 99%", "got      100%")]
    [InlineData("resolution: no-clock", "first-response#2: { state: met }", "first-response#2.state", "expected met", "got      no clock")]
    public void An_example_that_fails_is_shown_as_a_difference_with_its_line(string held, string changed, string path, string expected, string got)
    {
        using var folder = Shell.Temporary();
        var file = folder.Write("a.yaml", Agreement.Replace(held, changed, StringComparison.Ordinal));
        var outcome = Shell.Run("test", file);
        outcome.ExitCode.ShouldBe(1);
        outcome.Out.ShouldContain($"{file}:1");
        outcome.Out.ShouldContain(path);
        outcome.Out.ShouldContain(expected);
        outcome.Out.ShouldContain(got);
        using var json = JsonDocument.Parse(Shell.Run("test", file, "--json").Out);
        json.RootElement.GetProperty("failed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void An_agreement_that_cannot_be_read_is_bad_input()
    {
        using var folder = Shell.Temporary();
        Shell.Run("test", folder.Write("a.yaml", Agreement.Replace("within: 4h", "within: 4x", StringComparison.Ordinal))).ExitCode.ShouldBe(3);
        Shell.Run("test", folder["none.yaml"]).Error.ShouldContain("no such file");
    }
}
