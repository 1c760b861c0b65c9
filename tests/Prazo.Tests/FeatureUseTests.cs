using System.Text.RegularExpressions;

namespace Prazo.Tests;

/// <summary>Which feature of <c>src/Prazo</c> may use which. Read from the sources: <c>using Prazo.X;</c> and qualified names.</summary>
public partial class FeatureUseTests
{
    /// <summary>Every feature and what it uses. Tickets and clocks are one: a ticket's log is folded into its clocks in the same transaction.</summary>
    private static readonly Dictionary<string, string[]> Uses = new(StringComparer.Ordinal)
    {
        ["Agreements"] = ["Audit", "Workspaces"],
        ["Alerts"] = ["Agreements", "Audit", "Clocks", "Notifications", "Outbox", "People", "Tickets", "Workspaces"],
        ["Audit"] = [],
        ["Automations"] = ["Agreements", "Alerts", "Clocks", "Notifications", "Tickets", "Webhooks", "Workspaces"],
        ["Channels"] = ["Audit", "Outbox", "Search", "Tickets", "Workspaces"],
        ["Clocks"] = ["Agreements", "Tickets", "Workspaces"],
        ["Conformance"] = [],
        ["Desk"] = ["Notifications", "People", "Tickets", "Workspaces"],
        ["Demo"] = ["Agreements", "Alerts", "Audit", "Clocks", "Improvement", "Inboxes", "Knowledge", "Notifications", "People", "Portal", "Reports", "Satisfaction", "Tickets", "Workspaces"],
        ["Explain"] = [],
        ["Idempotency"] = [],
        ["Imports"] = ["Agreements", "Search"],
        ["Improvement"] = ["Agreements", "Audit", "Clocks", "Notifications", "People", "Reports", "Search", "Tickets"],
        ["Inboxes"] = ["Tickets"],
        ["Knowledge"] = ["Audit", "Search", "Workspaces"],
        ["Lifecycle"] = ["Agreements", "Audit", "Notifications", "People", "Tickets", "Workspaces"],
        ["Notifications"] = ["Channels", "Outbox", "Tickets"],
        ["Operation"] = ["Agreements", "Audit", "Clocks", "Outbox", "Tickets", "Workspaces"],
        ["Outbox"] = ["Audit"],
        ["Outages"] = ["Agreements", "Tickets", "Workspaces"],
        ["People"] = ["Audit", "Channels", "Notifications", "Tickets", "Workspaces"],
        ["Portal"] = ["Agreements", "Audit", "Clocks", "Explain", "Improvement", "People", "Reports", "Satisfaction", "Statements", "Tickets", "Workspaces"],
        ["Reports"] = ["Agreements", "Channels", "Clocks", "Imports", "Notifications", "Outbox", "People", "Tickets", "Workspaces"],
        ["Satisfaction"] = ["Agreements", "Channels", "Clocks", "Notifications", "Outbox", "People", "Reports", "Tickets", "Workspaces"],
        ["Search"] = [],
        ["Start"] = ["Agreements", "Audit", "Workspaces"],
        ["Statements"] = ["Agreements", "Audit", "Channels", "Clocks", "Improvement", "Imports", "Lifecycle", "Notifications", "Outages", "Outbox", "People", "Reports", "Tickets", "Workspaces"],
        ["Tickets"] = ["Agreements", "Audit", "Clocks", "Explain", "Imports", "Search", "Workspaces"],
        ["Webhooks"] = ["Audit", "Clocks", "Notifications", "Outbox", "Tickets"],
        ["Workspaces"] = ["Audit"],
    };

    private static readonly HashSet<string> One = ["Tickets", "Clocks"];

    [Fact]
    public void Features_use_what_the_table_says_and_nothing_else()
    {
        var found = Found(Sources());
        found.Keys.Order(StringComparer.Ordinal).ShouldBe(Uses.Keys.Order(StringComparer.Ordinal), "a new feature: say in the table what it may use");
        found.SelectMany(f => f.Value.Keys.Except(Uses[f.Key]).Select(u => $"{f.Key} uses {u} in {string.Join(", ", f.Value[u])}"))
            .ShouldBeEmpty("use it the other way round, or write it into the table if no circle comes of it");
        found.SelectMany(f => Uses[f.Key].Except(f.Value.Keys).Select(u => $"{f.Key} does not use {u}")).ShouldBeEmpty("take it out of the table");
    }

