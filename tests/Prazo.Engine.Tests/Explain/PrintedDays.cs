using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Explain;

namespace Prazo.Engine.Tests.Explain;

/// <summary>Reads the printed English steps of a promise in days and works out its end by hand: dates are counted, pauses summed, ways walked.
/// Nothing of the engine's arithmetic is used, only its sentences and the tz database.</summary>
internal sealed partial class PrintedDays(string limit, IReadOnlyList<string> lines)
{
    private static readonly Words English = Words.Find("en")!;
    private static readonly (string Key, string Head, Regex Pattern)[] Patterns =
    [
        .. English.Keys.Where(k => k.StartsWith("days.", StringComparison.Ordinal) || k.StartsWith("segment.", StringComparison.Ordinal))
            .Select(k => (k, English[k].Split('{')[0], PatternOf(English[k]))),
    ];

    private readonly List<LocalDate> _pending = [];
    private Match _said = Match.Empty;
    private DateTimeZone _zone = DateTimeZone.Utc;
    private LocalDateTime _wall;
    private LocalDate _day;
    private LocalTime? _close;
    private int _number, _added;
    private bool _working;
    private Duration _moves, _walked, _days, _rest;
    private (long Worked, long Length) _share;
    private Instant? _end;

    public Instant? End => _end;
    /// <summary>What working days make together.</summary>
    public Duration? Length { get; private set; }
    public List<(Instant From, Instant To, Duration Length)> Pauses { get; } = [];
    public bool Working => _working;

    public PrintedDays Read()
    {
        foreach (var line in lines)
        {
            var (key, match) = Patterns.Where(p => line.StartsWith(p.Head, StringComparison.Ordinal)).Select(p => (p.Key, Match: p.Pattern.Match(line))).Single(p => p.Match.Success);
            _said = match;
            Step(key);
        }
        return this;
    }

    private void Step(string key)
    {
        switch (key.Split('.')[1])
        {
            case "start" or "restart":
                _zone = DateTimeZoneProviders.Tzdb[_said.Groups["zone"].Value];
                (_wall, _day) = (Wall("local"), Wall("local").Date);
                break;
            case "rule":
                Rule(key);
                break;
            case "added":
                _added = Number("n");
                break;
            case "counted" or "calendar" or "working" when key.StartsWith("days.", StringComparison.Ordinal):
                Counted(key);
                break;
            case "months":
                Months(key);
                break;
            case "skipped":
                for (var d = Date("first"); d <= (_said.Groups["last"].Success ? Date("last") : Date("first")); d = d.PlusDays(1))
                    _pending.Add(d);
                break;
            case "share":
                Share(key);
                break;
            case "end" or "onward" when key.Split('.').Length > 2:
                Ended(key);
                break;
            case "end" or "unmoved":
                Moment("at").ShouldBe(_end!.Value);
                break;
            default:
                Move(key);
                break;
        }
    }

    private void Rule(string key)
    {
        var to = Wall("to");
        to.ShouldBeGreaterThan(_wall);
        if (key is "days.rule.Late" or "days.rule.CutOffNextOpening" && _pending.Count == 0)
            _wall.TimeOfDay.ShouldBeGreaterThanOrEqualTo(Time("limit"));
        for (var d = _wall.Date.PlusDays(1); d < to.Date; d = d.PlusDays(1))
            _pending.ShouldContain(d);
        _pending.Clear();
        (_wall, _day) = (to, to.Date);
    }

    private void Counted(string key)
    {
        Pass();
        var (first, last) = (Date("first"), _said.Groups["last"].Success ? Date("last") : Date("first"));
        var (n, m) = (Number("n"), _said.Groups["m"].Success ? Number("m") : Number("n"));
        first.ShouldBe(_day.PlusDays(1));
        n.ShouldBe(_number + 1);
        (Days(first, last) - (_said.Groups["closed"].Success ? Number("closed") : 0)).ShouldBe(m - n + 1);
        Number("of").ShouldBe(int.Parse(Count().Match(limit).Value, CultureInfo.InvariantCulture) + _added);
        (_day, _number) = (last, m);
        _close = _said.Groups["hours"].Success ? LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(_said.Groups["hours"].Value[^5..].Replace("24:00", "00:00", StringComparison.Ordinal)).Value : null;
        if (key.StartsWith("days.working", StringComparison.Ordinal))
            _days += Span("working");
    }

    /// <summary>Skipped dates must be the ones that follow, each once.</summary>
    private void Pass()
    {
        foreach (var date in _pending)
        {
            date.ShouldBe(_day.PlusDays(1));
            _day = date;
        }
        _pending.Clear();
    }

    private void Months(string key)
    {
        Date("first").ShouldBe(_wall.Date);
        Number("n").ShouldBe(int.Parse(Count().Match(limit).Value, CultureInfo.InvariantCulture));
        var month = (_wall.Year * 12) + _wall.Month - 1 + Number("n");
        var length = DateTime.DaysInMonth(month / 12, (month % 12) + 1);
        _day = new LocalDate(month / 12, (month % 12) + 1, Math.Min(_wall.Day, length));
        Date("last").ShouldBe(_day);
        key.EndsWith("clamped", StringComparison.Ordinal).ShouldBe(_wall.Day > length);
    }

