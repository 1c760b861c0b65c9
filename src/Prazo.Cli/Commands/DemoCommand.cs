using System.CommandLine;
using System.Globalization;
using NodaTime;
using Prazo.Demo;
using Prazo.Storage;

namespace Prazo.Cli.Commands;

/// <summary>Fills an empty database with a shop to look at, which ends at this moment.</summary>
internal sealed class DemoCommand : PrazoCommand
{
    private static readonly Duration Stale = Duration.FromHours(12);

    private readonly Terminal _terminal;
    // Without a default: nobody's own database is filled by chance.
    private readonly Option<string> _database = new("--database", "-d") { Description = "SQLite file, or Host=… for PostgreSQL, in which nothing else is.", HelpName = "DATABASE", Required = true };
    private readonly Option<bool> _fresh = new("--fresh") { Description = "Make it anew, whatever was done in it." };

    private readonly Option<int> _tickets = new("--tickets") { Description = "About how many.", DefaultValueFactory = _ => DemoShop.Tickets, HelpName = "N" };

    public DemoCommand(Terminal terminal)
        : base("demo", "Fill a database with a shop to look at: three months of tickets up to this moment, and people to come in as. One that is there is kept when somebody has worked in it, and made anew when it is older than half a day.",
            "prazo demo --database loja.db",
            "prazo demo --database loja.db --fresh")
    {
        _terminal = terminal;
        Add(_database);
        Add(_fresh);
        Add(_tickets);
        _tickets.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 0 or > 20_000) r.AddError("--tickets takes 0 to 20000."); });
        SetAction(Run);
    }

    private int Run(ParseResult parsed) => DatabaseOption.With(parsed.GetValue(_database)!, _terminal, db =>
    {
        var (state, made) = db.Read(DemoShop.Look).GetAwaiter().GetResult();
        if (state == DemoState.Other)
            throw new RefusedException("not-empty", "database", "the database holds something else than a demo", "name an empty one, or a file that is not there yet");
        var keeps = !parsed.GetValue(_fresh) && (state == DemoState.Changed || (state == DemoState.Untouched && made > _terminal.Now - Stale));
        if (!keeps)
        {
            _terminal.Remark($"Filling {DemoShop.Name} …");
            DemoShop.Make(db, _terminal.Now, parsed.GetValue(_tickets)).GetAwaiter().GetResult();
        }
        Tell(parsed, keeps ? state == DemoState.Changed ? "kept: somebody has worked in it" : "kept: it is from today" : "new", db.Read(DemoShop.Count).GetAwaiter().GetResult());
        return ExitCode.Fine;
    }, alone: true);

    private void Tell(ParseResult parsed, string what, long tickets)
    {
        if (parsed.GetValue(CommandLine.Json))
        {
            _terminal.WriteJson(json =>
            {
                json.WriteString("workspace", DemoShop.Name);
                json.WriteNumber("tickets", tickets);
                json.WriteString("state", what);
                json.WriteStartArray("logins");
                foreach (var login in DemoLogins.All)
                {
                    json.WriteStartObject();
                    json.WriteString("role", login.Role);
                    json.WriteString("name", login.Handle);
                    json.WriteString("password", login.Password);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return;
        }
        _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DemoShop.Name}, {tickets:n0} tickets of three months ({what})."));
        _terminal.Out.WriteLine();
        foreach (var (role, name, password) in DemoLogins.All.Select(l => (l.Role, l.Handle, l.Password)).Prepend(("role", "name", "password")))
            _terminal.Out.WriteLine($"  {role,-10}{name,-10}{password}");
    }
}
