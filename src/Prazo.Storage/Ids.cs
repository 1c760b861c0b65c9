using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Prazo.Storage;

/// <summary>Ids made by the application (UUID version 7): they sort by their millisecond, and within it, in one process, by the order in which they were made.</summary>
public static class Ids
{
    private const int MostInMillisecond = 1 << 26;
    private static int _count;

    public static Guid New(Instant now)
    {
        var ms = now.ToUnixTimeMilliseconds();
        var count = Next();
        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id[8..]);
        BinaryPrimitives.WriteInt64BigEndian(id, ms << 16);
        // RFC 9562, 6.2, method 1: a counter in the high bits after the time, twelve before the variant and fourteen behind it.
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)(0x7000 | (count >> 14)));
        BinaryPrimitives.WriteUInt16BigEndian(id[8..], (ushort)(0x8000 | (count & 0x3FFF)));
        return new Guid(id, bigEndian: true);
    }

    // It goes on through all instants: requests of different milliseconds take turns, and each must find its own ids in order. Whoever is there when it begins anew, once in 67 million, does not.
    private static int Next() => Interlocked.Increment(ref _count) & (MostInMillisecond - 1);
}
