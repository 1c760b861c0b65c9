using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Alerts;
using Prazo.Engine;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Automations;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Alerts;

public sealed record EscalationsModel(IReadOnlyList<(OrderedRow Row, EscalationDraft Draft)> Chains, IReadOnlyList<ToldAlert> Alerts, string? Ticket = null, string? Target = null, EscalationTry? Tried = null, string? Wrong = null);

/// <summary>Somebody was told: of which ticket, and who it was.</summary>
public sealed record ToldAlert(Alert Alert, long? Ticket, string? Who);

/// <param name="Row">None for a new one.</param>
/// <param name="Problems">Why it was refused, each with its place.</param>
public sealed record EscalationModel(OrderedRow? Row, EscalationDraft Draft, Nameable Names, string? Wrong = null, IReadOnlyList<Problem>? Problems = null);

/// <summary>A chain on its way through a form: what was kept, or what was typed.</summary>
/// <param name="When">Null where the condition is deeper than a form can say: the text has it, and the form leaves it as it is.</param>
public sealed record EscalationDraft(string Name, bool Enabled, IReadOnlyList<ConditionRow>? When, IReadOnlyList<string> Targets, IReadOnlyList<EscalationLevel> Levels, string Source)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault,
    };

    public static EscalationDraft Of(string name, bool enabled, EscalationContent content) =>
        new(name, enabled, ConditionRows.Of(content.When), content.Targets ?? [], content.Levels ?? [], JsonSerializer.Serialize(content, Readable));

    /// <summary>A new one begins as the built-in chain is.</summary>
    public static readonly EscalationDraft Empty = Of("", true, new EscalationContent(null, null, [new("80%", null, ["agent"]), new("breached", null, ["agent", "team-lead"]), new("breached", "30m clock", ["manager"])]));

    public static EscalationContent Content(IFormCollection form, JsonElement? kept) => new(form["deeper"] == "on" ? kept : ConditionRows.Json(ConditionRows.Of(form)),
        ConditionRows.Listed(form["targets"].ToString()) is { Count: > 0 } targets ? targets : null,
        [.. ConditionRows.Lines(form, "level", "stage").Select(i => new EscalationLevel(ConditionRows.Text(form, $"level.{i}.stage"), form.Given($"level.{i}.after"), ConditionRows.Listed(ConditionRows.Text(form, $"level.{i}.to")), form[$"level.{i}.always"] == "on"))]);

    public static EscalationContent Content(string source)
    {
        try
        {
            return JsonSerializer.Deserialize<EscalationContent>(source, JsonSerializerOptions.Web) ?? new EscalationContent(null, null, null);
        }
        catch (JsonException e)
        {
            throw new RefusedException("bad-json", "text", e.Message);
        }
    }
}

/// <summary>Who is told when a promise is about to break, level by level.</summary>
internal static class EscalationPages
{
    private const string Escalations = "/settings/escalations";
    private const int MostAlerts = 25;

