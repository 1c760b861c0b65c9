using Prazo.Storage;

namespace Prazo.Tests.Storage;

/// <summary>SQLite finds a row of a workspace by its index, and does not read the whole workspace for it: on a new file too, before anything was counted.</summary>
public class PlanTests
{
    private sealed record Pair
    {
        public string Table { get; init; } = "";
        public string Index { get; init; } = "";
        public string Column { get; init; } = "";
        public string? Condition { get; init; }
    }

    private sealed record Step
    {
        public string Detail { get; init; } = "";
    }

    [Theory, OnSqlite]
    public async Task Every_index_of_a_workspace_and_something_is_used_for_that_something(string database)
    {
        using var open = new OpenDatabase(TestDatabase.New(database));
        var pairs = await open.Db.Read(s => s.Query<Pair>("""
            SELECT t.name AS "table", i.name AS "index", c.name AS "column", CASE WHEN i.partial = 1 THEN SUBSTR(x.sql, INSTR(x.sql, 'WHERE ') + 6) END AS condition
            FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c ON c.seqno = 1 JOIN pragma_index_info(i.name) w ON w.seqno = 0 AND w.name = 'tenant_id'
            LEFT JOIN sqlite_master x ON x.name = i.name
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.name IS NOT NULL
            """));
        pairs.Count.ShouldBeGreaterThan(60);
        foreach (var pair in pairs)
        {
            var plan = await open.Db.Read(s => s.Query<Step>(
                $"EXPLAIN QUERY PLAN SELECT * FROM {pair.Table} WHERE tenant_id = x'00' AND {pair.Column} = 5{(pair.Condition is null ? "" : $" AND {pair.Condition}")}"));
            string.Join("; ", plan.Select(p => p.Detail)).ShouldContain($"(tenant_id=? AND {pair.Column}=?", Case.Sensitive, $"{pair.Table} by {pair.Column}, for which there is {pair.Index}");
        }
    }

    /// <summary>What runners ask several times a second: nothing of it grows with what a workspace has.</summary>
    [Theory]
    [InlineData("SELECT id FROM clock_facts WHERE tenant_id = x'00' AND ticket_id IN (x'01', x'02') ORDER BY id", "clock_facts_ticket")]
    [InlineData("SELECT id FROM clock_facts WHERE tenant_id = x'00' AND feed_seq IS NULL ORDER BY id LIMIT 1000", "clock_facts_waiting")]
    [InlineData("SELECT w.tenant_id FROM workspaces w WHERE (SELECT f.id FROM clock_facts f WHERE f.tenant_id = w.tenant_id AND f.feed_seq IS NULL ORDER BY f.id LIMIT 1) IS NOT NULL", "clock_facts_waiting")]
    [InlineData("SELECT id FROM clock_facts WHERE tenant_id = x'00' AND feed_seq > 5 ORDER BY feed_seq LIMIT 100", "clock_facts_feed")]
    [InlineData("SELECT id FROM tickets WHERE tenant_id = x'00' AND wake <= 5 ORDER BY wake, id LIMIT 100", "tickets_wake")]
    public async Task Questions_of_the_runners_are_answered_by_their_indexes(string question, string index)
    {
        using var open = new OpenDatabase(TestDatabase.New("sqlite"));
        (await open.Db.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + question))).ShouldContain(p => p.Detail.Contains(index, StringComparison.Ordinal), question);
    }
}
