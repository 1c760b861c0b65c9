using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Reports;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Web.Reports;

internal static class ReportApi
{
    private const int MostBehind = 1000;

    public static void MapReports(this RouteGroupBuilder api)
    {
        api.MapGet("/reports", Get).For(Ability.Read).WithSummary("What was promised and what was kept, over the live clocks, by any dimension.");
        api.MapGet("/reports/csv", Csv).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, "text/csv").WithSummary("The rows of a report as a table.");
        api.MapGet("/reports/xlsx", Xlsx).For(Ability.Read).Produces<byte[]>(StatusCodes.Status200OK, Types.Xlsx).WithSummary("The rows and objectives of a report as a workbook.");
        api.MapGet("/reports/pdf", Pdf).For(Ability.Read).Produces<byte[]>(StatusCodes.Status200OK, Types.Pdf).WithSummary("The report as a PDF, where the server has a Chromium to print with.");
        api.MapGet("/reports/html", Html).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, "text/html").WithSummary("The report as one page to forward.");
        api.MapGet("/reports/clocks", Behind).For(Ability.Read).WithSummary("The clocks behind one number of a report.");
        api.MapTimes();
        api.MapAfter();
        api.MapObjectives();
        api.MapSavedReports();
        api.MapWalls();
    }

    private static async Task<Ok<ReportView>> Get(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked) =>
        TypedResults.Ok(ReportView.Of((await Run(context, db, agreements, clock, asked)).Report));

    private static async Task<ContentHttpResult> Csv(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked)
    {
        var (report, _) = await Run(context, db, agreements, clock, asked);
        return TypedResults.Text(ReportTable.Of(report, report.Rows.IsEmpty ? report.Totals : report.Rows, asked.Language).ToCsv(), "text/csv");
    }

    private static async Task<ContentHttpResult> Html(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked)
    {
        var (report, history) = await Run(context, db, agreements, clock, asked);
        // A page that brings its own style, and nothing else.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return TypedResults.Text(ReportHtml.Write(report, history, asked.Language), "text/html");
    }

    private static async Task<FileContentHttpResult> Xlsx(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked)
    {
        var (report, _) = await Run(context, db, agreements, clock, asked);
        return TypedResults.File(TableWorkbook.Write(ReportSheets.Of(report, asked.Language)), Types.Xlsx, "prazo-report.xlsx");
    }

    private static async Task<FileContentHttpResult> Pdf(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, PdfPrinter printer, [AsParameters] ReportParameters asked)
    {
        if (!printer.CanPrint)
            throw new RefusedException("no-chromium", "", "this server has no browser to print with", "name one in PRAZO_CHROMIUM, or print GET /reports/html");
        var (report, history) = await Run(context, db, agreements, clock, asked);
        return TypedResults.File(await printer.Print(ReportHtml.Write(report, history, asked.Language), context.RequestAborted), Types.Pdf, "prazo-report.pdf");
    }

    /// <summary>What a file is called among media.</summary>
    internal static class Types
    {
        public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Pdf = "application/pdf", Csv = "text/csv";
    }

    private static Task<(ReportResult Report, Prazo.Engine.Clocks.History History)> Run(HttpContext context, Db db, PublishedAgreements agreements, IClock clock, ReportParameters asked)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        return db.Read(s => LiveReport.Count(s, agreements, context.Asker().Tenant, query));
    }

    private static async Task<Ok<ClocksBehind>> Behind(
        HttpContext context, Db db, PublishedAgreements agreements, IClock clock, [AsParameters] ReportParameters asked, string agreement, int version, string target, string? period, string[]? value)
    {
        var query = asked.Query(clock.GetCurrentInstant());
        if (value is { Length: > 0 } && value.Length != query.By.Length)
            throw new RefusedException("wrong-values", "value", "there must be one value a dimension of `by`, in its order");
        var cell = new CellQuery(agreement, version, target, period, value is { Length: > 0 } ? [.. value] : null);
        var clocks = await db.Read(s => LiveReport.Behind(s, agreements, context.Asker().Tenant, query, cell));
        return TypedResults.Ok(new ClocksBehind(clocks.Count, [.. clocks.Take(MostBehind).Select(c => ClockBehind.Of(c.Clock, c.Ticket, query.AsOf))]));
    }
}

/// <summary>What every form of the report takes.</summary>
internal sealed record ReportParameters
{
    /// <summary>Dimensions with commas between: ticket fields, <c>agent</c>, <c>team</c>, <c>target</c>, <c>agreement</c>.</summary>
    [FromQuery] public string? By { get; init; }
    /// <summary><c>day</c>, <c>week</c>, <c>month</c>, <c>quarter</c> or <c>year</c>.</summary>
    [FromQuery] public string? Per { get; init; }
    /// <summary>RFC 3339: only clocks that count at or after it.</summary>
    [FromQuery] public string? From { get; init; }
    /// <summary>RFC 3339: only clocks that count before it.</summary>
    [FromQuery] public string? To { get; init; }
    /// <summary>Only tickets with a field of these values: <c>region:norte,sul</c>; may stand several times.</summary>
    [FromQuery] public string[]? Where { get; init; }
    [FromQuery] public string? Lang { get; init; }

    public string Language => Lang is null or "en" or "pt-BR" or "ro" ? Lang ?? "en" : throw new RefusedException("unknown-language", "lang", $"'{Lang}' is not a language of reports", "write en, pt-BR or ro");

    public LiveQuery Query(Instant now) => new(now, [.. Split(By).Distinct(StringComparer.Ordinal)], PeriodOf(), At(From, "from"), At(To, "to"), [.. (Where ?? []).Select(Condition)]);

    private Period? PeriodOf() => Per switch
    {
        null => null,
        "day" or "week" or "month" or "quarter" or "year" => Enum.Parse<Period>(Per, ignoreCase: true),
        _ => throw new RefusedException("unknown-period", "per", $"'{Per}' is not a period", "write day, week, month, quarter or year"),
    };

    private static Instant? At(string? text, string path) => text is null ? null
        : OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant()
        : throw new RefusedException("bad-date", path, $"'{text}' is not an instant", "write one such as 2026-03-02T09:00:00-03:00");

    private static ImmutableArray<string> Split(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static (string, ImmutableArray<string>) Condition(string text) => text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        ? (text[..colon], Split(text[(colon + 1)..]))
        : throw new RefusedException("bad-condition", "where", $"'{text}' is not a condition", "write a field and its values such as region:norte,sul");
}
