using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>A promise in sentences: how long, for which tickets, from when, and what its time does.</summary>
internal static class TargetSentences
{
    public static DocumentPart Of(DocumentWriter d, Target t)
    {
        var own = t.Party == Party.Customer;
        var room = Room(d, t);
        var all = t.Within.Values.Values.Append(t.Within.Else).OfType<Within>().ToList();
        var lines = new List<Sentence>(Promises(d, t, room));
        if (!IsFollowUp(d, t))
            lines.AddRange(d.Only(t.When, "plain.only-for", "plain.not-for").Select(o => d.Say(o.Text, [.. room, "when", o.Field])));
        lines.AddRange(all.SelectMany(x => WithinWords.Start(d.W, x)).Distinct(StringComparer.Ordinal).Select(s => d.Say(s, [.. room, "within"])));
        if (t.Metric is Metric.FirstResponse or Metric.NextResponse)
            lines.AddRange(Response(d, t, room));
        for (var i = 0; i < t.Pause.Length; i++)
            lines.Add(d.Say(d.W.Say("plain.pause", Reason(d.W, t.Pause[i]), d.W["party-account." + t.Pause[i].Party.ToString().ToLowerInvariant()]), [.. room, "pause", i.ToString(System.Globalization.CultureInfo.InvariantCulture)]));
        if (t.PausesExtend && all.Exists(x => x is UntilDate or UntilField))
            lines.Add(d.Say(d.W["doc.pauses-extend"], [.. room, "pauses"]));
        if (t.By is { } by && !t.Within.Values.IsEmpty)
            lines.AddRange(Changes(d, t, by, room));
        // What is always open has no closing at which a promise could end.
        if (!t.BoundaryClose && all.Exists(x => x is WorkingTime or WorkingDays) && t.Calendar.Values.Values.Append(t.Calendar.Else).Any(c => c is not (null or CalendarSet.AlwaysOpen)))
            lines.Add(d.Say(d.W["plain.two-ends"], [.. room, "boundary"]));
        if (t.Metric == Metric.Resolution)
            lines.Add(d.Say(d.W["plain.reopen-" + DocumentWriter.Word(t.Reopen.Rule)] + (t.Reopen.Limit is { } limit ? " " + d.W.Say("plain.reopen-within", WithinWords.Of(d.W, limit)) : ""), [.. room, "reopen"]));
        if (t.Metric == Metric.SpeedOfAnswer)
            lines.Add(d.Say(d.W["doc.missed-call-" + DocumentWriter.Word(t.MissedCall)], [.. room, "missed-call"]));
        if (t.ExtensionCap is { } cap)
            lines.Add(d.Say(d.W.Say("doc.extension-cap", WithinWords.Of(d.W, cap)), [.. room, "extension-cap"]));
        return new DocumentPart(d.W.Say(own ? "plain.yours" : "plain.ours", d.W.Clocks.Metric(t.Metric, t.Id)), lines);
    }

    /// <summary>What is watched without a promise.</summary>
    public static IEnumerable<DocumentPart> Measured(DocumentWriter d)
    {
        var lines = d.A.Targets.Where(t => t is { MeasureOnly: true, Metric: not (Metric.Ownership or Metric.AgentWork) }).Select(t => d.Say(d.W.Say("doc.measured", d.W.Clocks.Metric(t.Metric, t.Id)), "targets", t.Id)).ToList();
        if (lines.Count > 0)
            yield return new DocumentPart(d.W["doc.measured-title"], lines);
    }

    /// <summary>Made from <c>satisfaction:</c>, for the tickets that low marks open.</summary>
    private static bool IsFollowUp(DocumentWriter d, Target t) => t.Id == TicketFields.FollowUp && (d.A.Document["targets"] as MapNode)?[t.Id] is null;

    /// <summary>Where a target is written: a customer's duty stands elsewhere.</summary>
    private static string[] Room(DocumentWriter d, Target t) =>
        (d.A.Document["targets"] as MapNode)?[t.Id] is null ? ["duties", "customer", "answer"] : ["targets", t.Id];

