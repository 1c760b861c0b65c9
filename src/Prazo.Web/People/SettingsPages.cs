using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.People;

public sealed record WorkspaceModel(Workspace Workspace, Sent Sent);

public sealed record KeysModel(IReadOnlyList<ApiKey> Keys, Sent Sent, OnceShown? Made = null);

/// <summary>Where the settings begin; the workspace itself, and keys for programs.</summary>
internal static class SettingsPages
{
    public static void MapSettings(this RouteGroupBuilder pages)
    {
        pages.MapGet("/settings", (Delegate)Index).ForAny(Ability.Manage, Ability.Administer, Ability.Audit);
        pages.MapGet("/settings/workspace", (Delegate)ShowWorkspace).For(Ability.Administer);
        pages.MapPost("/settings/workspace", ChangeWorkspace).For(Ability.Administer);
        pages.MapGet("/settings/keys", (Delegate)Keys).For(Ability.Administer);
        pages.MapPost("/settings/keys", MakeKey).For(Ability.Administer);
        pages.MapPost("/settings/keys/{id:guid}/revoke", Revoke).For(Ability.Administer);
    }

    private static Task<IResult> Index(HttpContext context) => context.Show<SettingsPage, Sent>((_, _) => Sent.Nothing);

    private static Task<IResult> ShowWorkspace(HttpContext context) => context.Show<WorkspacePage, WorkspaceModel>((s, viewer) => Of(s, viewer, Sent.Nothing));

    private static WorkspaceModel Of(Session session, Viewer viewer, Sent sent) => new(Workspace.Get(session, viewer.Asker!.Tenant), sent);

    private static Task<IResult> ChangeWorkspace(HttpContext context, Db db, IClock clock) => context.Send<WorkspacePage, WorkspaceModel>(async form =>
    {
        var days = form.Given("days") is not { } text ? 0 : long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : -1;
        await KeyApi.ChangeWorkspace(context, new WorkspaceRequest(form.Given("name"), form.Given("locale"), form.Given("zone"), days, form.Given("accent"), form["four-eyes"] == "on", form["customer-approves"] == "on", StatementDays(form)), db, clock, known => form.Check(Forms.Mark(known)));
        return context.SeeOther("/settings/workspace?done=workspace");
    }, Of);

    /// <summary>Left empty: never.</summary>
    private static long StatementDays(IFormCollection form) => form.Given("statement-days") is not { } text ? -1 : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : long.MaxValue;

    private static Task<IResult> Keys(HttpContext context) => context.Show<KeysPage, KeysModel>((s, viewer) => AllKeys(s, viewer, Sent.Nothing) with { Made = context.Once() });

    /// <summary>Those that work before those that no longer do, the newest first.</summary>
    private static KeysModel AllKeys(Session session, Viewer viewer, Sent sent) => new([.. ApiKeys.All(session, viewer.Asker!.Tenant).Reverse().OrderBy(k => k.Revoked is not null)], sent);

    private static Task<IResult> MakeKey(HttpContext context, Db db, IClock clock) => context.Send<KeysPage, KeysModel>(async form =>
    {
        var days = form.Given("days") is { } text && int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var (name, ends) = (form.Given("name"), days is { } d ? clock.GetCurrentInstant() + Duration.FromDays(d) : (Instant?)null);
        var key = await KeyApi.Make(context, new KeyRequest(name, [.. form["scopes"].OfType<string>()], ends), db, clock);
        return context.SeeOther("/settings/keys", new OnceShown(name ?? "", key, ends));
    }, AllKeys);

    private static async Task<IResult> Revoke(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        return await db.Write(tx => ApiKeys.Revoke(tx, asker.Tenant, id, asker.Actor, clock.GetCurrentInstant())) ? context.SeeOther("/settings/keys?done=revoked") : throw new MissingException();
    }
}
