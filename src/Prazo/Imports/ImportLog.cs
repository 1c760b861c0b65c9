using System.Globalization;
using System.Text;
using Prazo.Engine;

namespace Prazo.Imports;

/// <summary>Counts rows and keeps problems: the first few of a kind singly, the rest as a sum.</summary>
internal sealed class ImportLog(ImportOptions options)
{
    private const int MaxRejectedText = 1 << 16;
    private readonly List<Problem> _problems = [];
    private readonly SortedDictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _warned = new(StringComparer.Ordinal);

    public ImportOptions Options => options;
    public long Rows { get; set; }
    public long Accepted { get; set; }
    public long Duplicates { get; set; }
    public IReadOnlyDictionary<string, long> Rejected => _rejected;

    public void Error(string code, Position at, string path, string message, string hint) => _problems.Add(new(Severity.Error, code, at, path, message, hint));

    public void Warn(string code, Position at, string path, string message, string hint)
    {
        var seen = _warned.GetValueOrDefault(code);
        _warned[code] = seen + 1;
        if (seen < options.ProblemsPerReason)
            _problems.Add(new(Severity.Warning, code, at, path, message, hint));
    }

    public void Warn(in Reason reason, string file, long line, int column) =>
        Warn(reason.Code, At(file, line, column), reason.Path, reason.Message, reason.Hint);

    public void Reject(in Reason reason, string file, long line, int column, ReadOnlySpan<byte> raw) =>
        Reject(reason, file, line, column, options.OnReject is null ? "" : Text(raw));

    public void Reject(in Reason reason, string file, long line, int column, string raw)
    {
        var seen = _rejected.GetValueOrDefault(reason.Code);
        _rejected[reason.Code] = seen + 1;
        if (seen < options.ProblemsPerReason)
            _problems.Add(new(Severity.Warning, reason.Code, At(file, line, column), reason.Path, "row rejected: " + reason.Message, reason.Hint));
        options.OnReject?.Invoke(new RejectedRow(file, line, reason.Code, reason.Message, raw));
    }

    private static Position At(string file, long line, int column) => new(file, (int)Math.Min(line, int.MaxValue), column);

    public IReadOnlyList<Problem> Problems()
    {
        var sums = new List<Problem>(_problems);
        foreach (var (code, count) in _rejected)
            if (count > options.ProblemsPerReason)
                sums.Add(Sum(code, count, "rows rejected in all"));
        foreach (var (code, count) in _warned)
            if (count > options.ProblemsPerReason)
                sums.Add(Sum(code, count, "warnings in all"));
        return sums;
    }

    private Problem Sum(string code, long count, string what) =>
        new(Severity.Warning, code, Position.None, "", string.Create(CultureInfo.InvariantCulture, $"{code}: {count:N0} {what}, the first {options.ProblemsPerReason} are listed"), "");

    internal static string Text(ReadOnlySpan<byte> raw) =>
        raw.Length <= MaxRejectedText ? Utf8.Decode(raw) : Utf8.Decode(raw[..MaxRejectedText]) + "…";
}

/// <summary>Why a row was rejected, or taken with a doubt.</summary>
/// <param name="Path">The column it lies with, if any.</param>
internal readonly record struct Reason(string Code, string Path, string Message, string Hint = "");

internal static class Utf8
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The text of bytes that should be UTF-8; what is not is read as Windows-1252, which has a character for nearly every byte.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Strict.GetString(bytes) : Inputs.Windows1252.GetString(bytes);
}
