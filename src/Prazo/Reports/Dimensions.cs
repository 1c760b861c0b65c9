using Prazo.Engine.Clocks;

namespace Prazo.Reports;

/// <summary>Reads the dimension values of a clock: who held it at the verdict, or the ticket's fields as they last were. Safe for several threads at once.</summary>
internal sealed class Dimensions
{
    private readonly HistoryReplay _replay;
    private readonly Dimension[] _dimensions;

    public Dimensions(HistoryReplay replay, IReadOnlyList<string> by, long asOf)
    {
        _replay = replay;
        _dimensions = [.. by.Select(name => Of(name, asOf))];
    }

    public int Count => _dimensions.Length;

    /// <summary>The value as a number: cheap to compare, and <see cref="Text"/> says it.</summary>
    public int Code(int dimension, in ClockRow row) => _dimensions[dimension].Code(row);

    public string Text(int dimension, int code) => _dimensions[dimension].Text(code);

    public string[] Of(in ClockRow row)
    {
        var values = new string[_dimensions.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Text(i, Code(i, row));
        return values;
    }

    private delegate int CodeReader(in ClockRow row);

    private sealed record Dimension(CodeReader Code, Func<int, string> Text);

    private Dimension Of(string name, long asOf) => name switch
    {
        "agent" => new((in ClockRow row) => row.Agent, Name),
        "team" => new((in ClockRow row) => row.Team, Name),
        "target" => new((in ClockRow row) => row.Target, target => _replay.Targets[target].Target.Id),
        "agreement" => new((in ClockRow row) => row.Target, target => _replay.Targets[target].Agreement.Id),
        _ => new(Field(name, asOf), Name),
    };

    private string Name(int code) => code == 0 ? "" : _replay.Names[code];

    private CodeReader Field(string name, long asOf)
    {
        var history = _replay.History;
        var first = history.FieldNames.IndexOf(name) is >= 0 and var column ? history.Fields[column] : null;
        var changes = Changes(name);
        return (in ClockRow row) =>
        {
            var value = first is null ? 0 : first[row.Ticket];
            if (changes is null)
                return value;
            var latest = long.MinValue;
            for (var i = history.Offsets[row.Ticket]; i < history.Offsets[row.Ticket + 1]; i++)
                if (changes[history.Codes[i]] is >= 0 and var changed && history.Occurred[i] <= asOf && history.Occurred[i] >= latest)
                    (value, latest) = (changed, history.Occurred[i]);
            return value;
        };
    }

    /// <summary>By event code: the field's new value, −1 when the event does not change it; null when none does.</summary>
    private int[]? Changes(string field)
    {
        var shapes = _replay.History.Shapes;
        if (!shapes.Any(s => s is FieldChanged f && f.Field == field))
            return null;
        var codes = new Dictionary<string, int>(StringComparer.Ordinal) { [""] = 0 };
        for (var code = 1; code < _replay.Names.Count; code++)
            codes.TryAdd(_replay.Names[code], code);
        return [.. shapes.Select(s => s is FieldChanged f && f.Field == field ? codes[f.Value] : -1)];
    }
}
