using System.Runtime.CompilerServices;

namespace Prazo.Imports;

/// <summary>One row a ticket, as read and before it meets the tickets already known.</summary>
/// <param name="Content">Hash of the whole row: the same content is the same row (T2).</param>
/// <param name="TextEnd">Where its id and, if wanted, its text end among those of the batch.</param>
internal readonly record struct TicketRow(long Line, int IdColumn, ulong IdHash, ulong Content, int IdEnd, int TextEnd);

/// <summary>Something to log when the rows before <paramref name="Row"/> have been taken in.</summary>
/// <param name="Text">Of a rejected row.</param>
internal readonly record struct TicketNote(TicketNoteKind Kind, int Row, Reason Reason, long Line, int Column, string Text = "");

internal enum TicketNoteKind { Reject, Warn, WarnIfTaken }

/// <summary>A few thousand rows in columns, with what is to be said of them, so that one thread can read while another takes in.</summary>
internal sealed class TicketBatch
{
    private const int MaxRows = 1 << 12, MaxCells = 1 << 17, MaxText = 1 << 20;
    private TicketRow[] _rows = [];
    private (long At, int Code)[] _events = [];
    private int[] _values = [];
    private byte[] _text = new byte[1 << 16];
    private int _eventsEach, _textUsed;

    public int Count { get; private set; }
    /// <summary>Rows read, rejected ones among them.</summary>
    public int Read { get; set; }
    /// <summary>Bytes of input up to the end of the batch.</summary>
    public long Consumed { get; set; }
    public bool HasRoom => Read < _rows.Length && _textUsed < MaxText;
    /// <summary>The columns that <see cref="Values"/> has for each row.</summary>
    public FieldReader[] Fields { get; private set; } = [];
    /// <summary>Columns found to be of no use after these rows.</summary>
    public List<FieldReader> Dropped { get; } = [];
    public List<TicketNote> Notes { get; } = [];

    public void Clear(int eventsEach, FieldReader[] fields)
    {
        (Count, Read, _textUsed, _eventsEach, Fields) = (0, 0, 0, eventsEach, fields);
        Dropped.Clear();
        Notes.Clear();
        var rows = Math.Clamp(MaxCells / (eventsEach + fields.Length), 1, MaxRows);
        if (_rows.Length == rows)
            return;
        (_rows, _events, _values) = (new TicketRow[rows], new (long, int)[rows * eventsEach], new int[rows * fields.Length]);
    }

    public ref readonly TicketRow this[int row] => ref _rows[row];

    /// <summary>The events of a row, the opening first; an instant of −1 is none. The row after the last is the one being read.</summary>
    public Span<(long At, int Code)> Events(int row) => _events.AsSpan(row * _eventsEach, _eventsEach);

    /// <summary>Codes of the row's fields, 0 for none.</summary>
    public Span<int> Values(int row) => _values.AsSpan(row * Fields.Length, Fields.Length);

    public ReadOnlySpan<byte> Id(int row) => Slice(row == 0 ? 0 : _rows[row - 1].TextEnd, _rows[row].IdEnd);

    public ReadOnlySpan<byte> Text(int row) => Slice(_rows[row].IdEnd, _rows[row].TextEnd);

    private ReadOnlySpan<byte> Slice(int from, int to) => _text.AsSpan(from, to - from);

    /// <summary>Ends the row whose events and values have been set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long line, int idColumn, ReadOnlySpan<byte> id, ReadOnlySpan<byte> raw, bool keepText)
    {
        var idEnd = Append(id);
        _rows[Count++] = new(line, idColumn, Utf8Index.Hash(id), Utf8Index.Hash(raw), idEnd, keepText ? Append(raw) : idEnd);
    }

    private int Append(ReadOnlySpan<byte> text)
    {
        if (_text.Length - _textUsed < text.Length)
            Array.Resize(ref _text, Math.Max(_textUsed + text.Length, 2 * _text.Length));
        text.CopyTo(_text.AsSpan(_textUsed));
        return _textUsed += text.Length;
    }
}
