using System.Globalization;
using System.Text.Json;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Satisfaction;

/// <summary>What somebody thinks, as it was sent.</summary>
/// <param name="Reasons">Ids of what was ticked.</param>
public sealed record SurveyAnswer(int? Mark, IReadOnlyList<string>? Reasons = null, string? Comment = null);

/// <summary>Asks, reminds and ends; takes one answer. Everything happens under the ticket's lock, so that a resolution is asked about once and an answer counts once.</summary>
public static class Surveys
{
    /// <summary>What the outbox calls its mails.</summary>
    public const string OutboxKind = "survey-mail";
    private const int LongestComment = 4000, MostOnDemand = 20;
    private static readonly Duration UsualLife = Duration.FromDays(30);

    public static IReadOnlyList<Survey> Of(Session session, Guid tenant, Guid ticket) => SurveyStore.Of(session, tenant, ticket);

    public static string? Comment(Session session, Survey survey) => TicketTexts.Of(session, survey.TenantId, survey.TicketId, TextKind.Survey, survey.Id.ToString());

    /// <summary>The ticket's own question: that of the latest agreement over it that has one.</summary>
    private static Agreement? Asking(Session session, PublishedAgreements agreements, Ticket ticket, Instant now) =>
        TicketScope.Agreements(agreements.For(session, ticket.TenantId, ticket.Rev), TicketQueries.Replay(session, agreements, ticket, now)).FirstOrDefault(a => a.Satisfaction is not null);

    /// <summary>The version under which a survey was planned; null where none has a question.</summary>
    public static Agreement? AgreementOf(Session session, PublishedAgreements agreements, Survey survey) => survey.Agreement.Length == 0 ? null
        : agreements.All(session, survey.TenantId).Agreements.FirstOrDefault(a => a.Id == survey.Agreement && a.Version == survey.Version);

    /// <summary>A ticket was resolved: somebody is to be asked, unless this resolution has its survey already.</summary>
    internal static void Plan(Tx tx, PublishedAgreements agreements, Ticket ticket, Instant now)
    {
        if (ticket.Type == TicketFields.FollowUp || !agreements.For(tx, ticket.TenantId, ticket.Rev).Agreements.Any(a => a.Satisfaction is not null))
            return;
        var before = Of(tx, ticket.TenantId, ticket.Id);
        if (before.Any(s => s is { Origin: Survey.OfResolution, Reopened: null }) || Asking(tx, agreements, ticket, now) is not { Satisfaction: { } asks } agreement)
            return;
        var due = asks.Wait is { } wait ? asks.End(agreement, wait, now) : now;
        SurveyStore.Insert(tx, New(ticket, before, agreement, now, "prazo") with { Due = due, State = due is null ? Survey.Skipped : Survey.Planned, Why = due is null ? "never" : null });
    }

    private static Survey New(Ticket ticket, IReadOnlyList<Survey> before, Agreement? agreement, Instant now, string by) => new()
    {
        TenantId = ticket.TenantId, Id = Ids.New(now), TicketId = ticket.Id, Round = before.Count > 0 ? before[0].Round + 1 : 1, Agreement = agreement?.Id ?? "", Version = agreement?.Version ?? 0,
        Scale = (agreement?.Satisfaction?.Ask ?? SurveyScale.Csat).ToString().ToLowerInvariant(), Contact = ticket.Values().GetValueOrDefault("contact"), Agent = ticket.Agent, Team = ticket.Team, Made = now, MadeBy = by,
    };

    /// <summary>What was not asked yet is not asked any more; the next resolution is one of its own.</summary>
    internal static void Reopened(Tx tx, Ticket ticket, Instant now) => tx.Execute("""
        UPDATE surveys SET reopened = @now, due = CASE WHEN state = 'planned' THEN NULL ELSE due END, state = CASE WHEN state = 'planned' THEN 'withdrawn' ELSE state END
        WHERE tenant_id = @TenantId AND ticket_id = @Id AND origin = 'resolution' AND reopened IS NULL
        """, new { now, ticket.TenantId, ticket.Id });

    /// <summary>An agent wants to know at once, whatever sample and rest say.</summary>
    public static Survey Ask(Act act, PublishedAgreements agreements, Ticket ticket)
    {
        var before = Of(act.Tx, act.Tenant, ticket.Id);
        // Asked twice is asked once.
        if (before.FirstOrDefault(s => s.IsOpen(act.Now)) is { } open)
            return open;
        if (before.Count(s => s.Origin == Survey.OnDemand) >= MostOnDemand)
            throw new RefusedException("too-many", "", $"a ticket is asked about at most {MostOnDemand} times");
        var survey = New(ticket, before, Asking(act.Tx, agreements, ticket, act.Now), act.Now, act.Asker.Actor) with { Origin = Survey.OnDemand };
        if (survey.Contact is null || Contacts.ByHandle(act.Tx, act.Tenant, survey.Contact) is not { Erased: null })
            throw new RefusedException("nobody", "", "the ticket has no contact who could be asked", "give it one first");
        // What was planned would ask the same again.
        act.Tx.Execute("UPDATE surveys SET state = 'withdrawn', due = NULL WHERE tenant_id = @TenantId AND ticket_id = @Id AND state = 'planned'", ticket);
        SurveyStore.Insert(act.Tx, survey);
        act.Audit("survey.asked", $"survey:{survey.Id}", new { ticket = ticket.Id });
        act.Touch(ticket);
        return Begin(act.Tx, agreements, survey, act.Now);
    }

