using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Channels;
using Prazo.Outbox;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Alerts;
using Prazo.Web.Hosting;
using Prazo.Web.People;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Channels;

/// <param name="Used">When mail last came in by each door.</param>
/// <param name="Stuck">What could not be delivered after the last attempt.</param>
public sealed record ChannelsModel(IReadOnlyList<MailDoor> Doors, IReadOnlyDictionary<Guid, Instant> Used, IReadOnlyList<Inbox> Inboxes, IReadOnlyList<MailRow> Held, IReadOnlyList<OutboxRow> Stuck, string? Server, string From, string Address,
    bool Published, Sent Sent, OnceShown? Door = null, MailTest? Tried = null);

/// <summary>How customers reach the workspace, and how answers reach them.</summary>
internal static class ChannelPages
{
    private const string Channels = "/settings/channels";
    private const int Most = 20;

    public static void MapChannelPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Channels, (Delegate)Show).For(Ability.Manage);
        pages.MapPost(Channels, AddDoor).For(Ability.Manage);
        pages.MapPost(Channels + "/doors/{id:guid}/close", CloseDoor).For(Ability.Manage);
        pages.MapPost(Channels + "/test", (Delegate)Test).For(Ability.Manage);
        pages.MapPost(Channels + "/letters", SendAgain).For(Ability.Manage);
    }

    private static Task<IResult> Show(HttpContext context) => context.Show<ChannelsPage, ChannelsModel>((s, viewer) => Of(context, s, viewer, Sent.Nothing) with { Door = context.Once() });

    private static ChannelsModel Of(HttpContext context, Session session, Viewer viewer, Sent sent)
    {
        var (tenant, mail) = (viewer.Asker!.Tenant, context.RequestServices.GetRequiredService<MailOut>());
        return new(MailDoors.All(session, tenant), MailDoors.LastUsed(session, tenant), InboxStore.Of(session, tenant), MailLog.Held(session, tenant, Most), OutboxStore.Dead(session, tenant, null, Most),
            mail.Send is null ? null : mail.Server, mail.From.Address, mail.Address, PromisePage.Of(session, tenant).IsPublished, sent);
    }

    private static Task<IResult> AddDoor(HttpContext context, Db db, IClock clock) => context.Send<ChannelsPage, ChannelsModel>(async form =>
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var (door, token) = await db.Write(tx => MailDoors.Add(tx, asker.Tenant, form.Given("inbox"), form.Given("provider"), form.Given("address"), form.Given("key"), asker.Actor, now));
        return context.SeeOther(Channels, new OnceShown(door.Address, $"{context.Request.Scheme}://{context.Request.Host}/api/v1/mail/in/{token}", null));
    }, (s, viewer, sent) => Of(context, s, viewer, sent));

    private static async Task<IResult> CloseDoor(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        return await db.Write(tx => MailDoors.Close(tx, asker.Tenant, id, asker.Actor, clock.GetCurrentInstant()) || MailDoors.Find(tx, asker.Tenant, id) is not null) ? context.SeeOther(Channels) : throw new MissingException();
    }

    private static Task<IResult> Test(HttpContext context) => context.Send<ChannelsPage, ChannelsModel>(async _ =>
    {
        var services = context.RequestServices;
        var tried = await MailApi.Tested(context, services.GetRequiredService<Db>(), services.GetRequiredService<MailOut>(), services.GetRequiredService<IClock>());
        return await context.Show<ChannelsPage, ChannelsModel>((s, viewer) => Of(context, s, viewer, Sent.Nothing) with { Tried = tried });
    }, (s, viewer, sent) => Of(context, s, viewer, sent));

    private static async Task<IResult> SendAgain(HttpContext context, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var form = await context.Form();
        if (form.Given("letter") is null)
            await db.Write(tx => OutboxStore.ReplayAll(tx, asker.Tenant, asker.Actor, now));
        else if (!Guid.TryParse(form["letter"], out var letter) || !await db.Write(tx => OutboxStore.Replay(tx, asker.Tenant, letter, asker.Actor, now)))
            throw new MissingException();
        return context.SeeOther(Channels);
    }
}
