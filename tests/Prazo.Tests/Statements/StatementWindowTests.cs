using System.Globalization;
using Prazo.Outages;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Statements;

/// <summary>Availability is measured from reported outages, to the second; what is declared in time does not count; what is learned later is corrected once.</summary>
public class StatementWindowTests
{
    private const string Text = """
        prazo: 1
        agreement: oficina
        title: Oficina
        kind: service
        term: { from: 2026-01-01 }
        zone: Europe/Bucharest
        calendars: { office: { weekly: { mon-fri: "09:00-18:00" } } }
        targets: { resolution: { within: 4h clock } }
        objectives:
          - { id: up, availability: portal, at-least: 99.5% }
          - { id: phone, availability: phone, at-least: 99%, calendar: office }
          - { id: both, index: { up: 1, phone: 1 }, at-least: 99% }
        money: { currency: BRL, amounts: { fee: 1000.00 BRL } }
        penalties: [ { objective: up, bands: { "99.5%..100%": none, "99%..99.5%": 10%, "0%..99%": 30% }, of: fee } ]
        statement: { per: month }
        """;

    private static Task<StatementWorld> Open(string database) => StatementWorld.Open(database, "oficina", Text);

    private static (string Hours, string Promised) Of(StatementBody body, string objective) => body.Objectives.Single(o => o.Objective == objective) is var o ? (o.Amount(o.Kept), o.Amount(o.Counted)) : default;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_month_with_a_DST_change_comes_to_what_the_hand_comes_to(string database)
    {
        using var world = await Open(database);
        // On the 25th the clocks of Bucharest go from 04:00 back to 03:00, at 01:00 UTC: 2 h and a second, and an overlapping hour; together 2:30:02.
        await world.Outage(Outage.Down, "portal", "2026-10-24 23:30:00..2026-10-25 01:30:01", "2026-10-25 02:00");
        await world.Outage(Outage.Down, "portal", "2026-10-25 01:00:00..2026-10-25 02:00:02", "2026-10-25 03:00", title: "And the cache");
        // Two hours of everything, announced; at night, when the phone is closed anyway.
        await world.Outage(Outage.Maintenance, null, "2026-10-10 20:00:00..2026-10-10 22:00:00", "2026-10-08 09:00", "2026-10-08 08:00", "New disks");
        // Monday from 08:00 to 09:30; it opens at 09:00.
        await world.Outage(Outage.Unstaffed, "phone", "2026-10-26 06:00:00..2026-10-26 07:30:00", "2026-10-26 08:00", title: "Nobody there");
        // Of another month.
        await world.Outage(Outage.Down, "portal", "2026-09-01 00:00:00..2026-09-02 00:00:00", "2026-09-03 08:00", title: "September");

        var closed = await world.Closed("2026-10-15", "2026-11-02 08:00");
        var body = closed.Content;
        // 31 days and an hour are 745 h, less two; 22 days of nine hours are 198.
        Of(body, "up").ShouldBe(("740:29:58", "743:00:00"));
        Of(body, "phone").ShouldBe(("197:30:00", "198:00:00"));
        body.Objectives.Select(o => (o.Objective, o.Percent, o.Holds, o.Unit)).ShouldBe([("up", "99.663451", true, "ms"), ("phone", "99.747474", true, "ms"), ("both", "99.705463", true, null)]);
        (body.Net, body.Windows!.Count).ShouldBe(("0.00", 4));
        var first = body.Windows[0];
        (first.Kind, first.What, first.From, first.Until, first.Announced, first.Title, first.Excludes).ShouldBe((Outage.Maintenance, null, "2026-10-10T20:00:00.000Z", "2026-10-10T22:00:00.000Z", "2026-10-08T08:00:00.000Z", "New disks", true));
        var bundle = await world.Export(closed);
        bundle.ShouldNotContain("between us");
        bundle.ShouldNotContain("September", customMessage: "what does not touch the period is none of its facts");
        var verdict = StatementWorld.Verify(bundle);
        verdict.Fault.ShouldBeNull();
        verdict.Statement!.Text().ShouldBe(closed.Body);
    }

    [Fact]
    public async Task What_began_before_and_lasts_beyond_the_period_counts_in_it_and_nothing_reported_is_all_of_the_time()
    {
        using var world = await Open("sqlite");
        var id = await world.Outage(Outage.Down, "portal", "2026-09-30 20:00:00..", "2026-09-30 20:05");
        // Bucharest's September ends at 21:00 UTC: an hour of 720; and October has nothing else.
        var september = await world.Closed("2026-09-15", "2026-11-03 02:00");
        Of(september.Content, "up").ShouldBe(("719:00:00", "720:00:00"));
        Of(september.Content, "phone").ShouldBe(("198:00:00", "198:00:00"));
        september.Content.Windows!.Single().Until.ShouldBeNull();
        var october = await world.Closed("2026-10-15", "2026-11-03 03:00");
        (Of(october.Content, "up"), october.Content.Net).ShouldBe((("0:00:00", "745:00:00"), "300.00"));
        // That it is over now moves neither.
        await world.Db.Write(tx => OutageActs.End(world.By(tx, "2026-11-05 00:00"), id, null));
        var november = await world.Closed("2026-11-15", "2026-12-02 00:00");
        november.Content.Corrections.ShouldBeEmpty();
        Of(november.Content, "up").ShouldBe(("622:00:00", "720:00:00"));
        foreach (var closed in new[] { september, october, november })
            StatementWorld.Verify(await world.Export(closed)).Fault.ShouldBeNull();
    }

