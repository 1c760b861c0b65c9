using NodaTime;

namespace Prazo.Engine.Agreements;

/// <summary>What may follow a number of days or months, in any order, each once, commas between them as one likes: <c>by …</c> and the start rules.</summary>
internal sealed class DateLikeTail
{
    const string Rules =
        "after the days may stand `by 16:00`, `by close`, `by end of day`, `closed day keeping time`, `closed day at opening`, `from 17:00 at 08:30`, `from 17:00 at opening`, `before opening keep`, `before opening at opening`, `if before 10:00 else +1`, `else next opening`, `from opening`";

    readonly WithinReading reading;
    readonly bool countsDays;

    DateLikeTail(WithinReading reading, bool countsDays) => (this.reading, this.countsDays) = (reading, countsDays);

    public By? By { get; private set; }
    public StartRules Start { get; private set; } = StartRules.None;

    /// <summary>Null when something is wrong; the reading has the problem.</summary>
    /// <param name="countsDays">Days may be added by <c>else +1</c>; months have none.</param>
    public static DateLikeTail? Take(WithinReading reading, bool countsDays)
    {
        var tail = new DateLikeTail(reading, countsDays);
        while (!reading.AtEnd)
        {
            var first = reading.Current;
            if (reading.TryTake(",") && (reading.AtEnd || reading.Current.Is(",")))
                reading.Refuse(first, "duration-rest", "nothing follows this comma", Rules);
            else
                tail.TakeRule();
            if (reading.Problem is not null)
                return null;
        }
        return tail;
    }

    void TakeRule()
    {
        var first = reading.Current;
        if (reading.TryTake("by"))
            TakeBy(first);
        else if (reading.TryTake("closed", "day"))
            TakeClosedDay(first);
        else if (reading.TryTake("from", "opening"))
            Once(first, Start.FromOpening, Start with { FromOpening = true });
        else if (reading.TryTake("from"))
            TakeLate(first);
        else if (reading.TryTake("before", "opening"))
            TakeBeforeOpening(first);
        else if (reading.TryTake("if", "before"))
            TakeCutOff(first);
        else if (reading.TryTake("else", "next", "opening"))
            Once(first, HasElse, Start with { ElseNextOpening = true });
        else
            reading.Refuse(first, "duration-rest", $"`{reading.Excerpt(first.Offset)}` cannot follow here", Rules);
    }

    bool HasElse => Start.ElseNextOpening || Start.ElseAddDays > 0;

    void TakeBy(WithinToken first)
    {
        By? by = reading.TryTake("close") ? new ByClose()
            : reading.TryTake("end", "of", "day") ? new ByEndOfDay()
            : reading.Current.Kind == WithinTokenKind.Time && reading.TakeTime("by") is { } time ? new ByTime(time)
            : null;
        if (by is null)
            reading.Refuse(reading.Current, "duration-by", "`by` needs a time of day, `close` or `end of day`", "write `by 16:00`, `by close` or `by end of day`");
        else if (By is not null)
            Twice(first);
        else
            By = by;
    }

    void TakeClosedDay(WithinToken first)
    {
        reading.TryTake("next", "business", "day");
        if (TakeMove() is { } move)
            Once(first, Start.ClosedDay is not null, Start with { ClosedDay = move });
        else
            reading.Refuse(reading.Current, "duration-start", "`closed day` needs to say at what time the next business day starts", "write `closed day keeping time` or `closed day at opening`");
    }

    void TakeBeforeOpening(WithinToken first)
    {
        if (TakeMove() is { } move)
            Once(first, Start.BeforeOpening is not null, Start with { BeforeOpening = move });
        else
            reading.Refuse(reading.Current, "duration-start", "`before opening` needs to say whether the time is kept", "write `before opening keep` or `before opening at opening`");
    }

    StartMove? TakeMove() =>
        reading.TryTake("keeping", "time") || reading.TryTake("keep", "time") || reading.TryTake("keep") ? StartMove.KeepTime
        : reading.TryTake("at", "opening") || reading.TryTake("opening") ? StartMove.AtOpening
        : null;

    void TakeLate(WithinToken first)
    {
        if (reading.TakeTime("from") is not { } late)
            return;
        reading.TryTake("next", "business", "day");
        if (reading.TryTake("at", "opening"))
            Once(first, Start.Late is not null, Start with { Late = late, LateAt = null });
        else if (!reading.TryTake("at"))
            reading.Refuse(reading.Current, "duration-start", "`from` a time needs the time at which the next business day starts", "write `from 17:00 at 08:30` or `from 17:00 at opening`");
        else if (reading.TakeTime("at") is { } lateAt)
            Once(first, Start.Late is not null, Start with { Late = late, LateAt = lateAt });
    }

    void TakeCutOff(WithinToken first)
    {
        if (reading.TakeTime("if before") is not { } before)
            return;
        if (reading.TryTake("else", "next", "opening"))
            Once(first, HasElse, Start with { BeforeTime = before, ElseNextOpening = true });
        else if (!reading.TryTake("else", "+"))
            reading.Refuse(reading.Current, "duration-start", "`if before` needs to say what happens later in the day", "write `if before 10:00 else +1` or `if before 10:00 else next opening`");
        else if (!countsDays)
            reading.Refuse(first, "duration-start", "months do not take `else +`", "write `else next opening`, or count business or calendar days");
        else if (reading.TakeCount(366, "days", "write for example `else +1`") is { } days)
            Once(first, HasElse, Start with { BeforeTime = before, ElseAddDays = days });
    }

    void Once(WithinToken first, bool already, StartRules rules)
    {
        if (already)
            Twice(first);
        else
            Start = rules;
    }

    void Twice(WithinToken first) =>
        reading.Refuse(first, "duration-twice", $"`{reading.Excerpt(first.Offset)}` says a second time what was said before", "keep one of the two");
}
