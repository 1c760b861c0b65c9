using System.CommandLine;
using System.Globalization;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Cli.Commands;

/// <summary>Everything in one file, also while servers work.</summary>
internal sealed class BackupCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _file = OneArgument("FILE", "The file to write; it appears only when it is whole.");
    private readonly Option<string?> _database = DatabaseOption.Create();
    private readonly Option<bool> _force = new("--force") { Description = "Replace FILE when it is there already." };

    public BackupCommand(Terminal terminal)
        : base("backup", "Write everything to one file, also while servers work on the database. It restores into SQLite and into PostgreSQL, whichever it came from.",
            "prazo backup monday.prazo --database prazo.db",
            "prazo backup monday.prazo --database \"Host=localhost;Database=prazo;Username=prazo\"")
    {
        _terminal = terminal;
        Add(_file);
        Add(_database);
        Add(_force);
        SetAction(Run);
    }

    private int Run(ParseResult parsed) => DatabaseOption.Told(_terminal, () =>
    {
        var file = parsed.GetValue(_file)!;
        Tell(parsed, _terminal, $"Backed up to {file}", Backup.Take(DatabaseOption.Name(parsed, _database, _terminal), file, parsed.GetValue(_force)));
        return ExitCode.Fine;
    });

    public static void Tell(ParseResult parsed, Terminal terminal, string what, BackupContent content)
    {
        if (parsed.GetValue(CommandLine.Json))
            terminal.WriteJson(json =>
            {
                json.WriteNumber("schema", content.Schema);
                json.WriteNumber("workspaces", content.Workspaces);
                json.WriteNumber("tickets", content.Tickets);
                json.WriteNumber("events", content.Events);
                json.WriteNumber("bytes", content.Bytes);
            });
        else
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: workspaces {content.Workspaces:n0}, tickets {content.Tickets:n0}, events {content.Events:n0}, schema {content.Schema}."));
    }
}

/// <summary>Puts a backup in the place of a database.</summary>
internal sealed class RestoreCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _file = OneArgument("FILE", "What prazo backup wrote, from SQLite or from PostgreSQL.");
    // Without a default: what is replaced is named.
    private readonly Option<string> _database = new("--database", "-d") { Description = "SQLite file, or Host=… for PostgreSQL; no server may work on it.", HelpName = "DATABASE", Required = true };
    private readonly Option<bool> _force = new("--force") { Description = "Replace everything in a database that holds workspaces." };

    public RestoreCommand(Terminal terminal)
        : base("restore", "Read a backup through and put it in the place of a database, which no server may work on. An older backup is brought up to this version.",
            "prazo restore monday.prazo --database prazo.db",
            "prazo restore monday.prazo --database \"Host=localhost;Database=prazo;Username=prazo\" --force")
    {
        _terminal = terminal;
        Add(_file);
        Add(_database);
        Add(_force);
        SetAction(Run);
    }

    private int Run(ParseResult parsed) => DatabaseOption.Told(_terminal, () =>
    {
        var (file, database) = (parsed.GetValue(_file)!, parsed.GetValue(_database)!);
        var content = Backup.Restore(file, database, parsed.GetValue(_force));
        using (var db = Db.Open(database))
            db.Write(Note).GetAwaiter().GetResult();
        BackupCommand.Tell(parsed, _terminal, $"Restored from {file}", content);
        return ExitCode.Fine;
    });

    /// <summary>Who reads the audit sees that what happened after the backup is gone.</summary>
    private void Note(Tx tx)
    {
        foreach (var workspace in Workspace.All(tx))
            AuditTrail.Write(tx, workspace.TenantId, "cli", "workspace.restored", $"workspace:{workspace.TenantId}", "{}", _terminal.Now);
    }
}
