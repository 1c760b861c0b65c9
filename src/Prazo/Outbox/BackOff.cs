using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Prazo.Outbox;

/// <summary>When a failed delivery is tried again: soon at first, every eight hours at the end, over about three days; a weekend's outage loses nothing.</summary>
public static class BackOff
{
    /// <summary>So many attempts are made; a delivery that failed as often is dead, and is sent again only when a person says so.</summary>
    public const int MaxAttempts = 14;

    /// <summary>No receiver can put us off for longer.</summary>
    public static readonly Duration LongestWait = Duration.FromHours(24);

    private static readonly Duration[] Waits =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(1), Duration.FromMinutes(10), Duration.FromHours(1), Duration.FromHours(3), Duration.FromHours(8),
    ];

    /// <summary>How long to wait after the given number of failed attempts; null: no more. The wait differs by up to a fifth from one delivery to another, always the same for one,
    /// so that a receiver that comes back is not met by all at once.</summary>
    /// <param name="failed">1 after the first attempt.</param>
    /// <param name="retryAfter">What the receiver asked for, if it did.</param>
    public static Duration? After(int failed, Guid delivery, Duration? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failed, 1);
        if (failed >= MaxAttempts)
            return null;
        var wait = Waits[Math.Min(failed, Waits.Length) - 1] * (0.8 + (0.4 * Share(delivery, failed)));
        return Duration.Max(wait, Duration.Min(retryAfter ?? Duration.Zero, LongestWait));
    }

    /// <summary>0 to 1, evenly, from the delivery and the attempt.</summary>
    private static double Share(Guid delivery, int failed)
    {
        Span<byte> input = stackalloc byte[20];
        delivery.TryWriteBytes(input, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(input[16..], failed);
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input)) / (double)uint.MaxValue;
    }
}
