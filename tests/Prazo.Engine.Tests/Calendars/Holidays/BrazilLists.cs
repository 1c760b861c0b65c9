using System.Globalization;
using NodaTime;

namespace Prazo.Engine.Tests.Calendars.Holidays;

/// <summary>The public lists of Brazilian holidays, as they are: no header; date dd/mm/yyyy, name, kind, description, state, IBGE code.</summary>
internal static class BrazilLists
{
    public const string Folder = "data/brazil/holidays";

    public sealed record Row(LocalDate Date, string Name, string State, string Town);

    public static IEnumerable<Row> Rows(string level, int year)
    {
        foreach (var line in File.ReadLines(SharedData.Find($"{Folder}/{level}/{year}.csv")!))
        {
            var fields = Fields(line.TrimStart('\ufeff'));
            var day = fields[0].Split('/').Select(f => int.Parse(f, CultureInfo.InvariantCulture)).ToArray();
            yield return new Row(new LocalDate(day[2], day[1], day[0]), fields[1], fields.Count > 4 ? fields[4] : "", fields.Count > 5 ? fields[5] : "");
        }
    }

    /// <summary>Dates of the list alone and of the set alone, as <c>uf list 12-08 2026</c> and <c>uf rule 12-08 2026</c>.</summary>
    public static IEnumerable<string> Differences(string key, IEnumerable<LocalDate> listed, IEnumerable<LocalDate> ruled, int year)
    {
        var (list, rule) = (listed.ToHashSet(), ruled.ToHashSet());
        foreach (var date in list.Except(rule))
            yield return Difference(key, "list", date, year);
        foreach (var date in rule.Except(list))
            yield return Difference(key, "rule", date, year);
    }

    private static string Difference(string key, string side, LocalDate date, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{key} {side} {(date.Year == year ? "" : date.Year + "-")}{date:MM-dd} {year}");

    /// <summary>A table of explained differences, <c>key side date years | why</c>, as the strings of <see cref="Differences"/>.</summary>
    public static IEnumerable<string> Explained(string table)
    {
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (fact, why) = (line.Split('|')[0].Trim(), line.Split('|')[1].Trim());
            why.ShouldNotBeEmpty(line);
            var words = fact.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var span in words[3].Split(','))
            {
                var ends = span.Split('-').Select(y => int.Parse(y, CultureInfo.InvariantCulture)).ToArray();
                for (var year = ends[0]; year <= ends[^1]; year++)
                    yield return string.Create(CultureInfo.InvariantCulture, $"{words[0]} {words[1]} {words[2]} {year}");
            }
        }
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                fields.Add("");
            else
                fields[^1] += c;
        }
        return fields;
    }
}
