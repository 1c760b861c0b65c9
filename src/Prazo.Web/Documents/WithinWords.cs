using Prazo.Engine.Agreements;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>How long a promise is, in plain words: what its form means, and not how it is typed.</summary>
internal static class WithinWords
{
    public static string Of(ScreenWords w, Within within) => within switch
    {
        WorkingTime t => w.Say("plain.working-time", w.Clocks.Form.Length(t.Length)),
        WorkingDays d => w.Count("plain.working-days", d.Days),
        ClockTime t => w.Say("plain.clock-time", w.Clocks.Form.Length(t.Length)),
        BusinessDays d => By(w, w.Count("plain.business-days", d.Days), d.By),
        CalendarDays d => By(w, w.Count("plain.calendar-days", d.Days), d.By),
        CalendarMonths m => By(w, w.Count("plain.months", m.Months), m.By),
        UntilDate u => w.Say("plain.until", w.Clocks.Form.Date(u.Date, true)),
        UntilField => w["plain.until-field"],
        ShareOf s => w.Say("plain.share", w.Clocks.Form.Number(s.Percent), s.Target),
        _ => within.Text,
    };

    private static string By(ScreenWords w, string days, By? by) => by switch
    {
        ByTime t => w.Say("plain.by-time", days, w.Clocks.Form.Time(t.Time)),
        ByClose => w.Say("plain.by-close", days),
        ByEndOfDay => w.Say("plain.by-end-of-day", days),
        _ => days,
    };

    /// <summary>From when it is counted, where the agreement says more than "at once".</summary>
    public static IEnumerable<string> Start(ScreenWords w, Within within)
    {
        var start = within switch { BusinessDays d => d.Start, CalendarDays d => d.Start, CalendarMonths m => m.Start, _ => StartRules.None };
        if (start.ClosedDay is not null)
            yield return w["plain.start-closed-day"];
        if (start.Late is { } late)
            yield return w.Say("plain.start-late", w.Clocks.Form.Time(late));
        if (start.BeforeOpening == StartMove.AtOpening)
            yield return w["plain.start-opening"];
        if (start is { BeforeTime: { } before, ElseAddDays: > 0 })
            yield return w.Say("plain.start-later-day", w.Clocks.Form.Time(before), start.ElseAddDays);
        if (start.ElseNextOpening)
            yield return w["plain.start-next-opening"];
    }
}
