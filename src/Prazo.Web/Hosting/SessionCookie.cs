using Microsoft.AspNetCore.Http;
using NodaTime;
using Prazo.People;

namespace Prazo.Web.Hosting;

/// <summary>Where a browser keeps its session. Over https nobody but this host can have set it (<c>__Host-</c>); over plain http there is no such promise, so it has another name and the answer says so.</summary>
internal static class SessionCookie
{
    private const string Safe = "__Host-prazo", Plain = "prazo";

    public static string? Read(HttpRequest request) => request.Cookies[request.IsHttps ? Safe : Plain];

    public static void Set(HttpResponse response, string token, Instant now) =>
        response.Cookies.Append(Name(response), token, Options(response, (now + Sessions.Longest).ToDateTimeOffset()));

    public static void Clear(HttpResponse response) => response.Cookies.Delete(Name(response), Options(response, null));

    private static string Name(HttpResponse response) => response.HttpContext.Request.IsHttps ? Safe : Plain;

    private static CookieOptions Options(HttpResponse response, DateTimeOffset? expires) => new()
    {
        HttpOnly = true, Secure = response.HttpContext.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", Expires = expires, IsEssential = true,
    };
}
