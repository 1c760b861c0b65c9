using NodaTime;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Agreements;

/// <summary>A target of an agreement version that was chosen for a ticket, and the key under which it competes.</summary>
public sealed record Selected(string Key, Agreement Agreement, Target Target, string Why);

/// <summary>Chooses agreements and targets for a ticket (T18, T19) and says why, or why not.</summary>
public static class Selection
{
    /// <summary>Versions in force when the ticket was created, at most one per agreement: the latest that had begun on that local date, if its term still held. A version replaces those before it for good:
    /// when it has ended, none of them comes back.</summary>
    public static IReadOnlyList<Agreement> InForce(AgreementSet set, Instant created)
    {
        var result = new List<Agreement>();
        foreach (var a in set.Agreements)
        {
            if (!HasBegun(a, created))
                continue;
            var i = result.FindIndex(r => r.Id == a.Id);
            if (i < 0)
                result.Add(a);
            else if (Later(a, result[i]))
                result[i] = a;
        }
        result.RemoveAll(a => !Covers(a, created));
        return result;
    }

    private static bool HasBegun(Agreement agreement, Instant created) => agreement.From is not { } from || created.InZone(AgreementSet.ZoneOf(agreement)).Date >= from;

    private static bool Later(Agreement a, Agreement b)
    {
        var from = (a.From ?? LocalDate.MinIsoValue).CompareTo(b.From ?? LocalDate.MinIsoValue);
        return from > 0 || (from == 0 && a.Version > b.Version);
    }

    public static bool Covers(Agreement agreement, Instant created)
    {
        if (agreement.From is null && agreement.To is null)
            return true;
        var date = created.InZone(AgreementSet.ZoneOf(agreement)).Date;
        return (agreement.From is not { } from || date >= from) && (agreement.To is not { } to || date <= to);
    }

    /// <summary>The chosen targets with their keys, and every target left out with its reason; what only supports promises to customers and does not fit needs none.</summary>
    public static (IReadOnlyList<Selected> Chosen, IReadOnlyList<NoClock> Left) Choose(
        AgreementSet set, IReadOnlyList<Agreement> inForce, Func<string, string?> field, Instant created)
    {
        var left = new List<NoClock>();
        var candidates = new List<(string Key, Agreement Agreement, Target Target, Strategy Strategy)>();
        foreach (var a in inForce)
        {
            if (Misfit(a.Applies, field) is { } failed)
            {
                if (!a.IsSupporting)
                    left.Add(new NoClock(a.Id, null, "no-agreement", failed));
                continue;
            }
            foreach (var t in a.Targets)
            {
                if (Misfit(t.When, field) is not { } because)
                    candidates.Add((Key(a, t, set.Matching.For(t.Metric)), a, t, set.Matching.For(t.Metric)));
                else if (!a.IsSupporting)
                    left.Add(new NoClock(a.Id, t.Id, "no-target", because));
            }
        }
        var chosen = new List<Selected>();
        foreach (var group in candidates.GroupBy(c => c.Key, StringComparer.Ordinal))
        {
            var list = group.ToList();
            var best = list.Count == 1 ? list[0] : Best(set, list, field, created);
            chosen.Add(new Selected(group.Key, best.Agreement, best.Target, list.Count == 1 ? "only" : Word(best.Strategy)));
            foreach (var other in list)
                if (!ReferenceEquals(other.Target, best.Target))
                    left.Add(new NoClock(other.Agreement.Id, other.Target.Id, "outranked", $"{best.Agreement.Id}/{best.Target.Id}"));
        }
        return (chosen, left);
    }

    private static string Word(Strategy strategy) => strategy switch
    {
        Strategy.First => "first", Strategy.MostSpecific => "most-specific", Strategy.Strictest => "strictest", _ => "all",
    };

    private static string Key(Agreement a, Target t, Strategy strategy) =>
        // What supports a promise stands beside it, whatever the workspace's strategy.
        a.IsSupporting ? $"supporting/{a.Id}/{t.Id}"
        : strategy == Strategy.All ? $"all/{a.Id}/{t.Id}"
        : t.MeasureOnly ? $"measure/{a.Id}/{t.Id}"
        : t.Metric == Metric.Custom ? $"custom/{t.Id}"
        : t.Metric.ToString();

    private static (string Key, Agreement Agreement, Target Target, Strategy Strategy) Best(
        AgreementSet set, List<(string Key, Agreement Agreement, Target Target, Strategy Strategy)> list, Func<string, string?> field, Instant created)
    {
        var best = list[0];
        switch (best.Strategy)
        {
            case Strategy.MostSpecific:
                foreach (var c in list.Skip(1))
                    if (Specificity(c.Agreement, c.Target).CompareTo(Specificity(best.Agreement, best.Target)) > 0)
                        best = c;
                return best;
            case Strategy.Strictest:
                var due = DueAtStart(best);
                foreach (var c in list.Skip(1))
                    if (DueAtStart(c) is var other && other < due)
                        (best, due) = (c, other);
                return best;
            default:
                return best;
        }

        long DueAtStart((string, Agreement Agreement, Target Target, Strategy) c)
        {
            var at = created.ToUnixTimeMilliseconds();
            var terms = TermsOf.Target(c.Agreement, c.Target, set.CalendarsOf(c.Agreement), field, at);
            return new Cycle(1, at, terms, c.Target, null).Due ?? long.MaxValue;
        }
    }

    /// <summary>T19: more fields named, then fewer values.</summary>
    public static (int Fields, int FewerValues) Specificity(Agreement agreement, Target target)
    {
        int fields = 0, values = 0;
        foreach (var f in agreement.Applies.Fields.Concat(target.When.Fields))
        {
            fields++;
            values += f.Values.Length;
        }
        return (fields, -values);
    }

    private static string? Misfit(Match match, Func<string, string?> field)
    {
        foreach (var f in match.Fields)
            if (!f.Holds(field(f.Field)))
                return $"{f.Field} = {field(f.Field) ?? ""}";
        return null;
    }
}
