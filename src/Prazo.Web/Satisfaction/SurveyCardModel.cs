using Prazo.Agreements;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Screen;

namespace Prazo.Web.Satisfaction;

/// <summary>A survey of a ticket, as people who work on it see it.</summary>
/// <param name="FollowUp">Number of the ticket that a low mark opened.</param>
public sealed record SurveyShown(Survey Survey, IReadOnlyList<string> Reasons, string? Comment, long? FollowUp)
{
    public static IReadOnlyList<SurveyShown> Of(Session session, PublishedAgreements agreements, Ticket ticket, string language) => [.. Surveys.Of(session, ticket.TenantId, ticket.Id).Select(s => new SurveyShown(s,
        ReasonsOf(session, agreements, s, language), Surveys.Comment(session, s), s.FollowUp is { } opened ? TicketQueries.Find(session, s.TenantId, opened.ToString())?.Number : null))];

    public static IReadOnlyList<string> ReasonsOf(Session session, PublishedAgreements agreements, Survey s, string language)
    {
        if (s.Ticked.Count == 0)
            return [];
        var known = Surveys.AgreementOf(session, agreements, s)?.Satisfaction?.Reasons ?? [];
        return [.. s.Ticked.Select(id => known.FirstOrDefault(r => r.Id == id)?.Text(language) ?? id)];
    }
}
