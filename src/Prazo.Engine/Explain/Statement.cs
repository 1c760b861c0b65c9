using System.Collections.Immutable;
using NodaTime;

namespace Prazo.Engine.Explain;

/// <summary>A typed value in a statement, formatted by the reader's language.</summary>
public abstract record Value;
/// <summary>An instant; null is said in words ("no due date").</summary>
public sealed record MomentValue(Instant? At) : Value;
public sealed record LengthValue(Duration Length) : Value;
public sealed record DateValue(LocalDate Date) : Value;
/// <summary>A local date with its weekday.</summary>
public sealed record DayValue(LocalDate Day) : Value;
/// <summary>What the wall clock of the calendar's zone shows, whatever zone the reader asks for.</summary>
public sealed record WallValue(LocalDateTime Wall) : Value;
public sealed record TimeOfDayValue(LocalTime Time) : Value;
public sealed record HoursValue(ImmutableArray<OpenHours> Hours) : Value;
/// <summary>A name or code, shown as it is.</summary>
public sealed record TextValue(string Text) : Value;
public sealed record NumberValue(decimal Number) : Value;

/// <summary>Something the account says, as data: the key of a whole-sentence template, and its values by name.</summary>
public sealed record Statement(string Key, ImmutableArray<KeyValuePair<string, Value>> Values)
{
    public static Statement Of(string key, params ReadOnlySpan<(string Name, Value Value)> values)
    {
        var all = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(values.Length);
        foreach (var (name, value) in values)
            all.Add(new(name, value));
        return new Statement(key, all.ToImmutable());
    }
}
