using Prazo.Automations;
using Prazo.Web.Screen;

namespace Prazo.Web.Automations;

/// <summary>Automations as sentences.</summary>
internal static class AutomationWords
{
    public static string When(Viewer v, TriggerContent when) => when switch
    {
        { Field: { Length: > 0 } field } => v.Say("automations.when-field", Field(v, field)),
        { Clock: { Length: > 0 } clock } => Event(v, "clock." + clock) + (Narrow(v, when) is { Length: > 0 } of ? $" ({of})" : ""),
        { Since: { Length: > 0 } since } => v.Say("automations.when-since", v.Limit(when.After), since.StartsWith("field ", StringComparison.Ordinal) ? v.Say("automations.when-field", Field(v, since[6..])) : Event(v, "ticket." + since))
            + (when.Until is { Count: > 0 } until ? ", " + v.Say("automations.unless", string.Join(", ", until.Select(u => Event(v, "ticket." + u)))) : ""),
        _ => Event(v, "ticket." + when.Event),
    };

    public static string If(Viewer v, ConditionRow row) => v.Say(row.Not ? "automations.if-not" : "automations.if-is", Field(v, row.Field), string.Join($" {v["automations.or"]} ", row.Values.Select(x => v.Value(row.Field, x))));

    public static string Then(Viewer v, StepRow step) => step.Kind switch
    {
        "assign" when step.With.Length == 0 => v["automations.unassign"],
        "reply" or "note" => v["step." + step.Kind],
        "set" => string.Join("; ", step.With.Split(", ").Select(f => f.Split('=', 2)).Select(f => v.Say("automations.sets", Field(v, f[0]), f is [_, { Length: > 0 } value] ? v.Value(f[0], value) : "–"))),
        _ => $"{v["step." + step.Kind]}: {step.With}",
    };

    public static string Field(Viewer v, string name) => v.Words.Has("field." + name) ? v["field." + name] : name;

    private static string Event(Viewer v, string type) => v.Value("event", type);

    private static string Narrow(Viewer v, TriggerContent when) =>
        string.Join(", ", new[] { when.Stage, when.Target is { } t && v.Words.Clocks.Has("metric." + t) ? v.Words.Clocks["metric." + t] : when.Target }.OfType<string>().Where(t => t.Length > 0));
}
