using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Alerts;
using Prazo.Automations;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Automations;

internal static class AutomationApi
{
    public static void MapAutomations(this RouteGroupBuilder api)
    {
        api.MapGet("/automations", List).For(Ability.Read).WithSummary("The workspace's automations, in the order in which they run.");
        api.MapPost("/automations", Add).For(Ability.Manage).WithSummary("Adds an automation: when – if – then.");
        api.MapGet("/automations/{id:guid}", Get).For(Ability.Read).WithSummary("One automation.");
        api.MapPut("/automations/{id:guid}", Change).For(Ability.Manage).WithSummary("Changes an automation.");
        api.MapDelete("/automations/{id:guid}", Delete).For(Ability.Manage).WithSummary("Deletes an automation.");
        api.MapPut("/automations/order", Order).For(Ability.Manage).WithSummary("Puts these automations first, in this order.");
        api.MapPost("/automations/dry-run", Try).For(Ability.Manage).WithSummary("Shows what an automation would do to a ticket, and why or why not. Nothing is kept.");
        api.MapGet("/automations/runs", Runs).For(Ability.Read).WithSummary("What automations did or were kept from doing, newest first.");
    }

    private static async Task<Ok<AutomationList>> List(HttpContext context, Db db) =>
        TypedResults.Ok(new AutomationList([.. (await db.Read(s => AutomationStore.All(s, context.Asker().Tenant))).Select(AutomationView.Of)]));

    private static async Task<Results<Ok<AutomationView>, NotFound>> Get(HttpContext context, Guid id, Db db) =>
        await db.Read(s => AutomationStore.Find(s, context.Asker().Tenant, id)) is { } row ? Answer(context, row) : TypedResults.NotFound();

    private static async Task<Created<AutomationView>> Add(HttpContext context, AutomationInput input, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var row = await db.Write(tx => AutomationStore.Keep(tx, input.On(new OrderedRow { TenantId = asker.Tenant, Id = Ids.New(now) }, asker.Actor, now), input.Content));
        return TypedResults.Created($"/api/v1/automations/{row.Id}", AutomationView.Of(row));
    }

    private static async Task<Results<Ok<AutomationView>, NotFound>> Change(HttpContext context, Guid id, AutomationInput input, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var row = await db.Write(tx =>
        {
            if (AutomationStore.Find(tx, asker.Tenant, id) is not { } known)
                return null;
            ETags.Check(context, known.Version);
            return AutomationStore.Keep(tx, input.On(known, asker.Actor, now), input.Content);
        });
        return row is not null ? Answer(context, row) : TypedResults.NotFound();
    }

    private static async Task<NoContent> Order(HttpContext context, RowOrder order, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        await db.Write(tx => AutomationStore.Order(tx, asker.Tenant, order.Ids ?? [], asker.Actor, now));
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound>> Delete(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx => AutomationStore.Delete(tx, asker.Tenant, id, asker.Actor, now)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static Ok<AutomationView> Answer(HttpContext context, OrderedRow row)
    {
        ETags.Set(context, row.Version);
        return TypedResults.Ok(AutomationView.Of(row));
    }

    private static async Task<Results<Ok<DryRun>, NotFound>> Try(HttpContext context, DryRunInput input, Db db)
    {
        var tenant = context.Asker().Tenant;
        var (row, ticket) = await db.Read(s => (input.Automation is { } id ? AutomationStore.Find(s, tenant, id) : null, TicketQueries.Find(s, tenant, input.Ticket ?? "")));
        if (ticket is null || (input.Automation is not null && row is null))
            return TypedResults.NotFound();
        var (automation, problems) = AutomationReader.Read(row?.Id ?? Guid.Empty, row?.Name ?? "", row?.Written<AutomationContent>() ?? new AutomationContent(input.When, input.If, input.Then));
        return automation is null ? throw new RefusedException(problems) : TypedResults.Ok(DryRun.Of(automation, ticket));
    }

    private static async Task<Results<Ok<RunPage>, NotFound>> Runs(HttpContext context, Db db, Guid? automation = null, string? ticket = null, Guid? before = null, int limit = 50)
    {
        var (tenant, most) = (context.Asker().Tenant, Math.Clamp(limit, 1, 200));
        var runs = await db.Read(s => ticket is null ? AutomationStore.Runs(s, tenant, automation, null, before, most)
            : TicketQueries.Find(s, tenant, ticket) is { } found ? AutomationStore.Runs(s, tenant, automation, found.Id, before, most) : null);
        return runs is null ? TypedResults.NotFound() : TypedResults.Ok(new RunPage([.. runs.Select(RunView.Of)], runs.Count == most ? runs[^1].Id : null));
    }
}

internal sealed record RowOrder(IReadOnlyList<Guid>? Ids);

internal sealed record AutomationList(IReadOnlyList<AutomationView> Items);

internal sealed record AutomationView(Guid Id, string Name, long Position, bool Enabled, TriggerContent? When, JsonElement? If, IReadOnlyList<StepContent>? Then, long Version, Instant Updated, string UpdatedBy)
{
    public static AutomationView Of(OrderedRow r)
    {
        var written = r.Written<AutomationContent>();
        return new(r.Id, r.Name, r.Position, r.Enabled == 1, written.When, written.If, written.Then, r.Version, r.Updated, r.UpdatedBy);
    }
}

internal sealed record AutomationInput(string? Name, TriggerContent? When, JsonElement? If, IReadOnlyList<StepContent>? Then, long Position = 0, bool Enabled = true)
{
    public AutomationContent Content => new(When, If, Then);

    public OrderedRow On(OrderedRow known, string by, Instant now) =>
        known.Changed(Name, Position, Enabled, by, now);
}

/// <param name="Ticket">Its id or number.</param>
/// <param name="Automation">One that is kept; without, the one written here.</param>
internal sealed record DryRunInput(string? Ticket, Guid? Automation, TriggerContent? When, JsonElement? If, IReadOnlyList<StepContent>? Then);

internal sealed record RunPage(IReadOnlyList<RunView> Items, Guid? Next);

/// <param name="Outcome"><c>ran</c>, <c>cut</c> (too many automations stand behind one another), <c>own-change</c> or <c>failed</c>.</param>
internal sealed record RunView(Guid Id, Guid Automation, Guid Ticket, Instant At, string Cause, long Depth, string Outcome, IReadOnlyList<string> Detail)
{
    public static RunView Of(AutomationRun r) => new(r.Id, r.AutomationId, r.TicketId, r.At, r.Cause, r.Depth, r.Outcome, JsonSerializer.Deserialize<string[]>(r.Detail)!);
}
