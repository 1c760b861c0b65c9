using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Explain;

/// <summary>What an account says, in reading order: start, promise, holders, shifts, due, verdict, sums, validity.</summary>
internal static class Narration
{
    public static ImmutableArray<Statement> Of(Account account, CalendarSet calendars, Instant? dueBefore)
    {
        var clock = account.Clock;
        return [.. Start(account, calendars), .. Promise(account), .. Pieces(clock), .. Holders(clock), .. Shifts(clock), .. Withdrawals(clock),
            .. Due(account, dueBefore), Verdicts.Of(account), .. Sums(account), .. Validity(clock, calendars)];
    }

    private static IEnumerable<Statement> Start(Account account, CalendarSet calendars)
    {
        var clock = account.Clock;
        yield return clock switch
        {
            { Run: Run.Waiting } => Statement.Of("start.waiting", ("at", new MomentValue(clock.Started))),
            { Call: { } call } => Statement.Of("start.call", ("call", new TextValue(call)), ("at", new MomentValue(clock.Started))),
            { Cycle: > 1 } => Statement.Of("start.cycle", ("n", new NumberValue(clock.Cycle)), ("at", new MomentValue(clock.Started))),
            _ => Statement.Of("start", ("at", new MomentValue(clock.Started))),
        };
        var first = calendars[clock.Pieces.IsEmpty ? clock.Calendar : clock.Pieces[0].Calendar];
        if (account.Measure is PromiseMeasure.WorkingTime && !first.IsOpen(clock.Started) && first.NextOpening(clock.Started) is { } opening)
            yield return Statement.Of("start.closed", ("open", new MomentValue(opening)));
        if (!clock.Pieces.IsEmpty && clock.Pieces[0] is { Kind: PieceKind.Paused } born)
            yield return Statement.Of("start.paused", ("reason", new TextValue(born.Reason ?? "")));
    }

    private static IEnumerable<Statement> Promise(Account account)
    {
        var clock = account.Clock;
        var limit = ("limit", (Value)new TextValue(clock.Limit ?? ""));
        var calendar = ("calendar", (Value)new TextValue(clock.Calendar));
        var allowed = ("length", (Value)new LengthValue(account.Allowed ?? Duration.Zero));
        yield return account.Measure switch
        {
            PromiseMeasure.WorkingTime when account.Allowed is null => Statement.Of("promise.endless", limit, calendar),
            PromiseMeasure.WorkingTime => Statement.Of("promise.working", limit, allowed, calendar),
            PromiseMeasure.ClockTime => Statement.Of("promise.clock", limit, allowed),
            PromiseMeasure.BusinessDays => Statement.Of("promise.business", limit, calendar),
            PromiseMeasure.CalendarDays => Statement.Of("promise.calendar", limit),
            PromiseMeasure.Fixed => Statement.Of("promise.fixed", limit),
            _ => Statement.Of("promise.none"),
        };
        if (clock.Shifts.Any(s => s.Cause == "extension"))
            yield return Statement.Of("promise.extended");
        if (clock.ByValue is { } value)
            yield return Statement.Of("promise.by", ("value", new TextValue(value)));
    }

    /// <summary>T17: each piece on the calendar in force.</summary>
    private static IEnumerable<Statement> Pieces(Clock clock)
    {
        for (var i = 1; i < clock.Pieces.Length; i++)
            if (clock.Pieces[i].Calendar != clock.Pieces[i - 1].Calendar)
                yield return Statement.Of("piecewise", ("at", new MomentValue(clock.Pieces[i].From)),
                    ("before", new TextValue(clock.Pieces[i - 1].Calendar)), ("after", new TextValue(clock.Pieces[i].Calendar)));
    }

    private static IEnumerable<Statement> Holders(Clock clock)
    {
        foreach (var held in clock.Holders)
        {
            var key = (string.IsNullOrEmpty(held.Agent), string.IsNullOrEmpty(held.Team)) switch
            {
                (false, false) => "holder.both",
                (false, true) => "holder.agent",
                (true, false) => "holder.team",
                _ => "holder.nobody",
            };
            if (key != "holder.nobody" || clock.Holders.Length > 1)
                yield return Statement.Of(key, ("from", new MomentValue(held.From)), ("to", new MomentValue(held.To)),
                    ("agent", new TextValue(held.Agent ?? "")), ("team", new TextValue(held.Team ?? "")));
        }
    }

