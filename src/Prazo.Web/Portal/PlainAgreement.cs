using System.Globalization;
using System.Text.Json;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Web.Screen;

namespace Prazo.Web.Portal;

/// <summary>A part of an agreement in plain words.</summary>
public sealed record PlainSection(string Title, IReadOnlyList<string> Lines);

/// <summary>An agreement as its customer reads it: generated from its rules, so that the words cannot say anything else than what is counted.</summary>
public sealed record PlainAgreement(string Id, int Version, string Title, string Term, IReadOnlyList<PlainSection> Sections)
{
    public static PlainAgreement Of(ScreenWords w, Agreement a, CalendarSet calendars, Instant now)
    {
        var targets = a.Targets.Where(t => t is { MeasureOnly: false, Metric: not (Metric.Ownership or Metric.AgentWork) } && !t.Within.IsEmpty).ToList();
        var clauses = PlainClauses.Of(w, a.Document["clauses"]).ToList();
        return new(a.Id, a.Version, a.Titles.GetValueOrDefault(w.Language, a.Title) is { Length: > 0 } title ? title : a.Id, Holds(w, a),
        [
            .. clauses.Where(c => c.Key == "services").Select(c => c.Section),
            .. Hours(w, a, calendars, targets, now),
            .. targets.OrderBy(t => t.Party == Party.Customer).Select(t => Target(w, t)),
            .. Objectives(w, a),
            .. PlainClauses.Penalties(w, a),
            .. clauses.Where(c => c.Key != "services").Select(c => c.Section),
        ]);
    }

    private static string Holds(ScreenWords w, Agreement a)
    {
        string Date(LocalDate date) => w.Clocks.Form.Date(date, true);
        return (a.From, a.To) switch
        {
            ({ } from, { } to) => w.Say("plain.term", Date(from), Date(to)),
            ({ } from, null) => w.Say("plain.since", Date(from)),
            (null, { } to) => w.Say("plain.up-to", Date(to)),
            _ => w["plain.always-holds"],
        };
    }

    private static IEnumerable<PlainSection> Hours(ScreenWords w, Agreement a, CalendarSet calendars, IReadOnlyList<Target> targets, Instant now)
    {
        var used = targets.SelectMany(t => t.Calendar.Values.Values.Append(t.Calendar.Else)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        // What is promised day and night says so itself.
        if (used.Count > 1)
            used.Remove(CalendarSet.AlwaysOpen);
        foreach (var id in used)
            if (HoursWords.Of(w, a, calendars, id, now) is { Count: > 0 } lines)
                yield return new PlainSection(used.Count == 1 ? w["plain.hours"] : w.Say("plain.hours-of", id), lines);
    }

    private static PlainSection Target(ScreenWords w, Target t)
    {
        var lines = new List<string>(Promises(w, t));
        foreach (var field in t.When.Fields)
            lines.Add(w.Say(field.Negated ? "plain.not-for" : "plain.only-for", FieldName(w, field.Field), string.Join(", ", field.Values.Select(v => Value(w, field.Field, v)))));
        var all = t.Within.Values.Values.Append(t.Within.Else).OfType<Within>().ToList();
        lines.AddRange(all.SelectMany(x => WithinWords.Start(w, x)).Distinct(StringComparer.Ordinal));
        if (t.Metric is Metric.FirstResponse or Metric.NextResponse && t is { BotsCount: false, Response: ResponseBy.Reply })
            lines.Add(w["plain.person-counts"]);
        foreach (var pause in t.Pause)
            lines.Add(w.Say("plain.pause", Reason(w, pause), w["party-account." + pause.Party.ToString().ToLowerInvariant()]));
        if (!t.BoundaryClose && all.Exists(x => x is WorkingTime or WorkingDays))
            lines.Add(w["plain.two-ends"]);
        if (t.Metric == Metric.Resolution)
            lines.Add(w["plain.reopen-" + Word(t.Reopen.Rule)] + (t.Reopen.Limit is { } limit ? " " + w.Say("plain.reopen-within", WithinWords.Of(w, limit)) : ""));
        return new PlainSection(w.Say(t.Party == Party.Customer ? "plain.yours" : "plain.ours", w.Clocks.Metric(t.Metric, t.Id)), lines);
    }

    private static IEnumerable<string> Promises(ScreenWords w, Target t)
    {
        foreach (var (value, within) in t.Within.Values.OrderBy(v => Rank(t.By, v.Key)).ThenBy(v => v.Key, StringComparer.Ordinal))
            yield return w.Say("plain.for-value", Value(w, t.By ?? "", value), Length(w, t, within, value));
        if (t.Within.Else is { } rest)
            yield return t.Within.Values.IsEmpty ? w.Say("plain.for-all", Length(w, t, rest, null)) : w.Say("plain.for-value", w["plain.otherwise"], Length(w, t, rest, null));
    }

    /// <summary>Working time of a calendar that is always open is time day and night; where there are several calendars, it is said on which it is counted.</summary>
    private static string Length(ScreenWords w, Target t, Within within, string? value)
    {
        var calendar = t.CalendarBy is null || t.CalendarBy == t.By ? t.Calendar.For(value) : null;
        if (calendar == CalendarSet.AlwaysOpen && within is WorkingTime time)
            return w.Say("plain.clock-time", w.Clocks.Form.Length(time.Length));
        return within is not (ClockTime or UntilDate or UntilField) && calendar is not null && t.Calendar.Values.Values.Append(t.Calendar.Else).OfType<string>().Where(c => c != CalendarSet.AlwaysOpen).Distinct().Count() > 1
            ? w.Say("plain.on-calendar", WithinWords.Of(w, within), calendar) : WithinWords.Of(w, within);
    }

    private static int Rank(string? field, string value) => field == "priority" && Array.IndexOf(["critical", "urgent", "high", "normal", "low"], value.ToLowerInvariant()) is >= 0 and var rank ? rank : 99;

    private static IEnumerable<PlainSection> Objectives(ScreenWords w, Agreement a)
    {
        var lines = a.Objectives.Select(o => w.Say("plain.objective", NameOf(w, a, o.Target), w.Clocks.Form.Number(o.AtLeast), w["plain.per-" + Word(o.Per)])).ToList();
        if (lines.Count > 0)
            yield return new PlainSection(w["plain.objectives"], lines);
    }

    internal static string NameOf(ScreenWords w, Agreement a, string target) => a.Targets.FirstOrDefault(t => t.Id == target) is { } t ? w.Clocks.Metric(t.Metric, t.Id) : target;

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Reason(ScreenWords w, PauseRule pause) => w.Clocks.Has("reason." + pause.Reason) ? w.Clocks["reason." + pause.Reason] : pause.Reason;

    private static string FieldName(ScreenWords w, string field) => w.Has("field." + field) ? w["field." + field].ToLower(CultureInfo.InvariantCulture) : field;

    private static string Value(ScreenWords w, string field, string value) => w.Has($"{field}.{value}") ? w[$"{field}.{value}"] : value;
}
