using System.Collections;
using System.Text;

namespace Prazo.Engine.Clocks;

/// <summary>Ids of tickets, in UTF-8 and made strings when asked for: of a million, few are ever shown.</summary>
public sealed class TicketIds : IReadOnlyList<string>
{
    private readonly byte[] _text;
    private readonly int[] _ends;

    /// <param name="text">The ids one after the other.</param>
    /// <param name="ends">Where each ends.</param>
    internal TicketIds(byte[] text, int[] ends) => (_text, _ends) = (text, ends);

    /// <inheritdoc/>
    public int Count => _ends.Length;

    /// <summary>The id of a ticket; a new string each time.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1; others throw.</param>
    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    /// <summary>Index of the first ticket of that id; −1 when there is none.</summary>
    public int IndexOf(string id)
    {
        var sought = Encoding.UTF8.GetBytes(id);
        for (var i = 0; i < _ends.Length; i++)
            if (Utf8(i).SequenceEqual(sought))
                return i;
        return -1;
    }

    private ReadOnlySpan<byte> Utf8(int index) => _text.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < _ends.Length; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
