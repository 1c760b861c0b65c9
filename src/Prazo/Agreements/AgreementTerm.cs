using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;

namespace Prazo.Agreements;

public enum TermState
{
    /// <summary>Begins later.</summary>
    Upcoming,
    InForce,
    /// <summary>In force, ends by itself, and nothing follows: the last day on which somebody can act is near.</summary>
    Expiring,
    Ended,
    /// <summary>A later version has begun.</summary>
    Replaced,
}

/// <summary>Where a version stands in its life on a day of its zone.</summary>
/// <param name="Ends">Last day of the term, inclusive; of a term that renews itself, of the one that runs. Null: open-ended.</param>
/// <param name="NoticeBy">Last day to give notice; null where none is agreed.</param>
/// <param name="Followed">A later version begins by the day after the end.</param>
public sealed record AgreementTerm(Agreement Agreement, TermState State, LocalDate? Ends, LocalDate? NoticeBy, bool Renews, bool Followed)
{
    /// <summary>So many days before the last day on which somebody can act it is called expiring.</summary>
    public const int Warned = 30;

    /// <summary>Last day on which somebody can act: to give notice, or to agree what follows.</summary>
    public LocalDate? ActBy => NoticeBy ?? (Renews ? null : Ends);

    public static LocalDate Today(Agreement agreement, Instant now) => now.InZone(AgreementSet.ZoneOf(agreement)).Date;

    /// <summary>Every version, by agreement and then the latest first.</summary>
    public static IReadOnlyList<AgreementTerm> All(AgreementSet set, Instant now) =>
        [.. set.Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => g.OrderByDescending(a => a.Version).Select(a => Of(a, [.. g], Today(a, now))))];

    /// <summary>Of each agreement the version that stands: in force, otherwise the next, otherwise the last.</summary>
    public static IReadOnlyList<AgreementTerm> Current(AgreementSet set, Instant now) =>
        [.. All(set, now).GroupBy(t => t.Agreement.Id, StringComparer.Ordinal).Select(g => g.FirstOrDefault(t => t.State is TermState.InForce or TermState.Expiring) ?? g.FirstOrDefault(t => t.State == TermState.Ended) ?? g.First())];

    public static AgreementTerm Of(Agreement agreement, IReadOnlyCollection<Agreement> versions, LocalDate today)
    {
        var (ends, renews) = EndOf(agreement, today);
        LocalDate? notice = ends is { } last && agreement.Document["term"] is MapNode term && term["notice"] is ScalarNode { Text: var text } && WithinParser.Parse(text).Value is { } within ? Before(last, within) : null;
        var standing = versions.Where(a => a.From is null || a.From <= today).MaxBy(a => (a.From ?? LocalDate.MinIsoValue, a.Version));
        var followed = ends is { } end && versions.Any(a => a.From > (agreement.From ?? LocalDate.MinIsoValue) && a.From > today && a.From <= end.PlusDays(1));
        var found = new AgreementTerm(agreement, TermState.InForce, ends, notice, renews, followed);
        return found with
        {
            State = agreement.From > today ? TermState.Upcoming : !ReferenceEquals(agreement, standing) ? TermState.Replaced : agreement.To < today ? TermState.Ended
                : !renews && !followed && found.ActBy is { } by && today >= by.PlusDays(-Warned) ? TermState.Expiring : TermState.InForce,
        };
    }

    /// <summary>The term's own last day, or that of its renewal which holds today.</summary>
    private static (LocalDate? Ends, bool Renews) EndOf(Agreement agreement, LocalDate today)
    {
        if (agreement.Document["term"] is not MapNode term || term["to"] is not ScalarNode { Text: var to } || !LocalDatePattern.Iso.Parse(to).TryGetValue(default, out var last))
            return (agreement.To, false);
        if (Months(term) is not { } months)
            return (last, false);
        // From the first end on, so that a month without a 31st does not shorten those after it.
        var times = 0;
        while (last.PlusMonths(months * times) < today)
            times++;
        return (last.PlusMonths(months * times), true);
    }

    private static int? Months(MapNode term) => (term["renews"] as ScalarNode)?.Text switch { "monthly" => 1, "quarterly" => 3, "half-yearly" => 6, "yearly" => 12, _ => null };

    /// <summary>The last day from which the length still fits before the end. Working days are counted from Monday to Friday.</summary>
    private static LocalDate? Before(LocalDate last, Within notice) => notice switch
    {
        CalendarDays d => last.PlusDays(-d.Days),
        CalendarMonths m => last.PlusMonths(-m.Months),
        ClockTime c => last.PlusDays(-(int)Math.Ceiling(c.Length.TotalDays)),
        BusinessDays b => Weekdays(last, b.Days),
        WorkingDays w => Weekdays(last, w.Days),
        _ => null,
    };

    private static LocalDate Weekdays(LocalDate day, int count)
    {
        while (count > 0)
        {
            day = day.PlusDays(-1);
            count -= day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? 0 : 1;
        }
        return day;
    }
}
