using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using Prazo.Engine;
using Spectre.Console;

namespace Prazo.Cli;

/// <summary>The one seam between the commands and the world: streams, colour, clock, environment. Tests hand in their own.</summary>
internal sealed class Terminal
{
    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }
    public required Func<Stream> StandardInput { get; init; }
    public required IClock Clock { get; init; }
    public required Func<string, string?> Environment { get; init; }
    public bool OutIsTerminal { get; init; }
    public bool ErrorIsTerminal { get; init; }
    public int Width { get; init; } = 100;

    /// <summary>Problems as one JSON document on standard error, for programs (<c>--json</c>).</summary>
    public bool ProblemsAsJson { get; set; }

    /// <summary>Without problems and remarks that are only for people: <c>--quiet</c>.</summary>
    public bool Quiet { get; set; }

    private readonly List<Problem> _problems = [];

    public static Terminal OfThisProcess() => new()
    {
        // Reports run to megabytes: buffered, flushed once at the end.
        Out = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { AutoFlush = false },
        Error = Console.Error,
        StandardInput = Console.OpenStandardInput,
        Clock = SystemClock.Instance,
        Environment = System.Environment.GetEnvironmentVariable,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? 120 : WindowWidth(),
    };

    private bool Colors => string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";

    /// <summary>A Spectre console on standard output: ANSI only on a terminal, never with NO_COLOR.</summary>
    public IAnsiConsole OutConsole => ConsoleOn(Out, OutIsTerminal, Width);

    /// <summary>For progress: standard error, so that a pipe gets the result alone.</summary>
    public IAnsiConsole ErrorConsole => ConsoleOn(Error, ErrorIsTerminal, Width);

    /// <summary>Taken once: a run has one now.</summary>
    public Instant Now => _now ??= Instant.FromUnixTimeMilliseconds(Clock.GetCurrentInstant().ToUnixTimeMilliseconds());

    private Instant? _now;

    public bool ShowsProgress => ErrorIsTerminal && !Quiet && !ProblemsAsJson;

    private IAnsiConsole ConsoleOn(TextWriter writer, bool terminal, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal && Colors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }

    /// <summary>Tells of problems; returns true if one of them is an error.</summary>
    public bool Tell(IEnumerable<Problem> problems)
    {
        var errors = false;
        foreach (var problem in problems)
        {
            errors |= problem.Severity == Severity.Error;
            _problems.Add(problem);
            if (!ProblemsAsJson)
                Error.WriteLine(problem.ToString());
        }
        return errors;
    }

    public int Refuse(int exitCode, params IEnumerable<Problem> problems)
    {
        Tell(problems);
        return exitCode;
    }

    /// <summary>A remark for people: not shown with <c>--json</c> or <c>--quiet</c>.</summary>
    public void Remark(string sentence)
    {
        if (!ProblemsAsJson && !Quiet)
            Error.WriteLine(sentence);
    }

    /// <summary>Writes what is still held back; called once, last.</summary>
    public void Finish(int exitCode)
    {
        if (ProblemsAsJson && (_problems.Count > 0 || exitCode is not (ExitCode.Fine or ExitCode.Broken)))
            Error.WriteLine(ProblemsJson(exitCode));
        Out.Flush();
        Error.Flush();
    }

    private string ProblemsJson(int exitCode)
    {
        using var text = new StringWriter();
        WriteObject(text, json =>
        {
            json.WriteNumber("exitCode", exitCode);
            json.WriteStartArray("problems");
            foreach (var p in _problems)
            {
                json.WriteStartObject();
                json.WriteString("severity", p.Severity == Severity.Error ? "error" : "warning");
                json.WriteString("code", p.Code);
                json.WriteString("file", p.At.File);
                json.WriteNumber("line", p.At.Line);
                json.WriteNumber("column", p.At.Column);
                json.WriteString("path", p.Path);
                json.WriteString("message", p.Message);
                json.WriteString("hint", p.Hint);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }, indented: false);
        return text.ToString();
    }

    /// <summary>A result as one JSON object on standard output.</summary>
    public void WriteJson(Action<Utf8JsonWriter> members)
    {
        WriteObject(Out, members, indented: true);
        Out.WriteLine();
    }

    public static void WriteObject(TextWriter to, Action<Utf8JsonWriter> members, bool indented)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = indented }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        to.Write(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>Writes a result to a file (whole or not at all), or to standard output when none is named.</summary>
    public void Write(string? file, Action<TextWriter> content)
    {
        if (file is null or "-")
        {
            content(Out);
            return;
        }
        var partial = file + ".partial";
        try
        {
            using (var writer = new StreamWriter(partial, append: false, new UTF8Encoding(false), 1 << 16))
                content(writer);
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static int WindowWidth()
    {
        try { return Console.WindowWidth is > 20 and var width ? width : 100; }
        catch (IOException) { return 100; }
    }
}
