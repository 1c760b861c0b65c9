using System.CommandLine;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Cli.Commands;

/// <summary>Starts the server. An empty database gets a workspace and a key for its administrator, printed this once.</summary>
internal sealed class ServeCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _database = DatabaseOption.Create();
    private readonly Option<string> _urls = new("--urls") { Description = "Addresses to listen on, separated by semicolons.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
    private readonly Option<string> _workspace = new("--workspace") { Description = "Name of the workspace that an empty database gets.", DefaultValueFactory = _ => "Prazo", HelpName = "NAME" };

    public ServeCommand(Terminal terminal)
        : base("serve", "Start the server: tickets, clocks and deadlines with an API.",
            "prazo serve --database prazo.db",
            "prazo serve --database \"Host=localhost;Database=prazo;Username=prazo\" --urls http://0.0.0.0:5080")
    {
        _terminal = terminal;
        Add(_database);
        Add(_urls);
        Add(_workspace);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var name = DatabaseOption.Name(parsed, _database, _terminal);
        return DatabaseOption.With(name, _terminal, db =>
        {
            using var alone = ServeLock.Take(name);
            Welcome(db, parsed.GetValue(_workspace)!);
            var urls = parsed.GetValue(_urls)!.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var clock = new SteadyClock(_terminal.Clock, () => Duration.FromTimeSpan(Stopwatch.GetElapsedTime(0)));
            using var app = Server.Build(new ServerOptions(name, urls), db, clock);
            app.Start();
            _terminal.Out.WriteLine($"Prazo listens on {string.Join(", ", app.Urls)}");
            _terminal.Out.Flush();
            app.WaitForShutdown();
            return ExitCode.Fine;
        });
    }

    private void Welcome(Db db, string workspace)
    {
        var key = db.Write(tx =>
        {
            if (Workspace.All(tx).Count > 0)
                return null;
            var made = Workspace.Create(tx, workspace, "en", "Etc/UTC", _terminal.Now);
            return ApiKeys.Create(tx, made.TenantId, "first", ["admin"], "cli", _terminal.Now);
        }).GetAwaiter().GetResult();
        if (key is null)
            return;
        _terminal.Out.WriteLine($"Workspace {workspace} was made. Its administrator's key, shown this once:");
        _terminal.Out.WriteLine(key);
    }
}
