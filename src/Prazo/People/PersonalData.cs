using NodaTime;
using Prazo.Storage;

namespace Prazo.People;

/// <summary>Everything that is held about a person, to hand out to them.</summary>
public sealed record PersonalData(string Kind, Guid Id, IReadOnlyList<string> Handles, User? User, Contact? Contact, IReadOnlyList<string> Teams, IReadOnlyList<HeldSession> Sessions,
    IReadOnlyList<HeldTicket> Tickets, IReadOnlyList<HeldMessage> Messages, IReadOnlyList<HeldFile> Files, IReadOnlyList<HeldText> Texts, IReadOnlyList<HeldLetter> Mails, IReadOnlyList<HeldAct> Acts, IReadOnlyList<HeldOpinion> Opinions,
    IReadOnlyList<HeldApproval> Approvals)
{
    public static PersonalData? OfContact(Session session, Guid tenant, Guid id)
    {
        if (Contacts.Get(session, tenant, id) is not { } contact)
            return null;
        var user = UserStore.All(session, tenant).FirstOrDefault(u => u.ContactId == id);
        return Of(session, tenant, "contact", id, user, contact);
    }

    public static PersonalData? OfUser(Session session, Guid tenant, Guid id) =>
        UserStore.Get(session, tenant, id) is { } user ? Of(session, tenant, "user", id, user, user.ContactId is { } contact ? Contacts.Get(session, tenant, contact) : null) : null;

    /// <summary>All that tickets and messages may know a person by: of <c>@contact</c>, or of <c>@user</c>.</summary>
    internal const string TheirHandles = """
        SELECT h.handle FROM users h WHERE h.tenant_id = @tenant AND (h.id = @user OR h.contact_id = @contact)
        UNION SELECT c.handle FROM contacts c WHERE c.tenant_id = @tenant AND c.id = @contact AND c.handle <> '' UNION SELECT @text
        """;

    /// <summary>Tickets that were opened for them.</summary>
    internal const string TheirTickets = $"SELECT f.ticket_id FROM ticket_fields f WHERE f.tenant_id = @tenant AND f.name = 'contact' AND f.value IN ({TheirHandles})";

    /// <summary>What the two need to know.</summary>
    internal static object Who(Guid tenant, Guid? contact, Guid? user) => new { tenant, contact = contact ?? Guid.Empty, user = user ?? Guid.Empty, text = (contact ?? user).ToString() };

    private static PersonalData Of(Session s, Guid tenant, string kind, Guid id, User? user, Contact? contact)
    {
        var who = Who(tenant, contact?.Id, user?.Id);
        return new PersonalData(kind, id, s.Query<string>(TheirHandles, who), user, contact,
            s.Query<string>("SELECT t.handle FROM teams t JOIN team_members m ON m.tenant_id = t.tenant_id AND m.team_id = t.id WHERE t.tenant_id = @tenant AND m.user_id = @user ORDER BY t.handle", who),
            s.Query<HeldSession>("SELECT created, seen, ends FROM sessions WHERE tenant_id = @tenant AND user_id = @user ORDER BY id", who),
            s.Query<HeldTicket>($"SELECT number, created, closed, status, priority, channel FROM tickets WHERE tenant_id = @tenant AND id IN ({TheirTickets}) ORDER BY number", who),
            s.Query<HeldMessage>($"SELECT ticket_id, at, kind, author, body, html FROM messages WHERE tenant_id = @tenant AND (author IN ({TheirHandles}) OR ticket_id IN ({TheirTickets})) ORDER BY at, id", who),
            s.Query<HeldFile>($"""
                SELECT a.name, a.type, a.size, a.made FROM attachments a JOIN messages m ON m.tenant_id = a.tenant_id AND m.id = a.message_id
                WHERE a.tenant_id = @tenant AND (m.author IN ({TheirHandles}) OR m.ticket_id IN ({TheirTickets})) ORDER BY a.id
                """, who),
            s.Query<HeldText>($"SELECT ticket_id, kind, about, body FROM ticket_texts WHERE tenant_id = @tenant AND ticket_id IN ({TheirTickets}) ORDER BY ticket_id, kind, about", who),
            s.Query<HeldLetter>($"""
                SELECT ticket_id, at, direction, address, subject, body FROM mails
                WHERE tenant_id = @tenant AND (ticket_id IN ({TheirTickets}) OR address = (SELECT d.email_key FROM contact_details d WHERE d.tenant_id = @tenant AND d.contact_id = @contact)) ORDER BY at, message_id
                """, who),
            s.Query<HeldAct>($"SELECT at, action, subject FROM audit WHERE tenant_id = @tenant AND actor IN (SELECT 'user:' || x.handle FROM ({TheirHandles}) x) ORDER BY at, id", who),
            s.Query<HeldOpinion>($"SELECT agreement, fits, comment, at FROM agreement_opinions WHERE tenant_id = @tenant AND actor IN (SELECT 'user:' || x.handle FROM ({TheirHandles}) x) ORDER BY agreement", who),
            s.Query<HeldApproval>($"""
                SELECT p.agreement, p.version, 'proposed' AS answer, p.proposed AS at, p.proposer_name AS name, p.text_hash, NULL AS reason FROM proposals p
                WHERE p.tenant_id = @tenant AND p.proposed_by IN (SELECT 'user:' || x.handle FROM ({TheirHandles}) x)
                UNION ALL
                SELECT p.agreement, p.version, CASE WHEN a.approves = 1 THEN 'approved' ELSE 'returned' END AS answer, a.at, a.name, a.text_hash, a.reason FROM proposal_answers a
                  JOIN proposals p ON p.tenant_id = a.tenant_id AND p.id = a.proposal_id
                WHERE a.tenant_id = @tenant AND a.by_actor IN (SELECT 'user:' || y.handle FROM ({TheirHandles}) y)
                ORDER BY at, agreement, answer
                """, who));
    }
}

