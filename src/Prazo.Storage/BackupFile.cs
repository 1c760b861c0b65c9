using Microsoft.Data.Sqlite;

namespace Prazo.Storage;

/// <summary>A backup is a SQLite database of prazo's in one file, whichever database it was taken from; so it restores into either.</summary>
internal static class BackupFile
{
    /// <summary>An empty file in the place of what there was, which nobody but its owner may read: names, addresses and texts are in it.</summary>
    public static void Begin(string file)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(file, options).Dispose();
    }

    /// <summary>A connection of its own to a SQLite file, without any of the settings that would change it.</summary>
    public static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, ForeignKeys = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new DatabaseRefusedException($"{file} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Reads a backup through and says what it holds; refuses what is damaged, incomplete or none.</summary>
    public static BackupContent Verify(string file)
    {
        if (!File.Exists(file))
            throw new DatabaseRefusedException($"there is no file {file}");
        using var connection = Connect(file, SqliteOpenMode.ReadOnly);
        try
        {
            var session = new Session(connection, null, Dialect.Sqlite);
            var applied = Schema.Applied(session);
            if (applied.Count == 0)
                throw new DatabaseRefusedException($"{file} is no backup of prazo's");
            Schema.Missing(applied);
            if (session.Value<string>("PRAGMA quick_check(1)") is var fault and not "ok")
                throw new DatabaseRefusedException($"{file} is damaged: {fault?.ReplaceLineEndings(" ")}");
            if (session.First<Dangling>("SELECT \"table\" AS child, parent FROM pragma_foreign_key_check LIMIT 1") is { } dangling)
                throw new DatabaseRefusedException($"{file} is damaged: a row of {dangling.Child} refers to one of {dangling.Parent} that is missing");
            return BackupContent.Of(session, applied) with { Bytes = new FileInfo(file).Length };
        }
        catch (SqliteException e)
        {
            throw new DatabaseRefusedException($"{file} is damaged, or no backup: {e.Message}", e);
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Dangling
    {
        public string Child { get; init; } = "";
        public string Parent { get; init; } = "";
    }
}

/// <summary>What a backup holds.</summary>
/// <param name="Schema">The number of the schema that it was taken at.</param>
public sealed record BackupContent(long Schema, long Workspaces, long Tickets, long Events, long Bytes)
{
    internal static BackupContent Of(Session session, IReadOnlySet<long> applied)
    {
        // The first migration has no tickets yet.
        long Count(string table) => session.Value<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table", new { table }) == 0 ? 0 : session.Value<long>($"SELECT COUNT(*) FROM {table}");
        return new BackupContent(Storage.Schema.Newest(applied), Count("workspaces"), Count("tickets"), Count("events"), 0);
    }
}
