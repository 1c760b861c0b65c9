using System.Collections.Immutable;
using Prazo.Engine.Money;

namespace Prazo.Engine.Agreements;

/// <summary>Words of the file for the model's enumerations, in the order in which they are listed to people.</summary>
internal static class Names
{
    public static readonly Vocabulary<Metric> Metrics = new(("first-response", Metric.FirstResponse), ("next-response", Metric.NextResponse),
        ("update", Metric.Update), ("workaround", Metric.Workaround), ("resolution", Metric.Resolution), ("ownership", Metric.Ownership),
        ("requester-wait", Metric.RequesterWait), ("agent-work", Metric.AgentWork), ("customer-answer", Metric.CustomerAnswer),
        ("callback", Metric.Callback), ("speed-of-answer", Metric.SpeedOfAnswer), ("turnaround", Metric.Turnaround), ("custom", Metric.Custom));

    public static readonly Vocabulary<OnChange> OnChanges = new(("keep", OnChange.Keep), ("restart", OnChange.Restart), ("carry", OnChange.Carry), ("retroactive", OnChange.Retroactive));
    public static readonly Vocabulary<ReopenRule> Reopens = new(("count", ReopenRule.Count), ("resume", ReopenRule.Resume), ("new-cycle", ReopenRule.NewCycle), ("final", ReopenRule.Final));
    public static readonly Vocabulary<Recurs> RecursRules = new(("from-stop", Recurs.FromStop), ("from-due", Recurs.FromDue), ("each-reply", Recurs.EachReply));
    public static readonly Vocabulary<ResponseBy> Responses = new(("reply", ResponseBy.Reply), ("status", ResponseBy.Status), ("acceptance", ResponseBy.Acceptance));
    public static readonly Vocabulary<MissedCall> MissedCalls = new(("counted", MissedCall.Counted), ("normal", MissedCall.Normal), ("ignored", MissedCall.Ignored));
    public static readonly Vocabulary<MergeRule> Merges = new(("earliest", MergeRule.Earliest), ("own", MergeRule.Own));
    public static readonly Vocabulary<CountIn> CountIns = new(("verdict", CountIn.Verdict), ("opened", CountIn.Opened), ("due", CountIn.Due), ("stopped", CountIn.Stopped));
    public static readonly Vocabulary<Party> Parties = new(("customer", Party.Customer), ("provider", Party.Provider), ("supplier", Party.Supplier), ("nobody", Party.Nobody));
    public static readonly Vocabulary<PenaltyKind> PenaltyKinds = new(("credit", PenaltyKind.Credit), ("adjustment", PenaltyKind.Adjustment), ("fine", PenaltyKind.Fine), ("reward", PenaltyKind.Reward));
    public static readonly Vocabulary<Rounding> Roundings = new(("half-even", Rounding.HalfEven), ("half-up", Rounding.HalfUp), ("down", Rounding.Down));
    public static readonly Vocabulary<Period> Periods = new(("day", Period.Day), ("week", Period.Week), ("month", Period.Month), ("quarter", Period.Quarter), ("year", Period.Year), ("all", Period.All));
    public static readonly Vocabulary<CountAs> CountsAs = new(("in", CountAs.In), ("out", CountAs.Out), ("broken", CountAs.Broken), ("met", CountAs.Met));
    public static readonly Vocabulary<Rematch> Rematches = new(("never", Rematch.Never), ("until-first-response", Rematch.UntilFirstResponse), ("always", Rematch.Always));
    public static readonly Vocabulary<MatchPin> Attachments = new(("creation", MatchPin.Creation), ("attachment", MatchPin.Attachment));
    public static readonly Vocabulary<SurveyScale> SurveyScales = new(("csat", SurveyScale.Csat), ("ces", SurveyScale.Ces), ("nps", SurveyScale.Nps));
    public static readonly Vocabulary<AgreementKind> Kinds = new(("service", AgreementKind.Service), ("customer", AgreementKind.Customer), ("hybrid", AgreementKind.Hybrid),
        ("operational", AgreementKind.Operational), ("supplier", AgreementKind.Supplier));
}

/// <summary>Words and what they stand for.</summary>
internal sealed class Vocabulary<T>(params (string Word, T Value)[] words) where T : struct
{
    public ImmutableArray<string> Keys { get; } = [.. words.Select(w => w.Word)];

    public T? Find(string? word)
    {
        foreach (var (name, value) in words)
            if (name == word)
                return value;
        return null;
    }
}

/// <summary>Kinds of events that conditions can name (see <see cref="Clocks.TicketEvent.Kind"/>).</summary>
internal static class EventKinds
{
    public static readonly ImmutableArray<string> All =
    [
        "created", "field", "customer-message", "reply", "note", "accepted", "workaround", "merged", "absorbed", "pause", "resume",
        "waiver", "extension", "call-offered", "call-answered", "call-abandoned", "call-ended",
    ];
}

/// <summary>Keys of an example's events and expectations; what is no key of an event is a field that got a value.</summary>
internal static class ExampleKeys
{
    public static readonly ImmutableArray<(string Name, string Meaning)> Events =
    [
        ("at", "when, in the agreement's zone"),
        ("customer", "the customer wrote: message, thanks or automatic"),
        ("reply", "this agent wrote to the customer"),
        ("bot", "this bot wrote to the customer"),
        ("note", "this agent wrote an internal note"),
        ("accepted", "this agent accepted the ticket"),
        ("workaround", "a workaround was given: true"),
        ("merged", "merged into this ticket"),
        ("absorbed", "this ticket was merged into it: an id, or { ticket, unanswered-since }"),
        ("pause", "a pause by hand: a reason, or { reason, party, target }"),
        ("resume", "its end: true, or { target }"),
        ("waive", "a waiver: a target, or { target, reason, by, granted-by }"),
        ("extend", "an extension: { target, length, reason, by }"),
        ("call-offered", "this call began to ring"),
        ("call-answered", "this call was taken: an id, or { call, agent, outbound }"),
        ("call-abandoned", "the caller of this call hung up unanswered"),
        ("call-ended", "this call ended"),
    ];

    public static readonly ImmutableArray<(string Name, string Meaning)> Expectations =
    [
        ("state", "what people see: active, due-soon, overdue, paused, met, met-late, cancelled, waived, not-applicable"),
        ("verdict", "open, met, met-late, broken, cancelled, waived, not-applicable"),
        ("run", "waiting, running, paused, stopped"),
        ("due", "local time, or none"),
        ("last", "local time, or none"),
        ("original-due", "local time, or none"),
        ("verdict-at", "local time, or none"),
        ("started", "local time"),
        ("stopped", "local time, or none"),
        ("worked", "counted working time, like 1h30m"),
        ("elapsed", "counted clock time, like 1h30m"),
        ("remaining", "what is left of the promise, like 45m"),
        ("used", "share of the promise used, like 50%"),
        ("limit", "the promise as typed"),
        ("calendar", "the calendar's id"),
        ("cause", "why it is cancelled, waived or not applicable"),
        ("cycles", "how many cycles the target has"),
    ];
}
