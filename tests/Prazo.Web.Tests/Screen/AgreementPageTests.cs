using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Screen;

/// <summary>A manager writes an agreement, sees what it would do, and publishes it, on pages alone.</summary>
public class AgreementPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_first_agreement_is_written_checked_and_published(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T12:00:00Z");
        var manager = await Browser.Of(server, "eva", "manager");
        (await manager.Open("/agreements")).Text(".empty h2").ShouldBe("Nenhum acordo ainda");
        await manager.Send("/agreements/drafts");
        var draft = manager.Path;
        draft.ShouldStartWith("/agreements/drafts/");
        manager.Text(".problem.error").ShouldBeEmpty();

        // An error is told with its line, and keeps it from being published.
        var source = Source(manager);
        await manager.Send(draft, ("source", source.Replace("else: 4h", "else: 4 parsecs", StringComparison.Ordinal)), ("do", "save"));
        manager.Status.ShouldBe(HttpStatusCode.OK);
        manager.Text(".problem.error b").ShouldStartWith("linha 9 · targets.first-response.within.else");
        ((IHtmlButtonElement)manager.Page.QuerySelector("button[value=publish]")!).IsDisabled.ShouldBeTrue();
        await manager.Send(draft, ("source", source.Replace("else: 4h", "else: 4 parsecs", StringComparison.Ordinal)), ("do", "publish"));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Friday 17:00: an hour of working time, three go on on Monday.
        await manager.Send(draft, ("source", source), ("at", "2026-03-06T17:00"), ("priority", "normal"), ("do", "save"));
        manager.Text(".lines.plain li").ShouldStartWith("Primeira resposta 4h seg., 9 mar., 12:00");
        await manager.Send(draft, ("source", source), ("do", "publish"));
        manager.Path.ShouldBe("/agreements/suporte/1");
        manager.Text("pre.source").ShouldContain("agreement: suporte");
        (await manager.Open("/agreements")).Text("tbody th a").ShouldBe("Loja");
    }

    [Fact]
    public async Task A_new_version_begins_with_the_old_one_and_shows_what_differs()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00Z");
        var manager = await Browser.Of(server, "eva", "manager");
        await manager.Open("/agreements");
        await manager.Send("/agreements/drafts");
        await manager.Send(manager.Path, ("source", Source(manager)), ("do", "publish"));
        await manager.Send("/agreements/drafts");
        var source = Source(manager).Replace("else: 4h", "else: 2h", StringComparison.Ordinal);
        await manager.Send(manager.Path, ("source", source), ("do", "save"));
        source.ShouldContain("agreement: suporte\nversion: 2\ntitle:");
        manager.Text(".diff tbody").ShouldContain("targets.first-response.within.else 4h 2h");
        await manager.Send(manager.Path[..], ("source", source), ("do", "publish"));
        manager.Path.ShouldBe("/agreements/suporte/2");
        manager.Text(".diff tbody").ShouldContain("targets.first-response.within.else 4h 2h");
    }

    [Fact]
    public async Task Two_who_write_the_same_draft_do_not_overwrite_each_other()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-02T12:00:00Z");
        var (eva, otto) = (await Browser.Of(server, "eva", "manager"), await Browser.Of(server, "otto", "manager"));
        await eva.Open("/agreements");
        await eva.Send("/agreements/drafts");
        await otto.Open(eva.Path);
        await eva.Send(eva.Path, ("source", "# eva"), ("do", "save"));
        await otto.Send(otto.Path, ("source", "# otto"), ("do", "save"));
        otto.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        Source(otto).ShouldBe("# otto");
        Source(await eva.Open(eva.Path)).ShouldBe("# eva");
    }

    private static string Source(Browser browser) => browser.Page.QuerySelector("textarea.source")!.TextContent;
}
