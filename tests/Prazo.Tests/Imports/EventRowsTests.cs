namespace Prazo.Tests.Imports;

public sealed class EventRowsTests
{
    private const string EventMap = """
        rows: event
        columns: { ticket: ticket, at: at, activity: what, agent: who, priority: priority }
        events: { Opened: created, Answered: reply, Waiting: status=waiting-customer, Solved: status=resolved, Viewed: ignore }
        """;

    [Fact]
    public void Rows_become_events_and_changes_of_fields()
    {
        var (result, _) = Imported.Text("""
            ticket,at,what,who,priority
            T1,2026-03-02T09:00:00Z,Opened,,low
            T1,2026-03-02T09:10:00Z,Answered,ana,high
            T1,2026-03-02T09:20:00Z,Waiting,ana,
            T1,2026-03-02T09:25:00Z,Viewed,bia,high
            T1,2026-03-02T09:30:00Z,Solved,bia,high
            """, EventMap);

        result.Problems.ShouldBeEmpty();
        result.Accepted.ShouldBe(5);
        result.History.Events("T1").ShouldBe(
        [
            "2026-03-02T09:00:00 created priority=low",
            "2026-03-02T09:10:00 field priority=high",
            "2026-03-02T09:10:00 field agent=ana",
            "2026-03-02T09:10:00 reply ana",
            "2026-03-02T09:20:00 field status=waiting-customer",
            "2026-03-02T09:25:00 field agent=bia",
            "2026-03-02T09:30:00 field status=resolved",
        ]);
    }

    [Fact]
    public void T2_shuffled_and_repeated_rows_give_the_same_history()
    {
        string[] rows = ["T1,2026-03-02T09:00:00Z,Opened,,low", "T1,2026-03-02T09:10:00Z,Answered,ana,high", "T2,2026-03-02T09:05:00Z,Opened,,low", "T1,2026-03-02T09:30:00Z,Solved,bia,high"];
        var straight = Imported.Text("ticket,at,what,who,priority\n" + string.Join('\n', rows), EventMap).Result;
        var shuffled = Imported.Text("ticket,at,what,who,priority\n" + string.Join('\n', rows.Reverse().Concat(rows)), EventMap).Result;

        shuffled.Duplicates.ShouldBe(4);
        shuffled.History.Events("T1").ShouldBe(straight.History.Events("T1"));
        shuffled.History.Events("T2").ShouldBe(straight.History.Events("T2"));
    }

    [Fact]
    public void Without_an_opening_event_the_first_row_opens_the_ticket()
    {
        var (result, _) = Imported.Text("ticket,at,what,who,priority\nT1,2026-03-02T09:10:00Z,Answered,ana,high\n", EventMap);

        result.History.Events("T1").ShouldBe(["2026-03-02T09:10:00 created agent=ana priority=high", "2026-03-02T09:10:00 reply ana"]);
    }

    [Fact]
    public void Events_before_the_opening_and_second_openings_are_rejected_wherever_they_stand_in_the_file()
    {
        var (result, rejects) = Imported.Text("""
            ticket,at,what,who,priority
            T1,2026-03-02T08:00:00Z,Answered,ana,
            T1,2026-03-02T09:00:00Z,Opened,,low
            T1,2026-03-02T10:00:00Z,Opened,,low
            """, EventMap);

        rejects.Select(r => (r.Reason, r.Line)).ShouldBe([("before-opening", 2), ("created-twice", 4)]);
        rejects[0].Text.ShouldBe("ticket T1, 2026-03-02T08:00:00Z, reply, agent=ana");
        result.Accepted.ShouldBe(1);
    }

    [Fact]
    public void Unknown_activities_are_rejected_unless_the_mapping_says_otherwise()
    {
        const string Text = "ticket,at,what,who,priority\nT1,2026-03-02T09:00:00Z,Opened,,\nT1,2026-03-02T09:01:00Z,Sung,,\n";
        Imported.Text(Text, EventMap).Rejects.Single().ShouldSatisfyAllConditions(r => r.Reason.ShouldBe("unknown-activity"), r => r.Line.ShouldBe(3));

        var (kept, _) = Imported.Text(Text, EventMap.Replace("Viewed: ignore", "else: activity=*", StringComparison.Ordinal));
        kept.History.Events("T1")[1].ShouldBe("2026-03-02T09:01:00 field activity=Sung");
    }

    [Fact]
    public void Changes_named_by_a_field_and_a_value_column_are_read_and_translated()
    {
        var (result, rejects) = Imported.Text("""
            key;when;item;to;eid
            J-1;02/Mar/26 9:00 AM;status;Open;e1
            J-1;02/Mar/26 2:05 PM;Status;Done;e2
            J-1;02/Mar/26 2:05 PM;Status;Done;e2
            J-1;30/Feb/26 2:05 PM;Status;Done;e3
            """, """
            rows: event
            zone: Europe/Bucharest
            dates: ["dd/MMM/yy h:mm tt"]
            columns: { ticket: key, at: when, field: item, value: to, event-id: eid }
            values: { status: { Done: resolved, Open: open } }
            """);

        rejects.Single().Reason.ShouldBe("bad-date");
        result.Duplicates.ShouldBe(1);
        result.History.Events("J-1").ShouldBe(["2026-03-02T07:00:00 created ", "2026-03-02T07:00:00 field status=open", "2026-03-02T12:05:00 field status=resolved"]);
    }

    [Fact]
    public void Differences_of_snapshots_become_events()
    {
        var (result, _) = Imported.Text("""
            id|updated|created|answered|status|team
            T1|2026-03-02T09:30:00Z|2026-03-02T09:00:00Z|2026-03-02T09:20:00Z|pending|n1
            T1|2026-03-02T11:00:00Z|2026-03-02T09:00:00Z|2026-03-02T09:20:00Z|resolved|
            T1|2026-03-02T10:00:00Z|2026-03-02T09:00:00Z|2026-03-02T09:20:00Z|pending|n2
            """, """
            rows: snapshot
            columns: { ticket: id, at: updated, created: created, first-response: answered }
            """);

        result.Accepted.ShouldBe(3);
        result.History.Events("T1").OrderBy(e => e[..19], StringComparer.Ordinal).ShouldBe(
        [
            "2026-03-02T09:00:00 created team=n1",
            "2026-03-02T09:20:00 reply ",
            "2026-03-02T09:30:00 field status=pending",
            "2026-03-02T10:00:00 field team=n2",
            "2026-03-02T11:00:00 field status=resolved",
            "2026-03-02T11:00:00 field team=",
        ]);
    }
}
