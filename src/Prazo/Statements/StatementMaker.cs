using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Engine.Money;

namespace Prazo.Statements;

/// <summary>From facts to a statement: a function, the same for the one who closes a period and for the one who verifies it.</summary>
internal sealed class StatementMaker
{
    private readonly StatementFacts _facts;
    private readonly Agreement _agreement;
    private readonly DateTimeZone _zone;
    private readonly List<Counted> _counted = [];
    /// <summary>Promises that are not kept yet.</summary>
    private readonly List<Counted> _open = [];
    private readonly StatementMeasures _measures;
    /// <summary>Fields by which the agreement counts, and their values as tickets have them: many have the same.</summary>
    private readonly ImmutableArray<string> _named;
    private readonly Dictionary<string, ImmutableSortedDictionary<string, string>> _values = new(StringComparer.Ordinal);
    private readonly List<(long Ticket, string Target, Instant At, ImmutableSortedDictionary<string, string> Fields)> _untargeted = [];

    private StatementMaker(StatementFacts facts, Agreement agreement)
    {
        (_facts, _agreement, _zone, _measures) = (facts, agreement, AgreementSet.ZoneOf(agreement), new(facts, agreement));
        _named = [.. agreement.Objectives.SelectMany(o => o.When.Fields.Select(f => f.Field)).Concat(agreement.Penalties.SelectMany(p => p.When.Fields.Select(f => f.Field))).Concat(agreement.Penalties.Select(p => p.Weights?.By).OfType<string>()).Distinct(StringComparer.Ordinal)];
        var settled = new Dictionary<string, Settlement>(StringComparer.Ordinal);
        foreach (var settlement in facts.Settlements)
            settled[settlement.Item] = settlement;
        foreach (var (ticket, replay, clocks) in facts.Tickets.AsParallel().AsOrdered().Select(Replayed))
            Count(ticket, replay, clocks, settled);
    }

    private StatementMaker(StatementMaker all, LocalDate from, LocalDate to) =>
        (_facts, _agreement, _zone, _measures, _named, _counted, _untargeted) = (all._facts with { From = from, To = to }, all._agreement, all._zone, all._measures, all._named, all._counted, all._untargeted);

    /// <summary>A clock that counts, in the period of <paramref name="At"/>.</summary>
    private sealed record Counted(long Ticket, Clock Clock, Instant At, ImmutableSortedDictionary<string, string> Fields, Duration LateClock, Duration LateWorking, Settlement? Settled)
    {
        public string Item => ItemOf(Ticket, Clock);
    }

    public static string ItemOf(long ticket, Clock clock) => string.Create(CultureInfo.InvariantCulture, $"{ticket}/{clock.Target}/{clock.Cycle}{(clock.Call is { } call ? "/" + call : "")}");

    /// <summary>The version whose terms a period is settled by: of those in force in it the last.</summary>
    public static Agreement? InForce(AgreementSet set, string id, LocalDate from, LocalDate to) =>
        set.Agreements.Where(a => a.Id == id && !(a.From >= to) && !(a.To < from)).OrderBy(a => a.From ?? LocalDate.MinIsoValue).ThenBy(a => a.Version).LastOrDefault();

    public static StatementBody Make(StatementFacts facts) => Made(facts).Body;

    /// <summary>With the facts that it follows from: causes of other periods are not among them.</summary>
    public static (StatementFacts Facts, StatementBody Body) Made(StatementFacts facts)
    {
        var terms = InForce(facts.For(long.MaxValue), facts.Agreement, facts.From, facts.To) ?? throw new RefusedException("not-in-force", "agreement", $"{facts.Agreement} is not in force from {facts.From} to {facts.To.PlusDays(-1)}");
        var maker = new StatementMaker(facts, terms);
        var stated = maker.Stated();
        var body = maker.Body(StatementPast.Of(facts)) with { Causes = stated.Count == 0 ? null : [.. stated.Select(s => new StatementCause(s.Fact.Cause, s.Fact.Names, s.Items))] };
        return (facts with { Causes = [.. stated.Select(s => s.Fact)] }, body);
    }

