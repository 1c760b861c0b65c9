using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Agreements;
using Prazo.Channels;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Satisfaction;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Satisfaction;

/// <summary>A resolved ticket is asked about once; one answer by link or portal; a low mark opens a follow-up with a clock.</summary>
public class SurveyTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        kind: service
        zone: America/Sao_Paulo
        targets: { first-response: { within: 1h clock }, resolution: { within: 2h clock, reopen: resume } }
        satisfaction:
          ask: csat
          reasons: { speed: { en: The speed, pt-BR: A rapidez }, tone: { en: The tone, pt-BR: O trato } }
          wait: 1h clock
          remind: 24h clock
          expires: 72h clock
          rest: 240h clock
          follow-up: { below: 3, within: 4h clock }
        """;

    private readonly List<OutgoingMail> _mails = [];

    private static async Task<TestServer> Shop(string database, string agreement = Agreement)
    {
        var server = await TestServer.Start(database);
        await server.Post("/api/v1/agreements", agreement, "application/yaml");
        await server.Db.Write(tx =>
        {
            var (tenant, now) = (server.Workspace.TenantId, server.Clock.Now);
            var lead = Users.Add(tx, tenant, new UserInput("lia", "Lia Leal", Role: "agent"), "test", now);
            Teams.Put(tx, Teams.Add(tx, tenant, "n1", "Nível 1", "test", now), lead.Id, leads: true, "test", now);
            Contacts.Add(tx, tenant, new ContactInput("maria", null, "Maria", "maria@example.com", Locale: "en"), "test", now);
            return Contacts.Add(tx, tenant, new ContactInput("jo", null, "Jo", "jo@example.com", Locale: "ro"), "test", now);
        });
        return server;
    }

    private static async Task<string> Ticket(TestServer server, string contact = "maria") =>
        (await server.Post("/api/v1/tickets", $$"""{"subject":"Printer","text":"It does not print","contact":"{{contact}}","team":"n1","agent":"lia"}""", expected: HttpStatusCode.Created)).GetProperty("number").ToString();

    private static Task<HttpResponseMessage> Set(TestServer server, string ticket, string status) =>
        server.Client.PatchAsync(new Uri($"/api/v1/tickets/{ticket}", UriKind.Relative), new StringContent($$"""{"status":"{{status}}"}""", System.Text.Encoding.UTF8, "application/json"));

    private async Task Step(TestServer server, string now)
    {
        await server.Until(now);
        var notifier = new SurveyMailNotifier(server.Db, server.Services.GetRequiredService<PublishedAgreements>(), new NoticeMailSettings(new Mailbox("desk@example.com"), "https://desk.example.com"), (mail, _) =>
        {
            _mails.Add(mail);
            return Task.FromResult(new MailOutcome(MailResult.Sent, ""));
        });
        await new OutboxRunner(server.Db, [notifier]).Step(server.Clock.Now, default);
    }

    private static string LinkIn(OutgoingMail mail) => new Uri(mail.Text.Split('\n').Single(l => l.Contains("/survey/", StringComparison.Ordinal))).AbsolutePath;

    private static async Task<IReadOnlyList<Survey>> All(TestServer server, string ticket) => await server.Db.Read(s =>
        Surveys.Of(s, server.Workspace.TenantId, Prazo.Tickets.TicketQueries.Find(s, server.Workspace.TenantId, ticket)!.Id));

    [Theory, OnSqlite, OnPostgres]
    public async Task The_customer_is_asked_by_mail_in_their_language_and_answers_once_by_the_link(string database)
    {
        await using var server = await Shop(database);
        var ticket = await Ticket(server);
        await Set(server, ticket, "resolved");
        await Set(server, ticket, "closed");
        await Step(server, "2026-03-02T12:59:00Z");
        _mails.ShouldBeEmpty("the hour is not over");
        await Step(server, "2026-03-02T13:00:00Z");
        var mail = _mails.ShouldHaveSingleItem("resolved, then closed, is one resolution");
        (mail.To[0].Address, mail.Subject).ShouldBe(("maria@example.com", "How did we do with #1?"));
        mail.Html.ShouldContain("?mark=5");

        // A program that opens every link, marks and all, answers nothing.
        var anybody = new Browser(server.ClientWith(null));
        await anybody.Open(LinkIn(mail) + "?mark=1");
        (await All(server, ticket))[0].State.ShouldBe(Survey.IsAsked);
        anybody.Text("legend").ShouldContain("How satisfied are you");
        anybody.Page.QuerySelector("input[value='1'][type=radio]")!.HasAttribute("checked").ShouldBeTrue();
        anybody.Page.QuerySelectorAll("nav a").ShouldBeEmpty();

        await anybody.Send(LinkIn(mail), ("mark", "5"), ("reason", "speed"), ("comment", "Quick & kind"));
        anybody.Text("[role=status]").ShouldContain("Thank you");
        // Sent twice is said once; anything else is refused.
        await (await anybody.Open(LinkIn(mail))).Open(LinkIn(mail));
        anybody.Page.Forms.ShouldBeEmpty();
        using var again = await server.ClientWith(null).PostAsync(new Uri(LinkIn(mail), UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("mark", "1")]));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var answered = (await All(server, ticket))[0];
        (answered.Mark, answered.Reasons, answered.FollowUp).ShouldBe((5L, "speed", null));

        var agent = await Browser.Of(server, "bia", "agent", "en");
        await agent.Open("/tickets/" + ticket);
        agent.Text("#survey").ShouldContain("5 /5 satisfied");
        agent.Text("#survey").ShouldContain("The speed");
        agent.Text("#survey blockquote").ShouldBe("Quick & kind");
        (await server.Get("/api/v1/tickets/1")).GetProperty("ticket").GetProperty("fields").GetProperty("satisfaction").GetString().ShouldBe("5");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_does_not_answer_is_reminded_once_both_links_work_and_then_it_is_over(string database)
    {
        await using var server = await Shop(database);
        var ticket = await Ticket(server, "jo");
        await Set(server, ticket, "resolved");
        await Step(server, "2026-03-02T13:00:00Z");
        await Step(server, "2026-03-03T13:00:00Z");
        await Step(server, "2026-03-04T13:00:00Z");
        _mails.Select(m => m.Subject).ShouldBe(["Cum ne-am descurcat cu tichetul #1?", "Reamintire: cum ne-am descurcat cu tichetul #1?"]);
        var anybody = new Browser(server.ClientWith(null));
        foreach (var mail in _mails)
            (await anybody.Open(LinkIn(mail))).Text("legend").ShouldContain("Cât de mulțumit");
        await Step(server, "2026-03-05T13:00:00Z");
        (await All(server, ticket))[0].State.ShouldBe(Survey.Expired);
        (await anybody.Open(LinkIn(_mails[0]))).Page.Forms.ShouldBeEmpty();
        using var late = await server.ClientWith(null).PostAsync(new Uri(LinkIn(_mails[0]), UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("mark", "5")]));
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_ticket_reopened_before_is_not_asked_about_and_its_next_resolution_is(string database)
    {
        await using var server = await Shop(database);
        var ticket = await Ticket(server);
        await Set(server, ticket, "resolved");
        await server.Until("2026-03-02T12:30:00Z");
        await Set(server, ticket, "open");
        await Step(server, "2026-03-02T14:00:00Z");
        _mails.ShouldBeEmpty();
        await Set(server, ticket, "resolved");
        await Step(server, "2026-03-02T15:00:00Z");
        _mails.ShouldHaveSingleItem();
        (await All(server, ticket)).Select(s => (s.Round, s.State)).ShouldBe([(2L, Survey.IsAsked), (1L, Survey.Withdrawn)]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_contact_who_was_asked_rests_and_several_runners_ask_once(string database)
    {
        await using var server = await Shop(database);
        var (first, second) = (await Ticket(server), await Ticket(server));
        await Set(server, first, "resolved");
        await Set(server, second, "resolved");
        server.Clock.Now = TestServer.At("2026-03-02T13:00:00Z");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new SurveyRunner(server.Db, new PublishedAgreements()).Step(server.Clock.Now)));
        await Step(server, "2026-03-02T13:00:00Z");
        _mails.ShouldHaveSingleItem();
        (await All(server, first)).Concat(await All(server, second)).Select(s => s.State + s.Why).Order(StringComparer.Ordinal).ShouldBe(["asked", "skippedrest"]);

        // An agent may ask all the same.
        var rested = (await All(server, first))[0].State == Survey.Skipped ? first : second;
        var agent = await Browser.Of(server, "bia", "agent", "en");
        (await agent.Open("/tickets/" + rested)).Text("#survey").ShouldContain("not long ago");
        await agent.Send($"/tickets/{rested}/survey");
        agent.Text("#survey").ShouldContain("no answer yet");
        await Step(server, "2026-03-02T13:01:00Z");
        _mails.Count.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_low_mark_opens_a_ticket_with_a_clock_for_who_leads_the_team(string database)
    {
        await using var server = await Shop(database);
        var ticket = await Ticket(server);
        await Set(server, ticket, "resolved");
        await Step(server, "2026-03-02T13:00:00Z");
        var anybody = await new Browser(server.ClientWith(null)).Open(LinkIn(_mails[0]));
        await anybody.Send(LinkIn(_mails[0]), ("mark", "2"));

        var opened = (await server.Get("/api/v1/tickets/2")).GetProperty("ticket").GetProperty("fields");
        (opened.GetProperty("type").GetString(), opened.GetProperty("agent").GetString(), opened.GetProperty("parent").GetString()).ShouldBe(("follow-up", "lia", "1"));
        (await server.State(2, "follow-up")).ShouldBe("Active");
        var agent = await Browser.Of(server, "bia", "agent", "pt-BR");
        (await agent.Open("/queue")).Text("main").ShouldContain("Nota 2 de 5 no chamado #1");
        (await agent.Open("/tickets/1")).Text("#survey").ShouldContain("#2");
        await Step(server, "2026-03-02T17:00:01Z");
        (await server.State(2, "follow-up")).ShouldBe("Overdue");
        // Nobody is asked about the follow-up itself.
        await Set(server, "2", "resolved");
        (await All(server, "2")).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_portal_asks_too_and_what_is_another_customers_is_nobodys(string database)
    {
        await using var shop = await Portal.Shop.Open(database, Agreement);
        var server = shop.Server;
        var ticket = (await server.Post("/api/v1/tickets", """{"subject":"Printer","text":"x","contact":"maria","customer":"aurora"}""", expected: HttpStatusCode.Created)).GetProperty("number").ToString();
        await Set(server, ticket, "resolved");
        await server.Until("2026-03-02T13:00:00Z");
        (await Portal.Shop.Page(shop.Maria, "/portal/tickets/1")).ShouldContain("How satisfied are you");
        (await Portal.Shop.Send(shop.Jo, "/portal/tickets/1/survey", ("mark", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Portal.Shop.Send(shop.Maria, "/portal/tickets/1/survey", ("mark", "9"), ("comment", "typed"))).Text.ShouldContain(">typed</textarea>");
        (await Portal.Shop.Send(shop.Maria, "/portal/tickets/1/survey", ("mark", "4"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Portal.Shop.Page(shop.Maria, "/portal/tickets/1")).ShouldContain("Thank you for your answer");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_erasure_takes_the_comment_and_leaves_the_mark(string database)
    {
        await using var server = await Shop(database);
        var ticket = await Ticket(server);
        await Set(server, ticket, "resolved");
        await Step(server, "2026-03-02T13:00:00Z");
        await (await new Browser(server.ClientWith(null)).Open(LinkIn(_mails[0]))).Send(LinkIn(_mails[0]), ("mark", "4"), ("comment", "Call me at home, 11 5555-0000"));
        var maria = await server.Db.Read(s => Contacts.ByHandle(s, server.Workspace.TenantId, "maria")!);
        (await server.Db.Read(s => PersonalData.OfContact(s, server.Workspace.TenantId, maria.Id)))!.Texts.ShouldContain(t => t.Body.Contains("5555", StringComparison.Ordinal));
        await server.Db.Write(tx =>
        {
            Erasure.OfContact(tx, maria, "test", server.Clock.Now);
            return true;
        });
        var survey = (await All(server, ticket))[0];
        survey.Mark.ShouldBe(4);
        (await server.Db.Read(s => Surveys.Comment(s, survey))).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_of_another_workspace_or_with_another_letter_is_none()
    {
        await using var server = await Shop("sqlite");
        await Set(server, await Ticket(server), "resolved");
        await Step(server, "2026-03-02T13:00:00Z");
        var parts = LinkIn(_mails[0]).Split('/')[^1].Split('.');
        foreach (var wrong in new[] { $"pq1.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}", $"pw1.{parts[1]}.{parts[2]}", "pq1" })
            (await server.ClientWith(null).GetAsync(new Uri("/survey/" + wrong, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound, wrong);
        // It opens nothing else.
        (await server.ClientWith(string.Join('.', parts)).GetAsync(new Uri("/api/v1/tickets", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void A_sample_takes_the_share_it_says_and_the_same_surveys_always()
    {
        var ids = Enumerable.Range(0, 4000).Select(_ => Storage.Ids.New(Instant.FromUtc(2026, 3, 2, 0, 0))).ToList();
        var taken = ids.Count(i => Surveys.IsSampled(i, 25));
        taken.ShouldBeInRange(850, 1150);
        ids.Count(i => Surveys.IsSampled(i, 100)).ShouldBe(4000);
        ids.Count(i => Surveys.IsSampled(i, 0)).ShouldBe(0);
        ids.Where(i => Surveys.IsSampled(i, 25)).ShouldAllBe(i => Surveys.IsSampled(i, 26));
    }
}
