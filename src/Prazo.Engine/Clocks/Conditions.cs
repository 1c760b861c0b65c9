using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>Reads a condition on the event just applied and the ticket's fields after it (T12).</summary>
internal static class Conditions
{
    public static bool Hold(Condition condition, TicketEvent? e, Func<string, string?> field) => condition switch
    {
        FieldIs c => c.Field.Holds(field(c.Field.Field)),
        EventIs c => e is not null && string.Equals(e.Kind, c.Kind, StringComparison.Ordinal),
        AllOf c => c.Conditions.All(x => Hold(x, e, field)),
        AnyOf c => c.Conditions.Any(x => Hold(x, e, field)),
        Not c => !Hold(c.Inner, e, field),
        _ => throw new ArgumentException("Unknown condition.", nameof(condition)),
    };

    /// <summary>Whether it speaks of an event, so that each occurrence is an edge of its own.</summary>
    public static bool NamesEvent(Condition condition) => condition switch
    {
        EventIs => true,
        AllOf c => c.Conditions.Any(NamesEvent),
        AnyOf c => c.Conditions.Any(NamesEvent),
        Not c => NamesEvent(c.Inner),
        _ => false,
    };
}

/// <summary>A condition watched for its edges: it fires when it becomes true, or at each event that fulfils it when it names one.</summary>
internal sealed class Edge(Condition condition)
{
    private readonly bool _namesEvent = Conditions.NamesEvent(condition);
    private bool _was;

    public bool Fires(TicketEvent? e, Func<string, string?> field)
    {
        var now = Conditions.Hold(condition, e, field);
        var fires = now && (_namesEvent || !_was);
        _was = now;
        return fires;
    }
}
