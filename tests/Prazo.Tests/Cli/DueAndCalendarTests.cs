using System.Text.Json;

namespace Prazo.Tests.Cli;

public class DueAndCalendarTests
{
    private static readonly string[] SaoPaulo = ["--hours", "mon-fri 08:00-18:00", "--holidays", "br", "--zone", "America/Sao_Paulo"];

    [Theory]
    [InlineData("4h", "2026-04-02T16:00", "2026-04-06T10:00:00-03:00", "2026-04-06T10:00:00-03:00")] // Good Friday and the weekend between
    [InlineData("4h", "2026-04-02T14:00", "2026-04-02T18:00:00-03:00", "2026-04-06T08:00:00-03:00")] // T6: fills the opening exactly
    [InlineData("4h clock", "2026-04-02T16:00", "2026-04-02T20:00:00-03:00", "2026-04-02T20:00:00-03:00")]
    [InlineData("2 business days by 16:00", "2026-04-01T17:30", "2026-04-06T16:00:00-03:00", "2026-04-06T16:00:00-03:00")]
    [InlineData("7 calendar days", "2026-04-02T16:00", "2026-04-09T16:00:00-03:00", "2026-04-09T16:00:00-03:00")]
    [InlineData("1 month", "2026-01-31T09:00", "2026-02-28T09:00:00-03:00", "2026-02-28T09:00:00-03:00")]
    public void T8_due_computes_every_kind_of_duration(string within, string from, string due, string last)
    {
        var outcome = Shell.Run(["due", "--within", within, "--from", from, .. SaoPaulo, "--json"]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        using var json = JsonDocument.Parse(outcome.Out);
        json.RootElement.GetProperty("due").GetString().ShouldBe(due);
        json.RootElement.GetProperty("last").GetString().ShouldBe(last);
        json.RootElement.GetProperty("within").GetString().ShouldBe(within);
    }

    [Fact]
    public void T6_the_two_ends_are_both_told()
    {
        var outcome = Shell.Run(["due", "--within", "4h", "--from", "2026-04-02T14:00", .. SaoPaulo]);
        outcome.Out.ShouldContain("due     Thu 2026-04-02 18:00:00 -03");
        outcome.Out.ShouldContain("last    Mon 2026-04-06 08:00:00 -03");
        Shell.Run(["due", "--within", "4h", "--from", "2026-04-02T14:00", "--boundary-close", .. SaoPaulo]).Out.ShouldNotContain("last");
    }

    [Fact]
    public void T10_a_calendar_that_never_opens_gives_never_at_once()
    {
        using var folder = Shell.Temporary();
        var agreement = folder.Write("a.yaml", "prazo: 1\nagreement: a\nzone: UTC\ncalendars:\n  shut:\n    weekly: { mon: closed }\n");
        var outcome = Shell.Run("due", "--within", "4h", "--from", "2026-04-02", "--agreement", agreement, "--calendar", "shut");
        outcome.Out.ShouldContain("never");
    }

    [Fact]
    public void Without_from_it_starts_now() =>
        Shell.Run("due", "--within", "1h clock").Out.ShouldContain("Wed 2026-04-01 13:00:00");

    [Theory]
    [InlineData("--from", "2026-02-30", "no moment")]
    [InlineData("--from", "yesterday", "write 2026-03-31")]
    [InlineData("--within", "2 days", "business days")]
    public void A_wrong_argument_says_what_to_write(string option, string value, string says)
    {
        var args = new List<string> { "due", "--within", "4h", "--from", "2026-04-02", "--zone", "America/Sao_Paulo" };
        args[args.IndexOf(option) + 1] = value;
        var outcome = Shell.Run([.. args]);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain(says);
    }

    [Fact]
    public void An_unknown_zone_or_calendar_is_bad_input()
    {
        Shell.Run("due", "--within", "4h", "--zone", "America/Sampa").ExitCode.ShouldBe(3);
        var outcome = Shell.Run("due", "--within", "4h", "-a", "samples/aurora/loja-aurora.yaml", "--calendar", "comercail");
        outcome.ExitCode.ShouldBe(3);
        outcome.Error.ShouldContain("comercial");
    }

    [Fact]
    public void Calendar_show_gives_openings_holidays_and_validity_to_programs()
    {
        var outcome = Shell.Run("calendar", "show", "-a", "samples/aurora/loja-aurora.yaml", "--month", "2026-04", "--json");
        using var json = JsonDocument.Parse(outcome.Out);
        json.RootElement.GetProperty("workingSeconds").GetDouble().ShouldBe(196 * 3600);
        json.RootElement.GetProperty("knownTo").GetString().ShouldBe("2026-12-31");
        json.RootElement.GetProperty("holidays").EnumerateArray().Select(h => h.GetProperty("date").GetString()).ShouldBe(["2026-04-03", "2026-04-21"]);
    }

    [Theory]
    [InlineData("--month", "2026-13")]
    [InlineData("--from", "soon")]
    public void Calendar_show_refuses_windows_that_do_not_exist(string option, string value) =>
        Shell.Run("calendar", "show", option, value).ExitCode.ShouldBe(2);
}
