namespace Prazo.Webhooks;

/// <summary>The key of a webhook, as Standard Webhooks writes it: <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
public sealed class WebhookSecret
{
    public const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>To be shown to the receiver, once.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(_key);

    /// <summary>A new secret of random bytes; 32 are usual.</summary>
    public static WebhookSecret Of(ReadOnlySpan<byte> random) =>
        random.Length is >= MinBytes and <= MaxBytes ? new WebhookSecret(random.ToArray()) : throw new ArgumentException($"A webhook secret has {MinBytes} to {MaxBytes} bytes.", nameof(random));

    /// <summary>Null for anything but <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
    public static WebhookSecret? Parse(string? text)
    {
        var bytes = new byte[MaxBytes];
        return text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length >= MinBytes
            ? new WebhookSecret(bytes[..length]) : null;
    }

    /// <summary>Never the key: what is logged must not be of use.</summary>
    public override string ToString() => Prefix + "…";
}
