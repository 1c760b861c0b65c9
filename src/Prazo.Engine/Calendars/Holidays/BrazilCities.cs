using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Prazo.Engine.Calendars;

/// <summary>City holidays as lists: one embedded text a state, one line a city, made by <c>tools/brazil-holidays</c> and described there.</summary>
internal static class BrazilCities
{
    private const string Unnamed = "Feriado municipal";

    public static IEnumerable<string> Ids(string uf) =>
        Lines(uf).Select(line => $"br-{uf}-{line[..line.IndexOf('\t', StringComparison.Ordinal)]}");

    public static IEnumerable<(string Id, string Name)> Names(string uf) => Lines(uf).Select(line => line.Split('\t', 4)).Select(fields => ($"br-{uf}-{fields[0]}", fields[2]));

    /// <summary>Only the asked-for line is parsed. Null for a city that the lists do not have.</summary>
    public static HolidaySet? Find(string uf, string slug)
    {
        var key = slug + "\t";
        var line = slug.Contains('\t', StringComparison.Ordinal) ? null : Lines(uf).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line is null ? null : Parse($"br-{uf}-{slug}", uf, line.Split('\t'));
    }

    private static IEnumerable<string> Lines(string uf)
    {
        using var stream = typeof(BrazilCities).Assembly.GetManifestResourceStream($"holidays/br-{uf}.txt")
            ?? throw new InvalidOperationException($"The list of city holidays of {uf} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }

    private static HolidaySet Parse(string id, string uf, string[] fields)
    {
        var rules = ImmutableArray.CreateBuilder<HolidayRule>();
        var mended = new List<string>();
        // An entry is: years, month-day, the list's own month-day in parentheses where it was mended, name.
        foreach (var entry in fields.Skip(3))
        {
            var parts = entry.Split(' ', 3);
            var name = parts.Length > 2 ? parts[2] : "";
            foreach (var year in parts[0].Split(','))
            {
                var on = new LocalDate(2000 + Number(year), Number(parts[1].AsSpan(0, 2)), Number(parts[1].AsSpan(3, 2)));
                if (name.StartsWith('('))
                    mended.Add($"{on:uuuu-MM-dd} (na lista {name[1..6]})");
                rules.Add(new DatedHoliday(on, on, NameOf(name), []));
            }
        }
        rules.Sort((a, b) => ((DatedHoliday)a).From.CompareTo(((DatedHoliday)b).From));
        return new HolidaySet(id, $"{fields[2]} ({uf.ToUpperInvariant()})", rules.ToImmutable(), Source(rules, mended), KnownTo(rules), [], Position.None);
    }

    // A list is made for a whole year: what it does not name then is no holiday, what follows is unknown.
    private static LocalDate KnownTo(IReadOnlyList<HolidayRule> rules) =>
        new(((DatedHoliday)rules[^1]).From.Year, 12, 31);

    private static string Source(IReadOnlyList<HolidayRule> rules, List<string> mended)
    {
        var years = rules.Cast<DatedHoliday>().Select(r => r.From.Year).Distinct().Select(y => y.ToString(CultureInfo.InvariantCulture));
        return $"Lista de feriados municipais de {string.Join(", ", years)}, © 2019 João Felipe Pizzolotto Bini, licença MIT"
            + (mended.Count == 0 ? "" : $"; festas móveis que a lista repete do ano anterior, recalculadas pela Páscoa: {string.Join(", ", mended)}");
    }

    private static string NameOf(string text) => (text.StartsWith('(') ? text[7..].TrimStart() : text) is { Length: > 0 } name ? name : Unnamed;

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
