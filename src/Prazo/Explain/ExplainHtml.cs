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
        _html.Append("</main></body></html>\n");
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
        var svg = TimelineSvg.Of(account, _words, zone);
        if (svg.Length > 0)
            _html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{E(_words["label.timeline"])}\">{svg}</div>{Legend()}");
        _html.Append(CultureInfo.InvariantCulture, $"<h3>{E(_words["label.why-so"])}</h3><ul>");
        foreach (var statement in account.Statements)
            _html.Append(CultureInfo.InvariantCulture, $"<li>{E(_words.Say(statement, zone))}</li>");
        _html.Append("</ul>");
        Days(account, zone);
        Table(account, zone);
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

    private string Legend() =>
        $"<p class=\"legend\"><i class=\"counted\"></i>{E(_words["label.counted"])} <i class=\"late\"></i>{E(_words["phase.AfterLast"])} <i class=\"closed\"></i>{E(_words["short.out-of-hours"])} <i class=\"paused\"></i>{E(_words["state.Paused"])} <i class=\"due\"></i>{E(_words["label.due"])} <i class=\"old\"></i>{E(_words["label.shift"])}</p>";

    private void Table(Account account, DateTimeZone zone)
    {
        var fold = _options.Folds(account);
        var rows = AccountRow.Of(account.Segments, account.Measure, zone, fold);
        if (rows.IsEmpty)
            return;
        _html.Append(CultureInfo.InvariantCulture, $"<details open><summary>{E(_words["label.account"])}</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{E(_words["label.account"])}\"><table><thead><tr>");
        foreach (var head in new[] { "from", "to", "length", "counted", "total", "why", "holder" })
            _html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{E(_words["label." + head])}</th>");
        _html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
            Row(row, zone, "");
        var ahead = AccountRow.Of(account.Ahead, account.Measure, zone, fold || account.Ahead.Length > 40, rows[^1].Total);
        if (!ahead.IsEmpty)
            _html.Append(CultureInfo.InvariantCulture, $"<tr class=\"muted\"><th colspan=\"7\" scope=\"colgroup\">{E(_words["label.ahead"])}</th></tr>");
        foreach (var row in ahead)
            Row(row, zone, " class=\"muted\"");
        _html.Append("</tbody></table></div></details>");
    }

    private void Row(AccountRow row, DateTimeZone zone, string style) => _html.Append(CultureInfo.InvariantCulture,
        $"<tr{style}><td>{E(_words.Form.Moment(row.From, zone, true))}</td><td>{E(_words.Form.Moment(row.To, zone, true))}</td><td class=\"n\">{E(_words.Form.Length(row.To - row.From))}</td><td class=\"n\">{(row.Counted == Duration.Zero ? "–" : E(_words.Form.Length(row.Counted)))}</td><td class=\"n\">{E(_words.Form.Length(row.Total))}</td><td>{E(ExplainText.WhyOf(row, _words))}</td><td>{E(ExplainText.HolderOf(row.First))}</td></tr>\n");

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
