using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Prazo.Imports;

/// <summary>Numbers distinct byte strings 0, 1, 2 … in order of first sight, without making an object of each.</summary>
internal sealed class Utf8Index
{
    // A seed that differs by process keeps a prepared file from making every key collide.
    private static readonly ulong Seed = (ulong)(uint)string.GetHashCode("prazo", StringComparison.Ordinal) * 0x9E3779B97F4A7C15;
    private int[] _buckets = new int[64];
    private uint[] _hashes = new uint[32];
    private int[] _ends = new int[32];
    private byte[] _arena = new byte[512];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index] => Key(index);

    /// <summary>Makes room at once, where the number of keys is roughly known.</summary>
    public void Reserve(int keys)
    {
        if (keys <= _hashes.Length)
            return;
        Array.Resize(ref _hashes, keys);
        Array.Resize(ref _ends, keys);
        Rehash((int)BitOperations.RoundUpToPowerOf2((uint)keys * 2));
    }

    public int GetOrAdd(ReadOnlySpan<byte> key, out bool added) => GetOrAdd(key, Hash(key), out added);

    /// <param name="fullHash">Of the key, by <see cref="Hash"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int GetOrAdd(ReadOnlySpan<byte> key, ulong fullHash, out bool added)
    {
        var hash = (uint)fullHash;
        var mask = _buckets.Length - 1;
        for (var b = (int)hash & mask; ; b = (b + 1) & mask)
        {
            var index = _buckets[b] - 1;
            if (index < 0)
            {
                added = true;
                return Add(key, hash, b);
            }
            if (_hashes[index] == hash && Key(index).SequenceEqual(key))
            {
                added = false;
                return index;
            }
        }
    }

    private ReadOnlySpan<byte> Key(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _arena.AsSpan(start, _ends[index] - start);
    }

    private int Add(ReadOnlySpan<byte> key, uint hash, int bucket)
    {
        var index = Count++;
        var start = index == 0 ? 0 : _ends[index - 1];
        if (index == _hashes.Length)
        {
            Array.Resize(ref _hashes, index * 2);
            Array.Resize(ref _ends, index * 2);
        }
        if (_arena.Length - start < key.Length)
            Array.Resize(ref _arena, Math.Max(start + key.Length, (int)Math.Min(_arena.Length * 2L, Array.MaxLength)));
        key.CopyTo(_arena.AsSpan(start));
        _ends[index] = start + key.Length;
        _hashes[index] = hash;
        _buckets[bucket] = Count;
        if (Count * 2 > _buckets.Length)
            Rehash(_buckets.Length * 2);
        return index;
    }

    private void Rehash(int buckets)
    {
        _buckets = new int[buckets];
        var mask = _buckets.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var b = (int)_hashes[i] & mask;
            while (_buckets[b] != 0)
                b = (b + 1) & mask;
            _buckets[b] = i + 1;
        }
    }

    /// <summary>A 64-bit hash, eight bytes a step; also tells rows apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ReadOnlySpan<byte> key)
    {
        var h = Seed ^ ((ulong)key.Length * 0xC2B2AE3D27D4EB4F);
        ref var at = ref MemoryMarshal.GetReference(key);
        var left = key.Length;
        while (left >= 8)
        {
            h = Mix(h ^ Unsafe.ReadUnaligned<ulong>(ref at));
            at = ref Unsafe.Add(ref at, 8);
            left -= 8;
        }
        ulong tail = 0;
        if ((left & 4) != 0)
        {
            tail = Unsafe.ReadUnaligned<uint>(ref at);
            at = ref Unsafe.Add(ref at, 4);
        }
        for (left &= 3; left > 0; left--, at = ref Unsafe.Add(ref at, 1))
            tail = (tail << 8) | at;
        h = Mix(h ^ tail);
        return h ^ (h >> 32);
    }

    private static ulong Mix(ulong x)
    {
        var high = Math.BigMul(x, 0x9FB21C651E98DF25, out var low);
        return high ^ low;
    }
}
