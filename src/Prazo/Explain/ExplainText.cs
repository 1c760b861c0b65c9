using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;

namespace Prazo.Explain;

/// <summary>What a span of text means; colours are the terminal's.</summary>
public enum Tone { Plain, Strong, Muted, Counted, Closed, Paused, Good, Late, Risk }

public readonly record struct Span(string Text, Tone Tone = Tone.Plain);

/// <summary>A ticket's account as plain text: header, a bar of the timeline, the table of segments, sentences.</summary>
public sealed class ExplainText
{
    private readonly Words _words;
    private readonly ExplainOptions _options;
    private readonly List<ImmutableArray<Span>> _lines = [];

    private ExplainText(ExplainOptions options) => (_options, _words) = (options, options.Words);

    public static IReadOnlyList<ImmutableArray<Span>> Lines(TicketAccount ticket, ExplainOptions options)
    {
        var text = new ExplainText(options);
        text.Write(ticket);
        return text._lines;
    }

    /// <summary>The same without tones.</summary>
    public static string Plain(TicketAccount ticket, ExplainOptions options) =>
        string.Join('\n', Lines(ticket, options).Select(l => string.Concat(l.Select(s => s.Text)).TrimEnd())) + "\n";

    private void Write(TicketAccount ticket)
    {
        var zone = _options.Zone ?? ticket.Zone;
        Line(new Span($"{_words["label.ticket"]} {ticket.Ticket}", Tone.Strong), new Span($"  {_words["label.as-of"]} {_words.Form.Moment(ticket.AsOf, zone, true)} ({zone.Id})", Tone.Muted));
        foreach (var account in ticket.Accounts)
        {
            Line();
            Write(account);
        }
        if (ticket.Replay.Uncovered.IsEmpty)
            return;
        Line();
        Line(new Span(_words["label.no-clocks"], Tone.Strong));
        foreach (var none in ticket.Replay.Uncovered)
            Line(new Span("  " + _words.Say(Verdicts.Of(none), zone)));
    }

    private void Write(Account account)
    {
        var (clock, zone) = (account.Clock, _options.Zone ?? account.Zone);
        var cycle = clock.Cycle > 1 ? $" · {_words["label.cycle"]} {clock.Cycle}" : "";
        Line(new Span(_words.Metric(clock.Metric, clock.Target) + cycle, Tone.Strong), new Span("  " + (clock.Limit ?? "") + "  "), new Span(_words.State(clock.State), ToneOf(clock.State)));
        Line(new Span($"{clock.Agreement}@{clock.AgreementVersion} · {clock.Target} · {clock.Calendar} ({zone.Id})", Tone.Muted));
        Facts(account, zone);
        var bar = TimeBar.Of(account, _options.Width);
        if (bar.Cells.Length > 0)
        {
            Line([.. bar.Cells]);
            if (bar.Marks.Trim().Length > 0)
                Line(new Span(bar.Marks, Tone.Strong));
            Line(new Span($"█ {_words["label.counted"].ToLowerInvariant()}  ░ {_words["short.out-of-hours"]}  ▒ {_words["state.Paused"]}  ▪ {_words["label.ahead"].ToLowerInvariant()}  ^ {_words["label.due"].ToLowerInvariant()}", Tone.Muted));
        }
        Line();
        Table(account, zone);
        foreach (var statement in account.Statements)
            Line(new Span("  " + _words.Say(statement, zone)));
        Days(account, zone);
    }

    private void Days(Account account, DateTimeZone zone)
    {
        var rows = _options.DaysOf(account);
        if (rows.IsEmpty)
            return;
        Line();
        Line(new Span(_words["label.days"], Tone.Strong));
        foreach (var (row, statement) in rows.Zip(DayStatements.Of(rows)))
            Line(new Span("  " + _words.Say(statement, zone), ToneOf(row)));
    }

    private static Tone ToneOf(DayStep row) => row switch
    {
        DaysSkipped or EndPassed => Tone.Closed,
        DaysCounted or MonthsCounted => Tone.Counted,
        PauseAdded or PausesIgnored => Tone.Paused,
        MovedThrough { Segment.Counted: false } => Tone.Closed,
        _ => Tone.Plain,
    };

