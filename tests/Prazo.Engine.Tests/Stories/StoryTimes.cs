using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Engine.Tests.Stories;

/// <summary>Moments as stories write them: <c>Mon 10:00</c> in the story's week, <c>Mon+1</c> a week later, <c>2026-04-01 10:00</c>, or UTC with a Z; lengths like <c>1h30m</c>.</summary>
internal sealed partial record StoryTimes
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public LocalDate Monday { get; init; } = new(2026, 3, 2);
    public DateTimeZone Zone { get; init; } = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];

    [GeneratedRegex(@"^(?:(?<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\+(?<week>\d+))?|(?<date>\d{4}-\d\d-\d\d)) (?<time>\d\d:\d\d(?::\d\d(?:\.\d\d\d)?)?)(?<utc>Z?)(?= |$)", RegexOptions.None, 1000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(?<minus>-?)(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?(?:(?<s>\d+)s)?(?:(?<ms>\d+)ms)?$", RegexOptions.None, 1000)]
    private static partial Regex Span();

    /// <summary>Whether a line begins with a moment; what follows it is the rest.</summary>
    public bool TryTake(string text, out Instant at, out string rest)
    {
        var m = Moment().Match(text);
        (at, rest) = (default, "");
        if (!m.Success)
            return false;
        var date = m.Groups["date"].Success
            ? LocalDatePattern.Iso.Parse(m.Groups["date"].Value).Value
            : Monday.PlusDays(Array.IndexOf(Days, m.Groups["day"].Value) + 7 * (m.Groups["week"].Success ? Number(m.Groups["week"]) : 0));
        var time = m.Groups["time"].Value;
        var local = date + LocalTimePattern.CreateWithInvariantCulture(time.Length switch { 5 => "HH:mm", 8 => "HH:mm:ss", _ => "HH:mm:ss.fff" }).Parse(time).Value;
        at = m.Groups["utc"].Length > 0 ? local.InUtc().ToInstant() : First(local);
        rest = text[m.Length..].TrimStart();
        return true;
    }

    // T7: the first instant at which the wall clock reads that time or later.
    private Instant First(LocalDateTime local)
    {
        var mapped = Zone.MapLocal(local);
        return mapped.Count == 0 ? mapped.LateInterval.Start : mapped.First().ToInstant();
    }

    public Instant Parse(string text) => TryTake(text, out var at, out var rest) && rest.Length == 0 ? at : throw new FormatException($"`{text}` is no moment");

    public static Duration Length(string text)
    {
        var m = Span().Match(text);
        if (!m.Success || text is "" or "-")
            throw new FormatException($"`{text}` is no length");
        var ms = ((((Number(m.Groups["d"]) * 24L + Number(m.Groups["h"])) * 60 + Number(m.Groups["m"])) * 60) + Number(m.Groups["s"])) * 1000 + Number(m.Groups["ms"]);
        return Duration.FromMilliseconds(m.Groups["minus"].Length > 0 ? -ms : ms);
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>A moment in the shortest form that reads back.</summary>
    public string Show(Instant? at)
    {
        if (at is not { } t)
            return "none";
        var local = t.InZone(Zone).LocalDateTime;
        var utc = First(local) == t ? "" : "Z";
        local = utc.Length > 0 ? t.InUtc().LocalDateTime : local;
        var days = Period.DaysBetween(Monday, local.Date);
        var day = days is >= 0 and < 70 ? Days[days % 7] + (days < 7 ? "" : "+" + (days / 7).ToString(CultureInfo.InvariantCulture)) : local.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        return $"{day} {local.TimeOfDay.ToString(local.Millisecond > 0 ? "HH:mm:ss.fff" : local.Second > 0 ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture)}{utc}";
    }

    public static string Show(Duration length)
    {
        var ms = Math.Abs((long)length.TotalMilliseconds);
        var text = string.Concat(new[] { (ms / 3_600_000, "h"), (ms / 60_000 % 60, "m"), (ms / 1000 % 60, "s"), (ms % 1000, "ms") }
            .Where(p => p.Item1 > 0).Select(p => p.Item1.ToString(CultureInfo.InvariantCulture) + p.Item2));
        return (length < Duration.Zero ? "-" : "") + (text.Length > 0 ? text : "0m");
    }
}
