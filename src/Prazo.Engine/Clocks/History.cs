using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Clocks;

/// <summary>The event log of many tickets in columns: what imports fill, what replays and reports read. Events of one ticket lie together.
/// An event is an instant and a code into <see cref="Shapes"/>; the first fields of tickets are columns of codes into <see cref="Values"/>.</summary>
public sealed class History
{
    internal History() { }

    public required TicketIds Tickets { get; init; }
    /// <summary>Distinct event contents; instants are zero, ids empty. <see cref="TicketCreated.Fields"/> is empty: fields stand in <see cref="Fields"/>.</summary>
    public required ImmutableArray<TicketEvent> Shapes { get; init; }
    public required ImmutableArray<string> FieldNames { get; init; }
    /// <summary>Distinct field values; 0 is "" (no value).</summary>
    public required ImmutableArray<string> Values { get; init; }
    /// <summary>By field (as in <see cref="FieldNames"/>), then by ticket: a code into <see cref="Values"/>.</summary>
    public required int[][] Fields { get; init; }
    /// <summary>Events of ticket i are [Offsets[i], Offsets[i+1]).</summary>
    public required int[] Offsets { get; init; }
    /// <summary>Unix milliseconds.</summary>
    public required long[] Occurred { get; init; }
    public required int[] Codes { get; init; }
    /// <summary>Source order; null when every event's is its position in the file.</summary>
    public required long[]? Sequences { get; init; }
    /// <summary>Unix milliseconds of learning; null when the same as <see cref="Occurred"/>.</summary>
    public required long[]? Recorded { get; init; }
    /// <summary>Event ids; null when no event has one.</summary>
    public required string[]? Ids { get; init; }

    public int Count => Tickets.Count;

    /// <summary>The events of one ticket as objects, in stored order.</summary>
    public IReadOnlyList<TicketEvent> EventsOf(int ticket)
    {
        var events = new List<TicketEvent>(Offsets[ticket + 1] - Offsets[ticket]);
        for (var i = Offsets[ticket]; i < Offsets[ticket + 1]; i++)
        {
            var shape = Shapes[Codes[i]];
            if (shape is TicketCreated created)
                shape = created with { Fields = FieldsOf(ticket) };
            events.Add(shape with
            {
                Id = Ids?[i] ?? "",
                Occurred = Instant.FromUnixTimeMilliseconds(Occurred[i]),
                Recorded = Instant.FromUnixTimeMilliseconds(Recorded?[i] ?? Occurred[i]),
                Sequence = Sequences?[i] ?? 0,
            });
        }
        return events;
    }

    /// <summary>The fields a ticket was created with; fields without value are left out.</summary>
    public ImmutableSortedDictionary<string, string> FieldsOf(int ticket)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var f = 0; f < Fields.Length; f++)
            if (Fields[f][ticket] is not 0 and var code)
                fields[FieldNames[f]] = Values[code];
        return fields.ToImmutable();
    }
}
