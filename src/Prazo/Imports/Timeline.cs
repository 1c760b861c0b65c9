using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>One read event or snapshot, before its ticket is put in order.</summary>
/// <param name="Code">Of the event the row is, besides what it states of fields; −1 none.</param>
/// <param name="Hash">Of the content: the same content at the same instant is the same event (T2).</param>
internal readonly record struct TimelineRow(int Ticket, long At, int Code, long Line, ulong Hash, int Source)
{
    public long Recorded { get; init; } = -1;
    public long Sequence { get; init; }
    public string Id { get; init; } = "";
    public int From { get; init; }
    public int To { get; init; }
}

/// <summary>Collects rows of many tickets in any order; at the end every ticket's rows are ordered, repeated ones dropped, and differences of fields become events.</summary>
internal sealed class Timeline(TicketBook book, ImportLog log, BeforeOpening beforeOpening)
{
    private readonly Utf8Index _ids = new();
    private readonly List<TimelineRow> _rows = [];
    private readonly List<(int Column, int Value)> _stated = [];
    private readonly List<long> _opened = [];
    private readonly List<bool> _byAgent = [];
    private readonly List<(int Ticket, long At, int Code)> _moments = [];
    private readonly List<string> _sources = [];
    private readonly Dictionary<(int Column, int Value), int> _changes = [];
    private readonly List<string> _fieldNames = [];
    private readonly HashSet<int> _createdCodes = [book.Builder.Code(Shapes.Created(false)), book.Builder.Code(Shapes.Created(true))];

    public HistoryBuilder Builder => book.Builder;

    public int Source(string file)
    {
        _sources.Add(file);
        return _sources.Count - 1;
    }

    public int Ticket(ReadOnlySpan<byte> id)
    {
        var ticket = _ids.GetOrAdd(id, out var fresh);
        if (fresh)
        {
            _opened.Add(-1);
            _byAgent.Add(false);
        }
        return ticket;
    }

    /// <summary>When the ticket was opened, if a row has told.</summary>
    public long OpenedAt(int ticket) => _opened[ticket];

    public void Opened(int ticket, long at)
    {
        if (_opened[ticket] < 0 || at < _opened[ticket])
            _opened[ticket] = at;
    }

    public void OpenedByAgent(int ticket) => _byAgent[ticket] = true;

    /// <summary>Says that a field had a value as of the row added next.</summary>
    public void State(int column, string field, int value)
    {
        while (_fieldNames.Count <= column)
            _fieldNames.Add("");
        _fieldNames[column] = field;
        _stated.Add((column, value));
    }

    public int Mark => _stated.Count;

    /// <summary>Takes back what was stated since <paramref name="mark"/>: its row is rejected.</summary>
    public void Forget(int mark) => CollectionsMarshal.SetCount(_stated, mark);

    public void Add(TimelineRow row, int mark) => _rows.Add(row with { From = mark, To = _stated.Count });

    /// <summary>An event that rows tell again and again, such as the time of the first response.</summary>
    public void Moment(int ticket, long at, int code) => _moments.Add((ticket, at, code));