    /// <summary>Does what is due of a survey: asks, reminds or ends. False when nothing was.</summary>
    internal static bool Turn(Tx tx, PublishedAgreements agreements, Guid tenant, Guid id, Guid about, Instant now)
    {
        if (TicketStore.Lock(tx, tenant, about) is not { } ticket || SurveyStore.Get(tx, tenant, id) is not { Due: { } due } survey || due > now)
            return false;
        if (survey.State == Survey.Planned)
            _ = Obstacle(tx, agreements, ticket, survey, now) is { } why ? SurveyStore.Update(tx, survey with { State = Survey.Skipped, Why = why, Due = null }) : Begin(tx, agreements, survey, now);
        else if (survey.Expires <= now)
            SurveyStore.Update(tx, survey with { State = Survey.Expired, Due = null });
        else
        {
            // Whose ticket is being worked on again is not reminded of how it went.
            SurveyStore.Update(tx, survey with { Reminded = survey.Reopened is null ? now : null, Due = survey.Expires });
            if (survey.Reopened is null)
                Post(tx, survey, reminder: true, now);
        }
        return true;
    }

    private static string? Obstacle(Tx tx, PublishedAgreements agreements, Ticket ticket, Survey survey, Instant now)
    {
        if (TicketLinks.Of(tx, ticket.TenantId, ticket.Id, LinkKind.MergedInto) is not null)
            return "merged";
        // Locked, so that two tickets of one contact that are due at once do not both ask.
        if (survey.Contact is not { } handle || Contacts.ByHandle(tx, ticket.TenantId, handle) is not { Erased: null } contact || Contacts.Lock(tx, ticket.TenantId, contact.Id) is null)
            return "nobody";
        if (AgreementOf(tx, agreements, survey) is not { Satisfaction: { } asks } agreement)
            return null;
        if (!IsSampled(survey.Id, asks.Sample))
            return "sample";
        return asks.Rest is { } rest && SurveyStore.LastAsked(tx, ticket.TenantId, handle) is { } last && (asks.End(agreement, rest, last) is not { } until || now < until) ? "rest" : null;
    }

    /// <summary>By the random bits of its id: the same survey is always in or out.</summary>
    internal static bool IsSampled(Guid id, decimal percent) => BitConverter.ToUInt32(id.ToByteArray(), 12) / (decimal)uint.MaxValue * 100 < percent || percent == 100;

    private static Survey Begin(Tx tx, PublishedAgreements agreements, Survey survey, Instant now)
    {
        var agreement = AgreementOf(tx, agreements, survey);
        var asks = agreement?.Satisfaction;
        var expires = asks is null ? now + UsualLife : asks.End(agreement!, asks.Expires, now) ?? now + UsualLife;
        var remind = asks?.Remind is { } after && asks.End(agreement!, after, now) is { } at && at < expires ? at : (Instant?)null;
        var asked = SurveyStore.Update(tx, survey with { State = Survey.IsAsked, Asked = now, Expires = expires, Due = remind ?? expires });
        Post(tx, asked, reminder: false, now);
        return asked;
    }

    private static void Post(Tx tx, Survey survey, bool reminder, Instant now) =>
        OutboxStore.Put(tx, survey.TenantId, OutboxKind, JsonSerializer.Serialize(new SurveyLetter(survey.Id, reminder), JsonSerializerOptions.Web), now);

    /// <summary>Takes the one answer, notes the mark on the ticket, and opens a follow-up where it is low.</summary>
    /// <param name="act">By whom the link is for, or the customer who is signed in.</param>
    public static Survey Answer(Act act, PublishedAgreements agreements, Guid id, SurveyAnswer answer)
    {
        var ticket = TicketStore.Lock(act.Tx, act.Tenant, SurveyStore.Get(act.Tx, act.Tenant, id)?.TicketId ?? throw new MissingException()) ?? throw new MissingException();
        var survey = SurveyStore.Get(act.Tx, act.Tenant, id)!;
        var agreement = AgreementOf(act.Tx, agreements, survey);
        var mark = answer.Mark is { } given && given >= survey.Of.Least() && given <= survey.Of.Most() ? given
            : throw new RefusedException("bad-mark", "mark", $"a mark is a number from {survey.Of.Least()} to {survey.Of.Most()}");
        var known = agreement?.Satisfaction?.Reasons.Select(r => r.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        var reasons = string.Join(' ', (answer.Reasons ?? []).Select(r => known.Contains(r) ? r : throw new RefusedException("unknown-reason", "reasons", $"'{r}' is none of the reasons")).Distinct(StringComparer.Ordinal));
        var comment = Inputs.Text("comment", answer.Comment, LongestComment);
        if (survey.State == Survey.IsAnswered)
            // Sent twice is said once.
            return survey.Mark == mark && survey.Reasons == reasons && Comment(act.Tx, survey) == comment ? survey : throw new RefusedException("answered", "", "it was answered already");
        if (!survey.IsOpen(act.Now))
            throw new RefusedException("expired", "", "the time for an answer is over");
        TicketTexts.Put(act, ticket, TextKind.Survey, id.ToString(), comment);
        var noted = act.Record(ticket, act.Sets(TicketFields.Satisfaction, mark.ToString(CultureInfo.InvariantCulture))).Ticket;
        act.Touch(noted);
        act.Audit("survey.answered", $"survey:{id}", new { ticket = ticket.Id, mark });
        var low = agreement?.Satisfaction?.FollowUpBelow is { } below && mark < below;
        return SurveyStore.Update(act.Tx, survey with { State = Survey.IsAnswered, Answered = act.Now, Mark = mark, Reasons = reasons, Due = null, FollowUp = low ? FollowUps.Open(act, noted, survey, mark) : null });
    }
}

/// <summary>What an outbox row of a survey holds: no address, no text.</summary>
internal sealed record SurveyLetter(Guid Survey, bool Reminder);
