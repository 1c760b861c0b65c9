using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary>A ticket outside of what its agreement covers, and what became of that.</summary>
/// <param name="ByHand">Somebody marked it; no field of it says so.</param>
/// <param name="State"><c>out</c>, and after a decision <c>declined</c>, <c>offered</c>, <c>accepted</c> or <c>refused</c>.</param>
/// <param name="Offer">For what price it was offered.</param>
public sealed record ScopeStanding(string Agreement, int Version, Exclusion Clause, bool ByHand, string State, Price? Offer);

/// <summary>Requests outside of an agreement's scope. What its fields say is a result, found by every fold from the log and the agreement; what people mark, decide and offer are events of the
/// ticket's log. The results stand among the ticket's fields, so that lists, rules and reports read them: <see cref="State"/> and <see cref="ClauseField"/>.</summary>
public static class TicketScope
{
    /// <summary>Results.</summary>
    public const string State = "scope", ClauseField = "scope-clause";
    /// <summary>Events: what somebody marked (a clause, or <see cref="Inside"/>), what was decided, and for what price it was offered.</summary>
    public const string Mark = "scope-mark", Decision = "scope-decision", Offer = "scope-offer";
    public const string Inside = "none", Out = "out", Declined = "declined", Offered = "offered", Accepted = "accepted", Refused = "refused";
    /// <summary>The reason of the waivers that a declined request brings.</summary>
    public const string Reason = "out-of-scope";

    public static bool IsOwn(string field) => field is State or ClauseField or Mark or Decision or Offer;

    public static ScopeStanding? Of(AgreementSet set, TicketReplay replay)
    {
        var (mark, decision) = (replay.Fields.GetValueOrDefault(Mark), replay.Fields.GetValueOrDefault(Decision));
        if (mark == Inside && string.IsNullOrEmpty(decision))
            return null;
        foreach (var agreement in Agreements(set, replay))
        {
            var marked = string.IsNullOrEmpty(mark) ? null : agreement.Exclusions.FirstOrDefault(e => e.Clause == mark);
            if ((marked ?? Exclusion.Of(agreement, f => replay.Fields.GetValueOrDefault(f))) is { } clause)
                return new ScopeStanding(agreement.Id, agreement.Version, clause, marked is not null, string.IsNullOrEmpty(decision) ? Out : decision, Price.Parse(replay.Fields.GetValueOrDefault(Offer)));
        }
        return null;
    }

    /// <summary>Those with the customer that the ticket is under, the latest first.</summary>
    public static IEnumerable<Agreement> Agreements(AgreementSet set, TicketReplay replay) =>
        replay.Agreements.Reverse().Where(c => !c.Supporting).Select(c => set.Agreements.FirstOrDefault(a => a.Id == c.Agreement && a.Version == c.Version)).OfType<Agreement>();

    /// <summary>The ticket's fields with what is found of its scope.</summary>
    internal static IReadOnlyDictionary<string, string> Shown(AgreementSet set, TicketReplay replay) => Of(set, replay) is { } standing
        ? replay.Fields.SetItem(State, standing.State).SetItem(ClauseField, standing.Clause.Clause) : replay.Fields;
}
