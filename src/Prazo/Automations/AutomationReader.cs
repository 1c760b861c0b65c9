using System.Text.Json;
using NodaTime;
using Prazo.Agreements;
using Prazo.Alerts;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Webhooks;

namespace Prazo.Automations;

/// <summary>An automation, as it is written.</summary>
/// <param name="If">A condition over fields, in the words of agreement files; always without.</param>
public sealed record AutomationContent(TriggerContent? When, JsonElement? If, IReadOnlyList<StepContent>? Then);

/// <summary>One of: <c>event</c>, <c>field</c>, <c>clock</c>, <c>since</c>.</summary>
/// <param name="Event">An event of this kind: <c>created</c>, <c>customer-message</c>, <c>reply</c>, …</param>
/// <param name="Field">A change of this field.</param>
/// <param name="Clock">Something said of a clock: <c>warned</c>, <c>breached</c>, <c>met</c>, …; with <c>stage</c> and <c>target</c>, of these only.</param>
/// <param name="Since">Time since an event of this kind, or since a change of a field (<c>field status</c>), of <c>after</c>, such as <c>24h clock</c>, unless one of <c>until</c> comes before.</param>
public sealed record TriggerContent(string? Event = null, string? Field = null, string? Clock = null, string? Stage = null, string? Target = null, string? Since = null, string? After = null, IReadOnlyList<string>? Until = null);

/// <summary>One of them each.</summary>
/// <param name="Assign">The handle of an agent; empty for nobody.</param>
/// <param name="Set">Fields and their values; empty clears one.</param>
/// <param name="Reply">A text to the customer, with <c>{{number}}</c>, <c>{{customer}}</c> and <c>{{agent}}</c>.</param>
/// <param name="Notify">Whom, as escalation levels have it; <c>words</c> says what.</param>
/// <param name="Webhook">Its id.</param>
public sealed record StepContent(string? Assign = null, IReadOnlyDictionary<string, string>? Set = null, string? Tag = null, string? Reply = null, string? Note = null,
    IReadOnlyList<string>? Notify = null, string? Words = null, Guid? Webhook = null);

/// <summary>Reads automations; what is wrong names its path.</summary>
public static class AutomationReader
{
    private const int MostSteps = 20;
    private const int LongestText = 20_000;