    [Theory]
    [InlineData(Outage.Maintenance, "2026-09-09 08:00", "716:00:00", "716:00:00")]
    [InlineData(Outage.Maintenance, "2026-09-10 08:00", "716:00:00", "720:00:00")]
    [InlineData(Outage.Maintenance, null, "716:00:00", "720:00:00")]
    [InlineData(Outage.ForceMajeure, null, "716:00:00", "716:00:00")]
    public async Task Maintenance_does_not_count_only_if_it_was_announced_before_it_began(string kind, string? announced, string kept, string counted)
    {
        using var world = await Open("sqlite");
        await world.Outage(kind, "portal", "2026-09-10 08:00:00..2026-09-10 12:00:00", "2026-09-10 13:00", announced);
        await world.Outage(Outage.Down, "portal", "2026-09-10 08:00:00..2026-09-10 12:00:00", "2026-09-10 13:00");
        var body = (await world.Draft("2026-09-15", "2026-10-02 08:00")).Content;
        (Of(body, "up"), Of(body, "phone").Promised).ShouldBe(((kept, counted), "198:00:00"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_reported_after_closing_is_corrected_once_with_its_cause_and_taken_back_when_it_is_withdrawn(string database)
    {
        using var world = await Open(database);
        var draft = await world.Draft("2026-09-15", "2026-10-02 08:00");
        // After it was drafted: the customer reads what was known then, also when it is closed.
        var id = await world.Outage(Outage.Down, "portal", "2026-09-10 08:00:00..2026-09-10 18:00:00", "2026-10-02 09:00");
        var september = await world.Close(draft, "2026-10-02 10:00");
        (Of(september.Content, "up"), september.Content.Windows, september.Body).ShouldBe((("720:00:00", "720:00:00"), null, draft.Body));
        var bundle = await world.Export(september);

        // 710 of 720 hours are 98.6 %: 30 % of the fee.
        var october = await world.Closed("2026-10-15", "2026-11-02 08:00");
        var correction = october.Content.Corrections.ShouldHaveSingleItem();
        (correction.From, correction.Penalty, correction.Was, correction.Is, correction.Difference, october.Content.Net).ShouldBe(("2026-09-01", "up", "0.00", "300.00", "300.00", "300.00"));
        correction.Because.Select(b => (b.What, b.Was, b.Is)).ShouldBe(
            [("both 2026-09", "2/2", "143/72/2"), ("up 2026-09", "2592000000/2592000000", "2556000000/2592000000"), ($"window {id}", null, "outage portal 2026-09-10T08:00:00.000Z..2026-09-10T18:00:00.000Z Database moved")]);
        Of(october.Content, "up").ShouldBe(("745:00:00", "745:00:00"));
        StatementWorld.Verify(await world.Export(october)).Fault.ShouldBeNull();

        var november = await world.Closed("2026-11-15", "2026-12-02 08:00");
        (november.Content.Corrections.Count, november.Content.Net).ShouldBe((0, "0.00"), "once");
        await world.Db.Write(tx => OutageActs.Withdraw(world.By(tx, "2026-12-03 08:00"), id, "it was another customer's"));
        var december = await world.Closed("2026-12-15", "2027-01-02 08:00");
        december.Content.Corrections.Select(c => (c.From, c.Difference)).ShouldBe([("2026-09-01", "-300.00")]);
        foreach (var closed in new[] { november, december })
            StatementWorld.Verify(await world.Export(closed)).Fault.ShouldBeNull();
        (await world.Export(september)).ShouldBe(bundle);
    }

    [Fact]
    public async Task Who_alters_or_leaves_out_a_window_is_found_and_it_is_named()
    {
        using var world = await Open("sqlite");
        await world.Outage(Outage.Down, "portal", "2026-09-10 08:00:00..2026-09-10 18:00:00", "2026-09-11 09:00");
        var closed = await world.Closed("2026-09-15", "2026-10-02 08:00");
        closed.Content.Net.ShouldBe("300.00");
        var bundle = await world.Export(closed);
        var line = bundle.Split('\n').Single(l => l.Contains("\"line\":\"window\"", StringComparison.Ordinal));
        foreach (var (was, its) in new[] { ("\"from\":1789", "\"from\":1788"), ("\"what\":\"portal\"", "\"what\":\"phone\""), ("\"announced\":null", "\"announced\":1"), ("Database", "Nothing") })
        {
            line.ShouldContain(was);
            StatementWorld.Verify(bundle.Replace(line, line.Replace(was, its, StringComparison.Ordinal), StringComparison.Ordinal)).Fault.ShouldNotBeNull().ShouldContain(was == "Database" ? "outage Nothing moved" : "outage Database moved");
        }
        // The provider, who has the key.
        var key = (await world.Db.Read(s => SigningKeys.Current(s, world.Tenant)))!;
        var (facts, statement) = StatementBundle.Read(bundle.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^2]);
        string Signed(StatementFacts f, string s)
        {
            using var forged = new StringWriter(CultureInfo.InvariantCulture);
            StatementBundle.Write(forged, "Oficina", f, s, key);
            return forged.ToString();
        }
        StatementWorld.Verify(Signed(facts, statement)).Fault.ShouldBeNull();
        StatementWorld.Verify(Signed(facts with { Windows = [] }, statement)).Fault.ShouldNotBeNull().ShouldContain("comes to");
        StatementWorld.Verify(Signed(facts with { Windows = [facts.Windows![0] with { Kind = Outage.ForceMajeure }] }, statement)).Fault.ShouldNotBeNull().ShouldContain("comes to");
        StatementWorld.Verify(Signed(facts, (closed.Content with { Windows = null }).Text())).Fault.ShouldNotBeNull().ShouldContain("windows says nothing");
    }

    [Fact]
    public async Task Nothing_is_promised_while_no_version_is_in_force()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text.Replace("from: 2026-01-01", "from: 2026-09-11, to: 2026-09-20", StringComparison.Ordinal));
        await world.Outage(Outage.Down, "portal", "2026-09-10 20:00:00..2026-09-10 22:00:00", "2026-09-11 09:00");
        // Ten days, of which the first hour was lost; the hour before was nobody's.
        Of((await world.Draft("2026-09-15", "2026-10-02 08:00")).Content, "up").ShouldBe(("239:00:00", "240:00:00"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Breaches_that_ran_in_a_declared_time_are_offered_and_excluded_one_by_one_or_all_on_its_evidence(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text);
        foreach (var (reference, day) in new[] { ("a", "10"), ("b", "10"), ("c", "10"), ("d", "20") })
        {
            await world.Ticket(reference, $"2026-09-{day} 08:00");
            await world.Solve(reference, $"2026-09-{day} 14:00");
        }
        var late = await world.Outage(Outage.Maintenance, null, "2026-09-20 09:00:00..2026-09-20 10:00:00", "2026-09-20 11:00", "2026-09-20 09:30", "Told too late");
        await world.Outage(Outage.Down, "portal", "2026-09-20 09:00:00..2026-09-20 10:00:00", "2026-09-20 11:00");
        var storm = await world.Outage(Outage.ForceMajeure, null, "2026-09-10 13:00:00..2026-09-10 15:00:00", "2026-09-10 16:00", title: "Storm over the city");
        await world.Outage(Outage.ForceMajeure, null, "2026-09-10 14:00:00..2026-09-10 15:00:00", "2026-09-10 16:00", title: "After all was done");
        var draft = await world.Draft("2026-09-15", "2026-10-02 08:00");
        draft.Content.Breaches.Count.ShouldBe(4);
        Task<IReadOnlyList<ExclusionOffer>> Offers() => world.Db.Read(s => ExclusionOffers.Of(s, world.Agreements, StatementActs.Find(s, world.Tenant, draft.Id)!, StatementWorld.At("2026-10-02 09:00")));
        Task<Statement> Take(Guid window, params string[] items) => ExclusionOffers.Take(world.Db, world.Agreements, world.Tenant, draft.Id, window, items.Length == 0 ? null : items, "user:ana", StatementWorld.At("2026-10-02 09:00"));

        var offer = (await Offers()).ShouldHaveSingleItem();
        (offer.Window.Now.Id, string.Join(' ', offer.Items)).ShouldBe((storm, "1/resolution/1 2/resolution/1 3/resolution/1"));
        (await Should.ThrowAsync<RefusedException>(Take(storm, "4/resolution/1"))).Problems.Single().Code.ShouldBe("not-offered");
        (await Should.ThrowAsync<RefusedException>(Take(late))).Problems.Single().Code.ShouldBe("not-offered");

        var one = await Take(storm, "2/resolution/1");
        one.Content.Breaches.Where(b => b.Settled is not null).Select(b => (b.Item, b.Settled, b.Why, b.By)).ShouldBe([("2/resolution/1", SettlementWord.Excluded, "force-majeure", "user:ana")]);
        var all = await Take(storm);
        all.Content.Breaches.Count(b => b.Settled == SettlementWord.Excluded).ShouldBe(3);
        (await Offers()).ShouldBeEmpty();
        var said = (await world.Db.Read(s => StatementTalk.Of(s, all))).Where(e => e.Kind == SettlementWord.Excluded).ToList();
        said.Count.ShouldBe(3);
        said.ShouldAllBe(e => e.Said!.StartsWith("Storm over the city: ", StringComparison.Ordinal) && e.Said.Contains("16:00", StringComparison.Ordinal) && e.Said.Contains("(Europe/Bucharest)", StringComparison.Ordinal) && e.Cause == "force-majeure");
        var closed = await world.Close(all, "2026-10-03 08:00");
        StatementWorld.Verify(await world.Export(closed)).Fault.ShouldBeNull();
        (await Offers()).ShouldBeEmpty();
    }
}
