using System.IO.Compression;
using System.Text;
using Prazo.Engine;

namespace Prazo.Imports;

internal enum Format { Csv, JsonLines, Xes }

/// <summary>An opened source: unpacked, turned into UTF-8, its format known by content.</summary>
internal sealed class Input(string name, Stream content, Format format, byte[] sample, bool whole, long? size) : IDisposable
{
    public string Name => name;
    public Stream Content => content;
    public Format Format => format;
    /// <summary>The first bytes, without a byte order mark; cut at an arbitrary place unless <see cref="IsWhole"/>.</summary>
    public ReadOnlySpan<byte> Sample => sample;
    public bool IsWhole => whole;
    /// <summary>Bytes in all; null when unknown, as for packed files.</summary>
    public long? Size => size;

    public void Dispose() => content.Dispose();
}

/// <summary>Opens files and standard input: gzip, encoding and format are recognised by content, not by name.</summary>
internal static class Inputs
{
    private const int SampleSize = 1 << 16;
    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Without it, .NET takes a packed file that breaks off for one that ends.
    static Inputs() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    public static Input? Open(string path, Mapping? mapping, ImportLog log)
    {
        var name = path == "-" ? "stdin" : path;
        var at = new Position(name, 1, 1);
        try
        {
            var raw = path == "-"
                ? log.Options.StandardInput ?? Console.OpenStandardInput()
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            long? size = raw.CanSeek ? raw.Length : null;
            var counted = new CountingStream(raw, log.Options.OnProgress, size);
            return Unpacked(name, counted, size, mapping, log, at);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or NotSupportedException)
        {
            log.Error("unreadable-file", at, "", $"cannot read {name}: {e.Message}", "check the path, the permissions and that the file is complete");
            return null;
        }
    }

    private static Input? Unpacked(string name, Stream stream, long? size, Mapping? mapping, ImportLog log, Position at)
    {
        var (head, _) = ReadSample(stream, 2);
        stream = new PrefixedStream(head, stream);
        if (head is [0x1F, 0x8B])
            stream = new GZipStream(stream, CompressionMode.Decompress);
        var (sample, fault) = ReadSample(stream, SampleSize);
        var whole = sample.Length < SampleSize && fault is null;
        if (sample.Length == 0)
        {
            log.Error("empty-file", at, "", $"{name} is empty", "export the tickets again, with a header line");
            return null;
        }
        if (Foreign(sample) is { } what)
        {
            log.Error("not-text", at, "", $"{name} is {what}, not text", "export as CSV, XES or JSON Lines (a spreadsheet: save as CSV UTF-8)");
            return null;
        }
        var (encoding, skip, problem) = EncodingOf(sample, whole, mapping?.Encoding);
        if (problem is not null)
        {
            log.Error("unknown-encoding", at, "encoding", problem, "write utf-8, utf-16, windows-1252, iso-8859-1 or another registered name");
            return null;
        }
        Stream content = new PrefixedStream(sample[skip..], fault is not null ? new FaultedStream(fault) : whole ? Stream.Null : stream, stream);
        if (!whole && fault is null)
            content = new ReadAhead(content);
        if (encoding is not null)
        {
            content = Encoding.CreateTranscodingStream(content, encoding, new UTF8Encoding(false));
            (sample, fault) = ReadSample(content, SampleSize);
            content = new PrefixedStream(sample, fault is null ? content : new FaultedStream(fault), content);
        }
        else
        {
            sample = sample[skip..];
        }
        if (sample.AsSpan().Contains((byte)0))
        {
            log.Error("not-text", at, "", $"{name} is binary data, not text", "export as CSV, XES or JSON Lines (a spreadsheet: save as CSV UTF-8)");
            content.Dispose();
            return null;
        }
        return new Input(name, content, FormatOf(sample), sample, whole, head is [0x1F, 0x8B] || encoding is not null ? null : size);
    }

