using NodaTime.Text;

namespace Prazo.Engine.Agreements;

/// <summary>Examples that could not be run: moments that are none, targets and fields that nobody knows.</summary>
internal static class ExampleLint
{
    private static readonly LocalDateTimePattern[] Moments =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.fff"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
    ];

    /// <summary>A local time in an example; null when it is none.</summary>
    public static NodaTime.LocalDateTime? ParseMoment(string text)
    {
        foreach (var pattern in Moments)
            if (pattern.Parse(text.Trim()) is { Success: true } moment)
                return moment.Value;
        return null;
    }

    public static void Check(LintScene scene)
    {
        foreach (var example in scene.Root["examples"].Items)
        {
            CheckMoment(example["given"]["created"]);
            CheckMoment(example["given"]["as-of"]);
            foreach (var e in example["given"]["events"].Items)
                CheckEvent(scene, e);
            foreach (var (field, keyAt, value) in example["given"]["fields"].Entries)
                CheckField(scene, field, keyAt, value);
            foreach (var (name, keyAt, expected) in example["expect"].Entries)
                CheckExpectation(scene, name, keyAt, expected);
        }
    }

    private static void CheckEvent(LintScene scene, Cursor at)
    {
        CheckMoment(at["at"]);
        var keys = 0;
        foreach (var (key, keyAt, value) in at.Entries)
        {
            if (key == "at")
                continue;
            keys++;
            if (!ExampleKeys.Events.Any(e => e.Name == key))
                CheckField(scene, key, keyAt, value);
        }
        if (keys != 1)
            at.Error("bad-event", keys == 0 ? "an event at which nothing happens" : "one event says one thing", "write `{ at: …, reply: ana }`, and one event for each thing that happened");
    }

    private static void CheckField(LintScene scene, string field, Position keyAt, Cursor value)
    {
        if (TicketFields.BuiltIn.Contains(field) || scene.Agreement.Fields.ContainsKey(field) || scene.KnownFields.Contains(field) || scene.Root["orders"].Entries.Any(o => o.Key == field))
            return;
        value.Reading.Error("unknown-field", keyAt, value.Path, $"{field} is no kind of event and no ticket field", Suggestion.For(field, [.. ExampleKeys.Events.Select(e => e.Name), .. TicketFields.BuiltIn]) is { } near
            ? $"did you mean {near}? A field of your own is declared with `fields: [{field}]`" : $"a field of your own is declared with `fields: [{field}]`");
    }

    private static void CheckExpectation(LintScene scene, string name, Position keyAt, Cursor expected)
    {
        var target = name.Split('#')[0];
        if (!scene.Agreement.Targets.Any(t => t.Id == target))
            expected.Reading.Error("unknown-target", keyAt, expected.Path, $"there is no target {target}", Suggestion.Hint(target, [.. scene.Agreement.Targets.Select(t => t.Id)]));
        foreach (var (key, _, value) in expected.Entries)
            if (key is "due" or "last" or "original-due" or "verdict-at" or "started" or "stopped" && value.Text is not "none")
                CheckMoment(value);
    }

    private static void CheckMoment(Cursor at)
    {
        if (at.Text is { } text && ParseMoment(text) is null)
            at.Error("bad-moment", $"{StructureCheck.Quoted(text)} is no local time", "write it like 2026-03-02 09:30");
    }
}
