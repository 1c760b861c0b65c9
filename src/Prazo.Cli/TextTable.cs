using System.Text;
using Prazo.Reports;

namespace Prazo.Cli;

/// <summary>A report's table for a terminal or a pipe: headers on as many lines as they need, numbers to the right, columns without content left out.</summary>
internal static class TextTable
{
    public static void Write(TextWriter writer, ReportTable table)
    {
        var columns = Enumerable.Range(0, table.Headers.Length).Where(i => i < 2 || table.Rows.Any(r => r[i] is not ("0" or "–" or ""))).ToList();
        var headers = columns.ConvertAll(i => Wrapped(table.Headers[i]));
        var widths = columns.Select((c, n) => Math.Max(headers[n].Max(h => h.Length), table.Rows.Select(r => r[c].Length).DefaultIfEmpty().Max())).ToList();
        var right = columns.ConvertAll(c => table.Rows.Length > 0 && table.Rows.All(r => r[c].Length == 0 || char.IsAsciiDigit(r[c][0]) || r[c][0] is '–' or '≥' or '∞'));
        var height = headers.Max(h => h.Length);
        for (var line = 0; line < height; line++)
            Line(n => headers[n] is var h && line - (height - h.Length) is >= 0 and var at ? h[at] : "");
        writer.WriteLine(string.Join("  ", widths.Select(w => new string('─', w))));
        foreach (var row in table.Rows)
            Line(n => row[columns[n]]);

        void Line(Func<int, string> cell)
        {
            var text = new StringBuilder();
            for (var n = 0; n < columns.Count; n++)
                text.Append(n == 0 ? "" : "  ").Append(right[n] ? cell(n).PadLeft(widths[n]) : cell(n).PadRight(widths[n]));
            writer.WriteLine(text.ToString().TrimEnd());
        }
    }

    /// <summary>Words on lines of some ten characters.</summary>
    private static string[] Wrapped(string header)
    {
        var lines = new List<string>();
        foreach (var word in header.Split(' '))
            if (lines.Count > 0 && lines[^1].Length + word.Length < 11)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        return [.. lines];
    }
}
