using NodaTime;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Portal;

/// <summary>A pause or a verdict that a customer contests.</summary>
public sealed record ReviewRequest
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Guid TicketId { get; init; }
    /// <summary><c>pause</c> or <c>verdict</c>.</summary>
    public string About { get; init; } = "";
    public string Target { get; init; } = "";
    public long Cycle { get; init; }
    /// <summary>When the pause began.</summary>
    public Instant? Since { get; init; }
    public Instant Asked { get; init; }
    public string AskedBy { get; init; } = "";
    public Instant? Answered { get; init; }
    public string? AnsweredBy { get; init; }
    /// <summary><c>accepted</c> or <c>rejected</c>; null while it waits.</summary>
    public string? Outcome { get; init; }
}

/// <param name="Since">Of a pause: when it began; without it the latest.</param>
/// <param name="Text">Why the customer does not agree.</param>
public sealed record ReviewAsk(string About, string Target, int Cycle, string? Text, Instant? Since = null);

/// <summary>Customers contest, who manages answers with a reason. An answer changes no clock: facts stay (T4), and what follows from it, such as a credit or a waiver, is done by its own means.</summary>
public static class Reviews
{
    public const string Pause = "pause", Verdict = "verdict", Accepted = "accepted", Rejected = "rejected";
    private const int MostOfTicket = 50;
    private const string Columns = "tenant_id, id, ticket_id, about, target, cycle, since, asked, asked_by, answered, answered_by, outcome";

    public static ReviewRequest Ask(Act act, PublishedAgreements agreements, Ticket ticket, ReviewAsk ask)
    {
        var since = Contested(OwnPromises.Of(OwnPromises.Account(act.Tx, agreements, ticket, act.Now)), ask);
        var asked = Of(act.Tx, act.Tenant, ticket.Id);
        var text = Inputs.Needed("text", ask.Text, Inputs.LongestReason);
        if (asked.FirstOrDefault(r => r.Outcome is null && r.About == ask.About && r.Target == ask.Target && r.Cycle == ask.Cycle && r.Since == since) is { } waiting)
            // Sent twice is said once.
            return TicketTexts.Of(act.Tx, act.Tenant, ticket.Id, TextKind.Reason, waiting.Id.ToString()) == text ? waiting : throw new RefusedException("asked", "", "this waits for an answer already");
        if (asked.Count >= MostOfTicket)
            throw new RefusedException("too-many", "", $"a ticket has at most {MostOfTicket} of these", "write to us on the ticket");
        var request = new ReviewRequest
        {
            TenantId = act.Tenant, Id = Ids.New(act.Now), TicketId = ticket.Id, About = ask.About, Target = ask.Target, Cycle = ask.Cycle, Since = since, Asked = act.Now, AskedBy = act.Asker.Actor,
        };
        act.Tx.Execute($"INSERT INTO review_requests ({Columns}) VALUES (@TenantId, @Id, @TicketId, @About, @Target, @Cycle, @Since, @Asked, @AskedBy, NULL, NULL, NULL)", request);
        TicketTexts.Put(act, ticket, TextKind.Reason, request.Id.ToString(), text);
        act.Audit("review.asked", $"review:{request.Id}", new { ticket = ticket.Id, request.About, request.Target, request.Cycle });
        act.Touch(ticket);
        return request;
    }

    /// <summary>That there is what is contested; of a pause, when it began.</summary>
    private static Instant? Contested(IReadOnlyList<OwnPromise> promises, ReviewAsk ask)
    {
        var promise = promises.FirstOrDefault(p => p.Target == ask.Target && p.Cycle == ask.Cycle)
            ?? throw new RefusedException("unknown-target", "target", $"the ticket has no promise '{ask.Target}'");
        switch (ask.About)
        {
            case Verdict:
                return promise.IsDecided ? null : throw new RefusedException("open", "about", "this promise is not decided yet", "contest it when it is");
            case Pause:
                var pause = ask.Since is { } at ? promise.Pauses.FirstOrDefault(p => p.From == at) : promise.Pauses.Count > 0 ? promise.Pauses[^1] : null;
                return pause?.From ?? throw new RefusedException("no-pause", "since", "this promise had no such pause");
            default:
                throw new RefusedException("bad-value", "about", $"'{ask.About}' cannot be contested", "write pause or verdict");
        }
    }

    /// <summary>What was answered stays.</summary>
    public static ReviewRequest Answer(Act act, Guid id, bool accepts, string? text)
    {
        var request = act.Tx.First<ReviewRequest>($"SELECT {Columns} FROM review_requests WHERE tenant_id = @Tenant AND id = @id", new { act.Tenant, id }) ?? throw new MissingException();
        var ticket = TicketStore.Lock(act.Tx, act.Tenant, request.TicketId)!;
        var answered = request with { Answered = act.Now, AnsweredBy = act.Asker.Actor, Outcome = accepts ? Accepted : Rejected };
        if (request.AnsweredBy == answered.AnsweredBy && request.Outcome == answered.Outcome)
            return request;
        if (act.Tx.Execute("UPDATE review_requests SET answered = @Answered, answered_by = @AnsweredBy, outcome = @Outcome WHERE tenant_id = @TenantId AND id = @Id AND outcome IS NULL", answered) == 0)
            throw new RefusedException("answered", "", "it was answered already");
        TicketTexts.Put(act, ticket, TextKind.Decision, id.ToString(), Inputs.Needed("text", text, Inputs.LongestReason));
        act.Audit($"review.{answered.Outcome}", $"review:{id}", new { ticket = ticket.Id, request.About, request.Target, request.Cycle });
        act.Touch(ticket);
        return answered;
    }

    public static IReadOnlyList<ReviewRequest> Of(Session session, Guid tenant, Guid ticket) =>
        session.Query<ReviewRequest>($"SELECT {Columns} FROM review_requests WHERE tenant_id = @tenant AND ticket_id = @ticket ORDER BY id", new { tenant, ticket });

    /// <summary>Those that wait, oldest first; or those answered, the latest first.</summary>
    public static IReadOnlyList<ReviewRequest> All(Session session, Guid tenant, bool waiting, int most) => session.Query<ReviewRequest>($"""
        SELECT {Columns} FROM review_requests WHERE tenant_id = @tenant AND answered IS {(waiting ? "NULL ORDER BY id" : "NOT NULL ORDER BY answered DESC, id DESC")} LIMIT @most
        """, new { tenant, most });
}
