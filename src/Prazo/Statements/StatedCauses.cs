using Prazo.Improvement;
using Prazo.Storage;

namespace Prazo.Statements;

/// <summary>Why promises of an agreement broke, as people of the provider found it: causes of the workspace's own list, with what they are called. Notes are not among them: they are the provider's own.</summary>
internal static class StatedCauses
{
    /// <param name="only">Of these breaches; null: of all that the agreement ever had.</param>
    public static IReadOnlyList<CauseFact> Of(Session session, Guid tenant, string agreement, IReadOnlyList<StatementBreach>? only = null)
    {
        var these = only?.Select(b => (b.Ticket, b.Target, b.Cycle)).ToHashSet();
        var names = Causes.All(session, tenant).ToDictionary(c => c.Id, c => c.Names, StringComparer.Ordinal);
        return [.. session.Query<Row>("""
            SELECT b.cause, t.number, b.lane, b.cycle, c.target FROM breach_causes b
            JOIN tickets t ON t.tenant_id = b.tenant_id AND t.id = b.ticket_id
            JOIN clocks c ON c.tenant_id = b.tenant_id AND c.ticket_id = b.ticket_id AND c.lane = b.lane AND c.cycle = b.cycle
            WHERE b.tenant_id = @tenant AND c.agreement = @agreement ORDER BY b.cause, t.number, b.lane, b.cycle
            """, new { tenant, agreement }).Where(r => these is null || these.Contains((r.Number, r.Target, r.Cycle))).GroupBy(r => r.Cause, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CauseFact(g.Key, names.GetValueOrDefault(g.Key) ?? new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = g.Key }, [.. g.Select(r => new CauseOf(r.Number, r.Lane, r.Cycle))]))];
    }

    /// <summary>Whether the same is said of the same breaches, in whatever order.</summary>
    public static bool Same(IReadOnlyList<CauseFact> some, IReadOnlyList<CauseFact> others)
    {
        static HashSet<(CauseOf, string, string)> Flat(IReadOnlyList<CauseFact> causes) =>
            [.. causes.SelectMany(c => c.Breaches.Select(b => (b, c.Cause, string.Join('\n', c.Names.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} {n.Value}")))))];
        return Flat(some).SetEquals(Flat(others));
    }

    private sealed record Row
    {
        public string Cause { get; init; } = "";
        public long Number { get; init; }
        public string Lane { get; init; } = "";
        public long Cycle { get; init; }
        public string Target { get; init; } = "";
    }
}
