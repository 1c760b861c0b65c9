using System.Collections.Immutable;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Agreements;

/// <summary>Reads and judges how customers are asked what they think.</summary>
internal static class SatisfactionReader
{
    private const string FollowUpKey = TicketFields.FollowUp;
    private static readonly Within Month = new CalendarDays("30 calendar days", 30, null, StartRules.None);

    public static Satisfaction? Read(Cursor at, ImmutableArray<string> calendars)
    {
        if (!at.IsMap)
            return null;
        var scale = at["ask"].Word(Names.SurveyScales) ?? SurveyScale.Csat;
        var (wait, remind, rest) = (at["wait"].WithinAlone(), at["remind"].WithinAlone(), at["rest"].WithinAlone());
        var expires = at["expires"].WithinAlone() ?? Month;
        foreach (var (key, within) in new[] { ("wait", wait), ("remind", remind), ("expires", expires), ("rest", rest) })
            if (within is UntilDate)
                at[key].Error("no-length", $"`{within}` is one date for all surveys", "write a length or days, such as `3 calendar days`");
        if (expires is ClockTime { Length: var end } && remind is ClockTime { Length: var again } && again >= end || expires is CalendarDays { Days: var days } && remind is CalendarDays { Days: var after } && after >= days)
            at["remind"].Warn("idle-reminder", $"after {remind} the survey has expired", "remind earlier than `expires:`");
        return new Satisfaction(scale, AgreementReader.ReadTitles(at["question"]), [.. at["reasons"].Entries.Select(r => new SurveyReason(r.Key, AgreementReader.ReadTitles(r.Value)))], at.At)
        {
            Wait = wait, Remind = remind, Expires = expires, Rest = rest, Sample = at["sample"].Percent() ?? 100,
            Calendar = CalendarOf(at, [wait, remind, expires, rest], calendars), FollowUpBelow = at[FollowUpKey]["below"].Whole(scale.Least() + 1, scale.Most()),
        };
    }

    /// <summary>The promise that a low mark starts: a ticket of the type follow-up is opened, and this is its clock.</summary>
    public static Target? FollowUp(Cursor root, TicketStatuses statuses, ImmutableArray<string> calendars)
    {
        var at = root["satisfaction"][FollowUpKey];
        if (!at.IsMap || at["within"].Within() is not { } within)
            return null;
        if (within is ShareOf or UntilField or UntilDate)
            at["within"].Error("no-length", $"`{within}` is no length from the low mark on", "write a length or days, such as `4h` or `1 business day`");
        var promise = ByValue<Within>.One(within);
        var ends = statuses.Resolved.Union(statuses.Closed).Order(StringComparer.Ordinal).ToImmutableArray();
        return new Target(FollowUpKey, Metric.Custom, null, promise, ByValue<string>.One(at["calendar"].Text ?? TargetReader.DefaultCalendar(at, promise, calendars)),
            new Match([new FieldIn(TicketFields.Type, [TicketFields.FollowUp], false, at.At)]), false, at.At)
        {
            Start = new EventIs("created", at.At), Stop = new FieldIs(new FieldIn("status", ends, false, at.At)), Warn = [.. at["warn"].Items.Select(TargetReader.ReadWarning).OfType<Warning>()],
        };
    }

    /// <summary>Whether a target was made from <c>satisfaction:</c> and not written among the targets.</summary>
    public static bool Made(LintScene scene, Target target) => target.Id == FollowUpKey && (scene.Root["targets"].Node as MapNode)?[FollowUpKey] is null;

    /// <summary>Follow-ups that the agreement itself would not take have no clock.</summary>
    public static void Check(LintScene scene)
    {
        var at = scene.Root["satisfaction"];
        if (at[FollowUpKey].IsMap && scene.Agreement.Applies.Fields.Any(f => f.Field == TicketFields.Type && !f.Holds(TicketFields.FollowUp)))
            at[FollowUpKey].Warn("idle-follow-up", "follow-ups are tickets of the type follow-up, and the agreement is not for these", $"add {TicketFields.FollowUp} to the types under `applies:`");
        if (scene.Agreement.Satisfaction is { Sample: 0 })
            at["sample"].Warn("idle-survey", "nobody is asked when the sample is nobody", "write more, or leave `satisfaction:` out");
    }

    private static string CalendarOf(Cursor at, IEnumerable<Within?> times, ImmutableArray<string> calendars) =>
        at["calendar"].Text ?? (times.Any(w => w is WorkingTime or WorkingDays or BusinessDays) ? TargetReader.DefaultCalendar(at, ByValue<Within>.One(times.First(w => w is WorkingTime or WorkingDays or BusinessDays)!), calendars) : CalendarSet.AlwaysOpen);
}
