using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Prazo.Storage;

/// <summary>Takes and restores backups (S7). One is taken while servers write: it holds what was committed when it began, whole.</summary>
public static class Backup
{
    /// <summary>Writes a backup beside its name, reads it through, and only then gives it its name.</summary>
    public static BackupContent Take(string database, string file, bool replace)
    {
        if (File.Exists(file) && !replace)
            throw new DatabaseRefusedException($"{file} is there already: choose another name, or say --force to replace it");
        if (!Db.IsPostgres(database) && IsSame(database, file))
            throw new DatabaseRefusedException($"{file} is the database itself");
        var partial = file + ".partial";
        try
        {
            if (Db.IsPostgres(database))
                OfPostgres(database, partial);
            else
                OfSqlite(database, partial);
            var content = BackupFile.Verify(partial);
            File.Move(partial, file, overwrite: true);
            return content;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Pages of one snapshot, while writers go on.</summary>
    private static void OfSqlite(string database, string file)
    {
        // Makes sure that it is one of ours, and opens it as its users do.
        using var _ = Db.OpenAsIs(database);
        BackupFile.Begin(file);
        using var from = BackupFile.Connect(database, SqliteOpenMode.ReadWrite);
        using var to = BackupFile.Connect(file, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
        // One file, without a log beside it.
        BackupFile.Run(to, "PRAGMA journal_mode = DELETE");
    }

    /// <summary>Rows of one snapshot, into a SQLite database of the same schema.</summary>
    private static void OfPostgres(string database, string file)
    {
        using var db = Db.OpenAsIs(database);
        SqliteConnection? to = null;
        try
        {
            db.Read(session =>
            {
                // A read that lost its connection runs again, from the beginning.
                to?.Dispose();
                to = Laid(file, Schema.Applied(session));
                TableCopy.Rows(session, to);
                return true;
            }).GetAwaiter().GetResult();
            // The snapshot is no longer needed, and nobody waits for it.
            TableCopy.Finish(to!);
        }
        finally
        {
            to?.Dispose();
        }
    }

    /// <summary>An empty SQLite database of a schema.</summary>
    private static SqliteConnection Laid(string file, IReadOnlySet<long> applied)
    {
        Schema.Missing(applied);
        BackupFile.Begin(file);
        using (var laid = new SqliteDb(file))
            Schema.Lay(laid, applied);
        var connection = BackupFile.Connect(file, SqliteOpenMode.ReadWrite);
        BackupFile.Run(connection, "PRAGMA journal_mode = DELETE; PRAGMA cache_size = -65536");
        return connection;
    }

    /// <summary>Puts a backup in the place of a database, and brings it up to this program's schema. A database that holds something is only replaced where that is asked for;
    /// one that somebody works on is not.</summary>
    public static BackupContent Restore(string file, string database, bool replace)
    {
        var content = BackupFile.Verify(file);
        using var alone = ServeLock.Take(database);
        if (Db.IsPostgres(database))
            IntoPostgres(file, database, replace);
        else
            IntoSqlite(file, database, replace);
        using var db = Db.Open(database);
        (db as PostgresDb)?.Vacuum();
        return content;
    }

    /// <summary>SQLite itself puts the pages in place, in one transaction: whoever has the file open sees the old or the new.</summary>
    private static void IntoSqlite(string file, string database, bool replace)
    {
        if (IsSame(file, database))
            throw new DatabaseRefusedException($"{database} is the backup itself");
        if (File.Exists(database) && new FileInfo(database).Length > 0)
        {
            using var there = Db.OpenAsIs(database);
            if (there.Read(HoldsSomething).GetAwaiter().GetResult() && !replace)
                throw NotEmpty(database);
        }
        using var from = BackupFile.Connect(file, SqliteOpenMode.ReadOnly);
        using var to = BackupFile.Connect(database, SqliteOpenMode.ReadWriteCreate);
        from.BackupDatabase(to);
    }

    /// <summary>In one transaction, which keeps everybody else out from its beginning.</summary>
    private static void IntoPostgres(string file, string database, bool replace)
    {
        var older = file + ".migrated";
        try
        {
            using var db = Db.Open(database);
            var rows = UpToDate(file, older);
            db.Write(tx =>
            {
                tx.Execute("LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE");
                if (!replace && HoldsSomething(tx))
                    throw NotEmpty("the database");
                Alone(tx);
                using var from = BackupFile.Connect(rows, SqliteOpenMode.ReadOnly);
                TableCopy.ToPostgres(from, tx);
            }).GetAwaiter().GetResult();
        }
        finally
        {
            File.Delete(older);
        }
    }

    /// <summary>The backup, or a copy of it that is brought up to this program's schema.</summary>
    private static string UpToDate(string file, string copy)
    {
        using (var connection = BackupFile.Connect(file, SqliteOpenMode.ReadOnly))
            if (Schema.Missing(Schema.Applied(new Session(connection, null, Dialect.Sqlite))).Count == 0)
                return file;
        File.Copy(file, copy, overwrite: true);
        using (var db = Db.Open(copy)) { }
        return copy;
    }

    private static bool HoldsSomething(Session session) => session.Value<long>("SELECT COUNT(*) FROM workspaces") > 0;

    /// <summary>Servers keep in memory what they have read: none may go on over rows that were replaced. One that was just stopped is given a moment.</summary>
    private static void Alone(Tx tx)
    {
        for (var look = 1; ; look++)
        {
            // What is seen of others stays the same within a transaction, unless it is asked for anew.
            tx.Execute("SELECT pg_stat_clear_snapshot()");
            var others = tx.Value<long>($"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '{PostgresDb.Program} %' AND application_name <> current_setting('application_name')");
            if (others == 0)
                return;
            if (look == 20)
                throw new DatabaseRefusedException(string.Create(CultureInfo.InvariantCulture, $"another prazo works on the database ({others} connections): stop it first"));
            Thread.Sleep(150);
        }
    }

    private static DatabaseRefusedException NotEmpty(string what) => new($"{what} holds workspaces already: restore into an empty one, or say --force to replace everything in it");

    private static bool IsSame(string one, string other) => string.Equals(Whole(one), Whole(other), StringComparison.Ordinal);

    private static string Whole(string path)
    {
        var file = new FileInfo(path);
        return (file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target : file).FullName;
    }
}
