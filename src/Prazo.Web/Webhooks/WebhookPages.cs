using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Outbox;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.People;
using Prazo.Web.Screen;
using Prazo.Webhooks;
using Prazo.Workspaces;

namespace Prazo.Web.Webhooks;

public sealed record WebhooksModel(IReadOnlyList<WebhookSubscription> Webhooks, Sent Sent);

/// <param name="Older">Before which delivery the next page begins; none on the last.</param>
/// <param name="Tried">What came of a message sent to try it.</param>
public sealed record WebhookModel(WebhookSubscription Webhook, IReadOnlyList<WebhookDelivery> Deliveries, Guid? Older, Sent Sent, OnceShown? Secret = null, WebhookTest? Tried = null);

/// <summary>Addresses outside that hear of events and clocks, and what was sent there.</summary>
internal static class WebhookPages
{
    private const string Webhooks = "/settings/webhooks";
    private const int Most = 25;

    public static void MapWebhookPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Webhooks, (Delegate)List).For(Ability.Manage);
        pages.MapPost(Webhooks, Add).For(Ability.Manage);
        pages.MapGet(Webhooks + "/{id:guid}", Show).For(Ability.Manage);
        pages.MapPost(Webhooks + "/{id:guid}", Change).For(Ability.Manage);
        pages.MapPost(Webhooks + "/{id:guid}/test", Test).For(Ability.Manage);
        pages.MapPost(Webhooks + "/{id:guid}/deliveries/{delivery:guid}", Again).For(Ability.Manage);
    }

    private static Task<IResult> List(HttpContext context) => context.Show<WebhooksPage, WebhooksModel>((s, viewer) => All(s, viewer, Sent.Nothing));

    private static WebhooksModel All(Session session, Viewer viewer, Sent sent) => new(WebhookSubscriptions.All(session, viewer.Asker!.Tenant), sent);

    private static Task<IResult> Add(HttpContext context, Db db, WebhookSender sender, IClock clock) => context.Send<WebhooksPage, WebhooksModel>(async form =>
    {
        var hook = await WebhookApi.Made(context, Input(form), db, sender, clock);
        return Done(context, hook, hook.Secret);
    }, All);

    private static Task<IResult> Show(HttpContext context, Guid id, Guid? before) => context.Show<WebhookPage, WebhookModel>((s, viewer) => One(s, viewer, id, Sent.Nothing, before) with { Secret = context.Once() });

    private static WebhookModel One(Session session, Viewer viewer, Guid id, Sent sent, Guid? before = null)
    {
        var tenant = viewer.Asker!.Tenant;
        var hook = WebhookSubscriptions.Find(session, tenant, id) ?? throw new MissingException();
        var found = WebhookDelivery.Of(session, tenant, id, before, Most + 1);
        return new(hook, [.. found.Take(Most)], found.Count > Most ? found[Most - 1].Id : null, sent);
    }

    private static Task<IResult> Change(HttpContext context, Guid id, Db db, WebhookSender sender, IClock clock) => context.Send<WebhookPage, WebhookModel>(async form =>
    {
        var asker = context.Asker();
        switch (form["do"].ToString())
        {
            case "delete":
                return await db.Write(tx => WebhookSubscriptions.Delete(tx, asker.Tenant, id, asker.Actor, clock.GetCurrentInstant())) ? context.SeeOther(Webhooks) : throw new MissingException();
            case "rotate":
                var (rotated, made) = await WebhookApi.Rotated(context, id, v => form.Check(v), db, sender, clock);
                return Done(context, rotated, made);
            case var verb:
                var known = await db.Read(s => WebhookSubscriptions.Find(s, asker.Tenant, id)) ?? throw new MissingException();
                var input = verb is "pause" or "resume" ? WebhookInput.Of(known) with { Enabled = verb == "resume" } : Input(form) with { Enabled = known.Disabled is null };
                var (hook, secret) = await WebhookApi.Changed(context, id, input, v => form.Check(v), db, sender, clock);
                return Done(context, hook, secret);
        }
    }, (s, viewer, sent) => One(s, viewer, id, sent));

    private static IResult Done(HttpContext context, WebhookSubscription hook, string? secret) => secret is null
        ? context.SeeOther($"{Webhooks}/{hook.Id}?done=webhook") : context.SeeOther($"{Webhooks}/{hook.Id}", new OnceShown(hook.Name, secret, null));

    private static async Task<IResult> Test(HttpContext context, Guid id, Db db, WebhookNotifier notifier, IClock clock)
    {
        var tried = await WebhookApi.Tested(context, id, db, notifier, clock);
        return await context.Show<WebhookPage, WebhookModel>((s, viewer) => One(s, viewer, id, Sent.Nothing) with { Tried = tried });
    }

    private static async Task<IResult> Again(HttpContext context, Guid id, Guid delivery, Db db, IClock clock)
    {
        var asker = context.Asker();
        return await db.Write(tx => OutboxStore.Again(tx, asker.Tenant, id, delivery, asker.Actor, clock.GetCurrentInstant())) ? context.SeeOther($"{Webhooks}/{id}") : throw new MissingException();
    }

    /// <summary>An address that is left empty stays what it was: those of chats are secrets and are not shown.</summary>
    private static WebhookInput Input(IFormCollection form) => new(form.Given("name"), form.Given("form"), form.Given("url"), [.. form["events"].OfType<string>()], form.Given("template"));
}
