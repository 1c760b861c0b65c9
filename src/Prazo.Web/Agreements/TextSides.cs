using System.Globalization;
using Microsoft.AspNetCore.Http;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Web.Screen;

namespace Prazo.Web.Agreements;

/// <summary>A text that is edited from two sides: as it is written, and by a form beside it. The fields of the form are named by where their values stand in the text; what was changed in them is
/// put there, and nothing else of the text is touched.</summary>
/// <param name="Root">The first document; null when the text cannot be read.</param>
/// <param name="More">Documents after it, which the form does not show.</param>
public sealed record TextSides(string Source, MapNode? Root, int More)
{
    private const string Field = "f/", Item = "a/", Key = "k/", Value = "v/", Called = "c/", Gone = "x/";

    /// <summary>Before the names of what a new objective says.</summary>
    public const string Objective = "o/";

    /// <summary>The text as it was when the form was drawn: what differs from it was changed in the form.</summary>
    public const string Shown = "shown";

    public static TextSides Of(string source)
    {
        var (documents, problems) = YamlNodes.Parse(source);
        return new TextSides(source, problems.Count == 0 && !documents.IsEmpty ? documents[0] as MapNode : null, Math.Max(0, documents.Length - 1));
    }

    public static string FieldOf(params string[] path) => Field + Pointer(path);
    /// <summary>One more item of a list.</summary>
    public static string Another(params string[] path) => Item + Pointer(path);
    /// <summary>One more entry of a map: its key, its value, and what it is called.</summary>
    public static (string Key, string Value, string Called) Entry(params string[] path) => (Key + Pointer(path), Value + Pointer(path), Called + Pointer(path));
    public static string Without(params string[] path) => Gone + Pointer(path);

    public Node? At(params string[] path) => At(Root, path);

    /// <summary>A value as it is shown in a field; the items of a list with commas between.</summary>
    public string Text(params string[] path) => TextOf(At(path));

    public static string TextOf(Node? node) => node switch
    {
        ScalarNode s when !Nodes.IsNull(s) => s.Text,
        ListNode list when list.Items.All(i => i is ScalarNode) => string.Join(", ", list.Items.Cast<ScalarNode>().Select(s => s.Text)),
        _ => "",
    };

    public IReadOnlyList<string> Keys(params string[] path) => At(path) is MapNode map ? [.. map.Entries.Select(e => e.Key.Text)] : [];

    /// <summary>Items of a list with where each stands; a single value is a list of one.</summary>
    public IReadOnlyList<(string[] Path, string Text)> Items(params string[] path) => At(path) switch
    {
        ListNode list => [.. list.Items.Select((item, i) => ((string[])[.. path, i.ToString(CultureInfo.InvariantCulture)], TextOf(item)))],
        ScalarNode s when !Nodes.IsNull(s) => [(path, s.Text)],
        _ => [],
    };

    /// <summary>The text that a form sent, with what was changed in its fields.</summary>
    /// <exception cref="RefusedException">A field's place cannot be changed alone.</exception>
    public static string Merged(IFormCollection form, ScreenWords w)
    {
        var source = form["source"].ToString().ReplaceLineEndings("\n");
        return form.ContainsKey(Shown) ? Of(form[Shown].ToString().ReplaceLineEndings("\n")).Merged(source, form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal), w) : source;
    }

    /// <summary>A text with what differs between fields and this text, from which they were drawn.</summary>
    /// <param name="source">The same text, or what has become of it meanwhile.</param>
    public string Merged(string source, IReadOnlyDictionary<string, string> fields, ScreenWords w) => YamlEdit.Apply(source, Changes(fields, w).Select(c => c with { Order = AgreementSchema.Keys }));

    private IEnumerable<YamlChange> Changes(IReadOnlyDictionary<string, string> fields, ScreenWords w)
    {
        string Given(string name) => fields.GetValueOrDefault(name, "").Trim();
        foreach (var (path, typed) in Named(fields, Field))
            if (typed != Text(path))
                yield return new YamlChange(path, typed.Length == 0 ? null : Written(At(path), path, typed));
        foreach (var (path, typed) in Named(fields, Item).Where(f => f.Value.Length > 0))
            yield return At(path) is ScalarNode one && !Nodes.IsNull(one) ? new YamlChange(path, YamlEdit.List([one.Text, typed])) : new YamlChange([.. path, YamlEdit.Next], YamlEdit.Scalar(typed));
        foreach (var (path, key) in Named(fields, Key).Where(f => f.Value.Length > 0))
            yield return new YamlChange([.. path, key], New(path, Given(Value + Pointer(path)), Given(Called + Pointer(path)), w));
        if (Given(Objective + "target") is { Length: > 0 } target)
            yield return new YamlChange(["objectives", YamlEdit.Next],
                $"{{ id: {YamlEdit.Scalar(Given(Objective + "id") is { Length: > 0 } id ? id : target)}, target: {YamlEdit.Scalar(target)}, at-least: {YamlEdit.Scalar(Given(Objective + "at-least"))}, per: {YamlEdit.Scalar(Given(Objective + "per"))} }}");
        // From the end, so that what still goes keeps its number.
        foreach (var (path, _) in Named(fields, Gone).OrderByDescending(f => f.Path[^1].PadLeft(6, '0'), StringComparer.Ordinal))
            yield return new YamlChange(path, null);
    }

    private static List<(string[] Path, string Value)> Named(IReadOnlyDictionary<string, string> fields, string kind) =>
        [.. fields.Where(f => f.Key.StartsWith(kind, StringComparison.Ordinal)).Select(f => (Path(f.Key[kind.Length..]), f.Value.Trim()))];

    // What was a list stays one; what is typed in brackets or braces is meant so.
    private static string Written(Node? before, string[] path, string typed) => typed is ['[' or '{', ..] ? typed
        : before is ListNode || (before is null && path[^1] == "warn" && typed.Contains(',', StringComparison.Ordinal)) ? YamlEdit.List(typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        : YamlEdit.Scalar(typed);

    /// <summary>A day may have a name beside its hours; a holiday is its name.</summary>
    private static string New(string[] path, string value, string called, ScreenWords w)
    {
        var hours = value.Length == 0 || string.Equals(value, w["plain.closed"], StringComparison.OrdinalIgnoreCase) ? "closed" : value;
        return path switch
        {
            ["calendars", _, "days"] => called.Length == 0 ? YamlEdit.Scalar(hours) : $"{{ hours: {YamlEdit.Scalar(hours)}, name: {YamlEdit.Scalar(called)} }}",
            ["calendars", _, "weekly"] => YamlEdit.Scalar(hours),
            ["calendars"] => $"{{ weekly: {{ mon-fri: {YamlEdit.Scalar(value.Length == 0 ? "09:00-18:00" : value)} }} }}",
            ["targets"] => $"{{ within: {YamlEdit.Scalar(value.Length == 0 ? "8h" : value)}{(called.Length == 0 ? "" : $", calendar: {YamlEdit.Scalar(called)}")} }}",
            _ => YamlEdit.Scalar(value.Length == 0 ? called : value),
        };
    }

    private static Node? At(Node? node, IEnumerable<string> path)
    {
        foreach (var step in path)
            node = node switch
            {
                MapNode map => map[step],
                ListNode list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < list.Items.Length => list.Items[i],
                _ => null,
            };
        return node;
    }

    // As in a JSON pointer.
    private static string Pointer(IEnumerable<string> path) => string.Join('/', path.Select(s => s.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    private static string[] Path(string pointer) => [.. pointer.Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}
