using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Playwright;
using Prazo.Channels;
using Prazo.Tests.Channels;
using Prazo.Tests.Cli;

namespace Prazo.Browser.Tests;

/// <summary>Hostile messages in a real browser, rebuilt: no script runs, nothing is asked for, nothing leaves its place.</summary>
[Collection(BrowserTests.Name)]
public sealed class MessageTests(Chromium browser)
{
    private const string Pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    /// <summary>Counts what runs. Defined before any message, in the page and, by <c>parent</c>, for its frames.</summary>
    private const string Counter = "<script>window.hits=[];window.hit=()=>{hits.push('page')};alert=confirm=prompt=print=()=>{hits.push('dialog')};addEventListener('click',e=>e.preventDefault(),true)</script>";

    /// <summary>What a reader could set off: every element is pointed at, clicked, focused, opened.</summary>
    private const string PokeAll = """
        () => { for (const e of document.querySelectorAll('.message *')) {
            for (const type of ['mouseover', 'mouseenter', 'pointerover', 'click', 'dblclick', 'focus', 'focusin', 'toggle', 'error', 'load', 'animationstart', 'transitionend', 'keydown', 'input', 'submit'])
              e.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
            e.focus?.(); } }
        """;

    private static readonly string[] Messages = [.. Attacks.All.Select(a => MessageHtml.Rebuild(a, new MessageImages(_ => Pixel, _ => null)).Html)];

    [BrowserFact]
    public async Task Shown_in_the_page_itself_no_attack_runs_or_asks_for_anything()
    {
        await using var open = await Show(Messages.Select((m, i) => string.Create(CultureInfo.InvariantCulture, $"<li><div class=\"message\" id=\"m{i}\">{m}</div></li>")), "<ul>", "</ul>");
        await open.Page.EvaluateAsync(PokeAll);
        await open.Page.WaitForTimeoutAsync(500);
        (await Hits(open)).ShouldBeEmpty();
        open.Requests.ShouldBeEmpty();
        (await open.Page.EvaluateAsync<string[]>("""
            () => { const seen = new Set(); for (const e of document.querySelectorAll('.message *')) { seen.add(e.localName + ' ' + e.namespaceURI.split('/').pop()); for (const a of e.attributes) seen.add('@' + a.name); if (e.localName === 'a') seen.add(e.protocol); } return [...seen].sort(); }
            """)).ShouldBeSubsetOf(
        [
            "@align", "@alt", "@colspan", "@dir", "@height", "@href", "@lang", "@loading", "@referrerpolicy", "@rel", "@rowspan", "@src", "@start", "@target", "@title", "@width",
            "http:", "https:", "mailto:", "tel:",
            .. "a abbr b blockquote br caption code dd del div dl dt em hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var wbr".Split(' ').Select(n => n + " xhtml"),
        ]);
    }

