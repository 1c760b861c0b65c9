using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>What an event means to clocks, whatever its instant. The bits above <see cref="ColumnEvent.FirstField"/> say which followed field it sets.</summary>
[Flags]
internal enum EventBits : ulong
{
    None = 0,
    Created = 1,
    ByAgent = 2,
    /// <summary>A customer wrote, not automatically.</summary>
    Customer = 4,
    Thanks = 8,
    Reply = 16,
    Note = 32,
    BotReply = 64,
    BotNote = 128,
    Accepted = 256,
    Workaround = 512,
    /// <summary>The field <c>status</c> was set.</summary>
    Status = 1024,
    /// <summary>Any field was set.</summary>
    Field = 2048,
    /// <summary>Not of the kinds that columns know: the ticket is replayed by itself.</summary>
    Other = 4096,
}

internal static class Flags
{
    public static bool Has(this EventBits bits, EventBits any) => (bits & any) != EventBits.None;

    public static bool Has(this LaneActions actions, LaneActions any) => (actions & any) != LaneActions.None;
}

/// <summary>The content of an event in codes.</summary>
/// <param name="Field">Which of the followed fields it sets; −1: none.</param>
/// <param name="Value">The field's new value, or the agent who wrote; a code into <see cref="HistoryReplay.Names"/>.</param>
internal readonly record struct ColumnEvent(EventBits Bits, int Field, int Value, int Rank)
{
    public const int FirstField = 16, MostFields = 64 - FirstField;

    public static EventBits FieldBit(int followed) => (EventBits)(1UL << (FirstField + followed));

    /// <summary>Events that may change who holds a ticket.</summary>
    public static readonly EventBits Holding = EventBits.Reply | FieldBit(FollowedFields.Agent) | FieldBit(FollowedFields.Team);

    /// <summary>How it may change who holds a ticket.</summary>
    public HolderChange Holder => !Bits.Has(Holding) ? HolderChange.None : Field switch
    {
        FollowedFields.Agent => HolderChange.Agent,
        FollowedFields.Team => HolderChange.Team,
        _ => HolderChange.AgentIfNobody,
    };

    public static ColumnEvent Of(TicketEvent e, FollowedFields fields, HistoryReplay replay)
    {
        ColumnEvent Plain(EventBits bits, int value = 0) => new(bits, -1, value, e.Rank);
        ColumnEvent Sets(EventBits bits, string field, string value) => fields.IndexOf(field) is >= 0 and var followed
            ? new(bits | EventBits.Field | FieldBit(followed), followed, replay.CodeOf(value), e.Rank)
            : new(bits | EventBits.Field, -1, 0, e.Rank);
        return e switch
        {
            TicketCreated x => Plain(EventBits.Created | (x.ByAgent ? EventBits.ByAgent : EventBits.None)),
            FieldChanged { Field: "status" } x => Sets(EventBits.Status, x.Field, x.Value),
            FieldChanged { Field: "workaround" } x => Sets(MetricRules.IsYes(x.Value) ? EventBits.Workaround : EventBits.None, x.Field, x.Value),
            FieldChanged x => Sets(EventBits.None, x.Field, x.Value),
            CustomerMessage { Automatic: true } => Plain(EventBits.None),
            CustomerMessage x => Plain(EventBits.Customer | (x.Thanks ? EventBits.Thanks : EventBits.None)),
            AgentMessage x => Plain((x.Public, x.Bot) switch
            {
                (true, false) => EventBits.Reply,
                (false, false) => EventBits.Note,
                (true, true) => EventBits.BotReply,
                _ => EventBits.BotNote,
            }, replay.CodeOf(x.Agent)),
            TicketAccepted x => new(EventBits.Accepted | FieldBit(FollowedFields.Agent), FollowedFields.Agent, replay.CodeOf(x.Agent), e.Rank),
            WorkaroundGiven when fields.IndexOf("workaround") < 0 => Plain(EventBits.Workaround),
            _ => Plain(EventBits.Other),
        };
    }
}

/// <summary>The fields whose values decide something: who holds the ticket, its status, and what promises, calendars and pauses ask for.</summary>
internal sealed class FollowedFields
{
    public const int Status = 0, Agent = 1, Team = 2;
    private readonly List<string> _names = ["status", "agent", "team"];

    public IReadOnlyList<string> Names => _names;

    public int IndexOf(string name) => _names.IndexOf(name);

    public int Add(string name)
    {
        if (IndexOf(name) is >= 0 and var i)
            return i;
        _names.Add(name);
        return _names.Count - 1;
    }

    /// <summary>All fields that a promise's length or calendar may be read from, its own and those of the promises it is a share of.</summary>
    public void AddOf(Agreement agreement, Target target, int depth = 0)
    {
        foreach (var name in new[] { target.By, target.CalendarBy })
            if (name is not null)
                Add(name);
        foreach (var within in WithinsOf(target))
            if (within is UntilField until)
                Add(until.Field);
            else if (within is ShareOf share && depth < 4 && agreement.Targets.FirstOrDefault(t => t.Id == share.Target) is { } parent)
                AddOf(agreement, parent, depth + 1);
    }

    public static IEnumerable<Within> WithinsOf(Target target) => target.Within.Else is { } other ? target.Within.Values.Values.Append(other) : target.Within.Values.Values;
}
