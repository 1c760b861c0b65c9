using System.Security.Cryptography;
using System.Text;

namespace Prazo.Channels;

/// <summary>Names a ticket in an address or a message id so that only we can have written it: the ticket's id and 128 bits of an HMAC-SHA-256 with the workspace's key,
/// in base32, because mail servers change the case of what stands before the @. 52 characters; with <c>reply+</c> within the 64 that an address may have there.</summary>
public static class ReplyToken
{
    public const int Length = 52;
    private const int IdBytes = 16;
    private const int MacBytes = 16;
    private const int MinKeyBytes = 16;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("prazo reply 1\0");

    public static string Of(Guid ticket, ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + MacBytes];
        ticket.TryWriteBytes(bytes, bigEndian: true, out _);
        Mac(bytes[..IdBytes], key).AsSpan(0, MacBytes).CopyTo(bytes[IdBytes..]);
        return Base32(bytes);
    }

    /// <summary>The ticket; null when the token is not one of this key's.</summary>
    public static Guid? Read(string? token, ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + MacBytes];
        if (token is null || token.Length != Length || !TryBase32(token, bytes))
            return null;
        var mac = Mac(bytes[..IdBytes], key);
        return CryptographicOperations.FixedTimeEquals(mac.AsSpan(0, MacBytes), bytes[IdBytes..]) ? new Guid(bytes[..IdBytes], bigEndian: true) : null;
    }

    /// <summary>The address to which answers to a ticket go.</summary>
    public static string Address(Guid ticket, ReadOnlySpan<byte> key, string domain) => $"reply+{Of(ticket, key)}@{domain}";

    /// <summary>The id of a message that we send about a ticket.</summary>
    public static string MessageId(Guid ticket, Guid message, ReadOnlySpan<byte> key, string domain)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        message.TryWriteBytes(bytes, bigEndian: true, out _);
        return $"<{Of(ticket, key)}.{Base32(bytes)}@{domain}>";
    }

    /// <summary>The ticket that a message id of ours names; null for those of others.</summary>
    public static Guid? OfMessageId(string? messageId, ReadOnlySpan<byte> key)
    {
        var local = (messageId ?? "").Trim('<', '>', ' ').Split('@')[0];
        return local.Length > Length && local[Length] == '.' ? Read(local[..Length], key) : null;
    }

    private static byte[] Mac(ReadOnlySpan<byte> ticket, ReadOnlySpan<byte> key) =>
        key.Length >= MinKeyBytes ? HMACSHA256.HashData(key, [.. Purpose, .. ticket]) : throw new ArgumentException($"A key has {MinKeyBytes} bytes or more.", nameof(key));

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var (text, held, bits) = (new StringBuilder(), 0, 0);
        foreach (var b in bytes)
        {
            (held, bits) = (((held << 8) | b) & 0xfff, bits + 8);
            for (; bits >= 5; bits -= 5)
                text.Append(Alphabet[(held >> (bits - 5)) & 31]);
        }
        return bits > 0 ? text.Append(Alphabet[(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    private static bool TryBase32(string text, Span<byte> bytes)
    {
        var (held, bits, written) = (0, 0, 0);
        foreach (var c in text)
        {
            var value = c switch { >= 'a' and <= 'z' => c - 'a', >= 'A' and <= 'Z' => c - 'A', >= '2' and <= '7' => c - '2' + 26, _ => -1 };
            if (value < 0)
                return false;
            (held, bits) = (((held << 5) | value) & 0xfff, bits + 5);
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[written++] = (byte)(held >> bits);
        }
        // One spelling a token: what is left over is zero.
        return written == bytes.Length && (held & ((1 << bits) - 1)) == 0;
    }
}
