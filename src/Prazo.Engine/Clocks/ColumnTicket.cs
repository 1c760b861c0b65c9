using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>The ticket that a thread is replaying on columns: its instants, its fields as codes, who held it, and W at each of its events, once a calendar.</summary>
internal sealed class ColumnTicket(History history, int followed)
{
    private (WorkingCalendar? Calendar, long[] Worked, long AtNow)[] _worked = [(null, new long[16], 0)];
    private int _calendars;

    public readonly int[] Fields = new int[followed];
    public readonly List<(long At, int Agent, int Team)> Holders = [];
    public int Index { get; private set; }
    public int First { get; private set; }
    public int Count { get; private set; }
    public long AsOf { get; private set; }

    public void Begin(int ticket, int first, int count, long asOf)
    {
        (Index, First, Count, AsOf, _calendars) = (ticket, first, count, asOf, 0);
        Holders.Clear();
    }

    /// <summary>The instant of an event of this ticket; event <see cref="Count"/> is "as of".</summary>
    public long At(int e) => e < Count ? history.Occurred[First + e] : AsOf;

    /// <summary>W at an event, see <see cref="At"/>.</summary>
    public long Worked(WorkingCalendar calendar, int e)
    {
        ref var column = ref _worked[0];
        if (_calendars == 0 || !ReferenceEquals(column.Calendar, calendar))
            column = ref Column(calendar);
        return e < Count ? column.Worked[e] : column.AtNow;
    }

    private ref (WorkingCalendar? Calendar, long[] Worked, long AtNow) Column(WorkingCalendar calendar)
    {
        for (var i = 0; i < _calendars; i++)
            if (ReferenceEquals(_worked[i].Calendar, calendar))
                return ref _worked[i];
        if (_calendars == _worked.Length)
        {
            Array.Resize(ref _worked, _worked.Length * 2);
            for (var i = _calendars; i < _worked.Length; i++)
                _worked[i].Worked = new long[16];
        }
        ref var column = ref _worked[_calendars++];
        if (column.Worked.Length < Count)
            column.Worked = new long[Math.Max(Count, column.Worked.Length * 2)];
        calendar.WorkedUntil(history.Occurred.AsSpan(First, Count), column.Worked);
        (column.Calendar, column.AtNow) = (calendar, calendar.WorkedUntil(AsOf));
        return ref column;
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
