using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class ScopeApi
{
    public static void MapScope(this RouteGroupBuilder api)
    {
        var scope = api.MapGroup("/tickets/{id}/scope").For(Ability.Work);
        scope.MapPut("", (HttpContext context, string id, ScopeMark body, PublishedAgreements agreements) => context.Do(id, (act, ticket) => ScopeActs.Mark(act, agreements, ticket, body.Clause)))
            .WithSummary("Marks the ticket as outside of its agreement by a clause, or as inside, whatever its fields say.");
        scope.MapPost("/decline", (HttpContext context, string id, ScopeAnswer body, PublishedAgreements agreements) => context.Do(id, (act, ticket) => Decline(act, agreements, ticket, body.Text)))
            .WithSummary("Declines a request outside of the agreement: the customer reads the clause, open promises are waived by it, and the ticket ends.");
        scope.MapPost("/offer", (HttpContext context, string id, ScopeOffer body, PublishedAgreements agreements) => context.Do(id, (act, ticket) => Offer(act, agreements, ticket, body.Price, body.Text)))
            .WithSummary("Offers a request outside of the agreement for a price, and waits for the customer.");
    }

    public static Ticket Decline(Act act, PublishedAgreements agreements, Ticket ticket, string? text) => ScopeActs.Decline(act, agreements, ticket, text, LanguageOf(act.Tx, ticket));

    public static Ticket Offer(Act act, PublishedAgreements agreements, Ticket ticket, string? price, string? text) => ScopeActs.Offer(act, agreements, ticket, price, text, LanguageOf(act.Tx, ticket));

    /// <summary>That of who asked, otherwise that of the workspace.</summary>
    public static string? LanguageOf(Session session, Ticket ticket) =>
        (ticket.Values().GetValueOrDefault("contact") is { } contact ? Contacts.ByHandle(session, ticket.TenantId, contact)?.Locale : null) ?? Workspace.Get(session, ticket.TenantId)?.Locale;
}

/// <param name="Clause">Null: it is inside of the agreement.</param>
internal sealed record ScopeMark(string? Clause = null);

/// <param name="Text">What the customer reads; the clause follows it.</param>
internal sealed record ScopeAnswer(string Text);

/// <param name="Price">Such as <c>250.00 BRL</c>; without it, what the clause says.</param>
internal sealed record ScopeOffer(string Text, string? Price = null);

/// <summary>A ticket outside of what its agreement covers.</summary>
/// <param name="Text">What the clause says, in the customer's language.</param>
/// <param name="ByHand">Somebody marked it; no field of it says so.</param>
/// <param name="State"><c>out</c>, and after a decision <c>declined</c>, <c>offered</c>, <c>accepted</c> or <c>refused</c>.</param>
/// <param name="Price">What the clause says that it costs.</param>
/// <param name="Offer">For what it was offered.</param>
public sealed record ScopeView(string Agreement, int Version, string Clause, string Text, bool ByHand, string State, string? Price, string? Offer)
{
    public static ScopeView? Of(Session session, Ticket ticket, AgreementSet set, TicketReplay replay) => TicketScope.Of(set, replay) is { } s
        ? new(s.Agreement, s.Version, s.Clause.Clause, s.Clause.Text(ScopeApi.LanguageOf(session, ticket)), s.ByHand, s.State, s.Clause.Price?.ToString(), s.Offer?.ToString()) : null;
}

/// <summary>A clause by which a ticket can be marked.</summary>
public sealed record ScopeClause(string Agreement, string Clause, string Text)
{
    public static IReadOnlyList<ScopeClause> Of(AgreementSet set, TicketReplay replay, string language) =>
        [.. TicketScope.Agreements(set, replay).SelectMany(a => a.Exclusions.Select(e => new ScopeClause(a.Id, e.Clause, e.Text(language)))).DistinctBy(c => c.Clause)];
}
