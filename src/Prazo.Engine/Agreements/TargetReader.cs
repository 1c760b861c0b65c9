using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Reads targets and duties.</summary>
internal static class TargetReader
{
    /// <summary>Duties are targets beside those written as such.</summary>
    public const string DutyPrefix = "duty-customer-";

    public static ImmutableArray<Target> ReadAll(Cursor root, TicketStatuses statuses, ImmutableArray<string> calendars)
    {
        var targets = ImmutableArray.CreateBuilder<Target>();
        foreach (var (id, keyAt, target) in root["targets"].Entries)
            if (target.IsMap)
                targets.Add(Read(id, keyAt, target, calendars, null));
        foreach (var (duty, keyAt, at) in root["duties"]["customer"].Entries)
            Add(ReadDuty(DutyPrefix + duty, keyAt, at, calendars), "the customer's duty has this name already");
        if (SatisfactionReader.FollowUp(root, statuses, calendars) is { } followUp)
            Add(followUp, "what low marks start has this name already");
        return targets.ToImmutable();

        void Add(Target target, string clash)
        {
            if (targets.FirstOrDefault(t => t.Id == target.Id) is { } taken)
                root.Reading.Error("duplicate-id", taken.At, Nodes.Join("targets", taken.Id), clash, "choose another id");
            targets.Add(target);
        }
    }

    private static Target ReadDuty(string id, Position keyAt, Cursor at, ImmutableArray<string> calendars)
    {
        if (at.IsMap)
            return Read(id, keyAt, at, calendars, Metric.CustomerAnswer) is var full && at["party"].Exists ? full : full with { Party = Party.Customer };
        var within = at.Within();
        var promise = within is null ? ByValue<Within>.Empty : ByValue<Within>.One(within);
        return new Target(id, Metric.CustomerAnswer, null, promise, ByValue<string>.One(DefaultCalendar(at, promise, calendars)), Match.Any, false, keyAt) { Party = Party.Customer };
    }

    private static Target Read(string id, Position keyAt, Cursor at, ImmutableArray<string> calendars, Metric? metric)
    {
        metric = at["metric"].Word(Names.Metrics) ?? metric ?? Names.Metrics.Find(id);
        if (metric is null && !at["metric"].Exists)
            at.Reading.Error("missing-metric", keyAt, at.Path, $"{id} does not say what it measures", Suggestion.For(id, Names.Metrics.Keys) is { } near
                ? $"write `metric: {near}`, or name the target {near}" : "write `metric:` and one of " + string.Join(", ", Names.Metrics.Keys));
        var by = at["by"].Text;
        var within = ReadBy(at["within"], by, c => c.Within());
        var calendarBy = at["calendar"].IsMap ? at["calendar"]["by"].Text : null;
        var calendar = ReadBy(at["calendar"], calendarBy ?? by, c => c.Text);
        CheckBy(at, by, calendarBy);
        CheckPromise(at, keyAt, within);
        if (calendar.IsEmpty)
            calendar = ByValue<string>.One(DefaultCalendar(at, within, calendars));
        var target = new Target(id, metric ?? Metric.Custom, by, within, calendar, ConditionReader.ReadMatch(at["when"]), at["measure"].Flag, keyAt) { CalendarBy = calendarBy };
        target = ReadChanges(ReadClockRules(target, at), at);
        if (target.Metric == Metric.Custom && metric is not null)
            foreach (var (key, condition) in new[] { ("start", target.Start), ("stop", target.Stop) })
                if (condition is null && !at[key].Exists)
                    at.Reading.Error("missing-condition", keyAt, at.Path, $"a custom target needs to say when it {key}s", $"write `{key}: {{ event: … }}` or `{key}: {{ status: … }}`");
        return target;
    }

    private static Target ReadClockRules(Target target, Cursor at) => target with
    {
        Warn = [.. at["warn"].Items.Select(ReadWarning).OfType<Warning>()],
        Pause = [.. at["pause"].Items.Select(ReadPause).OfType<PauseRule>()],
        Recurs = at["recurs"].Word(Names.RecursRules) ?? Recurs.FromStop,
        MissedOpensNext = at["missed-opens-next"].Flag,
        Response = at["response"].Word(Names.Responses) ?? ResponseBy.Reply,
        BotsCount = at["bots"].Flag,
        NotesCount = at["notes"].Flag,
        IgnoreThanks = at["ignore-thanks"].Flag,
        BoundaryClose = at["boundary"].Text == "close",
        PausesExtend = at["pauses"].Text == "extend",
        MissedCall = at["missed-call"].Word(Names.MissedCalls) ?? MissedCall.Normal,
        Merge = at["merge"].Word(Names.Merges) ?? MergeRule.Earliest,
        CountIn = at["count-in"].Word(Names.CountIns) ?? CountIn.Verdict,
        ExtensionCap = at["extension-cap"].Length(),
        Start = ConditionReader.Read(at["start"]),
        Stop = ConditionReader.Read(at["stop"]),
        Reset = ConditionReader.Read(at["reset"]),
        Party = at["party"].Word(Names.Parties) ?? Party.Provider,
        Supports = [.. at["supports"].Texts],
    };

