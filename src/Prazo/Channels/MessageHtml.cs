using System.Collections.Immutable;

namespace Prazo.Channels;

/// <summary>Where the pictures of a message may come from.</summary>
/// <param name="Attached">The address of an attachment by its content id, for <c>cid:</c> pictures; null: there is none of that id.</param>
/// <param name="Remote">The address under which a remote picture is shown, once the reader consented; null: not shown.</param>
public sealed record MessageImages(Func<string, string?> Attached, Func<string, string?> Remote)
{
    /// <summary>No pictures at all: every remote one waits for consent.</summary>
    public static readonly MessageImages None = new(_ => null, _ => null);
}

/// <summary>A message as it may be shown.</summary>
/// <param name="Html">Elements and attributes of the allow-list only, well nested.</param>
/// <param name="HeldImages">Remote pictures that wait for the reader's consent.</param>
/// <param name="AttachedIds">The content ids of the pictures that stand in the text; other attachments are listed below it.</param>
/// <param name="Simplified">Too large or too deep to be rebuilt: only its text is shown.</param>
public sealed record RebuiltHtml(string Html, int HeldImages, ImmutableArray<string> AttachedIds, bool Simplified);

/// <summary>Untrusted HTML, parsed and built anew from an allow-list. Nothing of the input is copied: what comes out are elements, attributes and
/// addresses that this program wrote, so that a browser which reads it differently still finds nothing else.</summary>
public static class MessageHtml
{
    /// <summary>The message for a page. Never throws, whatever the input; takes time in proportion to its length.</summary>
    public static RebuiltHtml Rebuild(string html, MessageImages? images = null)
    {
        ArgumentNullException.ThrowIfNull(html);
        var body = MessageTree.Parse(html);
        if (body is null)
            return new RebuiltHtml(PlainText.ToHtml(PlainText.OfHtml(html)), 0, [], Simplified: true);
        var writer = new MessageWriter(images ?? MessageImages.None);
        writer.Write(body);
        return new RebuiltHtml(writer.Html, writer.HeldImages, writer.AttachedIds, Simplified: false);
    }
}
