using Prazo.Storage;

namespace Prazo.Tests.Storage;

/// <summary>S2: the same schema may be spread over many machines by <c>tenant_id</c>. Read from PostgreSQL's own catalog, not from our files.</summary>
public class CatalogTests
{
    /// <summary>Indexes that look over all workspaces at once, each reviewed: partial, small, read by a runner.</summary>
    private static readonly string[] Reviewed = ["audit_unsealed", "refolds_open"];

    /// <summary>Belongs to the installation, not to a workspace.</summary>
    private static readonly string[] OfNobody = ["migrations"];

    private sealed record Row
    {
        public string Relation { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Columns { get; init; } = "";
    }

    /// <summary>Everything that offends, in words.</summary>
    private static Task<List<string>> Offences(Db db) => db.Read(s =>
    {
        var offences = new List<string>();
        foreach (var key in s.Query<Row>("""
            SELECT c.conrelid::regclass::text AS relation, c.conname AS name, c.contype::text AS kind,
              (SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k (number, place) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number) AS columns
            FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'public' AND c.contype IN ('p', 'u', 'f')
            """))
            if (!OfNobody.Contains(key.Relation) && key.Columns.Split(',')[0] != "tenant_id")
                offences.Add($"{key.Relation}: key {key.Name} ({key.Columns}) is not led by tenant_id");
        foreach (var index in s.Query<Row>("""
            SELECT i.indrelid::regclass::text AS relation, i.indexrelid::regclass::text AS name, CASE WHEN i.indisunique THEN 'unique' ELSE '' END AS kind,
              COALESCE((SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(i.indkey::smallint[]) WITH ORDINALITY k (number, place) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number), '') AS columns
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
            WHERE n.nspname = 'public' AND m.amname = 'btree'
            """))
            if (!OfNobody.Contains(index.Relation) && index.Columns.Split(',')[0] != "tenant_id" && (index.Kind == "unique" || !Reviewed.Contains(index.Name)))
                offences.Add($"{index.Relation}: index {index.Name} ({index.Columns}) is not led by tenant_id");
        foreach (var table in s.Query<string>("""
            SELECT t.table_name FROM information_schema.tables t WHERE t.table_schema = 'public'
              AND NOT EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = t.table_name AND c.column_name = 'tenant_id')
            """))
            if (!OfNobody.Contains(table))
                offences.Add($"{table}: belongs to no workspace");
        foreach (var table in s.Query<string>("""
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')
            """))
            offences.Add($"{table}: has no primary key");
        foreach (var trigger in s.Query<string>("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
            offences.Add($"trigger {trigger}");
        foreach (var index in s.Query<string>("SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indpred IS NULL"))
            if (Reviewed.Contains(index))
                offences.Add($"index {index} looks over all workspaces and is not partial");
        return offences;
    });

    [Theory, OnPostgres]
    public async Task S2_every_key_and_index_is_led_by_the_workspace(string database)
    {
        using var kept = new OpenDatabase(TestDatabase.New(database));
        (await Offences(kept.Db)).ShouldBeEmpty();
    }

    [Theory, OnPostgres]
    public async Task S2_a_planted_violation_of_each_kind_is_found(string database)
    {
        using var kept = new OpenDatabase(TestDatabase.New(database));
        await kept.Db.Write(tx => tx.Execute("""
            CREATE TABLE keyed_wrong (id uuid PRIMARY KEY, tenant_id uuid NOT NULL);
            CREATE TABLE of_nobody (number bigint PRIMARY KEY);
            CREATE TABLE without_key (tenant_id uuid NOT NULL);
            CREATE INDEX tickets_status ON tickets (status, tenant_id);
            CREATE TABLE refers_wrong (tenant_id uuid NOT NULL, id uuid NOT NULL, other uuid REFERENCES keyed_wrong (id), PRIMARY KEY (tenant_id, id));
            CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER planted BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION nothing();
            """));
        var found = string.Join('\n', await Offences(kept.Db));
        found.ShouldContain("key keyed_wrong_pkey (id)");
        found.ShouldContain("of_nobody: belongs to no workspace");
        found.ShouldContain("without_key: has no primary key");
        found.ShouldContain("index tickets_status (status,tenant_id)");
        found.ShouldContain("key refers_wrong_other_fkey (other)");
        found.ShouldContain("trigger planted");
    }
}
