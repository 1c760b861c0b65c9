using System.Numerics;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>What a lane is to do with its cycles, in this order. <see cref="Unknown"/>: the transition was not asked for yet.</summary>
[Flags]
internal enum LaneActions : ushort
{
    None = 0,
    Stop = 1, StopByEnd = 2, Withdraw = 4, CancelByEnd = 8,
    Reopen = 16, Pause = 32, Resume = 64, ChangeTerms = 128,
    NotApplicable = 256, Reset = 512, Start = 1024, StartPaused = 2048,
    BornStopped = 4096, BornStoppedByEnd = 8192, BornCancelled = 16384,
    Unknown = 32768,
}

/// <param name="Rule">The pause rule of <see cref="LaneActions.Pause"/> and <see cref="LaneActions.StartPaused"/>.</param>
internal record struct LaneTransition(int Next, LaneActions Actions, sbyte Rule);

/// <summary>What an event does to one lane, whatever its instant: inputs that do the same are one. Bit i of the masks is the lane's pause rule i.</summary>
/// <param name="Touched">Rules whose condition this event decides, to be true where <paramref name="Holds"/> says so.</param>
/// <param name="TouchedIfNobody">The same for rules that ask for the agent, when nobody held the ticket and this event's author takes it.</param>
internal readonly record struct LaneInput(
    EventBits Bits, bool? Ends, bool? Waits, bool? HasAgent, int? Team, uint Touched, uint Holds, uint TouchedIfNobody, uint HoldsIfNobody, bool NamesAuthor)
{
    /// <summary>A reopening that comes after the limit, so that nothing is reopened.</summary>
    public bool TooLate { get; init; }
}

/// <summary>What a lane remembers of a ticket between events, beside its cycles' times.</summary>
/// <param name="EndStopped">The latest cycle was ended by the ticket's end, and may be reopened.</param>
/// <param name="Order">Pause rules that hold, four bits each, in the order in which they began; rule i is i + 1.</param>
/// <param name="PausedBy">The rule that pauses the running cycle; −1: none.</param>
internal readonly record struct LaneState(
    bool Running, bool EndStopped, bool WasEnded, bool Ended, bool ByAgent, bool Responded, bool CustomerWrote, bool Waiting, bool WasWaiting,
    bool HasAgent, int Team, int OwnedBy, uint Held, uint Answered, ulong Order, int PausedBy)
{
    public static readonly LaneState Initial = new LaneState() with { PausedBy = -1 };
}

/// <summary>The rules of a lane (T12–T14, T16) as a finite automaton: the same steps as <see cref="Lane"/>, <see cref="MetricRules"/> and <see cref="PauseWatch"/>, without the times.
/// A transition is worked out when it is first asked for, and then looked up. Of one thread.</summary>
internal sealed class LaneAutomaton
{
    private readonly ColumnLane _lane;
    private readonly List<LaneInput> _inputs;
    private readonly List<LaneState> _states = [LaneState.Initial];
    private readonly Dictionary<LaneState, int> _stateIndex = new() { [LaneState.Initial] = 0 };
    private readonly Dictionary<LaneInput, int> _inputIndex = [];
    private int _width;

    public LaneAutomaton(ColumnLane lane)
    {
        (_lane, _inputs) = (lane, [.. lane.Inputs]);
        for (var i = 0; i < _inputs.Count; i++)
            _inputIndex[_inputs[i]] = i;
        Widen();
    }

    /// <summary>Transitions by state and input, see <see cref="IndexOf"/>.</summary>
    public LaneTransition[] Table { get; private set; } = [];

    public int IndexOf(int state, int input) => (state * _width) + input;

    public int InputOf(LaneInput input)
    {
        if (_inputIndex.TryGetValue(input, out var i))
            return i;
        _inputIndex[input] = i = _inputs.Count;
        _inputs.Add(input);
        if (_inputs.Count > _width)
            Widen();
        return i;
    }

    private void Widen()
    {
        _width = (int)BitOperations.RoundUpToPowerOf2((uint)_inputs.Count + 4);
        Table = [];
        Lengthen();
    }

    private void Lengthen()
    {
        var (old, room) = (Table.Length, (int)BitOperations.RoundUpToPowerOf2((uint)_states.Count + 8) * _width);
        if (room <= old)
            return;
        var table = Table;
        Array.Resize(ref table, room);
        for (var i = old; i < room; i++)
            table[i].Actions = LaneActions.Unknown;
        Table = table;
    }

    /// <summary>Works a transition out and keeps it.</summary>
    public LaneTransition Learn(int state, int input)
    {
        var (next, actions, rule) = LaneStep.Of(_lane, _states[state], _inputs[input]);
        if (!_stateIndex.TryGetValue(next, out var i))
        {
            _stateIndex[next] = i = _states.Count;
            _states.Add(next);
            Lengthen();
        }
        return Table[IndexOf(state, input)] = new LaneTransition(i, actions, (sbyte)rule);
    }

    /// <summary>The same input, come too late to reopen anything.</summary>
    public int TooLate(int input) => InputOf(_inputs[input] with { TooLate = true });
}
