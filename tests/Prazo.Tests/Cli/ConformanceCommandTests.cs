using Prazo.Engine.Tests;

namespace Prazo.Tests.Cli;

public class ConformanceCommandTests
{
    private const string Vector = """{"id": "v-1", "op": "add", "calendar": {"timezone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}, "holidays": []}, "start": "2026-03-02T10:00:00Z", "amount_seconds": 3600, "expected": "2026-03-02T11:00:00Z", "boundary": "end_of_interval"}""";

    [SharedFact("conformance/working-time.jsonl")]
    public void All_public_vectors_agree()
    {
        var outcome = Shell.Run("conformance", SharedData.Find("conformance/working-time.jsonl")!);
        outcome.ExitCode.ShouldBe(0);
        outcome.Out.ShouldContain("182 of 182");
    }

    [Fact]
    public void A_miss_is_listed_with_its_line_and_fails()
    {
        using var folder = Shell.Temporary();
        var file = folder.Write("v.jsonl", Vector + "\n" + Vector.Replace("11:00", "12:00", StringComparison.Ordinal) + "\n");
        var outcome = Shell.Run("conformance", file);
        outcome.ExitCode.ShouldBe(1);
        outcome.Out.ShouldContain($"{file}:2:1: v-1: expected 2026-03-02T12:00:00Z");
        outcome.Out.ShouldContain("1 of 2");
    }

    [Fact]
    public void What_is_no_vector_is_bad_input_with_its_line()
    {
        using var folder = Shell.Temporary();
        var outcome = Shell.Run("conformance", folder.Write("v.jsonl", Vector + "\nnonsense\n"));
        outcome.ExitCode.ShouldBe(3);
        outcome.Error.ShouldContain("v.jsonl:2:");
        Shell.Run("conformance", folder.Write("empty.jsonl", "")).ExitCode.ShouldBe(3);
        Shell.Run("conformance", folder["missing.jsonl"]).Error.ShouldContain("missing.jsonl");
    }
}
