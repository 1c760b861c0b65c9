using System.Text;
using System.Text.Json;

namespace Prazo.Tests.Cli;

/// <summary>What people feed to a report by mistake: a clear message with file and line, an exit code, no trace, nothing dropped in silence.</summary>
public class BadInputTests
{
    private const string Agreement = """
        prazo: 1
        agreement: small
        zone: America/Sao_Paulo
        targets:
          resolution: { within: 24h clock, calendar: 24x7 }

        """;

    private const string Map = """
        prazo-map: 1
        rows: ticket
        zone: America/Sao_Paulo
        dates: ["dd/MM/yyyy HH:mm"]
        columns: { id: id, created: opened, closed: closed, status: status }
        values: { status: { open: open, closed: closed } }

        """;

    private const string Header = "id,opened,closed,status\n";
    private const string Row = "1,02/03/2026 09:00,02/03/2026 12:00,closed\n";

    private static (Outcome Outcome, string Rejects) Report(byte[] csv, string? map = null)
    {
        using var folder = Shell.Temporary();
        var outcome = Shell.Run(
            "report", folder.Write("t.csv", csv), "--map", folder.Write("m.yaml", map ?? Map), "-a", folder.Write("a.yaml", Agreement),
            "--as-of", "2026-04-01", "--rejects", folder["rejects.csv"]);
        outcome.All.ShouldNotContain("   at ");
        outcome.All.ShouldNotContain("Exception");
        return (outcome, File.Exists(folder["rejects.csv"]) ? File.ReadAllText(folder["rejects.csv"]) : "");
    }

    private static (Outcome Outcome, string Rejects) Report(string csv, string? map = null) => Report(Encoding.UTF8.GetBytes(csv), map);

    [Theory]
    [InlineData("2,02/03/2026 09:00\n", "t.csv:3", "row")]
    [InlineData("2,31/02/2026 09:00,,open\n", "t.csv:3", "31/02/2026")]
    [InlineData("2,yesterday,,open\n", "t.csv:3", "yesterday")]
    [InlineData("2,02/03/2026 09:00,01/03/2026 09:00,closed\n", "t.csv:3", "before")]
    [InlineData(",02/03/2026 09:00,,open\n", "t.csv:3", "id")]
    public void A_bad_row_is_rejected_with_file_line_and_reason_and_the_rest_is_reported(string bad, string at, string says)
    {
        var (outcome, rejects) = Report(Header + Row + bad);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain(at);
        outcome.Error.ShouldContain(says);
        outcome.Out.ShouldContain("rejected 1");
        rejects.Split('\n')[0].ShouldBe("file,line,reason,message,row");
        rejects.ShouldContain(bad.Trim().Split(',')[^1]);
        rejects.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public void An_unknown_status_is_told_with_its_line()
    {
        var (outcome, _) = Report(Header + Row + "2,02/03/2026 09:00,,resovled\n");
        outcome.Error.ShouldContain("t.csv:3");
        outcome.Error.ShouldContain("resovled");
    }

    [Fact]
    public void Day_and_month_swapped_is_noticed_and_explained()
    {
        var csv = new StringBuilder(Header);
        for (var i = 1; i <= 40; i++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},03/{i % 28 + 1:00}/2026 09:00,,open\n");
        var (outcome, rejects) = Report(csv.ToString());
        outcome.Error.ShouldContain("MM/dd/yyyy");
        rejects.Split('\n').Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Repeated_and_reordered_rows_give_the_same_report_and_are_counted()
    {
        var rows = new[] { Row, "2,03/03/2026 09:00,,open\n", "3,04/03/2026 09:00,06/03/2026 09:00,closed\n" };
        var (once, _) = Report(Header + string.Concat(rows));
        var (again, _) = Report(Header + string.Concat(rows.Reverse()) + rows[0]);
        again.Out.ShouldContain("duplicates 1");
        Figures(again.Out).ShouldBe(Figures(once.Out));

        static string Figures(string report) => report[report.IndexOf("Targets", StringComparison.Ordinal)..];
    }

    [Fact]
    public void A_very_long_line_is_rejected_and_does_not_eat_memory()
    {
        var csv = Header + Row + "2,\"" + new string('x', 8_000_000) + "\",,open\n" + Row.Replace("1,", "3,", StringComparison.Ordinal);
        var (outcome, rejects) = Report(csv);
        outcome.Error.ShouldContain("t.csv:3");
        outcome.Out.ShouldContain("rejected 1");
        rejects.Length.ShouldBeLessThan(200_000);
    }

    [Fact]
    public void Binary_and_empty_files_are_bad_input()
    {
        var (binary, _) = Report([0x50, 0x4B, 3, 4, .. new byte[500]]);
        binary.ExitCode.ShouldBe(3);
        binary.Error.ShouldContain("t.csv:1");
        var (empty, _) = Report("");
        empty.ExitCode.ShouldBe(3);
        empty.Error.ShouldContain("empty");
        var (headerOnly, _) = Report(Header);
        headerOnly.ExitCode.ShouldBe(3);
        headerOnly.Error.ShouldContain("no ticket");
    }

    [Fact]
    public void A_missing_file_or_mapping_column_or_mapping_is_bad_input()
    {
        Shell.Run("report", "none.csv", "-a", "samples/boston-311/promised.yaml").Error.ShouldContain("none.csv");
        var (column, _) = Report(Header + Row, Map.Replace("closed: closed,", "closed: finished,", StringComparison.Ordinal));
        column.ExitCode.ShouldBe(3);
        column.Error.ShouldContain("finished");
        var unmapped = Shell.Run("report", "samples/boston-311/requests.csv", "-a", "samples/boston-311/promised.yaml");
        unmapped.ExitCode.ShouldBe(3);
        unmapped.Error.ShouldContain("prazo map guess");
    }

    [Fact]
    public void Programs_get_the_same_as_json()
    {
        var outcome = Shell.Run("report", "none.csv", "-a", "samples/boston-311/promised.yaml", "--json");
        outcome.ExitCode.ShouldBe(3);
        using var json = JsonDocument.Parse(outcome.Error);
        json.RootElement.GetProperty("problems")[0].GetProperty("file").GetString().ShouldBe("none.csv");
    }
}
