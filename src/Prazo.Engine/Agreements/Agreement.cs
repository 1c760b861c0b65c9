using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Money;

namespace Prazo.Engine.Agreements;

/// <summary>Whose promise it is: to customers (one for all, tailor-made, or one that overrides another), between teams, or of a supplier. The last two support the promises to customers.</summary>
public enum AgreementKind { Service, Customer, Hybrid, Operational, Supplier }

/// <summary>An agreement version as in force: inheritance applied, every value with the position where it was written (the file tells whether it was inherited).</summary>
/// <param name="Zone">IANA zone that bounds its days, periods and term (T20).</param>
/// <param name="From">First local date in force (version's effective date); null: always.</param>
/// <param name="To">Last local date in force, inclusive; null: open-ended.</param>
/// <param name="OpenTicketsToo">T18: tickets created before <paramref name="From"/> and still open are re-pinned to this version.</param>
/// <param name="Document">The merged document from which this was read, for provenance, printing and hashing.</param>
public sealed record Agreement(
    string Id, int Version, string Title, AgreementKind Kind, string? Extends, string Provider, string Customer, string Zone,
    LocalDate? From, LocalDate? To, bool OpenTicketsToo, Match Applies, ImmutableDictionary<string, CalendarDefinition> Calendars,
    ImmutableDictionary<string, HolidaySet> HolidaySets, ImmutableArray<Target> Targets, ImmutableArray<Objective> Objectives,
    Rematch Rematch, MatchPin Attach, ImmutableArray<AgreementExample> Examples, MapNode Document, Position At)
{
    /// <summary>Between teams, or with a supplier: customers never see it, and it never competes with their agreements for a ticket.</summary>
    public bool IsSupporting => Kind is AgreementKind.Operational or AgreementKind.Supplier;

    /// <summary>Of a supporting agreement: when a ticket is with who promises. Over fields alone.</summary>
    public Condition? While { get; init; }

    /// <summary>Title in each language written.</summary>
    public ImmutableDictionary<string, string> Titles { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Declared order of values per field, most urgent first; gives T15 its up and down. Field <c>priority</c> has a default order.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Orders { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>In which money it is settled.</summary>
    public MoneyTerms Money { get; init; } = MoneyTerms.None;

    /// <summary>What missed promises cost and what better ones earn, in file order.</summary>
    public ImmutableArray<Penalty> Penalties { get; init; } = [];

    /// <summary>Over which periods it is settled.</summary>
    public StatementTerms Statement { get; init; } = StatementTerms.Standard;

    /// <summary>What it does not cover, by clause, in file order.</summary>
    public ImmutableArray<Exclusion> Exclusions { get; init; } = [];

    /// <summary>How customers are asked what they think; null: they are not.</summary>
    public Satisfaction? Satisfaction { get; init; }

    /// <summary>How often the parties review it, as written; null: not agreed.</summary>
    public string? Review { get; init; }

    /// <summary>Statuses that mean solved or closed, beyond the built-in <c>resolved</c> and <c>closed</c>.</summary>
    public TicketStatuses Statuses { get; init; } = TicketStatuses.Default;

    /// <summary>Ticket fields of its own, beside the built-in ones, with their possible values; empty: any value.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Fields { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The documents it was merged from: its own first, then what that extends. <see cref="Provenance"/> reads them.</summary>
    public ImmutableArray<AgreementLayer> Layers { get; init; } = [];

    /// <summary>SHA-256 of the canonical text of the merged document: pins the version in verdicts (T1).</summary>
    public string Hash { get; init; } = "";
}

/// <summary>Which statuses end a ticket, compared ignoring case. Everything else is open.</summary>
public sealed record TicketStatuses(ImmutableHashSet<string> Resolved, ImmutableHashSet<string> Closed)
{
    public static readonly TicketStatuses Default = new(ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "resolved", "solved"), ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "closed"));

    public bool Ends(string? status) => status is not null && (Resolved.Contains(status) || Closed.Contains(status));
}

public enum Rematch { Never, UntilFirstResponse, Always }

/// <summary>T19: a late first attachment counts from the ticket's creation or from the attachment.</summary>
public enum MatchPin { Creation, Attachment }

