using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine;

namespace Prazo.Channels;

/// <summary>Collects the parts of a mail as a provider names them, and what is wrong with them; then judges whether it is a mail.</summary>
internal sealed class MailDraft(string provider, MailLimits limits)
{
    private const int MaxSubject = 1000;
    private const int MaxHeader = 16_000;

    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();
    private readonly ImmutableArray<MailHeader>.Builder _headers = ImmutableArray.CreateBuilder<MailHeader>();
    private readonly ImmutableArray<MailAttachment>.Builder _attachments = ImmutableArray.CreateBuilder<MailAttachment>();

    public Mailbox? From { get; set; }
    public Mailbox? AnswerTo { get; set; }
    public Mailbox? Recipient { get; set; }
    public ImmutableArray<Mailbox> To { get; set; } = [];
    public ImmutableArray<Mailbox> Cc { get; set; } = [];
    public string? EnvelopeSender { get; set; }
    public string? Subject { get; set; }
    public string? Text { get; set; }
    public string? Html { get; set; }
    public string? Stripped { get; set; }
    public string? ProviderId { get; set; }
    public string? Date { get; set; }

    public void Error(string path, string message, string hint) => _problems.Add(new(Severity.Error, "inbound-mail", Position.None, path, message, hint));

    public void Warn(string path, string message, string hint) => _problems.Add(new(Severity.Warning, "inbound-mail", Position.None, path, message, hint));

    public string? Header(string name) => _headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    public void AddHeader(string path, string? name, string? value)
    {
        if (string.IsNullOrWhiteSpace(name))
            return;
        if (_headers.Count == limits.MaxHeaders)
            Warn(path, $"more than {limits.MaxHeaders} headers", "the rest is left out");
        if (_headers.Count < limits.MaxHeaders)
            _headers.Add(new MailHeader(Cut(OneLine(name), 200), Cut(OneLine(value), MaxHeader)));
    }

    public void Attach(string path, string? name, string? type, ReadOnlyMemory<byte> bytes, string? contentId)
    {
        if (_attachments.Count == limits.MaxAttachments)
            Warn(path, $"more than {limits.MaxAttachments} attachments", "the rest is left out");
        if (_attachments.Count >= limits.MaxAttachments)
            return;
        if (bytes.Length > limits.MaxAttachmentBytes)
        {
            Warn(path, $"the attachment has {bytes.Length} bytes", $"at most {limits.MaxAttachmentBytes} are taken; it is left out");
            return;
        }
        var id = OneLine(contentId).Trim('<', '>');
        _attachments.Add(new MailAttachment(FileName(name, _attachments.Count + 1), MediaType(type), bytes, id.Length == 0 ? null : Cut(id, 1000)));
    }

    public InboundResult Finish()
    {
        From ??= Mailbox.List(Header("From")).FirstOrDefault();
        Recipient ??= To.Concat(Cc).FirstOrDefault();
        if (From is null)
            Error("From", "no sender with an address", "a mail is from somebody@somewhere");
        if (Recipient is null)
            Error("To", "no recipient with an address", "a mail is to an address of an inbox");
        if (From is null || Recipient is null || _problems.Any(p => p.Severity == Severity.Error))
            return new InboundResult(null, _problems.ToImmutable());
        return new InboundResult(Mail(From, Recipient), _problems.ToImmutable());
    }

    private InboundMail Mail(Mailbox from, Mailbox recipient)
    {
        var ids = InboundMail.Ids(Header("Message-ID"));
        return new InboundMail
        {
            From = from,
            AnswerTo = AnswerTo ?? Mailbox.List(Header("Reply-To")).FirstOrDefault() ?? from,
            Recipient = recipient,
            To = To,
            Cc = Cc,
            EnvelopeSender = EnvelopeSender is null ? null : OneLine(EnvelopeSender).Trim('<', '>'),
            Subject = Cut(OneLine(Subject), MaxSubject),
            Text = Body("text", Text),
            Html = Body("html", Html),
            Stripped = Stripped is null ? null : Body("stripped", Stripped),
            Headers = _headers.ToImmutable(),
            MessageId = ids.Length > 0 ? ids[0] : $"<{(string.IsNullOrWhiteSpace(ProviderId) ? "unknown" : string.Concat(ProviderId.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-').Take(200)))}@{provider}>",
            InReplyTo = InboundMail.Ids(Header("In-Reply-To")),
            References = InboundMail.Ids(Header("References")),
            Attachments = _attachments.ToImmutable(),
            Sent = DateTimeOffset.TryParse(Date ?? Header("Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent) ? Instant.FromDateTimeOffset(sent) : null,
        };
    }

    private string Body(string path, string? text)
    {
        if (text is null || text.Length <= limits.MaxTextLength)
            return PlainText.WellFormed((text ?? "").Replace("\0", "", StringComparison.Ordinal));
        Warn(path, $"the text has {text.Length} characters", $"the first {limits.MaxTextLength} are kept");
        return PlainText.WellFormed(text[..limits.MaxTextLength].Replace("\0", "", StringComparison.Ordinal));
    }

    private static string OneLine(string? text) => string.Concat((text ?? "").ReplaceLineEndings(" ").Where(c => !char.IsControl(c) || c == '\t')).Trim();

    private static string Cut(string text, int most) => PlainText.WellFormed(text.Length <= most ? text : text[..most]);

    /// <summary>The last part of whatever path the sender wrote: never a way into another folder.</summary>
    private static string FileName(string? name, int number)
    {
        var last = OneLine(name).Split('/', '\\')[^1].Trim('.', ' ');
        var plain = string.Concat(last.Where(c => c is not (':' or '*' or '?' or '"' or '<' or '>' or '|' or '\u202e' or '\u202d')));
        return plain.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"attachment-{number}") : PlainText.WellFormed(plain.Length <= 150 ? plain : plain[..100] + plain[^50..]);
    }

    private static string MediaType(string? type)
    {
        var plain = (type ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return plain.Length <= 100 && plain.Count(c => c == '/') == 1 && plain[0] != '/' && plain[^1] != '/' && plain.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '+' or '_')
            ? plain : "application/octet-stream";
    }
}
