using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Prazo.Engine.Statistics;

namespace Prazo.Reports.Live;

public enum Chance
{
    /// <summary>Fewer than <see cref="Keepable.Fewest"/> clocks were decided.</summary>
    TooFew,
    /// <summary>Nothing says how many are to be kept.</summary>
    NoObjective,
    /// <summary>Even the low end of the interval reaches the objective.</summary>
    Kept,
    /// <summary>The objective lies inside of the interval.</summary>
    Unsure,
    /// <summary>Even the high end of the interval misses it.</summary>
    Missed,
}

/// <summary>Whether history would have kept one promise of a draft.</summary>
/// <param name="Value">Of the field by which the promise differs; null: one promise for all.</param>
/// <param name="AtLeast">The strictest objective of the target, in percent; null: there is none.</param>
/// <param name="Needed">The shortest promise that history would have kept at that level, in milliseconds of the promise's own measure (working or clock time); null where that is not known: too few
/// clocks, a promise in days, or clocks that never stopped stand in that place.</param>
public sealed record KeepableTarget(string Agreement, string Target, Metric Metric, string? Field, string? Value, Within Within, Proportion Kept, decimal? AtLeast, long? Needed)
{
    public Prazo.Engine.Statistics.Interval? Interval => Kept.Wilson();

    public bool IsClockTime => Within is ClockTime;

    public Chance Chance => (Kept.Trials, AtLeast, Interval) switch
    {
        ( < Keepable.Fewest, _, _) or (_, _, null) => Chance.TooFew,
        (_, null, _) => Chance.NoObjective,
        var (_, least, interval) when interval.Value.Low * 100 >= (double)least => Chance.Kept,
        var (_, least, interval) when interval.Value.High * 100 < (double)least => Chance.Missed,
        _ => Chance.Unsure,
    };
}

/// <summary>Tickets that came in against tickets that were resolved, per hour in which the draft is open.</summary>
/// <param name="Calendar">Of the draft; its hours in the days looked at.</param>
/// <param name="Agents">Who resolved them.</param>
public sealed record KeepableLoad(string Agreement, string Calendar, decimal Hours, long Opened, long Resolved, int Agents)
{
    public decimal? OpenedPerHour => Hours > 0 ? Opened / Hours : null;
    public decimal? ResolvedPerHour => Hours > 0 ? Resolved / Hours : null;
    public decimal? PerAgent => Hours > 0 && Agents > 0 ? Resolved / Hours / Agents : null;

    /// <summary>So many more an hour would have to be resolved, for as many to leave as come; 0 when they do.</summary>
    public decimal? Short => Hours > 0 ? Math.Max(0, (Opened - Resolved) / Hours) : null;
}

/// <summary>Before anybody signs: whether the people and hours that there are would have kept a draft on the tickets that there have been.</summary>
/// <param name="LeftOut">Older tickets of the days asked for that were not looked at.</param>
public sealed record Keepable(Instant From, Instant AsOf, long Tickets, long LeftOut, IReadOnlyList<KeepableTarget> Targets, IReadOnlyList<KeepableLoad> Loads)
{
    /// <summary>With fewer decided clocks an interval is so wide that it says nothing.</summary>
    public const int Fewest = 30;

