using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Portal;

/// <summary>What a workspace promises to everybody.</summary>
public sealed record PromisesModel(Workspace Workspace, IReadOnlyList<PublicDoor> Doors, IReadOnlyList<PublicFigure> Figures);

/// <summary>Anybody may look, where a workspace wants it. A workspace that does not is as if it were not there.</summary>
internal static class PromisePages
{
    public static void MapPromises(this RouteGroupBuilder pages)
    {
        pages.MapGet("/promises", (HttpContext context, Db db, PublishedAgreements agreements, PublicFigures figures) => Show(context, db, agreements, figures, null)).AllowAnonymous();
        pages.MapGet("/promises/{workspace}", (HttpContext context, Db db, PublishedAgreements agreements, PublicFigures figures, string workspace) => Show(context, db, agreements, figures, workspace)).AllowAnonymous();
    }

    private static async Task<IResult> Show(HttpContext context, Db db, PublishedAgreements agreements, PublicFigures figures, string? named)
    {
        var viewer = context.Viewer();
        var model = await db.Read(s =>
        {
            // From here on the visitor carries the workspace, not the path.
            if (PromisePage.Visitor(s, named) is not { } visitor)
                return null;
            var workspace = Workspace.Get(s, visitor.Tenant);
            return new PromisesModel(workspace, PublicPromises.Doors(s, agreements, visitor.Tenant, viewer.Now), PromisePage.Of(s, visitor.Tenant).HasFigures ? figures.Of(s, workspace, viewer.Now) : []);
        }) ?? throw new MissingException();
        // Times are the workspace's: nobody knows where a visitor is. The language is theirs, or the workspace's where they ask for none.
        viewer = viewer with
        {
            Asker = null, User = null, Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(model.Workspace.Zone) ?? DateTimeZone.Utc,
            Words = context.Request.Headers.AcceptLanguage.Count == 0 ? ScreenWords.For(model.Workspace.Locale) : viewer.Words,
        };
        return context.Page<PromisesPage>(viewer, model);
    }
}
