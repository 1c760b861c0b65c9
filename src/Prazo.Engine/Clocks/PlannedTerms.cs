using System.Runtime.InteropServices;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>A promise for the first fields of tickets, when it is a length.</summary>
/// <param name="InClockTime">Of clock time, or of a calendar that is always open, which is the same.</param>
internal sealed record PlannedTerms(int Target, bool InClockTime, long Length, WorkingCalendar Calendar);

/// <summary>What is promised on lanes for the first fields of tickets: a number, the same for the same promises. Of one thread.</summary>
internal sealed class PlannedPromises(ColumnLane[] lanes)
{
    // So many different promises have numbers; tickets with others are replayed without a plan.
    private const int Most = 256, Unknown = -2;
    public const int None = -1;

    private readonly List<PlannedTerms[]> _distinct = [];
    // The first values of the fields that lanes choose by.
    private readonly int[][] _by = [.. lanes.Select(l => l.FirstBy).OfType<int[]>().Distinct()];
    // Of several fields, from a node by the code in the next to the next node.
    private readonly Dictionary<(int Node, int Code), int> _next = [];
    // By the code in the only field, or by the node of several.
    private int[] _numbers = [];

    /// <summary>The terms of a number, by lane.</summary>
    public PlannedTerms[] this[int number] => _distinct[number];

    /// <summary><see cref="None"/> when a promise is not a length.</summary>
    public int NumberOf(int ticket)
    {
        var key = _by.Length switch { 0 => 0, 1 => _by[0][ticket], _ => NodeOf(ticket) };
        return key < _numbers.Length && _numbers[key] is not Unknown and var number ? number : Learn(key, ticket);
    }

    private int NodeOf(int ticket)
    {
        var node = 0;
        foreach (var codes in _by)
        {
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(_next, (node, codes[ticket]), out var known);
            if (!known)
                next = _next.Count;
            node = next;
        }
        return node;
    }

    private int Learn(int key, int ticket)
    {
        if (key >= _numbers.Length)
        {
            var known = _numbers.Length;
            Array.Resize(ref _numbers, Math.Max(key + 1, known * 2));
            _numbers.AsSpan(known).Fill(Unknown);
        }
        return _numbers[key] = Number([.. lanes.Select(l => l.PlannedTermsOf(l.FirstBy?[ticket] ?? 0))]);
    }

    private int Number(PlannedTerms?[] terms)
    {
        if (Array.Exists(terms, t => t is null))
            return None;
        var number = _distinct.FindIndex(t => t.AsSpan().SequenceEqual(terms));
        if (number < 0 && _distinct.Count < Most)
        {
            number = _distinct.Count;
            _distinct.Add(terms!);
        }
        return number;
    }
}
