using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Prazo.Reports.Live;
using Prazo.Web.Screen;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Web.Reports;

/// <summary>What the report page is asked, as its address says it: days are the reader's.</summary>
public sealed record ReportAsked
{
    /// <summary>One dimension.</summary>
    [FromQuery] public string? By { get; init; }
    [FromQuery] public string? Per { get; init; }
    /// <summary>First day.</summary>
    [FromQuery] public string? From { get; init; }
    /// <summary>Last day.</summary>
    [FromQuery] public string? To { get; init; }
    /// <summary>As <c>region:norte</c>.</summary>
    [FromQuery] public string? Where { get; init; }

    public static readonly IReadOnlyList<string> Dimensions = ["agent", "team", "channel", "inbox", "region", "customer", "priority", "stage"];

    public string Dimension => Dimensions.Contains(By) ? By! : "agent";

    public Period PeriodOf => Per switch { "day" => Period.Day, "month" => Period.Month, "quarter" => Period.Quarter, _ => Period.Week };

    /// <summary>The days that are meant; without any, the last ninety.</summary>
    public (LocalDate First, LocalDate Last) Days(Viewer viewer)
    {
        var today = viewer.Now.InZone(viewer.Zone).Date;
        var last = Date("to", To) ?? today;
        var first = Date("from", From) ?? last.PlusDays(-89);
        return first <= last ? (first, last) : throw new RefusedException("bad-date", "from", "the first day is after the last");
    }

    /// <summary>As many days right before.</summary>
    public (LocalDate First, LocalDate Last) DaysBefore(Viewer viewer)
    {
        var (first, last) = Days(viewer);
        return (first.PlusDays(-NodaTime.Period.DaysBetween(first, last) - 1), first.PlusDays(-1));
    }

    public LiveQuery Query(Viewer viewer, (LocalDate First, LocalDate Last) days, bool perPeriod) => new(viewer.Now, [Dimension], perPeriod ? PeriodOf : null,
        viewer.Zone.AtStartOfDay(days.First).ToInstant(), viewer.Zone.AtStartOfDay(days.Last.PlusDays(1)).ToInstant(), Conditions());

    private ImmutableArray<(string, ImmutableArray<string>)> Conditions() => string.IsNullOrWhiteSpace(Where) ? []
        : Where.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? [(Where[..colon], [.. Where[(colon + 1)..].Split(',')])]
        : throw new RefusedException("bad-condition", "where", $"'{Where}' is not a condition", "write a field and its values such as region:norte,sul");

    private static LocalDate? Date(string path, string? text) => string.IsNullOrWhiteSpace(text) ? null : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } && date.Year is > 1970 and < 9000 ? date
        : throw new RefusedException("bad-date", path, $"'{text}' is not a date", "write one such as 2026-03-02");

    /// <summary>The same question with something changed, as an address.</summary>
    public string With(string path, Viewer viewer, params (string Key, string? Value)[] changes)
    {
        var (first, last) = Days(viewer);
        var values = new List<(string Key, string? Value)>
        {
            ("by", Dimension), ("per", PeriodOf.ToString().ToLowerInvariant()), ("from", LocalDatePattern.Iso.Format(first)), ("to", LocalDatePattern.Iso.Format(last)), ("where", Where),
        };
        foreach (var (key, value) in changes)
        {
            values.RemoveAll(v => v.Key == key);
            values.Add((key, value));
        }
        return path + "?" + string.Join('&', values.Where(v => !string.IsNullOrEmpty(v.Value)).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}={Uri.EscapeDataString(v.Value!)}")));
    }

    /// <summary>The same question as the API takes it.</summary>
    public string Api(string path, Viewer viewer)
    {
        var query = Query(viewer, Days(viewer), perPeriod: true);
        return $"{path}?by={Dimension}&per={PeriodOf.ToString().ToLowerInvariant()}&from={Viewer.Iso(query.From!.Value)}&to={Viewer.Iso(query.To!.Value)}{(string.IsNullOrWhiteSpace(Where) ? "" : "&where=" + Uri.EscapeDataString(Where))}&lang={viewer.Words.Clocks.Language}";
    }
}
