using NodaTime;
using Prazo.Engine.Agreements;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Engine.Money;

/// <summary>Periods of local dates, half-open, that begin with the calendar or on the day of the month of an anchor (T20).</summary>
public static class StatementPeriods
{
    /// <summary>The period that holds a date.</summary>
    /// <param name="anchor">The day on which the first one began; null: with the calendar. Its day of the month is kept: after a 31st of January comes the last day of February, and
    /// then the 31st of March; after a 29th of February the 28th, and the 29th in the next leap year. Only months, quarters and years have anchors.</param>
    public static (LocalDate From, LocalDate To) Holding(Period per, LocalDate? anchor, LocalDate date)
    {
        if (anchor is not { } first || Months(per) is not { } months)
        {
            var start = Periods.StartOf(per, date);
            return (start, Periods.EndOf(per, start));
        }
        // Never more than one off: a clamped day is at most three days before the anchor's.
        var k = ((date.Year - first.Year) * 12 + date.Month - first.Month) / months - 1;
        while (first.PlusMonths((k + 1) * months) <= date)
            k++;
        while (first.PlusMonths(k * months) > date)
            k--;
        return (first.PlusMonths(k * months), first.PlusMonths((k + 1) * months));
    }

    /// <summary>Those that end after <paramref name="from"/> and no later than <paramref name="to"/>, the first of which may have begun before.</summary>
    public static IEnumerable<(LocalDate From, LocalDate To)> EndingIn(Period per, LocalDate? anchor, LocalDate from, LocalDate to)
    {
        for (var period = Holding(per, anchor, from); period.To <= to; period = Holding(per, anchor, period.To))
            if (period.To > from)
                yield return period;
    }

    /// <summary>A sortable name: that of the calendar's period, or both dates.</summary>
    public static string Name(Period per, LocalDate from, LocalDate to) => Periods.StartOf(per, from) == from && Periods.EndOf(per, from) == to
        ? Periods.Name(per, from) : $"{Periods.Name(Period.Day, from)}..{Periods.Name(Period.Day, to.PlusDays(-1))}";

    private static int? Months(Period per) => per switch { Period.Month => 1, Period.Quarter => 3, Period.Year => 12, _ => null };
}
