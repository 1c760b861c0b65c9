using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Reports;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Reports;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Statements;

/// <summary>A statement as files: for billing systems, for people, for the other party.</summary>
internal static class StatementFiles
{
    private const string Room = "/statements/{id:guid}";

    public static void MapStatementFiles(this RouteGroupBuilder api)
    {
        api.MapGet(Room + "/credit-note", Note).For(Ability.Read).WithSummary("What a billing system books of a closed statement.");
        api.MapGet(Room + "/credit-note/csv", NoteCsv).For(Ability.Read).Produces<string>(StatusCodes.Status200OK, ReportApi.Types.Csv).WithSummary("The credit note as a table: a row a line, and the net last.");
        api.MapGet(Room + "/xlsx", Xlsx).For(Ability.Read).Produces<byte[]>(StatusCodes.Status200OK, ReportApi.Types.Xlsx).WithSummary("A statement as a workbook: bill, objectives, breaches, corrections.");
    }

    private static async Task<Ok<CreditNote>> Note(HttpContext context, Guid id, Db db, PublishedAgreements agreements) => TypedResults.Ok(await Booked(context, id, agreements, db));

    private static async Task<ContentHttpResult> NoteCsv(HttpContext context, Guid id, Db db, PublishedAgreements agreements)
    {
        var note = await Booked(context, id, agreements, db);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{note.Number}.csv\"";
        return TypedResults.Text(new ReportTable("", [.. CreditNote.Columns], [.. note.Rows().Select(r => r.ToImmutableArray())]).ToCsv(), ReportApi.Types.Csv);
    }

    private static Task<CreditNote> Booked(HttpContext context, Guid id, PublishedAgreements agreements, Db db) =>
        db.Read(s => CreditNote.Of(s, agreements, StatementActs.Find(s, context.Asker().Tenant, id) ?? throw new MissingException()));

    private static async Task<FileContentHttpResult> Xlsx(HttpContext context, Guid id, Db db, string? lang)
    {
        var statement = await db.Read(s => StatementActs.Find(s, context.Asker().Tenant, id)) ?? throw new MissingException();
        var words = ScreenWords.For(lang is null or "en" or "pt-BR" or "ro" ? lang : throw new RefusedException("unknown-language", "lang", $"'{lang}' is not a language of statements", "write en, pt-BR or ro"));
        return TypedResults.File(TableWorkbook.Write(Sheets(statement.Content, words)), ReportApi.Types.Xlsx, $"{statement.Agreement}-{statement.FromDate}.xlsx");
    }

    internal static Task<FileContentHttpResult> Bundle(HttpContext context, Guid id, Db db) =>
        db.Read(s => OwnStatementPages.Saved(s, StatementActs.Find(s, context.Asker().Tenant, id) ?? throw new MissingException()));

    internal static IReadOnlyList<TableSheet> Sheets(StatementBody body, ScreenWords w)
    {
        var (currency, causes) = (body.Currency ?? "", body.CausesByItem());
        var bill = body.Lines.Select(Row).Concat(body.Corrections.Count > 0 ? [Total("corrections.title", body.Corrected)] : []).Append(Total("statements.net", body.Net));
        return
        [
            new(w["statements.bill"], [w["statements.penalty"], w["statements.period"], w["statements.kind"], w["statements.rule"], w["statements.amount"], w["statements.currency"]], [.. bill]),
            new(w["statements.objectives"], [w["statements.objective"], w["statements.period"], w["statements.promise"], w["statements.kept-number"], w["statements.counted-number"], w["statements.kept"], w["statements.at-least"], w["statements.state"]],
                [.. body.Objectives.Select(o => (IReadOnlyList<object?>)[o.Objective, o.Period, o.Target, o.Amount(o.Kept), o.Amount(o.Counted), Share(o.Percent), Share(o.AtLeast), w[o.Holds switch { true => "statements.held", false => "statements.missed", _ => "statements.no-data" }]])]),
            new(w["statements.breaches"], [w["statements.ticket"], w["statements.promise"], w["statements.cycle"], w["statements.broke"], w["statements.late"], w["statements.late-working"], w["stated.cause"], w["statements.settled"]],
                [.. body.Breaches.Select(b => (IReadOnlyList<object?>)[b.Ticket, b.Target, b.Cycle, b.At, TimeSpan.FromMilliseconds(b.LateClock), TimeSpan.FromMilliseconds(b.LateWorking), causes.GetValueOrDefault(b.Item)?.Name(w.Language) ?? "", Settled(b)])]),
            new(w["windows.title"], [w["outages.name"], w["outages.kind"], w["outages.what"], w["outages.from"], w["outages.until"], w["windows.length"], w["outages.announced"], w["outages.reported"]],
                [.. (body.Windows ?? []).Select(x => (IReadOnlyList<object?>)[x.Title, Kind(x), x.What ?? w["outages.everything"], StatementWords.In(w.Clocks, body, x.From), x.Until is { } until ? StatementWords.In(w.Clocks, body, until) : w["outages.open-end"], StatementWords.Length(x), x.Announced is { } told ? StatementWords.In(w.Clocks, body, told) : "", StatementWords.In(w.Clocks, body, x.Reported)])]),
            new(w["stated.title"], [w["stated.cause"], w["stated.breaches"]], [.. (body.Causes ?? []).Select(c => (IReadOnlyList<object?>)[c.Name(w.Language), (long)c.Items.Count])]),
            new(w["corrections.title"], [w["statements.penalty"], w["statements.period"], w["corrections.was"], w["corrections.is"], w["corrections.difference"], w["corrections.because"]],
                [.. body.Corrections.Select(c => (IReadOnlyList<object?>)[c.Penalty, c.From, Money(c.Was), Money(c.Is), Money(c.Difference), string.Join("; ", c.Because.Select(b => $"{b.What}: {b.Was ?? w["corrections.none"]} → {b.Is ?? w["corrections.none"]}"))])]),
        ];

        IReadOnlyList<object?> Row(StatementLine l) => [l.Penalty, l.Period, w["statements.kind-" + l.Kind], $"{w["statements.out-" + l.Outcome]} {l.Rule}".TrimEnd(), l.Outcome == "points" ? l.Points : Money(l.Amount), currency];
        IReadOnlyList<object?> Total(string key, string amount) => [w[key], "", "", "", Money(amount), currency];
        string Kind(StatementWindow x) => w["outages.kind-" + x.Kind] + (Prazo.Outages.Outage.Counting(x.Kind) ? "" : $" ({w[x.Excludes ? "outages.excludes" : "outages.too-late"]})");
        string Settled(StatementBreach b) => b.Settled is null ? "" : $"{w["statements.word-" + b.Settled]} {(b.Why is { Length: > 0 } why ? w["statements.cause-" + why] : "")}".TrimEnd();
    }

    private static TableMoney? Money(string? amount) => amount is null ? null : new TableMoney(Number(amount));
    private static object? Share(string? percent) => percent is null ? null : Number(percent) / 100;
    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
