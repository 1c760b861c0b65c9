using Prazo.Storage;

namespace Prazo.Search;

/// <summary>The words of something in one folded column (S3), in a table <c>NAME_words</c> that FTS5 indexes on SQLite as <c>NAME_fts</c> and <c>tsvector('simple')</c> on PostgreSQL.</summary>
internal sealed class WordIndex(string name)
{
    // PostgreSQL takes a megabyte of words in one vector.
    private const int LongestText = 200_000;

    /// <summary>Adds what was written; the oldest words stay when there are too many.</summary>
    public void Add(Tx tx, Guid tenant, Guid id, string text)
    {
        var words = Folded.Of(text);
        if (words.Length == 0)
            return;
        var old = Row(tx, tenant, id);
        Put(tx, tenant, id, old, old is null ? words : old.Folded + " " + words);
    }

    /// <summary>Puts these texts in place of what there was.</summary>
    public void Replace(Tx tx, Guid tenant, Guid id, IEnumerable<string> texts) =>
        Put(tx, tenant, id, Row(tx, tenant, id), string.Join(' ', texts.Select(Folded.Of).Where(t => t.Length > 0)));

    public void Remove(Tx tx, Guid tenant, Guid id)
    {
        if (Row(tx, tenant, id) is not { } old)
            return;
        Forget(tx, old);
        tx.Execute($"DELETE FROM {name}_words WHERE tenant_id = @tenant AND {name}_id = @id", new { tenant, id });
    }

    private WordsRow? Row(Tx tx, Guid tenant, Guid id) =>
        tx.First<WordsRow>($"SELECT {(tx.Dialect == Dialect.Sqlite ? "row" : "0")} AS row, folded FROM {name}_words WHERE tenant_id = @tenant AND {name}_id = @id", new { tenant, id });

    private void Put(Tx tx, Guid tenant, Guid id, WordsRow? old, string words)
    {
        var folded = words.Length <= LongestText ? words : words[..LongestText];
        if (old?.Folded == folded)
            return;
        if (old is not null)
            Forget(tx, old);
        tx.Execute($"""
            INSERT INTO {name}_words (tenant_id, {name}_id, folded) VALUES (@tenant, @id, @folded)
            ON CONFLICT (tenant_id, {name}_id) DO UPDATE SET folded = @folded
            """, new { tenant, id, folded });
        if (tx.Dialect == Dialect.Sqlite)
            tx.Execute($"INSERT INTO {name}_fts (rowid, folded) SELECT row, folded FROM {name}_words WHERE tenant_id = @tenant AND {name}_id = @id", new { tenant, id });
    }

    /// <summary>FTS5 has no copy of the text: it is told what to forget.</summary>
    private void Forget(Tx tx, WordsRow old)
    {
        if (tx.Dialect == Dialect.Sqlite)
            tx.Execute($"INSERT INTO {name}_fts ({name}_fts, rowid, folded) VALUES ('delete', @Row, @Folded)", old);
    }

    /// <summary>A condition on rows <c>t</c> of the workspace <c>@tenant</c>, and what its parameter <c>@words</c> is. A text without words is refused.</summary>
    public (string Sql, string Words) Finds(Dialect dialect, string text)
    {
        var words = Folded.Words(text);
        if (words.Count == 0)
            throw new RefusedException("no-words", "q", "there is no word to look for");
        var found = dialect == Dialect.Sqlite
            ? $"w.row IN (SELECT rowid FROM {name}_fts WHERE {name}_fts MATCH @words)"
            : "to_tsvector('simple', w.folded) @@ to_tsquery('simple', @words)";
        return ($"t.id IN (SELECT w.{name}_id FROM {name}_words w WHERE w.tenant_id = @tenant AND {found})", dialect == Dialect.Sqlite ? Folded.ForSqlite(words) : Folded.ForPostgres(words));
    }

    private sealed record WordsRow
    {
        public long Row { get; init; }
        public string Folded { get; init; } = "";
    }
}
