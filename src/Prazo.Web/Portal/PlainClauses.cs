using System.Globalization;
using Prazo.Engine.Agreements;
using Prazo.Web.Screen;

namespace Prazo.Web.Portal;

/// <summary>What an agreement holds as text: its clauses and what missing an objective costs.</summary>
internal static class PlainClauses
{
    public static IEnumerable<(string Key, PlainSection Section)> Of(ScreenWords w, Node? clauses)
    {
        if (clauses is not MapNode map)
            yield break;
        foreach (var (key, value) in map.Entries)
            if (Texts(w, value).ToList() is { Count: > 0 } lines)
                yield return (key.Text, new PlainSection(Name(w, "clause.", key.Text), lines));
    }

    private static IEnumerable<string> Texts(ScreenWords w, Node node) => node switch
    {
        ListNode list => list.Items.SelectMany(i => Texts(w, i)),
        MapNode map => map.Entries.SelectMany(e => Texts(w, e.Value).Select(t => $"{Name(w, "party.", e.Key.Text)}: {t}")),
        ScalarNode { Text.Length: > 0 } scalar => [scalar.Text],
        _ => [],
    };

    private static string Name(ScreenWords w, string room, string key)
    {
        if (w.Has(room + key))
            return w[room + key];
        var words = key.Replace('-', ' ');
        return char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }

    public static IEnumerable<PlainSection> Penalties(ScreenWords w, Agreement a)
    {
        if (a.Document["penalties"] is not ListNode { Items.Length: > 0 } list)
            yield break;
        var lines = new List<string>();
        foreach (var penalty in list.Items.OfType<MapNode>())
        {
            var objective = a.Objectives.FirstOrDefault(o => o.Id == Text(penalty["objective"]));
            var name = objective is null ? Text(penalty["objective"]) : PlainAgreement.NameOf(w, a, objective.Target);
            var of = Text(penalty["of"]) is { Length: > 0 } basis ? Name(w, "plain.of-", basis) : "";
            foreach (var (band, cost) in ((penalty["bands"] as MapNode)?.Entries ?? []).OrderByDescending(b => From(b.Key.Text)))
                lines.Add(band.Text.Split("..") is not [var from, var to] ? $"{name}: {band.Text}: {Cost(w, Text(cost), of)}"
                    // A band takes in its beginning, and its end where that is everything.
                    : to.Trim() == "100%" ? w.Say("plain.band-top", name, from.Trim(), Cost(w, Text(cost), of)) : w.Say("plain.band", name, from.Trim(), to.Trim(), Cost(w, Text(cost), of)));
            if (Text(penalty["cap"]) is { Length: > 0 } cap)
                lines.Add(w.Say("plain.cap", name, cap));
        }
        yield return new PlainSection(w["plain.penalties"], lines);
    }

    private static decimal From(string band) => decimal.TryParse(band.Split('%', '.')[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var from) ? from : 0;

    private static string Cost(ScreenWords w, string cost, string of) => cost == "none" ? w["plain.no-cost"] : cost.EndsWith('%') && of.Length > 0 ? w.Say("plain.cost-of", cost, of) : cost;

    private static string Text(Node? node) => node is ScalarNode scalar ? scalar.Text : "";
}