    [Fact]
    public void No_feature_uses_itself_by_way_of_others() => Circle(Uses).ShouldBeNull();

    /// <summary>The negative controls: what must not be is planted and found.</summary>
    [Fact]
    public void A_planted_use_and_a_planted_circle_are_found()
    {
        (string, string, string)[] planted = [.. Sources(), ("Audit", "Planted.cs", "using Prazo.Reports;"), ("Search", "Qualified.cs", "var x = Webhooks.WebhookSecret.Parse(text); // Outbox.OutboxStore"), ("Outbox", "Row.cs", "var n = Clocks.Count;")];
        var found = Found(planted);
        found["Audit"]["Reports"].ShouldBe(["Planted.cs"]);
        found["Search"]["Webhooks"].ShouldBe(["Qualified.cs"]);
        found["Search"].Keys.ShouldNotContain("Outbox");
        found["Outbox"].Keys.ShouldNotContain("Clocks");
        var circle = new Dictionary<string, string[]>(Uses) { ["Audit"] = ["Workspaces"] };
        Circle(circle).ShouldNotBeNull().ShouldContain("Audit");
    }

    private static Dictionary<string, Dictionary<string, List<string>>> Found(IReadOnlyCollection<(string Feature, string File, string Text)> sources)
    {
        var types = sources.SelectMany(s => Declared().Matches(s.Text).Select(m => (s.Feature, Type: m.Groups["name"].Value))).ToHashSet();
        var found = sources.Select(s => s.Feature).Distinct().ToDictionary(f => f, _ => new Dictionary<string, List<string>>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (feature, file, text) in sources)
        {
            var code = Comment().Replace(text, "");
            var named = Using().Matches(code).Select(m => m.Groups["feature"].Value)
                .Concat(Qualified().Matches(code).Where(m => types.Contains((m.Groups["feature"].Value, m.Groups["type"].Value))).Select(m => m.Groups["feature"].Value));
            foreach (var used in named.Where(u => u != feature && found.ContainsKey(u)).Distinct())
                (found[feature].TryGetValue(used, out var files) ? files : found[feature][used] = []).Add(file);
        }
        return found;
    }

    /// <summary>The first way from a feature back to itself; null when there is none.</summary>
    private static string? Circle(Dictionary<string, string[]> uses)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        return uses.Keys.Select(f => From(f, [])).FirstOrDefault(c => c is not null);

        string? From(string feature, List<string> way)
        {
            if (way.Contains(feature))
                return string.Join(" uses ", way.Append(feature));
            if (!done.Add(feature))
                return null;
            way.Add(feature);
            var circle = uses[feature].Where(u => !(One.Contains(u) && One.Contains(feature))).Concat(One.Contains(feature) ? One.Where(o => o != feature).SelectMany(o => uses[o].Except(One)) : [])
                .Select(u => From(u, way)).FirstOrDefault(c => c is not null);
            way.RemoveAt(way.Count - 1);
            return circle;
        }
    }

    private static List<(string Feature, string File, string Text)> Sources()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prazo.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        var root = Path.Combine(folder, "src", "Prazo");
        return [.. Directory.GetDirectories(root).Where(d => Path.GetFileName(d) is not ("bin" or "obj"))
            .SelectMany(d => Directory.GetFiles(d, "*.cs", SearchOption.AllDirectories).Select(f => (Path.GetFileName(d), Path.GetFileName(f), File.ReadAllText(f))))];
    }

    [GeneratedRegex(@"^\s*using Prazo\.(?<feature>\w+)[.;]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(Prazo\.)?(?<feature>[A-Z]\w+)\.(?<type>[A-Z]\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"\b(class|record|record struct|struct|interface|enum) (?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Declared();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Comment();
}
