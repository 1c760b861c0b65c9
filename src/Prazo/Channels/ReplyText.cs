using System.Text.RegularExpressions;

namespace Prazo.Channels;

/// <summary>An answer with the history that its mail program quoted below. Nothing is lost: the whole is kept beside.</summary>
/// <param name="Visible">What was written now.</param>
/// <param name="Hidden">What follows it in the mail: quotation and signature; empty when there is none.</param>
public sealed record ReplyText(string Visible, string Hidden)
{
    private const int MaxHeaderLines = 8;
    private const int MaxSignatureLines = 15;
    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Attribution = new(@"^(on|em|no dia|pe|în data de|in data de|la data de|la)\b.{0,400}\b(wrote|escreveu|a scris)\s?:$", Safe);

    // Without its first word, where the program begins with the day: "qua., 1 de abr. de 2026 às 10:00, Ana <a@b> escreveu:".
    private static readonly Regex DatedAttribution = new(@"^.{0,200}[0-9]{1,2}[:.h][0-9]{2}.{0,200}[<@].{0,200}\b(wrote|escreveu|a scris)\s?:$", Safe);
    private static readonly Regex Divider = new(@"^[-_\s]*(original message|mensagem original|mesaj original|mesajul original|original appointment)[-_\s]*$", Safe);
    private static readonly Regex Forward = new(@"^([-\s]*(forwarded message|mensagem encaminhada|mesaj redirecționat|mesaj redirectionat|mesaj retrimis)[-\s]*|begin forwarded message:|início da mensagem reencaminhada:|mesaj redirecționat:)$", Safe);
    private static readonly Regex FromLine = new(@"^\*?(from|de|de la)\s?:\*?\s?.*\S.*$", Safe);
    private static readonly Regex OtherLine = new(@"^\*?(sent|date|to|cc|subject|enviado|enviada|enviado em|enviada em|data|para|assunto|trimis|către|catre|subiect)\s?:\*?.*$", Safe);
    private static readonly Regex Device = new(@"^(sent from my|sent from|get outlook for|enviado do meu|enviado de meu|enviado pelo|enviado a partir|obter o outlook|trimis de pe|trimis de la)\b.{0,80}$", Safe);

    /// <summary>A part of the text: everything before is what was written, when something is.</summary>
    public static ReplyText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = HistoryStart(lines);
        end = SignatureStart(lines, end);
        while (end > 0 && string.IsNullOrWhiteSpace(lines[end - 1]))
            end--;
        // Nothing written above: the answer stands somewhere within, so all of it is shown.
        return end == 0 ? new ReplyText(text.Trim(), "") : new ReplyText(string.Join('\n', lines[..end]).Trim('\n'), string.Join('\n', lines[end..]).Trim('\n'));
    }

    private static int HistoryStart(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            // What is forwarded is the message.
            if (Forward.IsMatch(line))
                return lines.Length;
            if (line.Length == 0)
                continue;
            if (Divider.IsMatch(line) || IsHeaderBlock(lines, i))
                return RuleBefore(lines, i);
            if (AttributionLength(lines, i) is var length and > 0)
                return IsAnsweredWithin(lines, i + length) ? lines.Length : i;
        }
        return TrailingQuote(lines);
    }

    /// <summary>How many lines the attribution takes: programs break it at 76 characters.</summary>
    private static int AttributionLength(string[] lines, int at)
    {
        var joined = "";
        for (var n = 1; n <= 3 && at + n <= lines.Length; n++)
        {
            var line = lines[at + n - 1].Trim();
            if (line.Length is 0 or > 400)
                return 0;
            joined = n == 1 ? line : $"{joined} {line}";
            // A sentence may end in "wrote:" too; programs name a time or an address.
            if (line.EndsWith(':') && joined.Any(c => char.IsAsciiDigit(c) || c == '@') && (Attribution.IsMatch(joined) || DatedAttribution.IsMatch(joined)))
                return n;
        }
        return 0;
    }

    /// <summary>Outlook's head of the mail before: from, and at least two of sent, to, subject, in the next lines.</summary>
    private static bool IsHeaderBlock(string[] lines, int at)
    {
        if (!FromLine.IsMatch(lines[at].Trim()))
            return false;
        var others = 0;
        for (var i = at + 1; i < lines.Length && i < at + MaxHeaderLines && others < 2; i++)
            if (OtherLine.IsMatch(lines[i].Trim()))
                others++;
            else if (string.IsNullOrWhiteSpace(lines[i]) && others == 0 && i > at + 1)
                return false;
        return others == 2;
    }

    /// <summary>The line of underscores that Outlook draws above.</summary>
    private static int RuleBefore(string[] lines, int at)
    {
        var before = at - 1;
        while (before >= 0 && string.IsNullOrWhiteSpace(lines[before]))
            before--;
        return before >= 0 && lines[before].Trim() is { Length: >= 5 } rule && rule.All(c => c is '_' or '-') ? before : at;
    }

    /// <summary>Whether words of the answer stand between or below the quoted lines.</summary>
    private static bool IsAnsweredWithin(string[] lines, int from)
    {
        var first = from;
        while (first < lines.Length && string.IsNullOrWhiteSpace(lines[first]))
            first++;
        if (first == lines.Length || !IsQuoted(lines[first]))
            return false;
        for (var i = first; i < lines.Length; i++)
        {
            if (IsSignature(lines[i]))
                return false;
            // A long quoted line, broken by a program, continues without its mark.
            if (!IsQuoted(lines[i]) && !string.IsNullOrWhiteSpace(lines[i]) && !Device.IsMatch(lines[i].Trim()) && !(IsQuoted(lines[i - 1]) && lines[i - 1].Length > 60))
                return true;
        }
        return false;
    }

    /// <summary>Quoted lines at the end that nobody introduced.</summary>
    private static int TrailingQuote(string[] lines)
    {
        var end = lines.Length;
        while (end > 0 && (IsQuoted(lines[end - 1]) || string.IsNullOrWhiteSpace(lines[end - 1])))
            end--;
        return end < lines.Length && lines[end..].Any(IsQuoted) ? end : lines.Length;
    }

    private static int SignatureStart(string[] lines, int end)
    {
        for (var i = Math.Max(0, end - MaxSignatureLines); i < end; i++)
            if (IsSignature(lines[i]))
                return i;
        var last = end - 1;
        while (last >= 0 && string.IsNullOrWhiteSpace(lines[last]))
            last--;
        return last > 0 && Device.IsMatch(lines[last].Trim()) ? last : end;
    }

    private static bool IsSignature(string line) => line is "-- " or "--";

    private static bool IsQuoted(string line) => line.StartsWith('>');
}
