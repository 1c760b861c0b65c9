using System.Collections.Immutable;
using System.Text.Json;

namespace Prazo.Channels;

/// <summary>Postmark's inbound webhook: one JSON object a mail. It carries no signature: its address holds a secret, or asks for a password.</summary>
public static class PostmarkInbound
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public static InboundResult Read(ReadOnlyMemory<byte> json, MailLimits? limits = null)
    {
        limits ??= new MailLimits();
        var draft = new MailDraft("postmark", limits);
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                Read(document.RootElement, draft, limits);
            else
                draft.Error("", "not a JSON object", "Postmark posts one object a mail");
        }
        catch (JsonException fault)
        {
            draft.Error(fault.Path ?? "", "not JSON: " + fault.Message, "Postmark posts one object a mail");
        }
        catch (InvalidOperationException)
        {
            draft.Error("", "a text that is no Unicode", "texts are UTF-8, surrogates in pairs");
        }
        return draft.Finish();
    }

    private static void Read(JsonElement mail, MailDraft draft, MailLimits limits)
    {
        if (mail.TryGetProperty("FromFull", out var from) && from.ValueKind == JsonValueKind.Object)
            draft.From = Mailbox.Of(Text(from, "Email", draft), Text(from, "Name", draft));
        draft.From ??= Mailbox.Of(Text(mail, "From", draft), Text(mail, "FromName", draft)) ?? Mailbox.List(Text(mail, "From", draft)).FirstOrDefault();
        draft.AnswerTo = Mailbox.List(Text(mail, "ReplyTo", draft)).FirstOrDefault();
        draft.Recipient = Mailbox.Of(Text(mail, "OriginalRecipient", draft));
        draft.To = Boxes(mail, "To", draft);
        draft.Cc = Boxes(mail, "Cc", draft);
        draft.Subject = Text(mail, "Subject", draft);
        draft.Text = Text(mail, "TextBody", draft);
        draft.Html = Text(mail, "HtmlBody", draft);
        draft.Stripped = Text(mail, "StrippedTextReply", draft) is { Length: > 0 } stripped ? stripped : null;
        draft.ProviderId = Text(mail, "MessageID", draft);
        draft.Date = Text(mail, "Date", draft);
        foreach (var (header, path) in Objects(mail, "Headers", draft))
            draft.AddHeader(path, Text(header, "Name", draft, path), Text(header, "Value", draft, path));
        draft.EnvelopeSender = draft.Header("Return-Path");
        foreach (var (attachment, path) in Objects(mail, "Attachments", draft))
            Attach(attachment, path, draft, limits);
    }

    private static void Attach(JsonElement attachment, string path, MailDraft draft, MailLimits limits)
    {
        if (!attachment.TryGetProperty("Content", out var content) || content.ValueKind != JsonValueKind.String)
        {
            draft.Warn(path + ".Content", "an attachment without content", "it is left out");
            return;
        }
        // Measured before it is decoded.
        if (content.GetRawText().Length / 4L * 3 > limits.MaxAttachmentBytes + 8L)
            draft.Warn(path + ".Content", "the attachment is too large", $"at most {limits.MaxAttachmentBytes} bytes are taken; it is left out");
        else if (content.TryGetBytesFromBase64(out var bytes))
            draft.Attach(path, Text(attachment, "Name", draft, path), Text(attachment, "ContentType", draft, path), bytes, Text(attachment, "ContentID", draft, path));
        else
            draft.Warn(path + ".Content", "the attachment is not base64", "it is left out");
    }

    private static ImmutableArray<Mailbox> Boxes(JsonElement mail, string name, MailDraft draft)
    {
        if (!mail.TryGetProperty(name + "Full", out _))
            return Mailbox.List(Text(mail, name, draft));
        var boxes = ImmutableArray.CreateBuilder<Mailbox>();
        foreach (var (box, path) in Objects(mail, name + "Full", draft))
            if (Mailbox.Of(Text(box, "Email", draft, path), Text(box, "Name", draft, path)) is { } found)
                boxes.Add(found);
        return boxes.ToImmutable();
    }

    private static string? Text(JsonElement of, string name, MailDraft draft, string path = "")
    {
        if (!of.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        draft.Error(path.Length > 0 ? $"{path}.{name}" : name, "not a text", "Postmark writes a string here");
        return null;
    }

    private static IEnumerable<(JsonElement Value, string Path)> Objects(JsonElement of, string name, MailDraft draft)
    {
        if (!of.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
            yield break;
        if (list.ValueKind != JsonValueKind.Array)
        {
            draft.Error(name, "not a list", "Postmark writes an array here");
            yield break;
        }
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var path = $"{name}[{index++}]";
            if (item.ValueKind == JsonValueKind.Object)
                yield return (item, path);
            else
                draft.Error(path, "not an object", "Postmark writes objects here");
        }
    }
}
