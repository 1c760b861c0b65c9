using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Outages;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Outages;

/// <param name="Services">What agreements promise to be available.</param>
/// <param name="State">Only these; null: all that stand.</param>
public sealed record OutagesModel(IReadOnlyList<KnownOutage> Outages, IReadOnlyList<string> Services, string? State, IReadOnlyDictionary<string, string> Names, Sent Sent);

/// <param name="History">The first first.</param>
public sealed record OutageModel(Outage Outage, IReadOnlyList<Outage> History, IReadOnlyList<string> Services, IReadOnlyDictionary<string, string> Names, Sent Sent);

/// <summary>What was not there, and what does not count: reported, ended, corrected, taken back.</summary>
internal static class OutagePages
{
    internal const string Room = "/outages";
    private const string One = Room + "/{id:guid}";
    public static readonly IReadOnlyList<string> States = ["lasts", "planned", "over", "withdrawn"];
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"), Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static void MapOutagePages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Room, (HttpContext context, PublishedAgreements agreements, string? state) => context.Show<OutagesPage, OutagesModel>((s, viewer) => List(s, agreements, viewer, Sent.Nothing, state))).For(Ability.Read);
        pages.MapPost(Room, Report).For(Ability.Work);
        pages.MapGet(One, (HttpContext context, Guid id, PublishedAgreements agreements) => context.Show<OutagePage, OutageModel>((s, viewer) => Of(s, agreements, viewer, id, Sent.Nothing))).For(Ability.Read);
        pages.MapPost(One, (HttpContext context, Guid id, PublishedAgreements agreements) => Do(context, id, agreements, (act, form, zone) => OutageActs.Correct(act, agreements, id, Input(form, zone), Seen(form)))).For(Ability.Manage);
        pages.MapPost(One + "/end", (HttpContext context, Guid id, PublishedAgreements agreements) => Do(context, id, agreements, (act, form, zone) => OutageActs.End(act, id, At(form, "until", zone), Seen(form)))).For(Ability.Manage);
        pages.MapPost(One + "/withdraw", (HttpContext context, Guid id, PublishedAgreements agreements) => Do(context, id, agreements, (act, form, _) => OutageActs.Withdraw(act, id, form.Given("why"), Seen(form)))).For(Ability.Manage);
    }

    private static OutagesModel List(Session s, PublishedAgreements agreements, Viewer viewer, Sent sent, string? state = null)
    {
        var tenant = viewer.Asker!.Tenant;
        return new([.. OutageActs.All(s, tenant, Instant.MaxValue).Where(o => o.Now.State(viewer.Now) is var its && (state is { Length: > 0 } ? its == state : its != "withdrawn"))],
            OutageActs.Services(agreements.All(s, tenant).Agreements), state, Names(s, tenant), sent);
    }

    private static OutageModel Of(Session s, PublishedAgreements agreements, Viewer viewer, Guid id, Sent sent)
    {
        var tenant = viewer.Asker!.Tenant;
        return OutageActs.History(s, tenant, id) is { Count: > 0 } history ? new(history[^1], history, OutageActs.Services(agreements.All(s, tenant).Agreements), Names(s, tenant), sent) : throw new MissingException();
    }

    private static Dictionary<string, string> Names(Session s, Guid tenant) => UserStore.All(s, tenant).ToDictionary(u => u.Actor, u => u.Name ?? u.Handle, StringComparer.Ordinal);

    private static Task<IResult> Report(HttpContext context, PublishedAgreements agreements, Db db) => context.Send<OutagesPage, OutagesModel>(async form =>
    {
        var zone = await Zone(context, db);
        await context.Act(act => OutageActs.Report(act, agreements, Input(form, zone)).Id);
        return context.SeeOther(Room);
    }, (s, viewer, sent) => List(s, agreements, viewer, sent));

    private static Task<IResult> Do(HttpContext context, Guid id, PublishedAgreements agreements, Func<Prazo.Tickets.Act, IFormCollection, DateTimeZone, Outage> job) => context.Send<OutagePage, OutageModel>(async form =>
    {
        await context.Act(act => job(act, form, context.Viewer(act.Tx).Zone).Id);
        return context.SeeOther($"{Room}/{id}");
    }, (s, viewer, sent) => Of(s, agreements, viewer, id, sent));

    private static Task<DateTimeZone> Zone(HttpContext context, Db db) => db.Read(s => context.Viewer(s).Zone);

    private static long? Seen(IFormCollection form) => long.TryParse(form["version"], System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null;

    private static OutageInput Input(IFormCollection form, DateTimeZone zone) =>
        new(form.Given("kind"), form.Given("what"), At(form, "from", zone), At(form, "until", zone), At(form, "announced", zone), form.Given("title"), form.Given("note"), form.Given("why"));

    /// <summary>As people type it, in their zone. Of an hour that comes twice the first; in a gap the instant after it.</summary>
    private static Instant? At(IFormCollection form, string name, DateTimeZone zone) => form.Given(name) is not { } typed ? null
        : Local.Parse(typed) is { Success: true, Value: var second } ? zone.AtLeniently(second).ToInstant()
        : Minute.Parse(typed) is { Success: true, Value: var minute } ? zone.AtLeniently(minute).ToInstant()
        : throw new RefusedException("bad-time", name, "that is no time", "write one like 2026-10-25T03:30");

    public static string Typed(Viewer v, Instant? at) => at is { } known ? Local.Format(known.InZone(v.Zone).LocalDateTime) : "";
}
