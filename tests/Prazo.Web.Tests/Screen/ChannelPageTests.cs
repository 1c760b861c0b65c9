using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Outbox;
using Prazo.Tests.Storage;
using Prazo.Tickets;
using Prazo.Web.Alerts;

namespace Prazo.Web.Tests.Screen;

/// <summary>How customers reach a workspace, what tickets begin with and which fields they have, set up on pages alone.</summary>
public class ChannelPageTests
{
    private const string Channels = "/settings/channels", Fields = "/settings/fields", Inboxes = "/settings/inboxes";

    [Theory, OnSqlite, OnPostgres]
    public async Task Mail_comes_in_by_a_link_that_is_shown_once_and_no_more_when_it_is_closed(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Channels);
        manager.Page.QuerySelector($"form[action='{Channels}']").ShouldBeNull();
        await (await manager.Open(Inboxes)).Send(Inboxes, ("name", "ajuda"), ("title", "Ajuda"), ("channel", "email"), ("begins.priority", "high"), ("begins.type", "reclamacao"));
        await (await manager.Open(Channels)).Send(Channels, ("address", "not an address"));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        manager.Text("[role=alert]").ShouldStartWith("Esse endereço não pode");
        await manager.Send(Channels, ("address", "ajuda@loja.example"));
        var link = new Uri(((IHtmlInputElement)manager.Page.QuerySelector(".alert input")!).Value).AbsolutePath;
        (await manager.Open(Channels)).Page.QuerySelector(".alert input").ShouldBeNull();
        manager.Text(".lines li").ShouldContain("ajuda@loja.example → Ajuda · Postmark aberto desde");

        await server.Post(link, """{"From":"maria@example.com","To":"ajuda@loja.example","Subject":"Cadê?","TextBody":"Onde está?","MessageID":"m1","Headers":[{"Name":"Message-ID","Value":"<m1@example.com>"}]}""");
        (await manager.Open(Channels)).Text(".lines li").ShouldContain("último e-mail");
        // It began as its inbox says.
        var ticket = (await server.Get("/api/v1/tickets")).GetProperty("items")[0];
        ticket.GetProperty("fields").GetProperty("priority").GetString().ShouldBe("high");

        await manager.Send(manager.Page.Forms.First(f => f.GetAttribute("action")!.EndsWith("/close", StringComparison.Ordinal)).GetAttribute("action")!);
        (await server.ClientWith(null).PostAsync(new Uri(link, UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_could_not_be_delivered_is_shown_with_its_fault_and_sent_again(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await Browser.Of(server, "eva", "manager");
        var tenant = server.Workspace.TenantId;
        var id = await server.Db.Write(tx => OutboxStore.Put(tx, tenant, "reply-mail", "{}", server.Clock.Now));
        await server.Db.Write(tx => tx.Execute("UPDATE outbox SET due = NULL, dead = @Now, attempts = 14, fault = '550 nobody here' WHERE tenant_id = @tenant AND id = @id", new { server.Clock.Now, tenant, id }));
        (await manager.Open(Channels)).Text(".lines li").ShouldContain("Resposta por e-mail");
        manager.Text("code.wrap").ShouldBe("550 nobody here");
        await manager.Open(Channels);
        await manager.Send(Channels + "/letters", ("letter", id.ToString()));
        (await server.Db.Read(s => OutboxStore.Dead(s, tenant, null, 10))).ShouldBeEmpty();
        // No mail server is named in tests: it says so instead of pretending.
        manager.Text("section.card").ShouldContain("PRAZO_SMTP_HOST");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_mail_to_oneself_shows_what_the_mail_server_says(string database)
    {
        await using var server = await TestServer.Start(database, services: s => s.AddSingleton(MailOut.Of(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PRAZO_SMTP_HOST"] = "127.0.0.1", ["PRAZO_SMTP_PORT"] = "1", ["PRAZO_SMTP_TLS"] = "false", ["PRAZO_SMTP_PASSWORD"] = "swordfish",
        }).Build())));
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Channels);
        manager.Page.DocumentElement.OuterHtml.ShouldContain("127.0.0.1:1");
        manager.Page.DocumentElement.OuterHtml.ShouldNotContain("swordfish");
        await manager.Send(Channels + "/test");
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        manager.Text("[role=alert]").ShouldStartWith("O seu usuário não tem e-mail");
        await server.Db.Write(tx => tx.Execute("UPDATE users SET email = 'eva@example.com', email_key = 'eva@example.com' WHERE handle = 'eva'"));
        await manager.Send(Channels + "/test");
        manager.Text(".alert-danger").ShouldStartWith("O servidor de e-mail não aceitou uma mensagem para eva@example.com");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fields_are_declared_put_in_order_and_archived(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Fields);
        await manager.Send(Fields, ("title", "Plano"), ("name", "plano"), ("type", "choice"));
        manager.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await manager.Send(Fields, ("choices", "ouro\r\nprata\r\n"));
        await manager.Send(Fields, ("title", "Pedido"), ("name", "pedido"), ("type", "text"));
        (await Names()).ShouldBe(["plano", "pedido"]);
        await manager.Press(Fields + "/pedido", "up");
        (await Names()).ShouldBe(["pedido", "plano"]);
        await manager.Send(Fields + "/plano", ("choices", "ouro\nprata\nbronze"));
        await manager.Press(Fields + "/plano", "archive");
        manager.Text("section.card:nth-of-type(2) p.card-body").ShouldStartWith("arquivado");
        await server.Post("/api/v1/tickets", """{"subject":"x","fields":{"plano":"ouro"}}""", expected: HttpStatusCode.UnprocessableEntity);
        (await server.Db.Read(s => FieldDefinitions.Of(s, server.Workspace.TenantId)))[1].Choices.ShouldBe(["ouro", "prata", "bronze"]);
        await manager.Press(Fields + "/plano", "revive");
        await server.Post("/api/v1/tickets", """{"subject":"x","fields":{"plano":"ouro"}}""", expected: HttpStatusCode.Created);

        async Task<IEnumerable<string>> Names() => (await server.Db.Read(s => FieldDefinitions.Of(s, server.Workspace.TenantId))).Select(f => f.Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_inboxs_tickets_begin_with_is_changed_on_the_page(string database)
    {
        await using var server = await TestServer.Start(database);
        var manager = await (await Browser.Of(server, "eva", "manager")).Open(Fields);
        await manager.Send(Fields, ("title", "Plano"), ("name", "plano"), ("type", "choice"), ("choices", "ouro\nprata"));
        await (await manager.Open(Inboxes)).Send(Inboxes, ("name", "ajuda"), ("title", "Ajuda"), ("channel", "email"), ("begins.plano", "ouro"), ("begins.region", "sul"));
        manager.Text("p.card-body.muted").ShouldBe("Os chamados começam com Plano: ouro, Região: Sul");
        await manager.Send(Inboxes + "/ajuda", ("begins.plano", ""), ("begins.priority", "low"));
        var kept = (await server.Db.Read(s => InboxStore.Of(s, server.Workspace.TenantId))).ShouldHaveSingleItem();
        kept.Defaults.OrderBy(d => d.Key).Select(d => (d.Key, d.Value)).ShouldBe([("priority", "low"), ("region", "sul")]);
    }
}
