using System.Text.Json;
using NodaTime;
using Prazo.Channels;
using Prazo.Notifications;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Tests.Clocks;
using Prazo.Tests.Storage;
using static Prazo.Tests.Clocks.Workshop;

namespace Prazo.Tests.Notifications;

/// <summary>When a person gets mail.</summary>
public class NotificationTests
{
    private static readonly NotificationSettings Night = new() { QuietFrom = "22:00", QuietTo = "07:00", Zone = "America/Sao_Paulo" };

    // São Paulo is three hours behind UTC.
    [Theory]
    [InlineData("2026-03-03T00:59:59Z", "2026-03-03T00:59:59Z")] // 21:59:59: at once
    [InlineData("2026-03-03T01:00:00Z", "2026-03-03T10:00:00Z")] // 22:00: held until 07:00
    [InlineData("2026-03-03T09:59:59Z", "2026-03-03T10:00:00Z")] // 06:59:59
    [InlineData("2026-03-03T10:00:00Z", "2026-03-03T10:00:00Z")] // 07:00: quiet no more
    public void Quiet_hours_over_midnight_hold_mail_until_they_end(string now, string due) => Night.MailDue("warned", Time(now)).ShouldBe(Time(due));

    [Fact]
    public void A_breach_passes_if_the_person_says_so()
    {
        var now = Time("2026-03-03T02:00:00Z");
        (Night with { BreachesPass = 1 }).MailDue("breached", now).ShouldBe(now);
        (Night with { BreachesPass = 1 }).MailDue("warned", now).ShouldBe(Time("2026-03-03T10:00:00Z"));
        (Night with { Mail = NotificationSettings.Off, BreachesPass = 1 }).MailDue("breached", now).ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-03-03T10:30:00Z", "2026-03-03T11:00:00Z")] // 07:30: at 08:00 today
    [InlineData("2026-03-03T11:00:01Z", "2026-03-04T11:00:00Z")] // just after 08:00: tomorrow
    public void A_digest_goes_once_a_day(string now, string due) =>
        new NotificationSettings { Mail = NotificationSettings.Digest, DigestAt = "08:00", Zone = "America/Sao_Paulo" }.MailDue("warned", Time(now)).ShouldBe(Time(due));

    [Fact]
    public void A_time_that_the_wall_clock_jumps_over_is_the_end_of_the_jump()
    {
        // In Bucharest on 29 March 2026 it goes from 03:00 to 04:00, at 01:00 UTC.
        var settings = new NotificationSettings { QuietFrom = "22:00", QuietTo = "03:30", Zone = "Europe/Bucharest" };
        settings.MailDue("warned", Time("2026-03-29T00:30:00Z")).ShouldBe(Time("2026-03-29T01:00:00Z"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_held_goes_in_one_mail_without_what_was_read_meanwhile(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var (ana, bia) = (await shop.User(tenant, "ana"), await shop.User(tenant, "bia"));
        await shop.Db.Write(tx => NotificationSettings.Keep(tx, new NotificationSettings { TenantId = tenant, UserId = ana, QuietFrom = "09:00", QuietTo = "10:00" }));
        var told = new List<Guid>();
        foreach (var minute in new[] { "09:10:00", "09:20:00", "09:30:00" })
            told.Add(await shop.Db.Write(tx => Notices.Tell(tx, tenant, ana, "warned", null, null, null, At(minute))));
        var other = await shop.Db.Write(tx => Notices.Tell(tx, tenant, bia, "warned", null, null, null, At("09:30:00")));
        await shop.Db.Write(tx => Notices.MarkRead(tx, tenant, ana, told[1], At("09:40:00")));
        var mails = new NoticeMailRunner(shop.Db);

        await mails.Step(At("09:59:59"));
        (await Mails(shop, tenant)).ShouldHaveSingleItem().ShouldBe((bia, [other]), new PairComparer());
        await mails.Step(At("10:00:00"));
        await mails.Step(At("10:00:05"));
        (await Mails(shop, tenant)).Where(m => m.User == ana).ShouldHaveSingleItem().Notices.ShouldBe([told[0], told[2]]);
        (await shop.Db.Read(s => Notices.Unread(s, tenant, ana))).ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_mail_says_what_happened_in_the_readers_time_and_marks_itself_as_a_machines(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var ana = await shop.User(tenant, "ana");
        await shop.Db.Write(tx => NotificationSettings.Keep(tx, new NotificationSettings { TenantId = tenant, UserId = ana, Zone = "America/Sao_Paulo" }));
        await shop.Created(tenant, "T-1", "09:00:00");
        await shop.Set(tenant, "T-1", "agent", "ana", "09:01:00");
        var sent = new List<OutgoingMail>();
        var outbox = new OutboxRunner(shop.Db, [new NoticeMailNotifier(shop.Db, new NoticeMailSettings(new Mailbox("prazo@example.com"), "https://prazo.example.com/"), (mail, _) =>
        {
            sent.Add(mail);
            return Task.FromResult(new MailOutcome(MailResult.Sent, ""));
        })]);

        await shop.Until("09:30:00");
        await new NoticeMailRunner(shop.Db).Step(At("09:30:00"));
        await outbox.Step(At("09:30:00"));

        var mail = sent.ShouldHaveSingleItem();
        (mail.To[0].Address, mail.Subject, mail.Automatic).ShouldBe(("ana@example.com", "#1 first-response warned 50% 2026-03-02 06:30", true));
        mail.Text.ShouldBe("#1 first-response warned 50% 2026-03-02 06:30\nhttps://prazo.example.com/tickets/1");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Without_a_mail_server_mails_wait_among_the_dead_letters(string database)
    {
        using var shop = new Workshop(database);
        var tenant = await shop.Workspace();
        var ana = await shop.User(tenant, "ana");
        await shop.Db.Write(tx => Notices.Tell(tx, tenant, ana, "warned", null, null, null, At("09:00:00")));
        await new NoticeMailRunner(shop.Db).Step(At("09:00:00"));

        await new OutboxRunner(shop.Db, [new NoticeMailNotifier(shop.Db, new NoticeMailSettings(new Mailbox("prazo@example.com"), ""), null)]).Step(At("09:00:00"));

        (await shop.Db.Read(s => OutboxStore.Dead(s, tenant, null, 10))).ShouldHaveSingleItem().Fault.ShouldNotBeNull().ShouldContain("PRAZO_SMTP_HOST");
    }

    private static async Task<IReadOnlyList<(Guid User, IReadOnlyList<Guid> Notices)>> Mails(Workshop shop, Guid tenant) =>
        [.. (await shop.Db.Read(s => s.Query<OutboxRow>("SELECT content FROM outbox WHERE tenant_id = @tenant AND kind = 'notice-mail' ORDER BY id", new { tenant })))
            .Select(r => JsonSerializer.Deserialize<NoticeMail>(r.Content, JsonSerializerOptions.Web)!).Select(m => (m.User, m.Notifications))];

    private sealed class PairComparer : IEqualityComparer<(Guid User, IReadOnlyList<Guid> Notices)>
    {
        public bool Equals((Guid User, IReadOnlyList<Guid> Notices) x, (Guid User, IReadOnlyList<Guid> Notices) y) => x.User == y.User && x.Notices.SequenceEqual(y.Notices);

        public int GetHashCode((Guid User, IReadOnlyList<Guid> Notices) obj) => obj.User.GetHashCode();
    }

    private static Instant Time(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;
}
