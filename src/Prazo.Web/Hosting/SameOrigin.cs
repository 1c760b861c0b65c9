using Microsoft.AspNetCore.Http;

namespace Prazo.Web.Hosting;

/// <summary>Antiforgery for the API: a browser sends its cookie whoever made it ask, so a request that changes something and came with one must have been made by a page of this server.
/// Browsers say who made it: <c>Sec-Fetch-Site</c>, and over plain http, where they leave that out, <c>Origin</c>; neither can be set by a page. A program that uses a cookie sends
/// neither and says <c>Prazo-Request: 1</c> instead, which a foreign page cannot without being allowed to by CORS, and nobody is. So there is no token to fetch and to keep in step.</summary>
internal static class SameOrigin
{
    public const string Header = "Prazo-Request";

    public static async Task Guard(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (IsUnsafe(request.Method) && (context.Features.Get<BrowserSession>() is not null ? !IsOwn(request, otherwise: request.Headers.ContainsKey(Header))
            : context.GetEndpoint()?.Metadata.GetMetadata<OnlyOwnPages>() is not null && !IsOwn(request, otherwise: true)))
        {
            await Problems.Write(context, StatusCodes.Status403Forbidden, "The request came from a page of another site.", "cross-origin");
            return;
        }
        await next(context);
    }

    private static bool IsOwn(HttpRequest request, bool otherwise) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site == "same-origin"
        // Behind a proxy that ends TLS the scheme may differ; the host may not.
        : request.Headers.Origin.ToString() is { Length: > 0 } origin ? Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
        : otherwise;

    private static bool IsUnsafe(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);
}

/// <summary>An endpoint that sets a cookie: a page of another site must not sign people in either.</summary>
internal sealed record OnlyOwnPages;
