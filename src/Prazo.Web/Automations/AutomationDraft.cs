using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Prazo.Automations;
using Prazo.Webhooks;

namespace Prazo.Web.Automations;

/// <summary>A thing to do, as a form has it: of which kind, with what, and in which words.</summary>
public sealed record StepRow(string Kind, string With, string Text);

/// <summary>An automation on its way through a form: what was kept, or what was typed.</summary>
/// <param name="If">Null where the condition is deeper than a form can say: the text has it, and the form leaves it as it is.</param>
/// <param name="Source">The same as a text.</param>
public sealed record AutomationDraft(string Name, bool Enabled, TriggerContent When, IReadOnlyList<ConditionRow>? If, IReadOnlyList<StepRow> Then, string Source)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static readonly AutomationDraft Empty = Of("", true, new AutomationContent(new TriggerContent(Event: "created"), null, []), []);

    public static AutomationDraft Of(string name, bool enabled, AutomationContent content, IReadOnlyList<WebhookSubscription> hooks) =>
        new(name, enabled, content.When ?? new TriggerContent(), ConditionRows.Of(content.If), [.. (content.Then ?? []).Select(s => Row(s, hooks))], JsonSerializer.Serialize(content, Readable));

    /// <summary>What a form says. The condition stays where the form could not show it.</summary>
    public static AutomationContent Content(IFormCollection form, JsonElement? kept, IReadOnlyList<WebhookSubscription> hooks) => new(Trigger(form),
        form["deeper"] == "on" ? kept : ConditionRows.Json(ConditionRows.Of(form)), [.. ConditionRows.Lines(form, "then", "kind").Select(i => Step(form, i, hooks))]);

    /// <summary>What a text says; what is none is refused where it stops being one.</summary>
    public static AutomationContent Content(string source)
    {
        try
        {
            return JsonSerializer.Deserialize<AutomationContent>(source, JsonSerializerOptions.Web) ?? new AutomationContent(null, null, null);
        }
        catch (JsonException e)
        {
            throw new RefusedException("bad-json", "text", e.Message);
        }
    }

    private static TriggerContent Trigger(IFormCollection form)
    {
        string? Given(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        return form["when"].ToString() switch
        {
            "field" => new TriggerContent(Field: Given("when.field")),
            "clock" => new TriggerContent(Clock: Given("when.clock"), Stage: Given("when.stage"), Target: Given("when.target")),
            "since" => new TriggerContent(Since: Given("when.since"), After: Given("when.after"), Until: Given("when.until") is { } until ? [until] : null),
            _ => new TriggerContent(Event: Given("when.event")),
        };
    }

    private static StepContent Step(IFormCollection form, int i, IReadOnlyList<WebhookSubscription> hooks)
    {
        var (with, text) = (ConditionRows.Text(form, $"then.{i}.with"), ConditionRows.Text(form, $"then.{i}.text"));
        return form[$"then.{i}.kind"].ToString() switch
        {
            "assign" => new StepContent(Assign: with),
            "set" => new StepContent(Set: ConditionRows.Listed(with).Select(f => f.Split('=', 2)).DistinctBy(f => f[0].Trim()).ToDictionary(f => f[0].Trim(), f => f.Length > 1 ? f[1].Trim() : "")),
            "tag" => new StepContent(Tag: with),
            "reply" => new StepContent(Reply: text),
            "note" => new StepContent(Note: text),
            "notify" => new StepContent(Notify: ConditionRows.Listed(with), Words: text),
            _ => new StepContent(Webhook: hooks.FirstOrDefault(h => string.Equals(h.Name, with, StringComparison.OrdinalIgnoreCase))?.Id ?? Guid.Empty),
        };
    }

    private static StepRow Row(StepContent s, IReadOnlyList<WebhookSubscription> hooks) => s switch
    {
        { Assign: { } agent } => new("assign", agent, ""),
        { Set: { } set } => new("set", string.Join(", ", set.Select(f => $"{f.Key}={f.Value}")), ""),
        { Tag: { } tag } => new("tag", tag, ""),
        { Reply: { } reply } => new("reply", "", reply),
        { Note: { } note } => new("note", "", note),
        { Notify: { } to } => new("notify", string.Join(", ", to), s.Words ?? ""),
        _ => new("webhook", hooks.FirstOrDefault(h => h.Id == s.Webhook)?.Name ?? s.Webhook?.ToString() ?? "", ""),
    };
}
