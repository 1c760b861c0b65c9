using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using static Prazo.Engine.Tests.Agreements.DeadlineTables;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Runs every row of every table of <c>docs/reference/durations.md</c>, so that the page cannot rot.</summary>
[Trait("Rule", "T8")]
public sealed class DurationsPageTests
{
    static readonly Lazy<List<Row>> Rows = new(Read);

    [Fact]
    public void Every_deadline_on_the_page_is_what_the_engine_computes()
    {
        var calendars = Calendars();
        var rows = Rows.Value.Where(r => r.Has("typed") && !r.Has("paused")).ToList();
        rows.Count.ShouldBeGreaterThanOrEqualTo(45);
        foreach (var row in rows)
            calendars[row["calendar"]].ShouldEnd(row.Code("typed"), row["from"], row["due"], row.Has("last") && row["last"].Length > 0 ? row["last"] : null);
    }

    [Fact]
    [Trait("Rule", "T13")]
    public void Every_paused_deadline_on_the_page_is_what_the_engine_computes()
    {
        var calendars = Calendars();
        var rows = Rows.Value.Where(r => r.Has("paused")).ToList();
        rows.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var row in rows)
        {
            var (calendar, pause) = (calendars[row["calendar"]], WithinParser.ParseLength(row["paused"]).ShouldNotBeNull());
            Show(Deadlines.DateLike(Parse(row.Code("typed")), At(row["from"], calendar.Zone), calendar, pause, pause), calendar.Zone).ShouldBe(row["due"], row.Code("typed"));
        }
    }

    [Fact]
    public void Every_refusal_on_the_page_has_its_code_and_offers_what_parses()
    {
        var rows = Rows.Value.Where(r => r.Has("refused")).ToList();
        rows.Count.ShouldBeGreaterThanOrEqualTo(15);
        foreach (var row in rows)
        {
            var problem = WithinParser.Parse(row.Code("refused")).Problem.ShouldNotBeNull(row.Code("refused"));
            problem.Code.ShouldBe(row["code"], row.Code("refused"));
            foreach (var offered in row["offered"].Split('`', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                problem.Hint.ShouldContain($"`{offered}`");
                WithinParser.Parse(offered.StartsWith("by ", StringComparison.Ordinal) ? $"1 business day {offered}" : offered).Problem.ShouldBeNull(offered);
            }
        }
    }

    [Fact]
    public void Every_warning_on_the_page_is_one()
    {
        var rows = Rows.Value.Where(r => r.Has("warning")).ToList();
        rows.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var row in rows)
            WarningParser.Parse(row.Code("warning")).Problem.ShouldBeNull(row.Code("warning"));
    }

    [Fact]
    public void The_page_shows_every_form_every_end_and_every_start_rule()
    {
        var shown = Rows.Value.Where(r => r.Has("typed")).Select(r => Parse(r.Code("typed"))).ToList();
        var forms = typeof(Within).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Within))).Except([typeof(UntilField), typeof(ShareOf)]);
        shown.Select(w => w.GetType()).Distinct().ShouldBe(forms, ignoreOrder: true);
        var counted = shown.Select(w => w switch
        {
            BusinessDays b => (b.By, b.Start),
            CalendarDays c => (c.By, c.Start),
            CalendarMonths m => (m.By, m.Start),
            _ => ((By?)null, StartRules.None),
        }).ToList();
        counted.Select(c => c.Item1?.GetType()).OfType<Type>().Distinct().Count().ShouldBe(3);
        foreach (var rule in typeof(StartRules).GetProperties().Where(p => p.CanWrite))
            counted.ShouldContain(c => !Equals(rule.GetValue(c.Item2), rule.GetValue(StartRules.None)), rule.Name);
        var page = File.ReadAllText(Page());
        page.ShouldContain("`until field target_dt`");
        page.ShouldContain("`25% of resolution`");
    }

    static Dictionary<string, WorkingCalendar> Calendars() => Rows.Value.Where(r => r.Has("zone")).ToDictionary(
        r => r["calendar"],
        r => OfficeHours.Of(r["zone"], r["hours"], r["closed on"].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Compile());

    static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Prazo.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Prazo.slnx above the tests");
        return Path.Combine(folder.FullName, "docs", "reference", "durations.md");
    }

    static List<Row> Read()
    {
        var rows = new List<Row>();
        string[]? header = null;
        foreach (var line in File.ReadLines(Page()))
        {
            if (!line.StartsWith('|'))
                header = null;
            else if (header is null)
                header = Cells(line);
            else if (!line.StartsWith("|--", StringComparison.Ordinal))
                rows.Add(new(header, Cells(line)));
        }
        return rows;
    }

    static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(c => c.Trim())];

    sealed record Row(string[] Header, string[] Cells)
    {
        public bool Has(string column) => Header.Contains(column);
        public string this[string column] => Cells[Array.IndexOf(Header, column)];
        public string Code(string column) => this[column].Trim('`');
    }
}
