using System.Text.Json.Nodes;
using Prazo.Statements;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Statements;

/// <summary>T4: what is learned of a closed period is settled in the next statement, with its cause, once.</summary>
public class StatementPastTests
{
    /// <summary>Four hours on the clock, R$ 50 for each started hour late, at most R$ 1,000 a year; a credit where less than 90 % were kept.</summary>
    private const string Text = """
        prazo: 1
        agreement: oficina
        title: Oficina
        kind: service
        term: { from: 2026-01-01 }
        zone: UTC
        targets:
          resolution: { within: 4h clock }
        objectives:
          - { id: solved, target: resolution, at-least: 90%, per: month }
        money: { currency: BRL, amounts: { fee: 1000.00 BRL } }
        penalties:
          - { id: late, target: resolution, per-hour: 50.00 BRL, hours: started, late: clock, cap: { year: 1000.00 BRL } }
          - { objective: solved, bands: { "90%..100%": none, "0%..90%": 10% }, of: fee }
        statement: { per: month }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_breach_that_lasted_on_is_charged_in_the_next_statement_for_the_rest(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text);
        await world.Ticket("a", "2026-09-30 12:00");
        // Due at 16:00; on the 1st at 02:00 it is ten hours late.
        var september = await world.Closed("2026-09-15", "2026-10-01 02:00");
        (september.Content.Net, september.Content.Corrections.Count).ShouldBe(("600.00", 0));
        var bundle = await world.Export(september);

        // It was solved at 06:00: four hours more, and as much of the month's fee as before.
        await world.Solve("a", "2026-10-01 06:00");
        var october = await world.Closed("2026-10-15", "2026-11-01 02:00");
        var correction = october.Content.Corrections.ShouldHaveSingleItem();
        (correction.From, correction.Penalty, correction.Was, correction.Is, correction.Difference).ShouldBe(("2026-09-01", "late", "500.00", "700.00", "200.00"));
        correction.Because.ShouldHaveSingleItem().ShouldBe(new StatementChange("1/resolution/1", "overdue 36000000", "met-late 50400000"));
        (october.Content.Corrected, october.Content.Net).ShouldBe(("200.00", "200.00"));
        StatementWorld.Verify(await world.Export(october)).Fault.ShouldBeNull();

        // September itself is what it was, and what was corrected once is not corrected again.
        (await world.Export(september)).ShouldBe(bundle);
        var november = await world.Closed("2026-11-15", "2026-12-01 02:00");
        (november.Content.Corrections.Count, november.Content.Net).ShouldBe((0, "0.00"));
        StatementWorld.Verify(await world.Export(november)).Fault.ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_waiver_after_closing_gives_back_what_was_paid(string database)
    {
        using var world = await StatementWorld.Open(database, "oficina", Text);
        await world.Ticket("a", "2026-09-10 08:00");
        await world.Solve("a", "2026-09-10 14:00");
        await world.Ticket("b", "2026-09-11 08:00");
        await world.Solve("b", "2026-09-11 09:00");
        var september = await world.Closed("2026-09-15", "2026-10-02 02:00");
        // Two hours late, and one kept of two.
        september.Content.Net.ShouldBe("200.00");

        await world.Waive("a", "2026-10-05 10:00");
        var october = (await world.Closed("2026-10-15", "2026-11-02 02:00")).Content;
        october.Corrections.Select(c => (c.Penalty, c.Difference)).ShouldBe([("late", "-100.00"), ("solved", "-100.00")]);
        october.Corrections[0].Because.Select(c => (c.What, c.Is)).ShouldBe([("1/resolution/1", null), ("solved 2026-09", "1/1")]);
        (october.Corrected, october.Net).ShouldBe(("-200.00", "-200.00"));
    }

    [Fact]
    public async Task The_cap_of_the_year_goes_by_what_was_corrected()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text.Replace("  - { objective", "#  - { objective", StringComparison.Ordinal));
        await world.Ticket("a", "2026-09-30 12:00");
        (await world.Closed("2026-09-15", "2026-10-01 02:00")).Content.Net.ShouldBe("500.00");
        await world.Solve("a", "2026-10-01 11:00");
        // Nine hours more of September are R$ 450, and of October's own four hours R$ 50 are left below the cap.
        await world.Ticket("b", "2026-10-02 08:00");
        await world.Solve("b", "2026-10-02 16:00");
        var october = (await world.Closed("2026-10-15", "2026-11-02 02:00")).Content;
        (october.Corrected, october.Credit, october.Net).ShouldBe(("450.00", "50.00", "500.00"));
        (await world.Closed("2026-11-15", "2026-12-02 02:00")).Content.Net.ShouldBe("0.00");
    }

    [Fact]
    public async Task A_ticket_that_is_told_of_late_and_one_that_never_was_ours_are_corrections_too()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text);
        await world.Ticket("a", "2026-09-10 08:00");
        await world.Solve("a", "2026-09-10 09:00");
        (await world.Closed("2026-09-15", "2026-10-02 02:00")).Content.Net.ShouldBe("0.00");
        await world.Tell("late", "2026-10-03 10:00", new Engine.Clocks.TicketCreated("new", StatementWorld.At("2026-09-12 08:00"), default, 0, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("status", "open")));
        await world.Solve("late", "2026-09-12 13:30", told: "2026-10-03 10:00");
        var october = (await world.Closed("2026-10-15", "2026-11-02 02:00")).Content;
        october.Corrections.Select(c => (c.Penalty, c.Difference)).ShouldBe([("late", "100.00"), ("solved", "100.00")]);
        october.Corrections[0].Because.Select(c => (c.What, c.Was, c.Is)).ShouldBe([("2/resolution/1", null, "met-late 5400000"), ("solved 2026-09", "1/1", "1/2")]);
    }

    [Fact]
    public async Task Periods_are_accounted_in_their_order()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text);
        await world.Ticket("a", "2026-09-10 08:00");
        var september = await world.Draft("2026-09-15", "2026-12-02 02:00");
        (await Should.ThrowAsync<RefusedException>(world.Draft("2026-10-15", "2026-12-02 02:00"))).Problems.Single().Code.ShouldBe("earlier-draft");
        await world.Close(september, "2026-12-02 02:00");
        (await Should.ThrowAsync<RefusedException>(world.Draft("2026-08-15", "2026-12-02 02:00"))).Problems.Single().Code.ShouldBe("later-statement");
    }

    [Fact]
    public async Task Who_leaves_a_correction_out_is_found()
    {
        using var world = await StatementWorld.Open("sqlite", "oficina", Text);
        await world.Ticket("a", "2026-09-30 12:00");
        await world.Closed("2026-09-15", "2026-10-01 02:00");
        await world.Solve("a", "2026-10-01 06:00");
        var october = await world.Closed("2026-10-15", "2026-11-01 02:00");
        var key = (await world.Db.Read(s => SigningKeys.Current(s, world.Tenant)))!;
        var lines = (await world.Export(october)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^2];
        var (facts, statement) = StatementBundle.Read(lines);
        using var forged = new StringWriter();
        StatementBundle.Write(forged, "Oficina", facts with { Reopened = [] }, statement, key);
        StatementWorld.Verify(forged.ToString()).Fault.ShouldNotBeNull().ShouldContain("correct");
    }
}
