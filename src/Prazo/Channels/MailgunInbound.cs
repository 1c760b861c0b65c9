using System.Collections.Immutable;
using System.Text.Json;

namespace Prazo.Channels;

/// <summary>A file of a form.</summary>
public sealed record FormFile(string Field, string Name, string Type, ReadOnlyMemory<byte> Bytes);

/// <summary>What Mailgun's routes post: form fields, urlencoded or multipart. Fields and headers differ by case only (<c>sender</c> is the envelope's, <c>Sender</c> a header),
/// so the fields are given as they were posted, in order, with repetitions.</summary>
public sealed record MailgunForm(IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<FormFile> Files)
{
    /// <summary>The field of exactly that name, otherwise one that differs by case.</summary>
    public string? Field(string name) => Value(name, StringComparison.Ordinal) ?? Value(name, StringComparison.OrdinalIgnoreCase);

    private string? Value(string name, StringComparison comparison) => Fields.Where(f => f.Key.Equals(name, comparison)).Select(f => f.Value).FirstOrDefault();
}

/// <summary>Mailgun's parsed messages, as its routes forward them. Verify <see cref="MailgunSignature"/> first.</summary>
public static class MailgunInbound
{
    private static readonly string[] HeaderFields = ["Message-Id", "In-Reply-To", "References", "From", "To", "Cc", "Reply-To", "Subject", "Date", "Sender", "Auto-Submitted", "Precedence", "List-Id", "Content-Type", "X-Prazo-Loop"];

    public static InboundResult Read(MailgunForm form, MailLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        var draft = new MailDraft("mailgun", limits ?? new MailLimits());
        ReadHeaders(form, draft);
        draft.From = Mailbox.List(draft.Header("From") ?? form.Field("from")).FirstOrDefault() ?? Mailbox.Of(form.Field("sender"));
        draft.EnvelopeSender = form.Field("sender");
        // One posting may be for several recipients, with commas between.
        draft.Recipient = Mailbox.List(form.Field("recipient")).FirstOrDefault();
        draft.To = Mailbox.List(draft.Header("To"));
        draft.Cc = Mailbox.List(draft.Header("Cc"));
        draft.Subject = form.Field("subject") ?? draft.Header("Subject");
        draft.Text = form.Field("body-plain");
        draft.Html = string.Join('\n', form.Fields.Where(f => f.Key.Equals("body-html", StringComparison.OrdinalIgnoreCase)).Select(f => f.Value));
        draft.Stripped = form.Field("stripped-text");
        draft.ProviderId = form.Field("token");
        var ids = ContentIds(form, draft);
        foreach (var file in form.Files.Where(f => f.Field.StartsWith("attachment", StringComparison.OrdinalIgnoreCase)))
            draft.Attach(file.Field, file.Name, file.Type, file.Bytes, ids.GetValueOrDefault(file.Field));
        return draft.Finish();
    }

    /// <summary>From <c>message-headers</c>, a JSON list of pairs in the mail's order; without it, from the fields that carry headers.</summary>
    private static void ReadHeaders(MailgunForm form, MailDraft draft)
    {
        const string field = "message-headers";
        if (form.Field(field) is { Length: > 0 } json && Json(json, field, draft) is { } list)
        {
            using (list)
            {
                if (list.RootElement.ValueKind != JsonValueKind.Array)
                    draft.Warn(field, "not a list", "Mailgun writes a list of [name, value] here");
                else
                    foreach (var pair in list.RootElement.EnumerateArray())
                        if (pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2)
                            draft.AddHeader(field, Text(pair[0]), Text(pair[1]));
            }
        }
        foreach (var name in HeaderFields)
            if (draft.Header(name) is null && form.Fields.Where(f => f.Key.Equals(name, StringComparison.Ordinal)).Select(f => f.Value).FirstOrDefault() is { } value)
                draft.AddHeader(name, name, value);
    }

    private static Dictionary<string, string> ContentIds(MailgunForm form, MailDraft draft)
    {
        const string field = "content-id-map";
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (form.Field(field) is not { Length: > 0 } json || Json(json, field, draft) is not { } map)
            return ids;
        using (map)
        {
            if (map.RootElement.ValueKind == JsonValueKind.Object)
                foreach (var entry in map.RootElement.EnumerateObject())
                    if (Text(entry.Value) is { } attachment)
                        ids[attachment] = entry.Name;
        }
        return ids;
    }

    /// <summary>What cannot be read is left out with a warning: the mail itself stands in the other fields.</summary>
    private static JsonDocument? Json(string text, string field, MailDraft draft)
    {
        try
        {
            var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            // Texts that are no Unicode show only when they are read.
            _ = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().Sum(p => p.ValueKind == JsonValueKind.Array ? p.EnumerateArray().Sum(v => Text(v)?.Length ?? 0) : 0)
                : document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject().Sum(p => p.Name.Length + (Text(p.Value)?.Length ?? 0)) : 0;
            return document;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            draft.Warn(field, "not JSON", "it is left out");
            return null;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
