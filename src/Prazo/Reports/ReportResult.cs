using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>The answer to a <see cref="ReportQuery"/>: data only, ready for any writer.</summary>
/// <param name="Uncovered">Tickets without agreement, by reason.</param>
/// <param name="Imports">What the import took and rejected; null when the events did not come from files.</param>
public sealed record ReportResult(
    ReportQuery Query, long Tickets, ImmutableSortedDictionary<string, long> Uncovered, ImmutableArray<AgreementLine> Agreements,
    ImmutableArray<ReportRow> Totals, ImmutableArray<ReportRow> Rows, ImmutableArray<ObjectiveRow> Objectives, ImportCounts? Imports);

public sealed record AgreementLine(string Id, int Version, string Title, string Hash, string Zone)
{
    public ImmutableDictionary<string, string> Titles { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The title in a language, else as written, else the id.</summary>
    public string TitleIn(string language) => Titles.GetValueOrDefault(language, Title) is { Length: > 0 } title ? title : Id;
}

/// <summary>Counts of the import: rows = accepted + duplicates + rejected.</summary>
public sealed record ImportCounts(long Rows, long Accepted, long Duplicates, ImmutableSortedDictionary<string, long> Rejected);

/// <summary>One target in one period for one combination of dimension values.</summary>
/// <param name="Period">Sortable name; "all" when not per period; "open" for clocks without verdict in a report per period.</param>
/// <param name="Values">One per dimension of the query, in its order; "" when the ticket has none.</param>
/// <param name="Tickets">Indices of the tickets of the row's clocks, with whether each counts as kept: the drill-down.</param>
public sealed record ReportRow(
    string Agreement, int Version, string Target, Metric Metric, bool Promised, string Period, ImmutableArray<string> Values,
    Tally Tally, Attainment Attainment, Spread? Worked, Spread? Elapsed, UsedSpread? Used, PauseTime Paused, ImmutableArray<RowTicket> Tickets);

/// <summary>One clock of a row, for opening the number down to its tickets.</summary>
public readonly record struct RowTicket(int Ticket, bool Counted, bool Kept);

/// <summary>Nearest-rank percentiles of lengths, in milliseconds, over stopped clocks.</summary>
public sealed record Spread(int Count, long Median, long P75, long P90, long P95)
{
    /// <summary>Null without values, whose order is changed.</summary>
    internal static Spread? Of(long[] values) =>
        values.Length > 0 && Ranks.Of<long>(values, [50, 75, 90, 95]) is [var median, var p75, var p90, var p95] ? new Spread(values.Length, median, p75, p90, p95) : null;
}

/// <summary>Share of the promise used, percent: the limit is not the goal.</summary>
public sealed record UsedSpread(int Count, double Median, double P90, ImmutableArray<int> Histogram);

/// <summary>Clock time paused, by accountable party, in milliseconds.</summary>
public sealed record PauseTime(long Customer, long Provider, long Supplier, long Nobody)
{
    public long Total => Customer + Provider + Supplier + Nobody;
}

/// <summary>An objective in one of its periods, with what is left of its budget of breaches.</summary>
/// <param name="Ended">The period is over as of the report.</param>
public sealed record ObjectiveRow(
    string Agreement, int Version, string Objective, string Target, string Period, LocalDate? From, LocalDate? To, bool Ended,
    decimal AtLeast, Attainment Attainment, bool? Held, long? BreachesLeft, Treatment Treatment, Tally Tally);