public sealed record HeldSession { public Instant Created { get; init; } public Instant Seen { get; init; } public Instant Ends { get; init; } }

public sealed record HeldTicket
{
    public long Number { get; init; }
    public Instant? Created { get; init; }
    public Instant? Closed { get; init; }
    public string? Status { get; init; }
    public string? Priority { get; init; }
    public string? Channel { get; init; }
}

public sealed record HeldMessage
{
    public Guid TicketId { get; init; }
    public Instant At { get; init; }
    public string Kind { get; init; } = "";
    public string Author { get; init; } = "";
    public string Body { get; init; } = "";
    public string? Html { get; init; }
}

public sealed record HeldFile { public string Name { get; init; } = ""; public string Type { get; init; } = ""; public long Size { get; init; } public Instant Made { get; init; } }

public sealed record HeldText { public Guid TicketId { get; init; } public string Kind { get; init; } = ""; public string About { get; init; } = ""; public string Body { get; init; } = ""; }

public sealed record HeldLetter
{
    public Guid? TicketId { get; init; }
    public Instant At { get; init; }
    public string Direction { get; init; } = "";
    public string? Address { get; init; }
    public string? Subject { get; init; }
    public string? Body { get; init; }
}

public sealed record HeldAct { public Instant At { get; init; } public string Action { get; init; } = ""; public string Subject { get; init; } = ""; }

public sealed record HeldOpinion { public string Agreement { get; init; } = ""; public string Fits { get; init; } = ""; public string? Comment { get; init; } public Instant At { get; init; } }

/// <summary>What they proposed, approved or sent back, under the name that stands in the proposal.</summary>
public sealed record HeldApproval
{
    public string Agreement { get; init; } = "";
    public long Version { get; init; }
    public string Answer { get; init; } = "";
    public Instant At { get; init; }
    public string Name { get; init; } = "";
    public string TextHash { get; init; } = "";
    public string? Reason { get; init; }
}