    public void Assemble()
    {
        var offsets = new int[_ids.Count + 1];
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(_rows))
            offsets[row.Ticket + 1]++;
        for (var i = 0; i < _ids.Count; i++)
            offsets[i + 1] += offsets[i];
        var next = offsets.AsSpan(0, _ids.Count).ToArray();
        var order = new int[_rows.Count];
        for (var i = 0; i < _rows.Count; i++)
            order[next[_rows[i].Ticket]++] = i;
        var moments = _moments.Distinct().ToLookup(m => m.Ticket);
        for (var ticket = 0; ticket < _ids.Count; ticket++)
            AssembleTicket(ticket, order.AsSpan(offsets[ticket], offsets[ticket + 1] - offsets[ticket]), moments[ticket]);
    }

    private void AssembleTicket(int ticket, Span<int> order, IEnumerable<(int Ticket, long At, int Code)> moments)
    {
        order.Sort(Compare);
        var kept = Distinct(order);
        var opened = _opened[ticket] >= 0 ? _opened[ticket] : Opening(kept);
        if (beforeOpening == BeforeOpening.Reject)
            kept.RemoveAll(i => _rows[i].At < opened && Late(i, "before-opening", $"the event is before the ticket's opening, {Text(opened)}"));
        var begun = kept.FindIndex(i => _createdCodes.Contains(_rows[i].Code));
        if (begun >= 0)
            for (var i = kept.Count - 1; i > begun; i--)
                if (_createdCodes.Contains(_rows[kept[i]].Code) && Late(kept[i], "created-twice", "the ticket was created before"))
                    kept.RemoveAt(i);
        if (kept.Count == 0)
            return;
        Emit(ticket, kept, opened, moments);
    }

    private int Compare(int a, int b)
    {
        var (x, y) = (_rows[a], _rows[b]);
        var byTime = x.At.CompareTo(y.At);
        if (byTime != 0)
            return byTime;
        var bySequence = x.Sequence.CompareTo(y.Sequence);
        return bySequence != 0 ? bySequence : a.CompareTo(b);
    }

    private List<int> Distinct(Span<int> order)
    {
        var kept = new List<int>(order.Length);
        HashSet<string>? ids = null;
        foreach (var i in order)
        {
            var row = _rows[i];
            var known = row.Id.Length > 0 ? !(ids ??= new(StringComparer.Ordinal)).Add(row.Id) : IsRepeated(kept, row);
            if (known)
                log.Duplicates++;
            else
                kept.Add(i);
        }
        return kept;
    }

    private bool IsRepeated(List<int> kept, in TimelineRow row)
    {
        for (var k = kept.Count - 1; k >= 0 && _rows[kept[k]].At == row.At; k--)
            if (_rows[kept[k]].Hash == row.Hash)
                return true;
        return false;
    }

    private long Opening(List<int> kept)
    {
        foreach (var i in kept)
            if (_createdCodes.Contains(_rows[i].Code))
                return _rows[i].At;
        return _rows[kept[0]].At;
    }

    private void Emit(int ticket, List<int> kept, long opened, IEnumerable<(int Ticket, long At, int Code)> moments)
    {
        var index = book.Ticket(_ids[ticket]);
        var current = new Dictionary<int, int>();
        EmitCreated(index, ticket, kept, opened, current);
        foreach (var i in kept)
        {
            var row = _rows[i];
            var id = row.Id;
            for (var s = row.From; s < row.To; s++)
            {
                var (column, value) = _stated[s];
                if (current.GetValueOrDefault(column) == value)
                    continue;
                current[column] = value;
                Add(index, row, Change(column, value), id.Length > 0 && row.Code >= 0 ? $"{id}/{_fieldNames[column]}" : id);
            }
            if (row.Code >= 0 && !_createdCodes.Contains(row.Code))
            {
                Add(index, row, row.Code, id);
                Follow(row.Code, current);
            }
            log.Accepted++;
        }
        foreach (var (_, at, code) in moments)
            Builder.Add(index, at, code);
    }

    // What is stated at the opening is what the ticket was created with. If the first row is later than the opening, its fields are the earliest known, save for the status.
    private void EmitCreated(int index, int ticket, List<int> kept, long opened, Dictionary<int, int> current)
    {
        var created = kept.FindIndex(i => _createdCodes.Contains(_rows[i].Code));
        var row = created >= 0 ? _rows[kept[created]] : default;
        var code = created >= 0 && row.Code >= 0 ? row.Code : Builder.Code(Shapes.Created(false));
        if (_byAgent[ticket])
            code = Builder.Code(Shapes.Created(true));
        if (created >= 0)
            Add(index, row, code, row.Id, opened);
        else
            Builder.Add(index, opened, code);
        if (created >= 0)
            SetFirst(index, row, opened, current);
        foreach (var i in kept)
        {
            if (_rows[i].At > opened && (i != kept[0] || created >= 0))
                break;
            SetFirst(index, _rows[i], opened, current);
            if (_rows[i].Code >= 0 && !_createdCodes.Contains(_rows[i].Code))
                break;
        }
    }

    private void SetFirst(int index, in TimelineRow row, long opened, Dictionary<int, int> current)
    {
        for (var s = row.From; s < row.To; s++)
        {
            var (column, value) = _stated[s];
            if (row.At > opened && _fieldNames[column] == "status" || !current.TryAdd(column, value))
                continue;
            Builder.SetField(index, column, value);
        }
    }

    private void Add(int index, in TimelineRow row, int code, string id, long at = -1) =>
        Builder.Add(index, at >= 0 ? at : row.At, code, row.Recorded >= 0 ? row.Recorded : at >= 0 ? at : row.At, row.Sequence, id);

    private int Change(int column, int value)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_changes, (column, value), out var known);
        if (!known)
            code = Builder.Code(Shapes.Of(new EventSpec("field", _fieldNames[column]), "", Builder.ValueText(value)));
        return code;
    }

    // An event that changes a field changes what later statements differ from.
    private void Follow(int code, Dictionary<int, int> current)
    {
        if (Builder.Shape(code) is FieldChanged change && _fieldNames.IndexOf(change.Field) is >= 0 and var column)
            current[column] = Builder.Value(change.Value);
    }

    private bool Late(int i, string reason, string message)
    {
        var row = _rows[i];
        log.Reject(new Reason(reason, "", message), _sources[row.Source], row.Line, 1, Rendered(row));
        return true;
    }

    /// <summary>The row's text has gone by the time the ticket is complete; this says the same.</summary>
    private string Rendered(in TimelineRow row)
    {
        var parts = new List<string> { "ticket " + Utf8.Decode(_ids[row.Ticket]), Text(row.At) };
        if (row.Code >= 0)
            parts.Add(Builder.Shape(row.Code) is FieldChanged f ? $"{f.Field}={f.Value}" : Builder.Shape(row.Code).Kind);
        for (var s = row.From; s < row.To; s++)
            if (_stated[s].Value != 0)
                parts.Add($"{_fieldNames[_stated[s].Column]}={Builder.ValueText(_stated[s].Value)}");
        return string.Join(", ", parts);
    }

    private static string Text(long at) => InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeMilliseconds(at));
}
