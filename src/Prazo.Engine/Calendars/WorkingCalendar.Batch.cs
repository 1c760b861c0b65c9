namespace Prazo.Engine.Calendars;

// Whole columns at a time: the same answers as the single members, without their cost per call, and without allocation once the window has grown.
public sealed partial class WorkingCalendar
{
    /// <summary><see cref="WorkedUntil(long)"/> of each time.</summary>
    /// <exception cref="ArgumentException">The result is shorter than the input.</exception>
    public void WorkedUntil(ReadOnlySpan<long> t, Span<long> result)
    {
        Fits(t.Length, result.Length);
        for (var i = 0; i < t.Length;)
        {
            var next = _table is { } table ? table.Worked(t, result, i) : i;
            if (next == i)
            {
                result[i] = WorkedUntil(t[i]);
                next++;
            }
            i = next;
        }
    }

    /// <summary><see cref="Between(long, long)"/> of each pair.</summary>
    /// <exception cref="ArgumentException">The spans have different lengths, or the result is shorter.</exception>
    public void Between(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> result)
    {
        if (a.Length != b.Length)
            throw new ArgumentException("Each start needs an end.", nameof(b));
        Fits(a.Length, result.Length);
        for (var i = 0; i < a.Length;)
        {
            var next = _table is { } table ? table.Between(a, b, result, i) : i;
            if (next == i)
            {
                result[i] = Between(a[i], b[i]);
                next++;
            }
            i = next;
        }
    }

    /// <summary><see cref="Add(long, long)"/> of the same n to each start.</summary>
    /// <exception cref="ArgumentException">The result is shorter than the input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public void Add(ReadOnlySpan<long> start, long n, Span<long> result)
    {
        if (n == 0)
        {
            AddLast(start, 0, result);
            return;
        }
        AddEach(start, n, result, 1);
    }

    /// <summary><see cref="AddLast(long, long)"/> of the same n to each start.</summary>
    /// <exception cref="ArgumentException">The result is shorter than the input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public void AddLast(ReadOnlySpan<long> start, long n, Span<long> result) => AddEach(start, n, result, 0);

    private void AddEach(ReadOnlySpan<long> start, long n, Span<long> result, int back)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Fits(start.Length, result.Length);
        // Above any span of a table the sum could overflow.
        var inTable = n <= MaxTime - MinTime;
        for (var i = 0; i < start.Length;)
        {
            var next = inTable && _table is { } table ? table.Add(start, n, result, i, back) : i;
            if (next == i)
            {
                result[i] = back == 0 ? AddLast(start[i], n) : Add(start[i], n);
                next++;
            }
            i = next;
        }
    }

    /// <summary>Earliest time with W ≥ w and latest with W ≤ w, of each w above some value of <see cref="WorkedUntil(long)"/> asked for before: where
    /// <see cref="Add(long, long)"/> and <see cref="AddLast(long, long)"/> lead from a start whose W is known.</summary>
    internal void Ends(ReadOnlySpan<long> worked, Span<long> earliest, Span<long> latest)
    {
        for (var i = 0; i < worked.Length;)
        {
            var next = _table is { } table ? table.Ends(worked, earliest, latest, i) : i;
            if (next == i)
            {
                (earliest[i], latest[i]) = (Earliest(worked[i]), Latest(worked[i]));
                next++;
            }
            i = next;
        }
    }

    private static void Fits(int length, int room)
    {
        if (room < length)
            throw new ArgumentException($"The result has room for {room} of {length}.", nameof(room));
    }
}
