using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Prazo.Channels;

/// <summary>Walks a parsed message, without recursion, and writes what the allow-list knows.</summary>
internal sealed class MessageWriter(MessageImages images)
{
    private const int MaxOpen = 100;
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>What is written for an element. Classes, ids, names and styles are never written: they belong to the page around.</summary>
    private static readonly FrozenDictionary<string, string> Written = Table(
        "abbr b blockquote caption code dd del div dl dt em i ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var",
        "address=div article=div aside=div center=div dir=ul fieldset=div figcaption=div figure=div footer=div form=div header=div main=div menu=ul nav=div section=div "
        + "h1=div h2=div h3=div h4=div h5=div h6=div legend=div summary=div details=div strike=s tt=code cite=i dfn=i");

    /// <summary>Elements whose content is not text of the message.</summary>
    private static readonly FrozenSet<string> Dropped = Names(
        "applet audio base canvas command datalist embed frame frameset head iframe link listing map math meta noembed noframes noscript object option param picture plaintext portal "
        + "script select source style svg template textarea title track video xmp");

    private static readonly FrozenDictionary<string, string[]> Parents = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["li"] = ["ul", "ol"],
        ["dd"] = ["dl"],
        ["dt"] = ["dl"],
        ["caption"] = ["table"],
        ["tbody"] = ["table"],
        ["thead"] = ["table"],
        ["tfoot"] = ["table"],
        ["tr"] = ["table", "tbody", "thead", "tfoot"],
        ["td"] = ["tr"],
        ["th"] = ["tr"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Headings = Names("h1 h2 h3 h4 h5 h6");
    private static readonly FrozenSet<string> HoldsText = Names("blockquote caption dd del div dt ins li p pre span td th");

    private readonly StringBuilder _html = new();
    private readonly List<string> _open = [];
    private readonly Stack<Frame> _path = new();
    private readonly ImmutableArray<string>.Builder _attached = ImmutableArray.CreateBuilder<string>();

    /// <summary>An element on the way down: its next child, and how many tags were opened for it.</summary>
    private record struct Frame(INode Node, int Next, int Tags);

    public string Html => _html.ToString();
    public int HeldImages { get; private set; }
    public ImmutableArray<string> AttachedIds => _attached.ToImmutable();

    public void Write(INode body)
    {
        _path.Push(new Frame(body, 0, 0));
        while (_path.TryPop(out var frame))
        {
            if (frame.Next >= frame.Node.ChildNodes.Length)
            {
                Close(frame.Tags);
                continue;
            }
            _path.Push(frame with { Next = frame.Next + 1 });
            Write(frame.Node.ChildNodes[frame.Next], frame.Node);
        }
    }

    private void Write(INode node, INode parent)
    {
        if (node is IElement element)
            Write(element);
        else if (node.NodeType == NodeType.Text && parent is IElement)
            PlainText.Escape(_html, node.NodeValue);
    }

    private void Write(IElement element)
    {
        var name = element.LocalName;
        var style = MessageStyle.Of(element.GetAttribute("style"));
        if (element.NamespaceUri != Xhtml || Dropped.Contains(name) || style.Hidden || element.HasAttribute("hidden"))
            return;
        switch (name)
        {
            case "br" or "hr" or "wbr":
                _html.Append('<').Append(name).Append('>');
                return;
            case "img":
                WriteImage(element);
                return;
        }
        var before = _open.Count;
        if (name == "a")
            OpenLink(element);
        else if (Written.TryGetValue(name, out var tag))
            Open(element, Fitting(tag));
        if (Headings.Contains(name))
            Open("b");
        if (_open.Count > before ? HoldsText.Contains(_open[^1]) : name is not ("table" or "tr"))
            OpenStyles(style);
        _path.Push(new Frame(element, 0, _open.Count - before));
    }

    /// <summary>A list item outside of a list, or a cell outside of a row, would close elements of the page around: it becomes a block.</summary>
    private string Fitting(string tag) =>
        Parents.TryGetValue(tag, out var parents) && !(_open.Count > 0 && parents.Contains(_open[^1], StringComparer.Ordinal)) ? "div" : tag;

    private void Open(IElement element, string tag)
    {
        if (_open.Count >= MaxOpen)
            return;
        _html.Append('<').Append(tag);
        if (tag is "td" or "th")
        {
            Number(element, "colspan", 100);
            Number(element, "rowspan", 100);
        }
        if (tag == "ol")
            Number(element, "start", 1_000_000);
        if (tag is "td" or "th" or "p" or "div" && element.GetAttribute("align")?.ToLowerInvariant() is "left" or "right" or "center" or "justify")
            Attribute("align", element.GetAttribute("align")!.ToLowerInvariant());
        if (element.GetAttribute("dir")?.ToLowerInvariant() is "ltr" or "rtl" or "auto")
            Attribute("dir", element.GetAttribute("dir")!.ToLowerInvariant());
        if (element.GetAttribute("lang") is { Length: > 0 and <= 20 } lang && lang.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            Attribute("lang", lang);
        if (tag == "abbr" && element.GetAttribute("title") is { Length: <= 200 } title)
            Attribute("title", title);
        // A line end right after the tag is not shown: with one of ours, the message's own is.
        _html.Append(tag == "pre" ? ">\n" : ">");
        _open.Add(tag);
    }

    private void Open(string tag)
    {
        if (_open.Count >= MaxOpen || _open.Contains(tag))
            return;
        _html.Append('<').Append(tag).Append('>');
        _open.Add(tag);
    }

    private void OpenLink(IElement element)
    {
        if (_open.Count >= MaxOpen || _open.Contains("a") || SafeUrl.Link(element.GetAttribute("href")) is not { } url)
            return;
        _html.Append("<a");
        Attribute("href", url);
        _html.Append(" rel=\"noopener noreferrer nofollow\" target=\"_blank\">");
        _open.Add("a");
    }

    private void OpenStyles(MessageStyle style)
    {
        if (style.Bold)
            Open("b");
        if (style.Italic)
            Open("i");
        if (style.Underlined)
            Open("u");
        if (style.Struck)
            Open("s");
    }

    private void Close(int tags)
    {
        for (; tags > 0; tags--)
        {
            _html.Append("</").Append(_open[^1]).Append('>');
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private void WriteImage(IElement element)
    {
        var (source, alt) = (element.GetAttribute("src"), element.GetAttribute("alt") ?? "");
        if (SafeUrl.ContentId(source) is { } id && images.Attached(id) is { } attached)
        {
            _attached.Add(id);
            WriteImage(element, attached, alt);
            return;
        }
        if (SafeUrl.Web(source) is { } remote)
        {
            if (images.Remote(remote) is { } shown)
            {
                WriteImage(element, shown, alt);
                return;
            }
            HeldImages++;
        }
        // A picture without words is decoration or a tracking pixel: nothing stands in its place.
        if (string.IsNullOrWhiteSpace(alt))
            return;
        _html.Append("<span>[");
        PlainText.Escape(_html, alt.Length > 200 ? alt[..200] : alt);
        _html.Append("]</span>");
    }

    private void WriteImage(IElement element, string url, string alt)
    {
        _html.Append("<img");
        Attribute("src", url);
        Attribute("alt", alt.Length > 200 ? alt[..200] : alt);
        Number(element, "width", 2000);
        Number(element, "height", 2000);
        _html.Append(" loading=\"lazy\" referrerpolicy=\"no-referrer\">");
    }

    private void Number(IElement element, string name, int most)
    {
        if (int.TryParse(element.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most)
            Attribute(name, value.ToString(CultureInfo.InvariantCulture));
    }

    private void Attribute(string name, string value)
    {
        _html.Append(' ').Append(name).Append("=\"");
        PlainText.Escape(_html, value);
        _html.Append('"');
    }

    private static FrozenDictionary<string, string> Table(string same, string renamed) =>
        same.Split(' ').Select(n => (n, n)).Concat(renamed.Split(' ').Select(n => (n[..n.IndexOf('=', StringComparison.Ordinal)], n[(n.IndexOf('=', StringComparison.Ordinal) + 1)..])))
            .ToFrozenDictionary(n => n.Item1, n => n.Item2, StringComparer.Ordinal);

    private static FrozenSet<string> Names(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
