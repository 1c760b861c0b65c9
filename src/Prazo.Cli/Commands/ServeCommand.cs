using System.CommandLine;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Prazo.Clocks;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;

namespace Prazo.Cli.Commands;

/// <summary>Starts the server. An empty database gets a workspace, and its administrator or a link by which somebody becomes it.</summary>
internal sealed class ServeCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _database = DatabaseOption.Create();
    private readonly Option<string> _urls = new("--urls") { Description = "Addresses to listen on, separated by semicolons.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
    private readonly Option<string?> _workspace = new("--workspace") { Description = "Name of the workspace that an empty database gets; default PRAZO_WORKSPACE, else Prazo.", HelpName = "NAME" };
    private readonly Option<string?> _locale = new("--locale") { Description = "Its language: en, pt-BR or ro; default PRAZO_LOCALE, else en.", HelpName = "LOCALE" };
    private readonly Option<string?> _zone = new("--zone") { Description = "Its IANA time zone; default PRAZO_ZONE, else Etc/UTC.", HelpName = "ZONE" };
    private readonly Option<string?> _adminEmail = new("--admin-email") { Description = "Address of its first administrator, whose password is in PRAZO_ADMIN_PASSWORD; default PRAZO_ADMIN_EMAIL. Without both, a link to set it up is printed.", HelpName = "ADDRESS" };
    private readonly Option<bool> _requireHttps = new("--require-https") { Description = "Refuse plain http, health apart; a proxy on this machine is believed about the scheme." };
    private readonly Option<int> _rate = new("--rate-limit") { Description = "Requests a minute of one key or person; 0 for no limits at all.", DefaultValueFactory = _ => RateLimits.Default.Known, HelpName = "N" };

    private readonly Option<string?> _log = new Option<string?>("--log") { Description = "The log on standard error: text for people, json for programs; default PRAZO_LOG, else text on a terminal and json elsewhere.", HelpName = "FORMAT" }.AcceptOnlyFromAmong("text", "json");
    private readonly Option<bool> _logRequests = new("--log-requests") { Description = "A line for every request, not only for faults and for what was slow." };

    public ServeCommand(Terminal terminal)
        : base("serve", "Start the server: tickets, clocks and deadlines with an API.",
            "prazo serve --database prazo.db",
            "prazo serve --database \"Host=localhost;Database=prazo;Username=prazo\" --urls http://0.0.0.0:5080")
    {
        _terminal = terminal;
        Add(_database);
        Add(_urls);
        Add(_workspace);
        Add(_locale);
        Add(_zone);
        Add(_adminEmail);
        Add(_requireHttps);
        Add(_rate);
        Add(_log);
        Add(_logRequests);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var name = DatabaseOption.Name(parsed, _database, _terminal);
        return DatabaseOption.With(name, _terminal, db =>
        {
            Welcome(parsed, db);
            var clock = new SteadyClock(_terminal.Clock, () => Duration.FromTimeSpan(Stopwatch.GetElapsedTime(0)));
            var limits = parsed.GetValue(_rate) is > 0 and var rate ? RateLimits.Default with { Known = rate } : null;
            using var app = Server.Build(new ServerOptions(name, Addresses(parsed), RequireHttps: parsed.GetValue(_requireHttps), Limits: limits, Log: Log(parsed)), db, clock);
            app.Start();
            _terminal.Out.WriteLine($"Prazo listens on {string.Join(", ", app.Urls)}");
            _terminal.Out.Flush();
            app.WaitForShutdown();
            return ExitCode.Fine;
        }, alone: true);
    }

    /// <summary>An empty database gets its workspace and administrator from options and environment; without them, a link by which somebody becomes it, printed this once.</summary>
    private void Welcome(ParseResult parsed, Db db)
    {
        var (workspace, locale, zone) = (Given(parsed, _workspace, "PRAZO_WORKSPACE") ?? "Prazo", Given(parsed, _locale, "PRAZO_LOCALE") ?? "en", Given(parsed, _zone, "PRAZO_ZONE") ?? "Etc/UTC");
        if (Given(parsed, _adminEmail, "PRAZO_ADMIN_EMAIL") is { } email && _terminal.Environment("PRAZO_ADMIN_PASSWORD") is { Length: > 0 } password)
        {
            if (!db.Read(FirstStart.IsNeeded).GetAwaiter().GetResult())
                return;
            if (Passwords.Weakness(password, [email, workspace]) is { } weak)
                throw new RefusedException([weak with { Path = "PRAZO_ADMIN_PASSWORD" }]);
            var hash = Passwords.Hash(password);
            if (db.Write(tx => FirstStart.WithAdmin(tx, workspace, locale, zone, email, hash, _terminal.Now)).GetAwaiter().GetResult() is { } admin)
                _terminal.Out.WriteLine($"Workspace {workspace} was made; {admin.Handle} administers it.");
            return;
        }
        if (db.Write(tx => FirstStart.Link(tx, workspace, locale, zone, _terminal.Now)).GetAwaiter().GetResult() is not { } link)
            return;
        _terminal.Out.WriteLine($"Workspace {workspace} has no administrator yet. Within a day, and once, this link makes one:");
        _terminal.Out.WriteLine($"{Addresses(parsed)[0].TrimEnd('/')}/setup/{link}");
        _terminal.Out.WriteLine("Without a browser: prazo user add, prazo key create.");
    }

    private LogOptions Log(ParseResult parsed) => new(_terminal.Error, (Given(parsed, _log, "PRAZO_LOG") ?? (_terminal.ErrorIsTerminal ? "text" : "json")) == "json", parsed.GetValue(_logRequests),
        _terminal.Environment("PRAZO_DEBUG") == "1");

    private string[] Addresses(ParseResult parsed) => parsed.GetValue(_urls)!.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string? Given(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetValue(option) ?? (_terminal.Environment(variable) is { Length: > 0 } value ? value : null);
}
