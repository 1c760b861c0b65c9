using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>The ticket that a thread is replaying on columns: its instants, its fields as codes, who held it, and W at each of its events, once a calendar.</summary>
internal sealed class ColumnTicket(History history, int followed)
{
    // Instants of the events and "as of"; and the values of W there, a column for each calendar asked for.
    private long[] _at = new long[16];
    private WorkingCalendar[] _calendars = new WorkingCalendar[2];
    private long[][] _worked = [new long[16], new long[16]];
    private int _columns;

    public readonly int[] Fields = new int[followed];
    public readonly List<(long At, int Agent, int Team)> Holders = [];
    public int Index { get; private set; }
    public int First { get; private set; }
    public int Count { get; private set; }
    public long AsOf { get; private set; }

    public void Begin(int ticket, int first, int count, long asOf)
    {
        (Index, First, Count, AsOf, _columns) = (ticket, first, count, asOf, 0);
        Holders.Clear();
        if (_at.Length <= count)
            _at = new long[count * 2];
        history.Occurred.AsSpan(first, count).CopyTo(_at);
        _at[count] = asOf;
    }

    /// <summary>The instant of an event of this ticket; event <see cref="Count"/> is "as of".</summary>
    public long At(int e) => _at[e];

    /// <summary>W at an event, see <see cref="At"/>, on the calendar of a <see cref="Column"/>.</summary>
    public long Worked(int column, int e) => _worked[column][e];

    public WorkingCalendar Calendar(int column) => _calendars[column];

    /// <summary>The column of a calendar.</summary>
    public int Column(WorkingCalendar calendar)
    {
        for (var i = 0; i < _columns; i++)
            if (ReferenceEquals(_calendars[i], calendar))
                return i;
        return NewColumn(calendar);
    }

    private int NewColumn(WorkingCalendar calendar)
    {
        if (_columns == _worked.Length)
        {
            Array.Resize(ref _calendars, _columns * 2);
            Array.Resize(ref _worked, _columns * 2);
        }
        ref var worked = ref _worked[_columns];
        if (worked is null || worked.Length <= Count)
            worked = new long[Math.Max(16, Count * 2)];
        calendar.WorkedUntil(_at.AsSpan(0, Count + 1), worked);
        _calendars[_columns] = calendar;
        return _columns++;
    }

    /// <summary>Notes who holds the ticket when that changed.</summary>
    public void Hold(long at)
    {
        var (agent, team) = (Fields[FollowedFields.Agent], Fields[FollowedFields.Team]);
        if (Holders.Count == 0 || Holders[^1].Agent != agent || Holders[^1].Team != team)
            Holders.Add((at, agent, team));
    }

    /// <summary>Who held it at the verdict, or last when there was none before the end; as <see cref="Clock.Holders"/> would say.</summary>
    public (int Agent, int Team) HolderAt(long started, long end, long verdictAt)
    {
        if (Holders.Count == 1)
            return (Holders[0].Agent, Holders[0].Team);
        var chosen = (Agent: 0, Team: 0);
        for (var i = 0; i < Holders.Count; i++)
        {
            var next = i + 1 < Holders.Count ? Holders[i + 1].At : long.MaxValue;
            var (from, to) = (Math.Max(Holders[i].At, started), Math.Min(next, end));
            if (from < to || (from == to && started == end && next > end))
            {
                chosen = (Holders[i].Agent, Holders[i].Team);
                if (from <= verdictAt && verdictAt < to)
                    return chosen;
            }
        }
        return chosen;
    }
}
