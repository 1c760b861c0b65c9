using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Statements;
using Prazo.Web.Screen;

namespace Prazo.Web.Statements;

/// <summary>A statement's exact texts as people read them.</summary>
internal static class StatementWords
{
    public static string Money(Viewer v, string? amount, string? currency) => amount is null ? "–" : Money(v, decimal.Parse(amount, NumberStyles.Number, CultureInfo.InvariantCulture), currency);

    public static string Money(Viewer v, decimal amount, string? currency) => $"{amount.ToString("N" + Prazo.Engine.Money.Bill.DecimalsOf(currency).ToString(CultureInfo.InvariantCulture), v.Words.Numbers)} {currency}".TrimEnd();

    public static string Percent(Viewer v, string? percent) => percent is null ? v["statements.no-data"] : v.Percent(decimal.Parse(percent, NumberStyles.Number, CultureInfo.InvariantCulture), "0.####");

    /// <summary>From the first to the last day.</summary>
    public static string Period(Viewer v, StatementBody body) => Period(v, body.From, body.To);

    /// <param name="to">The first day after it.</param>
    public static string Period(Viewer v, string from, string to) => $"{Day(v, from, 0)} – {Day(v, to, -1)}";

    public static string At(Viewer v, string instant) => v.Moment(InstantPattern.ExtendedIso.Parse(instant).Value);

    /// <summary>An instant by the clock of the agreement.</summary>
    public static string In(Viewer v, StatementBody body, string instant) => In(v.Words.Clocks, body, instant);

    public static string In(Prazo.Engine.Explain.Words words, StatementBody body, string instant) =>
        words.Form.Moment(InstantPattern.ExtendedIso.Parse(instant).Value, DateTimeZoneProviders.Tzdb.GetZoneOrNull(body.Zone) ?? DateTimeZone.Utc, true);

    /// <summary>Hours, minutes and seconds; nothing while it lasts.</summary>
    public static string Length(StatementWindow w) => w.Until is { } until ? Late((long)(InstantPattern.ExtendedIso.Parse(until).Value - InstantPattern.ExtendedIso.Parse(w.From).Value).TotalMilliseconds) : "–";

    /// <summary>"743:59:30 available of 744:00:00 promised", or what was kept of what counted; nothing where that is no number for people.</summary>
    public static string? Fraction(Viewer v, StatementObjective o) => o.Percent is null || o.Kept.Contains('/', StringComparison.Ordinal) || o.Counted.Contains('/', StringComparison.Ordinal) ? null
        : v.Say(o.Unit is null ? "reports.kept-of" : "windows.of-time", o.Amount(o.Kept), o.Amount(o.Counted));

    public static string Late(long milliseconds) => StatementObjective.Hours(milliseconds);

    private static string Day(Viewer v, string date, int plus) => v.Words.Clocks.Form.Day(LocalDatePattern.Iso.Parse(date).Value.PlusDays(plus), true);
}
