using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Statements;

/// <summary>Reads from the database what a statement follows from.</summary>
internal static class StatementInputs
{
    private const int TicketsAtOnce = 500;

    /// <summary>Tickets with a clock of the agreement, and those that may have been without a target of it.</summary>
    private const string Concerned = """
        SELECT t.id, t.number, t.rev, MAX(f.own) AS own FROM (
            SELECT c.ticket_id AS id, 1 AS own FROM clocks c WHERE c.tenant_id = @tenant AND c.agreement = @agreement AND c.started < @to
              AND (c.verdict_at IS NULL OR c.verdict_at >= @from OR c.due >= @from OR c.original_due >= @from OR c.stopped >= @from)
            UNION ALL SELECT n.id, 0 FROM tickets n WHERE n.tenant_id = @tenant AND n.created >= @from AND n.created < @to AND n.without_clock <> '[]'
        """, ByNumber = ") f JOIN tickets t ON t.tenant_id = @tenant AND t.id = f.id GROUP BY t.id, t.number, t.rev ORDER BY t.number";

    /// <summary>Those too about which somebody answered.</summary>
    private const string Answered = Concerned + " UNION ALL SELECT s.ticket_id, 0 FROM surveys s WHERE s.tenant_id = @tenant AND s.agreement = @agreement AND s.answered >= @from AND s.answered < @to";

    /// <summary>Also of tickets that have no clock of the agreement any more.</summary>
    private const string Added = """
        SELECT t.id, t.number, t.rev, 1 AS own FROM tickets t WHERE t.tenant_id = @tenant AND t.created < @to
          AND EXISTS (SELECT 1 FROM events e WHERE e.tenant_id = @tenant AND e.ticket_id = t.id AND e.recorded > @after AND e.recorded <= @known)
        ORDER BY t.number
        """;

    /// <summary>Of a period, in one snapshot: of agreements, calendars and tickets only what concerns it.</summary>
    public static (StatementFacts Facts, StatementBody Body) Read(Session session, Guid tenant, string agreement, LocalDate from, LocalDate to, Instant known, IReadOnlyList<Settlement> settlements, IReadOnlyList<StatementBody> past)
    {
        var all = new StatementFacts(agreement, from, to, known, [.. PublishedAgreements.Sources(session, tenant, long.MaxValue)], [.. PublishedCalendars.Rows(session, tenant)], [], settlements, past) { Causes = StatedCauses.Of(session, tenant, agreement) };
        var terms = StatementMaker.InForce(all.For(long.MaxValue), agreement, from, to) ?? throw new RefusedException("not-in-force", "agreement", $"{agreement} is not in force from {from} to {to.PlusDays(-1)}");
        all = WithoutSupporting(all);
        return Narrowed(WithCorrections(session, tenant, With(session, tenant, all, terms, from, to)));
    }

    /// <summary>Of a period that is not over: what is known of it so far. It is for this program alone, and not narrowed.</summary>
    public static StatementFacts SoFar(Session session, Guid tenant, Agreement terms, LocalDate from, LocalDate to, Instant known, IReadOnlyList<StatementBody> past)
    {
        var all = new StatementFacts(terms.Id, from, to, known, [.. PublishedAgreements.Sources(session, tenant, long.MaxValue)], [.. PublishedCalendars.Rows(session, tenant)], [], [], past);
        return With(session, tenant, WithoutSupporting(all), terms, from, to);
    }

    /// <summary>With the answers, windows and tickets of a period of the agreement.</summary>
    private static StatementFacts With(Session session, Guid tenant, StatementFacts facts, Agreement terms, LocalDate from, LocalDate to)
    {
        facts = WithWindows(session, tenant, facts, terms, from, to);
        var answers = Answers(session, tenant, terms, from, to, facts.Known);
        HashSet<long> about = [.. StatementMeasures.ByTicket(terms) ? answers.Select(a => a.Ticket) : []], there = [.. facts.Tickets.Select(t => t.Number)];
        var more = Tickets(session, tenant, terms, from, to, facts.Known, (about.Count > 0 ? Answered : Concerned) + ByNumber)
            .Where(t => !there.Contains(t.Ticket.Number) && (t.Own || about.Contains(t.Ticket.Number) || StatementMaker.Concerns(facts, t.Ticket))).Select(t => t.Ticket);
        return facts with { Answers = [.. facts.Answers.Union(answers).OrderBy(a => a.Ticket).ThenBy(a => a.At).ThenBy(a => a.Scale, StringComparer.Ordinal)], Tickets = [.. facts.Tickets.Concat(more).OrderBy(t => t.Number)] };
    }

