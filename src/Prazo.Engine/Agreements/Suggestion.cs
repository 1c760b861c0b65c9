namespace Prazo.Engine.Agreements;

/// <summary>"Did you mean …?"</summary>
internal static class Suggestion
{
    /// <summary>The candidate nearest to a mistyped word, or null when none is near.</summary>
    public static string? For(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > 64)
            return null;
        var typed = word.ToLowerInvariant();
        string? best = null;
        var bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) >= bestDistance)
                continue;
            var distance = Distance(typed, candidate);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>A hint: the nearest candidate, else the whole list while it is short.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> candidates)
    {
        if (For(word, candidates) is { } near)
            return $"did you mean {near}?";
        return candidates.Count is > 0 and <= 30 ? "known here: " + string.Join(", ", candidates) : "";
    }

    // Optimal string alignment: swapped neighbours count once, as people mistype them. Three rows of the table are enough;
    // lists of candidates are long (cities with holidays), so nothing is allocated.
    private static int Distance(string typed, string candidate)
    {
        var width = candidate.Length + 1;
        Span<int> two = stackalloc int[width], one = stackalloc int[width], now = stackalloc int[width];
        for (var j = 0; j < width; j++)
            one[j] = j;
        for (var i = 1; i <= typed.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j < width; j++)
            {
                var (a, b) = (typed[i - 1], char.ToLowerInvariant(candidate[j - 1]));
                now[j] = Math.Min(Math.Min(one[j], now[j - 1]) + 1, one[j - 1] + (a == b ? 0 : 1));
                if (i > 1 && j > 1 && a == char.ToLowerInvariant(candidate[j - 2]) && typed[i - 2] == b)
                    now[j] = Math.Min(now[j], two[j - 2] + 1);
            }
            var spare = two;
            two = one;
            one = now;
            now = spare;
        }
        return one[width - 1];
    }
}
