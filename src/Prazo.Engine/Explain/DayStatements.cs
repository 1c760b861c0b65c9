using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Explain;

/// <summary>The steps to the end of a promise in days as statements, one whole sentence a step.</summary>
public static class DayStatements
{
    /// <summary>One statement a step, in order.</summary>
    public static ImmutableArray<Statement> Of(ImmutableArray<DayStep> steps)
    {
        var moves = steps.Any(s => s is MovedBy);
        return [.. steps.Select(s => s is UnmovedEnd end ? Statement.Of(moves ? "days.unmoved" : "days.end", ("at", new MomentValue(end.At))) : Of(s))];
    }

    private static Statement Of(DayStep step) => step switch
    {
        CountStart s => Statement.Of(s.Restarted ? "days.restart" : "days.start",
            ("local", new WallValue(s.Local)), ("calendar", new TextValue(s.Calendar)), ("zone", new TextValue(s.Zone))),
        StartMoved s => Statement.Of("days.rule." + s.Rule, ("limit", new TimeOfDayValue(s.Limit ?? default)), ("to", new WallValue(s.To))),
        DaysAdded s => Statement.Of("days.added", ("limit", new TimeOfDayValue(s.CutOff)), ("n", new NumberValue(s.Days))),
        DaysCounted s => Counted(s),
        DaysSkipped s => Statement.Of($"days.skipped.{SkipKey(s.Why)}{One(s.First, s.Last)}",
            ("first", new DayValue(s.First)), ("last", new DayValue(s.Last)), ("name", new TextValue(Words.NameOf(s.Why))), ("calendar", new TextValue(s.Calendar))),
        MonthsCounted s => Statement.Of(s.Clamped ? "days.months.clamped" : "days.months",
            ("n", new NumberValue(s.Months)), ("first", new DayValue(s.First)), ("last", new DayValue(s.Last))),
        EndChosen s => Statement.Of((s.Onward && s.Rule != EndRule.NextOpening ? "days.onward." : "days.end.") + s.Rule,
            ("time", new TimeOfDayValue(s.Local.TimeOfDay)), ("local", new WallValue(s.Local))),
        EndPassed s => Statement.Of("days.passed", ("first", new DayValue(s.Date)), ("local", new WallValue(s.Local))),
        _ => Move(step),
    };

    private static Statement Move(DayStep step) => step switch
    {
        PauseAdded s => Statement.Of($"days.{(s.Why is ClosedUntilReopened ? "closed" : "pause")}.{MeasureKey(s.Working)}",
            ("from", new MomentValue(s.From)), ("to", new MomentValue(s.To)), ("reason", new TextValue(Words.NameOf(s.Why))),
            ("length", new LengthValue(s.Length)), ("calendar", new TextValue(s.Calendar))),
        ExtensionAdded s => Statement.Of("days.extension", ("length", new LengthValue(s.Length))),
        PausesIgnored => Statement.Of("days.ignored"),
        MovedBy s => Statement.Of("days.moved-by." + MeasureKey(s.Working), ("length", new LengthValue(s.Length))),
        MovedThrough { Days: > 0 } s => Statement.Of("days.through",
            ("from", new MomentValue(s.Segment.From)), ("to", new MomentValue(s.Segment.To)), ("working", new LengthValue(s.Segment.Working)), ("n", new NumberValue(s.Days))),
        MovedThrough s => Words.StatementOf(s.Segment),
        MovedEnd s => Statement.Of("days.moved-end", ("at", new MomentValue(s.At))),
        ShareOfFirstDay s => Statement.Of("days.share.first", ("first", new DayValue(s.Date)),
            ("worked", new LengthValue(s.Worked)), ("length", new LengthValue(s.Length)), ("rest", new LengthValue(s.Length - s.Worked))),
        ShareOfLastDay s => Statement.Of("days.share.last", ("n", new NumberValue(s.Number)), ("of", new NumberValue(s.Of)), ("first", new DayValue(s.Date)),
            ("length", new LengthValue(s.Length)), ("share", new LengthValue(s.Share))),
        WorkingTimeOfDays s => Statement.Of("days.share.sum", ("length", new LengthValue(s.Length))),
        _ => throw new InvalidOperationException(step.GetType().Name),
    };

    private static Statement Counted(DaysCounted s)
    {
        var kind = s.Working is not null ? "days.working" : s.Business ? "days.counted" : "days.calendar";
        var form = s.Business && (s.Hours.IsEmpty || s.ClosedBetween > 0) ? ".over" : One(s.First, s.Last);
        return Statement.Of(kind + form, ("n", new NumberValue(s.From)), ("m", new NumberValue(s.To)), ("of", new NumberValue(s.Of)),
            ("first", new DayValue(s.First)), ("last", new DayValue(s.Last)), ("hours", new HoursValue(s.Hours)),
            ("closed", new NumberValue(s.ClosedBetween)), ("working", new LengthValue(s.Working ?? Duration.Zero)));
    }

    private static string One(LocalDate first, LocalDate last) => first == last ? ".one" : "";

    private static string SkipKey(Why why) => why switch { OnHoliday => "holiday", OnSpecialDay => "special", _ => "closed" };

    private static string MeasureKey(bool working) => working ? "working" : "clock";

    /// <summary>The kind of a step as a code, as in JSON.</summary>
    public static string KeyOf(DayStep step) => step switch
    {
        CountStart => "start",
        StartMoved => "start-rule",
        DaysAdded => "days-added",
        DaysCounted => "counted",
        DaysSkipped => "skipped",
        MonthsCounted => "months",
        EndChosen => "time",
        EndPassed => "passed",
        UnmovedEnd => "end",
        PauseAdded => "pause",
        ExtensionAdded => "extension",
        PausesIgnored => "pauses-ignored",
        MovedBy => "moved-by",
        MovedThrough => "moved-through",
        MovedEnd => "moved-end",
        ShareOfFirstDay => "share-of-first-day",
        ShareOfLastDay => "share-of-last-day",
        WorkingTimeOfDays => "working-time",
        _ => throw new InvalidOperationException(step.GetType().Name),
    };
}
