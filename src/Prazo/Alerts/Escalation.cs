using System.Text.Json;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Tickets;

namespace Prazo.Alerts;

/// <summary>A level of a chain, as it is written.</summary>
/// <param name="Stage">What it answers to: a warning as the agreement writes it (<c>80%</c>, <c>15m before</c>, <c>1h after</c>), <c>warned</c> (any of them) or <c>breached</c>.</param>
/// <param name="After">How long after that it waits, unless somebody acknowledges: <c>30m clock</c>. At once without.</param>
/// <param name="To">Whom it tells: <c>agent</c>, <c>team</c>, <c>team-lead</c>, <c>manager</c>, or <c>user:ana</c>.</param>
/// <param name="Always">It is told although somebody has acknowledged.</param>
public sealed record EscalationLevel(string? Stage, string? After, IReadOnlyList<string>? To, bool Always = false);

/// <summary>A chain, as it is written.</summary>
/// <param name="When">Which tickets it is for, as a condition over fields; all without.</param>
/// <param name="Targets">For which promises; all without.</param>
public sealed record EscalationContent(JsonElement? When, IReadOnlyList<string>? Targets, IReadOnlyList<EscalationLevel>? Levels);

/// <summary>A chain that was read and can be used.</summary>
public sealed class Escalation
{
    public sealed record Level(string Stage, Duration? After, IReadOnlyList<string> To, bool Always);

    /// <summary>Where a workspace has no chain of its own: the agent is warned; of a breach the team's leads hear too, and the managers half an hour later.</summary>
    public static readonly Escalation BuiltIn = new(null, null, [],
    [
        new("warned", null, ["agent"], false),
        new("breached", null, ["agent", "team-lead"], false),
        new("breached", Duration.FromMinutes(30), ["manager"], false),
    ]);

    private readonly Condition? _when;
    private readonly IReadOnlyList<string> _targets;

    private Escalation(Guid? id, Condition? when, IReadOnlyList<string> targets, IReadOnlyList<Level> levels) => (Id, _when, _targets, Levels) = (id, when, targets, levels);

    /// <summary>None for the built-in one.</summary>
    public Guid? Id { get; }
    public IReadOnlyList<Level> Levels { get; }

    public bool Fits(IReadOnlyDictionary<string, string> fields, string target) =>
        (_targets.Count == 0 || _targets.Contains(target, StringComparer.Ordinal)) && (_when is null || TicketConditions.Hold(_when, null, name => fields.GetValueOrDefault(name)));

    /// <summary>Whether a level answers to what was said.</summary>
    public static bool Answers(Level level, string kind, string stage) =>
        level.Stage == kind || (kind == "warned" && stage == "warned " + level.Stage);

    /// <summary>The chain, or what is wrong with it.</summary>
    public static (Escalation? Chain, IReadOnlyList<Problem> Problems) Read(Guid id, EscalationContent content)
    {
        var problems = new List<Problem>();
        Condition? when = null;
        if (content.When is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } json)
        {
            (when, var wrong) = TicketConditions.Read(JsonNodes.Of(json), "when");
            problems.AddRange(wrong);
        }
        var levels = (content.Levels ?? []).Select((l, i) => Read(l, $"levels[{i}]", problems)).ToList();
        if (levels.Count == 0)
            problems.Add(Wrong("no-level", "levels", "a chain needs a level", """write at least one, such as {"stage": "80%", "to": ["agent"]}"""));
        return problems.Exists(p => p.Severity == Severity.Error) ? (null, problems) : (new Escalation(id, when, content.Targets ?? [], levels), problems);
    }

    private static Level Read(EscalationLevel level, string path, List<Problem> problems)
    {
        var stage = level.Stage ?? "";
        if (stage is not ("warned" or "breached") && WarningParser.Parse(stage, default, path + ".stage").Problem is { } wrong)
            problems.Add(wrong with { Message = wrong.Message + ", nor is it `warned` or `breached`" });
        Duration? after = null;
        if (level.After is { } text)
        {
            var (length, problem) = ClockLength.Read(text, path + ".after");
            after = length;
            if (problem is not null)
                problems.Add(problem);
        }
        if (level.To is null or { Count: 0 })
            problems.Add(Wrong("no-recipient", path + ".to", "the level tells nobody", "name agent, team, team-lead, manager or user:HANDLE"));
        foreach (var (to, i) in (level.To ?? []).Select((t, i) => (t, i)))
            if (!Recipients.IsKnown(to))
                problems.Add(Wrong("unknown-recipient", $"{path}.to[{i}]", $"'{to}' is nobody", "write agent, team, team-lead, manager or user:HANDLE"));
        return new Level(stage, after, level.To ?? [], level.Always);
    }

    internal static Problem Wrong(string code, string path, string message, string hint = "") => new(Severity.Error, code, Position.None, path, message, hint);
}

/// <summary>Lengths that run by the clock, day and night: <c>30m clock</c>.</summary>
public static class ClockLength
{
    private static readonly Duration Longest = Duration.FromDays(366);

    public static (Duration? Length, Problem? Problem) Read(string text, string path)
    {
        var (value, problem) = WithinParser.Parse(text, default, path);
        if (problem is not null)
            return (null, problem);
        if (value is ClockTime { Length: var length } && length > Duration.Zero && length <= Longest)
            return (length, null);
        return (null, Escalation.Wrong("no-clock-length", path, $"`{text}` is no length by the clock of at most a year", "write it like `30m clock` or `24h clock`"));
    }
}
