using System.Text.Json;
using Prazo.Agreements;

namespace Prazo.Tests.Cli;

public class SimulateAndBaselineTests
{
    private static readonly string[] Simulate =
        ["simulate", "samples/aurora/events.jsonl", "-a", "samples/aurora/loja-aurora.yaml", "--against", "samples/aurora/suporte-padrao.yaml", "--as-of", "2026-04-01T00:00"];

    private static readonly string[] Baseline = ["baseline", "samples/aurora/events.jsonl", "-a", "samples/aurora/loja-aurora.yaml", "--as-of", "2026-04-01T00:00"];

    [Theory]
    [InlineData("en", "Promise")]
    [InlineData("pt-BR", "Promessa")]
    [InlineData("ro", "Promisiune")]
    public void Both_speak_the_readers_language(string language, string word)
    {
        foreach (var command in new[] { Simulate, Baseline })
        {
            var outcome = Shell.Run([.. command, "--lang", language]);
            outcome.ExitCode.ShouldBe(0, outcome.Error);
            outcome.Out.ShouldContain(word);
        }
    }

    [Fact]
    public void The_table_the_csv_and_the_json_of_a_simulation_list_the_same_changes()
    {
        using var json = JsonDocument.Parse(Shell.Run([.. Simulate, "--json"]).Out);
        var changes = json.RootElement.GetProperty("changes").GetArrayLength();
        changes.ShouldBeGreaterThan(100);
        Shell.Run([.. Simulate, "--tickets", "--format", "csv"]).Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(changes + 1);
        Shell.Run([.. Simulate, "--by", "region"]).Out.ShouldContain("Region");
        Shell.Run([.. Simulate, "--by", "colour"]).ExitCode.ShouldBe(2);
    }

    [Fact]
    public void One_strategy_holds_for_both_sides()
    {
        string[] same = ["simulate", "samples/aurora/events.jsonl", "-a", "samples/aurora", "--against", "samples/aurora", "--as-of", "2026-04-01", "--match", "all", "--json"];
        using var json = JsonDocument.Parse(Shell.Run(same).Out);
        json.RootElement.GetProperty("changes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_simulation_bills_the_months_of_the_log_under_both()
    {
        var folder = Directory.CreateTempSubdirectory("prazo-bills");
        try
        {
            string Written(string within)
            {
                var path = Path.Combine(folder.FullName, within + ".yaml");
                File.WriteAllText(path, $"prazo: 1\nagreement: loja\nzone: America/Sao_Paulo\ntargets: {{ first-response: {{ within: {within} clock }} }}\nmoney: {{ currency: BRL }}\npenalties: [ {{ id: each, target: first-response, per-breach: 2.50 BRL }} ]\n");
                return path;
            }
            string[] command = ["simulate", "samples/aurora/events.jsonl", "-a", Written("4h"), "--against", Written("2h"), "--as-of", "2026-04-01T00:00"];
            var table = Shell.Run(command);
            table.ExitCode.ShouldBe(0, table.Error);
            table.Out.ShouldContain("Total in the customer's favour");
            using var json = JsonDocument.Parse(Shell.Run([.. command, "--json"]).Out);
            var bills = json.RootElement.GetProperty("bills").EnumerateArray().ToList();
            bills.Select(b => b.GetProperty("from").GetString()).ShouldBe(["2026-01-01", "2026-02-01", "2026-03-01"]);
            foreach (var bill in bills)
            {
                int Breaches(string side) => bill.GetProperty("lines")[0].GetProperty(side).GetProperty("breaches").GetInt32();
                Breaches("after").ShouldBeLessThan(Breaches("before"));
                bill.GetProperty("difference").GetDecimal().ShouldBe(2.50m * (Breaches("after") - Breaches("before")));
            }
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public void The_baseline_writes_an_agreement_on_typed_hours()
    {
        var outcome = Shell.Run("baseline", "samples/aurora/events.jsonl", "--hours", "mon-fri 08:00-18:00", "--zone", "America/Sao_Paulo", "--by", "channel", "--format", "yaml", "--at", "80", "--as-of", "2026-04-01");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var (agreements, problems) = AgreementFiles.Parse(outcome.Out);
        problems.Where(p => p.Severity == Engine.Severity.Error).ShouldBeEmpty();
        agreements.Single().Targets.ShouldNotBeEmpty();
    }

    [Fact]
    public void Without_a_calendar_the_baseline_measures_day_and_night()
    {
        using var json = JsonDocument.Parse(Shell.Run("baseline", "samples/aurora/events.jsonl", "--as-of", "2026-04-01", "--by", "none", "--json").Out);
        json.RootElement.GetProperty("calendar").GetString().ShouldBe("24x7");
        foreach (var row in json.RootElement.GetProperty("rows").EnumerateArray())
            row.GetProperty("working").GetProperty("median").GetInt64().ShouldBe(row.GetProperty("clock").GetProperty("median").GetInt64());
        var wrong = Shell.Run([.. Baseline, "--by", "colour"]);
        wrong.ExitCode.ShouldBe(2);
        wrong.Error.ShouldContain("no ticket has a field colour");
    }
}
