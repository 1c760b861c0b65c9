using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Which version of which agreement is in force for a ticket (T18): terms with gaps and overlaps, days bounded by the agreement's own zone.</summary>
[Trait("Rule", "T18")]
public class VersionTests
{
    private static Agreement Version(int version, string dates, string zone = "America/Sao_Paulo", string id = "a") =>
        Good($"prazo: 1\nagreement: {id}\nversion: {version}\nzone: {zone}\n{dates}targets: {{ resolution: {{ within: 4h clock }} }}\n");

    private static string InForce(Instant created, params Agreement[] versions) => string.Join(" ", Selection.InForce(new AgreementSet(versions), created).Select(a => $"{a.Id}{a.Version}"));

    private static Instant Local(string text, string zone = "America/Sao_Paulo") => DeadlineTables.At(text, DateTimeZoneProviders.Tzdb[zone]);

    [Theory]
    [InlineData("2025-12-31 23:59:59.999", "")]
    [InlineData("2026-01-01 00:00", "a1")]
    [InlineData("2026-03-31 23:59:59.999", "a1")]
    [InlineData("2026-04-01 00:00", "")] // the gap
    [InlineData("2026-04-30 23:59:59.999", "")]
    [InlineData("2026-05-01 00:00", "a2")]
    [InlineData("2026-06-30 23:59:59.999", "a2")]
    [InlineData("2026-07-01 00:00", "a3")] // version 2 still holds, the later one stands
    [InlineData("2026-12-31 23:59:59.999", "a3")]
    [InlineData("2027-01-01 00:00", "a4")]
    [InlineData("2040-01-01 00:00", "a4")]
    public void The_latest_version_that_holds_that_day_stands(string created, string expected)
    {
        Agreement[] versions =
        [
            Version(4, "effective: 2027-01-01\n"), Version(2, "term: { from: 2026-05-01, to: 2026-12-31 }\n"),
            Version(1, "term: { from: 2026-01-01, to: 2026-03-31 }\n"), Version(3, "term: { from: 2026-05-01, to: 2026-12-31 }\neffective: 2026-07-01\n"),
        ];
        InForce(Local(created), versions).ShouldBe(expected);
        InForce(Local(created), [.. versions.Reverse()]).ShouldBe(expected, "whatever their order");
    }

    [Theory]
    [InlineData("2026-03-10 23:59", "a2")]
    [InlineData("2026-03-11 00:00", "")] // version 1 has no end, and does not come back
    [InlineData("2026-03-31 23:59", "")]
    [InlineData("2026-04-01 00:00", "a3")]
    public void A_version_that_has_ended_gives_way_to_none_before_it(string created, string expected) =>
        InForce(Local(created), Version(1, "term: { from: 2026-01-01 }\n"), Version(2, "term: { from: 2026-03-01, to: 2026-03-10 }\n"), Version(3, "effective: 2026-04-01\n")).ShouldBe(expected);

    [Theory]
    [InlineData("effective: 2026-03-01\n", "effective: 2026-03-01\n", "a2")] // from the same day: the higher number
    [InlineData("", "", "a2")]
    [InlineData("effective: 2026-03-01\n", "", "a1")] // version 2 says no day and holds from always: version 1 came later
    [InlineData("", "effective: 2026-03-03\n", "a1")]
    [InlineData("term: { to: 2026-03-01 }\n", "effective: 2026-03-03\n", "")]
    [InlineData("term: { to: 2026-03-01, renews: yearly }\n", "effective: 2026-03-03\n", "a1")] // goes on until a version ends it
    [InlineData("term: { to: 2026-03-01, renews: never }\n", "effective: 2026-03-03\n", "")]
    [InlineData("effective: 2026-02-01\n", "term: { from: 2026-01-01 }\n", "a1")]
    [InlineData("term: { from: 2026-02-01 }\n", "term: { from: 2026-01-01 }\neffective: 2026-03-01\n", "a2")] // its own first day, not the term's
    public void Of_two_versions_on_2_March(string first, string second, string expected) =>
        InForce(Local("2026-03-02 10:00"), Version(1, first), Version(2, second)).ShouldBe(expected);

    [Theory]
    [InlineData("America/Sao_Paulo", "2026-03-02T02:59:59Z", "a1")]
    [InlineData("America/Sao_Paulo", "2026-03-02T03:00:00Z", "a2")]
    [InlineData("Europe/Bucharest", "2026-03-01T21:59:59Z", "a1")]
    [InlineData("Europe/Bucharest", "2026-03-01T22:00:00Z", "a2")]
    [InlineData("Pacific/Kiritimati", "2026-03-01T09:59:59Z", "a1")]
    [InlineData("Pacific/Kiritimati", "2026-03-01T10:00:00Z", "a2")]
    [Trait("Rule", "T20")]
    public void The_agreements_zone_bounds_its_days(string zone, string created, string expected) =>
        InForce(NodaTime.Text.InstantPattern.General.Parse(created).Value, Version(1, "term: { to: 2026-03-01 }\n", zone), Version(2, "effective: 2026-03-02\n", zone)).ShouldBe(expected);

