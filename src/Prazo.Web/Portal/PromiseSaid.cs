using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Portal;
using Prazo.Web.Screen;

namespace Prazo.Web.Portal;

/// <summary>A promise as one says it to the person to whom it was made.</summary>
/// <param name="Tone">As promises are coloured everywhere: ok, soon, late, paused, none.</param>
public sealed record PromiseSaid(string Tone, string Sign, string State, string Sentence, string? More)
{
    private static readonly Metric[] Known = [Metric.FirstResponse, Metric.NextResponse, Metric.Update, Metric.Workaround, Metric.Resolution, Metric.CustomerAnswer, Metric.Callback];

    public static PromiseSaid Of(Viewer v, OwnPromise p)
    {
        var (tone, sign) = p.State switch
        {
            ClockState.Overdue or ClockState.MetLate => ("late", "alert-triangle"),
            ClockState.DueSoon => ("soon", "flag"),
            ClockState.Paused => ("paused", "player-pause"),
            ClockState.Met => ("ok", "circle-check"),
            ClockState.Active => ("ok", "clock"),
            _ => ("none", "circle-minus"),
        };
        return new(tone, sign, v.Words.Clocks.State(p.State), Say(v, p), Add(v, p));
    }

    private static string Say(Viewer v, OwnPromise p) => p.State switch
    {
        ClockState.Paused => v.Say("own.on-hold", Name(v, p)),
        ClockState.Active or ClockState.DueSoon => p.Due is { } due ? Due(v, p, due) : v.Say("own.no-due", Name(v, p)),
        ClockState.Met => Done(v, p),
        ClockState.MetLate => Done(v, p),
        ClockState.Overdue => v.Say(p.Stopped is null ? "own.overdue" : "own.broken", Name(v, p), Promised(v, p)),
        ClockState.Cancelled => v.Say("own.cancelled", Name(v, p)),
        ClockState.Waived => v.Say("own.waived", Name(v, p)),
        _ => v.Say("own.not-applicable", Name(v, p)),
    };

    private static string? Add(Viewer v, OwnPromise p) => p.State switch
    {
        ClockState.Paused when p.Pauses is [.., { To: null } pause] => Pause(v, pause) + (p.Remaining is { } left && left > Duration.Zero ? " " + v.Say("own.remaining", v.Rough(left)) : ""),
        ClockState.Active or ClockState.DueSoon when p.Due < v.Now && p.Last is { } last => v.Say("own.until-last", v.Moment(last)),
        ClockState.Met when (p.Due ?? p.OriginalDue) is { } due => p.Stopped > due && p.Last is not null ? v.Say("own.in-time-last", v.Moment(due)) : v.Say("own.in-time", v.Moment(due)),
        ClockState.MetLate when p is { Stopped: { } stopped, VerdictAt: { } broke } => v.Say("own.late", v.Rough(stopped - broke), v.Moment(p.Due ?? broke)),
        ClockState.Overdue when p is { Stopped: null, VerdictAt: { } broke } => v.Say("own.sorry", v.Rough(v.Now - broke)),
        ClockState.Active or ClockState.DueSoon when p.Pauses.Count > 0 && p is { OriginalDue: { } first, Due: { } due } && first < due => v.Say("own.moved", v.Moment(first)),
        _ => null,
    };

    public static string Pause(Viewer v, OwnPause pause)
    {
        var reason = v.Words.Clocks.Has("reason." + pause.Reason) ? v.Words.Clocks["reason." + pause.Reason] : pause.Reason is "" or "other" ? "" : pause.Reason;
        var account = v["party-account." + pause.Party.ToString().ToLowerInvariant()];
        var why = reason.Length > 0 ? $"{reason}, {account}" : account;
        return pause.To is { } to ? v.Say("own.pause-from-to", v.Moment(pause.From), v.Moment(to), why) : v.Say("own.pause-since", v.Moment(pause.From), why);
    }

    private static string Due(Viewer v, OwnPromise p, Instant due) => Known.Contains(p.Metric) ? v.Say("own.do." + p.Metric, v.Moment(due)) : v.Say("own.do.other", Name(v, p), v.Moment(due));

    private static string Done(Viewer v, OwnPromise p) => p.Stopped is not { } at ? Name(v, p)
        : Known.Contains(p.Metric) ? v.Say("own.did." + p.Metric, v.Moment(at)) : v.Say("own.did.other", Name(v, p), v.Moment(at));

    private static string Promised(Viewer v, OwnPromise p) => (p.Due ?? p.VerdictAt ?? p.OriginalDue) is { } due ? v.Moment(due) : "–";

    public static string Name(Viewer v, OwnPromise p) => v.Words.Clocks.Metric(p.Metric, p.Target) + (p.Cycle > 1 ? $" ({p.Cycle})" : "");
}
