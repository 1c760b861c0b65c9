using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Audit;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Agreements;

/// <summary>What a workspace has published. A ticket sees what was published when it was first seen, and later versions that were published for open tickets too (T18).</summary>
public sealed class PublishedAgreements
{
    private const int MostSets = 2000;

    // What was read once stays right: a revision stands for one publication and no other.
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<string, Agreement?>> _read = new();
    private readonly ConcurrentDictionary<(Guid Tenant, long Pin, long Now), AgreementSet> _sets = new();

    /// <summary>The revision of a publication; its row is the lock: one publishes at a time. They grow by chance, so that one whose transaction is rolled back never comes again: what was read
    /// under it would be taken for what is published then.</summary>
    internal static long NextRevision(Tx tx, Guid tenant) => Counters.Next(tx, tenant, Counters.Agreements, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)) + 1L);

    /// <summary>Whoever comes second waits until the first is done.</summary>
    internal static void Lock(Tx tx, Guid tenant) => tx.Value<long>($"SELECT value FROM counters WHERE tenant_id = @tenant AND name = @name{tx.Dialect.ForUpdate}", new { tenant, name = Counters.Agreements });

    /// <summary>Publishes every agreement of a text together; nothing of it when there is an error. Open tickets follow where a version says so (T18), in the background.</summary>
    /// <param name="approved">All have approved it whom the workspace wants to.</param>
    public static CheckedAgreements Publish(Tx tx, Guid tenant, string source, string by, Instant now, bool approved = false)
    {
        var rev = NextRevision(tx, tenant);
        var found = Check(tx, tenant, source);
        if (found.HasErrors)
            throw new RefusedException(found.Problems);
        if (!approved)
            Approvals.Refuse(tx, tenant, found.Agreements);
        foreach (var (a, text) in found.Agreements.Zip(Texts(source)))
        {
            tx.Execute("""
                INSERT INTO agreement_versions (tenant_id, agreement, version, rev, source, hash, published, published_by)
                VALUES (@tenant, @Id, @Version, @rev, @text, @Hash, @now, @by)
                """, new { tenant, a.Id, Version = (long)a.Version, rev, text, a.Hash, now, by });
            AuditTrail.Write(tx, tenant, by, "agreement.published", string.Create(CultureInfo.InvariantCulture, $"agreement:{a.Id}@{a.Version}"), $$"""{"hash":"{{a.Hash}}"}""", now);
        }
        if (found.Agreements.Any(a => a.OpenTicketsToo))
            Refold.Ask(tx, tenant, "agreement-published", "open", by, now);
        return found;
    }

    /// <summary>Reads and lints a text beside what is published, and keeps nothing.</summary>
    public static CheckedAgreements Check(Session session, Guid tenant, string source)
    {
        var known = Sources(session, tenant, long.MaxValue);
        var calendars = PublishedCalendars.Latest(PublishedCalendars.Rows(session, tenant));
        var (all, problems) = AgreementFiles.Parse(known.Select(k => (k.Name, k.Source)).Concat(Documents(source).Select(d => (Unnamed, d))), AgreementWorld.Find(calendars.Values));
        var added = all.Where(a => a.At.File == Unnamed).ToImmutableArray();
        var found = new List<Problem>(problems);
        found.AddRange(Lint.CheckAll(added));
        found.AddRange(Lint.CheckChains(added, all.Except(added).GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.MaxBy(a => a.Version)!)));
        if (added.IsEmpty && !found.Exists(p => p.Severity == Severity.Error))
            found.Add(new(Severity.Error, "empty-file", Position.None, "", "the text holds no agreement", "begin with `prazo: 1` and `agreement: <id>`"));
        return new CheckedAgreements(added, found);
    }

    /// <summary>A text as the next version of its first agreement.</summary>
    public static string NextVersion(Session session, Guid tenant, string source)
    {
        var id = YamlNodes.Parse(source).Documents is [MapNode map, ..] && map["agreement"] is ScalarNode s ? s.Text : "";
        var newest = session.Value<long?>("SELECT MAX(version) FROM agreement_versions WHERE tenant_id = @tenant AND agreement = @id", new { tenant, id }) ?? 0;
        return newest == 0 ? source : YamlEdit.Apply(source, [new YamlChange(["version"], (newest + 1).ToString(CultureInfo.InvariantCulture), AgreementSchema.Keys)]);
    }

    /// <summary>What tickets of a pin would see if a text were published.</summary>
    public Func<long, AgreementSet> With(Session session, Guid tenant, IReadOnlyList<Agreement> added) =>
        Once(pin => new AgreementSet(For(session, tenant, pin).Agreements.Concat(added.Where(a => a.OpenTicketsToo))));

    /// <summary>What tickets of a pin would see if calendars were published.</summary>
    public static Func<long, AgreementSet> With(Session session, Guid tenant, IEnumerable<PublishedCalendar> changed) =>
        Once(new AgreementWorld(Sources(session, tenant, long.MaxValue), [.. PublishedCalendars.Rows(session, tenant), .. changed], new()).For);

    private static Func<long, AgreementSet> Once(Func<long, AgreementSet> make)
    {
        var sets = new Dictionary<long, AgreementSet>();
        return pin => sets.TryGetValue(pin, out var set) ? set : sets[pin] = make(pin);
    }

    /// <summary>The published version with the highest number; null when there is none.</summary>
    public Agreement? Latest(Session session, Guid tenant, string agreement) =>
        All(session, tenant).Agreements.Where(a => a.Id == agreement).MaxBy(a => a.Version);

    public static IReadOnlyList<PublishedVersion> Versions(Session session, Guid tenant) => session.Query<PublishedVersion>(
        "SELECT agreement, version, hash, published, published_by FROM agreement_versions WHERE tenant_id = @tenant ORDER BY agreement, version", new { tenant });

    /// <summary>A version as it was written.</summary>
    public static string? Source(Session session, Guid tenant, string agreement, long version) => session.Value<string>(
        "SELECT source FROM agreement_versions WHERE tenant_id = @tenant AND agreement = @agreement AND version = @version", new { tenant, agreement, version });

    // Problems name no file: the text came without one.
    private const string Unnamed = "";

    /// <summary>The documents of a text, each as it is kept when it is published.</summary>
    internal static IReadOnlyList<string> Texts(string source) => [.. Documents(source).Select(d => d.Trim('\n') + '\n')];

    /// <summary>The documents of a text, each as it was written; lines before it are kept empty, so that positions stay true.</summary>
    private static List<string> Documents(string source)
    {
        var documents = new List<string>();
        var (text, lines) = (new StringBuilder(), 0);
        foreach (var line in source.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("---", StringComparison.Ordinal) && line.AsSpan(3).Trim().IsEmpty)
            {
                Close();
                text.Append('\n', lines + 1);
            }
            else
            {
                text.Append(line).Append('\n');
            }
            lines++;
        }
        Close();
        return documents;

        void Close()
        {
            var document = text.ToString();
            if (document.Split('\n').Any(l => l.TrimStart() is [not '#', ..]))
                documents.Add(document);
            text.Clear();
        }
    }

    public AgreementSet For(Session session, Guid tenant, long pin) => For(session, tenant, pin, Counters.Now(session, tenant, Counters.Agreements));

    /// <param name="now">The workspace's revision, where it is known already.</param>
    public AgreementSet For(Session session, Guid tenant, long pin, long now)
    {
        if (_sets.TryGetValue((tenant, pin, now), out var known))
            return known;
        // Sets of revisions gone by are in nobody's way for long.
        if (_sets.Count >= MostSets)
            _sets.Clear();
        return _sets[(tenant, pin, now)] = new AgreementWorld(Sources(session, tenant, now), [.. PublishedCalendars.Rows(session, tenant).Where(c => c.Rev <= now)], _read.GetOrAdd(tenant, _ => new())).For(pin);
    }

    /// <summary>Every version that was ever published.</summary>
    public AgreementSet All(Session session, Guid tenant) => For(session, tenant, long.MaxValue);

    internal static IReadOnlyList<AgreementSource> Sources(Session session, Guid tenant, long rev) => session.Query<AgreementSource>(
        "SELECT agreement, version, rev, source FROM agreement_versions WHERE tenant_id = @tenant AND rev <= @rev ORDER BY rev, agreement, version", new { tenant, rev });
}

/// <summary>Agreements of a text that was read and linted.</summary>
public sealed record CheckedAgreements(ImmutableArray<Agreement> Agreements, IReadOnlyList<Problem> Problems)
{
    public bool HasErrors => Problems.Any(p => p.Severity == Severity.Error);
}

public sealed record PublishedVersion
{
    public string Agreement { get; init; } = "";
    public long Version { get; init; }
    public string Hash { get; init; } = "";
    public Instant Published { get; init; }
    public string PublishedBy { get; init; } = "";
}
