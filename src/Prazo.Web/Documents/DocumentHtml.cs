using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>A document as one page for paper, which loads nothing and runs nothing.</summary>
internal static class DocumentHtml
{
    private const string Sheet = """
        @page{size:A4;margin:18mm 18mm 20mm}
        body{margin:0;color:#000;font:11pt/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
        h1{font-size:20pt;line-height:1.2;margin:0 0 2mm}h2{font-size:13pt;margin:7mm 0 2mm;border-bottom:.3mm solid #c8ccd3;padding-bottom:1mm}h3{font-size:11pt;margin:4mm 0 1mm}
        h1,h2,h3{break-after:avoid}li{break-inside:avoid}ul{margin:0 0 2mm;padding-left:5mm}p{margin:0 0 2mm}table{border-collapse:collapse}td,th{border:.2mm solid #c8ccd3;padding:1mm 2mm;text-align:left}
        .under{color:#3c4350;font-size:9pt;overflow-wrap:anywhere}
        """;

    public static Task<string> Of(IServiceProvider services, AgreementDocument document, Viewer viewer) =>
        Of<DocumentBody>(services, document.Language, document.Title, viewer.Say("document.version", document.Version, document.Hash), new() { ["Document"] = document });

    /// <param name="under">Below the title.</param>
    public static async Task<string> Of<T>(IServiceProvider services, string language, string title, string under, Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var body = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        string Text(string text) => System.Net.WebUtility.HtmlEncode(text);
        return $"""
            <!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{Text(title)}</title><style>{Sheet}</style></head><body>
            <h1>{Text(title)}</h1><p class="under">{Text(under)}</p>{body}</body></html>
            """;
    }
}
