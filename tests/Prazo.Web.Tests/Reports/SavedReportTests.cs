using System.Net;
using NodaTime;
using Prazo.Agreements;
using Prazo.Channels;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Reports.Saved;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Reports;

/// <summary>Reports with a name, and their mails: each time once, whoever sends and whoever dies.</summary>
public class SavedReportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_report_is_saved_on_the_page_opens_with_its_days_and_is_seen_by_whom_it_is_for(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-10T12:00:00Z");
        var eva = await Browser.Of(server, "eva", "manager", "en");
        await eva.Open("/reports/times?by=team&in=clock");
        await eva.Follow(eva.Page.QuerySelector("form.filters a.btn")!);
        await eva.Send("/reports/saved", ("name", "Our times"), ("days", "last-month"));
        eva.Text(".lines b").ShouldBe("Our times");
        var link = eva.Page.QuerySelector(".lines a")!.GetAttribute("href")!;
        await eva.Open(link);
        eva.Path.ShouldBe("/reports/times?by=team&in=clock&from=2026-02-01&to=2026-02-28");

        // Private until it is shared.
        var ana = await Browser.Of(server, "ana", "agent", "en");
        (await ana.Open("/reports/saved")).Text(".lines").ShouldBeEmpty();
        (await ana.Open(link)).Status.ShouldBe(HttpStatusCode.NotFound);
        await eva.Open("/reports/saved");
        await eva.Send(link, ("shared", "on"));
        (await ana.Open("/reports/saved")).Text(".lines b").ShouldBe("Our times");
        await eva.Open("/reports/saved");
        await eva.Send(link, ("do", "delete"));
        (await eva.Open("/reports/saved")).Text(".lines").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_does_not_manage_mails_nothing_and_takes_no_mailing_away()
    {
        await using var server = await TestServer.Start("sqlite", "2026-03-10T12:00:00Z");
        var (saved, _) = await Mailed(server);
        var agent = server.SignedIn(await User(server, "bia", "agent"));

        using var refused = await agent.PostAsync(new Uri("/api/v1/saved-reports", UriKind.Relative), Json("""{"name":"x","mail":{"recipients":["a@example.com"]}}"""));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var changed = await agent.PutAsync(new Uri($"/api/v1/saved-reports/{saved}", UriKind.Relative), Json("""{"name":"Renamed","shared":true}"""));
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var deleted = await agent.DeleteAsync(new Uri($"/api/v1/saved-reports/{saved}", UriKind.Relative));
        deleted.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var report = await Report(server, saved);
        (report.Name, report.Every, report.To.Count).ShouldBe(("Renamed", "weekly", 2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_time_is_mailed_once_by_several_processes_and_again_only_where_the_server_did_not_take_it(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-10T12:00:00Z");
        var (saved, _) = await Mailed(server);
        // Monday at eight in São Paulo.
        (await Report(server, saved)).NextMail.ShouldBe(TestServer.At("2026-03-16T11:00:00Z"));
        var mails = new List<OutgoingMail>();
        var answers = new Queue<MailResult>([MailResult.Failed]);
        var outbox = Outbox(server, mail =>
        {
            lock (mails)
                mails.Add(mail);
            return answers.TryDequeue(out var result) ? result : MailResult.Sent;
        });

        await Step(server, outbox, "2026-03-16T10:59:59Z");
        mails.ShouldBeEmpty();
        await Step(server, outbox, "2026-03-16T11:00:00Z");
        mails.Select(m => m.To[0].Address).Order().ShouldBe(["chefe@example.com", "dona@example.com"]);
        // What the mail server did not take is sent again, under the same id; what it took is not.
        await Step(server, outbox, "2026-03-16T12:00:00Z");
        mails.Count.ShouldBe(3);
        mails.Select(m => m.MessageId).Distinct().Count().ShouldBe(2);
        await Step(server, outbox, "2026-03-16T18:00:00Z");
        mails.Count.ShouldBe(3);
        (await Mails(server, saved)).ShouldAllBe(m => m.Sent != null && m.Fault == null);

        var mail = mails[^1];
        mail.Subject.ShouldBe("Semana: 9 mar. 2026 – 15 mar. 2026");
        mail.Attachments.Select(a => a.Name).ShouldBe(["report.csv", "report.xlsx"]);
        mail.Automatic.ShouldBeTrue();
        mail.Text.ShouldContain($"https://prazo.example/reports/saved/{saved}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_process_that_dies_before_its_commit_leaves_the_time_to_the_next_and_missed_times_are_one_mail(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-10T12:00:00Z");
        var (saved, _) = await Mailed(server);
        var mails = new List<OutgoingMail>();
        var outbox = Outbox(server, mail =>
        {
            mails.Add(mail);
            return MailResult.Sent;
        });
        // It dies with the rows written and the commit not.
        await Should.ThrowAsync<InvalidOperationException>(() => server.Db.Write<int>(tx =>
        {
            ReportMailRunner.Collect(tx, server.Workspace.TenantId, TestServer.At("2026-03-16T11:00:00Z"));
            throw new InvalidOperationException("the process is gone");
        }));

        // Nothing ran for three weeks.
        await Step(server, outbox, "2026-04-02T12:00:00Z");
        mails.Count.ShouldBe(2);
        (await Mails(server, saved)).Select(m => m.Due).Distinct().ShouldBe([TestServer.At("2026-03-16T11:00:00Z")]);
        (await Report(server, saved)).NextMail.ShouldBe(TestServer.At("2026-04-06T11:00:00Z"));
        // A row that is delivered twice – the lease ran out while it was sent – is one mail.
        await server.Db.Write(tx => tx.Execute("UPDATE outbox SET done = NULL, due = @now WHERE kind = @kind", new { now = server.Clock.Now, kind = ReportMailNotifier.OfKind }));
        await Step(server, outbox, "2026-04-02T13:00:00Z");
        mails.Count.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_recipient_stops_it_by_the_link_in_the_mail_and_an_owner_who_is_gone_sends_nothing(string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-10T12:00:00Z");
        var (saved, owner) = await Mailed(server);
        var mails = new List<OutgoingMail>();
        var outbox = Outbox(server, mail =>
        {
            mails.Add(mail);
            return MailResult.Sent;
        });
        await Step(server, outbox, "2026-03-16T11:00:00Z");
        var path = new Uri(mails.Single(m => m.To[0].Address == "chefe@example.com").Text.Split(' ', '\n').Single(w => w.Contains("/reports/stop/", StringComparison.Ordinal))).AbsolutePath;

        // Nobody is signed in; a machine that opens the link stops nothing.
        var anybody = new Browser(server.ClientWith(null));
        (await anybody.Open(path)).Text("p").ShouldContain("chefe@example.com");
        await anybody.Send(path);
        anybody.Page.QuerySelector("[role=status]").ShouldNotBeNull();
        await Step(server, outbox, "2026-03-23T11:00:00Z");
        mails.Skip(2).Select(m => m.To[0].Address).ShouldBe(["dona@example.com"]);

        await server.Db.Write(tx => tx.Execute("UPDATE users SET disabled = @now WHERE id = @owner", new { now = server.Clock.Now, owner }));
        await Step(server, outbox, "2026-03-30T11:00:00Z");
        mails.Count.ShouldBe(3);
        (await Report(server, saved)).ShouldSatisfyAllConditions(r => r.NextMail.ShouldBeNull(), r => r.Fault.ShouldBe("owner-gone"));
    }

    [Theory]
    // The hour is skipped on the last Sunday of March in Bucharest, and comes twice on that of October.
    [InlineData("weekly", 7, 3, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-04-05T00:00:00Z")]
    [InlineData("weekly", 7, 3, "2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z", "2026-11-01T01:00:00Z")]
    [InlineData("weekly", 1, 8, "2026-03-22T12:00:00Z", "2026-03-23T06:00:00Z", "2026-03-30T05:00:00Z")]
    [InlineData("monthly", 31, 8, "2026-01-31T06:00:00Z", "2026-02-28T06:00:00Z", "2026-03-31T05:00:00Z")]
    [InlineData("monthly", 1, 0, "2026-03-31T20:59:59Z", "2026-03-31T21:00:00Z", "2026-04-30T21:00:00Z")]
    public void The_next_times_follow_the_clock_on_the_wall(string every, int day, int hour, string now, string first, string second)
    {
        var (times, zone) = (MailTimes.Checked(every, day, hour), DateTimeZoneProviders.Tzdb["Europe/Bucharest"]);

        times.After(TestServer.At(now), zone).ShouldBe(TestServer.At(first));
        times.After(TestServer.At(first), zone).ShouldBe(TestServer.At(second));
    }

    [Theory]
    [InlineData("yesterday", "2026-04-30", "2026-04-30")]
    [InlineData("last-7-days", "2026-04-24", "2026-04-30")]
    [InlineData("this-week", "2026-04-27", "2026-05-01")]
    [InlineData("last-week", "2026-04-20", "2026-04-26")]
    [InlineData("this-month", "2026-05-01", "2026-05-01")]
    [InlineData("last-month", "2026-04-01", "2026-04-30")]
    [InlineData("this-quarter", "2026-04-01", "2026-05-01")]
    [InlineData("last-quarter", "2026-01-01", "2026-03-31")]
    public void Days_are_counted_from_the_day_on_which_a_report_is_opened(string days, string first, string last)
    {
        var (from, to) = RelativeDays.Of(days, new LocalDate(2026, 5, 1));

        NodaTime.Text.LocalDatePattern.Iso.Format(from).ShouldBe(first);
        NodaTime.Text.LocalDatePattern.Iso.Format(to).ShouldBe(last);
    }

    private static async Task<User> User(TestServer server, string handle, string role) =>
        await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput(handle, Role: role, Locale: "pt-BR"), "test", server.Clock.Now));

    /// <summary>A report of last week, mailed on Mondays at eight to two people.</summary>
    private static async Task<(Guid Report, Guid Owner)> Mailed(TestServer server)
    {
        var eva = await User(server, "eva", "manager");
        using var made = await server.SignedIn(eva).PostAsync(new Uri("/api/v1/saved-reports", UriKind.Relative), Json("""
            {"name":"Semana","page":"kept","query":"by=team","days":"last-week","shared":true,"mail":{"every":"weekly","day":1,"hour":8,"recipients":["chefe@example.com","dona@example.com"],"attached":["csv","xlsx"]}}
            """));
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return (System.Text.Json.JsonElement.Parse(await made.Content.ReadAsStringAsync()).GetProperty("id").GetGuid(), eva.Id);
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private static OutboxRunner Outbox(TestServer server, Func<OutgoingMail, MailResult> send) => new(server.Db,
        [new ReportMailNotifier(server.Db, new PublishedAgreements(), new NoticeMailSettings(new Mailbox("prazo@example.com", "Prazo"), "https://prazo.example"), (mail, _) => Task.FromResult(new MailOutcome(send(mail), "later")))]);

    /// <summary>Several processes look at once, and then the outbox is worked off.</summary>
    private static async Task Step(TestServer server, OutboxRunner outbox, string now)
    {
        server.Clock.Now = TestServer.At(now);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => new ReportMailRunner(server.Db).Step(server.Clock.Now))));
        while (await outbox.Step(server.Clock.Now) > 0) { }
    }

    private static Task<SavedReport> Report(TestServer server, Guid id) => server.Db.Read(s => s.First<SavedReport>("SELECT * FROM saved_reports WHERE id = @id", new { id })!);

    private static Task<IReadOnlyList<ReportMail>> Mails(TestServer server, Guid id) => server.Db.Read(s => SavedReports.Mails(s, server.Workspace.TenantId, id, 100));
}
