using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Webhooks;
using Prazo.Workspaces;

namespace Prazo.Web.Webhooks;

internal static class WebhookApi
{
    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", List).For(Ability.Manage).WithSummary("Addresses that hear of events and clocks.");
        api.MapPost("/webhooks", Add).For(Ability.Manage).WithSummary("Adds a webhook. The answer shows the secret of a signed one, this once.");
        api.MapGet("/webhooks/{id:guid}", Get).For(Ability.Manage).WithSummary("One webhook, and whether it works.");
        api.MapPut("/webhooks/{id:guid}", Change).For(Ability.Manage).WithSummary("Changes a webhook, or switches it on again. The secret stays.");
        api.MapDelete("/webhooks/{id:guid}", Delete).For(Ability.Manage).WithSummary("Deletes a webhook.");
        api.MapPost("/webhooks/{id:guid}/secret", Rotate).For(Ability.Manage).WithSummary("Makes a new secret, shown this once; the old one signs beside it for a day.");
        api.MapPost("/webhooks/{id:guid}/test", Test).For(Ability.Manage).WithSummary("Sends a ping at once and says what came of it.");
        api.MapGet("/webhooks/{id:guid}/deliveries", Deliveries).For(Ability.Manage).WithSummary("What went to a webhook or is to go, newest first: attempts, what it answered, when it is tried next.");
        api.MapPost("/webhooks/{id:guid}/deliveries/{delivery:guid}/again", Again).For(Ability.Manage).WithSummary("Sends one once more, with the same id.");
    }

    private static async Task<Ok<WebhookList>> List(HttpContext context, Db db) =>
        TypedResults.Ok(new WebhookList([.. (await db.Read(s => WebhookSubscriptions.All(s, context.Asker().Tenant))).Select(w => WebhookView.Of(w))]));

    private static async Task<Results<Ok<WebhookView>, NotFound>> Get(HttpContext context, Guid id, Db db) =>
        await db.Read(s => WebhookSubscriptions.Find(s, context.Asker().Tenant, id)) is { } hook ? Answer(context, hook, null) : TypedResults.NotFound();

    private static async Task<Created<WebhookView>> Add(HttpContext context, WebhookInput input, Db db, WebhookSender sender, IClock clock)
    {
        var hook = await Made(context, input, db, sender, clock);
        return TypedResults.Created($"/api/v1/webhooks/{hook.Id}", WebhookView.Of(hook, hook.Secret));
    }

    internal static async Task<WebhookSubscription> Made(HttpContext context, WebhookInput input, Db db, WebhookSender sender, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var hook = input.On(new WebhookSubscription { TenantId = asker.Tenant, Id = Ids.New(now) }, asker.Actor, now);
        if (hook.Form == WebhookSubscription.Signed)
            hook = hook with { Secret = WebhookSubscriptions.NewSecret() };
        await db.Write(tx => WebhookSubscriptions.Keep(tx, hook, sender));
        return hook;
    }

    private static async Task<Ok<WebhookView>> Change(HttpContext context, Guid id, WebhookInput input, Db db, WebhookSender sender, IClock clock)
    {
        var (hook, secret) = await Changed(context, id, input, v => ETags.Check(context, v), db, sender, clock);
        return Answer(context, hook, secret);
    }

    /// <summary>The webhook, and its secret where it was made by this.</summary>
    internal static Task<(WebhookSubscription Hook, string? Secret)> Changed(HttpContext context, Guid id, WebhookInput input, Action<long> check, Db db, WebhookSender sender, IClock clock)
    {
        var (by, now, secret) = (context.Asker().Actor, clock.GetCurrentInstant(), WebhookSubscriptions.NewSecret());
        return Edit(context, id, check, db, sender, known => input.On(known, by, now) is { Form: WebhookSubscription.Signed, Secret: null } first ? first with { Secret = secret } : input.On(known, by, now), secret);
    }

    private static async Task<Ok<WebhookView>> Rotate(HttpContext context, Guid id, Db db, WebhookSender sender, IClock clock)
    {
        var (hook, secret) = await Rotated(context, id, v => ETags.Check(context, v), db, sender, clock);
        return Answer(context, hook, secret);
    }

    internal static Task<(WebhookSubscription Hook, string? Secret)> Rotated(HttpContext context, Guid id, Action<long> check, Db db, WebhookSender sender, IClock clock)
    {
        var (by, now, secret) = (context.Asker().Actor, clock.GetCurrentInstant(), WebhookSubscriptions.NewSecret());
        return Edit(context, id, check, db, sender, known => known.Form != WebhookSubscription.Signed ? throw new RefusedException("no-secret", "form", "only signed webhooks have a secret") : known with
        {
            Secret = secret, OldSecret = known.Secret, OldUntil = now + WebhookSubscription.Overlap, Version = known.Version + 1, Updated = now, UpdatedBy = by,
        }, secret);
    }

    private static Task<(WebhookSubscription Hook, string? Secret)> Edit(HttpContext context, Guid id, Action<long> check, Db db, WebhookSender sender, Func<WebhookSubscription, WebhookSubscription> change, string secret)
    {
        var tenant = context.Asker().Tenant;
        return db.Write(tx =>
        {
            var known = WebhookSubscriptions.Find(tx, tenant, id) ?? throw new MissingException();
            check(known.Version);
            var changed = change(known);
            WebhookSubscriptions.Keep(tx, changed, sender);
            return (changed, changed.Secret == secret ? secret : null);
        });
    }

    private static async Task<Results<NoContent, NotFound>> Delete(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx => WebhookSubscriptions.Delete(tx, asker.Tenant, id, asker.Actor, now)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static Ok<WebhookView> Answer(HttpContext context, WebhookSubscription hook, string? secret)
    {
        ETags.Set(context, hook.Version);
        return TypedResults.Ok(WebhookView.Of(hook, secret));
    }

    private static async Task<Ok<WebhookTest>> Test(HttpContext context, Guid id, Db db, WebhookNotifier notifier, IClock clock) => TypedResults.Ok(await Tested(context, id, db, notifier, clock));

    internal static async Task<WebhookTest> Tested(HttpContext context, Guid id, Db db, WebhookNotifier notifier, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        var hook = await db.Read(s => WebhookSubscriptions.Find(s, context.Asker().Tenant, id)) ?? throw new MissingException();
        var outcome = await notifier.Test(hook, Ids.New(now), now, context.RequestAborted);
        return new WebhookTest(outcome.Result, outcome.Status, outcome.Detail, (long)outcome.Took.TotalMilliseconds);
    }

    private static async Task<Ok<WebhookDeliveryPage>> Deliveries(HttpContext context, Guid id, Db db, Guid? before = null, int limit = 50)
    {
        var (tenant, most) = (context.Asker().Tenant, Math.Clamp(limit, 1, 200));
        var rows = await db.Read(s => WebhookSubscriptions.Find(s, tenant, id) is null ? throw new MissingException() : WebhookDelivery.Of(s, tenant, id, before, most));
        return TypedResults.Ok(new WebhookDeliveryPage(rows, rows.Count == most ? rows[^1].Id : null));
    }

    private static async Task<Results<NoContent, NotFound>> Again(HttpContext context, Guid id, Guid delivery, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx => OutboxStore.Again(tx, asker.Tenant, id, delivery, asker.Actor, now)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}

internal sealed record WebhookList(IReadOnlyList<WebhookView> Items);

/// <param name="Url">Of chats only the host: their address is a secret.</param>
/// <param name="Secret">Shown once, when it is made.</param>
internal sealed record WebhookView(Guid Id, string Name, string Form, string Url, IReadOnlyList<string> Events, string? Template, bool Enabled, Instant? FailingSince, Instant? LastSuccess, string? LastFault, long Version, Instant Updated, string UpdatedBy, string? Secret)
{
    public static WebhookView Of(WebhookSubscription w, string? secret = null) => new(w.Id, w.Name, w.Form, w.Form == WebhookSubscription.Signed ? w.Url : new Uri(w.Url).GetLeftPart(UriPartial.Authority) + "/…",
        w.Wanted, w.Body, w.Disabled is null, w.FailingSince, w.LastSuccess, w.LastFault, w.Version, w.Updated, w.UpdatedBy, secret);
}

/// <param name="Url">Left out on a change: it stays.</param>
internal sealed record WebhookInput(string? Name, string? Form, string? Url, IReadOnlyList<string>? Events, string? Template, bool Enabled = true)
{
    public static WebhookInput Of(WebhookSubscription w) => new(w.Name, w.Form, null, w.Wanted, w.Body, w.Disabled is null);

    public WebhookSubscription On(WebhookSubscription known, string by, Instant now) => known with
    {
        Name = Name ?? "", Form = Form ?? WebhookSubscription.Signed, Url = Url ?? known.Url, Events = string.Join(' ', Events ?? []), Body = Template,
        Disabled = Enabled ? null : known.Disabled ?? now, FailingSince = Enabled && known.Disabled is not null ? null : known.FailingSince,
        Version = known.Version + 1, Updated = now, UpdatedBy = by,
    };
}

/// <param name="Next">Give it as <c>before</c> for the next page; none on the last.</param>
internal sealed record WebhookDeliveryPage(IReadOnlyList<WebhookDelivery> Items, Guid? Next);

public sealed record WebhookTest(WebhookResult Result, int? Status, string Detail, long Milliseconds);
