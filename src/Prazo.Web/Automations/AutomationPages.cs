using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Alerts;
using Prazo.Automations;
using Prazo.Engine;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Webhooks;
using Prazo.Workspaces;

namespace Prazo.Web.Automations;

public sealed record AutomationsModel(IReadOnlyList<(OrderedRow Row, AutomationDraft Draft)> Automations, IReadOnlyDictionary<Guid, AutomationCount> Counts);

/// <summary>What a form needs to name things: people, teams, fields, webhooks.</summary>
public sealed record Nameable(IReadOnlyList<string> Fields, IReadOnlyList<string> People, IReadOnlyList<WebhookSubscription> Hooks)
{
    private static readonly string[] BuiltIn = ["status", "priority", "agent", "team", "inbox", "channel", "customer", "region", "type", "stage", "tag"];

    internal static Nameable Of(Session session, Guid tenant) => new(
        [.. BuiltIn, .. FieldDefinitions.Of(session, tenant).Where(f => f.Archived is null).Select(f => f.Name)],
        [.. Prazo.People.UserStore.All(session, tenant).Where(u => u.Disabled is null && u.Role != "customer").Select(u => u.Handle)], WebhookSubscriptions.All(session, tenant));
}

/// <param name="Row">None for a new one.</param>
/// <param name="Problems">Why it was refused, each with its place.</param>
public sealed record AutomationModel(OrderedRow? Row, AutomationDraft Draft, Nameable Names, IReadOnlyList<(AutomationRun Run, long? Ticket)> Runs, string? Ticket = null, DryRun? Tried = null,
    string? Wrong = null, IReadOnlyList<Problem>? Problems = null);

/// <summary>What happens by itself: a list in the order in which they run, and an editor with a form and the text beside it.</summary>
internal static class AutomationPages
{
    private const string Automations = "/settings/automations";
    private const int MostRuns = 20;
    private static readonly Duration Week = Duration.FromDays(7);

