using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine;

namespace Prazo.Channels;

public readonly record struct MailHeader(string Name, string Value);

/// <param name="ContentId">By which the HTML names it, without brackets; null when it does not.</param>
public sealed record MailAttachment(string Name, string Type, ReadOnlyMemory<byte> Bytes, string? ContentId);

/// <summary>A mail as it arrived, whoever brought it.</summary>
public sealed record InboundMail
{
    private const int MaxIds = 200;
    private const int MaxIdLength = 900;

    public required Mailbox From { get; init; }

    /// <summary>Where an answer goes: Reply-To where there is one.</summary>
    public required Mailbox AnswerTo { get; init; }

    /// <summary>The address at which the mail came in, with what stands behind the plus.</summary>
    public required Mailbox Recipient { get; init; }

    public ImmutableArray<Mailbox> To { get; init; } = [];
    public ImmutableArray<Mailbox> Cc { get; init; } = [];

    /// <summary>The sender of the envelope: empty for bounces, null when nobody told.</summary>
    public string? EnvelopeSender { get; init; }

    public string Subject { get; init; } = "";
    public string Text { get; init; } = "";
    public string Html { get; init; } = "";

    /// <summary>The text without quoted history, if the provider made one.</summary>
    public string? Stripped { get; init; }

    /// <summary>In the order of the mail.</summary>
    public ImmutableArray<MailHeader> Headers { get; init; } = [];

    /// <summary>With its brackets; made of the provider's id if the mail had none, so that a mail delivered twice is known again.</summary>
    public required string MessageId { get; init; }

    public ImmutableArray<string> InReplyTo { get; init; } = [];
    public ImmutableArray<string> References { get; init; } = [];
    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];

    /// <summary>When the sender says it was sent; a claim.</summary>
    public Instant? Sent { get; init; }

    /// <summary>The first header of that name.</summary>
    public string? Header(string name) => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    /// <summary>All addresses that were written to.</summary>
    public IEnumerable<Mailbox> Recipients => [Recipient, .. To, .. Cc];

    /// <summary>The message ids of a header: each in angle brackets, whatever stands between.</summary>
    public static ImmutableArray<string> Ids(string? header)
    {
        var (ids, text) = (ImmutableArray.CreateBuilder<string>(), header ?? "");
        for (var open = text.IndexOf('<', StringComparison.Ordinal); open >= 0 && ids.Count < MaxIds; open = text.IndexOf('<', open + 1))
        {
            var end = text.AsSpan(open + 1).IndexOfAny("<> \t");
            if (end is > 2 and < MaxIdLength && text[open + 1 + end] == '>')
                ids.Add(text.Substring(open, end + 2));
        }
        return ids.ToImmutable();
    }
}

/// <summary>A mail, or what is wrong with what was posted. Warnings stand beside a mail that was read without some part.</summary>
public sealed record InboundResult(InboundMail? Mail, ImmutableArray<Problem> Problems);

/// <summary>How much a mail may bring.</summary>
public sealed record MailLimits
{
    public int MaxAttachments { get; init; } = 100;
    public int MaxAttachmentBytes { get; init; } = 30 * 1024 * 1024;
    public int MaxTextLength { get; init; } = 2_000_000;
    public int MaxHeaders { get; init; } = 500;
}
