using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Prazo.Engine.Explain;

namespace Prazo.Web.Screen;

/// <summary>What the screen says in one language: the sentences of <c>Texts/*.txt</c>, and what the engine says of clocks. A key that is nowhere is shown as it is.</summary>
public sealed class ScreenWords
{
    /// <summary>Languages of the screen, in the order of the columns of the texts.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "pt-BR", "ro"];

    /// <summary>For tests: every sentence as in English with accents, two fifths longer, in brackets.</summary>
    public const string Pseudo = "qps-ploc";

    private static readonly FrozenDictionary<string, string[]> Table = Read();
    private static readonly FrozenDictionary<string, ScreenWords> All = Languages.Append(Pseudo).ToFrozenDictionary(l => l, l => new ScreenWords(l), StringComparer.OrdinalIgnoreCase);

    private readonly int _column;
    private readonly bool _pseudo;

    private ScreenWords(string language)
    {
        (Language, _pseudo) = (language, language == Pseudo);
        _column = _pseudo ? 0 : Languages.ToList().IndexOf(language);
        Clocks = Words.Find(_pseudo ? "en" : language)!;
        Numbers = CultureInfo.GetCultureInfo(_pseudo ? "en" : language).NumberFormat;
    }

    public string Language { get; }
    /// <summary>The engine's own sentences, and its forms of dates and lengths.</summary>
    public Words Clocks { get; }
    public NumberFormatInfo Numbers { get; }

    public static IEnumerable<(string Key, string[] Texts)> Everything => Table.Select(t => (t.Key, t.Value));

    public static ScreenWords For(string? language) => All.GetValueOrDefault(language ?? "en", All["en"]);

    public string this[string key] => Table.TryGetValue(key, out var texts) ? _pseudo ? Stretched(texts[0]) : texts[_column] : Clocks[key];

    public bool Has(string key) => Table.ContainsKey(key) || Clocks.Has(key);

    /// <summary>A sentence with its values in the places <c>{0}</c>, <c>{1}</c>.</summary>
    public string Say(string key, params object?[] values) => string.Format(Numbers, this[key], values);

    /// <summary>A sentence that counts: <c>key.one</c>, <c>key.few</c> (Romanian 0, 2–19, 102–119), <c>key.other</c>; the number is <c>{0}</c>.</summary>
    public string Count(string key, long number) => Say($"{key}.{Form(number)}", number.ToString("#,0", Numbers));

    private string Form(long n) => n == 1 ? "one" : Language == "ro" && (n == 0 || n % 100 is > 0 and < 20) ? "few" : "other";

    private static string Stretched(string text)
    {
        var longer = new StringBuilder("[");
        var inside = false;
        foreach (var c in text)
        {
            inside = c == '{' || (inside && c != '}');
            longer.Append(inside || c == '}' ? c : c switch { 'a' => 'á', 'e' => 'é', 'o' => 'ö', 'u' => 'ü', _ => c });
        }
        return longer.Append('·', text.Length * 2 / 5).Append(']').ToString();
    }

    /// <summary>Each key stands at the beginning of a line, its languages indented below it.</summary>
    private static FrozenDictionary<string, string[]> Read()
    {
        var assembly = typeof(ScreenWords).Assembly;
        var table = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("texts/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            string[]? current = null;
            while (reader.ReadLine() is { } line)
                if (line.Length == 0 || line[0] == '#')
                    continue;
                else if (line[0] != ' ')
                    table.Add(line.Trim(), current = new string[Languages.Count]);
                else if (line.Trim() is var text && text.IndexOf(' ', StringComparison.Ordinal) is var cut and > 0)
                    current![Languages.ToList().IndexOf(text[..cut])] = text[cut..].Trim();
        }
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
