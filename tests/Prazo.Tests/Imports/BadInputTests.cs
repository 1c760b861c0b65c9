using System.IO.Compression;
using System.Text;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

public sealed class BadInputTests
{
    private const string Map = "rows: ticket\nzone: America/Sao_Paulo\ncolumns: { id: id, created: created, region: região }\n";
    private const string Text = "id,created,região\nT1,2026-03-02 09:00:00,São Paulo\nT2,2026-03-02 09:00:00,Pará\n";

    private static byte[] Zip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Text) },
        { "utf-8 with mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
        { "utf-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
        { "utf-16 without mark", Encoding.Unicode.GetBytes(Text) },
        { "utf-16 big endian", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "windows-1252", Encoding.Latin1.GetBytes(Text) },
        { "gzip", Zip(Encoding.UTF8.GetBytes(Text)) },
        { "gzip of windows-1252", Zip(Encoding.Latin1.GetBytes(Text)) },
        { "two gzip members", [.. Zip(Encoding.UTF8.GetBytes(Text[..30])), .. Zip(Encoding.UTF8.GetBytes(Text[30..]))] },
        { "CRLF", Encoding.UTF8.GetBytes(Text.Replace("\n", "\r\n", StringComparison.Ordinal)) },
        { "lone CR", Encoding.UTF8.GetBytes(Text.Replace('\n', '\r')) },
        { "semicolons", Encoding.UTF8.GetBytes(Text.Replace(',', ';')) },
        { "tabs", Encoding.UTF8.GetBytes(Text.Replace(',', '\t')) },
        { "bars, quoted", Encoding.UTF8.GetBytes(Text.Replace(',', '|').Replace("São Paulo", "\"São Paulo\"", StringComparison.Ordinal)) },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Encoding_delimiter_line_ends_and_packing_are_detected(string name, byte[] bytes)
    {
        var (result, _) = Imported.Bytes(bytes, Map);

        result.Problems.ShouldBeEmpty(name);
        result.History.FieldsOf(0)["region"].ShouldBe("São Paulo");
        result.History.FieldsOf(1)["region"].ShouldBe("Pará");
    }

    [Fact]
    public void A_western_letter_late_in_a_file_that_began_as_ascii_is_still_read()
    {
        var text = new StringBuilder("id,created,região\n".Replace("ã", "a", StringComparison.Ordinal));
        for (var i = 0; i < 4000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"T{i},2026-03-02 09:00:00,x\n");
        text.Append("LAST,2026-03-02 09:00:00,São Paulo\n");

        var (result, _) = Imported.Bytes(Encoding.Latin1.GetBytes(text.ToString()), Map.Replace("ã", "a", StringComparison.Ordinal));

        result.History.FieldsOf(4000)["region"].ShouldBe("São Paulo");
    }

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "empty-file", [] },
        { "not-text", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3] },
        { "not-text", [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3] },
        { "not-text", [1, 2, 0, 0, 7, 0, 0, 9, 200, 3, 4, 5] },
        { "not-text", Zip(Zip(Encoding.UTF8.GetBytes(Text))) },
        { "unreadable-file", [0x1F, 0x8B, 0x08, 0x00] },
        { "unreadable-file", [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18] },
    };

    [Theory, MemberData(nameof(Unreadable))]
    public void What_is_no_table_is_one_clear_error_at_its_file(string code, byte[] bytes)
    {
        var (result, _) = Imported.Bytes(bytes, Map);

        var problem = result.Problems.ShouldHaveSingleItem();
        problem.At.File.ShouldBe("stdin");
        problem.Hint.ShouldNotBeEmpty();
        problem.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(300_000)]
    public void A_truncated_gzip_gives_what_came_before_and_says_where_it_breaks_off(int rows)
    {
        var random = new Random(5);
        var text = new StringBuilder("id,created,região\n");
        for (var i = 0; i < rows; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"T{i},2026-03-02 09:00:00,{random.Next()}\n");
        var packed = Zip(Encoding.UTF8.GetBytes(text.ToString()));

        var (result, _) = Imported.Bytes(packed[..(packed.Length / 2)], Map);

        result.Failed.ShouldBeTrue();
        var problem = result.Problems.First(p => p.Severity == Prazo.Engine.Severity.Error);
        problem.Code.ShouldBe("cut-off");
        result.Accepted.ShouldBeInRange(rows / 10, rows - 1);
        ((long)problem.At.Line).ShouldBeInRange(result.Accepted, result.Accepted + 3);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_said()
    {
        Import.Read(["no-such-file.csv"], Imported.Map(Map)).Problems.ShouldHaveSingleItem().Code.ShouldBe("unreadable-file");
    }

    [Fact]
    public void A_table_without_a_mapping_says_how_to_get_one()
    {
        Imported.Text(Text, null).Result.Problems.ShouldHaveSingleItem().Hint.ShouldContain("prazo map guess");
    }

    [Fact]
    public void A_file_without_header_is_mapped_by_numbers()
    {
        var (result, _) = Imported.Text("T1;02/03/2026 09:00\nT2;03/03/2026 09:00\n", "rows: ticket\nzone: UTC\nheader: false\ndates: [dd/MM/yyyy HH:mm]\ncolumns: { id: '#1', created: '#2' }\n");

        result.History.Events("T1").ShouldBe(["2026-03-02T09:00:00 created "]);
        result.Accepted.ShouldBe(2);
    }

    [Fact]
    public void Columns_of_free_text_are_left_out_with_a_warning_unless_named()
    {
        var text = new StringBuilder("id,created,subject,kind\n");
        for (var i = 0; i < 140_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"T{i},2026-03-02T09:00:00Z,s{i},k{i % 7}\n");

        var (result, _) = Imported.Text(text.ToString(), "rows: ticket\ncolumns: { id: id, created: created }\n");
        result.Problems.ShouldHaveSingleItem().Code.ShouldBe("left-out-column");
        result.History.FieldNames.ShouldBe(["kind"]);

        Imported.Text(text.ToString(), "rows: ticket\ncolumns: { id: id, created: created }\nfields: [subject]\n").Result.History.FieldNames.ShouldBe(["subject"]);
    }

    [Fact]
    public void Many_rejections_are_listed_a_few_and_summed()
    {
        var (result, rejects) = Imported.Text("id,created,região\n" + string.Concat(Enumerable.Repeat("T,never,x\n", 500)), Map);

        rejects.Count.ShouldBe(500);
        result.Rejected["bad-date"].ShouldBe(500);
        result.Problems.Count.ShouldBe(11);
        result.Problems[^1].Message.ShouldContain("500");
    }
}
