using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Prazo.Engine.Money;

namespace Prazo.Reports;

/// <summary>One period of a line of attainment.</summary>
internal readonly record struct TrendPoint(string Label, string Short, Attainment Attainment);

/// <summary>A coloured share of a stacked bar.</summary>
internal readonly record struct BarPart(string Class, long Count);

/// <summary>Charts as inline SVG, drawn on the server: they print, mail and translate. Colours are classes of <see cref="ReportStyle"/>.</summary>
internal static class ReportCharts
{
    // Letters of every language stay readable in the source; only markup is escaped.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Escape(string text) => Encoder.Encode(text);

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Attainment as a line over the volume as bars, with the promise as a dashed line; a missed period is a red triangle. Drawn twice,
    /// for wide screens and for phones, so that letters keep their size.</summary>
    public static string Trend(IReadOnlyList<TrendPoint> points, decimal? atLeast, string label, ReportWords w) =>
        Trend(points, atLeast, label, w, 560, "wide") + Trend(points, atLeast, label, w, 330, "narrow");

    private static string Trend(IReadOnlyList<TrendPoint> points, decimal? atLeast, string label, ReportWords w, int width, string className)
    {
        const int height = 190, top = 14, bottom = 26, left = 46, right = 12;
        var (plotWidth, plotHeight) = (width - left - right, height - top - bottom);
        var floor = Floor(points, atLeast);
        double Y(decimal percent) => top + plotHeight * (double)((100m - Math.Max(percent, floor)) / (100m - floor));
        double X(int i) => left + plotWidth * (i + .5) / points.Count;
        var most = Math.Max(1, points.Max(p => p.Attainment.Counted));
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<svg class=\"chart {className}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Escape(label)}\">"));
        foreach (var tick in Ticks(floor))
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"g\" x1=\"{left}\" x2=\"{width - right}\" y1=\"{N(Y(tick))}\" y2=\"{N(Y(tick))}\"/><text x=\"{left - 8}\" y=\"{N(Y(tick) + 4)}\" text-anchor=\"end\">{Escape(w.Percent(tick))}</text>");
        var bar = Math.Min(34, plotWidth * .62 / points.Count);
        for (var i = 0; i < points.Count; i++)
        {
            var tall = plotHeight * .45 * points[i].Attainment.Counted / most;
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"vol\" x=\"{N(X(i) - bar / 2)}\" y=\"{N(top + plotHeight - tall)}\" width=\"{N(bar)}\" height=\"{N(tall)}\" rx=\"1.5\"><title>{Escape(points[i].Label)}: {w.Number(points[i].Attainment.Counted)}</title></rect>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{left}\" x2=\"{width - right}\" y1=\"{top + plotHeight}\" y2=\"{top + plotHeight}\"/>");
        if (atLeast is { } goal)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"goal\" x1=\"{left}\" x2=\"{width - right}\" y1=\"{N(Y(goal))}\" y2=\"{N(Y(goal))}\"/>");
        Line(svg, points, X, Y);
        Marks(svg, points, atLeast, X, Y, w);
        var every = Math.Max(1, (int)Math.Ceiling(points.Count * 56.0 / plotWidth));
        for (var i = (points.Count - 1) % every; i < points.Count; i += every)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(X(i))}\" y=\"{height - 8}\" text-anchor=\"middle\">{Escape(points[i].Short)}</text>");
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Round, below every point and the promise, so that the line uses the height; it is written on the axis.</summary>
    private static decimal Floor(IReadOnlyList<TrendPoint> points, decimal? atLeast)
    {
        var lowest = points.Select(p => p.Attainment.Percent ?? 100m).Append(atLeast ?? 100m).Min();
        return lowest >= 92 ? 90 : lowest >= 82 ? 80 : lowest >= 62 ? 60 : lowest >= 42 ? 40 : 0;
    }

    private static IEnumerable<decimal> Ticks(decimal floor)
    {
        var step = floor switch { 90 => 2m, 80 => 5m, 60 => 10m, _ => 20m };
        for (var tick = floor; tick <= 100; tick += step)
            yield return tick;
    }

    private static void Line(StringBuilder svg, IReadOnlyList<TrendPoint> points, Func<int, double> x, Func<decimal, double> y)
    {
        var path = new StringBuilder();
        var drawing = false;
        for (var i = 0; i < points.Count; i++)
        {
            // A period without data is a gap, never a line through it.
            if (points[i].Attainment.Percent is not { } percent)
            {
                drawing = false;
                continue;
            }
            path.Append(drawing ? 'L' : 'M').Append(N(x(i))).Append(' ').Append(N(y(percent)));
            drawing = true;
        }
        svg.Append("<path class=\"line\" d=\"").Append(path).Append("\"/>");
    }

    private static void Marks(StringBuilder svg, IReadOnlyList<TrendPoint> points, decimal? atLeast, Func<int, double> x, Func<decimal, double> y, ReportWords w)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var attainment = points[i].Attainment;
            if (attainment.Percent is not { } percent)
                continue;
            var (cx, cy) = (x(i), y(percent));
            var title = $"<title>{Escape(points[i].Label)}: {Escape(w.Percent(percent))} ({w.Number(attainment.Kept)}/{w.Number(attainment.Counted)})</title>";
            if (atLeast is { } goal && attainment.Holds(goal) == false)
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"miss\" d=\"M{N(cx)} {N(cy - 6)}l5.6 10h-11.2z\">{title}</path>");
            else if (points.Count <= 45)
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot\" cx=\"{N(cx)}\" cy=\"{N(cy)}\" r=\"4\">{title}</circle>");
        }
    }

    /// <summary>A line without axis for a card; decoration, the numbers stand beside it.</summary>
    public static string Spark(IReadOnlyList<TrendPoint> points, decimal? atLeast)
    {
        var floor = Floor(points, atLeast);
        double Y(decimal percent) => 2 + 30 * (double)((100m - percent) / (100m - floor));
        var svg = new StringBuilder("<svg class=\"spark\" viewBox=\"0 0 100 34\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        if (atLeast is { } goal)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"goal\" x1=\"0\" x2=\"100\" y1=\"{N(Y(goal))}\" y2=\"{N(Y(goal))}\"/>");
        Line(svg, points, i => 100.0 * i / (points.Count - 1), Y);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Parts of a whole, from left to right; nothing is drawn for nothing.</summary>
    public static string Stack(IReadOnlyList<BarPart> parts, long whole, string label)
    {
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Escape(label)}\">"));
        double x = 0;
        foreach (var part in parts.Where(p => p.Count > 0 && whole > 0))
        {
            var wide = 1000.0 * part.Count / whole;
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{part.Class}\" x=\"{N(x)}\" y=\"0\" width=\"{N(Math.Max(wide - 2, 1.5))}\" height=\"10\"/>");
            x += wide;
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>How much of the promise was used, in steps of ten percent; beyond the promise in the colour of overdue, with the limit marked.</summary>
    public static string Used(UsedSpread used, string label, ReportWords w) => Used(used, label, w, 560, "wide") + Used(used, label, w, 330, "narrow");

    private static string Used(UsedSpread used, string label, ReportWords w, int width, string className)
    {
        const int height = 150, top = 20, bottom = 26, left = 8, right = 8;
        var bars = used.Histogram;
        double most = Math.Max(1, bars.Max()), slot = (double)(width - left - right) / bars.Length;
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<svg class=\"chart {className}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Escape(label)}\">"));
        for (var i = 0; i < bars.Length; i++)
        {
            var tall = (height - top - bottom) * bars[i] / most;
            var range = i == bars.Length - 1 ? "≥ " + w.Percent(i * 10) : $"{w.Number(i * 10)}–{w.Percent(i * 10 + 10)}";
            if (bars[i] > 0)
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(i < 10 ? "hist" : "hist-over")}\" x=\"{N(left + slot * i + 1)}\" y=\"{N(height - bottom - Math.Max(tall, 1.5))}\" width=\"{N(slot - 2)}\" height=\"{N(Math.Max(tall, 1.5))}\" rx=\"1.5\"><title>{Escape(range)}: {w.Number(bars[i])}</title></rect>");
        }
        var limit = left + slot * 10;
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{left}\" x2=\"{width - right}\" y1=\"{height - bottom}\" y2=\"{height - bottom}\"/><line class=\"goal\" x1=\"{N(limit)}\" x2=\"{N(limit)}\" y1=\"{top - 4}\" y2=\"{height - bottom}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"goal-text\" x=\"{N(limit + 5)}\" y=\"{top + 5}\">{Escape(w["limit"])}</text>");
        foreach (var tick in new[] { 0, 5, 10, 15, 20 })
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(left + slot * tick)}\" y=\"{height - 8}\" text-anchor=\"{(tick == 0 ? "start" : "middle")}\">{(tick == 20 ? "≥ " : "")}{Escape(w.Percent(tick * 10))}</text>");
        return svg.Append("</svg>").ToString();
    }

    /// <summary>State is colour, icon and words; this is the icon.</summary>
    public static string Icon(string state) => "<svg viewBox=\"0 0 16 16\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\">" + state switch
    {
        "ok" => "<path d=\"M3 8.5l3.2 3.2L13 5\"/>",
        "late" => "<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M8 4.8V8l2.2 1.6\"/>",
        "over" => "<path d=\"M8 2.2l6.3 11H1.7zM8 6.8v2.6M8 11.4v.1\"/>",
        "square" => "<rect x=\"3\" y=\"3\" width=\"10\" height=\"10\" rx=\"2\" fill=\"currentColor\" stroke=\"none\"/>",
        _ => "<path d=\"M4 8h8\"/>",
    } + "</svg>";
}
