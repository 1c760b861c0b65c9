using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Prazo.Storage;

/// <summary>Ids made by the application (UUID version 7): they sort by their millisecond, and within it, in one process, by the order in which they were made.</summary>
public static class Ids
{
    private const int MostInMillisecond = 1 << 26;
    private static readonly Lock Turn = new();
    private static long _last;
    private static int _count;

    public static Guid New(Instant now)
    {
        var ms = now.ToUnixTimeMilliseconds();
        var count = Next(ms);
        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id[8..]);
        BinaryPrimitives.WriteInt64BigEndian(id, ms << 16);
        // RFC 9562, 6.2, method 1: a counter in the high bits after the time, twelve before the variant and fourteen behind it.
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)(0x7000 | (count >> 14)));
        BinaryPrimitives.WriteUInt16BigEndian(id[8..], (ushort)(0x8000 | (count & 0x3FFF)));
        return new Guid(id, bigEndian: true);
    }

    private static int Next(long ms)
    {
        lock (Turn)
        {
            _count = ms == _last ? (_count + 1) % MostInMillisecond : 0;
            _last = ms;
            return _count;
        }
    }
}
