using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Prazo.Tests.Cli;

public class ReportCommandTests
{
    private static readonly string[] Aurora =
        ["report", "samples/aurora/events.jsonl", "-a", "samples/aurora/loja-aurora.yaml", "-a", "samples/aurora/loja-aurora-norte.yaml", "--as-of", "2026-04-01T00:00"];

    private static readonly string[] Boston =
        ["report", "samples/boston-311/requests.csv", "--map", "samples/boston-311/requests.map.yaml", "-a", "samples/boston-311/promised.yaml", "--as-of", "2061-01-01"];

    [Fact]
    public void T20_one_history_has_three_named_denominators()
    {
        using var json = JsonDocument.Parse(Shell.Run([.. Boston, "--json"]).Out);
        var held = json.RootElement.GetProperty("objectives").EnumerateArray().ToDictionary(o => o.GetProperty("objective").GetString()!);
        held.Keys.ShouldBe(["of-promised", "of-all", "of-closed"], ignoreOrder: true);
        var text = Shell.Run(Boston).Out;
        text.ShouldContain("78.32%     2630/3358");
        text.ShouldContain("78.37%     2638/3366");
        text.ShouldContain("80.77%     2630/3256");
        text.ShouldContain("Tickets: 3,416; tickets without agreement: 50");
    }

    [Fact]
    public void T19_A_report_in_which_nothing_is_promised_says_so_and_why()
    {
        var outcome = Shell.Run("report", "samples/boston-311/requests.csv", "--map", "samples/boston-311/requests.map.yaml", "-a", "samples/aurora/loja-aurora.yaml", "--as-of", "2061-01-01", "-q");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Out.ShouldContain("outside the term of every agreement: 3,416");
        outcome.Out.ShouldContain("No promise of these agreements applies");
        outcome.Out.ShouldNotContain("───");
    }

    [Fact]
    public void Objectives_of_several_agreements_name_theirs()
    {
        var lines = Shell.Run([.. Aurora, "--lang", "en"]).Out.Split('\n').SkipWhile(l => l != "Objectives").ToList();
        lines.ShouldContain(l => l.StartsWith("Agreement          Objective ", StringComparison.Ordinal));
        lines.Count(l => l.StartsWith("loja-aurora ", StringComparison.Ordinal)).ShouldBe(9);
        lines.Count(l => l.StartsWith("loja-aurora-norte ", StringComparison.Ordinal)).ShouldBe(9);
        Shell.Run(Boston).Out.Split('\n').SkipWhile(l => l != "Objectives").ShouldContain(l => l.StartsWith("Objective ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "First response", "Attainment")]
    [InlineData("pt-BR", "Primeira resposta", "Cumprimento")]
    [InlineData("ro", "Primul răspuns", "respectare")]
    public void The_table_speaks_the_readers_language(string language, string target, string attainment)
    {
        var outcome = Shell.Run([.. Aurora, "--lang", language]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Out.ShouldContain(target);
        outcome.Out.ShouldContain(attainment);
    }

    [Fact]
    public void Rows_by_dimension_and_period_add_up_to_the_totals()
    {
        using var json = JsonDocument.Parse(Shell.Run([.. Aurora, "--by", "channel,region", "--per", "month", "--format", "json"]).Out);
        var root = json.RootElement;
        root.GetProperty("tickets").GetInt32().ShouldBe(1500);
        Sum(root, "rows").ShouldBe(Sum(root, "targets"));
        root.GetProperty("rows").GetArrayLength().ShouldBeGreaterThan(100);

        static long Sum(JsonElement root, string list) =>
            root.GetProperty(list).EnumerateArray().Sum(r => r.GetProperty("clocks").GetProperty("met").GetInt64());
    }

    [Fact]
    public void Csv_has_a_header_and_a_row_a_target_and_value()
    {
        var lines = Shell.Run([.. Aurora, "--by", "channel", "--format", "csv"]).Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldContain("Channel");
        lines.Length.ShouldBeGreaterThan(20);
        lines.Select(l => l.Split(',').Length > 5).ShouldAllBe(wide => wide);
    }

    [Fact]
    public void The_same_events_packed_and_on_standard_input_give_the_same_report()
    {
        var plain = Shell.Run(Aurora);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(Path.Combine(Shell.Root, "samples/aurora/events.jsonl")));
        var piped = Shell.Run([.. Aurora.Select(a => a == "samples/aurora/events.jsonl" ? "-" : a)], packed.ToArray());
        piped.Out.ShouldBe(plain.Out);
    }

    [Fact]
    public void Fail_on_breach_is_exit_code_1_and_the_report_is_still_written()
    {
        var outcome = Shell.Run([.. Aurora, "--fail-on", "breach"]);
        outcome.ExitCode.ShouldBe(1);
        outcome.Out.ShouldContain("First response");
        Shell.Run([.. Aurora, "--fail-on", "objective"]).ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Out_writes_a_whole_file_and_nothing_on_standard_output()
    {
        using var folder = Shell.Temporary();
        var outcome = Shell.Run([.. Aurora, "--format", "json", "--out", folder["r.json"]]);
        outcome.Out.ShouldBeEmpty();
        using var json = JsonDocument.Parse(File.ReadAllText(folder["r.json"]));
        File.Exists(folder["r.json.partial"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--by", "colour", "there are")]
    [InlineData("--per", "fortnight", "fortnight")]
    [InlineData("--as-of", "2026-02-30", "no moment")]
    [InlineData("--match", "best", "most-specific")]
    public void A_wrong_option_is_told(string option, string value, string says)
    {
        var outcome = Shell.Run([.. Aurora.Take(6), option, value]);
        outcome.ExitCode.ShouldBeInRange(2, 3);
        outcome.Error.ShouldContain(says);
        outcome.Out.ShouldBeEmpty();
    }

    [Fact]
    public void A_pipe_that_closes_early_is_quiet()
    {
        var outcome = Shell.Bash("set +o pipefail; prazo report samples/aurora/events.jsonl -a samples/aurora/loja-aurora.yaml --by agent,channel --as-of 2026-04-01 | head -1");
        outcome.Error.ShouldBeEmpty();
        outcome.ExitCode.ShouldBe(0);
        outcome.Out.ShouldContain("Loja Aurora");
    }

    [Fact]
    public void In_a_shell_gzip_on_standard_input_and_exit_codes_work()
    {
        var line = "gzip -c samples/aurora/events.jsonl | prazo report - -a samples/aurora/loja-aurora.yaml --as-of 2026-04-01 --fail-on breach";
        var outcome = Shell.Bash(line);
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldBeEmpty();
        outcome.Out.ShouldContain("Loja Aurora");
    }

    [Fact]
    public void The_report_as_html_is_one_page_that_loads_nothing()
    {
        var page = Shell.Run([.. Aurora, "--format", "html", "--by", "channel,region", "--per", "month", "--lang", "pt-BR"]).Out;
        page.ShouldContain("<svg");
        page.ShouldNotContain("src=\"http");
        page.ShouldContain("Primeira resposta");
        page.TrimEnd().ShouldEndWith("</html>");
    }
}
