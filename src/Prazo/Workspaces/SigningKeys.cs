using System.Security.Cryptography;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.Workspaces;

/// <summary>The key with which a workspace signs its statements: ECDSA over P-256 with SHA-256. Its fingerprint – SHA-256 of the public key, in hexadecimal – stands in the agreement, so that a
/// statement that brings its own key proves nothing.</summary>
public sealed record SigningKey
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Fingerprint { get; init; } = "";
    /// <summary>SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; init; } = [];
    /// <summary>PKCS #8.</summary>
    public byte[] PrivateKey { get; init; } = [];
    public Instant Created { get; init; }

    internal byte[] Sign(byte[] data)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(PrivateKey, out _);
        return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    internal static bool Verify(byte[] publicKey, byte[] data, byte[] signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal static string FingerprintOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));
}

public static class SigningKeys
{
    private const string Columns = "tenant_id, id, fingerprint, public_key, private_key, created";

    /// <summary>The newest; null before the first is needed.</summary>
    public static SigningKey? Current(Session session, Guid tenant) =>
        session.First<SigningKey>($"SELECT {Columns} FROM signing_keys WHERE tenant_id = @tenant ORDER BY id DESC LIMIT 1", new { tenant });

    /// <summary>The newest; made when there is none.</summary>
    public static SigningKey Take(Tx tx, Guid tenant, string by, Instant now)
    {
        // Two who ask at once get the same: the workspace's row is the lock.
        tx.Value<string>($"SELECT name FROM workspaces WHERE tenant_id = @tenant{tx.Dialect.ForUpdate}", new { tenant });
        if (Current(tx, tenant) is { } known)
            return known;
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = made.ExportSubjectPublicKeyInfo();
        var key = new SigningKey { TenantId = tenant, Id = Ids.New(now), Fingerprint = SigningKey.FingerprintOf(publicKey), PublicKey = publicKey, PrivateKey = made.ExportPkcs8PrivateKey(), Created = now };
        tx.Execute("INSERT INTO signing_keys (tenant_id, id, fingerprint, public_key, private_key, created) VALUES (@TenantId, @Id, @Fingerprint, @PublicKey, @PrivateKey, @Created)", key);
        AuditTrail.Write(tx, tenant, by, "key.made", $"signing-key:{key.Id}", $$"""{"fingerprint":"{{key.Fingerprint}}"}""", now);
        return key;
    }
}
