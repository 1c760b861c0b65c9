using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Storage;

namespace Prazo.Web.Screen;

/// <summary>An endpoint that answers people with a page: who is not signed in is asked to, and what goes wrong is told on a page.</summary>
internal sealed record PageMetadata;

/// <summary>Pages are endpoints like those of the API: one policy each, one component each. What they change they change by the product's own functions.</summary>
internal static class Pages
{
    private const string NonceKey = "prazo.nonce";

    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder app) => app.MapGroup("").WithMetadata(new PageMetadata()).ExcludeFromDescription();

    /// <summary>A component as the whole answer. It takes a <see cref="Viewer"/> as <c>V</c> and what it shows as <c>Model</c>.</summary>
    public static RazorComponentResult<T> Page<T>(this HttpContext context, Viewer viewer, object? model = null, int status = StatusCodes.Status200OK) where T : IComponent
    {
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{viewer.Nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { ["V"] = viewer };
        if (model is not null)
            parameters["Model"] = model;
        return new RazorComponentResult<T>(parameters) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>Reads what a page shows, and who looks at it, in one snapshot.</summary>
    public static async Task<IResult> Show<T, TModel>(this HttpContext context, Func<Session, Viewer, TModel> read, int status = StatusCodes.Status200OK) where T : IComponent where TModel : class
    {
        var (viewer, model) = await context.RequestServices.GetRequiredService<Db>().Read(s =>
        {
            var viewer = context.Viewer(s);
            return (viewer, read(s, viewer));
        });
        return context.Page<T>(viewer, model, status);
    }

    /// <summary>A page that says what went wrong, in the reader's language.</summary>
    public static async Task Tell(HttpContext context, int status, string? refused = null)
    {
        var viewer = await Looking(context);
        var said = refused is not null ? viewer.Say("error.refused", refused) : viewer[status switch
        {
            StatusCodes.Status404NotFound => "error.not-found",
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "error.forbidden",
            StatusCodes.Status412PreconditionFailed => "error.stale",
            >= 400 and < 500 => "error.unreadable",
            _ => "error.fault",
        }];
        await context.Page<ErrorPage>(viewer, new ErrorModel(said), status).ExecuteAsync(context);
    }

    /// <summary>Who looks; where the database is away, as far as can be known without it.</summary>
    private static async Task<Viewer> Looking(HttpContext context)
    {
        try
        {
            return await context.RequestServices.GetRequiredService<Db>().Read(s => context.Viewer(s));
        }
        catch (DbException)
        {
            return context.Viewer();
        }
    }

    /// <summary>Whether a person is waiting for a page, and not a program for data.</summary>
    public static bool WantsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    /// <summary>Where a form leads when it is done: 303, so that going back does not send it again.</summary>
    public static IResult SeeOther(this HttpContext context, string where)
    {
        context.Response.Headers.Location = where;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>A path on this server that a form or a link may lead back to; anything else leads home.</summary>
    public static string Own(string? path) => path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";

    public static string NonceOf(HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
            context.Items[NonceKey] = nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        return nonce;
    }
}
