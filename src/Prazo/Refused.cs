using Prazo.Engine;

namespace Prazo;

/// <summary>An input that is refused for reasons that its sender can mend: an answer, not a fault. It ends the transaction; HTTP and the command line say it in their ways.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException(IReadOnlyList<Problem> problems) : base(problems.Count > 0 ? problems[0].Message : "") => Problems = problems;

    public RefusedException(string code, string path, string message, string hint = "") : this([new(Severity.Error, code, Position.None, path, message, hint)]) { }

    public RefusedException() => Problems = [];
    public RefusedException(string message) : base(message) => Problems = [];
    public RefusedException(string message, Exception inner) : base(message, inner) => Problems = [];

    public IReadOnlyList<Problem> Problems { get; }
}

/// <summary>Somebody else changed it since it was read.</summary>
public sealed class StaleException : Exception
{
    public StaleException(string message) : base(message) { }
    public StaleException(string message, Exception inner) : base(message, inner) { }
    public StaleException() { }
}

/// <summary>There is none such, or none that the asker may know of: the same answer.</summary>
public sealed class MissingException : Exception
{
    public MissingException(string message) : base(message) { }
    public MissingException(string message, Exception inner) : base(message, inner) { }
    public MissingException() { }
}
