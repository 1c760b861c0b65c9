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

    public static string Late(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 3_600_000}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}");

    private static string Day(Viewer v, string date, int plus) => v.Words.Clocks.Form.Day(LocalDatePattern.Iso.Parse(date).Value.PlusDays(plus), true);
}
