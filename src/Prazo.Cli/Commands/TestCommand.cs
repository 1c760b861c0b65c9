using System.CommandLine;
using Prazo.Agreements;
using Prazo.Engine;

namespace Prazo.Cli.Commands;

/// <summary>Runs the examples that agreement files carry: an agreement's own tests.</summary>
internal sealed class TestCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _files = FilesArgument("FILE", "Agreement files, or folders of them.");

    public TestCommand(Terminal terminal)
        : base("test", "Run the examples that agreement files carry; exit code 1 if one fails.",
            "prazo test support.yaml")
    {
        _terminal = terminal;
        Add(_files);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var (agreements, problems) = AgreementFiles.Load(AgreementOptions.Paths(parsed.GetValue(_files)!));
        if (_terminal.Tell(problems.Where(p => p.Severity == Severity.Error)))
            return ExitCode.BadInput;
        var results = agreements.SelectMany(AgreementExamples.Run).ToList();
        if (parsed.GetValue(CommandLine.Json))
            WriteJson(results);
        else
            WriteText(results);
        if (_terminal.Tell(results.SelectMany(r => r.Problems)))
            return ExitCode.BadInput;
        return results.TrueForAll(r => r.Passed) ? ExitCode.Fine : ExitCode.Broken;
    }

    private void WriteText(List<ExampleResult> results)
    {
        foreach (var result in results)
        {
            _terminal.Out.WriteLine($"{(result.Passed ? "ok    " : "FAILED")} {result.Agreement.Id}: {result.Example.Name}");
            foreach (var miss in result.Misses)
            {
                _terminal.Out.WriteLine($"       {miss.At}: {miss.Target}{(miss.Key.Length > 0 ? "." + miss.Key : "")}");
                _terminal.Out.WriteLine($"         - expected {miss.Expected}");
                _terminal.Out.WriteLine($"         + got      {miss.Got}");
            }
        }
        var failed = results.Count(r => !r.Passed);
        _terminal.Out.WriteLine(results.Count == 0 ? "no examples" : $"{results.Count - failed} passed, {failed} failed ({results.Sum(r => r.Checked)} expectations)");
    }

    private void WriteJson(List<ExampleResult> results) => _terminal.WriteJson(json =>
    {
        json.WriteNumber("passed", results.Count(r => r.Passed));
        json.WriteNumber("failed", results.Count(r => !r.Passed));
        json.WriteStartArray("examples");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("agreement", result.Agreement.Id);
            json.WriteString("name", result.Example.Name);
            json.WriteBoolean("passed", result.Passed);
            json.WriteStartArray("misses");
            foreach (var miss in result.Misses)
            {
                json.WriteStartObject();
                json.WriteString("at", miss.At.ToString());
                json.WriteString("target", miss.Target);
                json.WriteString("key", miss.Key);
                json.WriteString("expected", miss.Expected);
                json.WriteString("got", miss.Got);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
