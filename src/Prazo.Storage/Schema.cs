using System.Globalization;
using System.Reflection;

namespace Prazo.Storage;

/// <summary>Numbered migrations (S5): the same numbers and names for both databases, forward only, each in a transaction of its own.</summary>
public static class Schema
{
    // Any number that nobody else locks in a database of ours.
    private const long Turn = 0x5072617A6F;

    public sealed record Migration(int Number, string Name, string Sql);

    public static IReadOnlyList<Migration> Migrations { get; } = Read();

    public static int Version => Migrations[^1].Number;

    /// <summary>Brings an empty or older database up to <see cref="Version"/>, or to an earlier one; refuses a newer one before it touches anything.</summary>
    public static void Upgrade(Db db, int? upTo = null)
    {
        var missing = Missing(db.Read(Applied).GetAwaiter().GetResult()).Where(m => m.Number <= (upTo ?? Version)).ToList();
        foreach (var migration in missing)
            db.Write(tx => Apply(tx, migration)).GetAwaiter().GetResult();
        if (upTo is not 0 && db.Dialect == Dialect.Sqlite && (missing.Count > 0 || db.Read(s => s.Value<string>("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")).GetAwaiter().GetResult() is null))
            db.Write(Plans.Tell).GetAwaiter().GetResult();
    }

    /// <summary>What <see cref="Upgrade"/> would apply; a newer database is refused.</summary>
    public static IReadOnlyList<Migration> Missing(IReadOnlySet<long> applied) =>
        Newest(applied) is var newest && newest > Version ? throw Newer(newest) : [.. Migrations.Where(m => !applied.Contains(m.Number))];

    /// <summary>The number that a database is at; 0 where it is empty.</summary>
    public static long Newest(IReadOnlySet<long> applied) => applied.Count > 0 ? applied.Max() : 0;

    /// <summary>Gives an empty database the schema of another.</summary>
    internal static void Lay(Db db, IReadOnlySet<long> applied)
    {
        foreach (var migration in Migrations)
            if (applied.Contains(migration.Number))
                db.Write(tx => Apply(tx, migration)).GetAwaiter().GetResult();
    }

    /// <summary>Numbers of the migrations that a database has; none, where it is not one of ours.</summary>
    public static IReadOnlySet<long> Applied(Session session)
    {
        var exists = session.Dialect == Dialect.Postgres ? "SELECT CAST(to_regclass('migrations') AS text)" : "SELECT name FROM sqlite_master WHERE name = 'migrations'";
        return session.Value<string>(exists) is null ? new HashSet<long>() : session.Query<long>("SELECT number FROM migrations").ToHashSet();
    }

    /// <summary>Several processes may start at once: they take turns, and who comes second finds the work done.</summary>
    private static void Apply(Tx tx, Migration migration)
    {
        if (tx.Dialect == Dialect.Postgres)
        {
            tx.Query<string>("SELECT set_config('lock_timeout', '0', true)");
            tx.Query<string>("SELECT CAST(pg_advisory_xact_lock(@Turn) AS text)", new { Turn });
        }
        tx.Execute(tx.Dialect.Write("CREATE TABLE IF NOT EXISTS migrations (number {long} PRIMARY KEY, name {text} NOT NULL)"));
        if ((tx.Value<long?>("SELECT MAX(number) FROM migrations") ?? 0) is var newest && newest > Version)
            throw Newer(newest);
        if (tx.Value<long?>("SELECT number FROM migrations WHERE number = @Number", migration) is not null)
            return;
        tx.Execute(tx.Dialect.Write(Of(tx.Dialect, migration.Sql)));
        tx.Execute("INSERT INTO migrations (number, name) VALUES (@Number, @Name)", migration);
    }

    private static DatabaseRefusedException Newer(long newest) => new(string.Create(CultureInfo.InvariantCulture,
        $"the database is at schema {newest}, this program knows {Version}: run the newer program, it does not go back"));

    /// <summary>Keeps what both databases run, and lines between <c>-- only NAME</c> and <c>-- end</c> for the one named.</summary>
    private static string Of(Dialect dialect, string sql)
    {
        string? only = null;
        var kept = new List<string>();
        foreach (var line in sql.Split('\n'))
        {
            if (line.StartsWith("-- only ", StringComparison.Ordinal))
                only = line["-- only ".Length..].Trim();
            else if (line.StartsWith("-- end", StringComparison.Ordinal))
                only = null;
            else if (only is null || only == dialect.Name)
                kept.Add(line);
        }
        return string.Join('\n', kept);
    }

    private static List<Migration> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var found = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith("migrations/", StringComparison.Ordinal))
                continue;
            var (number, name) = (resource["migrations/".Length..][..4], resource["migrations/".Length..][5..^4]);
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            found.Add(new Migration(int.Parse(number, CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }
        found.Sort((a, b) => a.Number.CompareTo(b.Number));
        return found;
    }
}
