using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Prazo.Storage;

namespace Prazo.Audit;

/// <summary>A row of the audit. Sealed: it has its place and a hash over itself and all before it.</summary>
public sealed record AuditEntry
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public Instant At { get; init; }
    public string Actor { get; init; } = "";
    public string Action { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Content { get; init; } = "";
    public long? Seq { get; init; }
    public byte[]? Hash { get; init; }
}

/// <summary>The end of a chain.</summary>
public sealed record AuditHead(long Seq, byte[] Hash)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}:{Convert.ToHexStringLower(Hash)}");
}

/// <summary>Each row's hash covers the row and the hash before it: whoever changes, removes or swaps rows must forge all that follow, and everybody who kept a head sees it.</summary>
public static class AuditChain
{
    /// <summary>Before a workspace's first row.</summary>
    public static AuditHead Start(Guid tenant) => new(0, SHA256.HashData(Encoding.UTF8.GetBytes($"prazo audit 1\n{tenant}")));

    /// <summary>The row that follows, sealed.</summary>
    public static AuditEntry Seal(AuditHead head, AuditEntry row) => row with { Seq = head.Seq + 1, Hash = HashOf(head, row) };

    /// <summary>SHA-256 over the hash before and the row's parts, each with its length in bytes before it, so that no two rows are written alike.</summary>
    private static byte[] HashOf(AuditHead head, AuditEntry row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head.Hash);
        string[] parts =
        [
            (head.Seq + 1).ToString(CultureInfo.InvariantCulture), row.TenantId.ToString(), row.Id.ToString(), row.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            row.Actor, row.Action, row.Subject, row.Content,
        ];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:")));
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>Follows a chain from its beginning; the head it ends in, and what is wrong with it, in the order of the rows.</summary>
    /// <param name="rows">In the order of their places.</param>
    /// <param name="kept">The head as the database, or somebody outside, kept it; null when nobody did.</param>
    public static AuditVerdict Verify(Guid tenant, IEnumerable<AuditEntry> rows, AuditHead? kept)
    {
        var (head, faults) = (Start(tenant), new List<string>());
        AuditHead? passed = null;
        foreach (var row in rows)
        {
            if (row.Seq is not { } seq || row.Hash is not { } hash)
                continue;
            if (seq != head.Seq + 1)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"row {seq} follows row {head.Seq}: {(seq > head.Seq + 1 ? "rows are missing" : "rows stand twice")} between"));
            else if (!CryptographicOperations.FixedTimeEquals(hash, HashOf(head, row)))
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"row {seq} ({row.Action}, {row.Id}) is not what was sealed"));
            // One fault is told once: the rest is followed from what the row itself says.
            head = new AuditHead(seq, hash);
            if (kept?.Seq == seq)
                passed = head;
        }
        if (kept is not null && (kept.Seq == 0 ? Start(tenant) : passed) is var there && (there is null || !there.Hash.AsSpan().SequenceEqual(kept.Hash)))
            faults.Add(there is null
                ? string.Create(CultureInfo.InvariantCulture, $"the chain ends with row {head.Seq}, but row {kept.Seq} was sealed: rows are missing at the end")
                : string.Create(CultureInfo.InvariantCulture, $"row {kept.Seq} is not the one that was sealed as the head {kept}"));
        return new AuditVerdict(head, faults);
    }
}

/// <param name="Head">Where the chain ends; note it elsewhere, and a later verification can prove that nothing before it was cut off.</param>
public sealed record AuditVerdict(AuditHead Head, IReadOnlyList<string> Faults);