    private static IEnumerable<Sentence> Promises(DocumentWriter d, Target t, string[] room)
    {
        foreach (var (value, within) in t.Within.Values.OrderBy(v => Rank(d.A, t.By, v.Key)).ThenBy(v => v.Key, StringComparer.Ordinal).Where(v => d.Tells(t.By, v.Key)))
            yield return d.Say(Promise(d, t, t.By == "priority" ? d.W.Say("doc.who-priority", Small(d.Value("priority", value))) : d.W.Say("doc.who-field", d.Field(t.By ?? ""), d.Value(t.By ?? "", value)), Limit(d.W, t, within, value)), [.. room, "within", value]);
        if (t.Within.Else is { } rest)
            yield return d.Say(Promise(d, t, t.Within.Values.IsEmpty ? null : d.W["doc.who-else"], Limit(d.W, t, rest, null)), [.. room, "within", .. t.Within.Values.IsEmpty ? Array.Empty<string>() : ["else"]]);
    }

    /// <param name="who">Which tickets; null: all of them.</param>
    private static string Promise(DocumentWriter d, Target t, string? who, string limit)
    {
        const string Apart = "{0}: ";
        var key = IsFollowUp(d, t) ? "doc.says-follow-up" : $"doc.says-{DocumentWriter.Word(t.Metric)}{(t is { Metric: Metric.Turnaround, Stop: not null } ? "-own" : "")}";
        var template = d.W[d.W.Has(key) ? key : "doc.says-custom"];
        // What is said of each ticket needs no subject where it is said of all.
        return who is null && template.StartsWith(Apart, StringComparison.Ordinal)
            ? Large(string.Format(d.W.Numbers, template[Apart.Length..], "", limit, d.W.Clocks.Metric(t.Metric, t.Id)))
            : string.Format(d.W.Numbers, template, who ?? d.W["doc.who-all"], limit, d.W.Clocks.Metric(t.Metric, t.Id));
    }

    private static string Limit(ScreenWords w, Target t, Within within, string? value) => within switch
    {
        UntilDate u => w.Say("plain.until", w.Clocks.Form.Date(u.Date, true)),
        UntilField => w["doc.until-field"],
        _ => w.Say("doc.within", Length(w, t, within, value)),
    };

    /// <summary>Working time of a calendar that is always open is time day and night; where there are several calendars, it is said on which it is counted.</summary>
    private static string Length(ScreenWords w, Target t, Within within, string? value)
    {
        var calendar = t.CalendarBy is null || t.CalendarBy == t.By ? t.Calendar.For(value) : null;
        if (calendar == CalendarSet.AlwaysOpen && within is WorkingTime time)
            return w.Say("plain.clock-time", w.Clocks.Form.Length(time.Length));
        return within is not ClockTime && calendar is not null && t.Calendar.Values.Values.Append(t.Calendar.Else).OfType<string>().Where(c => c != CalendarSet.AlwaysOpen).Distinct().Count() > 1
            ? w.Say("plain.on-calendar", WithinWords.Of(w, within), calendar) : WithinWords.Of(w, within);
    }

    private static IEnumerable<Sentence> Response(DocumentWriter d, Target t, string[] room)
    {
        if (t.Response != ResponseBy.Reply)
            yield return d.Say(d.W["doc.response-" + DocumentWriter.Word(t.Response)], [.. room, "response"]);
        else if (!t.BotsCount)
            yield return d.Say(d.W["plain.person-counts"], [.. room, "response"]);
        else
            yield return d.Say(d.W["doc.bots-count"], [.. room, "bots"]);
    }

    /// <summary>What a change of the field does by which the promise is chosen.</summary>
    private static IEnumerable<Sentence> Changes(DocumentWriter d, Target t, string by, string[] room)
    {
        string Said(string when, OnChange rule) => d.W.Say("doc.change-" + DocumentWriter.Word(rule), d.W.Say("doc.change-" + when, d.Field(by)));
        if (t.Up == t.Down)
            yield return d.Say(Said("any", t.Up), [.. room, "on-change"]);
        else
        {
            yield return d.Say(Said("up", t.Up), [.. room, "on-change", "up"]);
            yield return d.Say(Said("down", t.Down), [.. room, "on-change", "down"]);
        }
        if (t.Heals)
            yield return d.Say(d.W["doc.heals"], [.. room, "heals"]);
    }

    private static string Reason(ScreenWords w, PauseRule pause) => w.Clocks.Has("reason." + pause.Reason) ? w.Clocks["reason." + pause.Reason] : pause.Reason;

    /// <summary>Most urgent first.</summary>
    private static int Rank(Agreement a, string? field, string value)
    {
        var order = field is null ? null : a.Orders.GetValueOrDefault(field) is { IsDefaultOrEmpty: false } own ? own.ToList() : null;
        return order?.FindIndex(o => string.Equals(o, value, StringComparison.OrdinalIgnoreCase)) is >= 0 and var rank ? rank : int.MaxValue;
    }

    private static string Small(string text) => text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static string Large(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
