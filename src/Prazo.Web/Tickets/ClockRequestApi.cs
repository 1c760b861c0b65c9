using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class ClockRequestApi
{
    public static void MapClockRequests(this RouteGroupBuilder api)
    {
        api.MapPost("/tickets/{id}/pause", Pause).For(Ability.Work).WithSummary("Stops the clocks of a target, or all, with a reason and an accountable party.");
        api.MapPost("/tickets/{id}/resume", Resume).For(Ability.Work).WithSummary("Lets them run again.");
        api.MapPost("/tickets/{id}/waivers", Waiver).For(Ability.Work).WithSummary("Asks that a clock no longer counts, for or against. A second person decides.");
        api.MapPost("/tickets/{id}/extensions", Extension).For(Ability.Work).WithSummary("Asks for more time. A second person decides.");
        api.MapPost("/tickets/{id}/requests/{request}/grant", Grant).For(Ability.Manage).WithSummary("Grants a waiver or an extension that somebody else asked for.");
        api.MapPost("/tickets/{id}/requests/{request}/refuse", Refuse).For(Ability.Manage).WithSummary("Refuses it.");
        api.MapGet("/clock-requests", Waiting).For(Ability.Read).WithSummary("Waivers and extensions that wait for a decision, oldest first.");
    }

    private static Task<Ok<TicketDone>> Pause(HttpContext context, string id, Pausing body) =>
        context.Do(id, (act, ticket) => ClockRequests.Pause(act, ticket, body.Target, body.Category, body.Text, body.Party));

    private static Task<Ok<TicketDone>> Resume(HttpContext context, string id, Resuming body) => context.Do(id, (act, ticket) => ClockRequests.Resume(act, ticket, body.Target));

    private static Task<Ok<TicketDone>> Waiver(HttpContext context, string id, ClockAsk body) => context.Did(id, (act, ticket) => Asked(ClockRequests.Ask(act, ticket, body, null)));

    private static Task<Ok<TicketDone>> Extension(HttpContext context, string id, ExtensionAsk body) =>
        context.Did(id, (act, ticket) => Asked(ClockRequests.Ask(act, ticket, new ClockAsk(body.Target, body.Category, body.Text, body.Evidence), Length(body.Length))));

    private static TicketDone Asked((Ticket Ticket, Guid Request) done) => TicketDone.Of(done.Ticket, request: done.Request);

    private static Duration Length(string text) =>
        PeriodPattern.NormalizingIso.Parse(text) is { Success: true, Value: { Years: 0, Months: 0 } period } && period is { Weeks: >= 0 and < 1000, Days: >= 0 and < 5000, Hours: >= 0 and < 100_000 } ? period.ToDuration()
            : throw new RefusedException("bad-value", "length", $"'{text}' is not a length", "write one such as PT4H or PT1H30M");

    private static Task<Ok<TicketDone>> Grant(HttpContext context, string id, Guid request, Decision body) => context.Do(id, (act, ticket) => ClockRequests.Decide(act, ticket, request, true, body.Text));

    private static Task<Ok<TicketDone>> Refuse(HttpContext context, string id, Guid request, Decision body) => context.Do(id, (act, ticket) => ClockRequests.Decide(act, ticket, request, false, body.Text));

    private static async Task<Ok<WaitingRequests>> Waiting(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(await db.Read(s => new WaitingRequests(
            [.. ClockRequests.Waiting(s, tenant, 200).Select(r => ClockRequestView.Of(r, TicketTexts.Of(s, tenant, r.TicketId)))])));
    }
}

/// <param name="Target">Of which promise; without it all clocks stand still.</param>
/// <param name="Party">On whose account.</param>
/// <param name="Category">Why, in one word that the log keeps.</param>
/// <param name="Text">Why, in full.</param>
internal sealed record Pausing(Party Party, string Text, string? Target = null, string? Category = null);

internal sealed record Resuming(string? Target = null);

/// <param name="Length">ISO 8601, such as PT4H: in the promise's own measure.</param>
internal sealed record ExtensionAsk(string Target, string Length, string? Category, string? Text, string? Evidence);

internal sealed record Decision(string? Text = null);

internal sealed record WaitingRequests(IReadOnlyList<ClockRequestView> Items);
