using System.CommandLine;
using NodaTime;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Cli;

/// <summary>A command that works on a workspace in the database, also while a server runs on it.</summary>
internal abstract class StoreCommand : PrazoCommand
{
    /// <summary>Who the audit says it was.</summary>
    protected const string Actor = "cli";

    private readonly Option<string?> _database = DatabaseOption.Create();
    private readonly Option<string?> _workspace = WorkspaceOption.Create();

    protected StoreCommand(Terminal terminal, string name, string description, params string[] examples) : base(name, description, examples)
    {
        Terminal = terminal;
        Add(_database);
        Add(_workspace);
        SetAction(Start);
    }

    protected Terminal Terminal { get; }

    protected Instant Now => Terminal.Now;

    protected virtual int Start(ParseResult parsed) =>
        DatabaseOption.With(DatabaseOption.Name(parsed, _database, Terminal), Terminal, db => Run(parsed, db, parsed.GetValue(_workspace)));

    protected abstract int Run(ParseResult parsed, Db db, string? workspace);

    /// <summary>Writes in the workspace, and prints what came of it.</summary>
    protected static T Write<T>(Db db, string? workspace, Func<Tx, Workspace, T> job) => db.Write(tx => job(tx, WorkspaceOption.Get(tx, workspace))).GetAwaiter().GetResult();

    protected static T Read<T>(Db db, string? workspace, Func<Session, Workspace, T> query) => db.Read(s => query(s, WorkspaceOption.Get(s, workspace))).GetAwaiter().GetResult();

    /// <summary>Columns for people, or a JSON document for programs.</summary>
    protected int List(ParseResult parsed, string name, string[] headers, IEnumerable<string?[]> rows)
    {
        var all = rows.ToList();
        if (parsed.GetValue(CommandLine.Json))
        {
            Terminal.WriteJson(json =>
            {
                json.WriteStartArray(name);
                foreach (var row in all)
                {
                    json.WriteStartObject();
                    foreach (var (header, value) in headers.Zip(row))
                        json.WriteString(header, value);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return ExitCode.Fine;
        }
        var widths = headers.Select((h, i) => Math.Max(h.Length, all.Select(r => r[i]?.Length ?? 0).DefaultIfEmpty().Max())).ToList();
        foreach (var row in all.Prepend(headers))
            Terminal.Out.WriteLine(string.Join("  ", row.Select((cell, i) => (cell ?? "").PadRight(widths[i]))).TrimEnd());
        return ExitCode.Fine;
    }

    protected static string? Shown(Instant? at) => at?.ToString("uuuu-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
