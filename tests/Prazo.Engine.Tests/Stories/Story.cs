using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Tests.Agreements;

namespace Prazo.Engine.Tests.Stories;

/// <summary>What happened to one ticket, under which agreements, and what its clocks must show at some moments. Read from a <c>.story</c> file.</summary>
internal sealed class Story(string name, string place)
{
    public string Name { get; } = name;
    public string Place { get; } = place;
    public StoryTimes Times { get; set; } = new();
    public bool Reasoned { get; set; }
    public AgreementLines Lines { get; set; } = new();
    public List<TicketEvent> Events { get; } = [];
    public List<Look> Looks { get; } = [];

    public AgreementSet Agreements => Lines.Read(Times.Zone.Id);

    /// <summary>Rules that the title cites.</summary>
    public IEnumerable<string> Rules => Name.Split(' ').TakeWhile(w => w.Length > 1 && w[0] == 'T' && char.IsAsciiDigit(w[1]));
}

/// <summary>Everything that must be seen at one moment.</summary>
internal sealed record Look(Instant AsOf, string Place)
{
    public List<ExpectedClock> Clocks { get; } = [];
    public List<(string Text, string Place)> Left { get; } = [];
    public List<(string Text, string Place)> Chosen { get; } = [];
    public bool NoClocks { get; set; }
}

/// <summary>A clock by target (with agreement or cycle where needed), its state and what else it must show.</summary>
internal sealed record ExpectedClock(string Reference, ImmutableArray<string> Phrases, string Place);

/// <summary>The lines of a story that make agreements, as they would stand in an agreement file.</summary>
internal sealed class AgreementLines
{
    private static readonly ImmutableArray<(string Id, string Text)> Known =
    [
        ("office", "{ weekly: { mon-fri: \"09:00-18:00\" } }"),
        ("lunch", "{ weekly: { mon-fri: \"08:00-12:00, 13:00-18:00\" } }"),
        ("manaus", "{ zone: America/Manaus, weekly: { mon-fri: \"09:00-18:00\" } }"),
        ("night", "{ weekly: { mon-fri: \"22:00-06:00\" } }"),
    ];

    private sealed record Draft(string Id, string Head)
    {
        public List<string> Targets { get; } = [];
    }

    private readonly List<Draft> _drafts = [];
    private readonly List<(string Id, string Text)> _calendars = [];

    public Matching Matching { get; set; } = Matching.Standard;

    public bool IsEmpty => _drafts.Count == 0;

    public void Calendar(string id, string text) => _calendars.Add((id, text));

    public void Agreement(string id, string head) => _drafts.Add(new Draft(id, head));

    public void Target(string id, string text)
    {
        if (_drafts.Count == 0)
            Agreement("sla", "{}");
        _drafts[^1].Targets.Add($"  {id}: {text}\n");
    }

    public AgreementSet Read(string zone) => new(_drafts.Select(d => AgreementText.Good(Text(d, zone))), Matching);

    // The office is there always, the other calendars where a target or a calendar names them: with the office alone, no target needs to name it.
    private string Text(Draft draft, string zone)
    {
        var targets = string.Concat(draft.Targets);
        var calendars = Known.Where(k => _calendars.TrueForAll(c => c.Id != k.Id)).Concat(_calendars)
            .Where(c => c.Id == "office" || targets.Contains(c.Id, StringComparison.Ordinal) || _calendars.Exists(o => o.Text.Contains(c.Id, StringComparison.Ordinal)));
        var head = draft.Head.Trim()[1..^1].Trim();
        return $"prazo: 1\nagreement: {draft.Id}\nzone: {zone}\norders: {{ priority: [critical, high, normal, low] }}\n"
            + string.Concat(SplitTop(head).Select(p => p + "\n"))
            + "calendars:\n" + string.Concat(calendars.Select(c => $"  {c.Id}: {c.Text}\n")) + "targets:\n" + targets;
    }

    /// <summary>The entries of a flow map, each to stand on a line of its own.</summary>
    private static IEnumerable<string> SplitTop(string text)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '{' or '[' ? 1 : text[i] is '}' or ']' ? -1 : 0;
            if (text[i] != ',' || depth > 0)
                continue;
            yield return text[from..i].Trim();
            from = i + 1;
        }
        if (text[from..].Trim() is { Length: > 0 } last)
            yield return last;
    }
}
