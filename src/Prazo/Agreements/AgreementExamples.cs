using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Agreements;

/// <summary>One expectation that did not come true.</summary>
public sealed record ExampleMiss(string Target, string Key, string Expected, string Got, Position At);

/// <param name="Checked">How many expectations were looked at.</param>
/// <param name="Problems">The example itself cannot be run.</param>
public sealed record ExampleResult(Agreement Agreement, AgreementExample Example, int Checked, ImmutableArray<ExampleMiss> Misses, IReadOnlyList<Problem> Problems)
{
    public bool Passed => Misses.IsEmpty && Problems.Count == 0;
}

/// <summary>Runs the examples that an agreement file carries: what happened, replayed, against what must come out.</summary>
public static class AgreementExamples
{
    /// <summary>All examples of one agreement version, replayed under that version alone.</summary>
    public static IReadOnlyList<ExampleResult> Run(Agreement agreement)
    {
        if (agreement.Examples.IsDefaultOrEmpty)
            return [];
        var set = new AgreementSet([agreement]);
        return [.. agreement.Examples.Select(e => new ExampleRun(set, agreement, e).Run())];
    }

    /// <summary><c>MetLate</c> as it is written: <c>met-late</c>.</summary>
    internal static string Kebab<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}

internal sealed class ExampleRun(AgreementSet set, Agreement agreement, AgreementExample example)
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFF");

    private readonly DateTimeZone _zone = AgreementSet.ZoneOf(agreement);
    private readonly ExampleEvents _events = new(AgreementSet.ZoneOf(agreement));
    private readonly ImmutableArray<ExampleMiss>.Builder _misses = ImmutableArray.CreateBuilder<ExampleMiss>();
    private int _checked;

    public ExampleResult Run()
    {
        var (events, asOf) = _events.Read(example.Given);
        if (_events.Problems.Count > 0)
            return new(agreement, example, 0, [], _events.Problems);
        var replay = ClockEngine.Replay(set, events, asOf);
        foreach (var (target, expected) in example.Expect.Entries)
            Check(replay, target, expected);
        return new(agreement, example, _checked, _misses.ToImmutable(), []);
    }

    private void Check(TicketReplay replay, ScalarNode target, Node expected)
    {
        var parts = target.Text.Split('#');
        var cycles = replay.Clocks.Where(c => c.Target == parts[0]).OrderBy(c => c.Cycle).ToList();
        if (ExampleEvents.Text(expected) == "no-clock")
        {
            _checked++;
            if (cycles.Count > 0)
                Miss(target, "", "no-clock", $"a clock, {AgreementExamples.Kebab(cycles[0].State)}", expected.At);
            return;
        }
        var cycle = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var clock = cycles.Find(c => c.Cycle == cycle);
        if (expected is not MapNode wanted)
            return;
        foreach (var (key, node) in wanted.Entries)
        {
            _checked++;
            var text = ExampleEvents.Text(node) ?? "";
            if (key.Text == "cycles")
                Compare(target, key.Text, text, cycles.Count.ToString(CultureInfo.InvariantCulture), node.At);
            else if (clock is null)
                Miss(target, key.Text, text, "no clock" + Why(replay, parts[0]), node.At);
            else
                CheckOne(target, key.Text, text, clock, node.At);
        }
    }

    private void CheckOne(ScalarNode target, string key, string expected, Clock clock, Position at)
    {
        switch (key)
        {
            case "state": Compare(target, key, expected, AgreementExamples.Kebab(clock.State), at); break;
            case "verdict": Compare(target, key, expected, AgreementExamples.Kebab(clock.Verdict), at); break;
            case "run": Compare(target, key, expected, AgreementExamples.Kebab(clock.Run), at); break;
            case "due": CompareTime(target, key, expected, clock.Due, at); break;
            case "last": CompareTime(target, key, expected, clock.Last, at); break;
            case "original-due": CompareTime(target, key, expected, clock.OriginalDue, at); break;
            case "verdict-at": CompareTime(target, key, expected, clock.VerdictAt, at); break;
            case "started": CompareTime(target, key, expected, clock.Started, at); break;
            case "stopped": CompareTime(target, key, expected, clock.Stopped, at); break;
            case "worked": CompareLength(target, key, expected, clock.Worked, at); break;
            case "elapsed": CompareLength(target, key, expected, clock.Elapsed, at); break;
            case "remaining": CompareLength(target, key, expected, clock.Remaining, at); break;
            case "used": CompareShare(target, key, expected, clock.UsedPercent, at); break;
            case "limit": Compare(target, key, expected, clock.Limit ?? "none", at); break;
            case "calendar": Compare(target, key, expected, clock.Calendar, at); break;
            case "cause": Compare(target, key, expected, clock.Cause ?? "none", at); break;
            default: Miss(target, key, expected, "nothing: there is no such figure", at); break;
        }
    }

    private void Compare(ScalarNode target, string key, string expected, string got, Position at)
    {
        if (!string.Equals(expected, got, StringComparison.Ordinal))
            Miss(target, key, expected, got, at);
    }

    private void CompareTime(ScalarNode target, string key, string expected, Instant? got, Position at)
    {
        var wanted = expected == "none" ? null : _events.Parse(expected);
        if (wanted is null && expected != "none")
            Miss(target, key, expected, "nothing: this is no local time", at);
        else if (wanted != got)
            Miss(target, key, expected, got is { } instant ? Local.Format(instant.InZone(_zone).LocalDateTime) : "none", at);
    }

    private void CompareLength(ScalarNode target, string key, string expected, Duration? got, Position at)
    {
        var negative = expected.StartsWith('-');
        var wanted = expected is "0" or "none" ? Duration.Zero : WithinParser.ParseLength(negative ? expected[1..] : expected);
        if (negative && wanted is { } length)
            wanted = -length;
        if (expected == "none" ? got is not null : wanted is null || got != wanted)
            Miss(target, key, expected, got is { } actual ? Typed(actual) : "none", at);
    }

    // 50% holds for 49.96 %, 49.9% does not: one is as exact as one writes.
    private void CompareShare(ScalarNode target, string key, string expected, decimal? got, Position at)
    {
        var text = expected.TrimEnd('%', ' ');
        var places = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var same = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var wanted)
            && got is { } share && Math.Round(share, Math.Min(places, 20), MidpointRounding.AwayFromZero) == wanted;
        if (!same)
            Miss(target, key, expected, got is { } actual ? actual.ToString("0.####", CultureInfo.InvariantCulture) + "%" : "none", at);
    }

    private void Miss(ScalarNode target, string key, string expected, string got, Position at) =>
        _misses.Add(new ExampleMiss(target.Text, key, expected, got, at));

    private static string Why(TicketReplay replay, string target) =>
        replay.Uncovered.FirstOrDefault(n => n.Target is null || n.Target == target) is { } why ? $": {why.Detail}" : "";

    /// <summary>As one types it in an example: <c>1h30m</c>.</summary>
    private static string Typed(Duration length)
    {
        var sign = length < Duration.Zero ? "-" : "";
        var seconds = (long)Math.Abs(length.TotalSeconds);
        var text = (seconds >= 3600 ? $"{seconds / 3600}h" : "") + (seconds / 60 % 60 > 0 ? $"{seconds / 60 % 60}m" : "") + (seconds % 60 > 0 ? $"{seconds % 60}s" : "");
        return sign + (text.Length == 0 ? "0m" : text);
    }
}
