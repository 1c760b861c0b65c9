using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Statements;

/// <summary>What a customer answered: no words, and nobody's name.</summary>
/// <param name="Scale">csat, ces or nps.</param>
/// <param name="At">When it was answered, which is the period it counts in.</param>
internal sealed record AnswerFact(long Ticket, string Scale, long Mark, Instant At);

/// <summary>One of those that an objective counts.</summary>
/// <param name="At">When it counts; of a promise that runs, when it is due.</param>
/// <param name="Kept">It is in the numerator; null: it runs, and has no verdict yet.</param>
public sealed record ObjectiveItem(long Ticket, Instant At, bool? Kept);

/// <summary>Objectives that do not count verdicts, from the facts of a statement (T20).</summary>
internal sealed class StatementMeasures(StatementFacts facts, Agreement agreement)
{
    private readonly HashSet<string> _timed = [.. agreement.Objectives.Where(o => o.Measure is PercentileMeasure).Select(o => o.Target)];
    private readonly bool _byTicket = ByTicket(agreement);
    private readonly List<Timed> _times = [];
    private readonly Dictionary<long, ImmutableSortedDictionary<string, string>> _tickets = [];

    private sealed record Timed(long Ticket, Clock Clock, Instant At, ImmutableSortedDictionary<string, string> Fields);

    public bool Measurable(Objective objective) => objective.Measure is not AvailabilityMeasure || facts.Windows is not null;

