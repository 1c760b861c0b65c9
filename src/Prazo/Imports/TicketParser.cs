using System.Runtime.CompilerServices;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>Reads rows of one file into batches: the row's instants become events, its other columns the fields the ticket is created with.</summary>
internal sealed class TicketParser
{
    private readonly BoundColumns _bound;
    private readonly CsvTokenizer _rows;
    private readonly HistoryBuilder _codes;
    private readonly bool _keepsText;
    private readonly DateReader _createdReader;
    private readonly (int Column, DateReader Dates, EventCodes Codes)[] _moments;
    private readonly bool[] _ends;
    private readonly int _created, _createdByAgent;
    private FieldReader[] _fields;
    private int[] _fieldColumns;
    private int _actor, _status;
    private long _read;

    /// <param name="codes">Of its codes only: tickets and events are added by who takes the batches.</param>
    /// <param name="read">Rows of earlier files.</param>
    /// <param name="keepsText">Whether rejected rows are wanted.</param>
    public TicketParser(BoundColumns bound, CsvTokenizer rows, HistoryBuilder codes, long read, bool keepsText)
    {
        (_bound, _rows, _codes, _read, _keepsText) = (bound, rows, codes, read, keepsText);
        _createdReader = bound.Dates(bound.Created);
        _moments = [.. bound.Moments.Select(m => (m.Column, bound.Dates(m.Column), new EventCodes(m.Event, codes)))];
        _ends = [.. bound.Moments.Select(m => m.Event is { Field: "status", Value: { } value } && TicketStatuses.Default.Ends(value))];
        (_created, _createdByAgent) = (codes.Code(Shapes.Created(false)), codes.Code(Shapes.Created(true)));
        (_fields, _fieldColumns) = ([.. bound.Fields.Select(f => f.Reader)], [.. bound.Fields.Select(f => f.Column)]);
        FindColumns();
    }

    private void FindColumns()
    {
        _actor = Array.IndexOf(_fieldColumns, _bound.Actor);
        _status = Array.FindIndex(_fields, f => f.Field == "last-status");
    }

    /// <summary>False at the end of the file.</summary>
    public bool Fill(TicketBatch batch)
    {
        batch.Clear(1 + _moments.Length, _fields);
        while (batch.HasRoom && _rows.Next() is not RowState.End and var state)
        {
            if (BoundColumns.IsBlank(_rows, state))
                continue;
            batch.Read++;
            if (_bound.Malformed(_rows, state) is { } broken)
                Reject(batch, broken, 1);
            else
                ReadRow(batch);
            if ((++_read & 0xFFFF) == 0)
            {
                DropCrowded(batch);
                break;
            }
        }
        batch.Consumed = _rows.Consumed;
        return batch.Read > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRow(TicketBatch batch)
    {
        var id = _rows.Field(_bound.Ticket).Trim(" \t"u8);
        if (_bound.Missing.Has(id))
        {
            Reject(batch, new("no-ticket-id", _bound.NameOf(_bound.Ticket), "the row has no ticket id"), _rows.ColumnOf(_bound.Ticket));
            return;
        }
        var events = batch.Events(batch.Count);
        var outcome = _createdReader.Read(_rows.Field(_bound.Created), _rows.Line, out var created);
        if (outcome != DateOutcome.Read)
        {
            Reject(batch, outcome == DateOutcome.Missing ? new("no-created", _createdReader.Column, "the ticket has no time of creation") : _createdReader.Reason(outcome, _rows.Field(_bound.Created)), _rows.ColumnOf(_bound.Created));
            return;
        }
        events[0] = (created, _bound.IsByAgent(_rows) ? _createdByAgent : _created);
        for (var m = 0; m < _moments.Length; m++)
        {
            var (column, dates, _) = _moments[m];
            outcome = dates.Read(_rows.Field(column), _rows.Line, out events[m + 1].At);
            if (outcome > DateOutcome.Missing)
            {
                Reject(batch, dates.Reason(outcome, _rows.Field(column)), _rows.ColumnOf(column));
                return;
            }
            if (outcome == DateOutcome.Read && events[m + 1].At < created && _bound.Mapping.BeforeOpening == BeforeOpening.Reject)
            {
                Reject(batch, new("before-opening", dates.Column, $"'{DateReader.Shown(_rows.Field(column))}' is before the ticket's opening, '{DateReader.Shown(_rows.Field(_bound.Created))}'"), _rows.ColumnOf(column));
                return;
            }
        }
        var values = batch.Values(batch.Count);
        for (var f = 0; f < values.Length; f++)
        {
            values[f] = _fields[f].Read(_rows.Field(_fieldColumns[f]), _rows.Line, out var reason);
            if (values[f] < 0)
            {
                Reject(batch, reason!.Value, _rows.ColumnOf(_fieldColumns[f]));
                return;
            }
            if (reason is { } doubt)
                batch.Notes.Add(new(TicketNoteKind.Warn, batch.Count, doubt, _rows.Line, 0));
        }
        var actor = _actor < 0 ? 0 : values[_actor];
        for (var m = 0; m < _moments.Length; m++)
            events[m + 1].Code = events[m + 1].At < 0 ? 0 : _moments[m].Codes.For(actor, 0);
        WarnIfEndedWithoutTime(batch, events, values);
        batch.Add(_rows.Line, _rows.ColumnOf(_bound.Ticket), id, _rows.Raw, _keepsText);
    }

    private void Reject(TicketBatch batch, in Reason reason, int column) =>
        batch.Notes.Add(new(TicketNoteKind.Reject, batch.Count, reason, _rows.Line, column, _keepsText ? ImportLog.Text(_rows.Raw) : ""));

    // Such a ticket counts as open to the end of time, so its owner should know.
    private void WarnIfEndedWithoutTime(TicketBatch batch, ReadOnlySpan<(long At, int Code)> events, ReadOnlySpan<int> values)
    {
        if (_status < 0 || values[_status] == 0)
            return;
        for (var m = 0; m < _ends.Length; m++)
            if (_ends[m] && events[m + 1].At >= 0)
                return;
        var status = _codes.ValueText(values[_status]);
        if (TicketStatuses.Default.Ends(status.ToLowerInvariant()))
            batch.Notes.Add(new(TicketNoteKind.WarnIfTaken, batch.Count,
                new("ended-without-time", _fields[_status].Column, $"the ticket is {status}, but no mapped column says since when; it counts as open", "map the column of the time under `columns: resolved:` or `closed:`"),
                _rows.Line, _rows.ColumnOf(_fieldColumns[_status])));
    }

    private void DropCrowded(TicketBatch batch)
    {
        foreach (var field in _fields)
        {
            if (!_bound.MayDrop(field) || field.DropIfTooMany() is not { } reason)
                continue;
            batch.Notes.Add(new(TicketNoteKind.Warn, batch.Count, reason, 1, 1));
            batch.Dropped.Add(field);
        }
        if (batch.Dropped.Count == 0)
            return;
        var kept = Enumerable.Range(0, _fields.Length).Where(i => !_fields[i].IsDropped).ToArray();
        (_fieldColumns, _fields) = ([.. kept.Select(i => _fieldColumns[i])], [.. kept.Select(i => _fields[i])]);
        FindColumns();
    }
}
