using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Desk;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Screen;

/// <summary>Who looks at a page, in which language and zone, and when.</summary>
public sealed record Viewer(Principal? Asker, User? User, Workspace? Workspace, ScreenWords Words, DateTimeZone Zone, Instant Now, string Path, string Nonce)
{
    /// <summary>What they were told and have not read.</summary>
    public long Unread { get; init; }

    /// <summary>What is looked at was sent by a form: asked for again by its address it would be another page, or none.</summary>
    public bool Answers { get; init; }

    /// <summary><c>light</c> or <c>dark</c>, where somebody wants it otherwise than their machine.</summary>
    public string? Scheme { get; init; }

    /// <summary>Whether single keys do something.</summary>
    public bool SingleKeys { get; init; } = true;

    public string this[string key] => Words[key];

    public string Handle => User?.Handle ?? "";

    public string Name => User?.Name ?? User?.Handle ?? Asker?.Actor ?? "";

    public bool May(Ability ability) => Asker?.May(ability) == true;

    public string Say(string key, params object?[] values) => Words.Say(key, values);

    public string Count(string key, long number) => Words.Count(key, number);

    /// <summary>"seg., 3 mar., 18:00", to the minute; with the year where it is another.</summary>
    public string Moment(Instant at) => Words.Clocks.Form.Moment(Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 60 * 60), Zone, at.InZone(Zone).Year != Now.InZone(Zone).Year);

    /// <summary>The time of day of what was today, otherwise day and time.</summary>
    public string Short(Instant at) => at.InZone(Zone) is var local && local.Date == Now.InZone(Zone).Date ? $"{local.Hour:00}:{local.Minute:00}" : Moment(at);

    public string Day(Instant at) => Words.Clocks.Form.Day(at.InZone(Zone).Date, at.InZone(Zone).Year != Now.InZone(Zone).Year);

    /// <summary>Two units at most: "3 d 4 h", "2 h 15 min", "40 s".</summary>
    public string Rough(Duration length)
    {
        var s = Math.Abs((long)length.TotalSeconds);
        var (d, h, m) = (s / 86400, s / 3600 % 24, s / 60 % 60);
        return d > 0 ? Two(d, this["unit.day"], h, "h") : h > 0 ? Two(h, "h", m, "min") : m >= 10 ? $"{m} min" : m > 0 ? Two(m, "min", s % 60, "s") : $"{s} s";
    }

    private string Two(long a, string unit, long b, string smaller) => b > 0 ? string.Create(Words.Numbers, $"{a} {unit} {b} {smaller}") : string.Create(Words.Numbers, $"{a} {unit}");

    /// <summary>A promise as typed, its words in the reader's language: <c>2 business days by 16:00</c>.</summary>
    public string Limit(string? typed)
    {
        var said = typed ?? "–";
        if (Words.Language is not "en")
            foreach (var word in LimitWords)
                said = said.Replace(word, Words["within." + word], StringComparison.Ordinal);
        return said;
    }

    // Longer ones first: "business days" holds "business day".
    private static readonly string[] LimitWords = ["business days", "business day", "working days", "working day", "calendar days", "calendar day", "months", "month", "weeks", "week", "clock", "until", "next", "by"];

    /// <summary>A word in the middle of a sentence.</summary>
    public string Lower(string key) => this[key] is [var first, .. var rest] ? char.ToLowerInvariant(first) + rest : "";

    /// <summary>A value that everybody uses in the reader's words; any other as it is written.</summary>
    public string Value(string field, string? value) => value is null ? "–" : Words.Has($"{field}.{value}") ? Words[$"{field}.{value}"] : value;

    public string Number(long number) => number.ToString("#,0", Words.Numbers);

    /// <summary>"812 B", "40 kB", "1.2 MB".</summary>
    public string Bytes(long size) => size < 1000 ? $"{size} B" : size < 999_500 ? $"{Number((size + 500) / 1000)} kB" : (size / 1_000_000m).ToString("0.#", Words.Numbers) + " MB";

    public string Percent(decimal? share, string format = "0.0") => share is { } v ? v.ToString(format, Words.Numbers) + (Words.Language == "ro" ? "\u00A0%" : "%") : "–";

    /// <summary>For machines: RFC 3339.</summary>
    public static string Iso(Instant at) => NodaTime.Text.InstantPattern.ExtendedIso.Format(at);

    public static string Ms(Instant at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}

internal static class ViewerOf
{
    /// <summary>Who looks, as their settings and those of the workspace say; before anybody has come in, as their browser says.</summary>
    public static Viewer Viewer(this HttpContext context, Session? session = null)
    {
        var (asker, now) = (context.Features.Get<Principal>(), context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant());
        var user = session is not null && asker?.Person is { } id ? UserStore.Get(session, asker.Tenant, id) : null;
        var workspace = session is not null && asker is not null ? Workspace.Get(session, asker.Tenant) : null;
        var contact = session is not null && user?.ContactId is { } at ? Contacts.Get(session, asker!.Tenant, at) : null;
        var language = user?.Locale ?? contact?.Locale ?? workspace?.Locale ?? Wanted(context.Request.Headers.AcceptLanguage.ToString());
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(user?.Zone ?? contact?.Zone ?? workspace?.Zone ?? "Etc/UTC") ?? DateTimeZone.Utc;
        var desk = user is null ? new DeskChoices() : DeskChoices.Of(session!, user.TenantId, user.Id);
        return new Viewer(asker, user, workspace, ScreenWords.For(language), zone, now, context.Request.Path + context.Request.QueryString, Pages.NonceOf(context))
        {
            Unread = user is not null && asker!.May(Ability.Read) ? Notices.Unread(session!, user.TenantId, user.Id) : 0,
            Answers = !HttpMethods.IsGet(context.Request.Method),
            Scheme = desk.Scheme,
            SingleKeys = desk.SingleKeys == 1,
        };
    }

    private static string Wanted(string acceptLanguage) => acceptLanguage.Split(',')
        .Select(l => l.Split(';')[0].Trim())
        .Select(l => ScreenWords.Languages.FirstOrDefault(known => l.StartsWith(known[..2], StringComparison.OrdinalIgnoreCase)))
        .OfType<string>().FirstOrDefault("en");
}
