namespace Prazo.Storage;

/// <summary>Takes every row out of a database; its tables stay.</summary>
public static class Emptied
{
    public static void All(Tx tx)
    {
        if (tx.Dialect == Dialect.Postgres)
        {
            tx.Execute($"TRUNCATE {string.Join(", ", tx.Query<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> 'migrations'"))}");
            return;
        }
        // Nobody looks for rows that refer to others until the commit; then there are none.
        tx.Execute("PRAGMA defer_foreign_keys = ON");
        foreach (var table in tx.Query<string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'"))
            tx.Execute($"DELETE FROM {table}");
        foreach (var index in tx.Query<string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'"))
            tx.Execute($"INSERT INTO {index} ({index}) VALUES ('rebuild')");
    }
}
