using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Statistics;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Satisfaction;

/// <summary>A survey that was sent, with its ticket.</summary>
/// <param name="Kept">Whether every promise of its agreement on the ticket that was judged was kept; null: none was judged.</param>
public sealed record Surveyed(Survey Survey, Ticket Ticket, bool? Kept)
{
    public bool IsAnswered => Survey.Mark is not null;
    public bool IsSatisfied => Survey.Mark >= Survey.Of.Satisfied();
    public bool IsUnhappy => Survey.Mark <= Survey.Of.Unhappy();

    /// <summary>What it counts under. Agent and team are those at the resolution.</summary>
    public string Value(string dimension) => dimension switch
    {
        "agent" => Survey.Agent ?? "",
        "team" => Survey.Team ?? "",
        "agreement" => Survey.Agreement,
        _ => Ticket.Values().GetValueOrDefault(dimension, ""),
    };
}

/// <summary>Marks of one scale, counted. Percentages are of those who answered; without an answer there is no percentage.</summary>
/// <param name="Asked">All that were asked in the days.</param>
/// <param name="Open">Of these, who can still answer.</param>
public sealed record SurveyFigure(SurveyScale Scale, int Asked, int Answered, int Open, int Satisfied, int Unhappy, double? Mean)
{
    public static SurveyFigure Of(SurveyScale scale, IEnumerable<Surveyed> some, Instant now)
    {
        var all = some.ToList();
        var answered = all.Where(s => s.IsAnswered).ToList();
        return new(scale, all.Count, answered.Count, all.Count(s => s.Survey.IsOpen(now)), answered.Count(s => s.IsSatisfied), answered.Count(s => s.IsUnhappy), answered.Count > 0 ? answered.Average(s => (double)s.Survey.Mark!.Value) : null);
    }

    /// <summary>The share of satisfied customers in percent; of the scale nps, promoters less detractors, from −100 to 100.</summary>
    public double? Score => Answered == 0 ? null : 100.0 * (Scale == SurveyScale.Nps ? Satisfied - Unhappy : Satisfied) / Answered;

    /// <summary>Where the score lies with 95 % confidence: Wilson's interval, of the scale nps the adjusted one for a difference.</summary>
    public Engine.Statistics.Interval? Range => (Scale == SurveyScale.Nps ? NetShare.Of(Satisfied, Unhappy, Answered) : new Proportion(Satisfied, Answered).Wilson()) is { } i ? new(i.Low * 100, i.High * 100) : null;

    /// <summary>The share that answered, in percent.</summary>
    public double? Response => Asked == 0 ? null : 100.0 * Answered / Asked;

    public Engine.Statistics.Interval? ResponseRange => new Proportion(Answered, Asked).Wilson() is { } i ? new(i.Low * 100, i.High * 100) : null;
}

/// <summary>The answer beside the clock: whether the promises were kept, and whether the customer was satisfied.</summary>
public sealed record AnswerBesideClock(string Agreement, SurveyScale Scale, int KeptSatisfied, int KeptNot, int BrokenSatisfied, int BrokenNot, int NotJudged)
{
    public static AnswerBesideClock Of(string agreement, SurveyScale scale, IEnumerable<Surveyed> some)
    {
        var answered = some.Where(s => s.IsAnswered).ToList();
        int Count(bool? kept, bool satisfied) => answered.Count(s => s.Kept == kept && s.IsSatisfied == satisfied);
        return new(agreement, scale, Count(true, true), Count(true, false), Count(false, true), Count(false, false), answered.Count(s => s.Kept is null));
    }
}

/// <summary>What customers said, of those who were asked in the days of a query.</summary>
public static class SurveyResults
{
    private const int AtOnce = 1000;

    /// <summary>In the order in which they were asked.</summary>
    public static IReadOnlyList<Surveyed> Of(Session session, Guid tenant, LiveQuery query)
    {
        var found = new List<Surveyed>();
        foreach (var some in SurveyStore.Asked(session, tenant, query.From, query.To).Chunk(AtOnce))
        {
            var values = new { tenant, ids = session.Dialect.Ids(some.Select(s => s.TicketId).Distinct()) };
            var tickets = session.Query<Ticket>($"SELECT {TicketStore.ColumnsWithSubject} FROM tickets t WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("id", "ids")}", values).ToDictionary(t => t.Id);
            var clocks = session.Query<ClockEntry>($"SELECT {ClockStore.Columns} FROM clocks WHERE tenant_id = @tenant AND {session.Dialect.AnyOf("ticket_id", "ids")}", values).ToLookup(c => c.TicketId);
            foreach (var survey in some)
                if (LiveTickets.Fits(query, tickets[survey.TicketId].Values()))
                    found.Add(new Surveyed(survey, tickets[survey.TicketId], Kept(survey, clocks[survey.TicketId], query.AsOf)));
        }
        return found;
    }

    private static bool? Kept(Survey survey, IEnumerable<ClockEntry> clocks, Instant now)
    {
        var judged = clocks.Where(c => c.Promise is not null && c.Agreement == survey.Agreement && !LiveReport.IsCustomers(c)).Select(c => c.StateAt(now))
            .Where(s => s is ClockState.Met or ClockState.MetLate or ClockState.Overdue).ToList();
        return judged.Count == 0 ? null : judged.TrueForAll(s => s == ClockState.Met);
    }

    /// <summary>The tickets of one cell.</summary>
    /// <param name="cell"><c>kept-satisfied</c>, <c>kept-not</c>, <c>broken-satisfied</c>, <c>broken-not</c> or <c>not-judged</c>.</param>
    public static bool IsIn(Surveyed s, string cell) => s.IsAnswered && cell switch
    {
        "kept-satisfied" => s is { Kept: true, IsSatisfied: true },
        "kept-not" => s is { Kept: true, IsSatisfied: false },
        "broken-satisfied" => s is { Kept: false, IsSatisfied: true },
        "broken-not" => s is { Kept: false, IsSatisfied: false },
        "not-judged" => s.Kept is null,
        "answered" => true,
        "satisfied" => s.IsSatisfied,
        "unhappy" => s.IsUnhappy,
        _ => throw new RefusedException("unknown-cell", "cell", $"'{cell}' is none of the figures", "write answered, satisfied, unhappy, kept-satisfied, kept-not, broken-satisfied, broken-not or not-judged"),
    };
}
