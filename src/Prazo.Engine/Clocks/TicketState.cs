using System.Collections.Immutable;

namespace Prazo.Engine.Clocks;

/// <summary>What is known of a ticket after some of its events: its fields, who holds it, whether it was merged away.</summary>
internal sealed class TicketState
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    public long? Created { get; private set; }
    public bool ByAgent { get; private set; }
    public string? MergedInto { get; private set; }
    public List<(long At, string? Agent, string? Team)> Holders { get; } = [];
    public List<(string? Target, string Reason, Agreements.Party Party, long Since)> ExplicitPauses { get; } = [];

    public TicketState() => Field = name => _fields.GetValueOrDefault(name);

    /// <summary>Reads a field; null when it has no value.</summary>
    public Func<string, string?> Field { get; }

    public string? this[string field] => _fields.GetValueOrDefault(field);

    public string? Status => this["status"];

    public ImmutableSortedDictionary<string, string> Snapshot() => _fields.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public void Apply(TicketEvent e, long at)
    {
        switch (e)
        {
            case TicketCreated x:
                foreach (var (field, value) in x.Fields)
                    Set(field, value);
                if (Created is null)
                    (Created, ByAgent) = (at, x.ByAgent);
                break;
            case FieldChanged x: Set(x.Field, x.Value); break;
            case MergedInto x: MergedInto = x.Survivor; break;
            case TicketAccepted x: Set("agent", x.Agent); break;
            case WorkaroundGiven: Set("workaround", "yes"); break;
            // Who answers first holds a ticket that nobody held.
            case CallAnswered x when this["agent"] is null: Set("agent", x.Agent); break;
            case AgentMessage { Public: true, Bot: false } x when this["agent"] is null: Set("agent", x.Agent); break;
            case ClockPaused x: ExplicitPauses.Add((x.Target, x.Reason, x.Party, at)); break;
            case ClockResumed x: ExplicitPauses.RemoveAll(p => p.Target == x.Target); break;
            case CustomerMessage { Automatic: false }: ExplicitPauses.RemoveAll(p => p.Party == Agreements.Party.Customer); break;
        }
        var (agent, team) = (this["agent"], this["team"]);
        if (Holders.Count == 0 || Holders[^1].Agent != agent || Holders[^1].Team != team)
            Holders.Add((at, agent, team));
    }

    private void Set(string field, string value)
    {
        if (value.Length == 0)
            _fields.Remove(field);
        else
            _fields[field] = value;
    }
}
