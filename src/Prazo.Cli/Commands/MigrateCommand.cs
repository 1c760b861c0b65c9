using System.CommandLine;
using System.Globalization;
using Prazo.Storage;

namespace Prazo.Cli.Commands;

/// <summary>What <c>prazo serve</c> does first, by itself: for who wants to see it before, or to do it at an hour of their own.</summary>
internal sealed class MigrateCommand : PrazoCommand
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _database = DatabaseOption.Create();
    private readonly Option<bool> _preview = new("--preview") { Description = "List what would be done, and do nothing." };

    public MigrateCommand(Terminal terminal)
        : base("migrate", "Bring the schema of a database up to this version, as prazo serve does when it starts; an empty database gets it whole.", "prazo migrate --preview --database prazo.db", "prazo migrate --database prazo.db")
    {
        _terminal = terminal;
        Add(_database);
        Add(_preview);
        SetAction(Run);
    }

    private int Run(ParseResult parsed) => DatabaseOption.Told(_terminal, () =>
    {
        var name = DatabaseOption.Name(parsed, _database, _terminal);
        var preview = parsed.GetValue(_preview);
        // A server of the older version must not find its tables changed under it.
        using var alone = preview ? null : ServeLock.Take(name);
        var missing = Schema.Missing(Applied(name));
        if (!preview)
            using (var db = Db.Open(name)) { }
        Tell(parsed, missing, preview);
        return ExitCode.Fine;
    });

    private static IReadOnlySet<long> Applied(string name)
    {
        // To look is not to make.
        if (!Db.IsPostgres(name) && !File.Exists(name))
            return new HashSet<long>();
        using Db db = Db.IsPostgres(name) ? new PostgresDb(name, 1, 1) : new SqliteDb(name);
        return db.Read(Schema.Applied).GetAwaiter().GetResult();
    }

    private void Tell(ParseResult parsed, IReadOnlyList<Schema.Migration> migrations, bool preview)
    {
        if (parsed.GetValue(CommandLine.Json))
        {
            _terminal.WriteJson(json =>
            {
                json.WriteNumber("schema", Schema.Version);
                json.WriteStartArray(preview ? "missing" : "applied");
                foreach (var migration in migrations)
                    json.WriteStringValue(Named(migration));
                json.WriteEndArray();
            });
            return;
        }
        foreach (var migration in migrations)
            _terminal.Out.WriteLine(Named(migration));
        _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(migrations.Count, preview) switch
        {
            (0, _) => "The database is",
            (_, true) => "These would bring it",
            _ => "It was brought",
        }} {(migrations.Count == 0 ? "at" : "to")} schema {Schema.Version}."));
    }

    private static string Named(Schema.Migration migration) => string.Create(CultureInfo.InvariantCulture, $"{migration.Number:0000} {migration.Name}");
}
