using Prazo.Engine.Agreements;
using Prazo.Tickets;

namespace Prazo.Automations;

/// <summary>What an automation would do to a ticket if it were set off now, and why or why not. Nothing is kept.</summary>
/// <param name="Runs">All of its conditions hold.</param>
/// <param name="When">What would set it off.</param>
public sealed record DryRun(bool Runs, string When, IReadOnlyList<ConditionPart> If, IReadOnlyList<DryStep> Then)
{
    public static DryRun Of(Automation automation, Ticket ticket)
    {
        var fields = ticket.Values();
        string? Field(string name) => fields.GetValueOrDefault(name);
        var runs = automation.If is null || TicketConditions.Hold(automation.If, null, Field);
        return new DryRun(runs, automation.When.Words, ConditionAccount.Of(automation.If, Field), [.. automation.Then.Select(s => new DryStep(s.Kind, AutomationSteps.Would(ticket, s)))]);
    }
}

/// <param name="Would">Null: nothing, because it is so already.</param>
public sealed record DryStep(string Step, string? Would);