    /// <summary>Answers are needed by the scales that are measured.</summary>
    public static IReadOnlyList<string> Scales(Agreement agreement) => [.. agreement.Objectives.Select(o => o.Measure).OfType<SatisfactionMeasure>().Select(m => m.Survey).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether answers are chosen by what their tickets are, which then belong to the facts.</summary>
    public static bool ByTicket(Agreement agreement) => agreement.Objectives.Any(o => o is { Measure: SatisfactionMeasure, When.Fields.IsEmpty: false });

    public void Add(long ticket, ImmutableSortedDictionary<string, string> fields)
    {
        if (_byTicket)
            _tickets[ticket] = fields;
    }

    /// <summary>A clock whose time may count: until its stop, or so far.</summary>
    /// <param name="at">The instant by which a promise falls into a period; what is merely measured falls into that of its stop.</param>
    public void Add(long ticket, Clock clock, Instant? at, ImmutableSortedDictionary<string, string> fields)
    {
        if (!_timed.Contains(clock.Target))
            return;
        var counts = clock.Promised ? clock.State is not (ClockState.Cancelled or ClockState.Waived or ClockState.NotApplicable) : clock.Cause == "measured";
        if (counts && (clock.Promised ? at : clock.Stopped) is { } counted)
            _times.Add(new(ticket, clock, counted, fields));
    }

    /// <summary>All that counts in a time.</summary>
    public IEnumerable<string> Added(Instant since, Instant until) => _times.Where(t => t.At >= since && t.At < until).Select(t => $"{t.Clock.Target} {t.Clock.Elapsed} {t.Clock.Worked}");

    /// <param name="part">What another objective of the agreement comes to in the same time.</param>
    public Measured Of(Objective objective, string period, Instant since, Instant until, Func<string, Measured> part) => objective.Measure switch
    {
        PercentileMeasure p => Percentile(objective, p, period, since, until),
        SatisfactionMeasure s => Satisfaction(objective, s, period, since, until),
        AvailabilityMeasure v => Availability(objective, v, period, since, until),
        IndexMeasure i => Measures.Index(objective.Id, period, i.Weights.Select(w => (part(w.Key), w.Value)), objective.AtLeast),
        _ => throw new InvalidOperationException($"{objective.Id} is not measured here"),
    };

    /// <summary>What an objective counts one by one.</summary>
    public IEnumerable<ObjectiveItem> Items(Objective objective, Instant since, Instant until) => objective.Measure switch
    {
        PercentileMeasure => Times(objective, since, until).Select(t => new ObjectiveItem(t.Ticket, t.At, !IsTooLong(objective, t.Clock))),
        SatisfactionMeasure s => Answers(objective, s, since, until).Select(a => new ObjectiveItem(a.Ticket, a.At, IsSatisfied(a))),
        _ => [],
    };

    /// <summary>Of a percentile, whether a clock is over its length already.</summary>
    public static bool IsTooLong(Objective objective, Clock clock) => objective.Measure is PercentileMeasure p && Time(p, clock) > Most(p);

    private static Duration Most(PercentileMeasure measure) => measure.AtMost is ClockTime c ? c.Length : ((WorkingTime)measure.AtMost).Length;

    private static Duration Time(PercentileMeasure measure, Clock clock) => measure.AtMost is ClockTime ? clock.Elapsed : clock.Worked;

    /// <summary>What still runs counts once it is too long: nobody knows yet what else it will come to.</summary>
    private IEnumerable<Timed> Times(Objective objective, Instant since, Instant until) =>
        _times.Where(t => t.Clock.Target == objective.Target && t.At >= since && t.At < until && objective.When.Fits(f => t.Fields.GetValueOrDefault(f)) && (t.Clock.Stopped is not null || IsTooLong(objective, t.Clock)));

    private Measured Percentile(Objective objective, PercentileMeasure measure, string period, Instant since, Instant until) =>
        Measures.Percentile(objective.Id, period, [.. Times(objective, since, until).Select(t => Time(measure, t.Clock))], Most(measure), objective.AtLeast);

    private IEnumerable<AnswerFact> Answers(Objective objective, SatisfactionMeasure measure, Instant since, Instant until) => facts.Answers.Where(a => a.Scale == measure.Survey && a.At >= since && a.At < until
        && (objective.When.Fields.IsEmpty || _tickets.TryGetValue(a.Ticket, out var fields) && objective.When.Fits(f => fields.GetValueOrDefault(f))));

    private static bool IsSatisfied(AnswerFact answer) => answer.Mark >= Enum.Parse<SurveyScale>(answer.Scale, ignoreCase: true).Satisfied();

    private Measured Satisfaction(Objective objective, SatisfactionMeasure measure, string period, Instant since, Instant until)
    {
        var answers = Answers(objective, measure, since, until).ToList();
        return Measures.Satisfaction(objective.Id, period, answers.Count(IsSatisfied), answers.Count, objective.AtLeast);
    }

    /// <summary>Of the time in which a version of the agreement was in force, as far as it is over.</summary>
    private Measured Availability(Objective objective, AvailabilityMeasure measure, string period, Instant since, Instant until)
    {
        var set = facts.For(long.MaxValue);
        var end = Instant.Max(since, Instant.Min(until, facts.Known));
        var windows = (facts.Windows ?? []).Where(w => w.Touches(since, end)).ToList();
        (Instant, Instant) Span(WindowFact w) => (w.From, w.Until ?? end);
        return Measures.Availability(objective.Id, period, (since, end), windows.Where(w => w.Counts && w.What == measure.Service).Select(Span),
            windows.Where(w => w.Excludes && (w.What is null || w.What == measure.Service)).Select(Span).Concat(NotInForce(set, since, end)), set.CalendarsOf(agreement)[measure.Calendar], objective.AtLeast);
    }

    private IEnumerable<(Instant, Instant)> NotInForce(AgreementSet set, Instant since, Instant until)
    {
        var (zone, reached) = (AgreementSet.ZoneOf(agreement), since);
        foreach (var version in set.Agreements.Where(a => a.Id == agreement.Id).OrderBy(a => a.From ?? LocalDate.MinIsoValue))
        {
            var from = version.From?.AtStartOfDayInZone(zone).ToInstant() ?? since;
            if (from > reached)
                yield return (reached, Instant.Min(from, until));
            reached = Instant.Max(reached, version.To?.PlusDays(1).AtStartOfDayInZone(zone).ToInstant() ?? until);
        }
        if (reached < until)
            yield return (reached, until);
    }
}
