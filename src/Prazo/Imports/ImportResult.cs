using Prazo.Engine;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>A row that was not taken: where it stood, why, and its original text (cut when very long).</summary>
/// <param name="Reason">A stable kebab-case code, such as <c>bad-date</c>.</param>
public sealed record RejectedRow(string File, long Line, string Reason, string Message, string Text);

public sealed record ImportOptions
{
    /// <summary>Called for every rejected row, in order.</summary>
    public Action<RejectedRow>? OnReject { get; init; }
    /// <summary>Called now and then with the bytes read and, where known, the bytes in all.</summary>
    public Action<long, long?>? OnProgress { get; init; }
    /// <summary>What <c>-</c> reads.</summary>
    public Stream? StandardInput { get; init; }
    /// <summary>A longer row is cut and rejected, so that memory stays bounded.</summary>
    public int MaxRowBytes { get; init; } = 1 << 20;
    /// <summary>How many rejections of one reason are listed singly.</summary>
    public int ProblemsPerReason { get; init; } = 10;
}

/// <summary>What an import gave. <c>Rows = Accepted + Duplicates + all of Rejected</c>.</summary>
/// <param name="Rows">Rows, events or lines of data read; blank lines are none.</param>
/// <param name="Accepted">Rows that are in the history.</param>
/// <param name="Duplicates">Exact repetitions, kept once (T2).</param>
/// <param name="Rejected">Rows not taken, by reason.</param>
public sealed record ImportResult(
    History History, long Rows, long Accepted, long Duplicates, IReadOnlyDictionary<string, long> Rejected, IReadOnlyList<Problem> Problems)
{
    public long RejectedRows => Rejected.Values.Sum();
    /// <summary>A file could not be read at all, or its rows cannot be trusted.</summary>
    public bool Failed => Problems.Any(p => p.Severity == Severity.Error);
}
