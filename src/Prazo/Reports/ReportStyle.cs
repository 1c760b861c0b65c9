namespace Prazo.Reports;

/// <summary>The look of the HTML report: one sheet, no script, light and dark, phone to wide, and paper.</summary>
internal static class ReportStyle
{
    /// <summary>Pairs of text and ground are at least 4.5 : 1 in both schemes.</summary>
    public const string Sheet = """
        :root{color-scheme:light dark;--page:#f5f6f8;--card:#fff;--ink:#15181d;--soft:#4d5666;--line:#dfe3e9;--grid:#e9ecf1;--accent:#2f4db5;--accent-soft:#c3cdf0;
        --ok:#146c3a;--ok-bg:#e6f4ec;--late:#8f4700;--late-bg:#fdf0e1;--over:#b3171d;--over-bg:#fdeaea;--rest:#566072;--rest-bg:#eceef2;--rest-fill:#c9cfd9;
        --p1:#2f4db5;--p2:#8f4700;--p3:#6b3fa0;--p4:#8a93a3}
        @media (prefers-color-scheme:dark){:root{--page:#0f1216;--card:#181c22;--ink:#eceff4;--soft:#a9b3c3;--line:#2b323c;--grid:#262c35;--accent:#9db1ff;--accent-soft:#33427a;
        --ok:#6fd39b;--ok-bg:#10301f;--late:#f0ac62;--late-bg:#38240d;--over:#ff8f8b;--over-bg:#421718;--rest:#a9b3c3;--rest-bg:#262c35;--rest-fill:#465060;
        --p1:#9db1ff;--p2:#f0ac62;--p3:#c5a3f0;--p4:#8a93a3}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
        .wrap{max-width:1180px;margin:0 auto;padding:0 20px}
        header{padding:28px 0 18px}
        .brand{display:flex;align-items:center;gap:8px;color:var(--soft);font-size:13px;font-weight:600}
        .brand svg{width:22px;height:22px;flex:none}
        h1{font-size:26px;line-height:1.2;letter-spacing:-.015em;margin:10px 0 6px}
        h2{font-size:17px;letter-spacing:-.005em;margin:30px 0 10px}
        h3{font-size:15px;margin:0;overflow-wrap:anywhere}
        h3.part{margin:16px 0 8px;color:var(--soft);font-size:14px}
        p{margin:0}
        .meta{display:flex;flex-wrap:wrap;gap:2px 18px;color:var(--soft);font-size:13.5px}
        .soft{color:var(--soft);font-size:13px}
        .grid{display:grid;gap:14px;grid-template-columns:repeat(auto-fit,minmax(min(100%,210px),1fr))}
        .grid.two{grid-template-columns:repeat(auto-fill,minmax(min(100%,460px),1fr))}
        .grid.one{grid-template-columns:minmax(0,1fr)}
        .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 18px;min-width:0;display:flex;flex-direction:column;gap:8px}
        .head{display:flex;justify-content:space-between;align-items:flex-start;gap:10px}
        .big{font-size:34px;font-weight:650;line-height:1.1;letter-spacing:-.03em}
        .big.none{color:var(--soft);font-size:24px}
        .pill{display:inline-flex;align-items:center;gap:5px;border-radius:99px;padding:2px 9px 2px 7px;font-size:12.5px;font-weight:600;white-space:nowrap}
        .pill svg,.key svg{width:13px;height:13px;flex:none}
        .ok{color:var(--ok);background:var(--ok-bg)}.late{color:var(--late);background:var(--late-bg)}.over{color:var(--over);background:var(--over-bg)}.rest{color:var(--rest);background:var(--rest-bg)}
        .keys{display:flex;flex-wrap:wrap;gap:2px 14px;font-size:12.5px;color:var(--soft);margin:0;padding:0;list-style:none}
        .key{display:inline-flex;align-items:center;gap:5px}.key b{color:var(--ink);font-weight:600}
        .c-ok{color:var(--ok)}.c-late{color:var(--late)}.c-over{color:var(--over)}.c-rest{color:var(--rest)}
        .bar{display:block;width:100%;height:12px;border-radius:4px;background:var(--grid)}
        .f-ok{fill:var(--ok)}.f-late{fill:var(--late)}.f-over{fill:var(--over)}.f-rest{fill:var(--rest-fill)}
        .f-p1{fill:var(--p1)}.f-p2{fill:var(--p2)}.f-p3{fill:var(--p3)}.f-p4{fill:var(--p4)}
        .c-p1{color:var(--p1)}.c-p2{color:var(--p2)}.c-p3{color:var(--p3)}.c-p4{color:var(--p4)}
        .c-vol{color:var(--accent-soft)}.chart{display:block;width:100%;height:auto}.narrow{display:none}
        .chart text{fill:var(--soft);font-size:11.5px}.chart .goal-text{fill:var(--ink);font-weight:600}
        .g{stroke:var(--grid)}.axis{stroke:var(--line)}.vol{fill:var(--accent-soft)}.line{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}
        .goal{stroke:var(--ink);stroke-dasharray:5 4;stroke-width:1.2}.dot{fill:var(--accent);stroke:var(--card);stroke-width:1.5}.miss{fill:var(--over);stroke:var(--card);stroke-width:1.5}
        .hist{fill:var(--accent)}.hist-over{fill:var(--over)}
        .spark{width:100%;height:34px;display:block}.spark .line{stroke-width:1.6;vector-effect:non-scaling-stroke}.spark .goal{vector-effect:non-scaling-stroke}
        .rows{display:flex;flex-direction:column}
        .row{border-top:1px solid var(--grid)}.row:first-child{border-top:0}
        .line-of{display:grid;grid-template-columns:minmax(110px,1.1fr) 3fr 92px 108px;gap:4px 14px;align-items:center;padding:7px 0;min-height:34px}
        .name{overflow-wrap:anywhere;font-weight:500}.num{text-align:right}.num b{font-weight:650}
        summary{cursor:pointer;border-radius:4px}summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        .row summary{list-style:none;display:block}.row summary::-webkit-details-marker{display:none}
        .row summary .name::after{content:"";display:inline-block;margin-left:7px;border:solid var(--soft);border-width:0 1.5px 1.5px 0;padding:2.2px;transform:rotate(45deg) translate(-2px,-1px)}
        details[open]>summary .name::after{transform:rotate(-135deg) translate(-1px,-1px)}
        .more>summary{color:var(--accent);font-size:13px;font-weight:600;padding:3px 0;width:fit-content}
        .ids{display:flex;flex-wrap:wrap;gap:4px 6px;margin:4px 0 10px;padding:0;list-style:none;font-size:13px}
        .ids li{background:var(--rest-bg);border-radius:5px;padding:1px 7px;overflow-wrap:anywhere}.ids li.rest-of{background:none;color:var(--soft)}
        .scroll{overflow-x:auto;position:relative}.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        .scroll tbody th,.scroll thead th:first-child{position:sticky;left:0;background:var(--card)}
        caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        table{border-collapse:collapse;width:100%;font-size:13px}
        th,td{padding:6px 10px 6px 0;text-align:right;border-bottom:1px solid var(--grid);vertical-align:top;white-space:nowrap}
        th{color:var(--soft);font-weight:600;vertical-align:bottom;white-space:normal;min-width:68px;border-bottom-color:var(--line)}
        th.t,td.t{text-align:left;white-space:normal;min-width:96px;overflow-wrap:anywhere}tbody th{color:var(--ink);font-weight:500;vertical-align:top;border-bottom-color:var(--grid)}tbody tr:last-child>*{border-bottom:0}
        footer{margin:34px 0 40px;color:var(--soft);font-size:13px}footer .card{gap:12px}dl{margin:0;display:grid;gap:10px}dt{font-weight:600;color:var(--ink)}dd{margin:0;overflow-wrap:anywhere}
        code{font:12px/1.4 ui-monospace,"Cascadia Mono","Liberation Mono",monospace;overflow-wrap:anywhere}
        .skip{position:absolute;left:-999px}.skip:focus{left:12px;top:8px;background:var(--card);padding:6px 10px;z-index:1}
        @media (max-width:640px){.wrap{padding:0 14px}header{padding:18px 0 10px}h1{font-size:22px}.wide{display:none}.narrow{display:block}.card{padding:14px}
        .line-of{grid-template-columns:minmax(0,1fr) auto;padding:9px 0}.line-of .stack{grid-column:1/-1;grid-row:2}.line-of .of{display:none}}
        @media print{:root{--page:#fff;--card:#fff;--ink:#000;--soft:#3c4350;--line:#c8ccd3;--grid:#e2e5ea;--accent:#2f4db5;--accent-soft:#c3cdf0;--ok:#146c3a;--ok-bg:#e6f4ec;--late:#8f4700;--late-bg:#fdf0e1;
        --over:#b3171d;--over-bg:#fdeaea;--rest:#566072;--rest-bg:#eceef2;--rest-fill:#c9cfd9;--p1:#2f4db5;--p2:#8f4700;--p3:#6b3fa0;--p4:#8a93a3}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{margin:14mm}body{font-size:11pt}.wrap{max-width:none;padding:0}.card{break-inside:avoid}h2{break-after:avoid}.scroll{overflow:visible}.grid.two{grid-template-columns:1fr 1fr}.wide{display:none}.narrow{display:block}@page numbers{size:A4 landscape;margin:12mm}.numbers{page:numbers}.numbers .card{border:0;padding:0;break-inside:auto}table{font-size:7pt}th,td,th.t,td.t{padding:3px 4px 3px 0;min-width:0;white-space:normal;overflow-wrap:normal;hyphens:auto}.scroll tbody th,.scroll thead th:first-child{position:static}.skip{display:none}}
        """;
}
