using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine;
using Prazo.Engine.Calendars;

namespace Prazo.Conformance;

/// <summary>One vector whose answer differs.</summary>
public sealed record ConformanceMiss(string Id, Position At, string Expected, string Got);

/// <param name="Problems">Lines that are no vectors; they count neither as passed nor as missed.</param>
public sealed record ConformanceResult(int Passed, IReadOnlyList<ConformanceMiss> Misses, IReadOnlyList<Problem> Problems)
{
    public int Total => Passed + Misses.Count + Problems.Count;
}

/// <summary>Runs working-time vectors: one JSON object a line with a calendar, an operation (<c>add</c>, <c>subtract</c>, <c>between</c>) and the answer expected of it.</summary>
public static class WorkingTimeVectors
{
    private const int LongestLine = 4_000_000;

    /// <param name="reader">JSON Lines.</param>
    /// <param name="file">Name for messages.</param>
    public static ConformanceResult Run(TextReader reader, string file)
    {
        var passed = 0;
        var misses = new List<ConformanceMiss>();
        var problems = new List<Problem>();
        var calendars = new Dictionary<string, WorkingCalendar>(StringComparer.Ordinal);
        for (var line = 1; ReadLine(reader) is var (text, whole) && text is not null; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var at = new Position(file, line, 1);
            try
            {
                if (!whole)
                    throw new VectorException("", $"The line is longer than {LongestLine.ToString("N0", CultureInfo.InvariantCulture)} characters.", "Write one vector a line.");
                using var json = JsonDocument.Parse(text);
                var vector = new VectorReader(json.RootElement);
                var (id, expected, got, same) = Check(vector, calendars);
                if (same)
                    passed++;
                else
                    misses.Add(new ConformanceMiss(id, at, expected, got));
            }
            catch (JsonException e)
            {
                problems.Add(new Problem(Severity.Error, "bad-json", at with { Column = 1 + (int)(e.BytePositionInLine ?? 0) }, "", "The line is not JSON.", "Write one JSON object a line."));
            }
            catch (InvalidOperationException)
            {
                // What the JSON reader says to a text with half a surrogate pair, once it is read.
                problems.Add(new Problem(Severity.Error, "bad-json", at, "", "A text in this line is not valid Unicode.", "Write one JSON object a line."));
            }
            catch (VectorException e)
            {
                problems.Add(new Problem(Severity.Error, "bad-vector", at, e.Path, e.Message, e.Hint));
            }
        }
        return new ConformanceResult(passed, misses, problems);
    }

    private static (string Id, string Expected, string Got, bool Same) Check(VectorReader vector, Dictionary<string, WorkingCalendar> calendars)
    {
        var id = vector.Text("id");
        var definition = vector.Child("calendar");
        // Vectors come in families that share a calendar: compile it once.
        if (!calendars.TryGetValue(definition.Raw, out var calendar))
            calendars.Add(definition.Raw, calendar = VectorCalendar.Read(definition));
        var start = vector.Instant("start");
        return vector.Text("op") switch
        {
            "between" => CheckBetween(id, vector, calendar, start),
            "add" => CheckMove(id, vector, forward: true, calendar, start),
            "subtract" => CheckMove(id, vector, forward: false, calendar, start),
            var op => throw new VectorException("op", $"\"{op}\" is not an operation.", "Write add, subtract or between."),
        };
    }

    private static (string, string, string, bool) CheckBetween(string id, VectorReader vector, WorkingCalendar calendar, Instant start)
    {
        var got = calendar.Between(start.ToUnixTimeMilliseconds(), vector.Instant("end").ToUnixTimeMilliseconds());
        if (vector.Has("expected_minutes_floor"))
        {
            var minutes = vector.Number("expected_minutes_floor");
            var floor = (long)Math.Floor(got / 60_000m);
            return (id, $"{Plain(minutes)} min", $"{Plain(floor)} min", minutes == floor);
        }
        var seconds = vector.Number("expected_seconds");
        var tolerance = vector.Has("tolerance_seconds") ? vector.Number("tolerance_seconds") : 0;
        return (id, $"{Plain(seconds)} s", $"{Plain(got / 1000m)} s", Math.Abs((got / 1000m) - seconds) <= tolerance);
    }

    private static (string, string, string, bool) CheckMove(string id, VectorReader vector, bool forward, WorkingCalendar calendar, Instant start)
    {
        var seconds = vector.Number("amount_seconds");
        if (seconds is < 0 or > 1_000_000_000_000 || decimal.Truncate(seconds * 1000) != seconds * 1000)
            throw new VectorException("amount_seconds", "The amount is not a length of time.", "Write seconds, 0 or more, at most with milliseconds.");
        var atOpening = (vector.Has("boundary") ? vector.Text("boundary") : "end_of_interval") switch
        {
            "end_of_interval" => false,
            "start_of_next_interval" => true,
            var other => throw new VectorException("boundary", $"\"{other}\" is not a boundary.", "Write end_of_interval or start_of_next_interval."),
        };
        var got = Move(calendar, start.ToUnixTimeMilliseconds(), (long)(seconds * 1000), forward, atOpening);
        Instant? answer = got == WorkingCalendar.Never ? null : NodaTime.Instant.FromUnixTimeMilliseconds(got);
        Instant? expected = vector.IsNull("expected") ? null : vector.Instant("expected");
        var tolerance = Duration.FromMilliseconds((long)((vector.Has("tolerance_seconds") ? vector.Number("tolerance_seconds") : 0) * 1000));
        var same = answer == expected || (answer is { } a && expected is { } e && (a > e ? a - e : e - a) <= tolerance);
        return (id, Show(expected), Show(answer), same);
    }

    /// <summary>An opening that is filled exactly can end at its closing or at the next opening, in both directions.</summary>
    private static long Move(WorkingCalendar calendar, long start, long n, bool forward, bool atOpening)
    {
        if (forward)
            return atOpening ? calendar.AddLast(start, n) : calendar.Add(start, n);
        var latest = calendar.Subtract(start, n);
        return latest == WorkingCalendar.Never || atOpening ? latest : calendar.Subtract(latest, 0);
    }

    private static string Show(Instant? t) => t is null ? "never" : InstantPattern.ExtendedIso.Format(t.Value);

    private static string Plain(decimal n) => n.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>The next line, or null at the end; false when it was cut because of its length.</summary>
    private static (string? Text, bool Whole) ReadLine(TextReader reader)
    {
        if (reader.Peek() < 0)
            return (null, true);
        var line = new StringBuilder();
        var whole = true;
        for (var c = reader.Read(); c >= 0 && c != '\n'; c = reader.Read())
        {
            if (line.Length < LongestLine)
                line.Append((char)c);
            else
                whole = false;
        }
        return (line.ToString(), whole);
    }
}