    public static (Automation? Automation, IReadOnlyList<Problem> Problems) Read(Guid id, string name, AutomationContent content)
    {
        var problems = new List<Problem>();
        var trigger = When(content.When, problems);
        Condition? condition = null;
        if (content.If is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } json)
        {
            (condition, var wrong) = TicketConditions.Read(JsonNodes.Of(json), "if");
            problems.AddRange(wrong);
        }
        var steps = (content.Then ?? []).Select((s, i) => Step(s, $"then[{i}]", problems)).OfType<Step>().ToList();
        if (content.Then is null or { Count: 0 or > MostSteps })
            problems.Add(Wrong("no-step", "then", $"an automation does 1 to {MostSteps} things", """write at least one, such as {"assign": "ana"}"""));
        return trigger is null || problems.Exists(p => p.Severity == Severity.Error) ? (null, problems) : (new Automation(id, name, trigger, condition, steps), problems);
    }

    private static Trigger? When(TriggerContent? when, List<Problem> problems)
    {
        var named = new[] { when?.Event, when?.Field, when?.Clock, when?.Since }.Count(t => !string.IsNullOrEmpty(t));
        if (when is null || named != 1)
        {
            problems.Add(Wrong("no-trigger", "when", named > 1 ? "more than one thing sets it off" : "nothing sets it off", "write one of event, field, clock, since"));
            return null;
        }
        if (when.Event is { Length: > 0 } kind)
            return IsKind(kind, "when.event", problems) ? new OnEvent(kind, null) : null;
        if (when.Field is { Length: > 0 } field)
            return new OnEvent("field", field);
        return when.Clock is { Length: > 0 } clock ? OfClock(when, clock, problems) : OfTime(when, problems);
    }

    private static OnClock? OfClock(TriggerContent when, string clock, List<Problem> problems)
    {
        if (WebhookEvents.Clock.Contains(clock, StringComparer.Ordinal))
            return new OnClock(clock, when.Stage, when.Target);
        problems.Add(Wrong("unknown-fact", "when.clock", $"'{clock}' is never said of a clock", "write one of " + string.Join(", ", WebhookEvents.Clock)));
        return null;
    }

    private static OnTime? OfTime(TriggerContent when, List<Problem> problems)
    {
        var since = when.Since!.Split(' ', 2) is ["field", var field] ? new OnEvent("field", field) : new OnEvent(when.Since!, null);
        var known = since.Field is not null || IsKind(since.Kind, "when.since", problems);
        foreach (var (kind, i) in (when.Until ?? []).Select((k, i) => (k, i)))
            known &= IsKind(kind, $"when.until[{i}]", problems);
        if (when.After is not { } text)
        {
            problems.Add(Wrong("no-length", "when.after", "how much time must pass is not said", "write it like `24h clock`"));
            return null;
        }
        var (length, problem) = ClockLength.Read(text, "when.after");
        if (problem is not null)
            problems.Add(problem);
        return known && length is { } after ? new OnTime(since, after, when.Until ?? []) : null;
    }

    private static Step? Step(StepContent step, string path, List<Problem> problems)
    {
        var named = new object?[] { step.Assign, step.Set, step.Tag, step.Reply, step.Note, step.Notify, step.Webhook }.Count(x => x is not null);
        if (named != 1)
        {
            problems.Add(Wrong("bad-step", path, named == 0 ? "nothing is to be done" : "one step does one thing", "write one of assign, set, tag, reply, note, notify, webhook"));
            return null;
        }
        if (step.Set is { } set)
            return Fields(set, path + ".set", problems);
        if (step.Notify is { } to)
            return Notify(to, step.Words, path, problems);
        foreach (var (key, text, most) in new[] { ("tag", step.Tag, 50), ("reply", step.Reply, LongestText), ("note", step.Note, LongestText) })
            if (text is not null && (text.Trim().Length == 0 || text.Length > most || (key == "tag" && text.Any(char.IsWhiteSpace))))
                problems.Add(Wrong("bad-text", $"{path}.{key}", key == "tag" ? $"a tag is one word of at most {most} characters" : $"a text has 1 to {most} characters"));
        return step switch
        {
            { Assign: { } agent } => new AssignTo(agent),
            { Tag: { } tag } => new AddTag(tag),
            { Reply: { } reply } => new SendReply(reply),
            { Note: { } note } => new AddNote(note),
            _ => new CallWebhook(step.Webhook!.Value),
        };
    }

    private static SetFields? Fields(IReadOnlyDictionary<string, string> set, string path, List<Problem> problems)
    {
        if (set.Count == 0)
            problems.Add(Wrong("no-field", path, "no field is named", """write fields and values, such as {"priority": "high"}"""));
        foreach (var (field, value) in set)
            if (string.IsNullOrWhiteSpace(field) || field.Length > 100 || value is null || value.Length > 500)
                problems.Add(Wrong("bad-field", $"{path}.{field}", "a field has a name, and a value of at most 500 characters"));
        return new SetFields(set);
    }

    private static NotifyPeople Notify(IReadOnlyList<string> to, string? words, string path, List<Problem> problems)
    {
        if (to.Count == 0)
            problems.Add(Wrong("no-recipient", path + ".notify", "it tells nobody", "name agent, team, team-lead, manager or user:HANDLE"));
        foreach (var (one, i) in to.Select((t, i) => (t, i)))
            if (!Recipients.IsKnown(one))
                problems.Add(Wrong("unknown-recipient", $"{path}.notify[{i}]", $"'{one}' is nobody", "write agent, team, team-lead, manager or user:HANDLE"));
        if (words is null or { Length: > 1000 })
            problems.Add(Wrong("bad-text", path + ".words", "what to tell has 1 to 1000 characters"));
        return new NotifyPeople(to, words ?? "");
    }

    private static bool IsKind(string kind, string path, List<Problem> problems)
    {
        if (TicketConditions.Kinds.Contains(kind))
            return true;
        problems.Add(Wrong("unknown-kind", path, $"'{kind}' is not a kind of event", "write one of " + string.Join(", ", TicketConditions.Kinds)));
        return false;
    }

    internal static Problem Wrong(string code, string path, string message, string hint = "") => new(Severity.Error, code, Position.None, path, message, hint);
}
