using System.Runtime.InteropServices;

namespace Prazo.Reports;

/// <summary>Numbers the combinations of codes that occur, level by level: target, then period, then each dimension. A node is a combination so far.</summary>
internal sealed class CellIndex
{
    private readonly Dictionary<long, int> _children = [];
    private readonly List<(int Parent, int Code)> _nodes = [];

    public const int Root = -1;

    public int Count => _nodes.Count;

    public (int Parent, int Code) this[int node] => _nodes[node];

    public int Child(int parent, int code)
    {
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_children, ((long)parent << 32) | (uint)code, out var known);
        if (!known)
        {
            node = _nodes.Count;
            _nodes.Add((parent, code));
        }
        return node;
    }

    /// <summary>The codes from a node up to its target, which is the last.</summary>
    public IEnumerable<int> Path(int node)
    {
        for (; node != Root; node = _nodes[node].Parent)
            yield return _nodes[node].Code;
    }

    /// <summary>Takes in another's combinations; gives this index's node for each of the other's.</summary>
    public int[] Add(CellIndex other)
    {
        var mine = new int[other.Count];
        for (var node = 0; node < mine.Length; node++)
        {
            var (parent, code) = other[node];
            mine[node] = Child(parent == Root ? Root : mine[parent], code);
        }
        return mine;
    }
}
