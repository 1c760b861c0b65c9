using System.Net;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Statements;

/// <summary>Both parties read why promises broke: beside each breach, in a table, on paper, in the workbook. Notes stay with the provider.</summary>
public class StatementCausePageTests
{
    private const string Note = "between us: nobody looked";

    internal static async Task Explain(Month month)
    {
        var broken = (await month.Server.Get("/api/v1/reports/causes/breaches?from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z")).GetProperty("items").EnumerateArray().Select(b => b.GetProperty("clock").GetGuid()).ToList();
        broken.Count.ShouldBe(2);
        await month.Server.Post("/api/v1/breaches/cause", JsonSerializer.Serialize(new { clocks = broken.Take(1), cause = "supplier", note = Note }));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Causes_are_taken_into_a_draft_and_read_by_both_parties_without_notes(string database)
    {
        await using var month = await Month.Open(database);
        var id = await month.Draft();
        var rui = new Browser(month.Shop.Rui);
        await rui.Open("/statements/" + id);
        rui.Text("#main").ShouldNotContain("Why promises broke");
        await Explain(month);
        await rui.Send($"/statements/{id}/causes");
        rui.Status.ShouldBe(HttpStatusCode.OK);
        rui.Text("#main").ShouldContain("Why promises broke");
        rui.Page.QuerySelectorAll("td").Select(c => c.TextContent).ShouldContain("Waited for a supplier");

        var own = await Shop.Page(month.Maria, "/portal/statements/" + id);
        own.ShouldContain("Cause: Waited for a supplier");
        own.ShouldContain("Not stated");
        own.ShouldNotContain("between us");
        foreach (var (language, cause) in new[] { ("pt-BR", "Espera pelo fornecedor"), ("ro", "Așteptarea furnizorului") })
            (await Shop.Page(month.Maria, $"/portal/statements/{id}/print?language={language}")).ShouldContain(cause);
        using (var book = SpreadsheetDocument.Open(new MemoryStream(await month.Shop.Rui.GetByteArrayAsync(new Uri($"/api/v1/statements/{id}/xlsx?lang=en", UriKind.Relative))), isEditable: false))
            book.WorkbookPart!.WorksheetParts.Count(w => w.Worksheet!.InnerText.Contains("Waited for a supplier", StringComparison.Ordinal)).ShouldBe(2);

        // What has been accepted takes nothing in.
        var hash = (await month.Maria.Do("GET", "/own/statements/" + id)).Json.GetProperty("hash").GetString();
        await month.Maria.Do("POST", $"/own/statements/{id}/accept", JsonSerializer.Serialize(new { hash }));
        var late = await month.Shop.Rui.Call("POST", $"/statements/{id}/causes", "{}");
        late.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        late.Json.ToString().ShouldContain("accepted-already");
    }
}
