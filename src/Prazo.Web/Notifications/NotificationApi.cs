using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Engine;
using Prazo.Notifications;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Notifications;

/// <summary>A person's own notifications. A key is no person: it has none.</summary>
internal static class NotificationApi
{
    public static void MapNotifications(this RouteGroupBuilder api)
    {
        api.MapGet("/notifications", List).For(Ability.Read).WithSummary("What the asking person was told, newest first, and how much of it is unread.");
        api.MapPost("/notifications/read", Read).For(Ability.Read).WithSummary("Marks some of the asking person's as read, or all.");
        api.MapGet("/notifications/settings", Settings).For(Ability.Read).WithSummary("When the asking person gets mail.");
        api.MapPut("/notifications/settings", Change).For(Ability.Read).WithSummary("Changes when the asking person gets mail: at once, in a digest, not at all; quiet hours.");
    }

    private static async Task<Ok<NotificationPage>> List(HttpContext context, Db db, bool unread = false, Guid? before = null, int limit = 50)
    {
        var (asker, person, most) = (context.Asker(), Person(context), Math.Clamp(limit, 1, 200));
        var (items, count) = await db.Read(s => (Notices.Of(s, asker.Tenant, person, unread, before, most), Notices.Unread(s, asker.Tenant, person)));
        return TypedResults.Ok(new NotificationPage([.. items.Select(n => new NotificationView(n.Id, n.Kind, n.TicketId, n.FactId, n.Words, n.Made, n.Read, n.Path))], items.Count == most ? items[^1].Id : null, count));
    }

    private static async Task<Ok<MarkedRead>> Read(HttpContext context, MarkRead input, Db db, IClock clock)
    {
        var (asker, person, now) = (context.Asker(), Person(context), clock.GetCurrentInstant());
        var marked = await context.Once(db, now, tx => new MarkedRead(input.Ids is null ? Notices.MarkAllRead(tx, asker.Tenant, person, now) : input.Ids.Count(id => Notices.MarkRead(tx, asker.Tenant, person, id, now))));
        return TypedResults.Ok(marked);
    }

    private static async Task<Ok<MailSettings>> Settings(HttpContext context, Db db)
    {
        var person = Person(context);
        return TypedResults.Ok(MailSettings.Of(await db.Read(s => NotificationSettings.Of(s, context.Asker().Tenant, person))));
    }

    private static async Task<Ok<MailSettings>> Change(HttpContext context, MailSettings input, Db db) => TypedResults.Ok(MailSettings.Of(await Keep(context, input, db)));

    internal static async Task<NotificationSettings> Keep(HttpContext context, MailSettings input, Db db)
    {
        var settings = input.Settings(context.Asker().Tenant, Person(context));
        return await db.Write(tx =>
        {
            NotificationSettings.Keep(tx, settings);
            return NotificationSettings.Of(tx, settings.TenantId, settings.UserId);
        });
    }

    internal static Guid Person(HttpContext context) => context.Asker().Person ?? throw new RefusedException("not-a-person", "", "a key is told nothing", "sign in as a person");
}

internal sealed record NotificationPage(IReadOnlyList<NotificationView> Items, Guid? Next, long Unread);

/// <param name="Path">Where it leads, on this server, when it is about no ticket.</param>
internal sealed record NotificationView(Guid Id, string Kind, Guid? Ticket, Guid? Fact, string? Words, Instant Made, Instant? Read, string? Path);

/// <param name="Ids">Which; all that are unread without.</param>
internal sealed record MarkRead(IReadOnlyList<Guid>? Ids);

internal sealed record MarkedRead(int Marked);

/// <param name="Mail"><c>at-once</c>, <c>digest</c> or <c>off</c>.</param>
/// <param name="DigestAt">Local time such as <c>08:00</c>.</param>
/// <param name="Zone">IANA zone of the times; the workspace's without.</param>
/// <param name="BreachesPass">Mail of breaches is sent in quiet hours too.</param>
internal sealed record MailSettings(string? Mail, string? DigestAt, string? QuietFrom, string? QuietTo, string? Zone, bool BreachesPass)
{
    public static MailSettings Of(NotificationSettings s) => new(s.Mail, s.DigestAt, s.QuietFrom, s.QuietTo, s.Zone, s.BreachesPass == 1);

    public NotificationSettings Settings(Guid tenant, Guid person)
    {
        var problems = new List<Problem>();
        if ((Mail ?? NotificationSettings.AtOnce) is not (NotificationSettings.AtOnce or NotificationSettings.Digest or NotificationSettings.Off))
            problems.Add(Wrong("mail", $"'{Mail}' is no choice", "write at-once, digest or off"));
        if (Mail == NotificationSettings.Digest && DigestAt is null)
            problems.Add(Wrong("digestAt", "a digest needs a time", "write a local time such as 08:00"));
        foreach (var (path, time) in new[] { ("digestAt", DigestAt), ("quietFrom", QuietFrom), ("quietTo", QuietTo) })
            if (time is not null && NotificationSettings.Time(time) is null)
                problems.Add(Wrong(path, $"'{time}' is no time of day", "write it like 22:00"));
        if (QuietFrom is null != QuietTo is null)
            problems.Add(Wrong(QuietFrom is null ? "quietFrom" : "quietTo", "quiet hours have a beginning and an end", "write both, or neither"));
        if (Zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null)
            problems.Add(Wrong("zone", $"'{Zone}' is no time zone", "write one such as America/Sao_Paulo"));
        return problems.Count > 0 ? throw new RefusedException(problems) : new NotificationSettings
        {
            TenantId = tenant, UserId = person, Mail = Mail ?? NotificationSettings.AtOnce, DigestAt = DigestAt, QuietFrom = QuietFrom, QuietTo = QuietTo, Zone = Zone, BreachesPass = BreachesPass ? 1 : 0,
        };
    }

    private static Problem Wrong(string path, string message, string hint) => new(Severity.Error, "bad-setting", Position.None, path, message, hint);
}
