using System.CommandLine;
using System.Text;
using Prazo.Conformance;

namespace Prazo.Cli.Commands;

/// <summary>Runs working-time vectors, so that other tools can compare.</summary>
internal sealed class ConformanceCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _files = FilesArgument("FILE", "Vectors, one JSON object a line; - is standard input.");

    public ConformanceCommand(Terminal terminal)
        : base("conformance", "Run working-time vectors and list every answer that differs.",
            "prazo conformance working-time.jsonl")
    {
        _terminal = terminal;
        Add(_files);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var results = new List<(string File, ConformanceResult Result)>();
        foreach (var file in parsed.GetValue(_files)!)
        {
            using var reader = new StreamReader(file == "-" ? _terminal.StandardInput() : File.OpenRead(file), Encoding.UTF8);
            results.Add((file, WorkingTimeVectors.Run(reader, file == "-" ? "stdin" : file)));
        }
        if (parsed.GetValue(CommandLine.Json))
            WriteJson(results);
        else
            WriteText(results);
        var broken = _terminal.Tell(results.SelectMany(r => r.Result.Problems));
        return broken || results.Sum(r => r.Result.Total) == 0 ? ExitCode.BadInput
            : results.Exists(r => r.Result.Misses.Count > 0) ? ExitCode.Broken : ExitCode.Fine;
    }

    private void WriteText(List<(string File, ConformanceResult Result)> results)
    {
        foreach (var (file, result) in results)
        {
            foreach (var miss in result.Misses)
                _terminal.Out.WriteLine($"{miss.At}: {miss.Id}: expected {miss.Expected}, got {miss.Got}");
            var unread = result.Problems.Count > 0 ? $", {result.Problems.Count} no vectors" : "";
            _terminal.Out.WriteLine($"{file}: {result.Passed} of {result.Total}{unread}");
        }
    }

    private void WriteJson(List<(string File, ConformanceResult Result)> results) => _terminal.WriteJson(json =>
    {
        json.WriteStartArray("files");
        foreach (var (file, result) in results)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteNumber("total", result.Total);
            json.WriteNumber("passed", result.Passed);
            json.WriteStartArray("misses");
            foreach (var miss in result.Misses)
            {
                json.WriteStartObject();
                json.WriteString("id", miss.Id);
                json.WriteNumber("line", miss.At.Line);
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
