using System.Globalization;
using System.Text;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

/// <summary>Files of many batches: what is logged and numbered depends on the file only.</summary>
public sealed class TicketBatchTests
{
    private const string Map = "rows: ticket\ncolumns: { id: id, created: created, agent: agent }\nvalues: { agent: { ana: ana, bia: bia } }\n";

    // Of every ten rows: 4 new tickets, a blank line, a bad date, a repeated row, the ticket of the row before with other content, a value out of the table, too few fields, no id.
    private static string Rows(int tens)
    {
        var text = new StringBuilder("id,created,agent\n");
        for (var i = 0; i < tens; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"A{i},2026-03-02T09:00:00Z,ana\nB{i},2026-03-02T09:00:00Z,bia\n\nC{i},never,ana\n");
            text.Append(CultureInfo.InvariantCulture, $"D{i},2026-03-02T09:00:00Z,\nD{i},2026-03-02T09:00:00Z,\nD{i},2026-03-02T09:00:01Z,\n");
            text.Append(CultureInfo.InvariantCulture, $"E{i},2026-03-02T09:00:00Z,x{i}\nF{i}\n,2026-03-02T09:00:00Z,ana\n");
        }
        return text.ToString();
    }

    [Fact]
    public void Rejections_warnings_and_tickets_keep_the_order_of_the_file_over_many_batches()
    {
        const int Tens = 3000;
        var (result, rejects) = Imported.Text(Rows(Tens), Map);

        result.Rows.ShouldBe(9 * Tens);
        result.Accepted.ShouldBe(4 * Tens);
        result.Duplicates.ShouldBe(Tens);
        rejects.Select(r => (r.Line, r.Reason)).ShouldBe(Enumerable.Range(0, Tens).SelectMany(i => new[]
        {
            ((long)10 * i + 5, "bad-date"), (10 * i + 8, "ticket-twice"), (10 * i + 10, "too-few-fields"), (10 * i + 11, "no-ticket-id"),
        }));
        rejects.Where(r => r.Reason == "ticket-twice").Select(r => r.Message).ShouldBe(Enumerable.Range(0, Tens).Select(i => $"ticket D{i} stands already on line {10 * i + 6}, with other content"));
        rejects.Where(r => r.Reason == "ticket-twice").Select(r => r.Text).ShouldBe(Enumerable.Range(0, Tens).Select(i => $"D{i},2026-03-02T09:00:01Z,"));
        result.History.Tickets.ShouldBe(Enumerable.Range(0, Tens).SelectMany(i => new[] { $"A{i}", $"B{i}", $"D{i}", $"E{i}" }));
        result.History.FieldsOf(4 * (Tens - 1) + 3)["agent"].ShouldBe($"x{Tens - 1}");
        result.Problems.Where(p => p.At.Line > 0).Take(5).Select(p => p.Code).ShouldBe(["bad-date", "ticket-twice", "unknown-value", "too-few-fields", "no-ticket-id"]);
    }

    [Fact]
    public void A_warning_for_tickets_that_are_taken_is_not_given_for_repeated_ones()
    {
        const string Row = "T1,2026-03-02 09:00:00,,,,,Closed\n";
        var (result, _) = Imported.Text("id,created,answered,resolved,agent,Priority,status\n" + Row + Row + Row, Imported.TicketMap);

        result.Duplicates.ShouldBe(2);
        result.Problems.ShouldHaveSingleItem().Code.ShouldBe("ended-without-time");
    }

    [Fact]
    public void A_ticket_of_an_earlier_file_is_known_in_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("prazo").FullName;
        string[] files = [Path.Combine(folder, "a.csv"), Path.Combine(folder, "b.csv")];
        File.WriteAllText(files[0], Rows(600));
        File.WriteAllText(files[1], Rows(600));

        var result = Import.Read(files, Imported.Map(Map));

        result.Accepted.ShouldBe(4 * 600);
        result.Duplicates.ShouldBe(600 + 5 * 600);
        result.Rejected["ticket-twice"].ShouldBe(2 * 600);
    }

    [Fact]
    public void Who_cannot_keep_a_rejected_row_ends_the_import()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Rows(3000)));
        Should.Throw<IOException>(() => Import.Read(["-"], Imported.Map(Map), new ImportOptions { StandardInput = input, OnReject = _ => throw new IOException("disk full") })).Message.ShouldBe("disk full");
    }

    [Fact]
    public void Rows_of_very_many_fields_and_of_very_long_texts_pass_through()
    {
        var wide = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"f{i}"));
        var text = new StringBuilder($"id,created,{wide}\n");
        for (var i = 0; i < 200; i++)
            text.Append(CultureInfo.InvariantCulture, $"T{i},2026-03-02T09:00:00Z,{string.Join(',', Enumerable.Repeat(i % 2 == 0 ? "a" : "", 2999))},{new string('x', i * 1000)}\n");

        var (result, _) = Imported.Text(text.ToString(), "rows: ticket\ncolumns: { id: id, created: created }\n");

        result.Accepted.ShouldBe(200);
        result.History.FieldNames.Length.ShouldBe(3000);
        result.History.FieldsOf(198)["f2999"].Length.ShouldBe(198_000);
        result.History.FieldsOf(199).Count.ShouldBe(1);
    }
}
