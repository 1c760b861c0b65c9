using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Prazo.Storage;

namespace Prazo.Notifications;

/// <summary>When a person gets mail of what is told to them inside of Prazo.</summary>
public sealed record NotificationSettings
{
    public const string AtOnce = "at-once", Digest = "digest", Off = "off";

    public Guid TenantId { get; init; }
    public Guid UserId { get; init; }
    /// <summary><c>at-once</c>, <c>digest</c> (once a day, at <see cref="DigestAt"/>) or <c>off</c>.</summary>
    public string Mail { get; init; } = AtOnce;
    /// <summary>Local times such as <c>22:00</c>.</summary>
    public string? DigestAt { get; init; }
    public string? QuietFrom { get; init; }
    public string? QuietTo { get; init; }
    /// <summary>IANA zone of those times; the person's own, or the workspace's, when nothing is said here.</summary>
    public string? Zone { get; init; }
    /// <summary>1: mail of breaches is not held back.</summary>
    public long BreachesPass { get; init; }

    /// <summary>When mail of it is due; null: none is wanted. What falls into quiet hours is held until they end, and then goes in one mail.</summary>
    public Instant? MailDue(string kind, Instant now)
    {
        if (Mail == Off)
            return null;
        if (kind == "breached" && BreachesPass == 1)
            return now;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone ?? "") ?? DateTimeZone.Utc;
        var due = Mail == Digest && Time(DigestAt) is { } digest ? Next(digest, now, zone) : now;
        return Time(QuietFrom) is { } from && Time(QuietTo) is { } to && from != to && IsWithin(due.InZone(zone).TimeOfDay, from, to) ? Next(to, due, zone) : due;
    }

    public static LocalTime? Time(string? text) => text is not null && LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true } time ? time.Value : null;

    /// <summary>From 22:00 to 07:00 goes over midnight. The end is not quiet any more.</summary>
    private static bool IsWithin(LocalTime time, LocalTime from, LocalTime to) => from < to ? time >= from && time < to : time >= from || time < to;

    /// <summary>The next instant, now or later, at which the wall clock reads the time, or jumps over it (T7).</summary>
    private static Instant Next(LocalTime time, Instant now, DateTimeZone zone)
    {
        var date = now.InZone(zone).Date;
        var at = (date + time).InZone(zone, Resolver).ToInstant();
        return at >= now ? at : (date.PlusDays(1) + time).InZone(zone, Resolver).ToInstant();
    }

    private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private const string Columns = "user_id, mail, digest_at, quiet_from, quiet_to, breaches_pass";

    /// <summary>A person's settings, or what holds without any: mail at once.</summary>
    public static NotificationSettings Of(Session session, Guid tenant, Guid user)
    {
        var zone = session.Value<string>("SELECT zone FROM users WHERE tenant_id = @tenant AND id = @user", new { tenant, user })
            ?? session.Value<string>("SELECT zone FROM workspaces WHERE tenant_id = @tenant", new { tenant });
        var own = session.First<NotificationSettings>($"SELECT {Columns}, zone FROM notification_settings WHERE tenant_id = @tenant AND user_id = @user", new { tenant, user })
            ?? new NotificationSettings { UserId = user };
        return own with { TenantId = tenant, Zone = own.Zone ?? zone };
    }

    public static void Keep(Tx tx, NotificationSettings settings) => tx.Execute($"""
        INSERT INTO notification_settings (tenant_id, {Columns}, zone) VALUES (@TenantId, @UserId, @Mail, @DigestAt, @QuietFrom, @QuietTo, @BreachesPass, @Zone)
        ON CONFLICT (tenant_id, user_id) DO UPDATE SET mail = @Mail, digest_at = @DigestAt, quiet_from = @QuietFrom, quiet_to = @QuietTo, breaches_pass = @BreachesPass, zone = @Zone
        """, settings);
}
