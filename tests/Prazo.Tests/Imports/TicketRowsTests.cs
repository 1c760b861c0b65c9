namespace Prazo.Tests.Imports;

public sealed class TicketRowsTests
{
    private const string Header = "id,created,answered,resolved,agent,Priority,status\n";

    [Fact]
    public void A_row_becomes_a_ticket_with_fields_and_events()
    {
        var (result, _) = Imported.Text(Header + "T1,2026-03-02 09:00:00,2026-03-02 09:30:00,2026-03-03 10:00:00,ana,High,solved\n", Imported.TicketMap);

        result.Problems.ShouldBeEmpty();
        result.Accepted.ShouldBe(1);
        result.History.Events("T1").ShouldBe(
        [
            "2026-03-02T12:00:00 created agent=ana last-status=solved priority=High",
            "2026-03-02T12:30:00 reply ana",
            "2026-03-03T13:00:00 field status=resolved",
        ]);
    }

    [Fact]
    public void Empty_instants_give_no_event_and_placeholders_no_value()
    {
        var (result, _) = Imported.Text(Header + "T1,2026-03-02 09:00:00,,N/A,null,-,\n", Imported.TicketMap);

        result.History.Events("T1").ShouldBe(["2026-03-02T12:00:00 created "]);
    }

    [Theory]
    [InlineData("T1,2026-02-30 09:00:00,,,,,", "bad-date")]
    [InlineData("T1,2026-03-02 25:00:00,,,,,", "bad-date")]
    [InlineData("T1,1900-01-01 00:00:00,,,,,", "bad-date")]
    [InlineData("T1,,,,,,", "no-created")]
    [InlineData(",2026-03-02 09:00:00,,,,,", "no-ticket-id")]
    [InlineData("T1,2026-03-02 09:00:00,2026-03-02 08:59:59,,,,", "before-opening")]
    [InlineData("T1,2026-03-02 09:00:00,soon,,,,", "bad-date")]
    [InlineData("T1,2026-03-02 09:00:00,,", "too-few-fields")]
    [InlineData("T1,2026-03-02 09:00:00,,,,,,,x", "too-many-fields")]
    [InlineData("T1,2026-03-02 09:00:00,,,\"ana\"x,,", "text-after-quote")]
    [InlineData("T1,2026-03-02 09:00:00,,,\"ana,,", "unclosed-quote")]
    public void A_bad_row_is_rejected_with_its_line_and_the_next_is_read(string row, string reason)
    {
        var (result, rejects) = Imported.Text(Header + "T0,2026-03-01 09:00:00,,,,,\n" + row + "\nT2,2026-03-02 09:00:00,,,,,\n", Imported.TicketMap);

        rejects.Single().ShouldSatisfyAllConditions(r => r.Reason.ShouldBe(reason), r => r.Line.ShouldBe(3), r => r.Text.ShouldBe(row), r => r.File.ShouldBe("stdin"));
        result.History.Tickets.ShouldBe(["T0", "T2"]);
        result.Problems.ShouldContain(p => p.Code == reason && p.At.Line == 3);
    }

    [Fact]
    public void T2_the_same_row_twice_counts_once_and_another_row_of_the_ticket_is_rejected()
    {
        const string Row = "T1,2026-03-02 09:00:00,,,,,\n";
        var (result, rejects) = Imported.Text(Header + Row + Row + "T1,2026-03-02 09:00:01,,,,,\n", Imported.TicketMap);

        result.Duplicates.ShouldBe(1);
        rejects.Single().Reason.ShouldBe("ticket-twice");
        rejects[0].Message.ShouldContain("line 2");
    }

    [Fact]
    public void Swapped_day_and_month_are_said_in_one_clear_problem()
    {
        var rows = string.Concat(Enumerable.Range(1, 28).Select(d => $"T{d},{(d % 12) + 1:00}/{d:00}/2026 09:00\n"));
        var (result, _) = Imported.Text("id,created\n" + rows, "rows: ticket\nzone: America/Sao_Paulo\ndates: [dd/MM/yyyy HH:mm]\ncolumns: { id: id, created: created }\n");

        var problem = result.Problems.Where(p => p.Code == "day-month-swapped").ShouldHaveSingleItem();
        problem.Hint.ShouldContain("MM/dd/yyyy HH:mm");
        problem.At.Line.ShouldBe(14);
        result.Failed.ShouldBeTrue();
    }

