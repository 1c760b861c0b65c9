using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Reports;
using Prazo.Tests.Imports;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Tests.Reports;

/// <summary>Histories large enough to be counted in several parts.</summary>
public class ReportPartsTests
{
    private const string Agreement = """
        prazo: 1
        agreement: parts
        zone: UTC
        targets: { first-response: { within: 1h clock, calendar: 24x7 } }
        objectives: [ { id: north, target: first-response, at-least: 50%, per: day, when: { region: north } } ]
        """;

    /// <summary>50,000 tickets, one a minute, answered after 0 to 99 minutes in turn; the first 20,000 in the south, then south and north in turn.</summary>
    private static readonly Lazy<ReportResult> Result = new(() =>
    {
        var rows = new System.Text.StringBuilder("id,created,answered,region\n");
        for (var i = 0; i < 50_000; i++)
        {
            var created = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(i);
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"T{i},{created},{created + Duration.FromMinutes(i % 100)},{(i >= 20_000 && i % 2 == 1 ? "north" : "south")}\n");
        }
        var history = Imported.Text(rows.ToString(), "rows: ticket\ncolumns: { id: id, created: created, first-response: answered }\n").Result.History;
        return Report.Run(new ReportQuery(Instant.FromUtc(2027, 1, 1, 0, 0), ["region"], Period.Month), new AgreementSet([Agreed()]), history);
    });

    private static Agreement Agreed()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("prazo").FullName, "parts.yaml");
        File.WriteAllText(file, Agreement);
        var (agreements, problems) = Prazo.Agreements.AgreementFiles.Load([file]);
        problems.ShouldBeEmpty();
        return agreements.Single();
    }

    // Of every 100 tickets in a row, those of 0 to 60 minutes are in time; the 95th of 100 answers comes after 94 minutes.
    [Fact]
    public void Totals_hold_all_tickets_in_order()
    {
        var total = Result.Value.Totals.ShouldHaveSingleItem();

        total.Tally.Met.ShouldBe(61 * 500);
        total.Tally.MetLate.ShouldBe(39 * 500);
        total.Worked.ShouldBe(new Spread(50_000, 49 * 60_000, 74 * 60_000, 89 * 60_000, 94 * 60_000));
        total.Used!.Histogram.Sum().ShouldBe(50_000);
        total.Tickets.Select(t => t.Ticket).ShouldBe(Enumerable.Range(0, 50_000));
    }

    // January has 44,640 minutes: 20,000 tickets of the south and half of 24,640; the verdict of a ticket broken is dated an hour after it began.
    [Fact]
    public void A_row_that_a_later_part_brings_is_counted_like_one_known_from_the_first()
    {
        var rows = Result.Value.Rows;

        rows.Select(r => (r.Period, r.Values.Single())).ShouldBe([("2026-01", "north"), ("2026-01", "south"), ("2026-02", "north"), ("2026-02", "south")]);
        rows.Where(r => r.Values.Single() == "north").Sum(r => r.Tally.Clocks).ShouldBe(15_000);
        rows.Where(r => r.Values.Single() == "south").Sum(r => r.Tally.Clocks).ShouldBe(35_000);
        foreach (var row in rows)
        {
            row.Tickets.Select(t => t.Ticket).ShouldBe(row.Tickets.Select(t => t.Ticket).Order(), "in the order of the file");
            row.Tickets.ShouldAllBe(t => (t.Ticket >= 20_000 && t.Ticket % 2 == 1) == (row.Values[0] == "north"));
            row.Tally.Met.ShouldBe(row.Tickets.Count(t => t.Ticket % 100 <= 60));
        }
    }

    // Odd minutes 1 to 59 of every 100 are in time: 30 of 50. A whole day has 720 odd minutes.
    [Fact]
    public void An_objective_counts_only_the_tickets_that_it_names()
    {
        var objectives = Result.Value.Objectives;

        objectives.Sum(o => o.Attainment.Counted).ShouldBe(15_000);
        objectives.Sum(o => o.Attainment.Kept).ShouldBe(30 * 300);
        objectives.Select(o => o.Period).ShouldBe(objectives.Select(o => o.Period).Order(StringComparer.Ordinal));
        objectives.Single(o => o.Period == "2026-01-20").Attainment.Counted.ShouldBeInRange(690, 750);
    }
}
