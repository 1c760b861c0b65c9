using System.CommandLine;
using Prazo.Engine;
using Prazo.Imports;
using Spectre.Console;

namespace Prazo.Cli;

/// <summary>The events of a run: files or standard input, the mapping that explains them, and where rejected rows go.</summary>
internal sealed class EventOptions(Argument<string[]> events)
{
    public Argument<string[]> Events { get; } = events;

    public Option<string?> Map { get; } = new("--map", "-m") { Description = "Mapping file: which columns are which fields and events. Needed for CSV; `prazo map guess` proposes one.", HelpName = "FILE" };

    public Option<string?> Rejects { get; } = new("--rejects") { Description = "Write the rows that could not be taken to this CSV file, each with its reason.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Add(Events);
        command.Add(Map);
        command.Add(Rejects);
    }

    /// <summary>Reads everything; null when it cannot be used (told already).</summary>
    public ImportResult? Read(ParseResult parsed, Terminal terminal)
    {
        Mapping? mapping = null;
        if (parsed.GetValue(Map) is { } map)
        {
            (mapping, var problems) = MappingReader.Load(map);
            if (terminal.Tell(problems) || mapping is null)
                return null;
        }
        var paths = parsed.GetValue(Events)!;
        ImportResult? result = null;
        if (parsed.GetValue(Rejects) is { } rejects)
            terminal.Write(rejects, writer =>
            {
                writer.WriteLine("file,line,reason,message,row");
                result = Import(terminal, paths, mapping, row => writer.WriteLine(string.Join(',',
                    Csv(row.File), row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Reason, Csv(row.Message), Csv(row.Text))));
            });
        else
            result = Import(terminal, paths, mapping, null);
        if (terminal.Tell(result!.Problems))
            return null;
        Summarise(result, parsed.GetValue(Rejects), terminal);
        return Usable(result, terminal) ? result : null;
    }

    private static ImportResult Import(Terminal terminal, string[] paths, Mapping? mapping, Action<RejectedRow>? onReject)
    {
        var options = new ImportOptions { OnReject = onReject, StandardInput = paths.Contains("-") ? terminal.StandardInput() : null };
        if (!terminal.ShowsProgress)
            return Imports.Import.Read(paths, mapping, options);
        ImportResult? result = null;
        terminal.ErrorConsole.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("reading", maxValue: double.MaxValue);
                options = options with
                {
                    OnProgress = (read, of) =>
                    {
                        task.IsIndeterminate = of is null;
                        task.MaxValue = of ?? double.MaxValue;
                        task.Value = read;
                    },
                };
                result = Imports.Import.Read(paths, mapping, options);
            });
        return result!;
    }

    private static void Summarise(ImportResult result, string? rejects, Terminal terminal)
    {
        if (result.RejectedRows == 0 && result.Duplicates == 0)
            return;
        var reasons = string.Join(", ", result.Rejected.Select(r => $"{r.Value} {r.Key}"));
        terminal.Remark($"{result.Rows} rows: {result.Accepted} taken, {result.Duplicates} repeated, {result.RejectedRows} rejected{(reasons.Length > 0 ? $" ({reasons})" : "")}"
            + (result.RejectedRows == 0 ? "" : rejects is null ? "; --rejects FILE keeps them" : $"; they are in {rejects}"));
    }

    private static bool Usable(ImportResult result, Terminal terminal)
    {
        if (result.History.Count > 0)
            return true;
        terminal.Tell([CommandLine.Error("no-events", "no ticket could be read", result.RejectedRows > 0 ? "the reasons are above; correct the mapping or the file" : "is this the right file?")]);
        return false;
    }

    private static string Csv(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
