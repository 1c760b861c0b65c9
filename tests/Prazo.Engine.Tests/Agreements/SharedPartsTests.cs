using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>An agreement names calendars and holiday sets that are described elsewhere.</summary>
public class SharedPartsTests
{
    private const string Head = """
        { "prazo": 1, "agreement": "a", "title": "A", "kind": "service", "zone": "Europe/Bucharest",
        """;

    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["calendars office"] = """{ "zone": "Europe/Bucharest", "weekly": { "mon-fri": "08:00-18:00" }, "holidays": ["firm"] }""",
        ["calendars both"] = """{ "union": ["office", "night"] }""",
        ["calendars night"] = """{ "zone": "Europe/Bucharest", "weekly": { "mon-sun": "22:00-02:00" } }""",
        ["holiday-sets firm"] = """{ "name": "Firm", "days": { "2026-03-03": "Inventory" }, "includes": ["more"] }""",
        ["holiday-sets more"] = """{ "name": "More", "days": { "2026-03-04": "Bridge" } }""",
    };

    private static (Agreement? Agreement, IReadOnlyList<Problem> Problems) Read(string rest) => AgreementReader.Read(AgreementText.Documents(Head + rest)[0], _ => null,
        (section, name) => Shared.TryGetValue($"{section} {name}", out var text) ? AgreementText.Documents(text)[0] : null);

    [Fact]
    public void T9_A_calendar_that_is_named_and_not_described_is_looked_up_with_all_that_it_names_itself()
    {
        var (agreement, problems) = Read("""
            "targets": { "resolution": { "within": "4h", "calendar": "both" } } }
            """);
        problems.ShouldBeEmpty();
        agreement!.Calendars.Keys.Order(StringComparer.Ordinal).ShouldBe(["both", "night", "office"]);
        agreement.HolidaySets.Keys.Order(StringComparer.Ordinal).ShouldBe(["firm", "more"]);
    }

    [Fact]
    public void T1_Another_version_of_a_shared_calendar_makes_another_hash_and_its_values_tell_where_they_are_from()
    {
        const string Rest = """
            "targets": { "resolution": { "within": "4h", "calendar": "night" } } }
            """;
        var first = Read(Rest).Agreement!;
        var second = AgreementReader.Read(AgreementText.Documents(Head + Rest)[0], _ => null, (_, _) => AgreementText.Documents(Shared["calendars night"].Replace("02:00", "03:00", StringComparison.Ordinal))[0]).Agreement!;
        second.Hash.ShouldNotBe(first.Hash);
        Read(Rest).Agreement!.Hash.ShouldBe(first.Hash);
        Provenance.Of(first, "calendars.night.weekly.mon-sun")!.InheritedFrom.ShouldBe("shared calendars");
    }

    [Fact]
    public void What_an_agreement_describes_itself_is_its_own_and_a_name_that_leads_nowhere_is_an_error()
    {
        var own = Read("""
            "calendars": { "office": { "weekly": { "mon": "08:00-09:00" } } }, "targets": { "resolution": { "within": "1h", "calendar": "office" } } }
            """).Agreement!;
        own.HolidaySets.ShouldBeEmpty();
        Read("""
            "targets": { "resolution": { "within": "1h", "calendar": { "by": "region", "north": "office", "else": "nowhere" } } } }
            """).Problems.Where(p => p.Severity == Severity.Error).Select(p => (p.Code, p.Path)).ShouldBe([("unknown-calendar", "targets.resolution.calendar.else")]);
    }
}
