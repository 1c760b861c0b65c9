using Prazo.Engine;

namespace Prazo.Imports;

/// <summary>One row an event, or one row a snapshot of the ticket's state.</summary>
internal sealed class EventRows
{
    private readonly BoundColumns _bound;
    private readonly Timeline _timeline;
    private readonly ImportLog _log;
    private readonly DateReader _when;
    private readonly DateReader? _created, _recorded;
    private readonly (int Column, DateReader Dates, EventCodes Codes)[] _moments;
    private readonly long[] _instants;
    private readonly int[] _values;
    private readonly ActivityBook _activities;
    private readonly EventCodes _fieldChange;
    private readonly Dictionary<string, FieldReader> _changed = new(StringComparer.Ordinal);
    private readonly int _source, _actor;

    public EventRows(BoundColumns bound, Timeline timeline, ImportLog log)
    {
        (_bound, _timeline, _log) = (bound, timeline, log);
        _when = bound.Dates(bound.When);
        _created = bound.Created >= 0 ? bound.Dates(bound.Created) : null;
        _recorded = bound.Recorded >= 0 ? bound.Dates(bound.Recorded) : null;
        _moments = [.. bound.Moments.Select(m => (m.Column, bound.Dates(m.Column), new EventCodes(m.Event, timeline.Builder)))];
        _instants = new long[_moments.Length];
        _values = new int[bound.Fields.Length];
        _activities = new ActivityBook(bound.Mapping.Activities, bound.Mapping.ElseActivity, timeline.Builder);
        _fieldChange = new EventCodes(new EventSpec("field"), timeline.Builder);
        _source = timeline.Source(bound.File);
        _actor = bound.Fields.ToList().FindIndex(f => f.Column == bound.Actor);
    }

    public void Read(CsvTokenizer rows)
    {
        for (var state = rows.Next(); state != RowState.End; state = rows.Next())
        {
            if (BoundColumns.IsBlank(rows, state))
                continue;
            _log.Rows++;
            var mark = _timeline.Mark;
            var reason = _bound.Malformed(rows, state);
            var column = 0;
            if (reason is null)
                reason = ReadRow(rows, mark, out column);
            if (reason is null)
                continue;
            _timeline.Forget(mark);
            _log.Reject(reason.Value, _bound.File, rows.Line, column < 0 ? 1 : rows.ColumnOf(column), rows.Raw);
        }
        _bound.ReportDates(_log);
    }

    /// <summary>Null when the row was taken.</summary>
    private Reason? ReadRow(CsvTokenizer rows, int mark, out int column)
    {
        column = _bound.Ticket;
        var id = rows.Field(column).Trim(" \t"u8);
        if (_bound.Missing.Has(id))
            return new("no-ticket-id", _bound.NameOf(column), "the row has no ticket id");
        column = _bound.When;
        var outcome = _when.Read(rows.Field(column), rows.Line, out var at);
        if (outcome != DateOutcome.Read)
            return outcome == DateOutcome.Missing ? new("no-time", _when.Column, "the row does not say when") : _when.Reason(outcome, rows.Field(column));
        if (Optional(rows, _created, column = _bound.Created, out var created) is { } badCreated)
            return badCreated;
        if (Optional(rows, _recorded, column = _bound.Recorded, out var recorded) is { } badRecorded)
            return badRecorded;
        for (var m = 0; m < _moments.Length; m++)
            if (Optional(rows, _moments[m].Dates, column = _moments[m].Column, out _instants[m]) is { } badMoment)
                return badMoment;
        if (ReadFields(rows, ref column) is { } badField)
            return badField;
        var code = Event(rows, ref column, out var badEvent);
        if (badEvent is not null)
            return badEvent;
        var sequence = 0L;
        if (_bound.Sequence >= 0 && (!System.Buffers.Text.Utf8Parser.TryParse(rows.Field(column = _bound.Sequence), out sequence, out var used) || used != rows.Field(column).Length))
            return new("bad-sequence", _bound.NameOf(column), $"'{DateReader.Shown(rows.Field(column))}' is not a whole number");
        column = _bound.When;
        if (created >= 0 && at < created && _bound.Mapping.BeforeOpening == BeforeOpening.Reject)
            return new("before-opening", _when.Column, $"'{DateReader.Shown(rows.Field(column))}' is before the ticket's opening, '{DateReader.Shown(rows.Field(_bound.Created))}'");
        Commit(rows, _timeline.Ticket(id), mark, new TimelineRow(0, at, code, rows.Line, Utf8Index.Hash(rows.Raw), _source)
        {
            Recorded = recorded,
            Sequence = sequence,
            Id = _bound.EventId >= 0 ? Utf8.Decode(rows.Field(_bound.EventId).Trim(" \t"u8)) : "",
        }, created);
        return null;
    }

