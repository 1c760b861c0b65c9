using System.Numerics;
using System.Runtime.InteropServices;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>Tickets of one kind: of each what its plan reads, in columns. Of one thread.</summary>
internal sealed class PlannedColumns(ColumnReplay replay, History history)
{
    private readonly int[] _tickets = new int[PlannedReplay.BlockSize], _rowsAt = new int[PlannedReplay.BlockSize], _firsts = new int[PlannedReplay.BlockSize];
    // One column after the other.
    private long[] _at = [], _work = [], _worked = [], _held = [];
    private WorkingCalendar? _workedOn;

    public int Count { get; private set; }
    public ReadOnlySpan<int> Tickets => _tickets.AsSpan(0, Count);

    /// <summary>Where the rows of each ticket begin.</summary>
    public ReadOnlySpan<int> RowsAt => _rowsAt.AsSpan(0, Count);

    /// <summary>Length of a column: whole vectors, of which the last may hold its last ticket more than once.</summary>
    public int Length => (Count + Vector<long>.Count - 1) & -Vector<long>.Count;

    /// <summary>The instants of an event, by its place in the plan.</summary>
    public ReadOnlySpan<Vector<long>> At(int place) => Column(_at, place);

    /// <summary>W at them, see <see cref="Work"/>.</summary>
    public ReadOnlySpan<Vector<long>> Worked(int place) => Column(_worked, place);

    /// <summary>Who held the tickets after so many of the events that may change it: the agent in the lower half, the team in the upper.</summary>
    public ReadOnlySpan<Vector<long>> Held(int changes) => Column(_held, changes);

    private Span<Vector<long>> Column(long[] columns, int i) => MemoryMarshal.Cast<long, Vector<long>>(columns.AsSpan(i * Length, Length));

    public void Clear() => (Count, _workedOn) = (0, null);

    public void Add(int ticket, int rowsAt) => (_tickets[Count], _rowsAt[Count], _firsts[Count++]) = (ticket, rowsAt, history.Offsets[ticket]);

    /// <summary>Reads of all tickets what the plan asks for.</summary>
    public void Read(TicketPlan plan)
    {
        _tickets.AsSpan(Count, Length - Count).Fill(_tickets[Count - 1]);
        _firsts.AsSpan(Count, Length - Count).Fill(_firsts[Count - 1]);
        var firsts = _firsts.AsSpan(0, Length);
        Room(ref _at, plan.Events.Length);
        var occurred = history.Occurred;
        for (var place = 0; place < plan.Events.Length; place++)
        {
            var e = plan.Events[place];
            var at = _at.AsSpan(place * Length, firsts.Length);
            for (var i = 0; i < firsts.Length; i++)
                at[i] = occurred[firsts[i] + e];
        }
        Room(ref _held, plan.Holding.Length + 1);
        for (var i = 0; i < firsts.Length; i++)
            _held[i] = replay.FirstHolder(_tickets[i]) is var (agent, team) ? Packed(agent, team) : 0;
        for (var h = 0; h < plan.Holding.Length; h++)
            Change(plan.Holding[h].Change, plan.Events[plan.Holding[h].Place], _held.AsSpan(h * Length, 2 * Length));
    }

    private void Change(HolderChange change, int e, Span<long> held)
    {
        Span<long> before = held[..Length], after = held[Length..];
        for (var i = 0; i < after.Length; i++)
        {
            var value = replay.EventOf(history.Codes[_firsts[i] + e]).Value;
            var (agent, team) = ((int)before[i], (int)(before[i] >> 32));
            after[i] = change switch
            {
                HolderChange.Team => Packed(agent, value),
                HolderChange.Agent => Packed(value, team),
                _ => Packed(agent == 0 ? value : agent, team),
            };
        }
    }

    private static long Packed(int agent, int team) => ((long)team << 32) | (uint)agent;

    /// <summary>Sees to W on a calendar.</summary>
    public void Work(WorkingCalendar calendar, TicketPlan plan)
    {
        if (ReferenceEquals(calendar, _workedOn))
            return;
        _workedOn = calendar;
        // Where it is always open, W runs as time does.
        _worked = _at;
        if (calendar.IsAlwaysOpen)
            return;
        Room(ref _work, plan.Events.Length);
        calendar.WorkedUntil(_at.AsSpan(0, plan.Events.Length * Length), _work);
        _worked = _work;
    }

    private void Room(ref long[] columns, int number)
    {
        if (columns.Length < number * Length)
            columns = new long[number * Length * 2];
    }
}
