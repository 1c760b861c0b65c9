using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Tickets;

namespace Prazo.Tests.People;

/// <summary>S9: every text column of the schema is known to hold what a person is called, is reached by or wrote, and then erasure empties it; or none of that.</summary>
public class TextColumnsTests
{
    private const string Mark = "segredo";

    /// <summary>What goes with the person.</summary>
    private static readonly Dictionary<string, string> Erased = new(StringComparer.Ordinal)
    {
        ["agreement_opinions"] = "comment", ["attachments"] = "name, content_id", ["contact_details"] = "name, email, email_key, phone, locale, zone", ["mails"] = "message_id, address, answer_to, subject, body", ["messages"] = "body, html", ["proposal_answers"] = "reason",
        ["notifications"] = "words", ["outbox"] = "fault, answer", ["report_mails"] = "recipient, fault", ["report_stops"] = "recipient", ["saved_reports"] = "name, query, recipients", ["statement_entries"] = "said", ["statement_items"] = "contest_text", ["pending_acts"] = "content, fault", ["ticket_texts"] = "body", ["ticket_words"] = "folded", ["users"] = "name, email, password, email_key, locale, zone", ["views"] = "name, query",
    };

    /// <summary>What stays: handles and ids, words that the program or the workspace chose, digests, secrets of the workspace, and the workspace's own texts: its agreements, articles, templates, rules.</summary>
    private static readonly Dictionary<string, string> NotPersonal = new(StringComparer.Ordinal)
    {
        ["acknowledgements"] = "actor", ["agreement_drafts"] = "kind, name, source, updated_by", ["agreement_versions"] = "agreement, source, hash, published_by",
        ["alerts"] = "kind, stage, target, acknowledged_by", ["api_keys"] = "name, scopes, created_by", ["article_words"] = "folded", ["articles"] = "title, body, language, made_by",
        ["attachments"] = "type, made_by", ["audit"] = "actor, action, subject, content", ["automation_runs"] = "cause, outcome, detail", ["automations"] = "name, content, updated_by",
        ["calendar_versions"] = "name, section, source, hash, published_by", ["canned_replies"] = "name, language, body, made_by", ["clock_facts"] = "stage, target, kind, cause", ["clock_requests"] = "kind, target, category, asked_by, decided_by, event_id",
        ["clocks"] = "lane, agreement, target, metric, calendar, promise, pause_party, agent, team, fingerprint", ["contacts"] = "handle", ["counters"] = "name", ["desk_choices"] = "queue_columns, scheme",
        ["escalations"] = "name, content, updated_by", ["events"] = "event_id, kind, content, actor", ["feed_readers"] = "name", ["field_definitions"] = "name, title, type, choices",
        ["field_rules"] = "name, conditions, field, value",
        // Answers to repeated requests hold ids and categories: RepeatableRequests.
        ["idempotency_keys"] = "key, answer", ["inboxes"] = "name, title, channel, address, defaults", ["mail_doors"] = "inbox, provider, address, signing_key, created_by",
        ["mail_keys"] = "loop_mark", ["mails"] = "direction, nature, reason", ["messages"] = "event_id, kind, author, channel", ["notification_settings"] = "mail, digest_at, quiet_from, quiet_to, zone",
        ["notifications"] = "kind, path", ["objective_notices"] = "agreement, objective, period, stage", ["one_time_links"] = "kind", ["organisations"] = "handle, name, domains, ended, ended_why", ["outbox"] = "kind, content", ["pending_acts"] = "actor", ["promise_pages"] = "updated_by", ["refolds"] = "reason, scope, made_by", ["review_requests"] = "about, target, asked_by, answered_by, outcome",
        ["agreement_readings"] = "agreement, hash", ["term_notices"] = "agreement, ends, stage",
        // Who approved a contract stays under it by name.
        ["proposals"] = "agreement, title, source, text_hash, terms_hash, key_fingerprint, customers, proposed_by, proposer_name, ended_by, outcome", ["proposal_answers"] = "party, by_actor, name, text_hash",
        // A fold reads events, and they hold none.
        ["causes"] = "id, names", ["breach_causes"] = "lane, cause, given_by",
        ["saved_reports"] = "page, days, every, attached, fault", ["first_steps"] = "step, passed_by", ["wall_links"] = "name, created_by", ["agreement_reviews"] = "agreement, period, closed_by", ["review_items"] = "kind, body, owner, done_by, made_by", ["agreement_opinions"] = "agreement, actor, side, fits", ["surveys"] = "origin, agreement, scale, contact, agent, team, made_by, state, why, reasons", ["set_aside"] = "fault", ["teams"] = "handle, name", ["ticket_fields"] = "name, value", ["ticket_followers"] = "handle", ["ticket_links"] = "kind, made_by", ["ticket_tags"] = "tag",
        ["ticket_texts"] = "kind, about", ["tickets"] = "source, ref, status, priority, agent, team, inbox, channel, region, stage, type, customer, fields, without_clock", ["users"] = "handle, role",
        // What two parties publish together: who of them said so is who answers for it.
        ["result_pages"] = "agreement, customer, link, proposed_by, consented_by, withdrawn_by",
        // What was not there, told to customers; who said so answers for it.
        ["outages"] = "kind, what, title, note, why, recorded_by",
        ["signing_keys"] = "fingerprint", ["statement_entries"] = "item, kind, cause, by_actor", ["statement_items"] = "item, contested_by, word, cause, settled_by, settled_text", ["statement_notices"] = "item, stage", ["statement_turns"] = "agreement, from_date, fault",
        // Ids, figures and the words of the agreement: no text of a ticket enters a statement.
        ["statements"] = "agreement, from_date, to_date, state, body, hash, drafted_by, closed_by, accepted_by, customer, title",
        ["views"] = "owner", ["webhooks"] = "name, form, url, events, template, secret, old_secret, last_fault, updated_by", ["workspaces"] = "name, locale, zone, accent",
    };

