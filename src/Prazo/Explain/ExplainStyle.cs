namespace Prazo.Explain;

/// <summary>The page's looks: contrast-checked pairs, light and dark; pauses are hatched, for colour alone says nothing.</summary>
internal static class ExplainStyle
{
    public const string Hatch = """<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" x2="0" y1="0" y2="7" stroke="currentColor" stroke-opacity=".28" stroke-width="3"/></pattern></defs></svg>""";

    public const string Css = """
        :root{--bg:#f6f7f9;--card:#fff;--text:#1a2233;--muted:#566072;--line:#d8dde6;--counted:#3450b2;--late:#b3171d;--closed:#e4e7ee;--holiday:#cfd6e6;--paused:#f3dcae;--holder:#eef1f7;--good:#146c3a;--goodbg:#e6f4ec;--risk:#8f4700;--riskbg:#fdf0e1;--badbg:#fdeaea;--calmbg:#eceef2}
        @media(prefers-color-scheme:dark){:root{--bg:#12161f;--card:#1b212d;--text:#e7ebf3;--muted:#a9b3c5;--line:#353e50;--counted:#7f9bff;--late:#ff8a8a;--closed:#2c3444;--holiday:#3b465c;--paused:#6d5526;--holder:#283041;--good:#7fdca4;--goodbg:#143524;--risk:#ffbe7a;--riskbg:#3d2a12;--badbg:#451b1e;--calmbg:#2c3444}}
        .defs{position:absolute}*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,sans-serif}
        main{max-width:1180px;margin:0 auto;padding:20px 16px}h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:0}h2 small{font-weight:400;color:var(--muted)}h3{font-size:1rem;margin:14px 0 4px}
        section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px;margin:16px 0}
        header{display:flex;gap:12px;justify-content:space-between;align-items:center;flex-wrap:wrap}
        p{margin:4px 0}ul{margin:4px 0;padding-left:20px}.muted{color:var(--muted)}.lead{font-size:1.05rem;margin:8px 0}
        .state{border-radius:99px;padding:2px 12px;font-weight:600;white-space:nowrap}.good{color:var(--good);background:var(--goodbg)}.bad{color:var(--late);background:var(--badbg)}.risk{color:var(--risk);background:var(--riskbg)}.calm{color:var(--muted);background:var(--calmbg)}
        .scroll{overflow-x:auto}.scroll:focus-visible,summary:focus-visible{outline:2px solid var(--counted);outline-offset:2px}
        .timeline{display:block;width:100%}.narrow{display:none}rect.counted{fill:var(--counted)}rect.late{fill:var(--late)}rect.closed{fill:var(--closed)}rect.holiday{fill:var(--holiday)}rect.paused{fill:var(--paused)}rect.shut{fill:none;stroke:var(--line);stroke-dasharray:3 3}
        rect.ahead{opacity:.4}rect.hatch{fill:url(#hatch);pointer-events:none}rect.holder{fill:var(--holder);stroke:var(--line)}
        svg text{fill:var(--text);font-size:12px}text.day{fill:var(--muted)}text.due{text-anchor:middle;font-weight:600}line.day{stroke:var(--line)}.mark{stroke:var(--text);stroke-width:2.5}.mark.old{stroke-width:1.5;stroke-dasharray:2 3}.mark.last{stroke-width:1.5;stroke-dasharray:6 3}
        .legend{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;padding:0;margin:6px 0;color:var(--muted);font-size:.87rem}.legend li{display:inline-flex;align-items:center;gap:6px}
        .legend i{flex:none;width:14px;height:12px;border-radius:2px}i.counted{background:var(--counted)}i.ahead{background:var(--counted);opacity:.4}i.late{background:var(--late)}i.closed{background:var(--closed);border:1px solid var(--line)}i.holiday{background:var(--holiday);border:1px solid var(--line)}i.shut{border:1px dashed var(--muted)}i.paused{background:repeating-linear-gradient(45deg,var(--paused) 0 3px,var(--line) 3px 5px)}.legend i.due,.legend i.old{width:0;border-radius:0;border-left:3px solid var(--text)}.legend i.old{border-left:2px dotted var(--text)}
        .days{list-style:none;padding:0;border-left:3px solid var(--line)}.days li{padding:2px 0 2px 12px;margin-left:-3px;border-left:3px solid transparent}.days .counted{border-color:var(--counted)}.days .skipped{color:var(--muted)}.days .paused{border-color:var(--paused)}.days .end{font-weight:600}
        summary{cursor:pointer;font-weight:600;padding:8px 0}table{border-collapse:collapse;width:100%;font-size:.9rem}caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        th,td{text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}.from,.to,.n{white-space:nowrap}tbody th{font-weight:400}.part th{font-weight:600}.n{text-align:right;font-variant-numeric:tabular-nums}
        @media screen and (max-width:700px){main{padding:14px 10px}section{padding:14px 12px}.wide{display:none}.narrow{display:block}ul:not(.legend){padding-left:18px}
        table,tbody,tr,th,td{display:block;padding:0;border:0;text-align:left}thead,.len{display:none}tr{padding:7px 0;border-bottom:1px solid var(--line)}th.from,.to{display:inline-block;white-space:nowrap}.cnt,.tot,.why,.who{display:inline;white-space:normal}.from,.to{font-weight:600}.ahead .from,.ahead .to{font-weight:400}
        .from{margin-right:6px}.to::before{content:"→ "}.why::before{content:"\A";white-space:pre}.who:not(:empty)::before{content:" · "}.cnt::before{content:"\A" attr(data-label) " ";white-space:pre;color:var(--muted)}.tot::before{color:var(--muted)}.tot::before{content:" · " attr(data-label) " "}.who{color:var(--muted)}}
        @media print{:root{--bg:#fff;--card:#fff;--text:#000;--muted:#3c4350;--line:#c8ccd3;--counted:#3450b2;--late:#b3171d;--closed:#e4e7ee;--holiday:#cfd6e6;--paused:#f3dcae;--holder:#eef1f7;--good:#146c3a;--goodbg:#e6f4ec;--risk:#8f4700;--riskbg:#fdf0e1;--badbg:#fdeaea;--calmbg:#eceef2}
        @page{margin:14mm}body{font-size:10pt}main{max-width:none;padding:0}section{border:0;border-top:1px solid var(--line);border-radius:0;padding:10px 0;margin:0}header,.legend,tr,li{break-inside:avoid}h2,h3,summary{break-after:avoid}.scroll{overflow:visible}table{font-size:7.5pt}th,td{padding-right:6px}*{print-color-adjust:exact}}
        """;
}
