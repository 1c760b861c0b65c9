using System.Collections.Immutable;
using System.Text;

namespace Prazo.Channels;

/// <summary>An address with the name in front of it.</summary>
/// <param name="Address">As written; compare without case.</param>
/// <param name="Name">Empty when there is none.</param>
public sealed record Mailbox(string Address, string Name = "")
{
    private const int MaxAddress = 320;
    private const int MaxName = 200;
    private const int MaxList = 500;

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    public string Local => Address[..Math.Max(0, Address.LastIndexOf('@'))];

    /// <summary>What stands behind the plus: <c>x</c> in <c>reply+x@example.com</c>.</summary>
    public string? Tag => Local.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 && plus + 1 < Local.Length ? Local[(plus + 1)..] : null;

    public bool IsAt(string address) => Address.Equals(address, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null unless the address has the shape of one: something, one @, a domain, no blanks or control characters.</summary>
    public static Mailbox? Of(string? address, string? name = null)
    {
        var text = address?.Trim().Trim('<', '>') ?? "";
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1 || text.Length > MaxAddress || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || c is '<' or '>' or ',' or ';'))
            return null;
        return new Mailbox(text, Plain(name));
    }

    /// <summary>The addresses of a header such as <c>To</c>: quoted names, comments and groups understood, what is no address left out.</summary>
    public static ImmutableArray<Mailbox> List(string? header)
    {
        var found = ImmutableArray.CreateBuilder<Mailbox>();
        foreach (var part in Split(header ?? ""))
        {
            var open = part.LastIndexOf('<');
            var mailbox = open >= 0 ? Of(part[open..].Split('>')[0], Unquoted(part[..open])) : Of(part);
            if (mailbox is not null && found.Count < MaxList)
                found.Add(mailbox);
        }
        return found.ToImmutable();
    }

    public override string ToString() => Name.Length == 0 ? Address : $"{Name} <{Address}>";

    internal static string Plain(string? name)
    {
        var text = string.Concat((name ?? "").Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return PlainText.WellFormed(text.Length > MaxName ? text[..MaxName] : text);
    }

    /// <summary>At commas outside of quotes, brackets and comments; comments and group names are dropped.</summary>
    private static IEnumerable<string> Split(string header)
    {
        var (part, quoted, comment, angle) = (new StringBuilder(), false, 0, false);
        for (var i = 0; i < header.Length; i++)
        {
            var c = header[i];
            if (c == '\\' && (quoted || comment > 0) && i + 1 < header.Length)
            {
                if (comment == 0)
                    part.Append(c).Append(header[i + 1]);
                i++;
                continue;
            }
            if (c == '"' && comment == 0)
                quoted = !quoted;
            if (!quoted && c is '(' or ')')
            {
                comment = Math.Max(0, comment + (c == '(' ? 1 : -1));
                continue;
            }
            if (comment > 0)
                continue;
            angle = !quoted && c == '<' || (angle && c != '>');
            if (!quoted && !angle && c is ',' or ';' or ':')
            {
                if (c != ':')
                    yield return part.ToString();
                part.Clear();
                continue;
            }
            part.Append(c);
        }
        yield return part.ToString();
    }

    private static string Unquoted(string name)
    {
        var text = name.Trim();
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
            return text;
        var plain = new StringBuilder();
        for (var i = 1; i < text.Length - 1; i++)
            plain.Append(text[i] == '\\' && i + 1 < text.Length - 1 ? text[++i] : text[i]);
        return plain.ToString();
    }
}
