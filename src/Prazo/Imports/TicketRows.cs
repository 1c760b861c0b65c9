using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>One row a ticket: the row's instants become events, its other columns the fields the ticket is created with.</summary>
internal sealed class TicketRows
{
    private readonly ImportLog _log;
    private readonly TicketBook _book;
    private readonly BoundColumns _bound;
    private readonly DateReader _createdReader;
    private readonly (int Column, DateReader Dates, EventCodes Codes)[] _moments;
    private FieldReader[] _fields;
    private int[] _fieldColumns;
    private readonly long[] _instants;
    private readonly int[] _values;
    private readonly int _idColumn, _createdColumn;
    private int _actor, _status;
    private readonly bool[] _ends;
    private readonly int _created, _createdByAgent;

    public TicketRows(BoundColumns bound, TicketBook book, ImportLog log)
    {
        (_bound, _book, _log) = (bound, book, log);
        (_idColumn, _createdColumn) = (bound.Ticket, bound.Created);
        _createdReader = bound.Dates(_createdColumn);
        _moments = [.. bound.Moments.Select(m => (m.Column, bound.Dates(m.Column), new EventCodes(m.Event, book.Builder)))];
        (_fields, _fieldColumns) = ([.. bound.Fields.Select(f => f.Reader)], [.. bound.Fields.Select(f => f.Column)]);
        _instants = new long[_moments.Length];
        _values = new int[_fields.Length];
        _actor = Array.IndexOf(_fieldColumns, bound.Actor);
        _status = StatusColumn();
        _ends = [.. bound.Moments.Select(m => m.Event is { Field: "status", Value: { } value } && TicketStatuses.Default.Ends(value))];
        _created = book.Builder.Code(Shapes.Created(false));
        _createdByAgent = book.Builder.Code(Shapes.Created(true));
    }

    public void Read(CsvTokenizer rows, long? size)
    {
        for (var state = rows.Next(); state != RowState.End; state = rows.Next())
        {
            if (BoundColumns.IsBlank(rows, state))
                continue;
            _log.Rows++;
            if (_bound.Malformed(rows, state) is { } broken)
                Reject(rows, broken, 1);
            else
                ReadRow(rows);
            if ((_log.Rows & 0xFFFF) == 0)
                DropCrowded();
            if (_log.Rows == 1 << 12 && size is { } bytes)
                Reserve(_log.Rows * 1.02 * bytes / Math.Max(1, rows.Consumed));
        }
        _bound.ReportDates(_log);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRow(CsvTokenizer rows)
    {
        var id = rows.Field(_idColumn).Trim(" \t"u8);
        if (_bound.Missing.Has(id))
        {
            Reject(rows, new("no-ticket-id", _bound.NameOf(_idColumn), "the row has no ticket id"), rows.ColumnOf(_idColumn));
            return;
        }
        var outcome = _createdReader.Read(rows.Field(_createdColumn), rows.Line, out var created);
        if (outcome != DateOutcome.Read)
        {
            Reject(rows, outcome == DateOutcome.Missing ? new("no-created", _createdReader.Column, "the ticket has no time of creation") : _createdReader.Reason(outcome, rows.Field(_createdColumn)), rows.ColumnOf(_createdColumn));
            return;
        }
        for (var m = 0; m < _moments.Length; m++)
        {
            var (column, dates, _) = _moments[m];
            outcome = dates.Read(rows.Field(column), rows.Line, out _instants[m]);
            if (outcome > DateOutcome.Missing)
            {
                Reject(rows, dates.Reason(outcome, rows.Field(column)), rows.ColumnOf(column));
                return;
            }
            if (outcome == DateOutcome.Read && _instants[m] < created && _bound.Mapping.BeforeOpening == BeforeOpening.Reject)
            {
                Reject(rows, new("before-opening", dates.Column, $"'{DateReader.Shown(rows.Field(column))}' is before the ticket's opening, '{DateReader.Shown(rows.Field(_createdColumn))}'"), rows.ColumnOf(column));
                return;
            }
        }
        for (var f = 0; f < _fields.Length; f++)
        {
            _values[f] = _fields[f].Read(rows.Field(_fieldColumns[f]), _bound.File, rows.Line, 0, _log, out var reason);
            if (_values[f] < 0)
            {
                Reject(rows, reason, rows.ColumnOf(_fieldColumns[f]));
                return;
            }
        }
        Commit(rows, id, created);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Commit(CsvTokenizer rows, ReadOnlySpan<byte> id, long created)
    {
        var ticket = _book.Ticket(id, out _);
        if (!_book.IsFirstRow(ticket, rows.Raw, rows.Line, out var firstLine))
        {
            if (firstLine < 0)
                _log.Duplicates++;
            else
                Reject(rows, new("ticket-twice", _bound.NameOf(_idColumn), string.Create(CultureInfo.InvariantCulture, $"ticket {DateReader.Shown(id)} stands already on line {firstLine}, with other content"), "one row a ticket; for the state after each update write `rows: snapshot`"), rows.ColumnOf(_idColumn));
            return;
        }
        var builder = _book.Builder;
        builder.Add(ticket, created, _bound.IsByAgent(rows) ? _createdByAgent : _created);
        var actor = _actor < 0 ? 0 : _values[_actor];
        for (var m = 0; m < _moments.Length; m++)
            if (_instants[m] >= 0)
                builder.Add(ticket, _instants[m], _moments[m].Codes.For(actor, 0));
        for (var f = 0; f < _fields.Length; f++)
            if (_values[f] != 0)
                builder.SetField(ticket, _fields[f].BuilderColumn, _values[f]);
        _log.Accepted++;
        WarnIfEndedWithoutTime(rows);
    }

    private void Reject(CsvTokenizer rows, in Reason reason, int column) => _log.Reject(reason, _bound.File, rows.Line, column, rows.Raw);

    private void Reserve(double tickets)
    {
        var expected = (int)Math.Min(tickets, 1 << 24);
        _book.Reserve(expected, expected * (1 + _moments.Length));
    }

    private void DropCrowded()
    {
        foreach (var field in _fields)
            if (_bound.MayDrop(field) && field.DropIfTooMany(_bound.File, _log))
                _book.Builder.DropColumn(field.BuilderColumn);
        var kept = Enumerable.Range(0, _fields.Length).Where(i => !_fields[i].IsDropped).ToArray();
        if (kept.Length < _fields.Length)
            (_fieldColumns, _fields) = ([.. kept.Select(i => _fieldColumns[i])], [.. kept.Select(i => _fields[i])]);
        _actor = Array.IndexOf(_fieldColumns, _bound.Actor);
        _status = StatusColumn();
    }

    private int StatusColumn() => Array.FindIndex(_fields, f => f.Field == "last-status");

    // Such a ticket counts as open to the end of time, so its owner should know.
    private void WarnIfEndedWithoutTime(CsvTokenizer rows)
    {
        if (_status < 0 || _values[_status] == 0)
            return;
        for (var m = 0; m < _ends.Length; m++)
            if (_ends[m] && _instants[m] >= 0)
                return;
        var status = _book.Builder.ValueText(_values[_status]);
        if (TicketStatuses.Default.Ends(status.ToLowerInvariant()))
            _log.Warn("ended-without-time", new Position(_bound.File, (int)Math.Min(rows.Line, int.MaxValue), rows.ColumnOf(_fieldColumns[_status])), _fields[_status].Column,
                $"the ticket is {status}, but no mapped column says since when; it counts as open", "map the column of the time under `columns: resolved:` or `closed:`");
    }
}
