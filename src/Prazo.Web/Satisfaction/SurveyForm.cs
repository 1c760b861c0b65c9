using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Screen;

namespace Prazo.Web.Satisfaction;

/// <summary>A survey as its form shows it, in the language of who answers.</summary>
/// <param name="State"><c>asked</c>, <c>answered</c> or <c>expired</c>.</param>
/// <param name="Marks">From the lowest to the highest.</param>
/// <param name="Mark">What was chosen in the mail, or typed and refused; nothing is recorded by it.</param>
public sealed record SurveyForm(Guid Id, long Ticket, string? Subject, string State, SurveyScale Scale, string Question, IReadOnlyList<int> Marks, string Low, string High, IReadOnlyList<SurveyReasonView> Reasons, Instant? Expires,
    int? Mark = null, string? Comment = null, string? Wrong = null)
{
    public IReadOnlyList<string> Ticked { get; init; } = [];

    public static SurveyForm Of(Session session, PublishedAgreements agreements, Survey survey, string language, Instant now)
    {
        var asks = Surveys.AgreementOf(session, agreements, survey)?.Satisfaction;
        var ticket = TicketQueries.Find(session, survey.TenantId, survey.TicketId.ToString())!;
        var (low, high) = SurveyWords.Ends(survey.Of, language);
        var state = survey.State == Survey.IsAnswered ? "answered" : survey.IsOpen(now) ? "asked" : "expired";
        return new(survey.Id, ticket.Number, ticket.Subject, state, survey.Of, SurveyWords.Question(survey, asks, language), [.. Enumerable.Range(survey.Of.Least(), survey.Of.Most() - survey.Of.Least() + 1)], low, high,
            [.. (asks?.Reasons ?? []).Select(r => new SurveyReasonView(r.Id, r.Text(language)))], survey.Expires);
    }

    public static SurveyAnswer Read(IFormCollection form) => new(MarkOf(form["mark"]), [.. form["reason"].OfType<string>()], form.Given("comment"));

    public static int? MarkOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mark) ? mark : null;
}

/// <summary>Something that can be ticked.</summary>
public sealed record SurveyReasonView(string Id, string Text);
