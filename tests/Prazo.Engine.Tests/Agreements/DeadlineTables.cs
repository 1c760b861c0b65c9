using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Local texts in and out, so that tables read as people would write them: <c>2026-03-06 17:30</c>, with seconds and <c>.999</c> where they matter.</summary>
internal static class DeadlineTables
{
    static readonly LocalDateTimePattern Written = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFF");

    public static readonly OfficeHours SaoPaulo = OfficeHours.Of("America/Sao_Paulo", "mon-fri 08:00-12:00 13:00-18:00; sat 09:00-13:00", "2026-04-03", "2026-12-25");
    public static readonly OfficeHours NewYork = OfficeHours.Of("America/New_York", "mon-fri 09:00-17:00", "2026-11-26");
    public static readonly OfficeHours Bucharest = OfficeHours.Of("Europe/Bucharest", "mon-fri 09:00-18:00", "2026-04-10", "2026-04-13");
    public static readonly OfficeHours Nights = OfficeHours.Of("America/New_York", "mon-fri 22:00-30:00");
    public static readonly OfficeHours Never = OfficeHours.Of("Etc/UTC", "");

    public static Within Parse(string text) => WithinParser.Parse(text).Value ?? throw new FormatException(WithinParser.Parse(text).Problem!.ToString());

    /// <summary>An ambiguous time is the earlier one unless it ends in <c>*</c>.</summary>
    public static Instant At(string local, DateTimeZone zone)
    {
        var text = local.TrimEnd('*');
        var parsed = Written.Parse(text.Length == 16 ? text + ":00" : text);
        var mapping = zone.MapLocal(parsed.GetValueOrThrow());
        return (local.EndsWith('*') ? mapping.Last() : mapping.First()).ToInstant();
    }

    public static string Show(Instant? t, DateTimeZone zone)
    {
        if (t is not { } instant)
            return "never";
        var local = instant.InZone(zone).LocalDateTime;
        var text = Written.Format(local);
        var later = zone.MapLocal(local) is { Count: 2 } both && both.Last().ToInstant() == instant ? "*" : "";
        return (text.EndsWith(":00", StringComparison.Ordinal) ? text[..16] : text) + later;
    }

    public static void ShouldEnd(this OfficeHours office, string within, string start, string due, string? last = null) =>
        office.Compile().ShouldEnd(within, start, due, last);

    public static void ShouldEnd(this WorkingCalendar calendar, string within, string start, string due, string? last = null)
    {
        var end = Deadlines.Of(Parse(within), At(start, calendar.Zone), calendar);
        (Show(end.Due, calendar.Zone), Show(end.Last, calendar.Zone)).ShouldBe((due, last ?? due), $"{within} from {start} in {calendar.Zone.Id}");
    }
}