    private static readonly ImmutableHashSet<string> ShiftCauses = ["pause", "extension", "reopen", "agreement-change", "reset", "merge", "priority-change"];

    private static IEnumerable<Statement> Shifts(Clock clock) => clock.Shifts.Select(s => Statement.Of(
        ShiftCauses.Contains(s.Cause) ? "shift." + s.Cause : s.Cause.EndsWith("-change", StringComparison.Ordinal) ? "shift.field-change" : "shift.other",
        ("at", new MomentValue(s.At)), ("from", new MomentValue(s.From)), ("to", new MomentValue(s.To)), ("detail", new TextValue(s.Detail)),
        ("cause", new TextValue(s.Cause)), ("field", new TextValue(s.Cause.EndsWith("-change", StringComparison.Ordinal) ? s.Cause[..^"-change".Length] : s.Cause))));

    private static IEnumerable<Statement> Withdrawals(Clock clock) => clock.Facts.Where(f => f.Kind == FactKind.Withdrawn).Select(f =>
        Statement.Of(f.Cause == "reopened" ? "withdrawn.reopened" : "withdrawn.other", ("at", new MomentValue(f.At)), ("cause", new TextValue(f.Cause ?? ""))));

    private static IEnumerable<Statement> Due(Account account, Instant? dueBefore)
    {
        var clock = account.Clock;
        if (clock.Limit is null || clock.Verdict is Verdict.NotApplicable || clock.Run == Run.Waiting)
            yield break;
        if (clock.Run == Run.Paused)
            yield return clock.Remaining is { } left
                ? Statement.Of("due.paused", ("remaining", new LengthValue(left)))
                : Statement.Of("due.paused-date");
        else if (clock.Due is null && dueBefore is not null)
            yield return Statement.Of("due.ended-in-pause", ("due", new MomentValue(dueBefore)));
        else if (clock.Due is not { } due)
            yield return Statement.Of("due.never", ("calendar", new TextValue(clock.Calendar)));
        else if (clock.Last is { } last && last != due)
            yield return Statement.Of("due.two-ends", ("due", new MomentValue(due)), ("last", new MomentValue(last)));
        else if (clock.Run == Run.Stopped)
            yield return Statement.Of("due.was", ("due", new MomentValue(due)));
        else
            yield return Statement.Of(due < account.AsOf ? "due.passed" : "due.ahead", ("due", new MomentValue(due)));
        if (clock.OriginalDue is { } original && clock.Due is { } now && original != now)
            yield return Statement.Of("due.original", ("due", new MomentValue(original)));
    }

    private static IEnumerable<Statement> Sums(Account account)
    {
        var clock = account.Clock;
        yield return Statement.Of("sum", ("worked", new LengthValue(clock.Worked)), ("elapsed", new LengthValue(clock.Elapsed)));
        foreach (var party in account.Segments.Where(s => s.Why is InPause).GroupBy(s => ((InPause)s.Why).Party).OrderBy(g => g.Key))
            yield return Statement.Of("sum.paused." + Words.PartyKey(party.Key),
                ("working", new LengthValue(party.Aggregate(Duration.Zero, (d, s) => d + s.Working))),
                ("length", new LengthValue(party.Aggregate(Duration.Zero, (d, s) => d + s.Length))));
    }

    /// <summary>A due date beyond what a holiday list knows may still move when the list grows.</summary>
    private static IEnumerable<Statement> Validity(Clock clock, CalendarSet calendars)
    {
        if ((clock.Due ?? clock.OriginalDue) is not { } due)
            yield break;
        foreach (var id in clock.Pieces.Select(p => p.Calendar).Append(clock.Calendar).Distinct(StringComparer.Ordinal))
            if (calendars[id] is { Validity: { } validity } calendar && due.InZone(calendar.Zone).Date > validity.KnownTo)
                yield return Statement.Of("validity", ("calendar", new TextValue(id)), ("set", new TextValue(validity.Set)), ("date", new DateValue(validity.KnownTo)));
    }
}
