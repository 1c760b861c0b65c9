using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
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
    // A published version never changes, so what was read once stays right.
    private readonly ConcurrentDictionary<(Guid Tenant, string Agreement, long Version), Agreement> _read = new();
    private readonly ConcurrentDictionary<(Guid Tenant, long Pin, long Now), AgreementSet> _sets = new();

    /// <summary>Publishes every agreement of a text together; nothing of it when there is an error.</summary>
    public static (ImmutableArray<Agreement> Agreements, IReadOnlyList<Problem> Problems) Publish(Tx tx, Guid tenant, string source, string by, Instant now)
    {
        // The counter's row is the lock: one publishes at a time.
        var rev = Counters.Next(tx, tenant, Counters.Agreements);
        var known = Sources(tx, tenant, rev);
        var documents = Documents(source);
        var (all, problems) = AgreementFiles.Parse(known.Select(k => (k.Name, k.Source)).Concat(documents.Select(d => ("", d))));
        var added = all.Where(a => a.At.File == "").ToImmutableArray();
        var found = new List<Problem>(problems);
        found.AddRange(Lint.CheckAll(added));
        if (added.IsEmpty && !found.Exists(p => p.Severity == Severity.Error))
            found.Add(new(Severity.Error, "empty-file", Position.None, "", "the text holds no agreement", "begin with `prazo: 1` and `agreement: <id>`"));
        if (found.Exists(p => p.Severity == Severity.Error))
            throw new RefusedException(found);
        foreach (var (a, text) in added.Zip(documents))
        {
            tx.Execute("""
                INSERT INTO agreement_versions (tenant_id, agreement, version, rev, source, hash, published, published_by)
                VALUES (@tenant, @Id, @Version, @rev, @text, @Hash, @now, @by)
                """, new { tenant, a.Id, Version = (long)a.Version, rev, text = text.TrimStart('\n'), a.Hash, now, by });
            AuditTrail.Write(tx, tenant, by, "agreement.published", string.Create(CultureInfo.InvariantCulture, $"agreement:{a.Id}@{a.Version}"), $$"""{"hash":"{{a.Hash}}"}""", now);
        }
        return (added, found);
    }

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

    public AgreementSet For(Session session, Guid tenant, long pin)
    {
        var now = Counters.Now(session, tenant, Counters.Agreements);
        return _sets.GetOrAdd((tenant, pin, now), key => Build(session, key.Tenant, key.Pin, key.Now));
    }

    private AgreementSet Build(Session session, Guid tenant, long pin, long now)
    {
        var sources = Sources(session, tenant, now);
        return new AgreementSet(sources.Select(s => Read(tenant, s, sources)).Zip(sources)
            .Where(x => x.Second.Rev <= pin || x.First.OpenTicketsToo).Select(x => x.First));
    }

    /// <summary>An agreement extends what was published when it was: a later version of its parent does not change it.</summary>
    private Agreement Read(Guid tenant, SourceRow row, IReadOnlyList<SourceRow> all) => _read.GetOrAdd((tenant, row.Agreement, row.Version), _ =>
        AgreementFiles.Parse(all.Where(s => s.Rev <= row.Rev).Select(s => (s.Name, s.Source))).Agreements.First(a => a.Id == row.Agreement && a.Version == row.Version));

    private static IReadOnlyList<SourceRow> Sources(Session session, Guid tenant, long rev) => session.Query<SourceRow>(
        "SELECT agreement, version, rev, source FROM agreement_versions WHERE tenant_id = @tenant AND rev <= @rev ORDER BY rev, agreement, version", new { tenant, rev });

    private sealed record SourceRow
    {
        public string Agreement { get; init; } = "";
        public long Version { get; init; }
        public long Rev { get; init; }
        public string Source { get; init; } = "";
        public string Name => string.Create(CultureInfo.InvariantCulture, $"{Agreement}@{Version}");
    }
}
