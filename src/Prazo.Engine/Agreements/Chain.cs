using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>How the time of a part stands to the promise that it is a part of.</summary>
public enum PartTime
{
    /// <summary>It is taken from the promise.</summary>
    Taken,
    /// <summary>The promise always stands still meanwhile.</summary>
    Still,
    /// <summary>Its end is known only from a ticket: a date, a field, a share of another promise.</summary>
    Unknown,
}

/// <summary>A promise of a team or a supplier that a promise to customers rests on.</summary>
/// <param name="Promises">As typed: those that can meet it on one ticket. The longest of them counts at each moment.</param>
/// <param name="Fits">By itself it ends within the promise, whenever a ticket comes in; true where its time is not <see cref="PartTime.Taken"/>.</param>
public sealed record ChainPart(Agreement Agreement, Target Target, ImmutableArray<Within> Promises, PartTime Time, bool Fits);

/// <summary>One part at the worst start: from when to when it may take the ticket and still be in time.</summary>
public sealed record ChainLink(ChainPart Part, Instant From, Instant Until);

/// <summary>The start, of all of a year, that leaves least time beside the parts, each taken in full, one after the other, in the worst order.</summary>
/// <param name="Until">The last instant at which the promise is kept (T6).</param>
/// <param name="Left">Clock time from the end of the last part to <paramref name="Until"/>; negative: so much is lacking.</param>
/// <param name="Working">The same in working time of the promise's calendar, with the same sign; null for promises in clock time or dates.</param>
public sealed record ChainWorst(Instant Start, Instant Until, ImmutableArray<ChainLink> Links, Duration Left, Duration? Working);

/// <summary>A promise to customers and the parts that it rests on.</summary>
/// <param name="Value">The value of the target's <c>by</c> field that chooses it; null: any other, or there is none.</param>
/// <param name="Worst">Null where it cannot be reckoned, or no part takes time from it.</param>
public sealed record PromiseChain(Agreement Agreement, Target Target, string? Value, Within Promise, string Calendar, ImmutableArray<ChainPart> Parts, ChainWorst? Worst)
{
    /// <summary>All parts together, one after the other, end within it, whenever a ticket comes in.</summary>
    public bool Fits => Worst is not { } worst || worst.Left >= Duration.Zero;
}

/// <summary>Whether what teams and suppliers promise fits into what is promised to customers. Pure: calendars are replayed over the starts of a year, every quarter of an hour and the last
/// millisecond before it, which is exact where hours and promises are whole quarters. Everybody is taken at the last instant that is in time (T6).</summary>
public static class Chain
{
    // More orders than these are not tried: parts then stand in the order in which they are written.
    private const int MostOrdered = 4;
    private const int Days = 366;
    private static readonly Duration Step = Duration.FromMinutes(15), Before = Duration.FromMilliseconds(1);

    /// <summary>Every promise of an agreement that some part says it supports, in file order; nothing for a supporting one.</summary>
    /// <param name="supporting">Agreements between teams or with suppliers; others are not looked at.</param>
    /// <param name="from">First local date of the year, in the agreement's zone.</param>
    public static ImmutableArray<PromiseChain> Of(Agreement agreement, IEnumerable<Agreement> supporting, LocalDate from)
    {
        if (agreement.IsSupporting)
            return [];
        var all = supporting.Where(a => a.IsSupporting).ToList();
        var set = new AgreementSet([agreement, .. all]);
        var starts = Starts(AgreementSet.ZoneOf(agreement).AtStartOfDay(from).ToInstant());
        var chains = ImmutableArray.CreateBuilder<PromiseChain>();
        foreach (var target in agreement.Targets.Where(t => !t.MeasureOnly && t.Party != Party.Customer))
        {
            var parts = all.SelectMany(a => a.Targets.Where(t => Supports(t, target)).Select(t => (a, t))).ToList();
            if (parts.Count > 0)
                foreach (var (value, within, calendar) in LintScene.Promises(target))
                    if (Reckoning.Of(set, agreement, target, value, (within, calendar), parts) is { } reckoning)
                        chains.Add(reckoning.Over(starts));
        }
        return chains.ToImmutable();
    }

    /// <summary>Whether a supporting target names this one, by its id or its metric.</summary>
    public static bool Supports(Target part, Target target) => !part.MeasureOnly && part.Supports.Any(s => s == target.Id || Names.Metrics.Find(s) == target.Metric);

    private static Instant[] Starts(Instant first)
    {
        var starts = new Instant[Days * 24 * 4 * 2];
        for (var i = 0; i < starts.Length / 2; i++)
        {
            starts[2 * i + 1] = first + Step * i;
            starts[2 * i] = starts[2 * i + 1] - Before;
        }
        return starts;
    }

    private sealed record Timed(Within Within, WorkingCalendar Calendar, bool Closes)
    {
        public bool Known => Within is not (UntilField or UntilDate or ShareOf);
        public Instant? End(Instant start) => Deadlines.Of(Within, start, Calendar, Closes) is var end && (end.Last ?? end.Due) is { } last ? last : null;
    }

