namespace Prazo.Tickets;

/// <summary>What a list of tickets shows beside the promise and the subject.</summary>
public static class TicketColumns
{
    public static readonly IReadOnlyList<string> All = ["customer", "priority", "status", "agent", "team", "inbox", "channel", "region", "stage", "type", "created", "updated"];

    public static readonly IReadOnlyList<string> Usual = ["customer", "priority", "status", "agent"];

    /// <summary>Names with commas, in the order in which they are to stand; nothing asks for the usual ones.</summary>
    public static IReadOnlyList<string> Read(string? columns)
    {
        if (string.IsNullOrEmpty(columns))
            return Usual;
        var read = columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        return read.FirstOrDefault(c => !All.Contains(c)) is { } stray ? throw new RefusedException("bad-value", "columns", $"a list has no column '{stray}'", "write some of " + string.Join(", ", All)) : read;
    }
}
