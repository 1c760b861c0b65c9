using Prazo.Storage;

namespace Prazo.Tests.Storage;

/// <summary>Every column of every table with its type and whether it may be null, and what the primary keys are, in words that fit both databases.</summary>
internal sealed record Columns(IReadOnlyList<string> All)
{
    public static async Task<Columns> Of(Db db) =>
        new((await db.Read(s => s.Query<string>(db.Dialect == Dialect.Postgres ? Postgres : Sqlite))).Order(StringComparer.Ordinal).ToList());

    // Full-text search is the one thing each database does its own way: SQLite's virtual tables have shadows and want a number a row.
    private const string Sqlite = """
        SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' NOT NULL' ELSE '' END || CASE WHEN c.pk > 0 THEN ' KEY ' || c.pk ELSE '' END
        FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name <> 'migrations' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '%\_fts%' ESCAPE '\' AND t.name NOT LIKE '%\_words' ESCAPE '\' AND t.sql NOT LIKE 'CREATE VIRTUAL%'
        """;

    private const string Postgres = """
        SELECT c.table_name || '.' || c.column_name || ' '
          || CASE c.data_type WHEN 'text' THEN 'TEXT' WHEN 'bigint' THEN 'INTEGER' WHEN 'uuid' THEN 'BLOB' WHEN 'bytea' THEN 'BLOB' ELSE c.data_type END
          || CASE c.is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
          || COALESCE(' KEY ' || (SELECT array_position(k.conkey, a.attnum) FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = c.column_name
             WHERE k.contype = 'p' AND k.conrelid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass AND a.attnum = ANY (k.conkey)), '')
        FROM information_schema.columns c
        WHERE c.table_schema = 'public' AND c.table_name <> 'migrations' AND c.table_name NOT LIKE '%\_words'
        """;
}

/// <summary>A database with the whole schema, open for a test.</summary>
internal sealed class OpenDatabase(TestDatabase database) : IDisposable
{
    public Db Db { get; } = Db.Open(database.Name);

    public void Dispose()
    {
        Db.Dispose();
        database.Dispose();
    }
}
