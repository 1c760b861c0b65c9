using System.Globalization;
using Prazo.Web.Screen;

namespace Prazo.Web.Portal;

internal static class PortalWords
{
    /// <summary>"mar. 2026" of "2026-03".</summary>
    public static string Month(Viewer v, string month) => month.Split('-') is [var year, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m is >= 1 and <= 12
        ? $"{v.Words.Clocks["form.months"].Split(' ')[m - 1]} {year}" : month;
}
