using System.CommandLine;
using System.Globalization;
using Prazo.Operation;
using Prazo.Storage;

namespace Prazo.Cli.Commands;

/// <summary>Whether a database is whole.</summary>
internal sealed class CheckCommand : PrazoCommand
{
    private const int MostListed = 50;

    private readonly Terminal _terminal;
    private readonly Option<string?> _database = DatabaseOption.Create();
    private readonly Option<int?> _sample = new("--sample") { Description = "Fold only this many tickets of each workspace again, spread over all.", HelpName = "N" };

    public CheckCommand(Terminal terminal)
        : base("check", "Read a database through: schema, file, audit chain, feed, outbox, and every ticket's clocks against its events. Changes nothing; exit code 1 when something is not as it must be.",
            "prazo check --database prazo.db", "prazo check --sample 1000 --database \"Host=localhost;Database=prazo;Username=prazo\"")
    {
        _terminal = terminal;
        Add(_database);
        Add(_sample);
        _sample.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int?>() is < 1)
                r.AddError("--sample takes a number of tickets, 1 or more.");
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed) => DatabaseOption.Told(_terminal, () =>
    {
        using var db = Db.OpenAsIs(DatabaseOption.Name(parsed, _database, _terminal));
        var result = DatabaseCheck.Run(db, parsed.GetValue(_sample)).GetAwaiter().GetResult();
        if (parsed.GetValue(CommandLine.Json))
            TellPrograms(result);
        else
            TellPeople(result);
        return result.Faults.Count == 0 ? ExitCode.Fine : ExitCode.Broken;
    });

    private void TellPeople(CheckResult result)
    {
        foreach (var fault in result.Faults.Take(MostListed))
            _terminal.Out.WriteLine("fault: " + fault);
        if (result.Faults.Count > MostListed)
            _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {result.Faults.Count - MostListed} faults more"));
        foreach (var remark in result.Remarks.Take(MostListed))
            _terminal.Out.WriteLine("note: " + remark);
        _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(result.Faults.Count == 0 ? "Whole" : "Not whole")}: schema {result.Schema}, {result.Tickets:n0} tickets folded again, {result.Faults.Count:n0} faults."));
    }

    private void TellPrograms(CheckResult result) => _terminal.WriteJson(json =>
    {
        json.WriteBoolean("whole", result.Faults.Count == 0);
        json.WriteNumber("schema", result.Schema);
        json.WriteNumber("tickets", result.Tickets);
        foreach (var (name, list) in new[] { ("faults", result.Faults), ("notes", result.Remarks) })
        {
            json.WriteStartArray(name);
            foreach (var line in list)
                json.WriteStringValue(line);
            json.WriteEndArray();
        }
    });
}