    [BrowserFact]
    public async Task No_message_leaves_its_place_in_the_page()
    {
        await using var open = await Show(Messages.Select((m, i) => string.Create(CultureInfo.InvariantCulture, $"<li><div class=\"message\" id=\"m{i}\">{m}</div><i>end</i></li>")), "<ul id=list>", "</ul>");
        (await open.Page.EvaluateAsync<int[]>("""
            () => [...document.querySelectorAll('.message')].map((m, i) => m.parentElement.parentElement.id === 'list' && m.nextSibling?.textContent === 'end' && m.parentElement.childNodes.length === 2 && m.id === 'm' + i ? -1 : i).filter(i => i >= 0)
            """)).Select(i => Attacks.All[i]).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<int>("() => document.querySelectorAll('#list > li').length")).ShouldBe(Messages.Length);
    }

    [BrowserFact]
    public async Task Put_in_by_a_script_the_messages_are_the_same()
    {
        await using var open = await Show(["<div class=message id=place></div>"]);
        // The browser itself writes a pre without the line end that it swallows when it reads.
        var changed = await open.Page.EvaluateAsync<int[]>("""
            messages => messages.map((m, i) => { const p = document.getElementById('place'); p.innerHTML = m; const once = p.innerHTML; p.innerHTML = once; return p.innerHTML.replace(/<pre>\n+/g, '<pre>') === once.replace(/<pre>\n+/g, '<pre>') && window.hits.length === 0 ? -1 : i; }).filter(i => i >= 0)
            """, Messages);
        changed.Select(i => Attacks.All[i]).ShouldBeEmpty();
        await open.Page.WaitForTimeoutAsync(200);
        (await Hits(open)).ShouldBeEmpty();
        open.Requests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Shown_in_the_frame_no_attack_runs_or_asks_for_anything()
    {
        await using var open = await Show(Messages.Chunk(20).Select(m => MessageFrame.Of(string.Concat(m), "message", "en").Replace("loading=\"lazy\"", "", StringComparison.Ordinal)));
        await open.Page.WaitForTimeoutAsync(500);
        open.Page.Frames.Count.ShouldBe(((Messages.Length + 19) / 20) + 1);
        (await Hits(open)).ShouldBeEmpty();
        open.Requests.ShouldBeEmpty();
    }

    /// <summary>The negative control: as they came, many of them run and ask.</summary>
    [BrowserFact]
    public async Task As_they_came_the_attacks_are_real()
    {
        await using var open = await Show(Attacks.All.Where(a => !a.Contains("http-equiv", StringComparison.Ordinal)).Select((attack, i) =>
        {
            var counter = string.Create(CultureInfo.InvariantCulture, $"<script>window.hit=()=>parent.hits.push({i});addEventListener('load',()=>document.querySelectorAll('a,area').forEach(e=>e.protocol==='javascript:'&&e.click()))</script>");
            return $"<iframe sandbox=\"allow-scripts allow-same-origin allow-modals\" srcdoc=\"{HtmlEncoder.Default.Encode(counter + attack)}\"></iframe>";
        }));
        await open.Page.WaitForFunctionAsync("() => new Set(window.hits).size > 100", null, new() { Timeout = 60_000 });
        (await Hits(open)).Distinct().Count().ShouldBeGreaterThan(100);
        open.Requests.Count(r => r.Contains("evil.invalid", StringComparison.Ordinal)).ShouldBeGreaterThan(15);
    }

    /// <summary>And the frame holds what it should even where the rebuilding failed.</summary>
    [BrowserFact]
    public async Task In_the_frame_not_even_what_was_not_rebuilt_runs()
    {
        await using var open = await Show(Attacks.All.Where((_, i) => i % 6 == 0).Select(a => MessageFrame.Of(a, "message", "en").Replace("loading=\"lazy\"", "", StringComparison.Ordinal)));
        await open.Page.WaitForTimeoutAsync(1000);
        (await Hits(open)).ShouldBeEmpty();
    }

    private static async Task<List<string>> Hits(OpenPage open) =>
        [.. (await open.Page.EvaluateAsync<JsonElement>("() => window.hits")).EnumerateArray().Select(h => h.ToString())];

    private async Task<OpenPage> Show(IEnumerable<string> parts, string before = "", string after = "")
    {
        var folder = Shell.Temporary();
        var page = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>t</title>").Append(Counter).Append("<body>").Append(before).AppendJoin('\n', parts).Append(after);
        var open = await browser.Open(folder.Write("page.html", page.ToString()));
        open.Page.Dialog += (_, dialog) =>
        {
            open.Complaints.Add("dialog " + dialog.Message);
            _ = dialog.DismissAsync();
        };
        folder.Dispose();
        return open;
    }
}

/// <summary>A test in a browser: skipped, with the reason, where there is none; where CI is set it fails instead.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && Chromium.Path is null)
            Skip = "there is no Chromium: install it, or name one in PRAZO_CHROMIUM";
    }
}
