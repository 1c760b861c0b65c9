using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Engine.Agreements;

/// <summary>Promises between teams and of suppliers that do not fit into those to customers, or are a part of none.</summary>
internal static class ChainLint
{
    private static readonly LocalDate AnyMonday = new(2026, 1, 5);
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <param name="about">Problems are told of these, at the part where it is one of them, at the promise to customers otherwise.</param>
    /// <param name="beside">What holds beside them.</param>
    public static void Check(Reading reading, List<Agreement> about, List<Agreement> beside)
    {
        List<Agreement> all = [.. about, .. beside];
        var supporting = all.Where(a => a.IsSupporting).ToList();
        foreach (var part in about.Where(a => a.IsSupporting))
            foreach (var target in part.Targets)
                CheckSupports(reading, all, part, target);
        foreach (var agreement in all.Where(a => !a.IsSupporting && (supporting.Exists(about.Contains) || about.Contains(a))))
        {
            var parts = supporting.Where(s => Lint.Overlap(agreement, s)).GroupBy(s => s.Id, StringComparer.Ordinal).Select(g => g.MaxBy(s => s.Version)!).ToImmutableArray();
            var from = parts.Append(agreement).Max(a => a.From) ?? AnyMonday;
            foreach (var chain in Chain.Of(agreement, parts, from))
                if (!chain.Fits)
                    Tell(reading, chain, chain.Worst!, about);
        }
    }

    private static void CheckSupports(Reading reading, List<Agreement> all, Agreement part, Target target)
    {
        var others = all.Where(a => !a.IsSupporting && Lint.Overlap(a, part)).ToList();
        if (others.Count == 0)
            return;
        foreach (var name in target.Supports)
            if (!others.Exists(a => a.Targets.Any(t => Chain.Supports(target with { Supports = [name] }, t))))
                reading.Warn("supports-nothing", target.At, $"{Nodes.Join("targets", target.Id)}.supports", $"no agreement with customers promises {name}",
                    Suggestion.Hint(name, [.. others.SelectMany(a => a.Targets).Select(t => t.Id).Distinct(StringComparer.Ordinal)]));
        if (others.Find(a => a.Targets.Any(t => t.Id == target.Id)) is { } same)
            reading.Warn("shared-name", target.At, Nodes.Join("targets", target.Id), $"{same.Id} calls a promise to customers {target.Id} too, and a waiver or an extension by that name would be of both", "choose another id");
    }

    private static void Tell(Reading reading, PromiseChain chain, ChainWorst worst, List<Agreement> about)
    {
        var target = worst.Links.LastOrDefault(l => about.Contains(l.Part.Agreement)) is { } link ? link.Part.Target : about.Contains(chain.Agreement) ? chain.Target : null;
        if (target is null)
            return;
        var zone = AgreementSet.ZoneOf(chain.Agreement);
        string At(Instant at) => Local.Format(at.InZone(zone).LocalDateTime);
        var parts = string.Join(" + ", worst.Links.Select(l => $"{l.Part.Agreement.Id}/{l.Part.Target.Id} ({string.Join(" or ", l.Part.Promises.Select(p => p.Text))})"));
        var lacking = worst.Working is { } working && working < Duration.Zero ? $"{Length(-working)} of working time" : Length(-worst.Left);
        reading.Warn("part-does-not-fit", target.At, Nodes.Join("targets", target.Id),
            $"{chain.Agreement.Id} promises {chain.Target.Id}{(chain.Value is { } value ? $" for {value}" : "")} in {chain.Promise.Text}, and {parts} may take longer and still be in time: of a ticket of {At(worst.Start)} until {At(worst.Links[^1].Until)}, while the promise ends {At(worst.Until)}",
            $"{lacking} are lacking: promise the part sooner, or the customer later, or let the customer's time stand still meanwhile");
    }

    private static string Length(Duration length) => length.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.###}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalHours}h{length.Minutes:00}m");
}
