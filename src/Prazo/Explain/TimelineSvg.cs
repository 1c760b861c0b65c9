using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using NodaTime;
using Prazo.Engine.Explain;

namespace Prazo.Explain;

/// <summary>A clock's timeline to scale: what counted, what did not and why, who held the ticket, due dates and their moves.</summary>
internal sealed class TimelineSvg
{
    private const double Bar = 34, BarHeight = 30, HolderY = 72, HolderHeight = 18;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _svg = new();
    private readonly Account _account;
    private readonly Words _words;
    private readonly DateTimeZone _zone;
    private readonly Instant _from, _to;
    private readonly double _width;

    private TimelineSvg(Account account, Words words, DateTimeZone zone, double width)
    {
        (_account, _words, _zone, _width) = (account, words, zone, width);
        _from = account.Clock.Started;
        _to = account.Ahead.IsEmpty ? account.End : account.Ahead[^1].To;
    }

    /// <summary>Drawn twice, for wide screens and for phones, so that nothing has to scroll and letters keep their size. Empty when the clock took no time.</summary>
    /// <param name="name">Of the clock, for those who do not see it.</param>
    public static string Of(Account account, Words words, DateTimeZone zone, string name) =>
        new TimelineSvg(account, words, zone, 1000) is { IsEmpty: false } wide
            ? wide.Draw("wide", name) + new TimelineSvg(account, words, zone, 330).Draw("narrow", name)
            : "";

    private bool IsEmpty => _to <= _from;

    private string Draw(string size, string name)
    {
        var height = _from.InZone(_zone).Date == _to.InZone(_zone).Date ? HolderY + HolderHeight + 4 : HolderY + HolderHeight + 28;
        _svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"timeline {size}\" viewBox=\"-2 0 {_width + 4} {height}\" role=\"img\" aria-label=\"{Encoder.Encode($"{_words["label.timeline"]}: {name}")}\">");
        Days();
        foreach (var segment in _account.Segments)
            Piece(segment, ahead: false);
        foreach (var segment in _account.Ahead)
            Piece(segment, ahead: true);
        Holders();
        foreach (var shift in _account.Clock.Shifts)
            if (shift.From is { } old)
                Mark(old, "old", $"{_words["label.shift"]}: {_words.Form.Moment(old, _zone, true)}", null);
        if (_account.Clock.Last is { } last && last != _account.Clock.Due)
            Mark(last, "last", $"{_words["label.last"]} {_words.Form.Moment(last, _zone, true)}", null);
        if (_account.Clock.Due is { } due)
            Mark(due, "due", $"{_words["label.due"]} {_words.Form.Moment(due, _zone, true)}", $"{_words["label.due"]} {_words.Form.Moment(due, _zone, false)}");
        return _svg.Append("</svg>").ToString();
    }

    /// <summary>Midnights, as many as can be read.</summary>
    private void Days()
    {
        var first = _from.InZone(_zone).Date;
        var days = Period.DaysBetween(first, _to.InZone(_zone).Date);
        var step = Math.Max(1, (int)Math.Ceiling(days * 105 / _width));
        for (var i = 1; i <= days; i += step)
        {
            var x = X(_zone.AtStartOfDay(first.PlusDays(i)).ToInstant());
            _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"day\" x1=\"{x:0.##}\" x2=\"{x:0.##}\" y1=\"26\" y2=\"{HolderY + HolderHeight}\"/>");
            if (x < _width - 74)
                Text(x + 3, HolderY + HolderHeight + 17, "day", _words.Form.Date(first.PlusDays(i), false));
        }
    }

    /// <summary>The look of a segment, as a class.</summary>
    public static string KindOf(Segment segment) => segment.Why switch
    {
        InPause => "paused",
        ClosedUntilReopened or BeforeRestart => "shut",
        _ when !segment.Counted => segment.Why is OutOfHours ? "closed" : "holiday",
        _ when segment.Phase == Phase.AfterLast => "late",
        _ => "counted",
    };

    private void Piece(Segment segment, bool ahead)
    {
        var kind = KindOf(segment);
        var (x, width) = (X(segment.From), Math.Max(0.4, X(segment.To) - X(segment.From)));
        _svg.Append(CultureInfo.InvariantCulture,
            $"<rect class=\"{kind}{(ahead ? " ahead" : "")}\" x=\"{x:0.##}\" y=\"{Bar}\" width=\"{width:0.##}\" height=\"{BarHeight}\"><title>{Encoder.Encode(_words.Say(segment, _zone))}</title></rect>");
        if (segment.Why is InPause)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"hatch\" x=\"{x:0.##}\" y=\"{Bar}\" width=\"{width:0.##}\" height=\"{BarHeight}\"/>");
            var text = _words.Short(segment.Why);
            if (width > 6.2 * text.Length)
                Text(x + 6, Bar + 19, "in", text);
        }
    }

    private void Holders()
    {
        foreach (var held in _account.Clock.Holders)
        {
            var who = string.Join(" · ", new[] { held.Agent, held.Team }.Where(h => !string.IsNullOrEmpty(h)));
            if (who.Length == 0)
                continue;
            var (x, width) = (X(held.From), X(held.To) - X(held.From));
            _svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"holder\" x=\"{x:0.##}\" y=\"{HolderY}\" width=\"{Math.Max(0.4, width - 1):0.##}\" height=\"{HolderHeight}\" rx=\"3\"><title>{Encoder.Encode(who)}</title></rect>");
            if (width > 7 * who.Length + 8)
                Text(x + 6, HolderY + 13, "in", who);
        }
    }

    private void Mark(Instant at, string kind, string title, string? label)
    {
        if (at < _from || at > _to)
            return;
        var x = X(at);
        _svg.Append(CultureInfo.InvariantCulture,
            $"<line class=\"mark {kind}\" x1=\"{x:0.##}\" x2=\"{x:0.##}\" y1=\"24\" y2=\"{Bar + BarHeight + 4}\"><title>{Encoder.Encode(title)}</title></line>");
        if (label is not null)
        {
            // Centred on its mark, but never beyond the edge: half a bold letter of a wide face is some 3.8 units wide.
            var half = 3.8 * label.Length;
            Text(Math.Clamp(x, Math.Min(half, _width / 2), Math.Max(_width - half, _width / 2)), 17, "due", label);
        }
    }

    private void Text(double x, double y, string kind, string text) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x:0.##}\" y=\"{y:0.##}\">{Encoder.Encode(text)}</text>");

    private double X(Instant at) => Math.Clamp((at - _from).TotalMilliseconds / (_to - _from).TotalMilliseconds, 0, 1) * _width;
}
