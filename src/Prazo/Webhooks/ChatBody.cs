using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prazo.Webhooks;

/// <summary>The body of an alert for Slack and for what reads Slack's form (Mattermost, Rocket.Chat, Discord's <c>/slack</c>).</summary>
public static class ChatBody
{
    private const int MaxTitle = 200;
    private const int MaxField = 500;

    public static byte[] Slack(AlertFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        // In <address|words> a bar ends the address and a bracket the link.
        var link = facts.Url.Length > 0 ? $"<{Escape(facts.Url).Replace("|", "%7C", StringComparison.Ordinal)}|{Escape(facts.Number)} {Title(facts).Replace('|', '¦')}>" : $"{Escape(facts.Number)} {Title(facts)}";
        var body = new JsonObject
        {
            ["text"] = $"{link}: {Short(facts.Promise)} · {Short(facts.State)} · {Short(facts.Due)}",
            ["blocks"] = new JsonArray(
                new JsonObject { ["type"] = "section", ["text"] = Words($"*{link}*\n{Short(facts.Promise)} · {Short(facts.State)}") },
                new JsonObject { ["type"] = "context", ["elements"] = new JsonArray([.. new[] { facts.Due, facts.Customer, facts.Priority, facts.Assignee }.Where(f => f.Length > 0).Select(f => (JsonNode)Words(Short(f)))]) }),
        };
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    private static JsonObject Words(string text) => new() { ["type"] = "mrkdwn", ["text"] = text };

    private static string Title(AlertFacts facts) => Escape(Cut(facts.Title, MaxTitle));

    private static string Short(string text) => Escape(Cut(text, MaxField));

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";

    /// <summary>What a customer wrote calls nobody: neither <c>&lt;!channel&gt;</c> nor <c>@channel</c>, and makes no formatting.</summary>
    private static string Escape(string text) => text
        .ReplaceLineEndings(" ").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("@", "@\u200b", StringComparison.Ordinal);
}