    public static void MapEscalationPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Escalations, List).For(Ability.Manage);
        pages.MapPost(Escalations, Arrange).For(Ability.Manage);
        pages.MapGet(Escalations + "/new", (Delegate)New).For(Ability.Manage);
        pages.MapPost(Escalations + "/new", (HttpContext c, Db db, IClock clock) => Save(c, null, db, clock)).For(Ability.Manage);
        pages.MapGet(Escalations + "/{id:guid}", Show).For(Ability.Manage);
        pages.MapPost(Escalations + "/{id:guid}", (HttpContext c, Guid id, Db db, IClock clock) => Save(c, id, db, clock)).For(Ability.Manage);
    }

    /// <param name="ticket">One to try: which chain it would get for a promise, and who would be told.</param>
    private static Task<IResult> List(HttpContext context, string? ticket, string? target) => context.Show<EscalationsPage, EscalationsModel>((s, viewer) =>
    {
        var tenant = viewer.Asker!.Tenant;
        var alerts = AlertLog.Of(s, tenant, null, open: false, null, MostAlerts);
        var model = new EscalationsModel([.. Prazo.Alerts.Escalations.All(s, tenant).Select(r => (r, Kept(r)))],
            [.. alerts.Select(a => new ToldAlert(a, TicketQueries.Find(s, tenant, a.TicketId.ToString())?.Number, Prazo.People.UserStore.Get(s, tenant, a.UserId) is { } u ? u.Name ?? u.Handle : null))], ticket, target);
        if (string.IsNullOrWhiteSpace(ticket))
            return model;
        return TicketQueries.Find(s, tenant, ticket.Trim().TrimStart('#')) is { } found ? model with { Tried = EscalationTry.Of(s, found, string.IsNullOrWhiteSpace(target) ? null : target.Trim()) } : model with { Wrong = viewer["refused.unknown-ticket"] };
    });

    /// <summary>Switches one on or off, or moves it.</summary>
    private static async Task<IResult> Arrange(HttpContext context, Db db, IClock clock)
    {
        var (asker, now, form) = (context.Asker(), clock.GetCurrentInstant(), await context.Form());
        await db.Write(tx =>
        {
            var all = Prazo.Alerts.Escalations.All(tx, asker.Tenant);
            var row = all.FirstOrDefault(r => r.Id.ToString() == form["id"]) ?? throw new MissingException();
            if (form["do"] == "up" || form["do"] == "down")
                Prazo.Alerts.Escalations.Order(tx, asker.Tenant, FieldPages.Moved([.. all.Select(r => r.Id)], row.Id, form["do"] == "up" ? -1 : 1), asker.Actor, now);
            else
                Prazo.Alerts.Escalations.Keep(tx, row.Changed(row.Name, row.Position, form["do"] == "on", asker.Actor, now), row.Written<EscalationContent>());
        });
        return context.SeeOther(Escalations);
    }

    private static Task<IResult> New(HttpContext context) => context.Show<EscalationPage, EscalationModel>((s, viewer) => new(null, EscalationDraft.Empty, Nameable.Of(s, viewer.Asker!.Tenant)));

    private static Task<IResult> Show(HttpContext context, Guid id) => context.Show<EscalationPage, EscalationModel>((s, viewer) =>
        Prazo.Alerts.Escalations.Find(s, viewer.Asker!.Tenant, id) is { } row ? new(row, Kept(row), Nameable.Of(s, viewer.Asker.Tenant)) : throw new MissingException());

    private static EscalationDraft Kept(OrderedRow row) => EscalationDraft.Of(row.Name, row.Enabled == 1, row.Written<EscalationContent>());

    /// <summary>Keeps what a form or a text says; what is refused stays as it was typed.</summary>
    private static async Task<IResult> Save(HttpContext context, Guid? id, Db db, IClock clock)
    {
        var (asker, now, form) = (context.Asker(), clock.GetCurrentInstant(), await context.Form());
        var row = id is { } known ? await db.Read(s => Prazo.Alerts.Escalations.Find(s, asker.Tenant, known)) ?? throw new MissingException() : null;
        if (form["do"] == "delete" && row is not null)
        {
            await db.Write(tx => Prazo.Alerts.Escalations.Delete(tx, asker.Tenant, row.Id, asker.Actor, now));
            return context.SeeOther(Escalations);
        }
        var (name, enabled, source) = (form["name"].ToString(), form["enabled"] == "on", form.ContainsKey("source") ? form["source"].ToString().ReplaceLineEndings("\n") : null);
        EscalationContent? content = null;
        try
        {
            content = source is not null ? EscalationDraft.Content(source) : EscalationDraft.Content(form, row?.Written<EscalationContent>().When);
            var kept = await db.Write(tx =>
            {
                var before = row is null ? new OrderedRow { TenantId = asker.Tenant, Id = Ids.New(now), Position = (Prazo.Alerts.Escalations.All(tx, asker.Tenant) is [.., var last] ? last.Position : 0) + 10 }
                    : Prazo.Alerts.Escalations.Find(tx, asker.Tenant, row.Id) ?? throw new MissingException();
                form.Check(before.Version);
                return Prazo.Alerts.Escalations.Keep(tx, before.Changed(name, before.Position, enabled, asker.Actor, now), content);
            });
            return context.SeeOther($"{Escalations}/{kept.Id}?done=escalation");
        }
        catch (Exception e) when (e is RefusedException or StaleException)
        {
            var typed = EscalationDraft.Of(name, enabled, content ?? row?.Written<EscalationContent>() ?? new EscalationContent(null, null, null));
            return await context.Show<EscalationPage, EscalationModel>((s, viewer) => new(row, source is null ? typed : typed with { Source = source }, Nameable.Of(s, asker.Tenant), Forms.Why(viewer, e), (e as RefusedException)?.Problems),
                e is StaleException ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status422UnprocessableEntity);
        }
    }
}
