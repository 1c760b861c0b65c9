using System.Collections.Immutable;
using Prazo.Engine;

namespace Prazo.Imports;

/// <summary>What one row of the source stands for: a ticket with its instants, one event, or the state after an update.</summary>
public enum RowKind { Ticket, Event, Snapshot }

/// <summary>What to do with a value that a translation table does not list.</summary>
public enum UnknownValue { Warn, Reject, Keep }

/// <summary>What to do with an event that happened before its ticket was opened.</summary>
public enum BeforeOpening { Reject, Keep }

/// <summary>A column of the source by header name, or by number (<c>#3</c>) where there is no header.</summary>
public sealed record ColumnRef(string Name, Position At);

/// <summary>The Prazo event that a source's activity or instant column means: <c>created</c>, <c>reply</c>, <c>status=resolved</c>, <c>ignore</c>, …</summary>
/// <param name="Kind">An event kind, <c>field</c>, or <c>ignore</c>.</param>
/// <param name="Field">For <c>field</c>: which; null takes it from the field column.</param>
/// <param name="Value">For <c>field</c>: to what; null takes it from the value column.</param>
public sealed record EventSpec(string Kind, string? Field = null, string? Value = null)
{
    public static readonly EventSpec Created = new("created");
    public static readonly EventSpec Reply = new("reply");
    public static readonly EventSpec Ignore = new("ignore");
    public static EventSpec Status(string value) => new("field", "status", value);

    public override string ToString() => Kind != "field" || Field is null ? Kind : Value is null ? Field + "=*" : $"{Field}={Value}";
}

/// <summary>A column that holds an instant at which something happened.</summary>
public sealed record Moment(ColumnRef Column, EventSpec Event);

/// <param name="Field">The ticket's field.</param>
/// <param name="IsInstant">Values are read as instants and kept as RFC 3339 text in UTC, so that <c>until field X</c> can read them.</param>
public sealed record FieldColumn(string Field, ColumnRef Column, bool IsInstant = false);

/// <summary>Translation of a field's values; sources are compared ignoring case.</summary>
public sealed record ValueTable(ImmutableDictionary<string, string> Values, string? Else, Position At);

/// <summary>Who opened the ticket: an agent when the column has one of the values, or always.</summary>
public sealed record OpenedByAgent(bool Always, ColumnRef? Column, ImmutableArray<string> Values);

/// <summary>How an export's columns become tickets, fields and events.</summary>
public sealed record Mapping(RowKind Rows)
{
    /// <summary>IANA zone of times written without an offset; null: such times are refused.</summary>
    public string? Zone { get; init; }
    public char? Delimiter { get; init; }
    public string? Encoding { get; init; }
    public bool Header { get; init; } = true;
    /// <summary>Date patterns, tried in order.</summary>
    public ImmutableArray<string> Dates { get; init; } = ["iso"];
    /// <summary>Texts that stand for "no value".</summary>
    public ImmutableArray<string> Missing { get; init; } = DefaultMissing;

    public ColumnRef? Ticket { get; init; }
    public ColumnRef? Created { get; init; }
    /// <summary>When the event happened, or the snapshot was taken.</summary>
    public ColumnRef? When { get; init; }
    public ColumnRef? Recorded { get; init; }
    public ColumnRef? EventId { get; init; }
    public ColumnRef? Sequence { get; init; }
    public ColumnRef? Activity { get; init; }
    public ColumnRef? Field { get; init; }
    public ColumnRef? Value { get; init; }
    public ColumnRef? Actor { get; init; }
    public ImmutableArray<Moment> Moments { get; init; } = [];

    /// <summary>Columns that become ticket fields.</summary>
    public ImmutableArray<FieldColumn> Fields { get; init; } = [];
    /// <summary>Whether every column not named elsewhere becomes a field, too: lower case, blanks as hyphens. Null: unless rows are events.</summary>
    public bool? OtherColumns { get; init; }
    public ImmutableDictionary<string, ValueTable> Values { get; init; } = ImmutableDictionary<string, ValueTable>.Empty;
    public UnknownValue Unknown { get; init; } = UnknownValue.Warn;
    /// <summary>Source activity names to events, compared ignoring case.</summary>
    public ImmutableDictionary<string, EventSpec> Activities { get; init; } = ImmutableDictionary<string, EventSpec>.Empty;
    /// <summary>For activities not listed; null: the row is rejected.</summary>
    public EventSpec? ElseActivity { get; init; }
    public OpenedByAgent? ByAgent { get; init; }
    public BeforeOpening BeforeOpening { get; init; } = BeforeOpening.Reject;

    public static readonly ImmutableArray<string> DefaultMissing = ["", "null", "NULL", "N/A", "n/a", "NaT", "NaN", "nan", "-", "\\N"];
}
