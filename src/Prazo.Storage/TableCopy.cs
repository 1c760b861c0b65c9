using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Prazo.Storage;

/// <summary>Rows between a SQLite database of ours and PostgreSQL at the same schema, table by table, each after those that it refers to.
/// Which migrations there were is no row to copy, and what searches is made anew.</summary>
internal static class TableCopy
{
    /// <summary>SQLite numbers the rows that its word index refers to; PostgreSQL needs no such column.</summary>
    private const string RowNumber = "row";

    /// <summary>Fills the empty tables of a SQLite database, in a transaction that <see cref="Finish"/> ends.</summary>
    public static void Rows(Session from, SqliteConnection to)
    {
        BackupFile.Run(to, "BEGIN IMMEDIATE");
        foreach (var table in InOrder(to))
            Copy(from, to, table, Columns(from, to, table));
    }

    public static void Finish(SqliteConnection to)
    {
        foreach (var index in Names(to, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'"))
            BackupFile.Run(to, $"INSERT INTO {index} ({index}) VALUES ('rebuild')");
        BackupFile.Run(to, "COMMIT");
    }

    /// <summary>Puts the rows of a SQLite database in place of all there are.</summary>
    public static void ToPostgres(SqliteConnection from, Tx to)
    {
        var tables = InOrder(from);
        to.Execute($"TRUNCATE {string.Join(", ", tables)}");
        foreach (var table in tables)
            Copy(from, (NpgsqlConnection)to.Connection, table, Columns(to, from, table));
    }

    private static void Copy(Session from, SqliteConnection to, string table, IReadOnlyList<Column> columns)
    {
        var source = (NpgsqlConnection)from.Connection;
        using var read = new NpgsqlCommand($"SELECT {List(columns)} FROM {table}", source) { CommandTimeout = 0 };
        using var rows = read.ExecuteReader();
        using var insert = to.CreateCommand();
        insert.CommandText = $"INSERT INTO {table} ({List(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}")))})";
        var values = columns.Select((_, i) => insert.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i + 1}") })).ToArray();
        while (rows.Read())
        {
            for (var i = 0; i < values.Length; i++)
                values[i].Value = rows.GetValue(i) is Guid id ? id.ToByteArray(bigEndian: true) : rows.GetValue(i);
            insert.ExecuteNonQuery();
        }
    }

    private static void Copy(SqliteConnection from, NpgsqlConnection to, string table, IReadOnlyList<Column> columns)
    {
        using var read = from.CreateCommand();
        read.CommandText = $"SELECT {List(columns)} FROM {table}";
        using var rows = read.ExecuteReader();
        using var into = to.BeginBinaryImport($"COPY {table} ({List(columns)}) FROM STDIN (FORMAT BINARY)");
        while (rows.Read())
        {
            into.StartRow();
            for (var i = 0; i < columns.Count; i++)
                if (rows.IsDBNull(i))
                    into.WriteNull();
                else
                    Write(into, rows, i, table, columns[i]);
        }
        into.Complete();
    }

    private static void Write(NpgsqlBinaryImporter into, SqliteDataReader rows, int i, string table, Column column)
    {
        switch (column.Type)
        {
            case "uuid": into.Write(new Guid(rows.GetFieldValue<byte[]>(i), bigEndian: true), NpgsqlDbType.Uuid); break;
            case "bytea": into.Write(rows.GetFieldValue<byte[]>(i), NpgsqlDbType.Bytea); break;
            case "bigint": into.Write(rows.GetInt64(i), NpgsqlDbType.Bigint); break;
            case "text": into.Write(Text(rows.GetString(i), table, column), NpgsqlDbType.Text); break;
            default: throw new InvalidOperationException($"{table}.{column.Name} is of a type that is not copied: {column.Type}");
        }
    }

    private static string Text(string value, string table, Column column) => !value.Contains('\0', StringComparison.Ordinal) ? value
        : throw new DatabaseRefusedException($"a {column.Name} in {table} holds the character U+0000, which PostgreSQL cannot keep: change it in the SQLite database first");

    /// <summary>As PostgreSQL describes them. A column that only one of the two has would be lost.</summary>
    private static IReadOnlyList<Column> Columns(Session postgres, SqliteConnection sqlite, string table)
    {
        var columns = postgres.Query<Column>("SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = @table ORDER BY ordinal_position", new { table });
        var others = Names(sqlite, $"SELECT name FROM pragma_table_info('{table}')").Where(n => n != RowNumber);
        return columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal).SetEquals(others) ? columns : throw new InvalidOperationException($"{table} has other columns in the other database");
    }

    /// <summary>All tables with rows of ours, those that are referred to first.</summary>
    public static IReadOnlyList<string> InOrder(SqliteConnection sqlite)
    {
        var waiting = Names(sqlite, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name");
        var parents = waiting.ToDictionary(t => t, t => Names(sqlite, $"SELECT \"table\" FROM pragma_foreign_key_list('{t}')").Where(p => p != t).ToList(), StringComparer.Ordinal);
        var ordered = new List<string>();
        while (waiting.Count > 0)
        {
            var next = waiting.Where(t => parents[t].TrueForAll(ordered.Contains)).ToList();
            if (next.Count == 0)
                throw new InvalidOperationException($"tables refer to each other in a circle: {string.Join(", ", waiting)}");
            ordered.AddRange(next);
            waiting = [.. waiting.Except(next, StringComparer.Ordinal)];
        }
        return ordered;
    }

    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }

    private static string List(IReadOnlyList<Column> columns) => string.Join(", ", columns.Select(c => c.Name));

    private sealed record Column
    {
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
    }
}
