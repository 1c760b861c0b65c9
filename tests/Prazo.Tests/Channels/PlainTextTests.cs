using System.Diagnostics;
using Prazo.Channels;

namespace Prazo.Tests.Channels;

public sealed class PlainTextTests
{
    private const string Rel = "\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">";

    [Theory]
    [InlineData("a\r\nb\r\n\r\n\r\nc", "<p>a<br>b</p><p>c</p>")]
    [InlineData("", "")]
    [InlineData("  x", "<p>&nbsp;&nbsp;x</p>")]
    [InlineData("<b>&\"'`", "<p>&lt;b&gt;&amp;&quot;&#39;&#96;</p>")]
    [InlineData("see https://example.com/a.", "<p>see <a href=\"https://example.com/a" + Rel + "https://example.com/a</a>.</p>")]
    [InlineData("(https://example.com/a)", "<p>(<a href=\"https://example.com/a" + Rel + "https://example.com/a</a>)</p>")]
    [InlineData("https://example.com/a_(b)", "<p><a href=\"https://example.com/a_(b)" + Rel + "https://example.com/a_(b)</a></p>")]
    [InlineData("https://example.com/?a=1&b=2", "<p><a href=\"https://example.com/?a=1&amp;b=2" + Rel + "https://example.com/?a=1&amp;b=2</a></p>")]
    [InlineData("ana@loja.example, oi", "<p><a href=\"mailto:ana@loja.example" + Rel + "ana@loja.example</a>, oi</p>")]
    [InlineData("javascript:alert(1)", "<p>javascript:alert(1)</p>")]
    [InlineData("https://example.com/\"onclick=x", "<p><a href=\"https://example.com/" + Rel + "https://example.com/</a>&quot;onclick=x</p>")]
    public void Text_becomes_paragraphs_with_links(string text, string expected) => PlainText.ToHtml(text).ShouldBe(expected);

    [Theory]
    [InlineData("<p>a</p><p>b<br>c</p>", "a\nb\nc")]
    [InlineData("<style>p{}</style>x<script>y</script> &lt;z&gt;", "x <z>")]
    [InlineData("a   \n b", "a b")]
    [InlineData("1 < 2", "1 < 2")]
    [InlineData("a<!-- <p>no</p> -->b", "ab")]
    [InlineData("<title>t</title><p>x", "x")]
    [InlineData("x<script>never closed", "x")]
    [InlineData("x<", "x<")]
    public void Html_becomes_words(string html, string expected) => PlainText.OfHtml(html).ShouldBe(expected);

    [Theory]
    [InlineData("https://")]
    [InlineData("a@")]
    [InlineData("a.")]
    [InlineData("http://a ")]
    [InlineData("a@b.")]
    [InlineData("(")]
    [InlineData("<script>")]
    [InlineData("<!--")]
    [InlineData("&#")]
    public void A_text_made_to_be_costly_takes_a_moment(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 900_000 / piece.Length));
        var clock = Stopwatch.StartNew();
        PlainText.ToHtml(text);
        PlainText.OfHtml(text);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }
}