    [Theory]
    [InlineData("2018-11-03 23:59:59.999", "a1")]
    [InlineData("2018-11-04 01:00", "a2")] // the clocks jumped over midnight
    [InlineData("2018-02-17 23:30*", "b1")] // and back over it: still the 17th
    [InlineData("2018-02-18 00:00", "b2")]
    public void A_day_begins_with_its_first_instant_even_without_a_midnight(string created, string expected)
    {
        var id = expected[..1];
        var day = id == "a" ? new LocalDate(2018, 11, 4) : new LocalDate(2018, 2, 18);
        InForce(Local(created), Version(1, $"term: {{ to: {day.PlusDays(-1):uuuu-MM-dd} }}\n", id: id), Version(2, $"effective: {day:uuuu-MM-dd}\n", id: id)).ShouldBe(expected);
    }

    [Fact]
    public void Every_agreement_has_its_own_version_in_the_order_of_the_files()
    {
        var b1 = Version(1, "", id: "b");
        InForce(Local("2026-03-02 10:00"), b1, Version(1, "term: { to: 2026-02-28 }\n", id: "c"), Version(1, ""), Version(2, "effective: 2026-03-01\n"), Version(2, "effective: 2026-04-01\n", id: "b")).ShouldBe("b1 a2");
        InForce(Local("2026-03-02 10:00")).ShouldBe("");
    }

    [Theory]
    [InlineData("term: { from: 2026-01-01, to: 2026-06-30 }", "term: { from: 2026-06-30 }", true)] // share one day
    [InlineData("term: { from: 2026-01-01, to: 2026-06-30 }", "term: { from: 2026-07-01 }", false)]
    [InlineData("term: { from: 2026-01-01, to: 2026-06-30, renews: yearly }", "term: { from: 2026-07-01 }", true)]
    [InlineData("term: { to: 2026-06-30 }", "effective: 2026-07-01", false)]
    [InlineData("term: { to: 2026-06-30 }", "term: { to: 2025-06-30 }", true)]
    [InlineData("term: { from: 2026-01-01, to: 2026-06-30 }", "term: { from: 2027-01-01, to: 2027-06-30 }", false)]
    [InlineData("term: { from: 2026-01-01, to: 2026-12-31 }", "term: { from: 2026-03-01, to: 2026-04-30 }", true)]
    [Trait("Rule", "T19")]
    public void Agreements_tie_only_where_their_terms_share_a_day(string first, string second, bool ties)
    {
        var (a, b) = (Version(1, first + "\n"), Version(1, second + "\n", id: "b"));
        Lint.CheckSet([a, b]).Any(p => p.Code == "tie").ShouldBe(ties);
        Lint.CheckSet([b, a]).Any(p => p.Code == "tie").ShouldBe(ties);
    }

    [Fact]
    [Trait("Rule", "Lint")]
    public void A_set_is_judged_agreement_by_agreement_and_then_together()
    {
        var expired = Version(1, "term: { to: 2025-12-31 }\n", id: "old");
        var wrong = Good("prazo: 1\nagreement: wrong\nzone: UTC\napplies: { when: { shop: a } }\ntargets: { resolution: { within: 4h clock } }\n");
        var (a, b) = (Version(1, ""), Version(1, "", id: "b"));
        Lint.CheckAll([expired, wrong, a, b], new LocalDate(2026, 3, 2)).Select(p => p.Code).ShouldBe(["expired-term", "unknown-field", "tie", "tie", "tie"]);
        Lint.CheckAll([expired, wrong, a, b], new LocalDate(2026, 3, 2), ["shop"]).Select(p => p.Code).ShouldBe(["expired-term", "tie", "tie", "tie"]);
        Lint.CheckAll([a]).ShouldBeEmpty();
        Lint.CheckAll([]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("applies: { when: { inbox: loja } }", "applies: { when: { inbox: loja } }", true)]
    [InlineData("applies: { when: { inbox: loja } }", "applies: { when: { channel: chat } }", true)] // one field each, and a ticket can have both
    [InlineData("applies: { when: { inbox: loja } }", "applies: { when: { inbox: [loja, casa] } }", false)] // fewer values
    [InlineData("applies: { when: { inbox: loja } }", "applies: { when: { inbox: casa } }", false)] // never both
    [InlineData("applies: { when: { inbox: loja } }", "applies: { when: { inbox: { not: loja } } }", false)]
    [InlineData("applies: { when: { inbox: { not: loja } } }", "applies: { when: { inbox: { not: casa } } }", true)] // any third inbox
    [InlineData("applies: { when: { inbox: LOJA } }", "applies: { when: { inbox: loja } }", true)] // case does not matter
    [InlineData("applies: { when: { inbox: loja } }", "applies: { when: { inbox: loja, channel: chat } }", false)] // one field more
    [InlineData("applies: { when: { inbox: [a, b], channel: [c, d, e] } }", "applies: { when: { inbox: [b, c, d], channel: [e, f] } }", true)] // five values each
    [Trait("Rule", "T19")]
    public void Agreements_tie_where_equally_specific_ones_fit_one_ticket(string first, string second, bool ties)
    {
        var (a, b) = (Version(1, first + "\n"), Version(1, second + "\n", id: "b"));
        var found = Lint.CheckSet([a, b]);
        found.Any(p => p.Code == "tie").ShouldBe(ties);
        if (ties)
            found.ShouldHaveSingleItem().Message.ShouldBe("tickets that fit both a and b cannot tell whose Resolution holds (resolution or resolution): both are equally specific");
    }
}