    /// <summary>Causes of what broke in the period, the most frequent first.</summary>
    private List<(CauseFact Fact, IReadOnlyList<string> Items)> Stated()
    {
        var broken = Broken(Here()).ToLookup(c => new CauseOf(c.Ticket, c.Clock.Lane, c.Clock.Cycle), c => c.Item);
        return [.. from f in _facts.Causes
                   let breaches = f.Breaches.Where(broken.Contains).OrderBy(b => b.Ticket).ThenBy(b => b.Lane, StringComparer.Ordinal).ThenBy(b => b.Cycle).ToList()
                   where breaches.Count > 0
                   orderby breaches.Count descending
                   select (f with { Breaches = breaches }, (IReadOnlyList<string>)[.. breaches.SelectMany(b => broken[b])])];
    }

    /// <summary>A closed period on the facts that are known now, by the version that it was settled by, with what was settled.</summary>
    internal static StatementMaker Again(StatementFacts facts, StatementBody closed) => new(
        facts with
        {
            From = Date(closed.From), To = Date(closed.To),
            Settlements = [.. closed.Breaches.Where(b => b.Settled is not null).Select(b => new Settlement(b.Item, b.Settled!, b.Why ?? "", b.By ?? "", ""))],
        },
        facts.For(long.MaxValue).Agreements.First(a => a.Id == closed.Agreement && a.Version == closed.Version));

    /// <summary>Of many periods by the same terms: <see cref="Within"/> takes one.</summary>
    internal static StatementMaker Over(StatementFacts facts, Agreement terms) => new(facts, terms);

    /// <summary>One of the periods of the facts: tickets are not replayed again.</summary>
    internal StatementMaker Within(LocalDate from, LocalDate to) => new(this, from, to);

    /// <summary>Whether a ticket has anything to do with an agreement.</summary>
    public static bool Concerns(StatementFacts facts, TicketFacts ticket)
    {
        var replay = ClockEngine.Replay(facts.For(ticket.Rev), ticket.Events, facts.Known);
        return replay.Clocks.Any(c => c.Agreement == facts.Agreement) || replay.Uncovered.Any(n => n is { Code: "no-value" } && n.Agreement == facts.Agreement);
    }

    // ---- clocks

    /// <summary>A clock of the agreement: whether and when it counts, and by how much it was late.</summary>
    private sealed record Timed(Clock Clock, Instant? At, (Duration Clock, Duration Working) Late);

    /// <summary>Of a ticket for itself: tickets are replayed side by side.</summary>
    private (TicketFacts Ticket, TicketReplay Replay, List<Timed> Clocks) Replayed(TicketFacts ticket)
    {
        var set = _facts.For(ticket.Rev);
        var replay = ClockEngine.Replay(set, ticket.Events, _facts.Known);
        var clocks = new List<Timed>(replay.Clocks.Length);
        foreach (var clock in replay.Clocks)
            if (clock.Agreement == _facts.Agreement && set.Agreements.First(a => a.Id == clock.Agreement && a.Version == clock.AgreementVersion) is var version && version.Targets.FirstOrDefault(t => t.Id == clock.Target) is { } target)
                clocks.Add(new(Kept(clock), CountedAt(clock, target), Lateness.Of(clock, set.CalendarsOf(version))));
        return (ticket, replay, clocks);
    }

    /// <summary>Of a replay only what a statement says: a month has hundreds of thousands of clocks.</summary>
    private static Clock Kept(Clock clock) => clock with { Pieces = [.. clock.Pieces.Where(p => p.Kind == PieceKind.Paused)], Shifts = [], Facts = [], Holders = [], Fires = [], Counting = null };

