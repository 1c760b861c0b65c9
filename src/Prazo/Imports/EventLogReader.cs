using System.Text;
using Prazo.Engine;

namespace Prazo.Imports;

/// <summary>Reads <see cref="EventLog"/> lines.</summary>
internal sealed class EventLogReader(string file, Timeline timeline, ImportLog log)
{
    private readonly int _source = timeline.Source(file);
    private readonly EventObject _event = new();

    public void Read(Stream content)
    {
        var lines = new LineReader(content, log.Options.MaxRowBytes);
        while (lines.Next())
        {
            var line = lines.Line.Trim(" \t\r"u8);
            if (line.IsEmpty && !lines.IsCut)
                continue;
            log.Rows++;
            var mark = timeline.Mark;
            var reason = lines.IsCut ? new Reason("row-too-long", "", "the line is longer than a line may be and is cut")
                : lines.IsLastOfFault ? new Reason("cut-off", "", "the file breaks off in this line: " + lines.Fault)
                : ReadLine(line, lines.Number, mark);
            if (reason is null)
                continue;
            timeline.Forget(mark);
            log.Reject(reason.Value, file, lines.Number, 1, line);
        }
        if (lines.Fault is not null)
            log.Error("cut-off", new Position(file, (int)Math.Min(lines.Number + 1, int.MaxValue), 1), "", $"the file breaks off: {lines.Fault}", "copy or export the file again; what came before is taken");
    }

    private Reason? ReadLine(ReadOnlySpan<byte> line, long number, int mark)
    {
        if (_event.Read(line) is { } reason)
            return reason;
        Commit(number, mark);
        return null;
    }

    private void Commit(long number, int mark)
    {
        var code = timeline.Builder.Code(_event.Content);
        var hash = (ulong)(uint)HashCode.Combine(code, _event.Sequence);
        foreach (var (field, value) in _event.Fields)
        {
            hash = hash * 31 + (uint)HashCode.Combine(field, value);
            timeline.State(timeline.Builder.Column(field), field, timeline.Builder.Value(value));
        }
        timeline.Add(new TimelineRow
        {
            Ticket = timeline.Ticket(Encoding.UTF8.GetBytes(_event.Ticket)), At = _event.At, Code = code, Line = number, Hash = hash, Source = _source,
            Recorded = _event.Recorded, Sequence = _event.Sequence, Id = _event.Id,
        }, mark);
    }
}
