using System.Security.Cryptography;
using System.Text;

namespace Prazo.Workspaces;

/// <summary>Secrets that are shown once and kept as a hash: <c>PREFIX.WORKSPACE.SECRET</c>. The workspace is part of them, so that a look-up stays in one workspace.</summary>
internal static class Secrets
{
    /// <summary>32 random bytes for a workspace, as text that fits URLs, and what is kept of it.</summary>
    public static (string Text, byte[] Hash) New(string prefix, Guid tenant)
    {
        var secret = Base64Url(RandomNumberGenerator.GetBytes(32));
        return ($"{prefix}.{Base64Url(tenant.ToByteArray(bigEndian: true))}.{secret}", Hash(secret));
    }

    /// <summary>Takes a secret apart; null for what is none.</summary>
    public static (Guid Tenant, byte[] Hash)? Read(string prefix, string? text) =>
        text?.Split('.') is [var first, { Length: 22 } workspace, { Length: 43 } secret] && first == prefix && System.Buffers.Text.Base64Url.IsValid(workspace)
            ? (new Guid(System.Buffers.Text.Base64Url.DecodeFromChars(workspace), bigEndian: true), Hash(secret))
            : null;

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string Base64Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
