using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Agreements;

/// <summary>A published version of an agreement, as text.</summary>
internal sealed record AgreementSource
{
    public string Agreement { get; init; } = "";
    public long Version { get; init; }
    public long Rev { get; init; }
    public string Source { get; init; } = "";
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Agreement}@{Version}");
}

/// <summary>Agreements with the calendars that they name, as tickets of one pin see them: what was published when a ticket was first seen, and what was published later for open tickets
/// too (T18). A calendar that is published for open tickets counts from that instant on; what was counted before stays (T1).</summary>
/// <param name="read">What was read already, by revisions, which never come again.</param>
internal sealed class AgreementWorld(IReadOnlyList<AgreementSource> sources, IReadOnlyList<PublishedCalendar> calendars, ConcurrentDictionary<string, Agreement?> read)
{
    public AgreementSet For(long pin) => new(sources.Select(s => For(pin, s)).OfType<Agreement>());

    private Agreement? For(long pin, AgreementSource source)
    {
        var first = Math.Max(pin, source.Rev);
        if (Read(source, Seen(first, first)) is not { } agreement || (source.Rev > pin && !agreement.OpenTicketsToo))
            return null;
        var plain = agreement;
        foreach (var change in calendars.Where(c => c.Rev > first && c.OpenFrom is not null).GroupBy(c => c.Rev).OrderBy(g => g.Key))
            // Parts of several versions may not fit together; then the ticket keeps what it has.
            if (Read(source, Seen(first, change.Key)) is { } next && next.Hash != plain.Hash)
                (agreement, plain) = (Spliced(agreement, plain, change.First().OpenFrom!.Value, next), next);
        return agreement;
    }

    /// <summary>What a ticket that was pinned to <paramref name="first"/> sees at a later revision.</summary>
    private List<PublishedCalendar> Seen(long first, long later) =>
        [.. PublishedCalendars.Latest(calendars.Where(c => c.Rev <= first || (c.Rev <= later && c.OpenFrom is not null))).Values.OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <summary>An agreement extends what was published when it was: a later version of its parent does not change it.</summary>
    private Agreement? Read(AgreementSource source, List<PublishedCalendar> seen) => read.GetOrAdd(
        string.Create(CultureInfo.InvariantCulture, $"{source.Name} {source.Rev} {string.Join(' ', seen.Select(c => $"{c.Name}:{c.Rev}"))}"),
        _ => Parse(sources.Where(s => s.Rev <= source.Rev), seen).Agreements.FirstOrDefault(a => a.Id == source.Agreement && a.Version == source.Version));

    public static (ImmutableArray<Agreement> Agreements, IReadOnlyList<Problem> Problems) Parse(IEnumerable<AgreementSource> sources, IEnumerable<PublishedCalendar> calendars) =>
        AgreementFiles.Parse(sources.Select(s => (s.Name, s.Source)), Find(calendars));

    /// <summary>Calendars and holiday sets by section and name.</summary>
    public static Func<string, string, Node?> Find(IEnumerable<PublishedCalendar> calendars)
    {
        var known = calendars.ToDictionary(c => (c.Section, c.Name));
        return (section, name) => known.TryGetValue((section, name), out var found) ? CalendarFile.PartOf(found.Source, section, name) : null;
    }

    /// <summary>An agreement whose calendars are others from an instant on.</summary>
    /// <param name="current">As it counts so far.</param>
    /// <param name="plain">As it would count without what went before.</param>
    private static Agreement Spliced(Agreement current, Agreement plain, Instant at, Agreement next)
    {
        var (before, was, after) = (Compiled(current), Compiled(plain), Compiled(next));
        var calendars = next.Calendars;
        foreach (var (id, definition) in next.Calendars)
            if (current.Calendars.TryGetValue(id, out var kept))
                calendars = calendars.SetItem(id, was[id].Hash == after[id].Hash ? kept : new SplicedCalendar(id, before, at, after, definition.At));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{current.Hash} {at.ToUnixTimeMilliseconds()} {next.Hash}")));
        return next with { Calendars = calendars, Hash = Convert.ToHexStringLower(hash) };
    }

    private static CalendarSet Compiled(Agreement agreement) => new(agreement.Calendars.Values, agreement.HolidaySets.Values, agreement.Zone);
}
