using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Web.Documents;

/// <summary>When working time passes: the calendars on which promises count, and those that they are made of.</summary>
internal static class HoursSentences
{
    public static IEnumerable<DocumentPart> Of(DocumentWriter d)
    {
        // Days of the calendar pass whether anybody is there or not.
        var used = d.Promised.Where(t => t.Within.Values.Values.Append(t.Within.Else).OfType<Within>().Any(x => x is not (CalendarDays or CalendarMonths or ClockTime or UntilDate or UntilField)))
            .SelectMany(t => t.Calendar.Values.Values.Append(t.Calendar.Else)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        // What is promised day and night says so itself.
        if (used.Count > 1)
            used.Remove(CalendarSet.AlwaysOpen);
        for (var i = 0; i < used.Count; i++)
            if (d.A.Calendars.GetValueOrDefault(used[i]) is ComposedCalendar composed)
                used.AddRange(composed.Operands.Where(o => o != CalendarSet.AlwaysOpen).Except(used));
        foreach (var id in used)
            yield return new DocumentPart(used.Count == 1 ? d.W["plain.hours"] : d.W.Say("plain.hours-of", id), [.. Lines(d, id)]);
    }

    private static IEnumerable<Sentence> Lines(DocumentWriter d, string id)
    {
        if (d.A.Calendars.GetValueOrDefault(id) is ComposedCalendar c)
            return [d.Say(d.W.Say("doc.hours-" + DocumentWriter.Word(c.Composition), c.Composition == Composition.Exclusion ? c.Operands[0] : string.Join(", ", c.Operands), string.Join(", ", c.Operands.Skip(1))), "calendars", id)];
        // The text of a contract does not move with the day on which it is read.
        return HoursWords.Since(d.W, d.A, d.Calendars, id, d.A.From ?? LocalDate.MinIsoValue).Select(line => d.Say(line, "calendars", id));
    }
}
