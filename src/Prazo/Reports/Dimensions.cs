using Prazo.Engine.Clocks;

namespace Prazo.Reports;

/// <summary>Reads the dimension values of a clock: who held it at the verdict, or the ticket's fields as they last were.</summary>
internal sealed class Dimensions
{
    private readonly HistoryReplay _replay;
    private readonly Func<ClockRow, string>[] _read;

    public Dimensions(HistoryReplay replay, IReadOnlyList<string> by, long asOf)
    {
        _replay = replay;
        _read = [.. by.Select(name => Reader(name, asOf))];
    }

    public string[] Of(in ClockRow row)
    {
        var values = new string[_read.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _read[i](row);
        return values;
    }

    private Func<ClockRow, string> Reader(string name, long asOf)
    {
        switch (name)
        {
            case "agent": return row => row.Agent == 0 ? "" : _replay.Names[row.Agent];
            case "team": return row => row.Team == 0 ? "" : _replay.Names[row.Team];
            case "target": return row => _replay.Targets[row.Target].Target.Id;
            case "agreement": return row => _replay.Targets[row.Target].Agreement.Id;
            default: return FieldReader(name, asOf);
        }
    }

    private Func<ClockRow, string> FieldReader(string name, long asOf)
    {
        var history = _replay.History;
        var column = history.FieldNames.IndexOf(name);
        var changes = history.Shapes.Select((shape, code) => (shape, code)).Where(x => x.shape is FieldChanged f && f.Field == name)
            .ToDictionary(x => x.code, x => ((FieldChanged)x.shape).Value);
        return row =>
        {
            var value = column < 0 ? "" : history.Values[history.Fields[column][row.Ticket]];
            if (changes.Count == 0)
                return value;
            var latest = long.MinValue;
            for (var i = history.Offsets[row.Ticket]; i < history.Offsets[row.Ticket + 1]; i++)
                if (history.Occurred[i] <= asOf && history.Occurred[i] >= latest && changes.TryGetValue(history.Codes[i], out var changed))
                    (value, latest) = (changed, history.Occurred[i]);
            return value;
        };
    }
}