    private static string? Foreign(ReadOnlySpan<byte> s) =>
        s.StartsWith("PK\x03\x04"u8) ? "a zip archive or an Excel workbook"
        : s.StartsWith("\xD0\xCF\x11\xE0"u8) || s is [0xD0, 0xCF, 0x11, 0xE0, ..] ? "an old Excel workbook"
        : s.StartsWith("%PDF"u8) ? "a PDF document"
        : s.StartsWith("SQLite format 3"u8) ? "a SQLite database"
        : s is [0x89, 0x50, 0x4E, 0x47, ..] ? "a picture"
        : s is [0x1F, 0x8B, ..] ? "gzip inside of gzip"
        : s is [0x28, 0xB5, 0x2F, 0xFD, ..] or [0x42, 0x5A, 0x68, ..] or [0xFD, 0x37, 0x7A, 0x58, ..] ? "compressed other than with gzip"
        : null;

    /// <summary>The encoding to translate from (null: it is UTF-8 already) and how many bytes of mark to skip.</summary>
    private static (Encoding? Encoding, int Skip, string? Problem) EncodingOf(ReadOnlySpan<byte> s, bool whole, string? named)
    {
        if (s is [0xEF, 0xBB, 0xBF, ..])
            return (null, 3, null);
        if (s is [0xFF, 0xFE, ..])
            return (Encoding.Unicode, 2, null);
        if (s is [0xFE, 0xFF, ..])
            return (Encoding.BigEndianUnicode, 2, null);
        if (named is not null)
            return Named(named);
        if (Utf16WithoutMark(s) is { } utf16)
            return (utf16, 0, null);
        return IsUtf8(s, whole) ? (null, 0, null) : (Windows1252, 0, null);
    }

    private static (Encoding?, int, string?) Named(string name)
    {
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase))
            return (null, 0, null);
        try
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name), 0, null);
        }
        catch (ArgumentException)
        {
            return (null, 0, $"unknown encoding '{name}'");
        }
    }

    // Western text in UTF-16 has a zero in nearly every other byte.
    private static Encoding? Utf16WithoutMark(ReadOnlySpan<byte> s)
    {
        int even = 0, odd = 0, pairs = Math.Min(s.Length, 4096) / 2;
        for (var i = 0; i < pairs; i++)
        {
            even += s[2 * i] == 0 ? 1 : 0;
            odd += s[2 * i + 1] == 0 ? 1 : 0;
        }
        return pairs < 4 ? null
            : odd * 10 >= pairs * 7 && even * 10 < pairs ? Encoding.Unicode
            : even * 10 >= pairs * 7 && odd * 10 < pairs ? Encoding.BigEndianUnicode
            : null;
    }

    // A sample may end in the middle of a character.
    private static bool IsUtf8(ReadOnlySpan<byte> s, bool whole)
    {
        for (var cut = 0; cut <= (whole ? 0 : Math.Min(3, s.Length)); cut++)
            if (System.Text.Unicode.Utf8.IsValid(s[..^cut]))
                return true;
        return false;
    }

    private static Format FormatOf(ReadOnlySpan<byte> s)
    {
        s = s.TrimStart(" \t\r\n"u8);
        return s.IsEmpty ? Format.Csv : s[0] switch { (byte)'{' or (byte)'[' => Format.JsonLines, (byte)'<' => Format.Xes, _ => Format.Csv };
    }

    // A packed file that breaks off early still gives what could be unpacked; the fault follows after it.
    private static (byte[] Bytes, Exception? Fault) ReadSample(Stream stream, int size)
    {
        var buffer = new byte[size];
        var read = 0;
        try
        {
            for (int got; read < size && (got = stream.Read(buffer, read, size - read)) > 0;)
                read += got;
        }
        catch (Exception e) when (read > 0 && e is IOException or InvalidDataException)
        {
            return (buffer[..read], e);
        }
        return (read == size ? buffer : buffer[..read], null);
    }
}