/// <summary>All fields must have one of their values. Values are compared ordinally, ignoring case. An empty match fits every ticket.</summary>
public sealed record Match(ImmutableArray<FieldIn> Fields)
{
    public static readonly Match Any = new([]);

    public bool Fits(Func<string, string?> field)
    {
        foreach (var f in Fields)
            if (!f.Holds(field(f.Field)))
                return false;
        return true;
    }
}

/// <param name="Negated"><c>not: [a, b]</c>: the field has none of the values.</param>
public sealed record FieldIn(string Field, ImmutableArray<string> Values, bool Negated, Position At)
{
    public bool Holds(string? value)
    {
        foreach (var v in Values)
            if (string.Equals(v, value ?? "", StringComparison.OrdinalIgnoreCase))
                return !Negated;
        return Negated;
    }
}

/// <summary>The metrics ready-made (design: metric). <see cref="Custom"/> has its own conditions.</summary>
public enum Metric
{
    FirstResponse, NextResponse, Update, Workaround, Resolution, Ownership, RequesterWait, AgentWork, CustomerAnswer, Callback, SpeedOfAnswer, Custom,
    /// <summary>Of supporting agreements: from when a ticket comes to who promises until it comes back.</summary>
    Turnaround,
}

/// <summary>One promise (or mere measurement, when <paramref name="Within"/> is empty) for the tickets it fits.</summary>
/// <param name="By">Field whose value chooses from <paramref name="Within"/> and <paramref name="Calendar"/>; null: one value, key <c>else</c>.</param>
public sealed record Target(
    string Id, Metric Metric, string? By, ByValue<Within> Within, ByValue<string> Calendar, Match When, bool MeasureOnly, Position At)
{
    /// <summary>Field whose value chooses from <see cref="Calendar"/>; null: the same as <see cref="By"/>. Written <c>calendar: { by: region, … }</c>.</summary>
    public string? CalendarBy { get; init; }
    public ImmutableArray<Warning> Warn { get; init; } = [];
    public ImmutableArray<PauseRule> Pause { get; init; } = [];
    public OnChange Up { get; init; } = OnChange.Carry;
    public OnChange Down { get; init; } = OnChange.Carry;
    public bool Heals { get; init; }
    public Reopen Reopen { get; init; } = new(ReopenRule.Resume, null);
    public Recurs Recurs { get; init; } = Recurs.FromStop;
    /// <summary>Whether a missed cycle of a recurring metric opens the next when it breaks.</summary>
    public bool MissedOpensNext { get; init; }
    public ResponseBy Response { get; init; } = ResponseBy.Reply;
    public bool BotsCount { get; init; }
    public bool NotesCount { get; init; }
    /// <summary>A customer's mere thanks starts no next response.</summary>
    public bool IgnoreThanks { get; init; }
    /// <summary><c>boundary: close</c>: last = due (T6).</summary>
    public bool BoundaryClose { get; init; }
    /// <summary><c>pauses: extend</c>: an <c>until</c> promise moves by paused clock time (T13).</summary>
    public bool PausesExtend { get; init; }
    public MissedCall MissedCall { get; init; } = MissedCall.Normal;
    public MergeRule Merge { get; init; } = MergeRule.Earliest;
    public CountIn CountIn { get; init; } = CountIn.Verdict;
    /// <summary>Cap on all granted extensions together; null: none.</summary>
    public Within? ExtensionCap { get; init; }
    public Condition? Start { get; init; }
    public Condition? Stop { get; init; }
    public Condition? Reset { get; init; }
    /// <summary>Of a supporting agreement: the promises to customers, by target or metric, that this one is a part of.</summary>
    public ImmutableArray<string> Supports { get; init; } = [];
    /// <summary>Accountable for keeping it: the provider, or the customer for the customer's own duties.</summary>
    public Party Party { get; init; } = Party.Provider;
}

/// <summary>Values by the value of a field; <paramref name="Else"/> for any other.</summary>
public sealed record ByValue<T>(ImmutableDictionary<string, T> Values, T? Else) where T : class
{
    public static ByValue<T> One(T value) => new(ImmutableDictionary<string, T>.Empty, value);
    public static readonly ByValue<T> Empty = new(ImmutableDictionary<string, T>.Empty, null);
    public T? For(string? value) => value is not null && Values.TryGetValue(value, out var v) ? v : Else;
    public bool IsEmpty => Values.IsEmpty && Else is null;
}

