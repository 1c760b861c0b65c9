using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Prazo.Audit;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Screen;

/// <summary>Settings are changed on pages alone, by those who may.</summary>
public class SettingsPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Everybody_sets_their_own_name_language_and_mail(string database)
    {
        await using var server = await TestServer.Start(database);
        var agent = await Browser.Of(server, "bia", "agent");
        await agent.Open("/queue");
        await agent.Follow(agent.Page.QuerySelector(".me .who a")!);
        await agent.Send("/me", ("name", "Bia Souza"), ("locale", "ro"), ("zone", "Europe/Nowhere"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        agent.Text("[role=alert]").ShouldStartWith("Esse fuso horário não existe");
        Value(agent, "/me", "name").ShouldBe("Bia Souza");
        await agent.Send("/me", ("zone", "Europe/Bucharest"));
        agent.Text("[role=status].alert").ShouldBe("Salvat.");
        agent.Text(".me .who b").ShouldBe("Bia Souza");

        await agent.Send("/me/mail", ("mail", "digest"), ("quietFrom", "22:00"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Value(agent, "/me/mail", "quietFrom").ShouldBe("22:00");
        await agent.Send("/me/mail", ("digestAt", "08:00"), ("quietTo", "07:00"));
        agent.Path.ShouldBe("/me?done=mail");
        var kept = await server.Db.Read(s => NotificationSettings.Of(s, server.Workspace.TenantId, UserStore.ByHandle(s, server.Workspace.TenantId, "bia")!.Id));
        (kept.Mail, kept.DigestAt, kept.QuietFrom, kept.QuietTo).ShouldBe(("digest", "08:00", "22:00", "07:00"));
    }

    [Fact]
    public async Task A_wrong_old_password_changes_nothing_and_none_is_shown_again()
    {
        await using var server = await TestServer.Start("sqlite");
        var agent = await (await Browser.Of(server, "bia", "agent")).Open("/me");
        await agent.Send("/me/password", ("password-old", "not the password"), ("password-new", "correct horse battery"));
        agent.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        agent.Text("[role=alert]").ShouldStartWith("A senha atual não confere");
        agent.Page.DocumentElement.OuterHtml.ShouldNotContain("correct horse battery");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_is_invited_chooses_a_password_by_the_link_and_is_in(string database)
    {
        await using var server = await TestServer.Start(database);
        var admin = await (await Browser.Of(server, "eva", "admin")).Open("/settings");
        await admin.Follow(admin.Page.QuerySelector("a[href='/settings/users']")!);
        await admin.Send("/settings/users", ("handle", "eva"), ("name", "Otto"));
        admin.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Value(admin, "/settings/users", "name").ShouldBe("Otto");
        await admin.Send("/settings/users", ("handle", "otto"), ("email", "otto@example.com"), ("role", "agent"));
        admin.Status.ShouldBe(HttpStatusCode.OK);
        var link = new Uri(((IHtmlInputElement)admin.Page.QuerySelector(".alert input")!).Value).AbsolutePath;
        (await admin.Open("/settings/users")).Page.DocumentElement.OuterHtml.ShouldNotContain(link);

        var guest = await new Browser(server.ClientWith(null)).Open(link);
        guest.Text("p.muted").ShouldContain("Otto (otto)");
        using var weak = await Choose(server, link, "otto");
        weak.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var chosen = await Choose(server, link, "quatro gatos no telhado");
        chosen.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        chosen.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        using var again = await Choose(server, link, "cinco gatos no telhado");
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_user_gets_a_role_a_link_is_kept_out_and_let_in(string database)
    {
        await using var server = await TestServer.Start(database);
        var admin = await Browser.Of(server, "eva", "admin");
        var otto = await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput("otto", Role: "agent"), "test", server.Clock.Now));
        var path = $"/settings/users/{otto.Id}";
        await (await admin.Open(path)).Send(path, ("role", "manager"));
        (await Kept()).Role.ShouldBe("manager");

        using var stale = await Do("role=agent&version=1");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var link = await Do("do=link");
        link.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        // Shown on the page that it leads to, and not to whoever loads that again.
        (await admin.Open(path)).Page.Forms.First(f => f.QuerySelector("[value=link]") is not null).GetAttribute("action").ShouldBe(path);
        await admin.Press(path, "link");
        ((IHtmlInputElement)admin.Page.QuerySelector(".alert input")!).Value.ShouldContain("/password/pl1.");
        (await admin.Open(path)).Page.QuerySelector(".alert input").ShouldBeNull();
        using var disabled = await Do("do=disable");
        (await Kept()).Disabled.ShouldNotBeNull();
        using var refused = await Do("do=link");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var enabled = await Do("do=enable");
        (await Kept()).Disabled.ShouldBeNull();

        async Task<User> Kept() => (await server.Db.Read(s => UserStore.Get(s, server.Workspace.TenantId, otto.Id)))!;
        Task<HttpResponseMessage> Do(string body) => server.Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var server = await TestServer.Start("sqlite");
        var admin = await (await Browser.Of(server, "eva", "admin")).Open("/settings/users");
        await admin.Follow(admin.Page.QuerySelector("tbody a")!);
        await admin.Send(admin.Path, ("role", "agent"));
        admin.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        admin.Text("[role=alert]").ShouldStartWith("Ninguém mais poderia administrar");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_team_gets_a_name_and_a_lead(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open("/settings/teams");
        manager.Text(".empty h2").ShouldBe("Nenhuma equipe ainda");
        await manager.Send("/settings/teams", ("name", "Segundo nível"), ("handle", "second"));
        var team = (await server.Db.Read(s => Teams.All(s, server.Workspace.TenantId))).ShouldHaveSingleItem();
        using var put = await Post(server.Client, $"/settings/teams/{team.Id}", ("do", "put"), ("user", (await User(server, "eva")).Id.ToString()), ("leads", "on"));
        put.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await manager.Open("/settings/teams")).Text(".lines li").ShouldBe("E eva Lidera a equipe Remover");
        await manager.Send("/settings/teams", ("name", "Outra"), ("handle", "second"));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        manager.Text("[role=alert]").ShouldStartWith("O nome ou endereço já está em uso");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_is_shown_once_works_and_is_revoked(string database)
    {
        await using var server = await TestServer.Start(database);
        var admin = await (await Browser.Of(server, "eva", "admin")).Open("/settings/keys");
        await admin.Send("/settings/keys", ("name", "shop"));
        admin.Text("[role=alert]").ShouldStartWith("Escolha pelo menos uma coisa");
        await admin.Send("/settings/keys", ("name", "shop"), ("scopes", "read"));
        var key = ((IHtmlInputElement)admin.Page.QuerySelector(".alert input")!).Value;
        using var works = await server.ClientWith(key).GetAsync(new Uri("/api/v1/users", UriKind.Relative));
        works.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.Open("/settings/keys")).Page.DocumentElement.OuterHtml.ShouldNotContain(key);
        var revoke = admin.Page.Forms.First(f => f.GetAttribute("action")!.EndsWith("/revoke", StringComparison.Ordinal)).GetAttribute("action")!;
        await admin.Send(revoke);
        using var over = await server.ClientWith(key).GetAsync(new Uri("/api/v1/users", UriKind.Relative));
        over.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_workspace_inboxes_and_canned_replies_are_kept(string database)
    {
        await using var server = await TestServer.Start(database);
        var admin = await (await Browser.Of(server, "eva", "admin")).Open("/settings/workspace");
        await admin.Send("/settings/workspace", ("name", "Loja Aurora"), ("days", "many"));
        admin.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Value(admin, "/settings/workspace", "name").ShouldBe("Loja Aurora");
        await admin.Send("/settings/workspace", ("days", "400"));
        var workspace = await server.Db.Read(s => Workspace.Get(s, server.Workspace.TenantId));
        (workspace.Name, workspace.RetentionDays).ShouldBe(("Loja Aurora", 400));

        await (await admin.Open("/settings/inboxes")).Send("/settings/inboxes", ("name", "ajuda"), ("title", "Ajuda"), ("channel", "email"));
        await admin.Send("/settings/inboxes/ajuda", ("title", "Suporte"));
        admin.Text("section.card h2").ShouldStartWith("Suporte ajuda · E-mail");
        await (await admin.Open("/settings/replies")).Send("/settings/replies", ("name", "Oi"), ("body", "Oi {{wrong}}"));
        admin.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await admin.Send("/settings/replies", ("body", "Oi {{contact}}"));
        admin.Text("section.card h2").ShouldStartWith("Oi");
    }

    [Fact]
    public async Task An_auditor_reads_the_log_filters_it_and_verifies_the_chain()
    {
        await using var server = await TestServer.Start("sqlite");
        var auditor = await Browser.Of(server, "otto", "auditor");
        for (var i = 0; i < 60; i++)
            await server.Db.Write(tx => AuditTrail.Write(tx, server.Workspace.TenantId, "user:eva", "thing.changed", "thing:1", "{}", server.Clock.Now));
        await server.Until("2026-03-02T12:00:00Z");
        await auditor.Open("/queue");
        auditor.Page.QuerySelector(".side a[href='/settings']").ShouldBeNull();
        await auditor.Follow(auditor.Page.QuerySelector(".side a[href='/settings/audit']")!);
        auditor.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(50);
        await auditor.Follow(auditor.Page.QuerySelector(".pager a")!);
        auditor.Page.QuerySelectorAll("tbody tr").Length.ShouldBeInRange(10, 49);
        (await auditor.Open("/settings/audit?actor=nobody")).Text(".empty h2").ShouldBe("Nada encontrado");
        (await auditor.Open("/settings/audit?actor=eva&action=thing.changed&verify=true")).Text(".alert").ShouldStartWith("A cadeia está íntegra");
        auditor.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(50);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_saves_over_what_somebody_else_has_changed_is_told(string database)
    {
        await using var server = await TestServer.Start(database);
        var (one, other) = (await Browser.Of(server, "eva", "admin"), await Browser.Of(server, "ada", "admin"));
        await (await one.Open("/settings/inboxes")).Send("/settings/inboxes", ("name", "ajuda"), ("title", "Ajuda"), ("channel", "email"));
        await (await one.Open("/settings/replies")).Send("/settings/replies", ("name", "Oi"), ("body", "Oi"));
        await (await one.Open("/settings/teams")).Send("/settings/teams", ("name", "Dois"), ("handle", "two"));
        foreach (var page in new[] { "/settings/inboxes", "/settings/replies", "/settings/teams", "/settings/workspace" })
        {
            await one.Open(page);
            await other.Open(page);
            var (form, field) = one.Page.Forms.Where(f => f.QuerySelector("[name=version]") is not null).Select(f => (f.GetAttribute("action")!, f.QuerySelector("[name=title]") is null ? "name" : "title")).Single();
            await one.Send(form, (field, "Um"));
            one.Status.ShouldBe(HttpStatusCode.OK, page);
            await other.Send(form, (field, "Dois"));
            other.Status.ShouldBe(HttpStatusCode.PreconditionFailed, page);
            other.Text("[role=alert]").ShouldStartWith("Alguém mudou isto");
            other.Page.QuerySelector($"form[action='{form}'] [name={field}]")!.GetAttribute("value").ShouldBe("Dois");
        }
    }

    private static string Value(Browser browser, string action, string name) =>
        ((IHtmlInputElement)browser.Page.Forms.First(f => f.GetAttribute("action") == action).QuerySelector($"[name={name}]")!).Value;

    private static async Task<User> User(TestServer server, string handle) => (await server.Db.Read(s => UserStore.ByHandle(s, server.Workspace.TenantId, handle)))!;

    private static Task<HttpResponseMessage> Choose(TestServer server, string link, string password) => Post(server.ClientWith(null), link, ("password", password));

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, params (string Name, string Value)[] fields) =>
        client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
}
