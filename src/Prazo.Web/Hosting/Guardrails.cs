using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Workspaces;

namespace Prazo.Web.Hosting;

/// <summary>How many requests a minute are answered.</summary>
/// <param name="Known">Of one key or one person.</param>
/// <param name="Anonymous">Of one address without either; such as attempts to sign in.</param>
public sealed record RateLimits(int Known, int Anonymous)
{
    /// <summary>A program that feeds events in bulk stays far below it.</summary>
    public static readonly RateLimits Default = new(30_000, 300);
}

/// <summary>What holds for every request, whoever sends it: how many, how large, by which way, and what browsers are told about the answer.</summary>
internal static class Guardrails
{
    private const long MostBytes = 2L << 20;

    public static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostBytes;
    }

    /// <summary>A request may be larger than the usual 2 MB, packed or not.</summary>
    public static T TakesUpTo<T>(this T endpoint, long bytes) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestSizeLimitAttribute(bytes));

    public static void AddRateLimits(this IServiceCollection services, RateLimits limits) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? RateLimitPartition.GetNoLimiter("health")
            : context.Features.Get<Principal>() is { } asker ? Window($"{asker.Tenant} {asker.Actor}", limits.Known)
            : Window("from " + context.Connection.RemoteIpAddress, limits.Anonymous));
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await Problems.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests.", "rate-limit");
        };
    });

    private static RateLimitPartition<string> Window(string who, int perMinute) => RateLimitPartition.GetSlidingWindowLimiter(who,
        _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 });

    /// <summary>Believes a proxy on this machine about the scheme and the address that it saw; tells browsers to be strict.</summary>
    public static void UseGuardrails(this WebApplication app, ServerOptions options)
    {
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.Use(async (context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Headers(context);
                return Task.CompletedTask;
            });
            if (options.RequireHttps && !context.Request.IsHttps && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                await Problems.Write(context, StatusCodes.Status403Forbidden, "This server answers over https only.", "https-required");
            // No text in a database holds it, and no honest caller sends it.
            else if ((context.Request.Path.Value ?? "").Contains('\0', StringComparison.Ordinal) || (context.Request.QueryString.Value ?? "").Contains("%00", StringComparison.Ordinal))
                await Problems.Write(context, StatusCodes.Status400BadRequest, "The request cannot be read.", "bad-character");
            else
                await next(context);
        });
    }

    private static void Headers(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        // Data, not a page: nothing in it may run or load. Pages say their own.
        headers.TryAdd("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        headers.TryAdd("Cache-Control", "no-store");
        if (context.Request.IsHttps)
            headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
    }
}
