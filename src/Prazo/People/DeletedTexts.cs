using Prazo.Channels;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.People;

/// <summary>Deletes what people wrote, files and mails included, and nothing that a chain or a clock needs.</summary>
internal static class DeletedTexts
{
    /// <summary>Everything written on a ticket; how many messages. The words by which it is found are left to <see cref="FromSearch"/>.</summary>
    public static int OfTicket(Tx tx, Guid tenant, Guid ticket)
    {
        var deleted = OfMessages(tx, tenant, tx.Query<Guid>("SELECT id FROM messages WHERE tenant_id = @tenant AND ticket_id = @ticket", new { tenant, ticket }));
        tx.Execute("DELETE FROM ticket_texts WHERE tenant_id = @tenant AND ticket_id = @ticket", new { tenant, ticket });
        tx.Execute("DELETE FROM mails WHERE tenant_id = @tenant AND ticket_id = @ticket", new { tenant, ticket });
        tx.Execute("DELETE FROM pending_acts WHERE tenant_id = @tenant AND ticket_id = @ticket", new { tenant, ticket });
        tx.Execute("UPDATE notifications SET words = NULL WHERE tenant_id = @tenant AND ticket_id = @ticket", new { tenant, ticket });
        // A mail server that refuses a letter may say to whom it was.
        tx.Execute("UPDATE outbox SET fault = NULL WHERE tenant_id = @tenant AND kind = @kind AND fault IS NOT NULL AND content LIKE @named", new { tenant, kind = ReplyMails.OutboxKind, named = $"%{ticket}%" });
        // Who is told of a ticket may repeat in its answer what it heard.
        tx.Execute("UPDATE outbox SET answer = NULL WHERE tenant_id = @tenant AND answer IS NOT NULL AND content LIKE @named", new { tenant, named = $"%{ticket}%" });
        return deleted;
    }

    public static int OfMessages(Tx tx, Guid tenant, IReadOnlyList<Guid> messages)
    {
        foreach (var message in messages)
        {
            tx.Execute("DELETE FROM attachment_bytes WHERE tenant_id = @tenant AND id IN (SELECT a.id FROM attachments a WHERE a.tenant_id = @tenant AND a.message_id = @message)", new { tenant, message });
            tx.Execute("DELETE FROM attachments WHERE tenant_id = @tenant AND message_id = @message", new { tenant, message });
            tx.Execute("DELETE FROM messages WHERE tenant_id = @tenant AND id = @message", new { tenant, message });
        }
        return messages.Count;
    }

    /// <summary>Mails that an address sent or was sent, those held included, and reports that are mailed to it.</summary>
    public static void OfAddress(Tx tx, Guid tenant, string? address)
    {
        if (address is null)
            return;
        tx.Execute("DELETE FROM mails WHERE tenant_id = @tenant AND (address = @address OR LOWER(answer_to) = @address)", new { tenant, address });
        tx.Execute("DELETE FROM report_mails WHERE tenant_id = @tenant AND LOWER(recipient) = @address", new { tenant, address });
        tx.Execute("DELETE FROM report_stops WHERE tenant_id = @tenant AND LOWER(recipient) = @address", new { tenant, address });
        foreach (var (report, recipients) in tx.Query<Mailing>("SELECT id, recipients FROM saved_reports WHERE tenant_id = @tenant AND LOWER(recipients) LIKE @named", new { tenant, named = $"%{address}%" }))
        {
            // Without a recipient nothing is mailed.
            var left = string.Join('\n', recipients.Split('\n').Where(r => !r.Equals(address, StringComparison.OrdinalIgnoreCase)));
            tx.Execute("UPDATE saved_reports SET recipients = @left, next_mail = CASE WHEN @left = '' THEN NULL ELSE next_mail END WHERE tenant_id = @tenant AND id = @report", new { tenant, report, left });
        }
    }

    private sealed record Mailing
    {
        public Guid Id { get; init; }
        public string Recipients { get; init; } = "";
        public void Deconstruct(out Guid id, out string recipients) => (id, recipients) = (Id, Recipients);
    }

    /// <summary>What a customer wrote about statements goes with them, and their files; that they contested stays.</summary>
    public static void OfStatements(Tx tx, Guid tenant, string actor)
    {
        const string Theirs = "SELECT a.id FROM attachments a WHERE a.tenant_id = @tenant AND a.entry_id IS NOT NULL AND a.made_by = @actor";
        tx.Execute("UPDATE statement_entries SET said = NULL WHERE tenant_id = @tenant AND by_actor = @actor", new { tenant, actor });
        tx.Execute("UPDATE statement_items SET contest_text = NULL WHERE tenant_id = @tenant AND contested_by = @actor", new { tenant, actor });
        tx.Execute($"DELETE FROM attachment_bytes WHERE tenant_id = @tenant AND id IN ({Theirs})", new { tenant, actor });
        tx.Execute("DELETE FROM attachments WHERE tenant_id = @tenant AND entry_id IS NOT NULL AND made_by = @actor", new { tenant, actor });
    }

    /// <summary>Files that somebody uploaded and put into no message.</summary>
    public static void NeverSent(Tx tx, Guid tenant, string actor)
    {
        tx.Execute("DELETE FROM attachment_bytes WHERE tenant_id = @tenant AND id IN (SELECT a.id FROM attachments a WHERE a.tenant_id = @tenant AND a.message_id IS NULL AND a.entry_id IS NULL AND a.made_by = @actor)", new { tenant, actor });
        tx.Execute("DELETE FROM attachments WHERE tenant_id = @tenant AND message_id IS NULL AND entry_id IS NULL AND made_by = @actor", new { tenant, actor });
    }

    /// <summary>Nobody finds these tickets by what was deleted, nor those that they were merged into.</summary>
    public static void FromSearch(Tx tx, Guid tenant, IEnumerable<Guid> tickets)
    {
        var touched = new HashSet<Guid>();
        foreach (var ticket in tickets)
            for (var at = (Guid?)ticket; at is { } id && touched.Add(id);)
                at = TicketLinks.Of(tx, tenant, id, LinkKind.MergedInto);
        foreach (var ticket in TicketStore.Lock(tx, tenant, touched))
            TicketSearch.Rebuild(tx, ticket);
    }
}
