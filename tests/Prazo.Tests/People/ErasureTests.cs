using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Audit;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Operation;
using Prazo.People;
using Prazo.Reports;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Tickets;

namespace Prazo.Tests.People;

public class ErasureTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        calendars: { sempre: { weekly: { mon-sun: "00:00-24:00" } } }
        targets: { first-response: { within: 4h, calendar: sempre, warn: [50%] } }
        """;

    private static readonly string[] Texts = ["contact_details", "messages", "ticket_texts", "attachments", "attachment_bytes"];

    /// <summary>A ticket of a contact with a message, a file and a subject; answered in time and closed.</summary>
    private static Guid Ticket(Office office, Contact contact, string reference)
    {
        var log = new TicketLog(new ClockFold(new PublishedAgreements()));
        var at = office.Now;
        TicketEvent[] events =
        [
            new TicketCreated("e1", at, at, 0, ImmutableSortedDictionary<string, string>.Empty.Add("contact", contact.Handle)),
            new AgentMessage("e2", at + Duration.FromHours(1), at, 0, "ana", true, false),
            new FieldChanged("e3", at + Duration.FromHours(2), at, 0, "status", "closed"),
        ];
        var ticket = office.Write(tx => log.Record(tx, office.Tenant, "shop", reference, events, "test", at + Duration.FromHours(2)))[0].Ticket;
        var (message, file, bytes) = (Ids.New(at), Ids.New(at), new byte[] { 1, 2, 3 });
        office.Do(tx =>
        {
            tx.Execute("INSERT INTO ticket_fields (tenant_id, ticket_id, name, value) VALUES (@Tenant, @ticket, 'contact', @Handle) ON CONFLICT (tenant_id, ticket_id, name) DO NOTHING",
                new { office.Tenant, ticket, contact.Handle });
            tx.Execute("""
                INSERT INTO messages (tenant_id, id, ticket_id, event_id, kind, author, body, salt, at, made) VALUES (@Tenant, @message, @ticket, 'e1', 'customer', @Handle, 'Segredo de Maria', @bytes, @Now, @Now)
                """, new { office.Tenant, message, ticket, contact.Handle, bytes, office.Now });
            tx.Execute("""
                INSERT INTO attachments (tenant_id, id, message_id, name, type, size, sha256, salt, made, made_by) VALUES (@Tenant, @file, @message, 'segredo.pdf', 'application/pdf', 3, @bytes, @bytes, @Now, 'x')
                """, new { office.Tenant, file, message, bytes, office.Now });
            tx.Execute("INSERT INTO attachment_bytes (tenant_id, id, bytes) VALUES (@Tenant, @file, @bytes)", new { office.Tenant, file, bytes });
            tx.Execute("INSERT INTO ticket_texts (tenant_id, ticket_id, kind, about, body, salt, made) VALUES (@Tenant, @ticket, 'subject', '', 'Segredo no assunto', @bytes, @Now)",
                new { office.Tenant, ticket, bytes, office.Now });
        });
        return ticket;
    }

    private static Contact Person(Office office, string name) =>
        office.Write(tx => Contacts.Add(tx, office.Tenant, new ContactInput(Name: name, Email: name.ToLowerInvariant() + "@aurora.example"), "test", office.Now));

    private static long Rows(Office office, string table) => office.Read(s => s.Value<long>($"SELECT COUNT(*) FROM {table} WHERE tenant_id = @Tenant", new { office.Tenant }));

    /// <summary>What a replay of every ticket's log comes to, and what was said of its clocks.</summary>
    private static string Clocks(Office office) => office.Read(s => string.Join('\n', s.Query<string>("""
        SELECT fingerprint || ' ' || target || ' ' || COALESCE(stopped, 0) || ' ' || COALESCE(due, 0) FROM clocks WHERE tenant_id = @Tenant ORDER BY id
        """, new { office.Tenant }).Concat(s.Query<string>("SELECT stage || ' ' || at FROM clock_facts WHERE tenant_id = @Tenant ORDER BY id", new { office.Tenant }))));

    [Theory, OnSqlite, OnPostgres]
    public async Task S9_an_erased_contact_leaves_no_text_behind_and_clocks_and_audit_stay_provable(string database)
    {
        using var office = new Office(database);
        office.Do(tx => PublishedAgreements.Publish(tx, office.Tenant, Agreement, "test", office.Now));
        var (maria, jo) = (Person(office, "Maria"), Person(office, "Jo"));
        var (hers, his) = (Ticket(office, maria, "T-1"), Ticket(office, jo, "T-2"));
        var user = office.Write(tx => Users.Add(tx, office.Tenant, new UserInput("maria", "Maria", Role: "customer", Contact: maria.Id), "test", office.Now));
        var sealer = new AuditSealer(office.Db);
        await sealer.Step();
        var before = Clocks(office);
        before.ShouldContain("met");
        office.Now += Duration.FromHours(3);

        office.Do(tx => Erasure.OfContact(tx, Contacts.Lock(tx, office.Tenant, maria.Id)!, "user:chefe", office.Now));

        foreach (var table in Texts)
            Rows(office, table).ShouldBe(1, table + " of the other contact");
        var erased = office.Read(s => Contacts.Get(s, office.Tenant, maria.Id)).ShouldNotBeNull();
        (erased.Name, erased.Email, erased.Erased).ShouldBe(((string?)null, (string?)null, (Instant?)office.Now));
        office.Find("maria").ShouldSatisfyAllConditions(u => u.Name.ShouldBeNull(), u => u.Disabled.ShouldBe(office.Now), u => u.Id.ShouldBe(user.Id));
        var fold = new ClockFold(new PublishedAgreements());
        foreach (var ticket in new[] { hers, his })
            office.Do(tx => fold.Fold(tx, TicketStore.Lock(tx, office.Tenant, ticket)!, office.Now));
        Clocks(office).ShouldBe(before);
        while (await sealer.Step() > 0) { }
        office.Read(s => AuditChain.Verify(office.Tenant, AuditQueries.Sealed(s, office.Tenant), AuditQueries.Head(s, office.Tenant))).Faults.ShouldBeEmpty();
        office.Audited($"contact:{maria.Id}").ShouldBe(["contact.added", "contact.erased"]);
        // Once is enough, and nobody is written into the grave.
        office.Do(tx => Erasure.OfContact(tx, Contacts.Lock(tx, office.Tenant, maria.Id)!, "user:chefe", office.Now));
        office.Audited($"contact:{maria.Id}").Count.ShouldBe(2);
        office.Refused(tx => Contacts.Change(tx, Contacts.Lock(tx, office.Tenant, maria.Id)!, new ContactInput(Name: "Maria"), "test", office.Now)).ShouldBe("erased");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_person_erased_inside_a_closed_period_changes_no_figure_of_it_and_the_log_and_the_audit_still_verify(string database)
    {
        using var office = new Office(database);
        office.Do(tx => PublishedAgreements.Publish(tx, office.Tenant, Agreement, "test", office.Now));
        var (maria, jo) = (Person(office, "Maria"), Person(office, "Jo"));
        var (_, his) = (Ticket(office, maria, "T-1"), Ticket(office, jo, "T-2"));
        var sealer = new AuditSealer(office.Db);
        await sealer.Step();
        // March is over; in April its figures are what was agreed on.
        office.Now = Instant.FromUtc(2026, 4, 10, 12, 0);
        var march = new LiveQuery(office.Now, ["contact"], Prazo.Engine.Agreements.Period.Month, Instant.FromUtc(2026, 3, 1, 3, 0), Instant.FromUtc(2026, 4, 1, 3, 0), []);
        var before = Figures(office, march);
        before.ShouldContain(maria.Handle);

        office.Do(tx => Erasure.OfContact(tx, Contacts.Lock(tx, office.Tenant, maria.Id)!, "user:chefe", office.Now));
        while (await sealer.Step() > 0) { }

        Rows(office, "messages").ShouldBe(1);
        Figures(office, march).ShouldBe(before);
        var check = await DatabaseCheck.Run(office.Db, null);
        check.Faults.ShouldBeEmpty();
        check.Tickets.ShouldBe(2);
        // The check is one that would see it: a text that is put back, or a clock that is bent, is found.
        office.Do(tx => tx.Execute("UPDATE clocks SET stopped = stopped + 60000 WHERE tenant_id = @Tenant AND ticket_id = @his", new { office.Tenant, his }));
        (await DatabaseCheck.Run(office.Db, null)).Faults.ShouldNotBeEmpty();
    }

    /// <summary>A report of a period, with what each contact's tickets came to.</summary>
    private static string Figures(Office office, LiveQuery query) => office.Read(s =>
    {
        var (report, _) = LiveReport.Count(s, new PublishedAgreements(), office.Tenant, query);
        return ReportTable.Of(report, report.Rows, "en").ToCsv();
    });

    [Theory, OnSqlite, OnPostgres]
    public void What_is_held_about_a_contact_is_handed_out_whole_and_nothing_of_others(string database)
    {
        using var office = new Office(database);
        var (maria, jo) = (Person(office, "Maria"), Person(office, "Jo"));
        Ticket(office, maria, "T-1");
        Ticket(office, jo, "T-2");
        var data = office.Read(s => PersonalData.OfContact(s, office.Tenant, maria.Id)).ShouldNotBeNull();
        data.Contact!.Email.ShouldBe("maria@aurora.example");
        data.Tickets.ShouldHaveSingleItem().Number.ShouldBe(1);
        data.Messages.ShouldHaveSingleItem().Body.ShouldBe("Segredo de Maria");
        data.Files.ShouldHaveSingleItem().Name.ShouldBe("segredo.pdf");
        data.Texts.ShouldHaveSingleItem().Body.ShouldBe("Segredo no assunto");
        office.Read(s => PersonalData.OfContact(s, office.Tenant, Guid.Empty)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public void What_is_held_about_a_user_has_their_teams_sessions_and_acts(string database)
    {
        using var office = new Office(database);
        var ana = office.User("ana");
        office.Do(tx =>
        {
            Teams.Put(tx, Teams.Add(tx, office.Tenant, "n2", null, "user:ana", office.Now), ana.Id, true, "user:ana", office.Now);
            Sessions.Start(tx, ana, office.Now);
        });
        var data = office.Read(s => PersonalData.OfUser(s, office.Tenant, ana.Id)).ShouldNotBeNull();
        data.Teams.ShouldBe(["n2"]);
        data.Sessions.ShouldHaveSingleItem().Created.ShouldBe(office.Now);
        data.Acts.Select(a => a.Action).ShouldBe(["team.added", "team.member-put"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Retention_deletes_texts_of_tickets_closed_longer_than_the_workspace_wishes_and_no_others(string database)
    {
        using var office = new Office(database);
        var maria = Person(office, "Maria");
        Ticket(office, maria, "T-1");
        var closed = office.Now + Duration.FromHours(2);
        office.Now += Duration.FromDays(10);
        Ticket(office, maria, "T-2");
        var retention = new Retention(office.Db);
        (await retention.Step(closed + Duration.FromDays(400))).ShouldBe(0);
        office.Do(tx => Workspaces.Workspace.Change(tx, Workspaces.Workspace.Get(tx, office.Tenant) with { RetentionDays = 30 }, "test", office.Now));

        (await new Retention(office.Db).Step(closed + Duration.FromDays(30) - Duration.FromMilliseconds(1))).ShouldBe(0);
        Rows(office, "messages").ShouldBe(2);
        (await new Retention(office.Db).Step(closed + Duration.FromDays(30))).ShouldBe(1);
        foreach (var table in Texts.Except(["contact_details"]))
            Rows(office, table).ShouldBe(1, table);
        Rows(office, "events").ShouldBe(6);
        (await new Retention(office.Db).Step(closed + Duration.FromDays(30))).ShouldBe(0);
        office.Audited($"workspace:{office.Tenant}").ShouldBe(["workspace.changed", "texts.deleted"]);
    }
}
