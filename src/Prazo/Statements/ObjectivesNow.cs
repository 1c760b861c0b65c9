using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Storage;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Statements;

/// <summary>An objective in the period that holds the present day.</summary>
/// <param name="To">The first day after it.</param>
/// <param name="SoFar">As a statement would say it, by what is known.</param>
/// <param name="Outlook">Null where it counts time, or other objectives.</param>
/// <param name="Before">What the period before came to; null where nobody looked.</param>
/// <param name="Items">What it counts one by one, the earliest first.</param>
public sealed record ObjectiveNow(Agreement Terms, Objective Objective, LocalDate From, LocalDate To, Measured SoFar, Outlook? Outlook, Measured? Before, IReadOnlyList<ObjectiveItem> Items)
{
    /// <summary>From so many on, a loss is no accident any more.</summary>
    private const int Enough = 2;

    private const double Little = 0.2;

    /// <summary><c>spent</c>: more broke than may in the whole period. <c>burning</c>: it will hardly be held. Null: neither.</summary>
    public string? Stage => Outlook is not { Broken: > 0 } o ? null : o.Left < 0 ? "spent" : o.Broken >= Enough && o.Chance() <= Little ? "burning" : null;
}

/// <summary>Objectives of agreements in force while their periods run, from the same facts and by the same rules as statements.</summary>
public sealed class ObjectivesNow
{
    private readonly Rested<IReadOnlyList<ObjectiveNow>> _kept;

    public ObjectivesNow(PublishedAgreements agreements) => _kept = new(agreements, Computed);

    /// <summary>By agreement, in the order of their texts. Computed at most once a minute.</summary>
    public IReadOnlyList<ObjectiveNow> Of(Session session, Guid tenant, Instant now) => _kept.Of(session, tenant, now);

    private static IReadOnlyList<ObjectiveNow> Computed(Session session, Guid tenant, AgreementSet set, Instant now) =>
        [.. Selection.InForce(set, now).Where(a => !a.IsSupporting && a.Objectives.Length > 0).OrderBy(a => a.Id, StringComparer.Ordinal).SelectMany(a => OfAgreement(session, tenant, a, now))];

    private static List<ObjectiveNow> OfAgreement(Session session, Guid tenant, Agreement terms, Instant now)
    {
        var zone = AgreementSet.ZoneOf(terms);
        var (today, anchor) = (now.InZone(zone).Date, terms.Statement.FromTerm ? terms.From : null);
        var spans = terms.Objectives.Select(o => (Objective: o, Now: StatementPeriods.Holding(o.Per, anchor, today))).Select(o => (o.Objective, o.Now, Before: Earlier(o.Objective, o.Now.From, anchor))).ToList();
        var facts = StatementInputs.SoFar(session, tenant, terms, spans.Min(s => s.Before?.From ?? s.Now.From), spans.Max(s => s.Now.To), now, []);
        var maker = StatementMaker.Over(facts, terms);
        return [.. from s in spans
                   where maker.IsMeasurable(s.Objective)
                   let items = maker.Items(s.Objective, s.Now.From, s.Now.To).OrderBy(i => i.At).ThenBy(i => i.Ticket).ToList()
                   let earlier = s.Before is { } b ? maker.Items(s.Objective, b.From, b.To).Where(i => i.Kept is not null).ToList() : []
                   select new ObjectiveNow(terms, s.Objective, s.Now.From, s.Now.To, maker.SoFar(s.Objective, s.Now.From, s.Now.To),
                       s.Objective.Measure is AvailabilityMeasure or IndexMeasure ? null : OutlookOf(s.Objective, items, Span(s.Now), earlier, s.Before is { } before ? Span(before) : null, now),
                       s.Before is { } p ? maker.SoFar(s.Objective, p.From, p.To) : null, items)];

        (Instant From, Instant To) Span((LocalDate From, LocalDate To) days) => (days.From.AtStartOfDayInZone(zone).ToInstant(), days.To.AtStartOfDayInZone(zone).ToInstant());
    }

    /// <summary>The period before; of a year none, which would be read for the estimate alone.</summary>
    private static (LocalDate From, LocalDate To)? Earlier(Objective objective, LocalDate from, LocalDate? anchor) => objective.Per == Period.Year ? null : StatementPeriods.Holding(objective.Per, anchor, from.PlusDays(-1));

    /// <summary>As many are to come as came in the same part of the period before; where that had none, as many as came so far for the time.</summary>
    private static Outlook OutlookOf(Objective objective, List<ObjectiveItem> items, (Instant From, Instant To) period, List<ObjectiveItem> earlier, (Instant From, Instant To)? before, Instant now)
    {
        var (kept, counted, open) = (items.Count(i => i.Kept == true), items.Count(i => i.Kept is not null), items.Count(i => i.Kept is null));
        var elapsed = Math.Clamp((now - period.From) / (period.To - period.From), 0, 1);
        var further = before is { } b && earlier.Count > 0 ? earlier.Count(i => i.At >= b.From + (b.To - b.From) * elapsed) : elapsed > 0 ? (long)Math.Round(counted / elapsed) - counted : 0;
        return new Outlook(kept, counted, open, Math.Max(0, further - open), elapsed, objective.AtLeast);
    }
}
