using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Agreements;
using Prazo.Channels;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.Statements;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;

namespace Prazo.Web.Tests.Statements;

/// <summary>The month's account goes out by itself where the workspace wants it: drafted once, mailed once to each of the customer's who may answer.</summary>
public class StatementReportTests
{
    private readonly List<OutgoingMail> _mails = [];
    private bool _refuses;

    [Theory, OnSqlite, OnPostgres]
    public async Task Some_days_after_a_period_it_is_drafted_once_and_mailed_with_what_was_kept_and_what_it_costs(string database)
    {
        await using var month = await Open(database);
        await Step(month);
        _mails.ShouldBeEmpty("nobody wants it yet");
        await month.Shop.Key.Do("PATCH", "/workspace", """{"statementDays":3}""");
        await Step(month);
        _mails.ShouldBeEmpty("it is the second day");
        month.Server.Clock.Now += Duration.FromDays(2);
        // Of two servers whichever comes first; and a mail that did not go at once goes later, once.
        _refuses = true;
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new StatementDrafter(month.Server.Db, new PublishedAgreements()).Step(month.Server.Clock.Now)));
        await Step(month);
        _refuses = false;
        month.Server.Clock.Now += Duration.FromHours(2);
        await Step(month);
        await Step(month);
        var mail = _mails.ShouldHaveSingleItem();
        mail.To.ShouldHaveSingleItem().Address.ShouldBe("maria@aurora.example");
        mail.Subject.ShouldBe("Support for Aurora: Sun, 1 Feb 2026 – Sat, 28 Feb 2026");
        mail.Text.ShouldContain("- First response: 95% / 50% (2/4) – not kept");
        mail.Text.ShouldContain("- #2 First response, ");
        mail.Text.ShouldContain("In your favour: 300.00 BRL");
        mail.Text.ShouldContain("You may contest until ");
        var statement = (await month.Server.Get("/api/v1/statements")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        statement.GetProperty("draftedBy").GetString().ShouldBe("prazo");
        mail.Text.ShouldContain("https://desk.example.com/portal/statements/" + statement.GetProperty("id").GetString());

        // Taken back, it is not made again by itself.
        using var rui = await month.Again("rui");
        (await Shop.Send(rui, $"/statements/{statement.GetProperty("id").GetString()}/discard")).Status.ShouldBe(HttpStatusCode.SeeOther);
        month.Server.Clock.Now += Duration.FromDays(1);
        await Step(month);
        (await month.Server.Get("/api/v1/statements")).GetProperty("items").GetArrayLength().ShouldBe(0);
        _mails.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_last_closed_review_decided_is_told_and_who_wants_no_mail_gets_none(string database)
    {
        await using var month = await Open(database);
        var review = (await month.Shop.Rui.Do("POST", "/agreement-reviews", $$"""{"agreement":"{{Month.Agreement}}"}""")).Id("id");
        await month.Shop.Rui.Do("POST", $"/agreement-reviews/{review}/items", """{"kind":"decision","text":"Two people on Mondays"}""");
        await month.Shop.Rui.Do("POST", $"/agreement-reviews/{review}/items", """{"kind":"proposal","text":"Not decided"}""");
        await month.Shop.Rui.Do("POST", $"/agreement-reviews/{review}/close");
        var id = await month.Draft();
        await Step(month);
        var mail = _mails.ShouldHaveSingleItem();
        mail.Text.ShouldContain("What will be better\n- Two people on Mondays");
        mail.Text.ShouldNotContain("Not decided");

        await month.Server.Db.Write(tx => tx.Execute("INSERT INTO notification_settings (tenant_id, user_id, mail, breaches_pass) SELECT tenant_id, id, 'off', 0 FROM users WHERE handle = 'maria'"));
        await month.Shop.Key.Do("DELETE", "/statements/" + id);
        await month.Draft();
        await Step(month);
        _mails.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_mail_says_why_promises_broke_where_the_provider_has_stated_it(string database)
    {
        await using var month = await Open(database);
        await StatementCausePageTests.Explain(month);
        await month.Draft();
        await Step(month);
        var mail = _mails.ShouldHaveSingleItem();
        mail.Text.ShouldContain(" – Waited for a supplier\n");
        mail.Text.ShouldContain("Why, as the provider states it\n- Waited for a supplier: 1");
        mail.Text.ShouldNotContain("between us");
    }

    [Fact]
    public async Task The_mail_says_what_was_not_there_and_how_long_the_rest_was()
    {
        await using var month = await Open("sqlite", available: true);
        await month.Shop.Rui.Do("POST", "/outages", """{"kind":"outage","what":"portal","from":"2026-02-10T12:00:00Z","until":"2026-02-10T12:01:30Z","title":"Portal restarted"}""");
        await month.Draft();
        await Step(month);
        var mail = _mails.ShouldHaveSingleItem();
        mail.Text.ShouldContain("- portal-up: 99.50% / 99.9963% (671:58:30/672:00:00) – kept");
        mail.Text.ShouldContain("Outages, maintenance and force majeure\n- Portal restarted (outage, portal): Tue, 10 Feb 2026, 09:00 – ");
    }

    private static async Task<Month> Open(string database, bool available = false)
    {
        var month = await Month.Open(database, available: available);
        await month.Server.Db.Write(tx => tx.Execute("UPDATE users SET email = 'maria@aurora.example' WHERE handle = 'maria'"));
        return month;
    }

    private async Task Step(Month month)
    {
        var agreements = month.Server.Services.GetRequiredService<PublishedAgreements>();
        await new StatementDrafter(month.Server.Db, agreements).Step(month.Server.Clock.Now);
        var notifier = new StatementMailNotifier(month.Server.Db, agreements, new NoticeMailSettings(new Mailbox("desk@example.com"), "https://desk.example.com"), (mail, _) =>
        {
            if (!_refuses)
                _mails.Add(mail);
            return Task.FromResult(new MailOutcome(_refuses ? MailResult.Failed : MailResult.Sent, ""));
        });
        while (await new OutboxRunner(month.Server.Db, [notifier]).Step(month.Server.Clock.Now, default) > 0) { }
    }
}
