using System.Text;

namespace Prazo.Tests.Cli;

public class CalendarImportTests
{
    private const string Calendar =
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Loja\r\nBEGIN:VEVENT\r\nSUMMARY:Inventário\r\nDTSTART;VALUE=DATE:20260630\r\nEND:VEVENT\r\n"
        + "BEGIN:VEVENT\r\nSUMMARY:Aniversário\r\nDTSTART;VALUE=DATE:20200310\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    [Fact]
    public void An_iCalendar_file_becomes_a_section_of_an_agreement()
    {
        var outcome = Shell.Run(["calendar", "import", "-", "--id", "loja"], Encoding.UTF8.GetBytes(Calendar));
        outcome.ShouldBe(new Outcome(0, "holiday-sets:\n  loja:\n    name: \"Loja\"\n    source: \"iCalendar: stdin\"\n    days:\n      \"2026-06-30\": \"Inventário\"\n      \"03-10\": { name: \"Aniversário\", from-year: 2020 }\n", ""));
    }

    [Fact]
    public void What_was_left_out_is_told_and_fails_while_the_rest_is_written()
    {
        var outcome = Shell.Run(["calendar", "import", "-", "--id", "loja"], Encoding.UTF8.GetBytes(Calendar.Replace("FREQ=YEARLY", "FREQ=DAILY", StringComparison.Ordinal)));
        outcome.ExitCode.ShouldBe(3);
        outcome.Out.ShouldContain("2026-06-30");
        outcome.Error.ShouldContain("stdin:10:1: error: VEVENT.RRULE: 'FREQ=DAILY' is not a yearly rule");
    }

    [Theory]
    [InlineData("", 3, "no calendar found")]
    [InlineData("\0\u0001PK binary", 3, "is not a content line")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR", 3, "holds no whole-day event")]
    public void What_is_no_calendar_is_refused(string text, int exitCode, string message)
    {
        var outcome = Shell.Run(["calendar", "import", "-"], Encoding.UTF8.GetBytes(text));
        outcome.ExitCode.ShouldBe(exitCode);
        outcome.Out.ShouldBeEmpty();
        outcome.Error.ShouldContain(message);
    }

    [Fact]
    public void A_missing_file_and_a_wrong_id_are_told()
    {
        Shell.Run("calendar", "import", "nowhere.ics").ShouldBe(new Outcome(3, "", "error: there is no file nowhere.ics — check the name\n"));
        Shell.Run("calendar", "import", "nowhere.ics", "--id", "a b").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void An_export_can_be_imported_again()
    {
        var folder = Directory.CreateTempSubdirectory("prazo-");
        try
        {
            var file = Path.Combine(folder.FullName, "Feriados 2026.ics");
            Shell.Run("calendar", "ics", "--holidays", "br,br-sp", "--zone", "America/Sao_Paulo", "--year", "2026", "--out", file).ExitCode.ShouldBe(0);
            var section = Shell.Run("calendar", "import", file);
            section.ExitCode.ShouldBe(0, section.Error);
            section.Out.ShouldContain("  feriados-2026:\n");
            section.Out.ShouldContain("\"2026-07-09\": \"Revolução Constitucionalista de 1932\"");
            section.Out.Split('\n').Count(l => l.StartsWith("      \"", StringComparison.Ordinal)).ShouldBe(11);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
