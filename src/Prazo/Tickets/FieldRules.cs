using System.Globalization;
using System.Text.Json;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Imports;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>Sets the journey stage or the region of tickets whose fields have these values. A field has one of its values; all fields do.</summary>
public sealed record FieldRule(string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> When, string Field, string Value)
{
    internal bool Fits(Func<string, string?> field) => When.All(w => w.Value.Any(v => string.Equals(v, field(w.Key) ?? "", StringComparison.OrdinalIgnoreCase)));
}

/// <summary>Rules are followed when a ticket is created and when a field that they read changes; the first that fits sets the field. What an event sets itself stands. Their events
/// are dated like the event that they follow and carry its id in theirs, so that the same ones come about however events were delivered (T2).</summary>
public static class FieldRules
{
    internal const string IdPrefix = IncomingEvent.RulePrefix;
    private const int Most = 200;

    // A rule of the stage may read the region.
    private static readonly string[] Targets = ["region", "stage"];

    public static IReadOnlyList<FieldRule> Of(Session session, Guid tenant) => [.. Rows(session, tenant).Where(r => r.Retired is null).Select(r => r.Rule)];

    /// <summary>Puts these rules in place of those that there are, in this order.</summary>
    public static void Replace(Act act, IReadOnlyList<FieldRule> rules)
    {
        if (rules is null)
            throw new RefusedException("missing-key", "items", "which rules there are is not said", "send an empty list for none");
        if (rules.Count > Most)
            throw new RefusedException("too-many", "items", $"a workspace has at most {Most} rules");
        foreach (var rule in rules)
            Check(rule);
        act.Tx.Execute("UPDATE field_rules SET retired = @Now WHERE tenant_id = @Tenant AND retired IS NULL", new { act.Tenant, act.Now });
        for (var position = 0; position < rules.Count; position++)
            act.Tx.Execute("""
                INSERT INTO field_rules (tenant_id, id, position, name, conditions, field, value, made) VALUES (@Tenant, @id, @position, @Name, @conditions, @Field, @Value, @Now)
                """, new { act.Tenant, id = Ids.New(act.Now), position, rules[position].Name, conditions = JsonSerializer.Serialize(rules[position].When), rules[position].Field, rules[position].Value, act.Now });
        act.Audit("field-rules.replaced", "field-rules", new { rules = rules.Count });
    }

    private static void Check(FieldRule rule)
    {
        Inputs.Value("name", Inputs.Needed("name", rule.Name, Inputs.LongestSubject));
        if (rule.Field is not ("stage" or "region"))
            throw new RefusedException("bad-value", "field", $"a rule does not set '{rule.Field}'", "write stage or region");
        Inputs.Value("value", Inputs.Needed("value", rule.Value, Inputs.LongestFieldValue));
        if (rule.When is null || rule.When.Count is 0 or > 20 || rule.When.ContainsKey(rule.Field) || rule.When.Any(w => w.Value is null || w.Value.Count is 0 or > 500 || w.Key.Length > Inputs.LongestFieldName))
            throw new RefusedException("bad-condition", "when", "a rule reads 1 to 20 other fields, each with the values for which it fits");
    }

    /// <summary>Appends what the rules say to a log that has grown.</summary>
    internal static Ticket Follow(Tx tx, Ticket ticket, TicketPast past)
    {
        var rules = Rows(tx, ticket.TenantId);
        if (rules.Count == 0)
            return ticket;
        var events = EventOrder.Of(past.Events, Instant.MaxValue);
        var followed = events.Where(e => e.Id.StartsWith(IdPrefix, StringComparison.Ordinal)).OfType<FieldChanged>().ToLookup(e => e.Id[..(e.Id.LastIndexOf(':') + 1)]);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var e in events)
        {
            var changed = Apply(fields, e);
            if (changed.Count > 0 && !e.Id.StartsWith(IdPrefix, StringComparison.Ordinal))
                foreach (var field in Targets)
                    if (!changed.Contains(field))
                    {
                        var before = fields.GetValueOrDefault(field);
                        ticket = Follow(tx, ticket, past, e, field, fields, followed, rules.Where(r => r.Rule.Field == field && r.Reads(e, changed)));
                        if (fields.GetValueOrDefault(field) != before)
                            changed.Add(field);
                    }
        }
        return ticket;
    }

    private static Ticket Follow(Tx tx, Ticket ticket, TicketPast past, TicketEvent cause, string field, Dictionary<string, string> fields, ILookup<string, FieldChanged> followed, IEnumerable<RuleRow> rules)
    {
        var prefix = $"{IdPrefix}{cause.Id}:{field}:";
        var said = followed[prefix].ToList();
        var rule = rules.FirstOrDefault(r => r.Rule.Fits(name => fields.GetValueOrDefault(name)));
        // A late event may have taken away what was said before; then the field has again what it had.
        if (rule is null && said.Count == 0)
            return ticket;
        var before = fields.GetValueOrDefault(field, "");
        var wanted = rule?.Rule.Value ?? before;
        if ((said.Count > 0 ? said[^1].Value : before) != wanted && ticket.Events < TicketLog.MostEvents)
        {
            var next = new FieldChanged(string.Create(CultureInfo.InvariantCulture, $"{prefix}{said.Count + 1}"), cause.Occurred, cause.Recorded, cause.Sequence + 1 + said.Count, field, wanted);
            ticket = TicketLog.Append(tx, ticket, past, next, IdPrefix + (rule?.Rule.Name ?? "none"));
        }
        fields[field] = wanted;
        return ticket;
    }

    /// <summary>The fields that the event changed.</summary>
    private static HashSet<string> Apply(Dictionary<string, string> fields, TicketEvent e)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        var news = e switch
        {
            TicketCreated created => [.. created.Fields],
            FieldChanged f => [new(f.Field, f.Value)],
            _ => Array.Empty<KeyValuePair<string, string>>(),
        };
        foreach (var (name, value) in news)
        {
            changed.Add(name);
            fields[name] = value;
        }
        if (e is TicketCreated)
            changed.Add("");
        return changed;
    }

    private static IReadOnlyList<RuleRow> Rows(Session session, Guid tenant) => session.Query<RuleRow>(
        "SELECT name, conditions, field, value, made, retired FROM field_rules WHERE tenant_id = @tenant ORDER BY position, id", new { tenant });

    private sealed record RuleRow
    {
        public string Name { get; init; } = "";
        public string Conditions { get; init; } = "{}";
        public string Field { get; init; } = "";
        public string Value { get; init; } = "";
        public Instant Made { get; init; }
        public Instant? Retired { get; init; }

        public FieldRule Rule => new(Name, JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(Conditions)!, Field, Value);

        /// <summary>Whether the event is one that it follows: a creation, or a change of a field that it reads, learnt while the rule was in force.</summary>
        public bool Reads(TicketEvent e, HashSet<string> changed) =>
            Made <= e.Recorded && (Retired is not { } retired || e.Recorded < retired) && (e is TicketCreated || Rule.When.Keys.Any(changed.Contains));
    }
}
