using System.Text;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>The tickets seen so far, over all files of an import.</summary>
internal sealed class TicketBook
{
    private readonly Utf8Index _ids = new();
    private readonly List<(ulong Hash, int Line)> _rows = [];

    public HistoryBuilder Builder { get; } = new();

    public void Reserve(int tickets, int events)
    {
        Builder.Reserve(tickets, events);
        _rows.EnsureCapacity(tickets);
    }

    public int Ticket(ReadOnlySpan<byte> id, out bool fresh)
    {
        var index = _ids.GetOrAdd(id, out fresh);
        if (fresh)
            Builder.NewTicket(Utf8.Decode(id));
        return index;
    }

    public int Ticket(string id) => Ticket(Encoding.UTF8.GetBytes(id), out _);

    /// <summary>Whether this is the ticket's first row; if not, where that stands, or −1 when it was the same row (T2: the same content is the same event).</summary>
    public bool IsFirstRow(int ticket, ReadOnlySpan<byte> raw, long line, out int firstLine)
    {
        while (_rows.Count <= ticket)
            _rows.Add(default);
        var hash = Utf8Index.Hash(raw) | 1;
        var known = _rows[ticket];
        firstLine = known.Hash == hash ? -1 : known.Line;
        if (known.Hash != 0)
            return false;
        _rows[ticket] = (hash, (int)Math.Min(line, int.MaxValue));
        return true;
    }
}
