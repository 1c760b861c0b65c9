using System.Collections.Immutable;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>A target compiled against the codes of a history: its terms by value, its pauses by status.</summary>
internal sealed class LaneProgram
{
    private readonly ColumnTerms?[] _terms;
    private readonly int[]? _by, _calendarBy;
    private readonly ColumnMatch _when;
    private readonly int _values;

    private LaneProgram(Target target, int index, ColumnTerms?[] terms, int[]? by, int[]? calendarBy, int values, ColumnMatch when, bool[][] pausedBy)
    {
        (Metric, Index, Pauses, PausedBy) = (target.Metric, index, target.Pause, pausedBy);
        (_terms, _by, _calendarBy, _values, _when) = (terms, by, calendarBy, values, when);
    }

    public Metric Metric { get; }
    public int Index { get; }
    public ImmutableArray<PauseRule> Pauses { get; }
    /// <summary>By rule, then by code of a status: whether it pauses.</summary>
    public bool[][] PausedBy { get; }

    public static LaneProgram? Compile(Agreement agreement, Target target, int index, CalendarSet calendars, HistoryReplay replay)
    {
        var history = replay.History;
        if (!IsPlain(target))
            return null;
        var calendarBy = target.CalendarBy ?? target.By;
        var byCodes = CodesOf(history, target.By);
        var calendarCodes = calendarBy == target.By ? null : CodesOf(history, calendarBy);
        var values = byCodes is null && calendarCodes is null ? 1 : history.Values.Length;
        // A field of very many values would make a table of terms larger than the history.
        if (calendarCodes is not null && (long)values * values > 1_000_000)
            return null;
        var terms = new ColumnTerms?[values * (calendarCodes is null ? 1 : values)];
        for (var i = 0; i < terms.Length; i++)
        {
            var by = target.By is null ? null : Text(history, i % values);
            var calendar = calendarBy is null ? null : calendarCodes is null ? by : Text(history, i / values);
            terms[i] = TermsFor(target, calendars, by, calendar);
        }
        bool[][] pausedBy = [.. target.Pause.Select(p => replay.Names.Select(v => ((FieldIs)p.While).Field.Holds(v.Length == 0 ? null : v)).ToArray())];
        return new LaneProgram(target, index, terms, byCodes, calendarCodes, values, ColumnMatch.Compile(target.When, history), pausedBy);
    }

    private static string? Text(History history, int code) => history.Values[code] is { Length: > 0 } text ? text : null;

    private static bool IsPlain(Target t) =>
        t is { Metric: Metric.FirstResponse or Metric.NextResponse or Metric.Resolution, MeasureOnly: false, Response: ResponseBy.Reply, BotsCount: false, NotesCount: false, BoundaryClose: false, IgnoreThanks: false }
        && t is { Start: null, Stop: null, Reset: null } && !(t.Metric == Metric.NextResponse && t.Recurs == Recurs.EachReply)
        && t.By is not ("agent" or "team" or "status") && t.CalendarBy is not ("agent" or "team" or "status")
        && t.Pause.Length <= 4 && t.Pause.All(p => p.While is FieldIs { Field.Field: "status" });

    private static ColumnTerms? TermsFor(Target target, CalendarSet calendars, string? by, string? calendarBy)
    {
        var calendar = calendars[target.Calendar.For(calendarBy) ?? CalendarSet.AlwaysOpen];
        return target.Within.For(by) switch
        {
            WorkingTime w => new ColumnTerms((long)w.Length.TotalMilliseconds, InClockTime: false, calendar),
            ClockTime w => new ColumnTerms((long)w.Length.TotalMilliseconds, InClockTime: true, calendar),
            _ => null,
        };
    }

    private static int[]? CodesOf(History history, string? field) =>
        field is null ? null : history.FieldNames.IndexOf(field) is >= 0 and var column ? history.Fields[column] : new int[history.Count];

    public bool Fits(int ticket) => _when.Fits(ticket);

    /// <summary>Null when the promise is of another kind, or there is none.</summary>
    public ColumnTerms? TermsOf(int ticket)
    {
        var by = _by is null ? 0 : _by[ticket];
        return _terms[_calendarBy is null ? by : _calendarBy[ticket] * _values + by];
    }
}

/// <summary>A <see cref="Match"/> over the first fields of tickets, compiled to codes.</summary>
internal sealed class ColumnMatch
{
    private readonly (int[] Codes, bool[] Holds)[] _fields;

    private ColumnMatch((int[], bool[])[] fields) => _fields = fields;

    public static ColumnMatch Compile(Match match, History history) => new([.. match.Fields.Select(f =>
    {
        var column = history.FieldNames.IndexOf(f.Field);
        var holds = history.Values.Select(v => f.Holds(v.Length == 0 ? null : v)).ToArray();
        return (column < 0 ? new int[history.Count] : history.Fields[column], holds);
    })]);

    public bool Fits(int ticket)
    {
        foreach (var (codes, holds) in _fields)
            if (!holds[codes[ticket]])
                return false;
        return true;
    }
}
