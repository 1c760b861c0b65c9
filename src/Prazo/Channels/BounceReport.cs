using System.Text;

namespace Prazo.Channels;

/// <summary>What a mail server says about a mail that it could not deliver (RFC 3464), as far as it stands in the report.</summary>
/// <param name="Recipient">Who did not get it.</param>
/// <param name="Status">Such as 5.1.1.</param>
/// <param name="Diagnostic">In the server's words.</param>
/// <param name="OriginalIds">The message ids that the report quotes: one of ours among them names the ticket.</param>
public sealed record BounceReport(string? Recipient, string? Status, string? Diagnostic, IReadOnlyList<string> OriginalIds)
{
    private const int MaxLength = 100_000;

    /// <summary>5.x.x: it will not go better next time. 4.x.x: the server goes on trying.</summary>
    public bool Permanent => Status is { } status && status[0] == '5';

    /// <summary>From the part of type message/delivery-status where there is one, otherwise from the text.</summary>
    public static BounceReport Of(InboundMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var parts = mail.Attachments.Where(a => a.Type is "message/delivery-status" or "message/global-delivery-status" or "message/rfc822" or "text/rfc822-headers")
            .OrderBy(a => a.Type.Contains("delivery-status", StringComparison.Ordinal) ? 0 : 1).Select(a => Encoding.UTF8.GetString(a.Bytes.Span[..Math.Min(a.Bytes.Length, MaxLength)]));
        var text = string.Join('\n', [.. parts, mail.Text.Length > MaxLength ? mail.Text[..MaxLength] : mail.Text]);
        var lines = Unfolded(text);
        var recipient = Field(lines, "Final-Recipient") ?? Field(lines, "Original-Recipient");
        return new BounceReport(
            Mailbox.Of(recipient?[(recipient.IndexOf(';', StringComparison.Ordinal) + 1)..])?.Address ?? Mailbox.List(mail.Header("X-Failed-Recipients")).FirstOrDefault()?.Address,
            StatusIn(Field(lines, "Status")) ?? lines.Select(SmtpStatus).FirstOrDefault(s => s is not null),
            Field(lines, "Diagnostic-Code") is { } code ? code[(code.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim() : null,
            [.. lines.Where(l => l.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase)).SelectMany(l => InboundMail.Ids(l)), .. mail.InReplyTo, .. mail.References]);
    }

    private static List<string> Unfolded(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            if (lines.Count > 0 && line.Length > 0 && line[0] is ' ' or '\t' && lines[^1].Length < 2000)
                lines[^1] += " " + line.Trim();
            else
                lines.Add(line.Trim());
        return lines;
    }

    private static string? Field(List<string> lines, string name) =>
        lines.Where(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(l => l[(name.Length + 1)..].Trim()).FirstOrDefault(v => v.Length > 0);

    /// <summary>The enhanced status behind a reply code: <c>550 5.1.1 user unknown</c>, <c>#5.1.1</c>.</summary>
    private static string? SmtpStatus(string line)
    {
        for (var at = line.IndexOfAny(['4', '5']); at >= 0; at = line.IndexOfAny(['4', '5'], at + 1))
            if (at + 4 < line.Length && line[at + 1] == '.' && (at == 0 || line[at - 1] is ' ' or '#' or '(' or '-') && StatusIn(line[at..]) is { } status)
                return status;
        return null;
    }

    private static string? StatusIn(string? text)
    {
        var word = (text ?? "").Split(' ', ',', ';', ')', ':')[0];
        var parts = word.Split('.');
        return parts.Length == 3 && parts[0] is "2" or "4" or "5" && parts.Length == 3 && parts[1..].All(p => p.Length is >= 1 and <= 3 && p.All(char.IsAsciiDigit)) ? word : null;
    }
}
