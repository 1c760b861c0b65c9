using Prazo.Engine;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

public sealed class MappingReaderTests
{
    [Theory]
    [InlineData("rows: tickets\ncolumns: {}\n", "bad-value", 1, 7, "ticket, event, snapshot")]
    [InlineData("columns: { id: a }\n", "missing-key", 1, 1, "rows: ticket")]
    [InlineData("rows: ticket\n", "missing-key", 1, 1, "columns:")]
    [InlineData("rows: ticket\ncolumms: {}\ncolumns: {}\n", "unknown-key", 2, 1, "did you mean 'columns'?")]
    [InlineData("rows: ticket\nzone: America/Sao_Paolo\ncolumns: {}\n", "unknown-zone", 2, 7, "did you mean America/Sao_Paulo?")]
    [InlineData("rows: ticket\ndates:\n  - iso\n  - yyyy-mm-dd\ncolumns: {}\n", "bad-date-pattern", 4, 5, "yyyy-MM-dd")]
    [InlineData("rows: ticket\ndelimiter: abc\ncolumns: {}\n", "bad-delimiter", 2, 12, "tab")]
    [InlineData("rows: event\ncolumns: {}\nevents: { Closed: status=closed, Said: replyy }\n", "unknown-event", 3, 40, "did you mean 'reply'?")]
    [InlineData("rows: event\ncolumns: {}\nevents: { Held: pause=moon }\n", "unknown-event", 3, 17, "pause=customer")]
    [InlineData("rows: ticket\ncolumns: { id: [a, b] }\n", "bad-value", 2, 16, "")]
    [InlineData("rows: ticket\ncolumns: { id: '' }\n", "bad-value", 2, 16, "leave the key out")]
    [InlineData("rows: ticket\ncolumns: {}\nfields: { due: { column: d, as: date } }\n", "bad-value", 3, 33, "instant")]
    [InlineData("rows: ticket\ncolumns: {}\nopened-by-agent: { column: d }\n", "missing-key", 3, 18, "values")]
    [InlineData("rows: ticket\ncolumns: {}\nheader: maybe\n", "bad-value", 3, 9, "")]
    [InlineData("- rows\n", "bad-value", 1, 1, "")]
    [InlineData("", "bad-mapping", 1, 1, "map guess")]
    [InlineData("rows: ticket\n---\nrows: event\n", "bad-mapping", 1, 1, "")]
    [InlineData("rows: [\n", "syntax", 2, 1, "")]
    public void A_wrong_mapping_is_refused_at_its_line_and_column(string yaml, string code, int line, int column, string hint)
    {
        var (mapping, problems) = MappingReader.Parse(yaml, "map.yaml");

        mapping.ShouldBeNull();
        var problem = problems.ShouldHaveSingleItem();
        problem.ShouldSatisfyAllConditions(p => p.Code.ShouldBe(code), p => p.At.ShouldBe(new Position("map.yaml", line, column)), p => p.Hint.ShouldContain(hint));
    }

    [Fact]
    public void Columns_fields_and_moments_are_read()
    {
        var map = Imported.Map("""
            rows: ticket
            delimiter: tab
            missing: ["", "?"]
            columns: { id: A, created: B, resolved: C, agent: D, team: E }
            fields: [Product Line]
            others: true
            moments: { "Escalated at": team=n2 }
            before-opening: keep
            unknown: reject
            """);

        map.Delimiter.ShouldBe('\t');
        map.Missing.ShouldBe(["", "?"]);
        map.Fields.Select(f => (f.Field, f.Column.Name)).ShouldBe([("team", "E"), ("product-line", "Product Line")]);
        map.OtherColumns.ShouldBe(true);
        map.Moments.Select(m => (m.Column.Name, m.Event)).ShouldBe([("C", EventSpec.Status("resolved")), ("Escalated at", new EventSpec("field", "team", "n2"))]);
        (map.BeforeOpening, map.Unknown).ShouldBe((BeforeOpening.Keep, UnknownValue.Reject));
    }

    [Fact]
    public void A_column_name_that_stands_twice_in_the_header_is_warned_of()
    {
        var (result, _) = Imported.Text("id,created,team,team\nT1,2026-03-02T09:00:00Z,a,b\n", "rows: ticket\ncolumns: { id: id, created: created }\n");

        result.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("column-twice"), p => p.Hint.ShouldContain("#4"));
        result.History.FieldsOf(0)["team"].ShouldBe("a");
    }
}
