using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>Turns the texts of one column into codes of a history's values: each distinct text is trimmed, checked and translated once.</summary>
internal sealed class FieldReader(string name, string column, ValueTable? table, UnknownValue unknown, DateReader? instants, MissingValues missing, HistoryBuilder builder, int maxDistinct)
{
    private const int Rejected = -1;
    private readonly Utf8Index _seen = new();
    private readonly List<int> _codes = [];
    private readonly Dictionary<string, string> _translations = new(StringComparer.OrdinalIgnoreCase);

    public string Field => name;
    public string Column => column;
    private int _builderColumn = -1;
    /// <summary>Made when first asked for: not every reader is of a first field.</summary>
    public int BuilderColumn => _builderColumn >= 0 ? _builderColumn : _builderColumn = builder.Column(name);
    /// <summary>The column has too many different texts to be of use as a field nobody named.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>The value's code (0: none) or, with the reason to reject the row, −1. A reason beside a code is a warning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(ReadOnlySpan<byte> text, long line, out Reason? reason)
    {
        reason = null;
        if (text.IsEmpty)
            return 0;
        var index = _seen.GetOrAdd(text, out var added);
        if (!added)
        {
            var code = _codes[index];
            if (code == Rejected)
                reason = UnknownReason(text);
            return code;
        }
        var trimmed = text.Trim(" \t"u8);
        var fresh = missing.Has(trimmed) ? 0 : Fresh(trimmed, line, out reason);
        _codes.Add(fresh);
        return fresh;
    }

    private int Fresh(ReadOnlySpan<byte> text, long line, out Reason? reason)
    {
        reason = null;
        if (instants is not null)
        {
            var outcome = instants.Read(text, line, out var instant);
            if (outcome == DateOutcome.Read)
                return builder.Value(InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeMilliseconds(instant)));
            if (outcome == DateOutcome.Missing)
                return 0;
            reason = instants.Reason(outcome, text);
            return Rejected;
        }
        var value = Utf8.Decode(text);
        if (table is null)
            return builder.Value(value);
        if (_translations.Count == 0)
            foreach (var (from, to) in table.Values)
                _translations[from] = to;
        if (_translations.TryGetValue(value, out var translated) || (translated = table.Else) is not null)
            return builder.Value(translated);
        if (unknown == UnknownValue.Reject)
        {
            reason = UnknownReason(text);
            return Rejected;
        }
        if (unknown == UnknownValue.Warn && !table.Values.ContainsValue(value))
            reason = new("unknown-value", column, $"'{value}' is not in the mapping's values for {name}; it is kept as written", $"add it under `values: {name}:`");
        return builder.Value(value);
    }

    private Reason UnknownReason(ReadOnlySpan<byte> text) => instants is not null
        ? instants.Reason(DateOutcome.Bad, text)
        : new("unknown-value", column, $"'{DateReader.Shown(text)}' is not in the mapping's values for {name}", $"add it under `values: {name}:`, or write `unknown: warn`");

    /// <summary>Free text and coordinates are no dimension: such a column is left out, and said so, unless the mapping names it.</summary>
    public Reason? DropIfTooMany()
    {
        if (_seen.Count <= maxDistinct)
            return null;
        IsDropped = true;
        return new("left-out-column", column, $"the column has more than {maxDistinct} different values and is left out", $"name it under `fields:` to keep it as the ticket's field {name}");
    }
}
