using NodaTime;

namespace Prazo.Engine.Agreements;

/// <summary>Reads typed durations (T8).</summary>
public static class WithinParser
{
    /// <summary>Parses <paramref name="text"/>; exactly one of the results is null.</summary>
    public static (Within? Value, Problem? Problem) Parse(string text, Position at = default, string path = "") => throw new NotImplementedException();

    /// <summary>Parses a plain length such as <c>90m</c>, <c>1h30m</c>, <c>45s</c>, <c>2h</c>; null when it is none.</summary>
    public static Duration? ParseLength(string text) => throw new NotImplementedException();
}
