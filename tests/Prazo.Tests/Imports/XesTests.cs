namespace Prazo.Tests.Imports;

public sealed class XesTests
{
    private const string Log = """
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
          <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
          <global scope="trace"><string key="concept:name" value="x"/></global>
          <trace>
            <event><string key="concept:name" value="Closed"/><string key="org:resource" value="bia"/><date key="time:timestamp" value="2026-03-03T10:00:00.000-03:00"/></event>
            <event><string key="concept:name" value="Create Ticket"/><date key="time:timestamp" value="2026-03-02T09:00:00.000-03:00"/><string key="lifecycle:transition" value="complete"/></event>
            <event><string key="concept:name" value="Sing"/><string key="org:resource" value="ana"/><date key="time:timestamp" value="2026-03-02T09:10:00.000-03:00"/></event>
            <event><string key="concept:name" value="Sing"/></event>
            <string key="concept:name" value="Case 1"/>
            <string key="product" value="Router"><string key="nested" value="ignored"/></string>
          </trace>
        </log>
        """;

    [Fact]
    public void A_trace_becomes_a_ticket_with_sensible_events_without_any_mapping()
    {
        var (result, rejects) = Imported.Text(Log, null);

        result.History.Events("Case 1").ShouldBe(
        [
            "2026-03-02T12:00:00 created product=Router",
            "2026-03-02T12:10:00 field agent=ana",
            "2026-03-02T12:10:00 field activity=Sing",
            "2026-03-03T13:00:00 field agent=bia",
            "2026-03-03T13:00:00 field status=closed",
        ]);
        rejects.Single().ShouldSatisfyAllConditions(r => r.Reason.ShouldBe("no-time"), r => r.Line.ShouldBe(9));
    }

    [Fact]
    public void A_mapping_translates_activities_and_their_life_cycle()
    {
        var (result, rejects) = Imported.Text(Log, "rows: event\ncolumns: {}\nevents: { Closed: status=resolved, 'Create Ticket+complete': created-by-agent, Sing: note }\n");

        rejects.Count.ShouldBe(1);
        result.History.Events("Case 1").ShouldContain("2026-03-02T12:10:00 note ana");
        result.History.Events("Case 1")[0].ShouldEndWith("by-agent");
    }

    [Theory]
    [InlineData("<!DOCTYPE log [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><log>&a;</log>", "bad-xml")]
    [InlineData("<log><trace><event>", "bad-xml")]
    [InlineData("<html></html>", "not-xes")]
    public void What_is_not_xes_is_said_with_its_place(string text, string code)
    {
        var (result, _) = Imported.Text(text, null);

        result.Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
        result.Problems[0].At.Line.ShouldBe(1);
    }
}
