namespace Prazo.Storage;

/// <summary>What the two databases say differently. Everything else is one SQL text for both.</summary>
public sealed record Dialect(string Name, string ForUpdate, IReadOnlyDictionary<string, string> Types)
{
    /// <summary>One writer at a time: rows need no locks of their own.</summary>
    public static readonly Dialect Sqlite = new("sqlite", "", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["id"] = "BLOB", ["text"] = "TEXT", ["long"] = "INTEGER", ["bytes"] = "BLOB", ["table"] = "STRICT, WITHOUT ROWID", ["heap"] = "STRICT",
    });

    /// <summary>No key is ever changed, so a row that is held does not keep others from referring to it.</summary>
    public static readonly Dialect Postgres = new("postgres", " FOR NO KEY UPDATE", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Ordinal order in both databases, whatever the server's locale.
        ["id"] = "uuid", ["text"] = "text COLLATE \"C\"", ["long"] = "bigint", ["bytes"] = "bytea", ["table"] = "", ["heap"] = "",
    });

    /// <summary>A condition that a column of ids is one of a parameter's, which <see cref="Ids"/> makes. Its text is the same however many they are.</summary>
    public string AnyOf(string column, string parameter) => this == Postgres ? $"{column} = ANY(@{parameter})" : $"{column} IN (SELECT unhex(value) FROM json_each(@{parameter}))";

    /// <summary>Several ids as a parameter.</summary>
    public object Ids(IEnumerable<Guid> ids) => this == Postgres ? ids.ToArray() : $"[{string.Join(',', ids.Select(i => $"\"{Convert.ToHexString(i.ToByteArray(bigEndian: true))}\""))}]";

    /// <summary>Puts this database's types for <c>{id}</c>, <c>{text}</c>, <c>{long}</c>, <c>{bytes}</c> and its table options for <c>{table}</c> (clustered by its key) and <c>{heap}</c>.</summary>
    public string Write(string sql)
    {
        foreach (var (name, type) in Types)
            sql = sql.Replace("{" + name + "}", type, StringComparison.Ordinal);
        return sql;
    }
}
