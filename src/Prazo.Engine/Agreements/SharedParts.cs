using System.Collections.Immutable;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Calendars and holiday sets that an agreement names and does not describe itself, where they are described elsewhere: put into its document, so that they are checked, printed and
/// hashed like its own. What it describes itself is its own.</summary>
internal static class SharedParts
{
    public const string Calendars = "calendars", HolidaySets = "holiday-sets";

    private static readonly string[] Compositions = ["union", "intersection", "exclude"];

    /// <param name="find">By section (<see cref="Calendars"/> or <see cref="HolidaySets"/>) and id; null when there is none.</param>
    /// <returns>The whole document, and what was put into it; null when nothing was.</returns>
    public static (MapNode Document, MapNode? Added) PutInto(MapNode document, Func<string, string, Node?> find)
    {
        var (calendars, sets) = (new Section(document, Calendars, find), new Section(document, HolidaySets, find));
        foreach (var name in InTargets(document))
            if (name != CalendarSet.AlwaysOpen)
                calendars.Want(name);
        // What is put in may name more.
        for (var i = 0; i < calendars.All.Count; i++)
        {
            foreach (var operand in Compositions.SelectMany(k => Names(calendars.All[i], k)))
                if (operand != CalendarSet.AlwaysOpen)
                    calendars.Want(operand);
            foreach (var set in Names(calendars.All[i], "holidays"))
                sets.Want(set);
        }
        for (var i = 0; i < sets.All.Count; i++)
            foreach (var set in Names(sets.All[i], "includes"))
                sets.Want(set);
        var added = calendars.Added().Concat(sets.Added()).ToImmutableArray();
        return added.IsEmpty ? (document, null) : (sets.Whole(calendars.Whole(document)), new MapNode(document.At, added));
    }

    private static IEnumerable<string> InTargets(MapNode document)
    {
        var targets = (document["targets"] as MapNode)?.Entries.Select(e => e.Value) ?? [];
        var duty = ((document["duties"] as MapNode)?["customer"] as MapNode)?["answer"];
        var survey = document["satisfaction"] as MapNode;
        return targets.Append(duty).Append(survey).Append(survey?["follow-up"]).OfType<MapNode>().SelectMany(t => t["calendar"] switch
        {
            ScalarNode one => [one.Text],
            MapNode by => by.Entries.Where(e => e.Key.Text != "by").Select(e => e.Value).OfType<ScalarNode>().Select(s => s.Text),
            _ => Enumerable.Empty<string>(),
        });
    }

    private static IEnumerable<string> Names(Node part, string key) => (part as MapNode)?[key] switch
    {
        ScalarNode one => [one.Text],
        ListNode list => list.Items.OfType<ScalarNode>().Select(s => s.Text),
        _ => [],
    };

    private sealed class Section
    {
        private readonly string _name;
        private readonly Func<string, string, Node?> _find;
        private readonly MapNode? _own;
        private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
        private readonly ImmutableArray<KeyValuePair<ScalarNode, Node>>.Builder _added = ImmutableArray.CreateBuilder<KeyValuePair<ScalarNode, Node>>();

        public Section(MapNode document, string name, Func<string, string, Node?> find)
        {
            (_name, _find, _own) = (name, find, document[name] as MapNode);
            foreach (var (key, value) in _own?.Entries ?? [])
            {
                _asked.Add(key.Text);
                All.Add(value);
            }
        }

        public List<Node> All { get; } = [];

        public void Want(string id)
        {
            if (!_asked.Add(id) || _find(_name, id) is not { } part)
                return;
            All.Add(part);
            _added.Add(new(new ScalarNode(part.At, id), part));
        }

        public IEnumerable<KeyValuePair<ScalarNode, Node>> Added() => _added.Count == 0 ? [] : [new(new ScalarNode(_added[0].Value.At, _name), new MapNode(_added[0].Value.At, _added.ToImmutable()))];

        public MapNode Whole(MapNode document)
        {
            if (_added.Count == 0)
                return document;
            if (_own is null)
                return document with { Entries = document.Entries.AddRange(Added()) };
            var whole = _own with { Entries = _own.Entries.AddRange(_added) };
            return document with { Entries = [.. document.Entries.Select(e => e.Key.Text == _name ? new(e.Key, whole) : e)] };
        }
    }
}
