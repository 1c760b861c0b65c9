using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prazo.Workspaces;

namespace Prazo.Web.Hosting;

/// <summary>What became of requests: faults and what was slow always, the others where asked for. With the request's id and its workspace, never with what was in it.</summary>
internal sealed partial class RequestLog(ILogger<RequestLog> log)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    public static void Use(WebApplication app, bool every)
    {
        var requests = ActivatorUtilities.CreateInstance<RequestLog>(app.Services);
        app.Use(async (context, next) =>
        {
            var start = Stopwatch.GetTimestamp();
            await next(context);
            requests.Tell(context, Stopwatch.GetElapsedTime(start), every);
            Name(context);
        });
    }

    /// <summary>The span of a request, in the words of OpenTelemetry: its route and not its path.</summary>
    private static void Name(HttpContext context)
    {
        if (Activity.Current is not { IsAllDataRequested: true } activity)
            return;
        var (method, route, status) = (context.Request.Method, Route(context), context.Response.StatusCode);
        activity.DisplayName = route is null ? method : $"{method} {route}";
        activity.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status);
        if (context.Features.Get<Principal>() is { } asker)
            activity.SetTag("prazo.tenant", asker.Tenant.ToString());
        if (status >= 500)
            activity.SetStatus(ActivityStatusCode.Error);
    }

    private static string? Route(HttpContext context) => ((context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText;

    private void Tell(HttpContext context, TimeSpan took, bool every)
    {
        var (fault, status) = (context.Features.Get<IExceptionHandlerFeature>()?.Error, context.Response.StatusCode);
        // A stream is as long as its reader likes.
        var streams = context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;
        var level = status == StatusCodes.Status503ServiceUnavailable ? LogLevel.Warning : status >= 500 ? LogLevel.Error : took > Slow && !streams ? LogLevel.Warning : LogLevel.Information;
        // Whoever watches over the process asks every few seconds.
        if (level == LogLevel.Information && (!every || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)))
            return;
        var (route, tenant) = (Route(context) ?? "none", context.Features.Get<Principal>()?.Tenant);
        Answered(log, level, level == LogLevel.Information || status < 500 ? null : fault, context.Request.Method, route, status, took.TotalMilliseconds, context.TraceIdentifier, tenant);
    }

    [LoggerMessage(Message = "{Method} {Route} was answered {Status} after {Milliseconds:0.0} ms (request {Request}, workspace {Tenant})")]
    private static partial void Answered(ILogger log, LogLevel level, Exception? fault, string method, string route, int status, double milliseconds, string request, Guid? tenant);
}
