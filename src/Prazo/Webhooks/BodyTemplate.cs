using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Prazo.Engine;

namespace Prazo.Webhooks;

/// <summary>A JSON body with <c>{{names}}</c> inside its strings, for chats that have a form of their own. Values are escaped: what a customer wrote stays inside its string.</summary>
public sealed class BodyTemplate
{
    private const int MaxLength = 20_000;
    private readonly ImmutableArray<(string Text, string? Name)> _parts;

    private BodyTemplate(ImmutableArray<(string, string?)> parts) => _parts = parts;

    /// <summary>The template, or what is wrong with it.</summary>
    public static (BodyTemplate? Template, ImmutableArray<Problem> Problems) Read(string text, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        if (text.Length > MaxLength)
            return (null, [Wrong(0, text, "template-too-long", $"the template has more than {MaxLength} characters", "shorten it")]);
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var template = new BodyTemplate(Split(text, names, problems));
        if (problems.Count == 0 && template.JsonFault() is { } fault)
            problems.Add(Wrong(0, text, "template-no-json", "filled, the template is no JSON: " + fault, "names stand inside of strings: {\"text\": \"{{ticket.number}}\"}"));
        return problems.Count == 0 ? (template, []) : (null, problems.ToImmutable());
    }

    /// <summary>The body with the values in their places; a name without a value is left empty.</summary>
    public byte[] Fill(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var body = new StringBuilder();
        foreach (var (text, name) in _parts)
            body.Append(name is null ? text : JsonEncodedText.Encode(values.GetValueOrDefault(name, "")).ToString());
        return Encoding.UTF8.GetBytes(body.ToString());
    }

    private static ImmutableArray<(string, string?)> Split(string text, IReadOnlyCollection<string> names, ImmutableArray<Problem>.Builder problems)
    {
        var parts = ImmutableArray.CreateBuilder<(string, string?)>();
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is var open and >= 0)
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                problems.Add(Wrong(open, text, "template-open", "{{ without }}", "close the name: {{ticket.number}}"));
                return [];
            }
            var name = text[(open + 2)..close].Trim();
            if (!names.Contains(name))
                problems.Add(Wrong(open, text, "template-name", $"no such name: {name}", "one of " + string.Join(", ", names)));
            parts.Add((text[at..open], null));
            parts.Add(("", name));
            at = close + 2;
        }
        parts.Add((text[at..], null));
        return parts.ToImmutable();
    }

    private string? JsonFault()
    {
        try
        {
            // A value that would break out of anything but a string.
            using var filled = JsonDocument.Parse(Fill(_parts.Where(p => p.Name is not null).Select(p => p.Name!).Distinct().ToDictionary(n => n, _ => "a\"b\\c", StringComparer.Ordinal)));
            return null;
        }
        catch (JsonException fault)
        {
            return fault.Message;
        }
    }

    private static Problem Wrong(int at, string text, string code, string message, string hint)
    {
        var before = text.AsSpan(0, at);
        return new Problem(Severity.Error, code, new Position("template", before.Count('\n') + 1, at - before.LastIndexOf('\n')), "template", message, hint);
    }
}