    private static IEnumerable<string> In(Dictionary<string, string> list) => list.SelectMany(t => t.Value.Split(", ").Select(c => $"{t.Key}.{c}"));

    // The shadows of FTS5's index hold what its table of words holds.
    private static Task<IReadOnlyList<string>> TextColumns(Db db) => db.Read(s => s.Query<string>(db.Dialect == Dialect.Postgres
        ? "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations' AND data_type = 'text'"
        : """
        SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name <> 'migrations' AND c.type = 'TEXT' AND t.name NOT LIKE '%\_fts%' ESCAPE '\'
        """));

    [Theory, OnSqlite, OnPostgres]
    public async Task S9_every_text_column_is_known_to_be_erased_or_to_hold_nothing_of_a_person(string database)
    {
        using var office = new Office(database);
        var known = In(Erased).Concat(In(NotPersonal)).ToList();
        known.ShouldBeUnique();
        (await TextColumns(office.Db)).Order(StringComparer.Ordinal).ShouldBe(known.Order(StringComparer.Ordinal), "a new text column: say what erasure does with it");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S9_nothing_of_an_erased_person_is_left_in_any_text_of_the_database_nor_found(string database)
    {
        using var office = new Office(database);
        var (maria, others) = Plant(office);
        foreach (var column in In(Erased))
            Holding(office, column).ShouldBeGreaterThan(0, column);
        Found(office, Mark).ShouldBe(2);

        office.Do(tx => Erasure.OfContact(tx, Contacts.Lock(tx, office.Tenant, maria.Id)!, "user:chefe", office.Now));

        foreach (var column in await TextColumns(office.Db))
            Holding(office, column).ShouldBe(0, column);
        Found(office, Mark).ShouldBe(0);
        office.Read(s => s.Value<long>("SELECT COUNT(*) FROM attachment_bytes")).ShouldBe(0);
        // What others wrote is there as before.
        Found(office, "alheio").ShouldBe(1);
        office.Read(s => MessageStore.Of(s, office.Tenant, others)).Select(m => m.Body).ShouldBe(["texto alheio"]);
    }

    /// <summary>Rows in which a column holds the mark.</summary>
    private static long Holding(Office office, string column)
    {
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        return office.Read(s => s.Value<long>($"SELECT COUNT(*) FROM {table} WHERE LOWER({name}) LIKE '%{Mark}%'"));
    }

    private static long Found(Office office, string word) => office.Read(s =>
    {
        var (sql, words) = TicketSearch.Index.Finds(office.Db.Dialect, word);
        return s.Value<long>($"SELECT COUNT(*) FROM tickets t WHERE t.tenant_id = @tenant AND {sql}", new { tenant = office.Tenant, words });
    });

    /// <summary>Maria, with the mark wherever a person may stand, and a ticket of somebody else on which she wrote too.</summary>
    private static (Contact Maria, Guid Others) Plant(Office office)
    {
        var maria = office.Write(tx => Contacts.Add(tx, office.Tenant, new ContactInput(Name: "Segredo", Email: "maria@segredo.example"), "test", office.Now));
        var user = office.Write(tx => Users.Add(tx, office.Tenant, new UserInput("maria", "Segredo", Email: "user@segredo.example", Role: "customer", Contact: maria.Id), "test", office.Now));
        var log = new TicketLog(new ClockFold(new PublishedAgreements()));
        Guid New(string reference, string contact) => office.Write(tx => log.Record(tx, office.Tenant, "shop", reference,
            [new TicketCreated("e1", office.Now, office.Now, 0, ImmutableSortedDictionary<string, string>.Empty.Add("contact", contact))], "test", office.Now))[0].Ticket;
        var (hers, others) = (New("T-1", maria.Handle), New("T-2", "jo"));
        var row = new { office.Tenant, hers, others, user = user.Id, author = maria.Handle, a = Ids.New(office.Now), b = Ids.New(office.Now), c = Ids.New(office.Now), d = Ids.New(office.Now), bytes = new byte[] { 1 }, office.Now, list = "chefe@loja.example\nMaria@Segredo.example", letter = $"{{\"ticket\":\"{hers}\"}}" };
        office.Do(tx =>
        {
            tx.Execute("UPDATE contact_details SET phone = 'segredo', locale = 'segredo', zone = 'segredo' WHERE tenant_id = @Tenant", row);
            tx.Execute("UPDATE users SET password = 'segredo', locale = 'segredo', zone = 'segredo' WHERE tenant_id = @Tenant AND id = @user", row);
            const string Message = "INSERT INTO messages (tenant_id, id, ticket_id, event_id, kind, author, body, html, salt, at, made) VALUES (@Tenant, ";
            tx.Execute(Message + "@a, @hers, 'e1', 'customer', @author, 'Segredo', '<p>segredo</p>', @bytes, @Now, @Now)", row);
            tx.Execute(Message + "@b, @others, 'e1', 'customer', @author, 'Segredo', NULL, @bytes, @Now, @Now)", row);
            tx.Execute(Message + "@c, @others, 'e1', 'reply', 'ana', 'texto alheio', NULL, @bytes, @Now, @Now)", row);
            const string File = "INSERT INTO attachments (tenant_id, id, message_id, name, type, size, sha256, salt, made, made_by, content_id) VALUES (@Tenant, ";
            tx.Execute(File + "@a, @a, 'segredo.pdf', 'application/pdf', 1, @bytes, @bytes, @Now, 'key:x', '1@segredo.example')", row);
            tx.Execute(File + "@d, NULL, 'segredo.pdf', 'application/pdf', 1, @bytes, @bytes, @Now, 'user:maria', NULL)", row);
            tx.Execute("INSERT INTO attachment_bytes (tenant_id, id, bytes) VALUES (@Tenant, @a, @bytes), (@Tenant, @d, @bytes)", row);
            const string Statement = "INSERT INTO statements (tenant_id, id, agreement, from_date, to_date, state, revision, body, hash, drafted, drafted_by) VALUES (@Tenant, ";
            tx.Execute(Statement + "@a, 'suporte', '2026-02-01', '2026-03-01', 'draft', 1, '{}', '', @Now, 'test')", row);
            tx.Execute("INSERT INTO statement_items (tenant_id, statement_id, item, contested, contested_by, contest_text) VALUES (@Tenant, @a, 'general', @Now, 'user:maria', 'segredo')", row);
            tx.Execute("INSERT INTO statement_entries (tenant_id, id, statement_id, item, kind, said, by_actor, at) VALUES (@Tenant, @a, @a, 'general', 'contested', 'segredo', 'user:maria', @Now)", row);
            tx.Execute("INSERT INTO ticket_texts (tenant_id, ticket_id, kind, about, body, salt, made) VALUES (@Tenant, @hers, 'subject', '', 'Segredo', @bytes, @Now)", row);
            tx.Execute("INSERT INTO notifications (tenant_id, id, user_id, kind, ticket_id, words, made) VALUES (@Tenant, @a, @user, 'automation', NULL, 'segredo', @Now)", row);
            tx.Execute("INSERT INTO pending_acts (tenant_id, id, ticket_id, actor, person_id, content, pressed, fault) VALUES (@Tenant, @a, @hers, 'user:maria', @user, '{\"segredo\":1}', @Now, 'segredo')", row);
            tx.Execute("INSERT INTO agreement_opinions (tenant_id, agreement, actor, side, fits, comment, at) VALUES (@Tenant, 'suporte', 'user:maria', 'customer', 'no', 'segredo', @Now)", row);
            tx.Execute("INSERT INTO proposals (tenant_id, id, draft_id, agreement, version, title, source, text_hash, terms_hash, second, customers, proposed, proposed_by, proposer_name) VALUES (@Tenant, @a, @a, 'suporte', 1, '', '', '', '', 0, 'aurora', @Now, 'test', 'Ana')", row);
            tx.Execute("INSERT INTO proposal_answers (tenant_id, proposal_id, party, approves, at, by_actor, name, text_hash, reason) VALUES (@Tenant, @a, 'customer aurora', 0, @Now, 'user:maria', 'Maria', '', 'segredo')", row);
            tx.Execute("INSERT INTO views (tenant_id, id, name, owner, query, made) VALUES (@Tenant, @a, 'segredo', 'user:maria', 'q=segredo', @Now)", row);
            tx.Execute("INSERT INTO outbox (tenant_id, id, kind, content, made, attempts, dead, answer) VALUES (@Tenant, @b, 'webhook', @letter, @Now, 1, @Now, 'segredo')", row);
            const string Report = "INSERT INTO saved_reports (tenant_id, id, name, owner_id, shared, page, query, days, made, every, day, hour, recipients, next_mail) VALUES (@Tenant, ";
            tx.Execute(Report + "@a, 'segredo', @user, 0, 'kept', 'where=segredo', 'last-month', @Now, NULL, NULL, NULL, NULL, NULL)", row);
            tx.Execute(Report + "@b, 'Mensal', @user, 1, 'kept', 'by=team', 'last-month', @Now, 'monthly', 1, 8, @list, @Now)", row);
            tx.Execute("INSERT INTO report_mails (tenant_id, id, report_id, recipient, due, made, fault) VALUES (@Tenant, @a, @b, 'maria@segredo.example', @Now, @Now, '550 <maria@segredo.example>')", row);
            tx.Execute("INSERT INTO report_stops (tenant_id, report_id, recipient, at) VALUES (@Tenant, @b, 'user@segredo.example', @Now)", row);
            tx.Execute("INSERT INTO outbox (tenant_id, id, kind, content, made, attempts, dead, fault) VALUES (@Tenant, @a, 'reply-mail', @letter, @Now, 1, @Now, '550 <maria@segredo.example> unknown')", row);
            tx.Execute("INSERT INTO mail_doors (tenant_id, id, inbox, provider, address, hash, created, created_by) VALUES (@Tenant, @a, 'loja', 'postmark', 'ajuda@loja.example', @bytes, @Now, 'test')", row);
            const string Mail = "INSERT INTO mails (tenant_id, message_id, door_id, ticket_id, direction, nature, reason, address, answer_to, subject, body, opened, may_answer, at) VALUES (@Tenant, ";
            tx.Execute(Mail + "'<1@segredo.example>', @a, @hers, 'in', 'person', '', 'somebody@segredo.example', 'Segredo@segredo.example', 'segredo', NULL, 1, 1, @Now)", row);
            tx.Execute(Mail + "'<2@segredo.example>', @a, NULL, 'held', 'loop', '', 'maria@segredo.example', NULL, 'segredo', 'segredo', 0, 0, @Now)", row);
            tx.Execute(Mail + "'<3@loja.example>', @a, @others, 'in', 'person', '', 'list@loja.example', 'Maria@Segredo.example', 'pedido', NULL, 0, 1, @Now)", row);
            foreach (var ticket in new[] { hers, others })
                TicketSearch.Rebuild(tx, TicketStore.Lock(tx, office.Tenant, ticket)!);
        });
        return (maria, others);
    }
}