    private void Facts(Account account, DateTimeZone zone)
    {
        var clock = account.Clock;
        Fact("label.started", _words.Form.Moment(clock.Started, zone, true));
        if (clock.Due is { } due)
            Fact("label.due", _words.Form.Moment(due, zone, true));
        if (clock.Last is { } last && last != clock.Due)
            Fact("label.last", _words.Form.Moment(last, zone, true));
        if (clock.Stopped is { } stopped)
            Fact("label.stopped", _words.Form.Moment(stopped, zone, true));
        if (account.Allowed is { } allowed)
            Fact("label.allowed", _words.Form.Length(allowed));
        Fact("label.worked", _words.Form.Length(clock.Worked));
        Fact("label.elapsed", _words.Form.Length(clock.Elapsed));
    }

    private void Fact(string label, string value) => Line(new Span($"{_words[label],-20}", Tone.Muted), new Span(value));

    private void Table(Account account, DateTimeZone zone)
    {
        var fold = _options.Folds(account);
        var rows = AccountRow.Of(account.Segments, account.Measure, zone, fold);
        var total = rows.IsEmpty ? Duration.Zero : rows[^1].Total;
        var ahead = AccountRow.Of(account.Ahead, account.Measure, zone, fold || account.Ahead.Length > 40, total);
        string[] heads = ["label.from", "label.to", "label.length", "label.counted", "label.total", "label.why", "label.holder"];
        var cells = new List<(string[] Cells, Tone Tone)> { ([.. heads.Select(h => _words[h])], Tone.Muted) };
        cells.AddRange(rows.Select(r => (Cells(r, zone), ToneOf(r.First))));
        if (!ahead.IsEmpty)
            cells.Add(([_words["label.ahead"]], Tone.Muted));
        cells.AddRange(ahead.Select(r => (Cells(r, zone), Tone.Muted)));
        var widths = Enumerable.Range(0, heads.Length).Select(i => cells.Where(c => c.Cells.Length > 1).Max(c => c.Cells[i].Length)).ToArray();
        foreach (var (row, tone) in cells)
            Line(new Span("  " + string.Join("  ", row.Select((c, i) => row.Length == 1 ? c : i is 2 or 3 or 4 ? c.PadLeft(widths[i]) : c.PadRight(widths[i]))), tone));
        Line();
    }

    private string[] Cells(AccountRow row, DateTimeZone zone) =>
    [
        _words.Form.Moment(row.From, zone, true), _words.Form.Moment(row.To, zone, true), _words.Form.Length(row.To - row.From),
        row.Counted == Duration.Zero ? "–" : _words.Form.Length(row.Counted), _words.Form.Length(row.Total), WhyOf(row, _words), HolderOf(row.First),
    ];

    internal static string WhyOf(AccountRow row, Words words)
    {
        var why = words.Short(row.First.Why);
        if (row.Days > 0)
            why += " (" + words["label.folded"].Replace("{n}", words.Form.Number(row.Days), StringComparison.Ordinal) + ")";
        return row.First.Phase == Phase.InTime ? why : $"{why} · {words["phase." + row.First.Phase]}";
    }

    internal static string HolderOf(Segment segment) => string.Join(" · ", new[] { segment.Agent, segment.Team }.Where(h => !string.IsNullOrEmpty(h)));

    private static Tone ToneOf(Segment segment) => segment.Why switch
    {
        InPause => Tone.Paused,
        _ when segment.Counted => segment.Phase == Phase.AfterLast ? Tone.Late : Tone.Counted,
        _ => Tone.Closed,
    };

    public static Tone ToneOf(ClockState state) => state switch
    {
        ClockState.Met => Tone.Good,
        ClockState.MetLate or ClockState.Overdue => Tone.Late,
        ClockState.DueSoon => Tone.Risk,
        ClockState.Paused => Tone.Paused,
        ClockState.Active => Tone.Plain,
        _ => Tone.Muted,
    };

    private void Line(params ImmutableArray<Span> spans) => _lines.Add(spans);
}
