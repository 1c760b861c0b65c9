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
        _ids.Reserve(tickets);
        _rows.EnsureCapacity(tickets);
    }

    public int Ticket(ReadOnlySpan<byte> id) => Ticket(id, Utf8Index.Hash(id));

    public int Ticket(ReadOnlySpan<byte> id, ulong hash)
    {
        var index = _ids.GetOrAdd(id, hash, out var fresh);
        if (fresh)
            Builder.NewTicket(System.Text.Unicode.Utf8.IsValid(id) ? id : Encoding.UTF8.GetBytes(Utf8.Decode(id)));
        return index;
    }

    /// <summary>Whether this is the ticket's first row; if not, where that stands, or −1 when it was the same row (T2: the same content is the same event).</summary>
    /// <param name="content">Hash of the row.</param>
    public bool IsFirstRow(int ticket, ulong content, long line, out int firstLine)
    {
        while (_rows.Count <= ticket)
            _rows.Add(default);
        var hash = content | 1;
        var known = _rows[ticket];
        firstLine = known.Hash == hash ? -1 : known.Line;
        if (known.Hash != 0)
            return false;
        _rows[ticket] = (hash, (int)Math.Min(line, int.MaxValue));
        return true;
    }
}