    private sealed class Reckoning(PromiseChain plain, Timed promise, ImmutableArray<Timed[]> lengths)
    {
        /// <summary>Null where no part can meet the promise on a ticket.</summary>
        public static Reckoning? Of(AgreementSet set, Agreement agreement, Target target, string? value, (Within Within, string Calendar) promise, List<(Agreement Agreement, Target Target)> parts)
        {
            var met = parts.Select(p => (p.Agreement, p.Target, Promises: LintScene.Promises(p.Target).Where(x => CanMeet(agreement, target, value, p.Agreement, p.Target, x.Value)).ToList())).Where(p => p.Promises.Count > 0).ToList();
            if (met.Count == 0)
                return null;
            var lengths = met.Select(p => p.Promises.Select(x => new Timed(x.Within, set.CalendarsOf(p.Agreement)[x.Calendar], p.Target.BoundaryClose)).ToArray()).ToImmutableArray();
            var timed = new Timed(promise.Within, set.CalendarsOf(agreement)[promise.Calendar], target.BoundaryClose);
            var shown = met.Select((p, i) => new ChainPart(p.Agreement, p.Target, [.. p.Promises.Select(x => x.Within).DistinctBy(w => w.Text)],
                StandsStill(target, p.Agreement) ? PartTime.Still : lengths[i].All(l => l.Known) && timed.Known ? PartTime.Taken : PartTime.Unknown, true));
            return new Reckoning(new PromiseChain(agreement, target, value, promise.Within, promise.Calendar, [.. shown], null), timed, lengths);
        }

        public PromiseChain Over(Instant[] starts)
        {
            int[] taken = [.. Enumerable.Range(0, lengths.Length).Where(i => plain.Parts[i].Time == PartTime.Taken)];
            if (taken.Length == 0)
                return plain;
            var fits = plain.Parts.Select(_ => true).ToArray();
            var orders = taken.Length > MostOrdered ? [taken] : Orders(taken).ToArray();
            (Instant Start, Instant Until, int[] Order, Duration Left, Duration? Working)? worst = null;
            foreach (var start in starts)
            {
                if (promise.End(start) is not { } until)
                    continue;
                foreach (var i in taken)
                    fits[i] &= End(i, start) <= until;
                foreach (var order in orders)
                    if (Together(order, start) is { } end && (until - end, Working(end, until)) is var (left, working)
                        && (worst is not { } w || (working ?? left, left).CompareTo((w.Working ?? w.Left, w.Left)) < 0))
                        worst = (start, until, order, left, working);
            }
            var parts = plain.Parts.Select((p, i) => p with { Fits = fits[i] }).ToImmutableArray();
            return plain with { Parts = parts, Worst = worst is not { } found ? null : new ChainWorst(found.Start, found.Until, Links(parts, found.Order, found.Start), found.Left, found.Working) };
        }

        private ImmutableArray<ChainLink> Links(ImmutableArray<ChainPart> parts, int[] order, Instant start)
        {
            var links = ImmutableArray.CreateBuilder<ChainLink>();
            foreach (var i in order)
            {
                links.Add(new ChainLink(parts[i], start, End(i, start)!.Value));
                start = links[^1].Until;
            }
            return links.ToImmutable();
        }

        private Instant? Together(int[] order, Instant start)
        {
            Instant? end = start;
            foreach (var i in order)
                end = end is { } from ? End(i, from) : null;
            return end;
        }

        // Null when one of them never ends: such a promise is an error of its own agreement.
        private Instant? End(int part, Instant start)
        {
            Instant? end = start;
            foreach (var one in lengths[part])
                end = one.End(start) is { } other ? Instant.Max(other, end ?? other) : null;
            return end;
        }

        private Duration? Working(Instant end, Instant until) => promise.Within is not (WorkingTime or WorkingDays) ? null
            : end <= until ? promise.Calendar.Between(end, until) : -promise.Calendar.Between(until, end);

        private static IEnumerable<int[]> Orders(int[] parts)
        {
            if (parts.Length <= 1)
                yield return parts;
            else
                foreach (var first in parts)
                    foreach (var rest in Orders([.. parts.Where(p => p != first)]))
                        yield return [first, .. rest];
        }
    }

    /// <summary>Whether a ticket can have both promises, with those values of the fields that choose them (null: any other).</summary>
    private static bool CanMeet(Agreement a, Target target, string? value, Agreement b, Target part, string? partValue)
    {
        var (chosen, chosenPart) = (Chosen(target, value), Chosen(part, partValue));
        return new Worlds().Over(a.Applies, target.When, chosen, b.Applies, part.When, chosenPart)
            .Any(w => w.Fits(a.Applies) && w.Fits(target.When) && w.Fits(chosen) && w.Fits(b.Applies) && w.Fits(part.When) && w.Fits(chosenPart)) != false;
    }

    private static Match Chosen(Target target, string? value) => target.By is not { } field ? Match.Any
        : new Match([value is null ? new FieldIn(field, [.. target.Within.Values.Keys], true, default) : new FieldIn(field, [value], false, default)]);

    /// <summary>Whenever the ticket is with who promises, the promise to customers is paused.</summary>
    private static bool StandsStill(Target target, Agreement part)
    {
        if (part.While is not { } with || target.Pause.IsEmpty)
            return false;
        var worlds = new Worlds().Over(with);
        foreach (var pause in target.Pause)
            worlds.Over(pause.While);
        return worlds.Any(w => w.Holds(with) && !target.Pause.Any(p => w.Holds(p.While))) == false;
    }
}
