using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Prazo.Channels;

/// <summary>Parses untrusted HTML within limits. The parser's own work grows with the square of depth and of open formatting elements, so both are bounded here.</summary>
internal static class MessageTree
{
    public const int MaxLength = 1_000_000;
    public const int MaxElements = 10_000;
    public const int MaxTokens = 80_000;
    public const int MaxDepth = 500;

    private const int LookEvery = 64;

    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "href", "src", "alt", "width", "height", "colspan", "rowspan", "align", "dir", "lang", "start", "title", "style", "hidden",
    };

    /// <summary>Elements that the parser opens again in every paragraph until they are closed. Without attributes it keeps at most three of a kind.</summary>
    private static readonly HashSet<string> Formatting = new(StringComparer.OrdinalIgnoreCase)
    {
        "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    };

    /// <summary>The body; null when the message is beyond the limits.</summary>
    public static IElement? Parse(string html)
    {
        if (html.Length > MaxLength)
            return null;
        try
        {
            return new HtmlParser(Options(new Budget())).ParseDocument(html).Body;
        }
        catch (BeyondLimits)
        {
            return null;
        }
    }

    private static HtmlParserOptions Options(Budget budget) => new()
    {
        IsScripting = false,
        SkipComments = true,
        DisableElementPositionTracking = true,
        MaximumDepth = int.MaxValue,
        ShouldEmitAttribute = Keep,
        OnCreated = budget.Created,
        OnToken = budget.Read,
    };

    private static bool Keep(ref StructHtmlToken token, ReadOnlyMemory<char> name) =>
        !Formatting.Contains(token.Name.ToString()) && Kept.Contains(name.ToString());

    /// <summary>Counts what the parser does, and stops it.</summary>
    private sealed class Budget
    {
        private int _elements;
        private int _tokens;
        private INode? _last;

        public void Created(IElement element, TextPosition at)
        {
            if (++_elements > MaxElements)
                throw new BeyondLimits();
            if (_elements % LookEvery == 0)
                Measure();
            _last = element;
        }

        public void Read(HtmlToken token, TextRange at)
        {
            if (++_tokens > MaxTokens)
                throw new BeyondLimits();
            if (_tokens % LookEvery == 0)
                Measure();
        }

        // The element before is in its place by now, and how deep that is is the truth about the open elements.
        private void Measure()
        {
            var depth = 0;
            for (var node = _last; node is not null; node = node.Parent)
                if (++depth > MaxDepth)
                    throw new BeyondLimits();
        }
    }

    private sealed class BeyondLimits : Exception;
}
