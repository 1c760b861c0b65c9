using System.Globalization;
using System.Text;
using Prazo.Storage;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Operation;

/// <summary>Rows in every table there is, and every row of a database as text.</summary>
internal static class EveryTable
{
    private sealed record Column
    {
        public string Relation { get; init; } = "";
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public long Needed { get; init; }
    }

    private static IReadOnlyList<Column> Columns(Session session) => session.Dialect == Dialect.Postgres
        ? session.Query<Column>("""
            SELECT c.table_name AS relation, c.column_name AS name, c.data_type AS type, CASE c.is_nullable WHEN 'NO' THEN 1 ELSE 0 END AS needed FROM information_schema.columns c
            WHERE c.table_schema = 'public' AND c.table_name <> 'migrations' ORDER BY 1, 2
            """)
        : session.Query<Column>("""
            SELECT t.name AS relation, c.name AS name, c.type AS type, MAX(c."notnull", c.pk > 0) AS needed FROM pragma_table_list t JOIN pragma_table_info(t.name) c
            WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'migrations' AND c.name <> 'row' ORDER BY 1, 2
            """);

    /// <summary>Three rows a table. In the n-th every id is the same, every text and every number too, so that whatever refers to something finds it; the third has no more than it needs.
    /// Which columns are ids is known where they have a type of their own.</summary>
    public static void Fill(Tx tx, IReadOnlyList<string> tables, IReadOnlySet<string> ids)
    {
        var columns = Columns(tx).ToLookup(c => c.Relation);
        foreach (var table in tables)
            for (var n = 1; n <= 3; n++)
            {
                var row = columns[table].Where(c => n < 3 || c.Needed == 1).ToList();
                tx.Execute($"INSERT INTO {table} ({string.Join(", ", row.Select(c => c.Name))}) VALUES ({string.Join(", ", row.Select(c => Literal(tx.Dialect, c, ids.Contains($"{table}.{c.Name}"), n)))})");
            }
    }

    public static async Task<IReadOnlySet<string>> IdsOf(Db postgres) => (await postgres.Read(Columns)).Where(c => c.Type == "uuid").Select(c => $"{c.Relation}.{c.Name}").ToHashSet(StringComparer.Ordinal);

    private static string Literal(Dialect dialect, Column column, bool isId, int n) => column.Type switch
    {
        // Workspaces are read on the way: their instants are real ones.
        "bigint" or "INTEGER" => n != 2 ? n.ToString(CultureInfo.InvariantCulture) : column.Relation == "workspaces" ? "253402300799999" : "9223372036854775807",
        "text" or "TEXT" => $"'fila não {n} ''🎯'' ș'",
        "uuid" => $"'0192f00d-0000-7000-8000-00000000000{n}'",
        _ when isId => $"x'0192f00d00007000800000000000000{n}'",
        "bytea" => $"'\\x00ff0{n}'",
        "BLOB" => $"x'00ff0{n}'",
        var type => throw new InvalidOperationException($"{dialect.Name} has a type {type}"),
    };

    /// <summary>Every row of every table, the same text for the same row in both databases.</summary>
    public static Task<List<string>> Rows(Db db) => db.Read(s =>
    {
        var all = new List<string>();
        foreach (var table in Columns(s).GroupBy(c => c.Relation, StringComparer.Ordinal))
            foreach (IDictionary<string, object?> row in s.Query<dynamic>($"SELECT {string.Join(", ", table.Select(c => c.Name))} FROM {table.Key}").Select(r => (IDictionary<string, object?>)r))
                all.Add(row.OrderBy(v => v.Key, StringComparer.Ordinal).Aggregate(new StringBuilder(table.Key), (text, v) => text.Append(' ').Append(v.Key).Append('=').Append(Shown(v.Value))).ToString());
        all.Sort(StringComparer.Ordinal);
        return all;
    });

    private static string Shown(object? value) => value switch
    {
        null => "null",
        Guid id => Convert.ToHexString(id.ToByteArray(bigEndian: true)),
        byte[] bytes => Convert.ToHexString(bytes),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
    };
}
