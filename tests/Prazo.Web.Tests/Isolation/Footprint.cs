using System.Collections.Immutable;
using System.Globalization;
using Prazo.Storage;

namespace Prazo.Web.Tests.Isolation;

/// <summary>Everything that a workspace has in the database, table by table, to compare what was before and after.</summary>
internal static class Footprint
{
    // When somebody was last seen changes with every request.
    private static readonly string[] Notes = ["seen", "last_used"];

    public static async Task<string> Of(Db db, Guid tenant) => string.Join('\n', (await Rows(db, tenant)).Select(t => $"{t.Table}: {string.Join(" ; ", t.Rows)}"));

    /// <summary>Every id of the workspace, as answers would write it.</summary>
    public static async Task<IReadOnlyList<string>> Ids(Db db, Guid tenant) => await db.Read(s => (IReadOnlyList<string>)[.. Tables(s)
        .SelectMany(t => s.Query<dynamic>($"SELECT * FROM {t} WHERE tenant_id = @tenant", new { tenant }))
        .SelectMany(r => ((IDictionary<string, object?>)r).Values).Select(Id).OfType<Guid>().Distinct().Select(g => g.ToString())]);

    public static string Difference(string before, string after) =>
        string.Join(" | ", after.Split('\n').Except(before.Split('\n'), StringComparer.Ordinal).Select(l => l.Length > 400 ? l[..400] + "…" : l));

    private static Task<ImmutableArray<(string Table, ImmutableArray<string> Rows)>> Rows(Db db, Guid tenant) => db.Read(s => Tables(s).Select(table =>
        (table, s.Query<dynamic>($"SELECT * FROM {table} WHERE tenant_id = @tenant", new { tenant }).Select(r => Text((IDictionary<string, object?>)r)).Order(StringComparer.Ordinal).ToImmutableArray()))
        .ToImmutableArray());

    private static IReadOnlyList<string> Tables(Session s) => s.Dialect == Dialect.Sqlite
        ? s.Query<string>("SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'tenant_id') ORDER BY m.name")
        : s.Query<string>("SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id' ORDER BY table_name");

    private static string Text(IDictionary<string, object?> row) => string.Join(',', row.Where(c => !Notes.Contains(c.Key)).Select(c => $"{c.Key}={Value(c.Value)}"));

    private static string Value(object? value) => Id(value)?.ToString() ?? (value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    private static Guid? Id(object? value) => value as Guid? ?? (value is byte[] { Length: 16 } bytes ? new Guid(bytes, bigEndian: true) : null);
}
