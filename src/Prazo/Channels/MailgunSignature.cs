using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Prazo.Channels;

public enum MailgunVerdict { Genuine, Missing, Malformed, TooOld, TooNew, Forged }

/// <summary>Mailgun signs each posting: HMAC-SHA-256 with the account's signing key over timestamp and token, in hexadecimal.</summary>
public static class MailgunSignature
{
    /// <summary>Mailgun tries for eight hours to deliver a posting. Within this window a posting that was overheard could be sent again: the caller keeps the tokens
    /// of the window and refuses one that it has seen; the mail's message id stops it besides.</summary>
    public static readonly Duration Window = Duration.FromHours(12);

    private static readonly Duration Ahead = Duration.FromMinutes(5);

    public static MailgunVerdict Verify(string? timestamp, string? token, string? signature, string signingKey, Instant now)
    {
        ArgumentException.ThrowIfNullOrEmpty(signingKey);
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(token) || string.IsNullOrEmpty(signature))
            return MailgunVerdict.Missing;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799 || token.Length > 200 || signature.Length != 64)
            return MailgunVerdict.Malformed;
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingKey), Encoding.UTF8.GetBytes(timestamp + token)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature.ToLowerInvariant())))
            return MailgunVerdict.Forged;
        var at = Instant.FromUnixTimeSeconds(seconds);
        return at < now - Window ? MailgunVerdict.TooOld : at > now + Ahead ? MailgunVerdict.TooNew : MailgunVerdict.Genuine;
    }
}
