using System.Text;

namespace Prazo.Channels;

/// <summary>A rebuilt message in a frame of its own: no script, no form, no plug-in, no access to the page around; links open elsewhere.</summary>
public static class MessageFrame
{
    /// <summary>The frame for a page.</summary>
    /// <param name="message">What <see cref="MessageHtml.Rebuild"/> or <see cref="PlainText.ToHtml"/> made; nothing else.</param>
    /// <param name="title">What the frame is called for those who do not see it.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="stylesheet">The style sheet of messages, on this server; null: none.</param>
    public static string Of(string message, string title, string language, string? stylesheet = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var document = new StringBuilder("<!doctype html><html lang=\"");
        PlainText.Escape(document, language);
        // The frame inherits the page's policy; this one is in force besides, wherever the frame is used.
        document.Append("\"><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src http: https: data:; style-src http: https:; base-uri 'none'; form-action 'none'\">");
        document.Append("<meta name=\"referrer\" content=\"no-referrer\"><title>");
        PlainText.Escape(document, title);
        document.Append("</title>");
        if (stylesheet is not null)
        {
            document.Append("<link rel=\"stylesheet\" href=\"");
            PlainText.Escape(document, stylesheet);
            document.Append("\">");
        }
        document.Append("<body dir=\"auto\">").Append(message);
        var frame = new StringBuilder("<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" referrerpolicy=\"no-referrer\" loading=\"lazy\" title=\"");
        PlainText.Escape(frame, title);
        frame.Append("\" srcdoc=\"");
        PlainText.Escape(frame, document.ToString());
        return frame.Append("\"></iframe>").ToString();
    }
}
