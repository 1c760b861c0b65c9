using Prazo.Engine.Tests;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

public sealed class BostonTests
{
    [SharedFact("data/boston-311-2011.csv.gz")]
    public void All_58251_requests_are_read_with_their_target_as_an_instant()
    {
        var map = Imported.Map("""
            rows: ticket
            zone: America/New_York
            dates: ["yyyy-MM-dd HH:mm:ss"]
            columns: { id: case_enquiry_id, created: open_dt, closed: closed_dt }
            fields: { target_dt: { column: target_dt, as: instant }, ontime: ontime, type: type }
            """);

        var result = Import.Read([SharedData.Find("data/boston-311-2011.csv.gz")!], map);

        result.Problems.ShouldBeEmpty();
        result.Accepted.ShouldBe(58_251);
        result.History.Events("101000295613").ShouldBe(
            ["2011-07-01T05:32:33 created ontime=ONTIME target_dt=2011-07-15T05:32:32Z type=Street Light Outages", "2011-07-01T09:06:58 field status=closed"]);
        result.History.Occurred.Length.ShouldBe(58_251 + 46_340 + 8_073 + 157);
    }
}
