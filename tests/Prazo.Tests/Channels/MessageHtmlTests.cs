using System.Text.RegularExpressions;
using Prazo.Channels;

namespace Prazo.Tests.Channels;

public sealed class MessageHtmlTests
{
    /// <summary>All that may ever come out: text without a bare bracket or quote, tags of these names, these attributes in double quotes, these addresses.</summary>
    private static readonly Regex AllowList = new("""
        ^(?:[^<>&"'`\u0000-\u0008\u000b-\u001f]|&(?:amp|lt|gt|quot|nbsp|\#39|\#96);
        |</?(?:abbr|b|blockquote|caption|code|dd|del|div|dl|dt|em|i|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var)
          (?:\ (?:(?:colspan|rowspan|start)="[0-9]{1,7}"|align="(?:left|right|center|justify)"|dir="(?:ltr|rtl|auto)"|lang="[A-Za-z0-9-]+"|title="[^"<>]*"))*>
        |<(?:br|hr|wbr)>
        |<a\ href="(?:https?://|mailto:|tel:)[^"<>\s]*"\ rel="noopener\ noreferrer\ nofollow"\ target="_blank">|</a>
        |<img\ src="/attached/[^"<>\s]*"\ alt="[^"<>]*"(?:\ (?:width|height)="[0-9]{1,4}")*\ loading="lazy"\ referrerpolicy="no-referrer">
        )*$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static readonly MessageImages Attached = new(id => "/attached/" + Uri.EscapeDataString(id), _ => null);

    private static string Rebuilt(string html) => MessageHtml.Rebuild(html, Attached).Html;

    [Fact]
    public void There_are_more_than_two_hundred_attacks_and_each_is_another_one()
    {
        Attacks.All.Count.ShouldBeGreaterThanOrEqualTo(200);
        Attacks.All.Distinct().Count().ShouldBe(Attacks.All.Count);
    }

    [Fact]
    public void Every_attack_leaves_only_what_the_allow_list_knows() =>
        Attacks.All.Where(a => !AllowList.IsMatch(Rebuilt(a))).Select(a => a + "  →  " + Rebuilt(a)).ShouldBeEmpty();

    [Fact]
    public void Attacks_within_and_after_one_another_leave_only_what_the_allow_list_knows()
    {
        var found = new List<string>();
        for (var i = 0; i < Attacks.All.Count; i++)
            for (var j = i % 7; j < Attacks.All.Count; j += 7)
            {
                var pair = $"<p>a{Attacks.All[i]}b<table><tr><td>{Attacks.All[j]}</table>";
                if (!AllowList.IsMatch(Rebuilt(pair)))
                    found.Add(pair);
            }
        found.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_rebuilt_is_rebuilt_to_itself() =>
        Attacks.All.Select(a => MessageHtml.Rebuild(a).Html).Where(once => MessageHtml.Rebuild(once).Html != once)
            .Select(once => once + "  →  " + MessageHtml.Rebuild(once).Html).ShouldBeEmpty();

    [Theory]
    [InlineData("<script>x</script>")]
    [InlineData("<p onclick=\"x\">a</p>")]
    [InlineData("<a href=\"javascript:x\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">a</a>")]
    [InlineData("<img src=\"https://evil.invalid/x.png\" alt=\"\">")]
    [InlineData("<p class=\"x\">a</p>")]
    [InlineData("a < b")]
    public void The_judge_of_the_allow_list_is_awake(string html) => AllowList.IsMatch(html).ShouldBeFalse();

    [Theory]
    [InlineData("<p>Olá <b>Ana</b>,<br>tudo bem?</p>", "<p>Olá <b>Ana</b>,<br>tudo bem?</p>")]
    [InlineData("<h1>Title</h1><p>x</p>", "<div><b>Title</b></div><p>x</p>")]
    [InlineData("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("<table><tr><th colspan=2>a<tr><td>b<td align=RIGHT>c</table>", "<table><tbody><tr><th colspan=\"2\">a</th></tr><tr><td>b</td><td align=\"right\">c</td></tr></tbody></table>")]
    [InlineData("<o:p>x</o:p><font color=red>y</font>", "xy")]
    [InlineData("<span style='font-weight:bold; FONT-STYLE : Italic !important'>x</span>", "<span><b><i>x</i></b></span>")]
    [InlineData("<td style='text-decoration:underline'>", "")]
    [InlineData("<div style='display:none'>preheader</div><p>x</p>", "<p>x</p>")]
    [InlineData("a &lt;b&gt; &amp; \"c\"", "a &lt;b&gt; &amp; &quot;c&quot;")]
    [InlineData("<p dir=rtl lang=he>x</p>", "<p dir=\"rtl\" lang=\"he\">x</p>")]
    [InlineData("<blockquote>old</blockquote>", "<blockquote>old</blockquote>")]
    [InlineData("<pre>\n\na</pre>", "<pre>\n\na</pre>")]
    [InlineData("<ol start=3><li>x</ol>", "<ol start=\"3\"><li>x</li></ol>")]
    [InlineData("<p>a<style>p{}</style><script>b</script>c", "<p>ac</p>")]
    public void What_people_write_stays(string html, string expected) => Rebuilt(html).ShouldBe(expected);

    [Theory]
    [InlineData("https://example.com/a?b=c&amp;d", "https://example.com/a?b=c&amp;d")]
    [InlineData(" HTTP://Example.com ", "http://example.com/")]
    [InlineData("ht\ntps://example.com/x y", "https://example.com/x%20y")]
    [InlineData("mailto:ana@loja.example?subject=Oi", "mailto:ana@loja.example?subject=Oi")]
    [InlineData("tel:+5511999990000", "tel:+5511999990000")]
    public void Links_of_known_schemes_open_elsewhere_and_tell_nothing(string href, string expected) =>
        Rebuilt($"<a href=\"{href}\">x</a>").ShouldBe($"<a href=\"{expected}\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>");

    [Theory]
    [InlineData("javascript:x")]
    [InlineData("java\tscript:x")]
    [InlineData("data:text/html,x")]
    [InlineData("/relative")]
    [InlineData("//host/x")]
    [InlineData("https:host")]
    [InlineData("https:\\\\host")]
    [InlineData("https://bank.example@host/")]
    [InlineData("cid:x")]
    [InlineData("")]
    public void Of_other_links_only_the_words_stay(string href) => Rebuilt($"<a href=\"{href}\">x</a>").ShouldBe("x");

    [Fact]
    public void Attached_pictures_are_shown_where_they_stand_and_named()
    {
        var rebuilt = MessageHtml.Rebuild("<p><img src='cid:logo@x' alt='Logo' width=40 height=9999></p>", Attached);
        rebuilt.Html.ShouldBe("<p><img src=\"/attached/logo%40x\" alt=\"Logo\" width=\"40\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></p>");
        rebuilt.AttachedIds.ShouldBe(["logo@x"]);
        rebuilt.HeldImages.ShouldBe(0);
    }

    [Fact]
    public void Remote_pictures_wait_for_consent()
    {
        const string html = "<img src='https://shop.example/a.png' alt='Sofa'><img src='https://track.example/1.gif' width=1 height=1>";
        var held = MessageHtml.Rebuild(html);
        held.Html.ShouldBe("<span>[Sofa]</span>");
        held.HeldImages.ShouldBe(2);
        var shown = MessageHtml.Rebuild(html, new MessageImages(_ => null, url => url));
        shown.Html.ShouldBe("<img src=\"https://shop.example/a.png\" alt=\"Sofa\" loading=\"lazy\" referrerpolicy=\"no-referrer\">"
            + "<img src=\"https://track.example/1.gif\" alt=\"\" width=\"1\" height=\"1\" loading=\"lazy\" referrerpolicy=\"no-referrer\">");
        shown.HeldImages.ShouldBe(0);
    }

    private static readonly Dictionary<string, string> Costly = new(StringComparer.Ordinal)
    {
        { "deep blocks", Many("<div>", 100_000) },
        { "deep lists", Many("<ul><li>", 100_000) },
        { "deep tables", Many("<table><tr><td>", 50_000) },
        { "open formatting that differs", string.Concat(Enumerable.Range(0, 9000).Select(i => $"<b a{i}><font size={i}>x<p>")) },
        { "formatting in every paragraph", Many("<b><i><u><s><em>", 1500) + Many("<p>x</b></i>", 3000) },
        { "end tags that end nothing", Many("<div>", 9000) + Many("</b></span>", 35_000) },
        { "end tags behind a wall", Many("<div><table></div></table>", 2400) + Many("</p>", 60_000) },
        { "links in links", Many("<a href='https://example.com'><table>", 4000) },
        { "templates", Many("<template>", 9000) },
        { "svg", Many("<svg><g>", 4000) },
        { "svg and back", Many("<svg><foreignObject>", 4000) },
        { "math", Many("<math><mi>", 4000) },
        { "attributes", "<p " + string.Join(' ', Enumerable.Range(0, 150_000).Select(i => "a" + i)) + ">" },
        { "slashes", "<a " + new string('/', 900_000) },
        { "ampersands", new string('&', 900_000) },
        { "comment", "<!--" + new string('-', 900_000) },
        { "no end", "<" + new string('a', 900_000) },
        { "brackets", new string('<', 900_000) },
        { "text before a table", "<table>" + Many("<b>x<tr>", 5000) },
        { "selects", Many("<select><option>", 5000) },
        { "forms", Many("<form><div>", 4000) },
        { "too long", new string('x', 5_000_000) },
        { "long style", "<p style='" + Many("font-weight:bold;", 50_000) + "'>x" },
        { "silent elements", Many("<style>", 40_000) },
        { "headings", Many("<h1>", 9000) },
    };

    public static TheoryData<string> CostlyNames() => [.. Costly.Keys];

    [Theory]
    [MemberData(nameof(CostlyNames))]
    public void A_message_made_to_be_costly_takes_a_moment_and_little_stack(string name)
    {
        var html = Costly[name];
        RebuiltHtml? rebuilt = null;
        // A minute is for a busy machine: an idle one takes less than a second. A quarter of the stack that a thread of the server has.
        var thread = new Thread(() => rebuilt = MessageHtml.Rebuild(html, Attached), 256 * 1024);
        thread.Start();
        thread.Join(TimeSpan.FromSeconds(60)).ShouldBeTrue(name);
        AllowList.IsMatch(rebuilt!.Html).ShouldBeTrue(name);
        rebuilt.Html.Length.ShouldBeLessThan(12 * 1_000_000);
    }

    [Fact]
    public void Beyond_the_limits_the_words_are_shown_still()
    {
        var rebuilt = MessageHtml.Rebuild(Many("<div>", 20_000) + "<p>Olá &amp; <script>x</script>bom dia");
        rebuilt.Simplified.ShouldBeTrue();
        rebuilt.Html.ShouldBe("<p>Olá &amp; bom dia</p>");
    }

    [Fact]
    public void A_newsletter_of_a_thousand_cells_is_within_the_limits()
    {
        var html = "<table>" + Many("<tr><td style='color:#333'><table><tr><td><p>x</p></td></tr></table></td></tr>", 1000) + "</table>";
        MessageHtml.Rebuild(html).Simplified.ShouldBeFalse();
    }

    private static string Many(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