    public static void MapAutomationPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Automations, (Delegate)List).For(Ability.Manage);
        pages.MapPost(Automations, Arrange).For(Ability.Manage);
        pages.MapGet(Automations + "/new", (Delegate)New).For(Ability.Manage);
        pages.MapPost(Automations + "/new", (HttpContext c, Db db, IClock clock) => Save(c, null, db, clock)).For(Ability.Manage);
        pages.MapGet(Automations + "/{id:guid}", Show).For(Ability.Manage);
        pages.MapPost(Automations + "/{id:guid}", (HttpContext c, Guid id, Db db, IClock clock) => Save(c, id, db, clock)).For(Ability.Manage);
    }

    private static Task<IResult> List(HttpContext context) => context.Show<AutomationsPage, AutomationsModel>((s, viewer) =>
    {
        var (tenant, hooks) = (viewer.Asker!.Tenant, WebhookSubscriptions.All(s, viewer.Asker.Tenant));
        return new([.. AutomationStore.All(s, tenant).Select(r => (r, Kept(r, hooks)))], AutomationStore.Counts(s, tenant, viewer.Now - Week));
    });

    /// <summary>Switches one on or off, or moves it.</summary>
    private static async Task<IResult> Arrange(HttpContext context, Db db, IClock clock)
    {
        var (asker, now, form) = (context.Asker(), clock.GetCurrentInstant(), await context.Form());
        await db.Write(tx =>
        {
            var all = AutomationStore.All(tx, asker.Tenant);
            var row = all.FirstOrDefault(r => r.Id.ToString() == form["id"]) ?? throw new MissingException();
            if (form["do"] == "up" || form["do"] == "down")
                AutomationStore.Order(tx, asker.Tenant, FieldPages.Moved([.. all.Select(r => r.Id)], row.Id, form["do"] == "up" ? -1 : 1), asker.Actor, now);
            else
                AutomationStore.Keep(tx, row.Changed(row.Name, row.Position, form["do"] == "on", asker.Actor, now), row.Written<AutomationContent>());
        });
        return context.SeeOther(Automations);
    }

    private static Task<IResult> New(HttpContext context) => context.Show<AutomationPage, AutomationModel>((s, viewer) => Model(s, viewer, null, AutomationDraft.Empty));

    private static Task<IResult> Show(HttpContext context, Guid id) => context.Show<AutomationPage, AutomationModel>((s, viewer) =>
    {
        var row = AutomationStore.Find(s, viewer.Asker!.Tenant, id) ?? throw new MissingException();
        return Model(s, viewer, row, Kept(row, WebhookSubscriptions.All(s, viewer.Asker.Tenant)));
    });

    private static AutomationModel Model(Session session, Viewer viewer, OrderedRow? row, AutomationDraft draft)
    {
        var tenant = viewer.Asker!.Tenant;
        var runs = row is null ? [] : AutomationStore.Runs(session, tenant, row.Id, null, null, MostRuns);
        return new(row, draft, Nameable.Of(session, tenant), [.. runs.Select(r => (r, TicketQueries.Find(session, tenant, r.TicketId.ToString())?.Number))]);
    }

    private static AutomationDraft Kept(OrderedRow row, IReadOnlyList<WebhookSubscription> hooks) => AutomationDraft.Of(row.Name, row.Enabled == 1, row.Written<AutomationContent>(), hooks);

    /// <summary>Keeps or tries what a form or a text says; what is refused stays as it was typed.</summary>
    private static async Task<IResult> Save(HttpContext context, Guid? id, Db db, IClock clock)
    {
        var (asker, now, form) = (context.Asker(), clock.GetCurrentInstant(), await context.Form());
        var (row, hooks) = await db.Read(s => (id is { } known ? AutomationStore.Find(s, asker.Tenant, known) ?? throw new MissingException() : null, WebhookSubscriptions.All(s, asker.Tenant)));
        if (form["do"] == "delete" && row is not null)
        {
            await db.Write(tx => AutomationStore.Delete(tx, asker.Tenant, row.Id, asker.Actor, now));
            return context.SeeOther(Automations);
        }
        var (name, enabled, source) = (form["name"].ToString(), form["enabled"] == "on", form.ContainsKey("source") ? form["source"].ToString().ReplaceLineEndings("\n") : null);
        AutomationContent? content = null;
        try
        {
            content = source is not null ? AutomationDraft.Content(source) : AutomationDraft.Content(form, row?.Written<AutomationContent>().If, hooks);
            if (form["do"] == "try")
                return await Tried(context, db, row, AutomationDraft.Of(name, enabled, content, hooks), content, form.Given("ticket"));
            var kept = await db.Write(tx =>
            {
                var before = id is null ? new OrderedRow { TenantId = asker.Tenant, Id = Ids.New(now), Position = (AutomationStore.All(tx, asker.Tenant) is [.., var last] ? last.Position : 0) + 10 }
                    : AutomationStore.Find(tx, asker.Tenant, row!.Id) ?? throw new MissingException();
                form.Check(before.Version);
                return AutomationStore.Keep(tx, before.Changed(name, before.Position, enabled, asker.Actor, now), content);
            });
            return context.SeeOther($"{Automations}/{kept.Id}?done=automation");
        }
        catch (Exception e) when (e is RefusedException or StaleException)
        {
            var typed = AutomationDraft.Of(name, enabled, content ?? row?.Written<AutomationContent>() ?? new AutomationContent(null, null, null), hooks);
            return await context.Show<AutomationPage, AutomationModel>((s, viewer) => Model(s, viewer, row, source is null ? typed : typed with { Source = source }) with
            {
                Wrong = Forms.Why(viewer, e), Problems = (e as RefusedException)?.Problems, Ticket = form.Given("ticket"),
            }, e is StaleException ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> Tried(HttpContext context, Db db, OrderedRow? row, AutomationDraft draft, AutomationContent content, string? number)
    {
        var (automation, problems) = AutomationReader.Read(row?.Id ?? Guid.Empty, draft.Name, content);
        if (automation is null)
            throw new RefusedException(problems);
        var ticket = await db.Read(s => TicketQueries.Find(s, context.Asker().Tenant, (number ?? "").TrimStart('#'))) ?? throw new RefusedException("unknown-ticket", "ticket", $"there is no ticket {number}");
        return await context.Show<AutomationPage, AutomationModel>((s, viewer) => Model(s, viewer, row, draft) with { Ticket = number, Tried = DryRun.Of(automation, ticket) });
    }
}
