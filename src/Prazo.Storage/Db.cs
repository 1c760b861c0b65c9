namespace Prazo.Storage;

/// <summary>A database. Jobs are plain functions that may run again after a conflict, so they change nothing but their transaction.</summary>
public abstract class Db : IDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>False where the file was taken away under us: what is written then is nowhere.</summary>
    public virtual bool IsThere => true;

    /// <summary>Runs a job in one transaction; completes when it is durable.</summary>
    public abstract Task<T> Write<T>(Func<Tx, T> job);

    /// <summary>Runs a query on what is committed.</summary>
    public abstract Task<T> Read<T>(Func<Session, T> query);

    public Task Write(Action<Tx> job) => Write(tx =>
    {
        job(tx);
        return true;
    });

    public abstract void Dispose();

    /// <summary>Opens <c>Host=…</c> as PostgreSQL, anything else as the path of a SQLite file, and brings its schema up to this version.</summary>
    public static Db Open(string database) => Opened(IsPostgres(database) ? new PostgresDb(database) : new SqliteDb(database), db => Schema.Upgrade(db));

    /// <summary>Opens a database as it is, whatever its schema: makes none, changes nothing, and refuses what is none of ours.</summary>
    public static Db OpenAsIs(string database)
    {
        if (!IsPostgres(database) && !File.Exists(database))
            throw new DatabaseRefusedException($"there is no database {database}");
        return Opened(IsPostgres(database) ? new PostgresDb(database) : new SqliteDb(database), db =>
        {
            if (db.Read(Schema.Applied).GetAwaiter().GetResult().Count == 0)
                throw new DatabaseRefusedException(IsPostgres(database) ? "the database is empty, or none of prazo's" : $"{database} is empty, or no database of prazo's");
        });
    }

    private static Db Opened(Db db, Action<Db> first)
    {
        try
        {
            first(db);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    public static bool IsPostgres(string database) =>
        database.Contains("Host=", StringComparison.OrdinalIgnoreCase) || database.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The database refuses for a reason that its operator can mend.</summary>
public sealed class DatabaseRefusedException : Exception
{
    public DatabaseRefusedException(string message) : base(message) { }
    public DatabaseRefusedException(string message, Exception inner) : base(message, inner) { }
    public DatabaseRefusedException() { }
}
