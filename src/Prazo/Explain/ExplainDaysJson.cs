using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Explain;

namespace Prazo.Explain;

/// <summary>The steps of a promise in days for programs: local dates and times of the calendar's zone as ISO text, instants and lengths as everywhere.</summary>
internal static class ExplainDaysJson
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff");
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static void Write(Utf8JsonWriter json, Account account, Words words, DateTimeZone zone)
    {
        json.WriteStartArray("days");
        foreach (var (step, statement) in account.Days.Zip(DayStatements.Of(account.Days)))
        {
            json.WriteStartObject();
            json.WriteString("kind", DayStatements.KeyOf(step));
            Values(json, step);
            json.WriteString("text", words.Say(statement, zone));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Values(Utf8JsonWriter json, DayStep step)
    {
        switch (step)
        {
            case CountStart s:
                ExplainJson.At(json, "at", s.At);
                json.WriteString("local", Wall.Format(s.Local));
                json.WriteString("calendar", s.Calendar);
                json.WriteString("zone", s.Zone);
                json.WriteBoolean("restarted", s.Restarted);
                break;
            case StartMoved s:
                json.WriteString("rule", s.Rule.ToString());
                json.WriteString("limit", s.Limit is { } limit ? Time.Format(limit) : null);
                json.WriteString("local", Wall.Format(s.To));
                break;
            case DaysAdded s:
                json.WriteString("limit", Time.Format(s.CutOff));
                json.WriteNumber("days", s.Days);
                break;
            case DaysCounted s:
                Counted(json, s);
                break;
            case DaysSkipped s:
                Dates(json, s.First, s.Last);
                Why(json, s.Why);
                json.WriteString("calendar", s.Calendar);
                break;
            case MonthsCounted s:
                Dates(json, s.First, s.Last);
                json.WriteNumber("months", s.Months);
                json.WriteBoolean("clamped", s.Clamped);
                break;
            case EndChosen s:
                json.WriteString("rule", s.Rule.ToString());
                json.WriteString("local", Wall.Format(s.Local));
                ExplainJson.At(json, "at", s.At);
                json.WriteBoolean("onward", s.Onward);
                break;
            case EndPassed s:
                Dates(json, s.Date, s.Date);
                json.WriteString("local", Wall.Format(s.Local));
                break;
            default:
                Moves(json, step);
                break;
        }
    }

    private static void Moves(Utf8JsonWriter json, DayStep step)
    {
        switch (step)
        {
            case UnmovedEnd s:
                ExplainJson.At(json, "at", s.At);
                break;
            case MovedEnd s:
                ExplainJson.At(json, "at", s.At);
                break;
            case PauseAdded s:
                ExplainJson.At(json, "from", s.From);
                ExplainJson.At(json, "to", s.To);
                Why(json, s.Why);
                json.WriteString("calendar", s.Calendar);
                Amount(json, s.Length, s.Working);
                break;
            case ExtensionAdded s:
                ExplainJson.Length(json, "lengthMs", s.Length);
                break;
            case MovedBy s:
                Amount(json, s.Length, s.Working);
                break;
            case MovedThrough s:
                ExplainJson.At(json, "from", s.Segment.From);
                ExplainJson.At(json, "to", s.Segment.To);
                Why(json, s.Segment.Why);
                json.WriteBoolean("counted", s.Segment.Counted);
                ExplainJson.Length(json, "workingMs", s.Segment.Working);
                break;
            case ShareOfFirstDay s:
                Dates(json, s.Date, s.Date);
                ExplainJson.Length(json, "workedMs", s.Worked);
                ExplainJson.Length(json, "workingMs", s.Length);
                break;
            case ShareOfLastDay s:
                Dates(json, s.Date, s.Date);
                Numbers(json, s.Number, s.Number, s.Of);
                ExplainJson.Length(json, "shareMs", s.Share);
                ExplainJson.Length(json, "workingMs", s.Length);
                break;
            case WorkingTimeOfDays s:
                ExplainJson.Length(json, "workingMs", s.Length);
                break;
        }
    }

    private static void Counted(Utf8JsonWriter json, DaysCounted s)
    {
        Dates(json, s.First, s.Last);
        Numbers(json, s.From, s.To, s.Of);
        json.WriteBoolean("business", s.Business);
        Hours(json, s.Hours);
        if (s.Working is { } working)
            ExplainJson.Length(json, "workingMs", working);
    }

    private static void Hours(Utf8JsonWriter json, ImmutableArray<OpenHours> hours)
    {
        json.WriteStartArray("open");
        foreach (var (from, to) in hours)
            json.WriteStringValue($"{Time.Format(from)}-{(to == LocalTime.Midnight ? "24:00" : Time.Format(to))}");
        json.WriteEndArray();
    }

    private static void Dates(Utf8JsonWriter json, LocalDate first, LocalDate last)
    {
        json.WriteString("first", LocalDatePattern.Iso.Format(first));
        json.WriteString("last", LocalDatePattern.Iso.Format(last));
    }

    private static void Numbers(Utf8JsonWriter json, int from, int to, int of)
    {
        json.WriteNumber("from", from);
        json.WriteNumber("to", to);
        json.WriteNumber("of", of);
    }

    private static void Why(Utf8JsonWriter json, Why why)
    {
        json.WriteString("why", Words.KeyOf(why));
        json.WriteString("name", Words.NameOf(why));
    }

    private static void Amount(Utf8JsonWriter json, Duration length, bool working)
    {
        ExplainJson.Length(json, "lengthMs", length);
        json.WriteString("measure", working ? "working" : "clock");
    }
}
