using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>What an agreement tells agents to do with tickets of one kind.</summary>
public sealed record Instruction(string Agreement, long Version, string Kind, IReadOnlyList<string> Texts);

public static class Instructions
{
    /// <summary>Fields whose values name a kind of ticket.</summary>
    private static readonly string[] Kinds = ["priority", "severity", "type", "category", "subcategory", "channel", "stage"];

    /// <summary>The <c>instructions</c> of the agreements that the ticket's clocks are under: those of its kinds, otherwise those under <c>else</c>.</summary>
    public static IReadOnlyList<Instruction> Of(Session session, PublishedAgreements agreements, Ticket ticket)
    {
        var fields = TicketRows.Fields(ticket);
        var kinds = Kinds.Select(k => fields.GetValueOrDefault(k)).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var set = agreements.For(session, ticket.TenantId, ticket.Rev);
        var found = new List<Instruction>();
        foreach (var (id, version) in ClockStore.Of(session, ticket.TenantId, ticket.Id).Select(c => (c.Agreement, c.Version)).Distinct())
            if (set.Agreements.FirstOrDefault(a => a.Id == id && a.Version == version)?.Document["instructions"] is MapNode map)
                found.AddRange(Of(id, version, map, kinds));
        return found;
    }

    private static IEnumerable<Instruction> Of(string agreement, long version, MapNode map, HashSet<string> kinds)
    {
        var named = map.Entries.Where(e => kinds.Contains(e.Key.Text)).ToList();
        return (named.Count > 0 ? named : map.Entries.Where(e => e.Key.Text == "else")).Select(e => new Instruction(agreement, version, e.Key.Text, Texts(e.Value)));
    }

    private static IReadOnlyList<string> Texts(Node node) => node switch
    {
        ListNode list => [.. list.Items.SelectMany(Texts)],
        ScalarNode scalar => [scalar.Text],
        _ => [],
    };
}