public enum Party { Customer, Provider, Supplier, Nobody }

/// <summary>Time that does not count while <paramref name="While"/> is true.</summary>
public sealed record PauseRule(Condition While, string Reason, Party Party, Position At);

public enum OnChange { Keep, Restart, Carry, Retroactive }
public enum ReopenRule { Count, Resume, NewCycle, Final }
public sealed record Reopen(ReopenRule Rule, Within? Limit);
public enum Recurs { FromStop, FromDue, EachReply }
public enum ResponseBy { Reply, Status, Acceptance }
/// <summary>An abandoned call under speed of answer: a broken promise; judged by its wait (abandoned in time is cancelled, late is broken); or not applicable.</summary>
public enum MissedCall { Counted, Normal, Ignored }
public enum MergeRule { Earliest, Own }
public enum CountIn { Verdict, Opened, Due, Stopped }

/// <summary>A warning threshold: a share of the promise, or a time before or after its end, working or clock.</summary>
public abstract record Warning(string Text);
public sealed record WarnAtPercent(string Text, decimal Percent) : Warning(Text);
public sealed record WarnBefore(string Text, Duration Length, bool Clock) : Warning(Text);
public sealed record WarnAfter(string Text, Duration Length, bool Clock) : Warning(Text);

/// <summary>A condition over the event just applied and the ticket's fields after it.</summary>
public abstract record Condition;
/// <summary>A field has one of the values (or none of them).</summary>
public sealed record FieldIs(FieldIn Field) : Condition;
/// <summary>The event is of this kind (see <see cref="Clocks.TicketEvent.Kind"/>).</summary>
public sealed record EventIs(string Kind, Position At) : Condition;
public sealed record AllOf(ImmutableArray<Condition> Conditions) : Condition;
public sealed record AnyOf(ImmutableArray<Condition> Conditions) : Condition;
public sealed record Not(Condition Inner) : Condition;

public enum Period { Day, Week, Month, Quarter, Year, All }
public enum CountAs { In, Out, Broken, Met }

/// <summary>An aggregate promise (T20). Percentages and bounds are exact decimals, 0–100.</summary>
/// <param name="Target">The target whose promises or times it counts; "" where it measures something else.</param>
/// <param name="AtLeast">The share that must be reached; of a percentile, that percentile.</param>
public sealed record Objective(string Id, string Target, decimal AtLeast, Period Per, Match When, Position At)
{
    /// <summary>What it measures; null: the share of kept promises of its target, the only one that counts verdicts. <see cref="Money.Measures"/> computes the others.</summary>
    public ObjectiveMeasure? Measure { get; init; }
    public CountAs OpenBroken { get; init; } = CountAs.Broken;
    public CountAs Cancelled { get; init; } = CountAs.Out;
    public CountAs Waived { get; init; } = CountAs.Out;
    public CountAs Untargeted { get; init; } = CountAs.Out;
}

public abstract record ObjectiveMeasure;
/// <summary>So many percent (<see cref="Objective.AtLeast"/>) of the target's times are no longer than this.</summary>
/// <param name="AtMost">Working time, or clock time.</param>
public sealed record PercentileMeasure(Within AtMost) : ObjectiveMeasure;
/// <summary>The share of satisfied answers.</summary>
/// <param name="Survey">The survey whose answers count, such as <c>csat</c>.</param>
public sealed record SatisfactionMeasure(string Survey) : ObjectiveMeasure;
/// <summary>The share of promised time without a reported outage.</summary>
/// <param name="Service">The service or channel, by the name under which outages are reported.</param>
/// <param name="Calendar">When it is promised.</param>
public sealed record AvailabilityMeasure(string Service, string Calendar) : ObjectiveMeasure;
/// <summary>The weighted mean of other objectives.</summary>
public sealed record IndexMeasure(ImmutableSortedDictionary<string, decimal> Weights) : ObjectiveMeasure;

/// <summary>An example that the agreement file carries, run by <c>prazo test</c>: what happened, and what must come out.</summary>
public sealed record AgreementExample(string Name, MapNode Given, MapNode Expect, Position At);
