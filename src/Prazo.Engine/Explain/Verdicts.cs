using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Explain;

/// <summary>The one sentence that says how a promise stands, and the one that says why there is none.</summary>
public static class Verdicts
{
    private static readonly ImmutableHashSet<string> Cancels = ["closed-without-response", "merged", "agreement-changed", "abandoned-in-time", "missed", "no-longer-waiting"];
    private static readonly ImmutableHashSet<string> NotApplicables = ["opened-by-agent", "field-empty", "missed-call-ignored", "measured", "thanks", "closed-without-response", "merged", "agreement-changed"];
    private static readonly ImmutableHashSet<string> NoClocks = ["no-agreement", "outside-term", "no-target", "no-value", "field-empty", "not-started", "outranked", "not-created"];

    /// <summary>How the clock of an account stands as of its instant.</summary>
    public static Statement Of(Account account)
    {
        var clock = account.Clock;
        return clock.Verdict switch
        {
            Verdict.Met => Met(clock),
            Verdict.MetLate => Statement.Of("verdict.met-late", ("stopped", At(clock.Stopped)), ("at", At(clock.VerdictAt)), ("late", Late(clock.Stopped, clock.VerdictAt))),
            Verdict.Broken => Broken(account),
            Verdict.Cancelled => Because("verdict.cancelled.", Cancels, clock),
            Verdict.Waived => Statement.Of("verdict.waived", ("at", At(clock.VerdictAt)), ("reason", new TextValue(WaiverReason(clock)))),
            Verdict.NotApplicable => Because("verdict.not-applicable.", NotApplicables, clock),
            _ => Open(clock),
        };
    }

    /// <summary>Why a ticket has no clock (T19), or why a target of its agreement gave none.</summary>
    public static Statement Of(NoClock none) => Statement.Of(
        "no-clock." + (NoClocks.Contains(none.Code) ? none.Code is "no-agreement" && none.Agreement is null ? "no-agreements" : none.Code : "other"),
        ("agreement", new TextValue(none.Agreement ?? "")), ("target", new TextValue(none.Target ?? "")), ("code", new TextValue(none.Code)), ("detail", new TextValue(none.Detail)));

    private static Statement Met(Clock clock) =>
        clock is { Due: { } due, Stopped: { } stopped, Last: { } last } && stopped > due
            ? Statement.Of("verdict.met-between", ("at", At(stopped)), ("due", At(due)), ("last", At(last)))
            : Statement.Of("verdict.met", ("at", At(clock.VerdictAt ?? clock.Stopped)));

    private static Statement Broken(Account account)
    {
        var clock = account.Clock;
        if (clock.Cause is "abandoned")
            return Statement.Of("verdict.broken.abandoned", ("at", At(clock.VerdictAt)));
        return clock.Run == Run.Stopped
            ? Statement.Of("verdict.broken.ended", ("at", At(clock.VerdictAt)), ("stopped", At(clock.Stopped)), ("cause", new TextValue(clock.Cause ?? "")))
            : Statement.Of("verdict.broken", ("at", At(clock.VerdictAt)), ("late", Late(account.AsOf, clock.VerdictAt)));
    }

    private static Statement Because(string key, ImmutableHashSet<string> known, Clock clock) => Statement.Of(
        key + (clock.Cause is { } cause && known.Contains(cause) ? cause : "other"),
        ("at", At(clock.VerdictAt ?? clock.Stopped ?? clock.Started)), ("cause", new TextValue(clock.Cause ?? "")), ("link", new TextValue(clock.Link ?? "")), ("limit", new TextValue(clock.Limit ?? "")));

    private static Statement Open(Clock clock) => clock switch
    {
        { Limit: null } => Statement.Of("verdict.open.measured"),
        { Run: Run.Waiting } => Statement.Of("verdict.open.waiting"),
        { Run: Run.Paused } => Statement.Of("verdict.open.paused"),
        { Remaining: { } left } when left >= Duration.Zero => Statement.Of("verdict.open.left", ("remaining", new LengthValue(left))),
        _ => Statement.Of("verdict.open"),
    };

    private static string WaiverReason(Clock clock) => clock.Facts.LastOrDefault(f => f.Kind == FactKind.Waived)?.Cause ?? clock.Cause ?? "";

    private static MomentValue At(Instant? at) => new(at);

    private static LengthValue Late(Instant? end, Instant? broke) => new(end is { } e && broke is { } b && e > b ? e - b : Duration.Zero);
}
