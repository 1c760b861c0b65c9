using System.Numerics;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>Percentiles by nearest rank without sorting everything.</summary>
internal static class Ranks
{
    /// <summary>The nearest-rank percentiles of some values (see <see cref="Percentiles"/>), whose order is changed.</summary>
    /// <param name="values">Not empty.</param>
    /// <param name="percents">Ascending.</param>
    public static T[] Of<T>(Span<T> values, ReadOnlySpan<int> percents) where T : struct, IComparisonOperators<T, T, bool>
    {
        var found = new T[percents.Length];
        var from = 0;
        for (var i = 0; i < found.Length; i++)
        {
            var rank = Percentiles.Rank(percents[i], values.Length);
            Select(values[from..], rank - from);
            (found[i], from) = (values[rank], rank);
        }
        return found;
    }

    /// <summary>Moves the value of a rank to its place, smaller ones before it, larger ones after.</summary>
    internal static void Select<T>(Span<T> values, int rank) where T : struct, IComparisonOperators<T, T, bool>
    {
        for (var rounds = 2 * BitOperations.Log2((uint)values.Length | 1); values.Length > 16; rounds--)
        {
            // Values in an order that defeats the choice of pivots cost a sort, not a square.
            if (rounds == 0)
                break;
            var pivot = MiddleOf(values[0], values[values.Length / 2], values[^1]);
            var (left, right) = (0, values.Length - 1);
            while (left <= right)
            {
                while (values[left] < pivot) left++;
                while (values[right] > pivot) right--;
                if (left > right)
                    break;
                (values[left], values[right]) = (values[right], values[left]);
                left++;
                right--;
            }
            if (rank <= right)
                values = values[..(right + 1)];
            else if (rank < left)
                return;
            else
            {
                values = values[left..];
                rank -= left;
            }
        }
        values.Sort();
    }

    private static T MiddleOf<T>(T a, T b, T c) where T : struct, IComparisonOperators<T, T, bool> =>
        a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}
