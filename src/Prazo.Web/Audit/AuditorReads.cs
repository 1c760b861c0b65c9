using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Web.Audit;

/// <summary>Auditors read everything and change nothing; what they read is written down, before it is answered: who, when, which page or endpoint and which object. Not what they searched for,
/// which may be a name (S9), and the same one within some minutes once.</summary>
internal sealed class AuditorReads(Db db, IClock clock)
{
    public const string Action = "session.read";

    private const int Most = 10_000, LongestPath = 300;
    private static readonly Duration Together = Duration.FromMinutes(10);

    /// <summary>When each was last written down by this process.</summary>
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Person, string Path), Instant> _written = new();

    public Task Watch(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Features.Get<Principal>() is { IsAuditor: true } asker
            && context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.RoutePattern.RawText != "/live")
            context.Response.OnStarting(() => context.Response.StatusCode is >= 200 and < 300 ? Note(context, asker) : Task.CompletedTask);
        return next(context);
    }

    private async Task Note(HttpContext context, Principal asker)
    {
        var (now, path) = (clock.GetCurrentInstant(), context.Request.Path.Value is { Length: <= LongestPath } p ? p : context.Request.Path.Value![..LongestPath]);
        var key = (asker.Tenant, asker.Person!.Value, path);
        if (_written.TryGetValue(key, out var last) && now - last < Together)
            return;
        if (_written.Count >= Most)
            foreach (var (old, at) in _written)
                if (now - at >= Together || _written.Count >= 2 * Most)
                    _written.TryRemove(old, out _);
        var asked = context.Request.Query.Keys.Where(k => k.Length <= 60).Order(StringComparer.Ordinal).Take(20);
        await db.Write(tx => AuditTrail.Write(tx, asker.Tenant, asker.Actor, Action, "page:" + path, context.Request.Query.Count == 0 ? "{}" : JsonSerializer.Serialize(new { asked }), now));
        _written[key] = now;
    }
}
