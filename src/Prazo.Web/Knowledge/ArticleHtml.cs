using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace Prazo.Web.Knowledge;

/// <summary>An article's Markdown as a part of a page. Tags that somebody wrote are shown as text; links lead to the web, to mail or to a path on this server, and nowhere else; pictures from
/// elsewhere become links, as a page loads nothing from outside.</summary>
public static class ArticleHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    /// <param name="first">The level of its highest headings: the page's own title is the first.</param>
    public static MarkupString Of(string markdown, int first = 2)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var node in document.Descendants())
            switch (node)
            {
                case HeadingBlock heading:
                    heading.Level = Math.Min(heading.Level + first - 1, 6);
                    break;
                case LinkInline link:
                    (link.IsImage, link.Url) = (false, Safe(link.GetDynamicUrl?.Invoke() ?? link.Url));
                    link.GetDynamicUrl = null;
                    Mark(link, link.Url);
                    break;
                case AutolinkInline link:
                    link.Url = link.IsEmail ? link.Url : Safe(link.Url);
                    Mark(link, link.Url);
                    break;
            }
        return new MarkupString(document.ToHtml(Pipeline));
    }

    private static void Mark(MarkdownObject link, string url)
    {
        if (!url.StartsWith('/'))
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener noreferrer");
    }

    /// <summary>What is neither leads nowhere.</summary>
    private static string Safe(string? url) =>
        url is not null && ((Uri.TryCreate(url, UriKind.Absolute, out var to) && to.Scheme is "http" or "https" or "mailto" or "tel") || (Screen.Pages.Own(url) == url)) ? url : "#";
}
