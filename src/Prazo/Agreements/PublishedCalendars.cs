using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Audit;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Agreements;

/// <summary>A version of a calendar or holiday set that agreements share.</summary>
public sealed record PublishedCalendar
{
    public string Name { get; init; } = "";
    public long Version { get; init; }
    public string Section { get; init; } = "";
    public long Rev { get; init; }
    public string Source { get; init; } = "";
    public string Hash { get; init; } = "";
    /// <summary>From when on tickets follow that were there before it; null: they do not.</summary>
    public Instant? OpenFrom { get; init; }
    public Instant Published { get; init; }
    public string PublishedBy { get; init; } = "";
}

/// <summary>Calendars and holiday sets that a workspace's agreements name, in versions. Publishing one publishes, in effect, every agreement that names it: for tickets to come, and for open
/// ones where the file says so, from that instant on (T1, T18).</summary>
public static class PublishedCalendars
{
    private const string Columns = "name, version, section, rev, source, hash, open_from, published, published_by";

    /// <summary>Publishes what is new or different in a file of calendars; nothing of it when there is an error, or nothing is different.</summary>
    public static CheckedCalendars Publish(Tx tx, Guid tenant, string source, string by, Instant now)
    {
        // One publishes at a time, calendars or agreements.
        var rev = PublishedAgreements.NextRevision(tx, tenant);
        var found = Check(tx, tenant, source, now);
        if (found.HasErrors)
            throw new RefusedException([.. found.Problems]);
        foreach (var calendar in found.Changed.Select(c => c with { Rev = rev, PublishedBy = by }))
        {
            tx.Execute($"""
                INSERT INTO calendar_versions (tenant_id, {Columns}) VALUES (@tenant, @Name, @Version, @Section, @Rev, @Source, @Hash, @OpenFrom, @Published, @PublishedBy)
                """, new { tenant, calendar.Name, calendar.Version, calendar.Section, calendar.Rev, calendar.Source, calendar.Hash, calendar.OpenFrom, calendar.Published, calendar.PublishedBy });
            AuditTrail.Write(tx, tenant, by, "calendar.published", string.Create(CultureInfo.InvariantCulture, $"calendar:{calendar.Name}@{calendar.Version}"), $$"""{"hash":"{{calendar.Hash}}"}""", now);
        }
        if (found.Changed[0].OpenFrom is not null)
            Refold.Ask(tx, tenant, "calendar-published", "open", by, now);
        return found;
    }

    /// <summary>Reads a file beside what is published, holds every agreement against it, and keeps nothing.</summary>
    public static CheckedCalendars Check(Session session, Guid tenant, string source, Instant now)
    {
        var rows = Rows(session, tenant);
        var latest = Latest(rows);
        var file = CalendarFile.Read(source, AgreementWorld.Find(latest.Values));
        var problems = file.Problems.ToList();
        foreach (var part in file.Parts)
            if (latest.GetValueOrDefault(part.Name) is { } other && other.Section != part.Section)
                problems.Add(new(Severity.Error, "name-taken", part.Node.At, $"{part.Section}.{part.Name}", $"{part.Name} is published under {other.Section}", "choose another id"));
        // Breakpoints of calendars are whole seconds: the first that has not begun.
        var from = Instant.FromUnixTimeSeconds((now + Duration.FromSeconds(1) - Duration.Epsilon).ToUnixTimeSeconds());
        var changed = file.Parts.Where(p => latest.GetValueOrDefault(p.Name)?.Hash != p.Hash).Select(p => new PublishedCalendar
        {
            Name = p.Name, Version = (latest.GetValueOrDefault(p.Name)?.Version ?? 0) + 1, Section = p.Section, Rev = long.MaxValue, Source = source, Hash = p.Hash,
            OpenFrom = file.OpenTicketsToo ? from : null, Published = now,
        }).ToImmutableArray();
        if (changed.IsEmpty && !file.HasErrors)
            problems.Add(new(Severity.Error, "unchanged", Position.None, "", "everything in the text is published as it stands", "change a calendar or a holiday set first"));
        if (problems.Exists(p => p.Severity == Severity.Error))
            return new CheckedCalendars(changed, [], problems);
        var uses = Uses(session, tenant, latest, changed, problems);
        return new CheckedCalendars(changed, uses, problems);
    }

    /// <summary>Agreement versions that would count on another calendar than before; those that would have errors are problems of the calendars.</summary>
    private static ImmutableArray<string> Uses(Session session, Guid tenant, Dictionary<string, PublishedCalendar> latest, IEnumerable<PublishedCalendar> changed, List<Problem> problems)
    {
        var sources = PublishedAgreements.Sources(session, tenant, long.MaxValue);
        var before = AgreementWorld.Parse(sources, latest.Values).Agreements.ToDictionary(a => (a.Id, a.Version));
        var (after, wrong) = AgreementWorld.Parse(sources, latest.Values.Where(c => changed.All(n => n.Name != c.Name)).Concat(changed));
        var moved = after.Where(a => before.GetValueOrDefault((a.Id, a.Version))?.Hash != a.Hash).ToImmutableArray();
        if (after.Length < before.Count)
            problems.AddRange(wrong.Where(p => p.Severity == Severity.Error));
        problems.AddRange(Lint.CheckAll([.. moved.GroupBy(a => a.Id).Select(g => g.MaxBy(a => a.Version)!)]).Where(p => p.Severity == Severity.Error));
        return [.. moved.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Id}@{a.Version}")).Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<PublishedCalendar> Versions(Session session, Guid tenant) => Rows(session, tenant);

    /// <summary>A version, with the file that it stood in.</summary>
    public static PublishedCalendar? Find(Session session, Guid tenant, string name, long version) => session.First<PublishedCalendar>(
        $"SELECT {Columns} FROM calendar_versions WHERE tenant_id = @tenant AND name = @name AND version = @version", new { tenant, name, version });

    internal static IReadOnlyList<PublishedCalendar> Rows(Session session, Guid tenant) =>
        session.Query<PublishedCalendar>($"SELECT {Columns} FROM calendar_versions WHERE tenant_id = @tenant ORDER BY name, version", new { tenant });

    internal static Dictionary<string, PublishedCalendar> Latest(IEnumerable<PublishedCalendar> rows) => rows.GroupBy(r => r.Name).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Version)!, StringComparer.Ordinal);
}

/// <summary>A file of calendars that was read beside what is published.</summary>
/// <param name="Changed">What would be published.</param>
/// <param name="Agreements">Versions that count on it, as <c>id@version</c>.</param>
public sealed record CheckedCalendars(ImmutableArray<PublishedCalendar> Changed, ImmutableArray<string> Agreements, IReadOnlyList<Problem> Problems)
{
    public bool HasErrors => Problems.Any(p => p.Severity == Severity.Error);
}
