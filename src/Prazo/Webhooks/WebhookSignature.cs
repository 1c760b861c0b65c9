using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Prazo.Webhooks;

public enum WebhookVerdict { Genuine, Missing, Malformed, TooOld, TooNew, Forged }

/// <summary>Signatures of Standard Webhooks: HMAC-SHA-256 over <c>id.seconds.body</c>, written <c>v1,base64</c>, one for each secret in force.</summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far the sender's clock may be from ours, and how old a delivery may be.</summary>
    public static readonly Duration Tolerance = Duration.FromMinutes(5);

    private const int MaxHeader = 4096;

    /// <summary>The signature header. While a secret is being replaced, the old and the new one both sign.</summary>
    /// <param name="id">The message's id, the same at every attempt: printable ASCII without blank and full stop.</param>
    public static string Sign(string id, Instant at, ReadOnlySpan<byte> body, IEnumerable<WebhookSecret> secrets)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(secrets);
        if (!IsId(id))
            throw new ArgumentException("An id is printable ASCII without blank and full stop.", nameof(id));
        var content = Content(id, Seconds(at), body);
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(s.Key, content))));
    }

    public static string Seconds(Instant at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>What a receiver does: any of the signatures by any of the secrets is enough; versions other than v1 are passed over.</summary>
    public static WebhookVerdict Verify(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, IEnumerable<WebhookSecret> secrets, Instant now)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signatures))
            return WebhookVerdict.Missing;
        if (!IsId(id) || signatures.Length > MaxHeader || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
            return WebhookVerdict.Malformed;
        var at = Instant.FromUnixTimeSeconds(seconds);
        if (at < now - Tolerance)
            return WebhookVerdict.TooOld;
        if (at > now + Tolerance)
            return WebhookVerdict.TooNew;
        var content = Content(id, timestamp, body);
        var genuine = false;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(secret.Key, content);
            foreach (var given in signatures.Split(' '))
                genuine |= Matches(given, expected);
        }
        return genuine ? WebhookVerdict.Genuine : WebhookVerdict.Forged;
    }

    private static bool Matches(string given, byte[] expected)
    {
        var bytes = new byte[expected.Length];
        return given.StartsWith("v1,", StringComparison.Ordinal) && Convert.TryFromBase64String(given[3..], bytes, out var length) && length == bytes.Length
            && CryptographicOperations.FixedTimeEquals(bytes, expected);
    }

    private static byte[] Content(string id, string seconds, ReadOnlySpan<byte> body) => [.. Encoding.ASCII.GetBytes($"{id}.{seconds}."), .. body];

    private static bool IsId(string id) => id.Length is > 0 and <= 256 && id.All(c => c is > ' ' and < '\u007f' and not '.');
}