    [Fact]
    public void A_missing_column_is_named_with_the_nearest_and_all_there_are()
    {
        var (result, _) = Imported.Text("id,craeted\nT1,2026-03-02T09:00:00Z\n", "rows: ticket\ncolumns: { id: id, created: created }\n");

        var problem = result.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("missing-column");
        problem.Hint.ShouldBe("did you mean 'craeted'? its columns are: id, craeted");
        problem.Message.ShouldContain("map.yaml:2:");
    }

    [Fact]
    public void Times_without_offset_and_without_zone_are_refused()
    {
        var (_, rejects) = Imported.Text("id,created\nT1,2026-03-02T09:00:00\nT2,2026-03-02T09:00:00-03:00\n", "rows: ticket\ncolumns: { id: id, created: created }\n");

        rejects.Single().Reason.ShouldBe("no-zone");
    }

    [Fact]
    public void T7_local_times_in_a_gap_and_an_overlap_map_to_the_first_instant()
    {
        var (result, _) = Imported.Text("id,created\nGAP,2026-03-08 02:30:00\nTWICE,2026-11-01 01:30:00\n", "rows: ticket\nzone: America/New_York\ncolumns: { id: id, created: created }\n");

        result.History.Events("GAP").ShouldBe(["2026-03-08T07:00:00 created "]);
        result.History.Events("TWICE").ShouldBe(["2026-11-01T05:30:00 created "]);
    }

    [Fact]
    public void Unknown_values_are_kept_with_a_warning_or_rejected_as_the_mapping_says()
    {
        const string Text = "id,created,priority\nT1,2026-03-02T09:00:00Z,alta\nT2,2026-03-02T09:00:00Z,urgente\n";
        const string Map = "rows: ticket\ncolumns: { id: id, created: created, priority: priority }\nvalues: { priority: { ALTA: high } }\n";

        var (kept, _) = Imported.Text(Text, Map);
        kept.Problems.ShouldHaveSingleItem().Code.ShouldBe("unknown-value");
        kept.History.Events("T1").ShouldBe(["2026-03-02T09:00:00 created priority=high"]);
        kept.History.Events("T2").ShouldBe(["2026-03-02T09:00:00 created priority=urgente"]);

        var (_, rejects) = Imported.Text(Text, Map + "unknown: reject\n");
        rejects.Single().Reason.ShouldBe("unknown-value");
    }

    [Fact]
    public void Instant_fields_are_kept_as_text_that_until_field_can_read()
    {
        var (result, _) = Imported.Text("id,created,target\nT1,2011-07-01 01:32:33,2011-07-15 01:32:32\n",
            "rows: ticket\nzone: America/New_York\ncolumns: { id: id, created: created }\nfields: { target_dt: { column: target, as: instant } }\n");

        result.History.FieldsOf(0)["target_dt"].ShouldBe("2011-07-15T05:32:32Z");
    }

    [Fact]
    public void A_ticket_that_ended_at_no_known_time_is_kept_as_open_with_a_warning()
    {
        var (result, _) = Imported.Text(Header + "T1,2026-03-02 09:00:00,,,,,Closed\nT2,2026-03-02 09:00:00,,2026-03-02 10:00:00,,,Closed\nT3,2026-03-02 09:00:00,,,,,open\n", Imported.TicketMap);

        result.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("ended-without-time"), p => p.At.Line.ShouldBe(2));
        result.Accepted.ShouldBe(3);
    }

    [Fact]
    public void Opened_by_an_agent_is_read_from_a_column()
    {
        var (result, _) = Imported.Text("id,created,source\nT1,2026-03-02T09:00:00Z,Phone\nT2,2026-03-02T09:00:00Z,Email\n",
            "rows: ticket\ncolumns: { id: id, created: created }\nopened-by-agent: { column: source, values: [Phone] }\n");

        result.History.Events("T1").Single().ShouldEndWith("by-agent");
        result.History.Events("T2").Single().ShouldNotContain("by-agent");
    }
}
