using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Start;

/// <summary>When a workspace is open, as simply as it is asked first; each is <c>09:00-18:00</c>, or empty when it is closed.</summary>
public sealed record FirstHours(string? Weekdays, string? Saturday, string? Sunday, bool Holidays)
{
    /// <summary>What the first calendar is called.</summary>
    public const string Calendar = "office";

    /// <summary>The holidays that are known for a zone: of Brazil or Romania.</summary>
    public static string? HolidaysOf(string zone) => zone.StartsWith("America/", StringComparison.Ordinal) && Brazilian.Contains(zone["America/".Length..]) ? "br" : zone == "Europe/Bucharest" ? "ro" : null;

    private static readonly string[] Brazilian = ["Sao_Paulo", "Bahia", "Fortaleza", "Recife", "Maceio", "Belem", "Manaus", "Cuiaba", "Campo_Grande", "Porto_Velho", "Boa_Vista", "Rio_Branco", "Araguaina", "Santarem", "Eirunepe", "Noronha"];

    /// <summary>Publishes them as the calendar that first promises count on.</summary>
    public void Publish(Tx tx, Workspace workspace, string by, NodaTime.Instant now)
    {
        var days = new[] { ("mon-fri", Weekdays), ("sat", Saturday), ("sun", Sunday) }.Where(d => !string.IsNullOrWhiteSpace(d.Item2)).Select(d => $"{d.Item1}: \"{Checked(d.Item1, d.Item2!)}\"").ToList();
        if (days.Count == 0)
            throw new RefusedException("never-open", "weekdays", "it is never open", "write hours such as 09:00-18:00 for at least one day");
        var holidays = Holidays && HolidaysOf(workspace.Zone) is { } set ? $", holidays: [{set}]" : "";
        var source = $"prazo: 1\nzone: {workspace.Zone}\ncalendars:\n  {Calendar}: {{ weekly: {{ {string.Join(", ", days)} }}{holidays} }}\n";
        // The same hours again are no other hours.
        if (PublishedCalendars.Check(tx, workspace.TenantId, source, now).Problems is not [{ Code: "unchanged" }])
            PublishedCalendars.Publish(tx, workspace.TenantId, source, by, now);
    }

    private static string Checked(string day, string text)
    {
        var parts = text.Split(['-', '–'], 2, StringSplitOptions.TrimEntries);
        var times = parts.Select(p => LocalTimePattern.CreateWithInvariantCulture("H:mm").Parse(p == "24:00" ? "0:00" : p)).ToList();
        return times.Count == 2 && times.TrueForAll(t => t.Success) && (parts[1] == "24:00" || times[0].Value < times[1].Value) ? $"{times[0].Value:HH':'mm}-{(parts[1] == "24:00" ? parts[1] : $"{times[1].Value:HH':'mm}")}"
            : throw new RefusedException("bad-hours", day, $"`{text}` are no opening hours", "write them like 09:00-18:00");
    }
}
