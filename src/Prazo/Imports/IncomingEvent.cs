using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>An event of a ticket that a foreign system names, as it came in.</summary>
public sealed record IncomingEvent(string Source, string Ref, TicketEvent Event)
{
    /// <summary>Of the ids of events that Prazo's own rules append; no other event has it.</summary>
    internal const string RulePrefix = "rule:";
}