    private static StatementFacts WithWindows(Session session, Guid tenant, StatementFacts facts, Agreement terms, LocalDate first, LocalDate end)
    {
        var (from, to) = Span(terms, first, end);
        return facts with { Windows = [.. StatementWindows.InOrder((facts.Windows ?? []).Union(StatementWindows.Of(session, tenant, terms, from, to, facts.Known)))] };
    }

    /// <summary>Closed periods of the last year to which something was added since, with their tickets. A period that comes to the same is left out.</summary>
    private static StatementFacts WithCorrections(Session session, Guid tenant, StatementFacts facts)
    {
        foreach (var closed in facts.Past.Where(p => StatementMaker.Date(p.To) > facts.From.PlusYears(-1)))
        {
            var terms = facts.For(long.MaxValue).Agreements.First(a => a.Id == closed.Agreement && a.Version == closed.Version);
            var (from, to, then) = (StatementMaker.Date(closed.From), StatementMaker.Date(closed.To), InstantPattern.ExtendedIso.Parse(closed.Known).Value);
            if (!OtherTimes(WithWindows(session, tenant, facts, terms, from, to), closed) && !Tickets(session, tenant, terms, from, to, facts.Known, Added, then).Any(t => Changed(facts with { Tickets = [t.Ticket] }, closed, then)))
                continue;
            var reopened = With(session, tenant, facts with { Reopened = [.. facts.Reopened, closed.From] }, terms, from, to);
            if (StatementPast.Of(reopened).Corrections.Any(c => c.From == closed.From))
                facts = reopened;
        }
        return facts;
    }

    /// <summary>Whether something was available for another time than a closed statement says, or may be again as it says after a correction. One that was made before there were outages says nothing: then all of the time.</summary>
    private static bool OtherTimes(StatementFacts facts, StatementBody closed) => facts.Past.SelectMany(p => p.Corrections).Any(c => c.From == closed.From && c.Because.Any(b => b.OfWindow)) || StatementMaker.Again(facts with { Tickets = [] }, closed).Availabilities().Any(now =>
        closed.Objectives.FirstOrDefault(o => o.Objective == now.Objective && o.Period == now.Period) is { } was ? (was.Kept, was.Counted) != (now.Kept.ToString(), now.Counted.ToString()) : now.Kept != now.Counted);

    /// <summary>Whether a ticket counts otherwise in a closed period than it did when that was made.</summary>
    private static bool Changed(StatementFacts facts, StatementBody closed, Instant then) =>
        !StatementMaker.Again(facts, closed).Added().SequenceEqual(StatementMaker.Again(facts with { Known = then, Tickets = [.. facts.Tickets.Select(t => t with { Events = [.. t.Events.Where(e => e.Recorded <= then)] }).Where(t => t.Events.Count > 0)] }, closed).Added());

    /// <summary>What teams and suppliers promise moves no customer's clock, and is not the customer's to read.</summary>
    private static StatementFacts WithoutSupporting(StatementFacts facts)
    {
        var supporting = facts.For(long.MaxValue).Agreements.Where(a => a.IsSupporting && a.Id != facts.Agreement).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        return supporting.Count == 0 ? facts : facts.By([.. facts.Sources.Where(s => !supporting.Contains(s.Agreement))]);
    }