    private ImmutableSortedDictionary<string, string> Kept(ImmutableSortedDictionary<string, string> fields)
    {
        var key = string.Join('\0', _named.Select(fields.GetValueOrDefault));
        return _values.TryGetValue(key, out var kept) ? kept : _values[key] = fields.Where(f => _named.Contains(f.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private void Count(TicketFacts ticket, TicketReplay replay, List<Timed> clocks, Dictionary<string, Settlement> settled)
    {
        var fields = Kept(replay.Fields);
        _measures.Add(ticket.Number, fields);
        foreach (var none in replay.Uncovered)
            if (none is { Code: "no-value", Target: { } target } && none.Agreement == _facts.Agreement && replay.Created is { } created)
                _untargeted.Add((ticket.Number, target, created, fields));
        foreach (var (clock, counted, (late, working)) in clocks)
        {
            var settlement = settled.Count == 0 ? null : settled.GetValueOrDefault(ItemOf(ticket.Number, clock));
            if (settlement?.Word != SettlementWord.Excluded)
                _measures.Add(ticket.Number, clock, counted, fields);
            if (!clock.Promised)
                continue;
            if (counted is { } at)
                _counted.Add(new(ticket.Number, clock, at, fields, late, working, settlement));
            if (clock is { Stopped: null, State: ClockState.Active or ClockState.DueSoon or ClockState.Paused or ClockState.Overdue } && settlement?.Word != SettlementWord.Excluded)
                _open.Add(counted is null ? new(ticket.Number, clock, _facts.Known, fields, late, working, settlement) : _counted[^1]);
        }
    }

    /// <summary>T20: the instant by which a clock falls into a period; null while it has none.</summary>
    private static Instant? CountedAt(Clock clock, Target target) => clock is { State: ClockState.NotApplicable, Due: null, OriginalDue: null } ? clock.Started : target.CountIn switch
    {
        CountIn.Opened => clock.Started,
        CountIn.Due => clock.Due ?? clock.OriginalDue,
        CountIn.Stopped => clock.Stopped,
        _ => clock.VerdictAt,
    };

    private bool In(Instant at, LocalDate from, LocalDate to) => at >= from.AtStartOfDayInZone(_zone).ToInstant() && at < to.AtStartOfDayInZone(_zone).ToInstant();

    private static void Add(ref Tally tally, Counted c)
    {
        if (c.Settled?.Word == SettlementWord.Excluded)
            tally.Waived++;
        else if (c.Clock is { State: ClockState.NotApplicable, Due: null, OriginalDue: null })
            tally.Untargeted++;
        else
            Add(ref tally, c.Clock.State);
    }

    private static void Add(ref Tally tally, ClockState state)
    {
        switch (state)
        {
            case ClockState.Met: tally.Met++; break;
            case ClockState.MetLate: tally.MetLate++; break;
            case ClockState.Overdue: tally.OpenBroken++; break;
            case ClockState.Paused: tally.Paused++; break;
            case ClockState.Cancelled: tally.Cancelled++; break;
            case ClockState.Waived: tally.Waived++; break;
            case ClockState.NotApplicable: tally.NotApplicable++; break;
            default: tally.Active++; break;
        }
    }

    // ---- figures

    private StatementBody Body(StatementPast past)
    {
        var here = Here();
        var (facts, bill) = Settled(past.Periods);
        return new StatementBody(_agreement.Id, _agreement.Version, _agreement.Hash, _agreement.Zone, Text(_facts.From), Text(_facts.To), StatementBody.Of(_facts.Known), ClockEngine.RulesVersion, bill.Currency,
            [.. Targets(here)], [.. facts.Objectives.Select(Written)], [.. Broken(here).Select(Written)], [.. bill.Lines.Select(Written)],
            Money(bill.Credit), Money(bill.Adjustment), Money(bill.Fine), Money(bill.Reward), Money(past.Corrected), Money(bill.Net + past.Corrected), [.. Waits(here)], past.Corrections, _facts.Tickets.Count,
            _facts.Tickets.Sum(t => t.Events.Count), Heads(), Windows: Windows());
    }

    /// <summary>Of the period; what touches that of a longer objective alone is a fact and not in it.</summary>
    internal IReadOnlyList<StatementWindow>? Windows()
    {
        var (from, to) = (_facts.From.AtStartOfDayInZone(_zone).ToInstant(), _facts.To.AtStartOfDayInZone(_zone).ToInstant());
        return _facts.Windows?.Where(w => w.Touches(from, to) && StatementWindows.Concerns(_agreement, w.What)).Select(StatementWindows.Written).ToList() is { Count: > 0 } windows ? windows : null;
    }

    /// <summary>What the period comes to, and what it costs.</summary>
    /// <param name="past">Earlier periods by their first day, the latest first.</param>
    internal (PeriodFacts Facts, Bill Bill) Settled(IEnumerable<(LocalDate From, PastBill Bill)> past)
    {
        var breaches = Broken(Here()).Where(c => c.Settled?.Word != SettlementWord.Excluded).Select(c => new Breach(c.Item, c.Clock.Target, c.Clock.VerdictAt!.Value, c.LateClock, c.LateWorking, c.Fields));
        var facts = new PeriodFacts([.. Objectives()], [.. breaches]);
        return (facts, Bill.Of(Terms(), _agreement.Penalties, facts, [.. past.Select(p => p.Bill with { InYear = Year(p.From) == Year(_facts.From) })]));
    }

    /// <summary>What broke, as it is written.</summary>
    internal IEnumerable<StatementBreach> Breaches() => Broken(Here()).Select(Written);

    /// <summary>All that a ticket adds to the period.</summary>
    internal IEnumerable<string> Added() => Here().Select(c => $"{c.Item} {c.Clock.State} {c.LateClock} {c.LateWorking}").Concat(_untargeted.Select(u => u.Target))
        .Concat(_measures.Added(_facts.From.AtStartOfDayInZone(_zone).ToInstant(), _facts.To.AtStartOfDayInZone(_zone).ToInstant()));

    /// <summary>What it costs if a promise that runs breaks now rather than is kept now, everything else as it is; of one that is broken, what one more hour costs. In the customer's favour.</summary>
    internal IEnumerable<(long Ticket, string Target, decimal Amount)> AtRisk(IReadOnlyList<(LocalDate From, PastBill Bill)> past)
    {
        var place = _counted.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, (IEqualityComparer<Counted>)ReferenceEqualityComparer.Instance);
        var hourly = _agreement.Penalties.Where(p => p.Rule is HourRule).Select(p => p.Target).ToHashSet(StringComparer.Ordinal);
        var costs = new Dictionary<(string Target, object Fields, ClockState, double, double), decimal>();
        foreach (var c in _open)
        {
            var late = c.Clock.State == ClockState.Overdue;
            if (late && !hourly.Contains(c.Clock.Target))
                continue;
            var key = (c.Clock.Target, c.Fields, c.Clock.State, late ? Math.Floor(c.LateClock.TotalHours) : 0, late ? Math.Floor(c.LateWorking.TotalHours) : 0);
            if (!costs.TryGetValue(key, out var cost))
                costs[key] = cost = late
                    ? Net(c with { LateClock = c.LateClock + Duration.FromHours(1), LateWorking = c.LateWorking + Duration.FromHours(1) }) - Net(c)
                    : Net(Now(c, ClockState.Overdue) with { LateClock = Moment, LateWorking = Moment }) - Net(Now(c, ClockState.Met));
            yield return (c.Ticket, c.Clock.Target, cost);

            decimal Net(Counted instead)
            {
                if (place.TryGetValue(c, out var at))
                    _counted[at] = instead;
                else
                    _counted.Add(instead);
                try
                {
                    return Settled(past).Bill.Net;
                }
                finally
                {
                    if (place.ContainsKey(c))
                        _counted[at] = c;
                    else
                        _counted.RemoveAt(_counted.Count - 1);
                }
            }
        }
    }

    /// <summary>What has just broken is late already: the first hour has begun.</summary>
    private static readonly Duration Moment = Duration.FromMilliseconds(1);

    private Counted Now(Counted c, ClockState state) => c with { At = _facts.Known, Clock = c.Clock with { State = state, VerdictAt = _facts.Known } };

    private List<Counted> Here() =>
        [.. _counted.Where(c => In(c.At, _facts.From, _facts.To)).OrderBy(c => c.Ticket).ThenBy(c => c.Clock.Target, StringComparer.Ordinal).ThenBy(c => c.Clock.Cycle).ThenBy(c => c.Clock.Call, StringComparer.Ordinal)];

    private static IEnumerable<Counted> Broken(List<Counted> here) => here.Where(c => c.Clock.State is ClockState.Overdue or ClockState.MetLate);

    private IEnumerable<StatementTarget> Targets(List<Counted> here)
    {
        foreach (var target in here.Select(c => c.Clock.Target).Concat(_untargeted.Where(u => In(u.At, _facts.From, _facts.To)).Select(u => u.Target)).Distinct().Order(StringComparer.Ordinal))
        {
            var tally = new Tally { Untargeted = _untargeted.Count(u => u.Target == target && In(u.At, _facts.From, _facts.To)) };
            foreach (var c in here.Where(c => c.Clock.Target == target))
                Add(ref tally, c);
            yield return new(target, tally.Met, tally.MetLate, tally.OpenBroken, tally.Active + tally.Paused, tally.Cancelled, tally.Waived, tally.NotApplicable, tally.Untargeted);
        }
    }

    private IEnumerable<Measured> Objectives()
    {
        foreach (var objective in _agreement.Objectives.Where(_measures.Measurable))
            foreach (var (from, to) in StatementPeriods.EndingIn(objective.Per, _agreement.Statement.FromTerm ? _agreement.From : null, _facts.From, _facts.To))
                yield return Outcome(objective, StatementPeriods.Name(objective.Per, from, to), from, to);
    }

    /// <summary>What needs no ticket.</summary>
    internal IEnumerable<Measured> Availabilities() => Objectives().Where(m => _agreement.Objectives.First(o => o.Id == m.Objective).Measure is AvailabilityMeasure);

    internal bool IsMeasurable(Objective objective) => _measures.Measurable(objective);

    /// <summary>What an objective comes to in a time by what is known.</summary>
    internal Measured SoFar(Objective objective, LocalDate from, LocalDate to) => Outcome(objective, StatementPeriods.Name(objective.Per, from, to), from, to);

    /// <summary>What an objective counts one by one: the denominator of <see cref="SoFar"/> with its numerator marked, and promises that run and are due in that time. Nothing where it counts time, or other objectives.</summary>
    internal IEnumerable<ObjectiveItem> Items(Objective objective, LocalDate from, LocalDate to)
    {
        var (since, until) = (from.AtStartOfDayInZone(_zone).ToInstant(), to.AtStartOfDayInZone(_zone).ToInstant());
        var judged = objective.Measure is null ? Verdicts(objective, from, to) : _measures.Items(objective, since, until);
        var open = from c in _open
                   let due = c.Clock.Due ?? c.At
                   where objective.Measure is null or PercentileMeasure && c.Clock.State != ClockState.Overdue && c.Clock.Target == objective.Target && due >= since && due < until
                       && !StatementMeasures.IsTooLong(objective, c.Clock) && objective.When.Fits(f => c.Fields.GetValueOrDefault(f))
                   select new ObjectiveItem(c.Ticket, due, null);
        return judged.Concat(open);
    }

    private IEnumerable<ObjectiveItem> Verdicts(Objective objective, LocalDate from, LocalDate to)
    {
        var treatment = Treatment.Of(objective);
        foreach (var c in _counted.Where(c => c.Clock.Target == objective.Target && In(c.At, from, to) && objective.When.Fits(f => c.Fields.GetValueOrDefault(f))))
        {
            var tally = new Tally();
            Add(ref tally, c);
            if (Attainment.Of(tally, treatment) is { Counted: > 0 } one)
                yield return new(c.Ticket, c.At, one.Kept > 0);
        }
        if (Attainment.Of(new Tally { Untargeted = 1 }, treatment) is { Counted: > 0 } none)
            foreach (var u in _untargeted.Where(u => u.Target == objective.Target && In(u.At, from, to) && objective.When.Fits(f => u.Fields.GetValueOrDefault(f))))
                yield return new(u.Ticket, u.At, none.Kept > 0);
    }

    private Measured Outcome(Objective objective, string period, LocalDate from, LocalDate to)
    {
        if (objective.Measure is not null)
            return _measures.Of(objective, period, from.AtStartOfDayInZone(_zone).ToInstant(), to.AtStartOfDayInZone(_zone).ToInstant(),
                id => _agreement.Objectives.FirstOrDefault(o => o.Id == id && _measures.Measurable(o)) is { } part ? Outcome(part, period, from, to) : new(id, period, 0, 0, 0));
        var tally = new Tally { Untargeted = _untargeted.Count(u => u.Target == objective.Target && In(u.At, from, to) && objective.When.Fits(f => u.Fields.GetValueOrDefault(f))) };
        foreach (var c in _counted.Where(c => c.Clock.Target == objective.Target && In(c.At, from, to) && objective.When.Fits(f => c.Fields.GetValueOrDefault(f))))
            Add(ref tally, c);
        var attainment = Attainment.Of(tally, Treatment.Of(objective));
        return new(objective.Id, period, attainment.Kept, attainment.Counted, objective.AtLeast);
    }

    /// <summary>Who is in force for a part of the period only is paid for that part, by days.</summary>
    private MoneyTerms Terms()
    {
        var (first, last) = (LocalDate.Max(_agreement.From ?? _facts.From, _facts.From), LocalDate.Min(_agreement.To?.PlusDays(1) ?? _facts.To, _facts.To));
        var (days, all) = (NodaTime.Period.DaysBetween(first, last), NodaTime.Period.DaysBetween(_facts.From, _facts.To));
        // A version that follows another is the same agreement going on.
        if (days == all || _facts.For(long.MaxValue).Agreements.Any(a => a.Id == _agreement.Id && a.Version != _agreement.Version && !(a.From >= first) && last == _facts.To))
            return _agreement.Money;
        return _agreement.Money with { Amounts = _agreement.Money.Amounts.ToImmutableSortedDictionary(a => a.Key, a => a.Value * days / all, StringComparer.Ordinal) };
    }

    /// <summary>Years are counted from the term's first day.</summary>
    private LocalDate Year(LocalDate date) => StatementPeriods.Holding(Engine.Agreements.Period.Year, _agreement.From, date).From;

    private static IEnumerable<StatementWait> Waits(List<Counted> here) =>
        from c in here
        from p in c.Clock.Pieces
        where p is { Kind: PieceKind.Paused, Party: not null }
        group (c, p) by p.Party!.Value into g
        orderby g.Key
        select new StatementWait(g.Key.ToString().ToLowerInvariant(), g.Select(x => x.c).Distinct().Count(), g.Sum(x => (long)(x.p.To - x.p.From).TotalMilliseconds));

    /// <summary>SHA-256 over the tickets' event heads: what the statement was made from.</summary>
    private string Heads()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in _facts.Tickets.AsParallel().AsOrdered().Select(t => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{t.Number} {ReplayPin.Of(_facts.For(t.Rev), t.Events).Events}\n"))))
            hash.AppendData(line);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // ---- as text

    private StatementObjective Written(Measured m) => new(m.Objective, m.Period, _agreement.Objectives.First(o => o.Id == m.Objective).Target, m.Kept.ToString(), m.Counted.ToString(),
        m.Percent is { } percent ? Text(percent.Round(6, Rounding.Down)) : null, Text(m.AtLeast), m.Holds,
        _agreement.Objectives.First(o => o.Id == m.Objective).Measure is AvailabilityMeasure ? StatementObjective.OfTime : null);

    private static StatementBreach Written(Counted c) => new(c.Item, c.Ticket, c.Clock.Target, c.Clock.Cycle, c.Clock.AgreementVersion, StatementBody.Of(c.Clock.VerdictAt!.Value),
        c.Clock.Stopped is { } stopped ? StatementBody.Of(stopped) : null, c.Clock.State == ClockState.Overdue ? "overdue" : "met-late", (long)c.LateClock.TotalMilliseconds, (long)c.LateWorking.TotalMilliseconds,
        c.Settled?.Word, c.Settled?.Why, c.Settled?.By);

    private StatementLine Written(BillLine l) => new(l.Penalty, l.Period, l.Kind.ToString().ToLowerInvariant(), Kebab(l.Outcome.ToString()), l.Rule, l.Percent is { } p ? Text(p.Round(6, Rounding.Down)) : null,
        l.Raw?.ToString(), l.Amount is { } amount ? Money(amount) : null, Text(l.Points), [.. l.Items.Select(i => new StatementItem(i.Item, i.Quantity, Text(i.Weight), i.Raw?.ToString(), Text(i.Points), i.Capped))]);

    internal static string Kebab(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
    private string Money(decimal amount) => Money(amount, _agreement.Money.Currency);
    internal static string Money(decimal amount, string? currency) => amount.ToString("F" + Bill.DecimalsOf(currency).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    private static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
    private static string Text(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
    internal static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
    internal static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
