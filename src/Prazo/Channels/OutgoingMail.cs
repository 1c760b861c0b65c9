using System.Collections.Immutable;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Prazo.Channels;

/// <summary>A mail to be sent: text and HTML, attachments, and the headers by which the answer finds its ticket. Whatever stands in it, it cannot add a header of its own:
/// line ends and control characters do not pass.</summary>
public sealed record OutgoingMail
{
    private const int MaxReferences = 20;
    private const int MaxSubject = 500;

    public required Mailbox From { get; init; }
    public required ImmutableArray<Mailbox> To { get; init; }
    public ImmutableArray<Mailbox> Cc { get; init; } = [];

    /// <summary>Where the answer goes: the ticket's address (<see cref="ReplyToken.Address"/>).</summary>
    public Mailbox? ReplyTo { get; init; }

    public required string Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>Empty: a mail of text alone.</summary>
    public string Html { get; init; } = "";

    /// <summary>With a content id: shown in the HTML by <c>cid:</c>.</summary>
    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Of this message (<see cref="ReplyToken.MessageId"/>), the same at every attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message that this one answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The messages before, oldest first.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Written by a machine: acknowledgements, alerts, surveys. Marked so that no machine answers it (RFC 3834).</summary>
    public bool Automatic { get; init; }

    /// <summary>The workspace's mark, by which our own mail is known when it comes back.</summary>
    public required string LoopMark { get; init; }

    /// <summary>For sending; the date is that of the sending. To be disposed with its parts.</summary>
    public MailMessage ToMessage()
    {
        if (To.IsDefaultOrEmpty)
            throw new InvalidOperationException("A mail goes to somebody.");
        var message = new MailMessage { From = Address(From), Subject = OneLine(Subject), SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        foreach (var box in To)
            message.To.Add(Address(box));
        foreach (var box in Cc)
            message.CC.Add(Address(box));
        if (ReplyTo is not null)
            message.ReplyToList.Add(Address(ReplyTo));
        AddHeaders(message.Headers);
        AddBodies(message);
        return message;
    }

    private void AddHeaders(System.Collections.Specialized.NameValueCollection headers)
    {
        headers.Add("Message-ID", Id(MessageId) ?? throw new InvalidOperationException("A message id is ASCII in angle brackets, without blanks."));
        if (Id(InReplyTo) is { } answered)
            headers.Add("In-Reply-To", answered);
        var before = References.Append(InReplyTo ?? "").Select(Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        // The first names the thread, the last are nearest; a mail answered a hundred times needs no longer header.
        if (before.Count > MaxReferences)
            before.RemoveRange(1, before.Count - MaxReferences);
        if (before.Count > 0)
            headers.Add("References", string.Join(' ', before));
        headers.Add("Auto-Submitted", Automatic ? "auto-generated" : "no");
        if (Automatic)
            headers.Add("X-Auto-Response-Suppress", "All");
        if (Ascii(LoopMark).Length > 0)
            headers.Add(AutomaticMail.LoopHeader, Ascii(LoopMark));
    }

    private void AddBodies(MailMessage message)
    {
        var text = Lines(Text);
        if (Html.Length == 0)
        {
            (message.Body, message.BodyEncoding, message.BodyTransferEncoding) = (text, Encoding.UTF8, TransferEncoding.Base64);
        }
        else
        {
            message.AlternateViews.Add(View(text, MediaTypeNames.Text.Plain));
            var html = View(Lines(Html), MediaTypeNames.Text.Html);
            foreach (var picture in Attachments.Where(a => Id($"<{a.ContentId}>") is not null))
                html.LinkedResources.Add(new LinkedResource(new MemoryStream(picture.Bytes.ToArray()), Type(picture)) { ContentId = picture.ContentId, TransferEncoding = TransferEncoding.Base64 });
            message.AlternateViews.Add(html);
        }
        foreach (var file in Attachments.Where(a => Html.Length == 0 || Id($"<{a.ContentId}>") is null))
        {
            var attachment = new Attachment(new MemoryStream(file.Bytes.ToArray()), Type(file)) { Name = OneLine(file.Name) is { Length: > 0 } name ? name : "attachment", NameEncoding = Encoding.UTF8, TransferEncoding = TransferEncoding.Base64 };
            attachment.ContentDisposition!.Inline = false;
            message.Attachments.Add(attachment);
        }
    }

    private static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    private static ContentType Type(MailAttachment file)
    {
        try
        {
            return new ContentType(file.Type);
        }
        catch (FormatException)
        {
            return new ContentType(MediaTypeNames.Application.Octet);
        }
    }

    private static MailAddress Address(Mailbox box) => new(box.Address, OneLine(box.Name), Encoding.UTF8);

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");

    private static string OneLine(string text)
    {
        // An encoded word that somebody wrote as such would be decoded on the way, whatever it holds.
        var line = string.Concat(text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c))).Replace("=?", "= ?", StringComparison.Ordinal).Trim();
        return PlainText.WellFormed(line.Length > MaxSubject ? line[..MaxSubject] : line);
    }

    private static string Ascii(string text) => string.Concat(text.Where(c => c is > ' ' and < '\u007f'));

    private static string? Id(string? id) =>
        id is { Length: > 4 and <= 900 } && id[0] == '<' && id[^1] == '>' && id.AsSpan(1, id.Length - 2).IndexOfAnyExceptInRange('!', '~') < 0 && id.LastIndexOf('<') == 0 && id.IndexOf('>', StringComparison.Ordinal) == id.Length - 1 ? id : null;
}
