using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.People;

/// <summary>Keys for programs, and the workspace itself.</summary>
internal static class KeyApi
{
    public static void MapKeys(this RouteGroupBuilder api)
    {
        api.MapGet("/keys", All).For(Ability.Audit).WithSummary("API keys: names, scopes, when they were last used; never the keys.");
        api.MapPost("/keys", Create).For(Ability.Administer).WithSummary("Makes an API key with scopes; the answer has the key, shown this once.");
        api.MapDelete("/keys/{id:guid}", Revoke).For(Ability.Administer).WithSummary("Revokes a key, at once and for good.");
        api.MapGet("/workspace", Get).For(Ability.Read).WithSummary("The workspace: name, language, zone, retention, colour, who approves agreements.");
        api.MapPatch("/workspace", Change).For(Ability.Administer).WithSummary("Changes the workspace; what is left out stays. A retention of 0 days keeps everything.");
    }

    private static async Task<Ok<KeyList>> All(HttpContext context, Db db) =>
        TypedResults.Ok(new KeyList([.. (await db.Read(s => ApiKeys.All(s, context.Asker().Tenant))).Select(KeyView.Of)]));

    private static async Task<Ok<NewKey>> Create(HttpContext context, KeyRequest request, Db db, IClock clock) => TypedResults.Ok(new NewKey(await Make(context, request, db, clock)));

    internal static async Task<string> Make(HttpContext context, KeyRequest request, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        if (request.Ends is { } ends && ends <= now)
            throw new RefusedException("past", "ends", "the key would have ended already", "write an instant to come");
        return await db.Write(tx => ApiKeys.Create(tx, asker.Tenant, request.Name ?? "", request.Scopes ?? [], asker.Actor, now, request.Ends, asker.Behind));
    }

    private static async Task<Results<NoContent, NotFound>> Revoke(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        return await db.Write(tx => ApiKeys.Revoke(tx, asker.Tenant, id, asker.Actor, clock.GetCurrentInstant())) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async Task<Ok<WorkspaceView>> Get(HttpContext context, Db db) => TypedResults.Ok(WorkspaceView.Of(await db.Read(s => Workspace.Get(s, context.Asker().Tenant))));

    private static async Task<Ok<WorkspaceView>> Change(HttpContext context, WorkspaceRequest request, Db db, IClock clock) => TypedResults.Ok(WorkspaceView.Of(await ChangeWorkspace(context, request, db, clock)));

    internal static async Task<Workspace> ChangeWorkspace(HttpContext context, WorkspaceRequest request, Db db, IClock clock, Action<Workspace>? check = null)
    {
        var asker = context.Asker();
        if (request.RetentionDays is < 0 or > 36500)
            throw new RefusedException("out-of-range", "retentionDays", "texts are kept 1 to 36,500 days, or 0 for ever", "write a number of days");
        if (request.Accent is { } wanted && !Workspace.Accents.Contains(wanted))
            throw new RefusedException("bad-value", "accent", $"'{wanted}' is no colour of pages", "write one of " + string.Join(", ", Workspace.Accents));
        if (request.StatementDays is < -1 or > 60)
            throw new RefusedException("out-of-range", "statementDays", "statements are drafted 0 to 60 days after their period, or with -1 never by themselves", "write a number of days");
        return await db.Write(tx =>
        {
            var workspace = Workspace.Get(tx, asker.Tenant);
            check?.Invoke(workspace);
            var changed = workspace with
            {
                Name = Handles.Line(request.Name, "name") ?? workspace.Name, Locale = Handles.Locale(request.Locale) ?? workspace.Locale, Zone = Handles.Zone(request.Zone) ?? workspace.Zone,
                RetentionDays = request.RetentionDays is null ? workspace.RetentionDays : request.RetentionDays == 0 ? null : request.RetentionDays,
                Accent = request.Accent is null ? workspace.Accent : request.Accent == Workspace.Accents[0] ? null : request.Accent,
                FourEyes = request.FourEyes is { } second ? second ? 1 : 0 : workspace.FourEyes, CustomerApproves = request.CustomerApproves is { } customer ? customer ? 1 : 0 : workspace.CustomerApproves,
                StatementDays = request.StatementDays is null ? workspace.StatementDays : request.StatementDays == -1 ? null : request.StatementDays,
            };
            if (changed != workspace)
                Workspace.Change(tx, changed, asker.Actor, clock.GetCurrentInstant());
            return changed;
        });
    }
}

internal sealed record KeyRequest(string? Name, IReadOnlyList<string>? Scopes, Instant? Ends);

internal sealed record KeyList(IReadOnlyList<KeyView> Keys);

/// <param name="Owner">The user whose it is: a key is no second person beside its owner.</param>
internal sealed record KeyView(Guid Id, string Name, IReadOnlyList<string> Scopes, Instant Created, string CreatedBy, Guid? Owner, Instant? LastUsed, Instant? Ends, Instant? Revoked)
{
    public static KeyView Of(ApiKey k) => new(k.Id, k.Name, k.Scopes.Split(' '), k.Created, k.CreatedBy, k.OwnerId, k.LastUsed, k.Ends, k.Revoked);
}

internal sealed record NewKey(string Key);

/// <param name="StatementDays">0 to 60; -1: never.</param>
internal sealed record WorkspaceRequest(string? Name, string? Locale, string? Zone, long? RetentionDays, string? Accent = null, bool? FourEyes = null, bool? CustomerApproves = null, long? StatementDays = null);

internal sealed record WorkspaceView(Guid Id, string Name, string Locale, string Zone, Instant Created, long? RetentionDays, string Accent, bool FourEyes, bool CustomerApproves, long? StatementDays)
{
    public static WorkspaceView Of(Workspace w) => new(w.TenantId, w.Name, w.Locale, w.Zone, w.Created, w.RetentionDays, w.Accent ?? Workspace.Accents[0], w.FourEyes == 1, w.CustomerApproves == 1, w.StatementDays);
}
