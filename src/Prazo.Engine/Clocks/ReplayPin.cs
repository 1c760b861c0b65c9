using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>What a replay hangs on besides <c>asOf</c>, by hash (T1): equal pins and equal <c>asOf</c> give equal clocks. Rows, verdicts and statements keep the
/// <see cref="Fingerprint"/>; the parts tell what was different.</summary>
/// <param name="Events">The event head: SHA-256 over id and content of the ticket's events in their order (T2), each once. How they were delivered, and when we learned them,
/// does not enter.</param>
/// <param name="Agreements">How the workspace chooses among agreements, then every agreement version in its order, as <c>id@version hash</c>: any of them may be matched.</param>
/// <param name="Calendars">The calendars that their targets name, as <c>id@version/calendar hash</c>; holiday sets and tz database are in the hash.</param>
/// <param name="TzVersion">The tz database, as NodaTime names it; it bounds terms too.</param>
/// <param name="Rules"><see cref="ClockEngine.RulesVersion"/>.</param>
public sealed record ReplayPin(string Events, ImmutableArray<string> Agreements, ImmutableArray<string> Calendars, string TzVersion, string Rules)
{
    /// <summary>SHA-256, lower-case hex, over the lines <c>prazo-replay 1</c>, rules, tz version, events, the number of agreements and each, the number of calendars and each;
    /// every line is its length in UTF-16 units, a colon, the text and a line feed, so that no text can imitate another line.</summary>
    public string Fingerprint => Hash(["prazo-replay 1", Rules, TzVersion, Events, Count(Agreements), .. Agreements, Count(Calendars), .. Calendars]);

    /// <summary>Of a ticket's known events, in any order, however often delivered. Events after <c>asOf</c> are known too: they will count.</summary>
    public static ReplayPin Of(AgreementSet agreements, IEnumerable<TicketEvent> events) =>
        new(Head(events), agreements.VersionHashes, agreements.CalendarHashes, DateTimeZoneProviders.Tzdb.VersionId, ClockEngine.RulesVersion);

    public bool Equals(ReplayPin? other) => other is not null && Fingerprint == other.Fingerprint;

    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    private static string Head(IEnumerable<TicketEvent> events) =>
        Hash([.. EventOrder.Of(events, Instant.MaxValue).SelectMany(e => (string[])[e.Id, EventOrder.Content(e)])]);

    internal static ImmutableArray<string> VersionsOf(AgreementSet set) =>
    [
        string.Join(' ', [$"matching {set.Matching.Default}", .. set.Matching.PerMetric.OrderBy(m => m.Key).Select(m => $"{m.Key}={m.Value}")]),
        .. set.Agreements.Select(a => $"{Name(a)} {a.Hash}"),
    ];

    internal static ImmutableArray<string> CalendarsOf(AgreementSet set) =>
        [.. set.Agreements.SelectMany(a => Named(a).Select(id => $"{Name(a)}/{id} {set.CalendarsOf(a).Find(id)?.Hash}"))];

    // A target that names none for a ticket counts around the clock.
    private static SortedSet<string> Named(Agreement agreement) => new(
        agreement.Targets.SelectMany(t => t.Calendar.Values.Values.Append(t.Calendar.Else ?? CalendarSet.AlwaysOpen)), StringComparer.Ordinal);

    private static string Name(Agreement agreement) => string.Create(CultureInfo.InvariantCulture, $"{agreement.Id}@{agreement.Version}");

    private static string Count(ImmutableArray<string> list) => list.Length.ToString(CultureInfo.InvariantCulture);

    private static string Hash(ReadOnlySpan<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"{line.Length}:{line}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
