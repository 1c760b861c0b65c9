namespace Prazo.Storage;

/// <summary>
/// What SQLite's planner is told of our indexes. Without it, it takes every first column for selective and reads a whole workspace by the primary key where an index of two columns would find
/// a ticket. What is told does not depend on what is in the file, so that a plan is the same on the first day and after a million tickets; PostgreSQL counts for itself.
/// </summary>
internal static class Plans
{
    public static void Tell(Tx tx)
    {
        // Makes SQLite's own table for it; the smallest of ours is looked at.
        tx.Execute("ANALYZE workspaces");
        tx.Execute("DELETE FROM sqlite_stat1");
        tx.Execute("""
            INSERT INTO sqlite_stat1 (tbl, idx, stat)
            SELECT tbl, idx, row_count || (SELECT GROUP_CONCAT(
                ' ' || CASE WHEN is_unique = 1 AND c.seqno = columns - 1 THEN 1 WHEN c.seqno = 0 AND c.name = 'tenant_id' THEN row_count ELSE 10 END, '') FROM pragma_index_info(indexes.name) c)
            FROM (
              SELECT t.name AS tbl, i.name, CASE WHEN i.origin = 'pk' AND t.wr = 1 THEN t.name ELSE i.name END AS idx, i."unique" AS is_unique,
                CASE WHEN i.partial = 1 THEN 100000 ELSE 1000000 END AS row_count, (SELECT COUNT(*) FROM pragma_index_info(i.name)) AS columns
              FROM pragma_table_list t JOIN pragma_index_list(t.name) i WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            ) AS indexes
            """);
        // Read by this connection now, by others when they see that the schema has changed.
        tx.Execute("ANALYZE sqlite_schema");
    }
}
