namespace Prazo.Engine;

/// <summary>Where a value was written: file (or document) name, 1-based line and column. <see cref="None"/> for values made in code.</summary>
public readonly record struct Position(string? File, int Line, int Column)
{
    public static readonly Position None;

    public override string ToString() => File is null && Line == 0 ? "" : $"{File}:{Line}:{Column}";
}

public enum Severity { Warning, Error }

/// <summary>Something wrong with an input: where it stands, what is wrong, and what to write instead.</summary>
/// <param name="Path">Path inside the document, such as <c>targets.first-response.within.high</c>.</param>
/// <param name="Code">A stable kebab-case id of the check, such as <c>unknown-calendar</c>.</param>
public sealed record Problem(Severity Severity, string Code, Position At, string Path, string Message, string Hint)
{
    public override string ToString() =>
        $"{At}{(At.Line > 0 ? ": " : "")}{(Severity == Severity.Error ? "error" : "warning")}: {(Path.Length > 0 ? Path + ": " : "")}{Message}{(Hint.Length > 0 ? " — " + Hint : "")}";
}
