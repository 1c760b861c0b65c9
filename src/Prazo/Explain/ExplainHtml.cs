using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using NodaTime;
using Prazo.Engine.Clocks;
using Prazo.Engine.Explain;

namespace Prazo.Explain;

/// <summary>A ticket's account as one self-contained page: nothing is loaded from elsewhere, nothing needs a script; it prints, and reads in light and dark.</summary>
public sealed class ExplainHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();
    private readonly ExplainOptions _options;
    private readonly Words _words;

    private ExplainHtml(ExplainOptions options) => (_options, _words) = (options, options.Words);

    public static string Of(TicketAccount ticket, ExplainOptions options)
    {
        var page = new ExplainHtml(options);
        page.Write(ticket);
        return page._html.ToString();
    }

    /// <summary>What stands in the page: for a page that has a frame and a look of its own.</summary>
    public static string Sections(TicketAccount ticket, ExplainOptions options)
    {
        var page = new ExplainHtml(options);
        page._html.Append(ExplainStyle.Hatch);
        page.Body(ticket, options.Zone ?? ticket.Zone);
        return page._html.ToString();
    }

    private void Write(TicketAccount ticket)
    {
        var zone = _options.Zone ?? ticket.Zone;
        var title = $"{_words["label.ticket"]} {ticket.Ticket}";
        _html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="{_words.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>{E(title)} · Prazo</title><style>{ExplainStyle.Css}</style></head><body>
            {ExplainStyle.Hatch}
            <main><h1>{E(title)}</h1><p class="muted">{E($"{_words["label.as-of"]} {_words.Form.Moment(ticket.AsOf, zone, true)} ({zone.Id})")}</p>

            """);
        Body(ticket, zone);
        _html.Append("</main></body></html>\n");
    }

    private void Body(TicketAccount ticket, DateTimeZone zone)
    {
        foreach (var choice in ticket.Replay.Agreements)
            _html.Append(CultureInfo.InvariantCulture, $"<p class=\"muted\">{E(_words["label.choice"].Replace("{agreement}", $"{choice.Agreement}@{choice.Version}", StringComparison.Ordinal).Replace("{at}", _words.Form.Moment(choice.From, zone, true), StringComparison.Ordinal).Replace("{why}", _words["why." + choice.Why], StringComparison.Ordinal))}</p>");
        foreach (var account in ticket.Accounts)
            Write(account);
        if (!ticket.Replay.Uncovered.IsEmpty)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<section><h2>{E(_words["label.no-clocks"])}</h2><ul>");
            foreach (var none in ticket.Replay.Uncovered)
                _html.Append(CultureInfo.InvariantCulture, $"<li>{E(_words.Say(Verdicts.Of(none), zone))}</li>");
            _html.Append("</ul></section>");
        }
    }

    private void Write(Account account)
    {
        var (clock, zone) = (account.Clock, _options.Zone ?? account.Zone);
        var cycle = clock.Cycle > 1 ? $" · {_words["label.cycle"]} {clock.Cycle}" : "";
        _html.Append(CultureInfo.InvariantCulture, $"""
            <section><header><h2>{E(_words.Metric(clock.Metric, clock.Target) + cycle)} <small>{E(clock.Limit ?? "")}</small></h2>
            <span class="state {ClassOf(clock.State)}">{IconOf(clock.State)} {E(_words.State(clock.State))}</span></header>
            <p class="muted">{E($"{clock.Agreement}@{clock.AgreementVersion} · {clock.Target} · {clock.Calendar} ({zone.Id})")}</p>
            <p class="lead">{E(_words.Say(Verdicts.Of(account), zone))}</p>

            """);
        var name = NameOf(clock, cycle);
        var svg = TimelineSvg.Of(account, _words, zone, name);
        if (svg.Length > 0)
            _html.Append(svg).Append(Legend(account));
        _html.Append(CultureInfo.InvariantCulture, $"<h3>{E(_words["label.why-so"])}</h3><ul>");
        foreach (var statement in account.Statements)
            _html.Append(CultureInfo.InvariantCulture, $"<li>{E(_words.Say(statement, zone))}</li>");
        _html.Append("</ul>");
        Days(account, zone);
        Table(account, zone, name);
        _html.Append("</section>\n");
    }

    private void Days(Account account, DateTimeZone zone)
    {
        var rows = _options.DaysOf(account);
        if (rows.IsEmpty)
            return;
        _html.Append(CultureInfo.InvariantCulture, $"<h3>{E(_words["label.days"])}</h3><ol class=\"days\">");
        foreach (var (row, statement) in rows.Zip(DayStatements.Of(rows)))
            _html.Append(CultureInfo.InvariantCulture, $"<li class=\"{DayClassOf(row)}\">{E(_words.Say(statement, zone))}</li>");
        _html.Append("</ol>");
    }

    private static string DayClassOf(DayStep row) => row switch
    {
        DaysCounted or MonthsCounted => "counted",
        DaysSkipped or EndPassed or MovedThrough { Segment.Counted: false } => "skipped",
        PauseAdded or PausesIgnored => "paused",
        EndChosen or UnmovedEnd or MovedEnd => "end",
        _ => "step",
    };

    /// <summary>Two agreements may promise the same: parts of the page have names of their own.</summary>
    private string NameOf(Clock clock, string cycle) => $"{_words.Metric(clock.Metric, clock.Target)}{cycle} · {clock.Agreement}@{clock.AgreementVersion}";

    /// <summary>What the timeline shows, and nothing else.</summary>
    private string Legend(Account account)
    {
        var all = account.Segments.Concat(account.Ahead).Select(TimelineSvg.KindOf).ToHashSet(StringComparer.Ordinal);
        var keys = new (string Kind, string Word, bool Shown)[]
        {
            ("counted", "label.counted", all.Contains("counted")), ("late", "phase.AfterLast", all.Contains("late")), ("closed", "short.out-of-hours", all.Contains("closed")),
            ("holiday", "label.closed-day", all.Contains("holiday")), ("paused", "state.Paused", all.Contains("paused")), ("shut", "label.not-in-clock", all.Contains("shut")),
            ("ahead", "label.ahead", !account.Ahead.IsEmpty), ("due", "label.due", account.Clock.Due is not null), ("old", "label.shift", account.Clock.Shifts.Any(s => s.From is not null)),
        };
        return $"<ul class=\"legend\">{string.Concat(keys.Where(k => k.Shown).Select(k => $"<li><i class=\"{k.Kind}\"></i>{E(_words[k.Word])}</li>"))}</ul>";
    }

    private static readonly (string Label, string Class)[] Columns =
        [("from", "from"), ("to", "to"), ("length", "n len"), ("counted", "n cnt"), ("total", "n tot"), ("why", "why"), ("holder", "who")];

    /// <summary>On a phone the rows become blocks, by style alone; the roles keep it a table for those who hear it.</summary>
    private void Table(Account account, DateTimeZone zone, string name)
    {
        var fold = _options.Folds(account);
        var rows = AccountRow.Of(account.Segments, account.Measure, zone, fold);
        if (rows.IsEmpty)
            return;
        var label = E($"{_words["label.account"]}: {name}");
        _html.Append(CultureInfo.InvariantCulture, $"<details open><summary>{E(_words["label.account"])}</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table role=\"table\"><caption>{label}</caption><thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var (head, style) in Columns)
            _html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" role=\"columnheader\" class=\"{style}\">{E(_words["label." + head])}</th>");
        _html.Append("</tr></thead><tbody role=\"rowgroup\">");
        foreach (var row in rows)
            Row(row, zone, "");
        var ahead = AccountRow.Of(account.Ahead, account.Measure, zone, fold || account.Ahead.Length > 40, rows[^1].Total);
        if (!ahead.IsEmpty)
            _html.Append(CultureInfo.InvariantCulture, $"</tbody><tbody role=\"rowgroup\" class=\"muted\"><tr role=\"row\" class=\"part\"><th colspan=\"7\" scope=\"rowgroup\" role=\"rowheader\">{E(_words["label.ahead"])}</th></tr>");
        foreach (var row in ahead)
            Row(row, zone, " class=\"ahead\"");
        _html.Append("</tbody></table></div></details>");
    }

    private void Row(AccountRow row, DateTimeZone zone, string style)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<tr role=\"row\"{style}><th scope=\"row\" role=\"rowheader\" class=\"from\">{E(_words.Form.Moment(row.From, zone, true))}</th>");
        Cell("to", _words.Form.Moment(row.To, zone, true));
        Cell("n len", _words.Form.Length(row.To - row.From));
        Cell("n cnt", row.Counted == Duration.Zero ? "–" : _words.Form.Length(row.Counted), "label.counted");
        Cell("n tot", _words.Form.Length(row.Total), "label.total");
        Cell("why", ExplainText.WhyOf(row, _words));
        Cell("who", ExplainText.HolderOf(row.First));
        _html.Append("</tr>\n");
    }

    private void Cell(string style, string text, string? label = null) =>
        _html.Append(CultureInfo.InvariantCulture, $"<td role=\"cell\" class=\"{style}\"{(label is null ? "" : $" data-label=\"{E(_words[label])}\"")}>{E(text)}</td>");

    private static string ClassOf(ClockState state) => ExplainText.ToneOf(state) switch
    {
        Tone.Good => "good",
        Tone.Late => "bad",
        Tone.Risk => "risk",
        _ => "calm",
    };

    private static string IconOf(ClockState state) => state switch
    {
        ClockState.Met => "✓",
        ClockState.MetLate or ClockState.Overdue => "✕",
        ClockState.DueSoon => "!",
        ClockState.Paused => "‖",
        ClockState.Active => "▸",
        _ => "–",
    };

    private static string E(string text) => Encoder.Encode(text);
}
