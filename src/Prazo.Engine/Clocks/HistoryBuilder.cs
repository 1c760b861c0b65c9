using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using NodaTime;

namespace Prazo.Engine.Clocks;

/// <summary>Collects events in any order of tickets; <see cref="Build"/> groups them by ticket. One thread may ask for codes (<see cref="Value"/>, <see cref="ValueText"/>,
/// <see cref="Code"/>, <see cref="Shape"/>) while another adds tickets, their fields and events: the two share nothing.</summary>
public sealed class HistoryBuilder
{
    private static readonly Instant Zero = Instant.FromUnixTimeMilliseconds(0);
    private readonly Dictionary<string, int> _tickets = new(StringComparer.Ordinal);
    private readonly List<byte> _idText = [];
    private readonly List<int> _idEnds = [];
    private readonly Dictionary<TicketEvent, int> _shapes = [];
    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<TicketEvent> _shapeList = [];
    private readonly List<string> _valueTexts = [""];
    private readonly HashSet<int> _dropped = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<List<int>> _fields = [];
    private readonly List<int> _ticketOf = [], _codes = [];
    private readonly List<long> _occurred = [];
    private List<long>? _sequences, _recorded;
    private List<string>? _ids;

    /// <summary>Makes room at once, where the numbers to come are roughly known.</summary>
    public void Reserve(int tickets, int events)
    {
        _idEnds.EnsureCapacity(tickets);
        _ticketOf.EnsureCapacity(events);
        _codes.EnsureCapacity(events);
        _occurred.EnsureCapacity(events);
        foreach (var list in _fields)
            list.EnsureCapacity(tickets);
    }

    /// <summary>A ticket that the caller knows to be new.</summary>
    /// <param name="id">In UTF-8.</param>
    public int NewTicket(ReadOnlySpan<byte> id)
    {
        _idText.AddRange(id);
        _idEnds.Add(_idText.Count);
        return _idEnds.Count - 1;
    }

    // Filled when asked for: bulk imports number tickets on their own.
    private Dictionary<string, int> Known
    {
        get
        {
            for (var i = _tickets.Count; i < _idEnds.Count; i++)
                _tickets.Add(Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_idText)[(i == 0 ? 0 : _idEnds[i - 1]).._idEnds[i]]), i);
            return _tickets;
        }
    }

    /// <summary>Index of a ticket, made at first sight.</summary>
    public int Ticket(string id)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(Known, id, out var known);
        return known ? index : index = NewTicket(Encoding.UTF8.GetBytes(id));
    }

    public bool Knows(string ticket) => Known.ContainsKey(ticket);

    /// <summary>Column of a first field.</summary>
    public int Column(string field)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_columns, field, out var known);
        if (!known)
        {
            index = _fields.Count;
            _fields.Add([]);
        }
        return index;
    }

    /// <summary>Forgets a column and everything set in it.</summary>
    public void DropColumn(int column) => _dropped.Add(column);

    public string ValueText(int code) => _valueTexts[code];

    public int Value(string value)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, value, out var known);
        if (!known)
        {
            index = _values.Count - 1;
            _valueTexts.Add(value);
        }
        return index;
    }

    /// <summary>Sets a field that the ticket is created with.</summary>
    public void SetField(int ticket, int column, int value)
    {
        var list = _fields[column];
        if (list.Count <= ticket)
            CollectionsMarshal.SetCount(list, ticket + 1);
        list[ticket] = value;
    }

    /// <summary>Code of an event's content, whatever its instants and ids. Fields of a created event are dropped: use <see cref="SetField"/>.</summary>
    public int Code(TicketEvent shape)
    {
        shape = shape with { Id = "", Occurred = Zero, Recorded = Zero, Sequence = 0 };
        if (shape is TicketCreated created)
            shape = created with { Fields = ImmutableSortedDictionary<string, string>.Empty };
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_shapes, shape, out var known);
        if (!known)
        {
            index = _shapes.Count - 1;
            _shapeList.Add(shape);
        }
        return index;
    }

    /// <summary>The content behind a code.</summary>
    public TicketEvent Shape(int code) => _shapeList[code];

    public void Add(int ticket, long occurred, int code)
    {
        _ticketOf.Add(ticket);
        _occurred.Add(occurred);
        _codes.Add(code);
        _sequences?.Add(0);
        _recorded?.Add(occurred);
        _ids?.Add("");
    }

    /// <summary>Adds an event object; a created event's fields become the ticket's first fields.</summary>
    public void Add(string ticket, TicketEvent e)
    {
        var index = Ticket(ticket);
        if (e is TicketCreated created)
            foreach (var (field, value) in created.Fields)
                SetField(index, Column(field), Value(value));
        Add(index, e.Occurred.ToUnixTimeMilliseconds(), Code(e), e.Recorded.ToUnixTimeMilliseconds(), e.Sequence, e.Id);
    }

    /// <summary>As <see cref="Add(int, long, int)"/>, with when it was learned, the source's order and its id.</summary>
    public void Add(int ticket, long occurred, int code, long recorded, long sequence, string id)
    {
        if (sequence != 0) _sequences ??= [.. Enumerable.Repeat(0L, _codes.Count)];
        if (recorded != occurred) _recorded ??= [.. _occurred];
        if (id.Length > 0) _ids ??= [.. Enumerable.Repeat("", _codes.Count)];
        _ticketOf.Add(ticket);
        _occurred.Add(occurred);
        _codes.Add(code);
        _sequences?.Add(sequence);
        _recorded?.Add(recorded);
        _ids?.Add(id);
    }

    public History Build()
    {
        var offsets = new int[_idEnds.Count + 1];
        var (grouped, previous) = (true, 0);
        foreach (var t in _ticketOf)
        {
            offsets[t + 1]++;
            grouped &= t >= previous;
            previous = t;
        }
        for (var i = 0; i < _idEnds.Count; i++)
            offsets[i + 1] += offsets[i];
        var place = grouped ? null : Places(offsets);
        foreach (var list in _fields)
            if (list.Count < _idEnds.Count)
                CollectionsMarshal.SetCount(list, _idEnds.Count);
        return new History
        {
            Tickets = new TicketIds([.. _idText], [.. _idEnds]),
            Shapes = [.. _shapeList],
            FieldNames = [.. _columns.OrderBy(c => c.Value).Where(c => !_dropped.Contains(c.Value)).Select(c => c.Key)],
            Values = [.. _valueTexts],
            Fields = [.. _fields.Where((_, i) => !_dropped.Contains(i)).Select(f => f.ToArray())],
            Offsets = offsets,
            Occurred = Placed(_occurred, place)!,
            Codes = Placed(_codes, place)!,
            Sequences = Placed(_sequences, place),
            Recorded = Placed(_recorded, place),
            Ids = Placed(_ids, place),
        };
    }

    private int[] Places(int[] offsets)
    {
        var next = offsets.AsSpan(0, _idEnds.Count).ToArray();
        var place = new int[_codes.Count];
        for (var i = 0; i < place.Length; i++)
            place[i] = next[_ticketOf[i]]++;
        return place;
    }

    // Without places the events lie together by ticket already.
    private static T[]? Placed<T>(List<T>? source, int[]? place)
    {
        if (source is null || place is null)
            return source?.ToArray();
        var result = new T[source.Count];
        for (var i = 0; i < place.Length; i++)
            result[place[i]] = source[i];
        return result;
    }
}
