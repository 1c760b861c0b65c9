using System.Text.RegularExpressions;
using System.Xml.Linq;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Prazo.Reports;
using Prazo.Tests.Samples;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Tests.Reports;

public class ReportHtmlTests
{
    private static readonly Lazy<(ReportResult Report, History History)> Aurora = new(() => Run(["team", "priority"], Period.Month));

    private static (ReportResult, History) Run(string[] by, Period? per)
    {
        var folder = Path.Combine(Cli.Shell.Root, "samples", "aurora");
        var (agreements, problems) = AgreementFiles.Load([Path.Combine(folder, "loja-aurora.yaml"), Path.Combine(folder, "loja-aurora-norte.yaml")]);
        problems.Where(p => p.Severity == Engine.Severity.Error).ShouldBeEmpty();
        var events = new HistoryBuilder();
        foreach (var (ticket, e) in new AuroraShop().Log(400))
            events.Add(ticket, e);
        var history = events.Build();
        return (Report.Run(new ReportQuery(Instant.FromUtc(2026, 3, 24, 15, 0), [.. by], per), new AgreementSet(agreements), history), history);
    }

    [Fact]
    public void Every_row_adds_up_from_its_tickets()
    {
        var report = Aurora.Value.Report;
        report.Rows.ShouldNotBeEmpty();
        foreach (var row in report.Totals.Concat(report.Rows))
        {
            row.Tickets.Count(t => t.Counted).ShouldBe((int)row.Attainment.Counted, $"{row.Target} {row.Period} {string.Join('/', row.Values)}");
            row.Tickets.Count(t => t.Kept).ShouldBe((int)row.Attainment.Kept);
        }
    }

    [Fact]
    public void Rows_add_up_to_the_totals()
    {
        var report = Aurora.Value.Report;
        foreach (var total in report.Totals)
        {
            var sum = new Tally();
            foreach (var row in report.Rows.Where(r => r.Agreement == total.Agreement && r.Version == total.Version && r.Target == total.Target))
                sum.Add(row.Tally);
            sum.ShouldBe(total.Tally, total.Target);
        }
    }

    [Theory]
    [InlineData("en", "Every promise at a glance", "Met late")]
    [InlineData("pt-BR", "Todas as promessas em resumo", "Cumprido com atraso")]
    [InlineData("ro", "Toate promisiunile pe scurt", "Respectat cu întârziere")]
    public void The_page_speaks_the_readers_language_and_shows_every_attainment(string language, string title, string state)
    {
        var (report, history) = Aurora.Value;
        var html = ReportHtml.Write(report, history, language);
        html.ShouldContain($"<html lang=\"{language}\">");
        html.ShouldContain(title);
        html.ShouldContain(state);
        var words = ReportWords.For(language);
        foreach (var total in report.Totals.Where(t => t.Promised))
            html.ShouldContain(ReportCharts.Escape(words.Percent(total.Attainment.Percent)));
        foreach (var agreement in report.Agreements)
            html.ShouldContain(agreement.Hash);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("pt-BR")]
    [InlineData("ro")]
    public void The_page_is_one_well_formed_file_that_loads_nothing_and_runs_nothing(string language)
    {
        var (report, history) = Aurora.Value;
        var html = ReportHtml.Write(report, history, language);
        html.ShouldNotContain("<script");
        html.ShouldNotContain("http:");
        html.ShouldNotContain("https:");
        html.ShouldNotContain("url(");
        // Well-formed but for the void elements of the head: an unbalanced tag would be an exception here.
        var body = XElement.Parse(Regex.Match(html, "<body>.*</body>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Value);
        foreach (var svg in body.Descendants("svg"))
            (svg.Attribute("aria-label") is not null || svg.Attribute("aria-hidden") is not null).ShouldBeTrue(svg.ToString());
    }

    [Fact]
    public void Names_from_outside_are_text_and_never_markup()
    {
        var (report, history) = Aurora.Value;
        var nasty = report with { Agreements = [.. report.Agreements.Select(a => a with { Title = "<script>alert(1)</script>&\"", Titles = a.Titles.Clear() })], Rows = [.. report.Rows.Select(r => r with { Values = [.. r.Values.Select(_ => "<img src=x>")] })] };
        var html = ReportHtml.Write(nasty, history, "en");
        html.ShouldNotContain("<script>");
        html.ShouldNotContain("<img");
        html.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public void An_empty_history_gives_a_page_that_says_so()
    {
        var report = Report.Run(new ReportQuery(Instant.FromUtc(2026, 1, 1, 0, 0), [], null), new AgreementSet([]), new HistoryBuilder().Build());
        var html = ReportHtml.Write(report, new HistoryBuilder().Build(), "en");
        html.ShouldContain("No clocks");
        html[html.IndexOf("<body", StringComparison.Ordinal)..].ShouldNotContain("100%");
    }

    [Fact]
    public void A_spreadsheet_runs_no_formula_from_a_ticket_and_a_number_is_none()
    {
        var table = new ReportTable("t", ["a", "b"], [["=1+1", "@x"], ["-2+3", "a,\"b\""], ["-2.50", "-"]]);
        table.ToCsv().ShouldBe("a,b\r\n'=1+1,'@x\r\n'-2+3,\"a,\"\"b\"\"\"\r\n-2.50,'-\r\n");
    }

    [Theory]
    [InlineData("2026-03", "mar. 2026", "mar.")]
    [InlineData("2026-01", "jan. 2026", "jan. 26")]
    [InlineData("2026-03-02", "2 mar. 2026", "2 mar.")]
    [InlineData("2026-W10", "sem. 10/2026", "sem. 10")]
    [InlineData("2026-Q2", "2º tri. 2026", "2º tri. 2026")]
    [InlineData("2026", "2026", "2026")]
    public void Periods_are_written_as_people_say_them(string name, string full, string brief)
    {
        var words = ReportWords.For("pt-BR");
        words.PeriodName(name).ShouldBe(full);
        words.PeriodShort(name).ShouldBe(brief);
    }
}
