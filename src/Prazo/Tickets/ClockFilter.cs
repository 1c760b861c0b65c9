using System.Globalization;
using Prazo.Engine.Clocks;

namespace Prazo.Tickets;

/// <summary>Tickets one of whose clocks is in a state. States that few clocks are in at a time are looked up in an index of their own; the rest is asked ticket by ticket.</summary>
internal static class ClockFilter
{
    /// <summary>Queries, each along one index, that together give the ids of tickets with a clock in one of the states, some of them more than once; null where no index leads to them.</summary>
    /// <param name="names">The parameters that hold the states, in their order.</param>
    public static IReadOnlyList<string>? Ways(IReadOnlyList<string> states, IReadOnlyList<string> names, string now)
    {
        var ways = new List<string>();
        foreach (var (state, name) in states.Zip(names))
            if (Ways(state, name, now) is { Length: > 0 } found)
                ways.AddRange(found);
            else
                return null;
        return ways;
    }

    public static string Exists(IReadOnlyList<string> names, string now) =>
        $"EXISTS (SELECT 1 FROM clocks c WHERE c.tenant_id = t.tenant_id AND c.ticket_id = t.id AND ({ClockMarks.StateSql("c.", now)}) IN ({string.Join(", ", names)}))";

    /// <summary>What holds of every row in the state, in the words of an index (migrations 0068 and 0085).</summary>
    private static string[] Ways(string state, string name, string now)
    {
        var rows = $"SELECT c.ticket_id FROM clocks c WHERE c.tenant_id = @tenant AND ({ClockMarks.StateSql("c.", now)}) = {name} AND ";
        const string runs = "c.ending IS NULL AND c.broken IS NULL AND c.paused_since IS NULL";
        return state switch
        {
            "due-soon" => [$"{rows}{runs} AND c.soon <= {now}"],
            // Broken when it was looked at last, or since.
            "overdue" => [string.Create(CultureInfo.InvariantCulture, $"{rows}c.broken IS NOT NULL AND COALESCE(c.ending, {(int)ClockEnding.Cancelled}) = {(int)ClockEnding.Cancelled}"), $"{rows}{runs} AND c.last < {now}"],
            "paused" => [rows + "c.paused_since IS NOT NULL AND c.ending IS NULL"],
            _ => [],
        };
    }
}
