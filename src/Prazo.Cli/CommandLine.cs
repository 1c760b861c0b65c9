using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Prazo.Cli.Commands;
using Prazo.Engine;

namespace Prazo.Cli;

/// <summary>From arguments to an exit code. Whatever goes wrong ends here, in one sentence.</summary>
internal static class CommandLine
{
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "For programs: problems as one JSON document on standard error; results as JSON where the command has a format.",
        Recursive = true,
    };

    public static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "No progress and no remarks on standard error.", Recursive = true };

    public static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand("prazo: what was promised, what was kept, and why, to the second.")
        {
            Json, Quiet,
            new ReportCommand(terminal),
            new ExplainCommand(terminal),
            new SimulateCommand(terminal),
            new BaselineCommand(terminal),
            new DueCommand(terminal),
            new CalendarCommand(terminal),
            new LintCommand(terminal),
            new TestCommand(terminal),
            new SchemaCommand(terminal),
            new MapCommand(terminal),
            new ConformanceCommand(terminal),
            new ServeCommand(terminal),
            new DemoCommand(terminal),
            new ClocksCommand(terminal),
            new UserCommand(terminal),
            new KeyCommand(terminal),
            new WorkspaceCommand(terminal),
            new AuditCommand(terminal),
            new StatementCommand(terminal),
            new BackupCommand(terminal),
            new RestoreCommand(terminal),
            new MigrateCommand(terminal),
            new CheckCommand(terminal),
        };
        root.Add(new CompletionCommand(terminal));
        var help = root.Options.OfType<HelpOption>().Single();
        var inner = (HelpAction)help.Action!;
        help.Action = new HelpWithExamples(inner);
        root.SetAction(parsed => inner.Invoke(parsed));
        return root;
    }

    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        var exitCode = ExitCode.Fault;
        try
        {
            exitCode = Invoke(args, terminal);
        }
        catch (OperationCanceledException)
        {
            exitCode = ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            exitCode = terminal.Refuse(ExitCode.BadInput, Error("file", e.Message));
        }
#pragma warning disable CA1031 // The last resort: a fault is told in a sentence, with its trace on request.
        catch (Exception e)
#pragma warning restore CA1031
        {
            terminal.Refuse(ExitCode.Fault, Error("fault",
                $"this is a fault of prazo: {e.GetType().Name}: {e.Message}", "run it again with PRAZO_DEBUG=1 and report what it prints"));
            if (terminal.Environment("PRAZO_DEBUG") == "1")
                terminal.Error.WriteLine(e);
        }
        finally
        {
            terminal.Finish(exitCode);
        }
        return exitCode;
    }

    private static int Invoke(IReadOnlyList<string> args, Terminal terminal)
    {
        // No response files: an argument that starts with @ is what it says.
        var parsed = Build(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        terminal.ProblemsAsJson = args.Contains("--json");
        terminal.Quiet = parsed.GetValue(Quiet);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            var path = PathOf(parsed.CommandResult.Command);
            return terminal.Refuse(ExitCode.Usage,
                parsed.Errors.Select(e => Error("usage", e.Message, $"see {path} --help")));
        }
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    public static Problem Error(string code, string message, string hint = "") =>
        new(Severity.Error, code, Position.None, "", message, hint);

    /// <summary>A command as typed: <c>prazo calendar show</c>.</summary>
    public static string PathOf(Command command)
    {
        var names = new Stack<string>();
        for (Symbol? symbol = command; symbol is Command and not RootCommand; symbol = symbol.Parents.FirstOrDefault())
            names.Push(symbol.Name);
        return string.Join(' ', names.Prepend("prazo"));
    }
}

/// <summary>The usual help, and below it how the command is really typed.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = inner.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            PrazoCommand command => command.Examples,
            RootCommand => ["prazo report tickets.csv --map tickets.map.yaml --agreement support.yaml", "prazo explain 1042 events.jsonl --agreement support.yaml"],
            _ => [],
        };
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(examples.Length > 1 ? "Examples:" : "Example:");
        foreach (var example in examples)
            output.WriteLine("  " + example);
        output.WriteLine();
        return result;
    }
}
