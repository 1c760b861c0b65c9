using System.CommandLine;
using Prazo.Storage;

namespace Prazo.Cli;

/// <summary>Which database a command works on: <c>--database</c>, else PRAZO_DATABASE, else <c>prazo.db</c> here.</summary>
internal static class DatabaseOption
{
    public static Option<string?> Create() => new("--database", "-d") { Description = "SQLite file, or Host=… for PostgreSQL; default PRAZO_DATABASE, else prazo.db.", HelpName = "DATABASE" };

    public static string Name(ParseResult parsed, Option<string?> option, Terminal terminal) =>
        parsed.GetValue(option) ?? (terminal.Environment("PRAZO_DATABASE") is { Length: > 0 } named ? named : "prazo.db");

    /// <summary>Opens it and does the work; refusals are told.</summary>
    /// <param name="alone">No other server may work on the same file, from before its schema is touched until the end.</param>
    public static int With(string name, Terminal terminal, Func<Db, int> work, bool alone = false) => Told(terminal, () =>
    {
        using var serving = alone ? ServeLock.Take(name) : null;
        using var db = Db.Open(name);
        return work(db);
    });

    /// <summary>Does work on databases; refusals are told.</summary>
    public static int Told(Terminal terminal, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (RefusedException e)
        {
            return terminal.Refuse(ExitCode.BadInput, e.Problems);
        }
        catch (DatabaseRefusedException e)
        {
            return terminal.Refuse(ExitCode.BadInput, CommandLine.Error("database", e.Message));
        }
        catch (System.Data.Common.DbException e)
        {
            return terminal.Refuse(ExitCode.BadInput, CommandLine.Error("database", $"the database cannot be worked with: {e.Message}"));
        }
    }
}