    /// <summary>Other agreements are nobody's business but their parties': they are left out where the statement is the same without them.</summary>
    private static (StatementFacts Facts, StatementBody Body) Narrowed(StatementFacts facts)
    {
        if (Needed(facts, []).Count == facts.Sources.Count)
            return StatementMaker.Made(facts);
        var seen = facts.Tickets.AsParallel().SelectMany(t => ClockEngine.Replay(facts.For(t.Rev), t.Events, facts.Known).Agreements.Select(a => a.Agreement)).Distinct();
        var (narrow, (made, body)) = (facts.By(Needed(facts, seen)), StatementMaker.Made(facts));
        return narrow.Sources.Count < facts.Sources.Count && StatementMaker.Make(narrow).Text() == body.Text() ? (narrow with { Causes = made.Causes }, body) : (made, body);
    }

    /// <summary>The texts of the agreement, of others, and of all that these extend.</summary>
    private static List<AgreementSource> Needed(StatementFacts facts, IEnumerable<string> others)
    {
        var needed = new HashSet<string>(others, StringComparer.Ordinal) { facts.Agreement };
        for (var more = true; more;)
        {
            var parents = facts.For(long.MaxValue).Agreements.Where(a => needed.Contains(a.Id)).Select(a => a.Extends?.Split('@')[0]).OfType<string>().ToList();
            more = parents.Any(needed.Add);
        }
        return [.. facts.Sources.Where(s => needed.Contains(s.Agreement))];
    }

    private static IEnumerable<AnswerFact> Answers(Session session, Guid tenant, Agreement terms, LocalDate first, LocalDate end, Instant known)
    {
        if (StatementMeasures.Scales(terms) is not { Count: > 0 } scales)
            return [];
        var (from, to) = Span(terms, first, end);
        return session.Query<AnswerRow>("""
            SELECT t.number, s.scale, s.mark, s.answered FROM surveys s JOIN tickets t ON t.tenant_id = s.tenant_id AND t.id = s.ticket_id
            WHERE s.tenant_id = @tenant AND s.agreement = @agreement AND s.answered >= @from AND s.answered < @to AND s.answered <= @known AND s.mark IS NOT NULL ORDER BY t.number, s.round
            """, new { tenant, agreement = terms.Id, from, to, known }).Where(a => scales.Contains(a.Scale)).Select(a => new AnswerFact(a.Number, a.Scale, a.Mark, a.Answered));
    }

    /// <summary>From the beginning of the first period of an objective that ends in it.</summary>
    private static (Instant From, Instant To) Span(Agreement terms, LocalDate from, LocalDate to)
    {
        var zone = AgreementSet.ZoneOf(terms);
        return (FirstDay(terms, from, to).AtStartOfDayInZone(zone).ToInstant(), to.AtStartOfDayInZone(zone).ToInstant());
    }

    /// <summary>The first day that counts in a period.</summary>
    internal static LocalDate FirstDay(Agreement terms, LocalDate from, LocalDate to) =>
        terms.Objectives.SelectMany(o => StatementPeriods.EndingIn(o.Per, terms.Statement.FromTerm ? terms.From : null, from, to)).Select(p => p.From).Append(from).Min();

    /// <param name="which">The query of those that are looked for.</param>
    private static List<(TicketFacts Ticket, bool Own)> Tickets(Session session, Guid tenant, Agreement terms, LocalDate first, LocalDate end, Instant known, string which, Instant? after = null)
    {
        var (from, to) = Span(terms, first, end);
        var found = session.Query<Numbered>(which, new { tenant, agreement = terms.Id, from, to, after, known });
        var tickets = new List<(TicketFacts, bool)>(found.Count);
        foreach (var chunk in found.Chunk(TicketsAtOnce))
        {
            var events = TicketStore.EventsOf(session, tenant, chunk.Select(t => t.Id), known);
            tickets.AddRange(chunk.Where(t => events.Contains(t.Id)).Select(t => (new TicketFacts(t.Number, t.Rev, [.. events[t.Id]]), t.Own > 0)));
        }
        return tickets;
    }

    private sealed record AnswerRow
    {
        public long Number { get; init; }
        public string Scale { get; init; } = "";
        public long Mark { get; init; }
        public Instant Answered { get; init; }
    }

    private sealed record Numbered
    {
        public Guid Id { get; init; }
        public long Number { get; init; }
        public long Rev { get; init; }
        public long Own { get; init; }
    }
}
