using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Prazo.Reports;

namespace Prazo.Tests.Reports;

/// <summary>What is written is read by the format's own reader and found valid by its validator.</summary>
public class WorkbookTests
{
    private static readonly string[] Nasty = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://evil.example\")", "<b>&\"'", "a\u0000b\u0007c", "\ud83d", "coração 😀 țară", new('x', 40_000), ""];

    [Fact]
    public void A_workbook_is_valid_and_its_texts_are_never_formulas()
    {
        var rows = Nasty.Select(t => (IReadOnlyList<object?>)[t, 1234L, 0.975m, TimeSpan.FromHours(30), null, new TableMoney(-12.50m)]).ToList();

        var bytes = TableWorkbook.Write([new TableSheet("A/very:long*name [of] a sheet that is too long", ["Text", "Whole", "Share", "Length", "Nothing", "Money"], rows), new TableSheet("Empty", ["Text"], [])]);

        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath} {e.Description}").ShouldBeEmpty();
        document.WorkbookPart!.Workbook!.Sheets!.Cast<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value).ShouldBe(["Averylongname of a sheet that i", "Empty"]);
        var sheet = document.WorkbookPart.WorksheetParts.First(p => p.Worksheet!.Descendants<Row>().Count() > 1).Worksheet!;
        sheet.Descendants<CellFormula>().ShouldBeEmpty();
        var read = sheet.Descendants<Row>().Skip(1).Select(r => r.Elements<Cell>().ToList()).ToList();
        read.Select(c => c[0].InnerText).ShouldBe(Nasty.Select(Kept));
        read.ShouldAllBe(c => c[0].DataType!.Value == CellValues.InlineString);
        read[0].Skip(1).Select(c => c.CellValue?.Text).ShouldBe(["1234", "0.975", "1.25", null, "-12.50"]);
    }

    /// <summary>What XML can hold of a text, and a cell.</summary>
    private static string Kept(string text) => text switch { "a\u0000b\u0007c" => "abc", "\ud83d" => "", { Length: > 32_767 } => text[..32_767], _ => text };
}