    private static Target ReadChanges(Target target, Cursor at)
    {
        var change = at["on-change"];
        var up = change.IsMap ? change["up"] : change;
        var down = change.IsMap ? change["down"] : change;
        return target with
        {
            Up = up.Word(Names.OnChanges) ?? OnChange.Carry,
            Down = down.Word(Names.OnChanges) ?? OnChange.Carry,
            Heals = at["heals"].Flag,
            Reopen = ReadReopen(at["reopen"]),
        };
    }

    private static Reopen ReadReopen(Cursor at)
    {
        if (at.Text is not { } text)
            return new Reopen(ReopenRule.Resume, null);
        var words = text.Split(" within ", 2, StringSplitOptions.TrimEntries);
        if (Names.Reopens.Find(words[0].Trim()) is not { } rule)
        {
            at.Error("unknown-word", $"{StructureCheck.Quoted(words[0])} is not one of {string.Join(", ", Names.Reopens.Keys)}", Suggestion.For(words[0], Names.Reopens.Keys) is { } near ? $"did you mean {near}?" : "write for example `resume within 7 calendar days`");
            return new Reopen(ReopenRule.Resume, null);
        }
        if (words.Length == 1)
            return new Reopen(rule, null);
        var (limit, problem) = WithinParser.Parse(words[1], at.TextAt with { Column = at.TextAt.Column + text.LastIndexOf(words[1], StringComparison.Ordinal) }, at.Path);
        if (problem is not null)
            at.Reading.Problems.Add(problem);
        return new Reopen(rule, at.Alone(limit));
    }

    internal static Warning? ReadWarning(Cursor at)
    {
        if (at.Text is not { } text)
            return null;
        var (warning, problem) = WarningParser.Parse(text, at.TextAt, at.Path);
        if (problem is not null)
            at.Reading.Problems.Add(problem);
        return warning;
    }

    private static PauseRule? ReadPause(Cursor at)
    {
        if (ConditionReader.Read(at, "party", "reason") is not { } condition)
            return null;
        return new PauseRule(condition, at["reason"].Text ?? Conditions.Short(condition), at["party"].Word(Names.Parties) ?? Party.Nobody, at.At);
    }

    private static ByValue<T> ReadBy<T>(Cursor at, string? by, Func<Cursor, T?> read) where T : class
    {
        if (!at.IsMap)
            return read(at) is { } one ? ByValue<T>.One(one) : ByValue<T>.Empty;
        if (by is null)
            at.Error("missing-by", "values by … which field?", "write `by: priority` (or another field) beside it");
        // Field values are compared ignoring case, here as in `when`.
        var values = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.OrdinalIgnoreCase);
        T? other = null;
        foreach (var (key, keyAt, value) in at.Entries)
        {
            if (key == "by")
                continue;
            var item = read(value);
            if (key == "else")
                other = item;
            else if (values.ContainsKey(key))
                at.Reading.Error("duplicate-key", keyAt, value.Path, $"{key} stands here twice; upper and lower case are the same", "keep one of them");
            else if (item is not null)
                values[key] = item;
        }
        return new ByValue<T>(values.ToImmutable(), other);
    }

    private static void CheckBy(Cursor at, string? by, string? calendarBy)
    {
        if (by is not null && !at["within"].IsMap && !(at["calendar"].IsMap && calendarBy is null))
            at["by"].Warn("idle-by", $"by {by} chooses nothing: within and calendar are single values", "leave it out, or write within by value");
    }

    private static void CheckPromise(Cursor at, Position keyAt, ByValue<Within> within)
    {
        var measured = at["measure"].Flag;
        if (!at["within"].Exists && !measured)
            at.Reading.Error("missing-within", keyAt, at.Path, "this target promises nothing", "write `within: 4h`, or `measure: true` to measure only");
        else if (at["within"].IsMap && within.IsEmpty && !at.Reading.HasErrors)
            at["within"].Error("missing-within", "no duration is written for any value", "write one per value, such as `high: 4h`");
        else if (measured && at["within"].Exists)
            at["measure"].Error("measured-promise", "a measured target promises nothing, but this one says within", "leave out one of them");
    }

    /// <summary>The agreement's only calendar, else <c>24x7</c>, where no working time is counted.</summary>
    internal static string DefaultCalendar(Cursor at, ByValue<Within> within, ImmutableArray<string> calendars)
    {
        if (calendars.Length == 1)
            return calendars[0];
        if (within.Values.Values.Append(within.Else).Any(w => w is WorkingTime or WorkingDays or BusinessDays))
            at.Error("missing-calendar", "working time and business days need a calendar", calendars.Length == 0
                ? "write `calendar: 24x7`, or describe one under `calendars:`" : "write `calendar:` and one of " + string.Join(", ", calendars));
        return Calendars.CalendarSet.AlwaysOpen;
    }
}
