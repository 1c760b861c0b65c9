using System.Collections.Immutable;
using System.Globalization;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Satisfaction;

/// <summary>A low mark opens a ticket of its own, linked to the first: it stands in the queue, somebody has it, and its clock is the target follow-up. The customer is not written to.</summary>
internal static class FollowUps
{
    private static readonly ImmutableArray<string> Taken = ["inbox", "priority", "team", "region", "stage", "customer", "contact"];

    public static Guid Open(Act act, Ticket ticket, Survey survey, int mark)
    {
        var fields = TicketRows.Fields(ticket).Where(f => Taken.Contains(f.Key) || !TicketFields.BuiltIn.Contains(f.Key) && f.Key is not ("parent" or "duplicate" or "problem") && !TicketScope.IsOwn(f.Key))
            .Append(new("status", "open")).Append(new(TicketFields.Type, TicketFields.FollowUp)).Append(new("parent", ticket.Number.ToString(CultureInfo.InvariantCulture)))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (Takes(act.Tx, ticket, survey) is { } handle)
            fields = fields.SetItem("agent", handle);
        var made = TicketStore.Insert(act.Tx, act.Tenant, "", "", act.Now);
        var language = Workspace.Get(act.Tx, act.Tenant).Locale;
        TicketTexts.Put(act, made, TextKind.Subject, "", SurveyWords.Say(language, "follow-up", mark, survey.Of.Most(), ticket.Number));
        // By an agent: what was promised for the customer's questions does not run here.
        var (opened, _) = act.Record(made, new TicketCreated("", act.Now, act.Now, 0, fields, ByAgent: true));
        TicketLinks.Write(act, opened.Id, LinkKind.Parent, ticket.Id);
        TicketSearch.Rebuild(act.Tx, opened);
        return opened.Id;
    }

    /// <summary>Who leads the team; otherwise who had the ticket.</summary>
    private static string? Takes(Session session, Ticket ticket, Survey survey) =>
        (ticket.Team is { } team && Teams.ByHandle(session, ticket.TenantId, team) is { } found ? Teams.Members(session, ticket.TenantId, found.Id).FirstOrDefault(m => m.Leads is not null)?.Handle : null) ?? survey.Agent ?? ticket.Agent;
}
