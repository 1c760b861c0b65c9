using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Storage;

namespace Prazo.Satisfaction;

/// <summary>Somebody is asked what they think of how a ticket was handled.</summary>
public sealed record Survey
{
    public const string OfResolution = "resolution", OnDemand = "demand";
    public const string Planned = "planned", IsAsked = "asked", IsAnswered = "answered", Expired = "expired", Withdrawn = "withdrawn", Skipped = "skipped";

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    public long Round { get; init; }
    public string Origin { get; init; } = OfResolution;
    /// <summary>Whose question it is; empty where no agreement has one.</summary>
    public string Agreement { get; init; } = "";
    public long Version { get; init; }
    public string Scale { get; init; } = "csat";
    public string? Contact { get; init; }
    /// <summary>Who had the ticket when it was resolved.</summary>
    public string? Agent { get; init; }
    public string? Team { get; init; }
    public Instant Made { get; init; }
    public string MadeBy { get; init; } = "";
    public string State { get; init; } = Planned;
    /// <summary>Why nobody was asked: <c>sample</c>, <c>rest</c>, <c>nobody</c> or <c>merged</c>.</summary>
    public string? Why { get; init; }
    public Instant? Due { get; init; }
    public Instant? Asked { get; init; }
    public Instant? Reminded { get; init; }
    public Instant? Expires { get; init; }
    public Instant? Reopened { get; init; }
    public Instant? Answered { get; init; }
    public long? Mark { get; init; }
    public string Reasons { get; init; } = "";
    public Guid? FollowUp { get; init; }

    public SurveyScale Of => Enum.Parse<SurveyScale>(Scale, ignoreCase: true);

    public IReadOnlyList<string> Ticked => Reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether an answer would be taken.</summary>
    public bool IsOpen(Instant now) => State == IsAsked && (Expires is not { } end || now < end);
}

internal static class SurveyStore
{
    public const string Columns = "tenant_id, id, ticket_id, round, origin, agreement, version, scale, contact, agent, team, made, made_by, state, why, due, asked, reminded, expires, reopened, answered, mark, reasons, follow_up";

    public static Survey? Get(Session session, Guid tenant, Guid id) => session.First<Survey>($"SELECT {Columns} FROM surveys WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>The ticket's, the latest first.</summary>
    public static IReadOnlyList<Survey> Of(Session session, Guid tenant, Guid ticket) =>
        session.Query<Survey>($"SELECT {Columns} FROM surveys WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY round DESC", new { tenant, ticket });

    public static void Insert(Tx tx, Survey survey) => tx.Execute($"""
        INSERT INTO surveys ({Columns}) VALUES (@TenantId, @Id, @TicketId, @Round, @Origin, @Agreement, @Version, @Scale, @Contact, @Agent, @Team, @Made, @MadeBy, @State, @Why, @Due, @Asked, @Reminded,
          @Expires, @Reopened, @Answered, @Mark, @Reasons, @FollowUp)
        """, survey);

    public static Survey Update(Tx tx, Survey survey)
    {
        tx.Execute("""
            UPDATE surveys SET state = @State, why = @Why, due = @Due, asked = @Asked, reminded = @Reminded, expires = @Expires, reopened = @Reopened, answered = @Answered, mark = @Mark, reasons = @Reasons, follow_up = @FollowUp
            WHERE tenant_id = @TenantId AND id = @Id
            """, survey);
        return survey;
    }

    /// <summary>Those that somebody was asked in a time.</summary>
    public static IReadOnlyList<Survey> Asked(Session session, Guid tenant, Instant? from, Instant? to) => session.Query<Survey>(
        $"SELECT {Columns} FROM surveys WHERE tenant_id = @tenant AND asked IS NOT NULL{(from is null ? "" : " AND asked >= @from")}{(to is null ? "" : " AND asked < @to")} ORDER BY asked, id", new { tenant, from, to });

    /// <summary>Those of some tickets that were answered.</summary>
    public static IReadOnlyList<Survey> Answered(Session session, Guid tenant, IEnumerable<Guid> tickets) => session.Query<Survey>(
        $"SELECT {Columns} FROM surveys WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("ticket_id", "tickets")} AND mark IS NOT NULL", new { tenant, tickets = session.Dialect.Ids(tickets) });

    /// <summary>The first that is due in a workspace, with its ticket.</summary>
    public static (Guid Id, Guid Ticket, Instant Due)? Next(Session session, Guid tenant, Instant until) =>
        session.First<Survey>($"SELECT {Columns} FROM surveys WHERE tenant_id = @tenant AND due <= @until ORDER BY due, id LIMIT 1", new { tenant, until }) is { Due: { } due } next ? (next.Id, next.TicketId, due) : null;

    /// <summary>The latest asking of a contact.</summary>
    public static Instant? LastAsked(Session session, Guid tenant, string contact) =>
        session.First<Survey>($"SELECT {Columns} FROM surveys WHERE tenant_id = @tenant AND contact = @contact AND asked IS NOT NULL ORDER BY asked DESC LIMIT 1", new { tenant, contact })?.Asked;
}
