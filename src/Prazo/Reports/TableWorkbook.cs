using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Prazo.Reports;

/// <summary>One sheet of a workbook.</summary>
/// <param name="Rows">Cells: a text, a <see cref="long"/>, a <see cref="decimal"/> as a share of one, <see cref="TableMoney"/>, a <see cref="TimeSpan"/>, or null.</param>
public sealed record TableSheet(string Name, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>An amount of money in a cell, whatever its currency.</summary>
public readonly record struct TableMoney(decimal Amount);

/// <summary>Tables as XLSX. Texts are written as texts and never as formulas, whatever they begin with.</summary>
public static class TableWorkbook
{
    private const int LongestText = 32_767, LongestName = 31;
    // Places in the styles, and a number format of our own.
    private const uint Plain = 0, Bold = 1, Share = 2, Length = 3, Whole = 4, Money = 5, Hours = 164;

    public static byte[] Write(IReadOnlyList<TableSheet> sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            book.Workbook = new Workbook(new Sheets(sheets.Select((sheet, i) =>
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = Cells(sheet);
                return new Sheet { Name = NameOf(sheet.Name), SheetId = (uint)i + 1, Id = book.GetIdOfPart(part) };
            })));
        }
        return stream.ToArray();
    }

    private static Worksheet Cells(TableSheet sheet) => new(
        new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
        new Columns(sheet.Headers.Select((header, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = WidthOf(sheet, i), CustomWidth = true })),
        new SheetData(sheet.Rows.Select(row => new Row(row.Select(Cell))).Prepend(new Row(sheet.Headers.Select(h => Text(h, Bold))))));

    private static double WidthOf(TableSheet sheet, int column) => Math.Clamp(sheet.Rows.Select(r => (r[column] as string)?.Length ?? 8).Append(sheet.Headers[column].Length).Max() + 2, 9, 60);

    private static Cell Cell(object? value) => value switch
    {
        null => new Cell(),
        long whole => new Cell { CellValue = new CellValue((decimal)whole), StyleIndex = Whole },
        decimal share => new Cell { CellValue = new CellValue(share), StyleIndex = Share },
        TableMoney money => new Cell { CellValue = new CellValue(money.Amount), StyleIndex = Money },
        TimeSpan length => new Cell { CellValue = new CellValue(Math.Round((decimal)length.TotalSeconds / 86_400m, 9)), StyleIndex = Length },
        _ => Text((string)value, Plain),
    };

    private static Cell Text(string text, uint style) => new(new InlineString(new Text(Kept(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style };

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = Hours, FormatCode = "[h]:mm:ss" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 10, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = Hours, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 3, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 4, ApplyNumberFormat = true }));

    private static string NameOf(string name) => string.Concat(name.Where(c => c is not (':' or '\\' or '/' or '?' or '*' or '[' or ']'))) is var plain && plain.Length > LongestName ? plain[..LongestName] : plain;

    /// <summary>What XML cannot hold is left out: control characters and halves of characters.</summary>
    private static string Kept(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < Math.Min(text.Length, LongestText); i++)
            if (XmlConvert.IsXmlChar(text[i]))
                kept.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                kept.Append(text[i]).Append(text[++i]);
        return kept.ToString();
    }
}