    private void Share(string key)
    {
        switch (key)
        {
            case "days.share.first":
                _share = (Ms("worked"), Ms("length"));
                _rest = Span("rest");
                _rest.ShouldBe(Span("length") - Span("worked"));
                _day = Date("first");
                break;
            case "days.share.last":
                Pass();
                Date("first").ShouldBe(_day.PlusDays(1));
                Number("n").ShouldBe(_number + 1);
                Ms("share").ShouldBe((long)((Int128)_share.Worked * Ms("length") / _share.Length));
                _days += Span("share");
                break;
            default:
                Length = Span("length");
                Length.ShouldBe(_rest + _days);
                break;
        }
    }

    private void Ended(string key)
    {
        var (local, before) = (Wall("local"), _end);
        switch (key.Split('.')[2])
        {
            case "KeptTime":
                local.ShouldBe(_day + _wall.TimeOfDay);
                break;
            case "ByTime" or "ByClose" or "ByEndOfDay" when key.StartsWith("days.onward", StringComparison.Ordinal):
                Onward(key, local);
                break;
            case "ByTime":
                local.ShouldBe(_day + LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(ByTime().Match(limit).Groups["time"].Value).Value);
                break;
            case "ByClose":
                if (_close is { } close && _pending.Count == 0)
                    local.TimeOfDay.ShouldBe(close);
                local.Date.ShouldBeGreaterThanOrEqualTo(_day);
                _pending.Clear();
                break;
            case "ByEndOfDay":
                local.ShouldBe(_day.PlusDays(1).AtMidnight().PlusMilliseconds(-1));
                break;
            case "UntilDate":
                local.ShouldBe(LocalDatePattern.Iso.Parse(limit["until ".Length..]).Value.PlusDays(1).AtMidnight().PlusMilliseconds(-1));
                break;
        }
        _end = Resolve(local);
        if (before is { } b)
            _end.Value.ShouldBeGreaterThanOrEqualTo(b);
    }

    private void Onward(string key, LocalDateTime local)
    {
        // A close after midnight belongs to the day before.
        var chosen = key.EndsWith("ByClose", StringComparison.Ordinal) && !_pending.Contains(local.Date.PlusDays(-1)) ? local.Date.PlusDays(-1) : local.Date;
        for (var d = _end!.Value.InZone(_zone).Date; d < chosen; d = d.PlusDays(1))
            _pending.ShouldContain(d);
        _pending.Clear();
    }

    private void Move(string key)
    {
        switch (key)
        {
            case "days.pause.working" or "days.closed.working" or "days.pause.clock" or "days.closed.clock":
                _working = key.EndsWith("working", StringComparison.Ordinal);
                if (!_working)
                    Span("length").ShouldBe(Moment("to") - Moment("from"));
                Pauses.Add((Moment("from"), Moment("to"), Span("length")));
                _moves += Span("length");
                break;
            case "days.extension":
                _moves += Span("length");
                break;
            case "days.moved-by.working" or "days.moved-by.clock":
                Span("length").ShouldBe(_moves);
                break;
            case "days.moved-end":
                Moment("at").ShouldBe(_end!.Value);
                _walked.ShouldBe(_moves);
                break;
            case "days.passed":
                Resolve(Wall("local")).ShouldBeLessThan(_end!.Value);
                _pending.Add(Date("first"));
                break;
            case "days.ignored":
                break;
            default:
                Moment("from").ShouldBe(_end!.Value);
                _end = Moment("to");
                if (_said.Groups["working"].Success && !key.Contains("paused", StringComparison.Ordinal))
                    _walked += Span("working");
                else if (key == "segment.day-and-night")
                    _walked += Span("length");
                break;
        }
    }

    /// <summary>T7: the first instant at which the wall clock reads that time or later.</summary>
    private Instant Resolve(LocalDateTime local)
    {
        var map = _zone.MapLocal(local);
        return map.Count == 0 ? map.LateInterval.Start : map.First().ToInstant();
    }

    private static int Days(LocalDate first, LocalDate last) => Period.DaysBetween(first, last) + 1;
    private int Number(string name) => int.Parse(_said.Groups[name].Value, CultureInfo.InvariantCulture);
    private long Ms(string name) => (long)Span(name).TotalMilliseconds;
    private Duration Span(string name) => PrintedText.Length(_said.Groups[name].Value);
    private LocalTime Time(string name) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(_said.Groups[name].Value).Value;
    private LocalDate Date(string name) => PrintedText.Date(_said.Groups[name].Value);
    private LocalDateTime Wall(string name) => PrintedText.Wall(_said.Groups[name].Value);
    private Instant Moment(string name) => Wall(name).InUtc().ToInstant();

    private static Regex PatternOf(string template)
    {
        var text = Regex.Escape(template).Replace("\\{", "{", StringComparison.Ordinal);
        text = Hole().Replace(text, m => $"(?<{m.Groups["name"].Value}>{m.Groups["name"].Value switch
        {
            "n" or "m" or "of" or "closed" => @"\d+",
            "first" or "last" => @"\w{3}, \d+ \w{3} \d{4}",
            "local" or "from" or "to" or "at" => @"\w{3}, \d+ \w{3} \d{4}, [\d:.]+",
            "time" or "limit" => @"[\d:]+",
            "hours" => @"[\d:–, ]+",
            "length" or "working" or "rest" or "worked" or "share" => @"(?:[\d.]+ (?:h|min|s) ?)+?",
            _ => ".+?",
        }})");
        return new Regex("^" + text + "$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Count();
    [GeneratedRegex(@"by (?<time>\d\d:\d\d)", RegexOptions.None, 1000)]
    private static partial Regex ByTime();
}