    public static Keepable Of(WhatIf read, Instant from, Instant asOf)
    {
        var replay = new HistoryReplay(new AgreementSet(read.After.Agreements.Where(a => read.Tried.Contains(a.Id))), read.History);
        var fields = replay.Targets.Select(t => t.Target.By).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var values = fields.ToDictionary(f => f, f => new Dimensions(replay, [f], asOf.ToUnixTimeMilliseconds()), StringComparer.Ordinal);
        var seen = new Dictionary<(int Target, string? Value), Sample>();
        var loads = new Dictionary<string, Load>(StringComparer.Ordinal);
        replay.Run(0, read.History.Count, asOf, (in ClockRow row) =>
        {
            var (agreement, target) = replay.Targets[row.Target];
            var load = loads.TryGetValue(agreement.Id, out var known) ? known : loads[agreement.Id] = new Load();
            load.Opened.Add(row.Ticket);
            if (target.Metric == Metric.Resolution && row.Run == Run.Stopped && load.Resolved.Add(row.Ticket) && row.Agent > 0)
                load.Agents.Add(row.Agent);
            if (!row.Promised || row.Untargeted)
                return;
            var value = target.By is { } by ? values[by].Of(row)[0] : null;
            // What goes by no value of its own goes by what holds for all others.
            if (value is not null && !target.Within.Values.ContainsKey(value))
                value = null;
            var sample = seen.TryGetValue((row.Target, value), out var before) ? before : seen[(row.Target, value)] = new Sample();
            ReportCell.Count(ref sample.Tally, row);
            if (row.Verdict is Verdict.Met or Verdict.MetLate)
                sample.Lengths.Add((row.Worked, row.Elapsed));
            else if (row.Verdict == Verdict.Broken)
                // Nobody knows how long it will take: longer than any promise.
                sample.Lengths.Add((long.MaxValue, long.MaxValue));
        }, _ => { });
        return new Keepable(from, asOf, read.History.Count, read.LeftOut, [.. Promises(replay).Select(p => TargetOf(replay, p, seen.GetValueOrDefault((p.Target, p.Value)) ?? new Sample()))],
            [.. replay.Agreements.Agreements.Select(a => LoadOf(replay.Agreements, a, loads.GetValueOrDefault(a.Id) ?? new Load(), from, asOf)).OfType<KeepableLoad>()]);
    }

    /// <summary>Every promise of the drafts: each value by which one differs, then what holds for all others.</summary>
    private static IEnumerable<(int Target, string? Value, Within Within)> Promises(HistoryReplay replay)
    {
        for (var i = 0; i < replay.Targets.Count; i++)
        {
            var target = replay.Targets[i].Target;
            if (target.MeasureOnly)
                continue;
            foreach (var (value, within) in target.Within.Values.OrderBy(v => v.Key, StringComparer.Ordinal))
                yield return (i, value, within);
            if (target.Within.Else is { } other)
                yield return (i, null, other);
        }
    }

    private static KeepableTarget TargetOf(HistoryReplay replay, (int Target, string? Value, Within Within) promise, Sample sample)
    {
        var (agreement, target) = replay.Targets[promise.Target];
        var objectives = agreement.Objectives.Where(o => o.Target == target.Id).ToList();
        var attained = Attainment.Of(sample.Tally, objectives.Count > 0 ? Treatment.Of(objectives[0]) : Treatment.Standard);
        var least = objectives.Count > 0 ? objectives.Max(o => o.AtLeast) : (decimal?)null;
        return new KeepableTarget(agreement.Id, target.Id, target.Metric, target.By, promise.Value, promise.Within, new Proportion(attained.Kept, attained.Counted), least,
            attained.Counted >= Fewest && least is > 0 and <= 100 ? Needed(promise.Within, sample.Lengths, least.Value) : null);
    }

    private static long? Needed(Within within, List<(long Worked, long Elapsed)> lengths, decimal least)
    {
        if (within is not (WorkingTime or ClockTime))
            return null;
        long[] sorted = [.. lengths.Select(l => within is ClockTime ? l.Elapsed : l.Worked).Order()];
        return Percentiles.NearestRank<long>(sorted, least) is { } at and < long.MaxValue ? at : null;
    }

    private static KeepableLoad? LoadOf(AgreementSet set, Agreement agreement, Load load, Instant from, Instant asOf)
    {
        // The hours on which most of it is promised.
        var name = agreement.Targets.SelectMany(t => t.Calendar.Values.Values.Append(t.Calendar.Else)).OfType<string>().GroupBy(c => c, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        if (name is null || set.CalendarsOf(agreement).Find(name) is not { } calendar)
            return null;
        return new KeepableLoad(agreement.Id, name, calendar.Between(from.ToUnixTimeMilliseconds(), asOf.ToUnixTimeMilliseconds()) / 3_600_000m, load.Opened.Count, load.Resolved.Count, load.Agents.Count);
    }

    private sealed class Sample
    {
        public Tally Tally;
        public List<(long Worked, long Elapsed)> Lengths { get; } = [];
    }

    private sealed class Load
    {
        public HashSet<int> Opened { get; } = [];
        public HashSet<int> Resolved { get; } = [];
        public HashSet<int> Agents { get; } = [];
    }
}
