using System.Text.Json;

namespace Prazo.Tests.Cli;

public class SmallCommandTests
{
    [Fact]
    public void Schema_is_the_one_that_the_reference_shows()
    {
        var outcome = Shell.Run("schema");
        outcome.ExitCode.ShouldBe(0);
        using var json = JsonDocument.Parse(outcome.Out);
        json.RootElement.GetProperty("properties").GetProperty("targets").ValueKind.ShouldBe(JsonValueKind.Object);
        outcome.Out.TrimEnd().ShouldBe(File.ReadAllText(Path.Combine(Shell.Root, "docs/reference/agreement.schema.json")).TrimEnd());
    }

    [Fact]
    public void A_guessed_mapping_reads_the_file_it_was_guessed_from()
    {
        using var folder = Shell.Temporary();
        Shell.Run("map", "guess", "samples/boston-311/requests.csv", "--out", folder["m.yaml"]).ExitCode.ShouldBe(0);
        var outcome = Shell.Run("report", "samples/boston-311/requests.csv", "--map", folder["m.yaml"], "-a", "samples/boston-311/rules.yaml", "--as-of", "2012-06-30");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Out.ShouldContain("taken 3,416");
    }

    [Fact]
    public void A_calendar_is_written_as_icalendar()
    {
        var outcome = Shell.Run("calendar", "ics", "--holidays", "ro", "--zone", "Europe/Bucharest", "--year", "2026");
        outcome.Out.ShouldStartWith("BEGIN:VCALENDAR");
        outcome.Out.ShouldContain("DTSTART;VALUE=DATE:20260412"); // Orthodox Easter
        Shell.Run("calendar", "ics", "--year", "2026", "--years", "900").ExitCode.ShouldBe(2);
    }
}