    private static Reason? Optional(CsvTokenizer rows, DateReader? dates, int column, out long instant)
    {
        instant = -1;
        if (dates is null)
            return null;
        var outcome = dates.Read(rows.Field(column), rows.Line, out instant);
        return outcome > DateOutcome.Missing ? dates.Reason(outcome, rows.Field(column)) : null;
    }

    private Reason? ReadFields(CsvTokenizer rows, ref int column)
    {
        for (var f = 0; f < _values.Length; f++)
        {
            var (at, reader) = _bound.Fields[f];
            _values[f] = reader.Read(rows.Field(at), rows.Line, out var reason);
            column = at;
            if (_values[f] < 0)
                return reason;
            if (reason is { } doubt)
                _log.Warn(doubt, _bound.File, rows.Line, 0);
            // An event that leaves a cell empty says nothing of it; a snapshot says that there is no value.
            if (_values[f] != 0 || _bound.Mapping.Rows == RowKind.Snapshot)
                _timeline.State(reader.BuilderColumn, reader.Field, _values[f]);
        }
        return null;
    }

    private int Event(CsvTokenizer rows, ref int column, out Reason? reason)
    {
        reason = null;
        var codes = _bound.Field >= 0 ? _fieldChange : null;
        if (_bound.Activity >= 0)
        {
            column = _bound.Activity;
            var activity = rows.Field(column).Trim(" \t"u8);
            codes = _activities.Find(activity);
            if (codes is null)
            {
                reason = new("unknown-activity", _bound.NameOf(column), $"'{DateReader.Shown(activity)}' is not in the mapping's events", "add it under `events:`, or say what to do with others: `else: ignore`");
                return -1;
            }
        }
        if (codes is null || codes.Spec.Kind == "ignore")
            return -1;
        if (codes.Spec is { Kind: "field", Field: null })
            return FieldChange(rows, ref column, out reason);
        var value = !codes.UsesValue ? 0
            : _bound.Value >= 0 ? Changed(codes.Spec.Field ?? "", rows, ref column, out reason)
            : _timeline.Builder.Value(Utf8.Decode(rows.Field(_bound.Activity).Trim(" \t"u8)));
        return reason is null ? codes.For(_actor < 0 ? 0 : _values[_actor], value) : -1;
    }

    private int FieldChange(CsvTokenizer rows, ref int column, out Reason? reason)
    {
        reason = null;
        column = _bound.Field;
        if (column < 0 || _bound.Value < 0)
        {
            reason = new("unmapped-column", "", "the mapping makes this a change of a field but names no columns `field` and `value`", "add them under `columns:`");
            return -1;
        }
        var name = rows.Field(column).Trim(" \t"u8);
        if (_bound.Missing.Has(name))
            return -1;
        var field = Headers.FieldName(Utf8.Decode(name));
        var value = Changed(field, rows, ref column, out reason);
        return reason is null ? _timeline.Builder.Code(Shapes.Of(new EventSpec("field", field), "", _timeline.Builder.ValueText(value))) : -1;
    }

    private int Changed(string field, CsvTokenizer rows, ref int column, out Reason? reason)
    {
        if (!_changed.TryGetValue(field, out var reader))
            _changed[field] = reader = new FieldReader(field, _bound.NameOf(_bound.Value), _bound.Mapping.Values.GetValueOrDefault(field), _bound.Mapping.Unknown, null, _bound.Missing, _timeline.Builder, int.MaxValue);
        column = _bound.Value;
        var code = reader.Read(rows.Field(column), rows.Line, out var why);
        if (code >= 0 && why is { } doubt)
            _log.Warn(doubt, _bound.File, rows.Line, 0);
        reason = code < 0 ? why : null;
        return Math.Max(code, 0);
    }

    private void Commit(CsvTokenizer rows, int ticket, int mark, TimelineRow row, long created)
    {
        if (created >= 0)
            _timeline.Opened(ticket, created);
        if (_bound.IsByAgent(rows))
            _timeline.OpenedByAgent(ticket);
        for (var m = 0; m < _moments.Length; m++)
            if (_instants[m] >= 0)
                _timeline.Moment(ticket, _instants[m], _moments[m].Codes.For(_actor < 0 ? 0 : _values[_actor], 0));
        _timeline.Add(row with { Ticket = ticket }, mark);
    }
}
