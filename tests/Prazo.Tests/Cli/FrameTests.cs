using System.CommandLine;
using System.Text.Json;
using Prazo.Cli;

namespace Prazo.Tests.Cli;

/// <summary>What holds for every command: help, usage errors, JSON problems, exit codes.</summary>
public class FrameTests
{
    public static TheoryData<string> Commands()
    {
        var data = new TheoryData<string>();
        var terminal = new Terminal { Out = TextWriter.Null, Error = TextWriter.Null, StandardInput = () => Stream.Null, Clock = NodaTime.SystemClock.Instance, Environment = _ => null };
        foreach (var path in Below(CommandLine.Build(terminal), ""))
            data.Add(path);
        return data;
    }

    private static IEnumerable<string> Below(Command command, string path) =>
        command.Subcommands.SelectMany(c => Below(c, $"{path} {c.Name}".Trim()).Prepend($"{path} {c.Name}".Trim()));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_shows_an_example_in_its_help(string command)
    {
        var help = Shell.Run([.. command.Split(' '), "--help"]);
        help.ExitCode.ShouldBe(0);
        help.Out.ShouldContain("Example");
        help.Out.ShouldContain($"  prazo {command}");
        help.Error.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_refuses_an_option_that_it_does_not_have(string command)
    {
        var outcome = Shell.Run([.. command.Split(' '), "--no-such-option"]);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("--no-such-option");
        outcome.Error.ShouldContain($"prazo {command} --help");
        outcome.Out.ShouldBeEmpty();
    }

    [Fact]
    public void Without_arguments_it_says_what_it_can_do()
    {
        var outcome = Shell.Run();
        outcome.ExitCode.ShouldBe(0);
        outcome.Out.ShouldContain("report");
        outcome.Out.ShouldContain("calendar");
    }

    [Fact]
    public void With_json_the_problems_are_one_document_on_standard_error()
    {
        var outcome = Shell.Run("due", "--json");
        outcome.ExitCode.ShouldBe(2);
        using var document = JsonDocument.Parse(outcome.Error);
        document.RootElement.GetProperty("exitCode").GetInt32().ShouldBe(2);
        document.RootElement.GetProperty("problems")[0].GetProperty("message").GetString()!.ShouldContain("--within");
    }

    [Theory]
    [InlineData("bash", "complete -o filenames")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c prazo")]
    public void Completion_prints_a_script_for_the_shell(string shell, string part)
    {
        var outcome = Shell.Run("completion", shell);
        outcome.ExitCode.ShouldBe(0);
        outcome.Out.ShouldContain(part);
    }

    [Fact]
    public void Bash_completes_a_command_with_that_script() =>
        Shell.Bash("source <(prazo completion bash); COMP_LINE='prazo cal' COMP_POINT=9 COMP_WORDS=(prazo cal) COMP_CWORD=1; _prazo; echo \"${COMPREPLY[@]}\"")
            .Out.ShouldContain("calendar");
}
