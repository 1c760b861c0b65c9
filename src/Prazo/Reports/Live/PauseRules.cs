using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Reports.Live;

/// <summary>A pause, and by which rules it looks as if it served the figures and not the customer. That it looks so is no proof: somebody has to open the ticket.</summary>
/// <param name="To">Null while it lasts.</param>
/// <param name="Targets">Whose clocks stood still.</param>
/// <param name="Used">The largest share of a promise that was used when it began, percent.</param>
/// <param name="Rules">Codes of <see cref="PauseRules.All"/>.</param>
public sealed record JudgedPause(Instant From, Instant? To, Party Party, string? Reason, ImmutableArray<string> Targets, decimal? Used, ImmutableArray<string> Rules);

/// <summary>What pauses that bend the figures look like. Each rule is a sentence that a manager can check against the ticket.</summary>
public static class PauseRules
{
    /// <summary>It waits for the customer, though the customer spoke last.</summary>
    public const string AfterAnswer = "after-answer";

    /// <summary>One of four or more pauses of a clock that were each shorter than half an hour.</summary>
    public const string Serial = "serial";

    /// <summary>It began when 95 % of the promise or more was used, and the promise was not broken yet.</summary>
    public const string Brink = "brink";

    /// <summary>It lasted a day or more, ended in the last four hours of a month, and the clock was kept in what was left of that month.</summary>
    public const string MonthEnd = "month-end";

    public static readonly ImmutableArray<string> All = [AfterAnswer, Serial, Brink, MonthEnd];

    public const int SerialFrom = 4;
    public const int BrinkPercent = 95;
    public static readonly Duration Short = Duration.FromMinutes(30), Long = Duration.FromDays(1), LastHours = Duration.FromHours(4);

    /// <summary>The pauses of a ticket that a rule speaks of, in the order in which they began; one that stops several clocks is one.</summary>
    public static IReadOnlyList<JudgedPause> Judge(AgreementSet agreements, IReadOnlyList<TicketEvent> events, Instant asOf)
    {
        var found = new List<JudgedPause>();
        var order = EventOrder.Of(events, asOf);
        foreach (var clock in ClockEngine.Replay(agreements, events, asOf).Clocks)
        {
            var pauses = PausesOf(clock, asOf);
            var isSerial = pauses.Count(p => p.To - p.From < Short && p.To < asOf) >= SerialFrom;
            foreach (var p in pauses)
            {
                var used = clock.Promised ? UsedAt(agreements, events, clock, p.From) : null;
                var rules = new List<string>();
                if (p.Party == Party.Customer && CustomerSpokeLast(order, p.From))
                    rules.Add(AfterAnswer);
                if (isSerial && p.To - p.From < Short)
                    rules.Add(Serial);
                if (used is >= BrinkPercent && !(clock.Last < p.From))
                    rules.Add(Brink);
                if (EndsAMonth(agreements, clock, p.From, p.To))
                    rules.Add(MonthEnd);
                if (rules.Count > 0)
                    found.Add(new JudgedPause(p.From, p.To < asOf ? p.To : null, p.Party, p.Reason, [clock.Target], used, [.. rules]));
            }
        }
        return [.. found.GroupBy(p => (p.From, p.Party)).Select(Joined).OrderBy(p => p.From)];
    }

    private static JudgedPause Joined(IGrouping<(Instant, Party), JudgedPause> of) => of.First() with
    {
        To = of.Any(p => p.To is null) ? null : of.Max(p => p.To), Targets = [.. of.SelectMany(p => p.Targets).Distinct()], Used = of.Max(p => p.Used),
        Rules = [.. All.Where(r => of.Any(p => p.Rules.Contains(r)))],
    };

    /// <summary>Pieces that follow one another for the same reason are one pause.</summary>
    private static List<(Instant From, Instant To, Party Party, string? Reason)> PausesOf(Clock clock, Instant asOf)
    {
        var pauses = new List<(Instant From, Instant To, Party Party, string? Reason)>();
        foreach (var piece in clock.Pieces.Where(p => p.Kind == PieceKind.Paused && p.From < asOf))
            if (pauses.Count > 0 && pauses[^1] is var last && last.To == piece.From && last.Party == (piece.Party ?? Party.Nobody) && last.Reason == piece.Reason)
                pauses[^1] = last with { To = piece.To };
            else
                pauses.Add((piece.From, piece.To, piece.Party ?? Party.Nobody, piece.Reason));
        return pauses;
    }

    private static decimal? UsedAt(AgreementSet agreements, IReadOnlyList<TicketEvent> events, Clock clock, Instant at) =>
        ClockEngine.Replay(agreements, events, at).Clocks.FirstOrDefault(c => c.Lane == clock.Lane && c.Cycle == clock.Cycle)?.UsedPercent;

    /// <summary>The customer's last word, the opening of the ticket included, was not answered when the pause began. Machines, thanks and notes are no words.</summary>
    private static bool CustomerSpokeLast(IReadOnlyList<TicketEvent> events, Instant from) => events.Where(e => e.Occurred <= from).Aggregate(false, (spoke, e) => e switch
    {
        TicketCreated c => !c.ByAgent,
        CustomerMessage { Automatic: false, Thanks: false } => true,
        AgentMessage { Public: true } or CallAnswered or WorkaroundGiven => false,
        _ => spoke,
    });

    private static bool EndsAMonth(AgreementSet agreements, Clock clock, Instant from, Instant to)
    {
        if (clock.Verdict != Verdict.Met || clock.Stopped is not { } stopped || to - from < Long)
            return false;
        var zone = AgreementSet.ZoneOf(agreements.Agreements.First(a => a.Id == clock.Agreement && a.Version == clock.AgreementVersion));
        var end = zone.AtStartOfDay(Prazo.Engine.Money.Periods.EndOf(Period.Month, Prazo.Engine.Money.Periods.StartOf(Period.Month, to.InZone(zone).Date))).ToInstant();
        return end - to <= LastHours && stopped < end;
    }
}
