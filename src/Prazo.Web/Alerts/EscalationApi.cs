using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Alerts;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Alerts;

internal static class EscalationApi
{
    public static void MapEscalations(this RouteGroupBuilder api)
    {
        api.MapGet("/escalations", List).For(Ability.Read).WithSummary("The workspace's escalation chains, in the order in which they are tried.");
        api.MapPost("/escalations", Add).For(Ability.Manage).WithSummary("Adds an escalation chain.");
        api.MapPut("/escalations/order", Order).For(Ability.Manage).WithSummary("Puts these chains first, in this order: the first that fits a ticket is the one.");
        api.MapPost("/escalations/dry-run", Try).For(Ability.Manage).WithSummary("Shows which chain a ticket would get for a promise, and whom each level would tell. Nobody is told.");
        api.MapGet("/escalations/{id:guid}", Get).For(Ability.Read).WithSummary("One escalation chain.");
        api.MapPut("/escalations/{id:guid}", Change).For(Ability.Manage).WithSummary("Changes an escalation chain.");
        api.MapDelete("/escalations/{id:guid}", Delete).For(Ability.Manage).WithSummary("Deletes an escalation chain.");
    }

    private static async Task<Ok<EscalationList>> List(HttpContext context, Db db) =>
        TypedResults.Ok(new EscalationList([.. (await db.Read(s => Escalations.All(s, context.Asker().Tenant))).Select(EscalationView.Of)]));

    private static async Task<Results<Ok<EscalationView>, NotFound>> Get(HttpContext context, Guid id, Db db) =>
        await db.Read(s => Escalations.Find(s, context.Asker().Tenant, id)) is { } row ? Answer(context, row) : TypedResults.NotFound();

    private static async Task<Created<EscalationView>> Add(HttpContext context, EscalationInput input, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var view = await context.Once(db, now, tx => EscalationView.Of(Escalations.Keep(tx, input.On(new OrderedRow { TenantId = asker.Tenant, Id = Ids.New(now) }, asker.Actor, now), input.Content)));
        return TypedResults.Created($"/api/v1/escalations/{view.Id}", view);
    }

    private static async Task<Results<Ok<EscalationView>, NotFound>> Change(HttpContext context, Guid id, EscalationInput input, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var row = await db.Write(tx =>
        {
            if (Escalations.Find(tx, asker.Tenant, id) is not { } known)
                return null;
            ETags.Check(context, known.Version);
            return Escalations.Keep(tx, input.On(known, asker.Actor, now), input.Content);
        });
        return row is not null ? Answer(context, row) : TypedResults.NotFound();
    }

    private static async Task<NoContent> Order(HttpContext context, Prazo.Web.Automations.RowOrder order, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        await db.Write(tx => Escalations.Order(tx, asker.Tenant, order.Ids ?? [], asker.Actor, now));
        return TypedResults.NoContent();
    }

    private static async Task<Ok<EscalationTry>> Try(HttpContext context, EscalationTryInput input, Db db)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(await db.Read(s => TicketQueries.Find(s, tenant, input.Ticket ?? "") is { } ticket ? EscalationTry.Of(s, ticket, input.Target) : throw new MissingException()));
    }

    private static async Task<Results<NoContent, NotFound>> Delete(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx => Escalations.Delete(tx, asker.Tenant, id, asker.Actor, now)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static Ok<EscalationView> Answer(HttpContext context, OrderedRow row)
    {
        ETags.Set(context, row.Version);
        return TypedResults.Ok(EscalationView.Of(row));
    }
}

/// <param name="Ticket">Its id or number.</param>
/// <param name="Target">For which promise; <c>first-response</c> without.</param>
internal sealed record EscalationTryInput(string? Ticket, string? Target = null);

internal sealed record EscalationList(IReadOnlyList<EscalationView> Items);

internal sealed record EscalationView(Guid Id, string Name, long Position, bool Enabled, EscalationContent Chain, long Version, Instant Updated, string UpdatedBy)
{
    public static EscalationView Of(OrderedRow r) => new(r.Id, r.Name, r.Position, r.Enabled == 1, r.Written<EscalationContent>(), r.Version, r.Updated, r.UpdatedBy);
}

internal sealed record EscalationInput(string? Name, EscalationContent? Chain, long Position = 0, bool Enabled = true)
{
    public EscalationContent Content => Chain ?? new EscalationContent(null, null, null);

    public OrderedRow On(OrderedRow known, string by, Instant now) =>
        known.Changed(Name, Position, Enabled, by, now);
}
