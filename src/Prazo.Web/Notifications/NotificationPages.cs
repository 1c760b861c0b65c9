using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Notifications;

/// <param name="Unread">All of them, up to a page's worth.</param>
/// <param name="Next">Where the page of older ones begins; null at the end.</param>
public sealed record NotificationsModel(IReadOnlyList<NoticeShown> Unread, IReadOnlyList<NoticeShown> Earlier, Guid? Next);

/// <summary>What somebody was told: unread first, each leading to its ticket.</summary>
internal static class NotificationPages
{
    private const int Most = 50;

    public static void MapNotificationPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/notifications", Show).For(Ability.Read);
        pages.MapPost("/notifications/read", Read).For(Ability.Read);
        pages.MapPost("/notifications/{id}/open", Open).For(Ability.Read);
    }

    private static Task<IResult> Show(HttpContext context, Guid? before)
    {
        var person = NotificationApi.Person(context);
        return context.Show<NotificationsPage, NotificationsModel>((s, viewer) =>
        {
            var tenant = viewer.Asker!.Tenant;
            var earlier = NoticeQueries.Of(s, tenant, person, read: true, before, Most);
            return new(before is null ? NoticeQueries.Of(s, tenant, person, read: false, null, 4 * Most) : [], earlier, earlier.Count == Most ? earlier[^1].Id : null);
        });
    }

    /// <summary>One that is named, or all.</summary>
    private static async Task<IResult> Read(HttpContext context, Guid? id, Db db, IClock clock)
    {
        var (tenant, person, now) = (context.Asker().Tenant, NotificationApi.Person(context), clock.GetCurrentInstant());
        await db.Write(tx => id is { } only ? Notices.MarkRead(tx, tenant, person, only, now) ? 1 : 0 : Notices.MarkAllRead(tx, tenant, person, now));
        return context.SeeOther("/notifications");
    }

    /// <summary>Read, and on to what it is about.</summary>
    private static async Task<IResult> Open(HttpContext context, Guid id, Db db, IClock clock)
    {
        var tenant = context.Asker().Tenant;
        var person = context.Asker().Person ?? throw new MissingException();
        var notice = await db.Write(tx => Notices.MarkRead(tx, tenant, person, id, clock.GetCurrentInstant()) ? NoticeQueries.Find(tx, tenant, person, id) : null) ?? throw new MissingException();
        return context.SeeOther(notice.Number is { } number ? $"/tickets/{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : notice.Path ?? "/notifications");
    }
}
