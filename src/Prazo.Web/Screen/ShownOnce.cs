using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Prazo.Web.People;

namespace Prazo.Web.Screen;

/// <summary>A secret that a form has made is shown on the page that the form leads to, once. Until then it waits in the browser that asked: no server has to remember it, and who loads the page
/// again neither sees it again nor makes another.</summary>
internal static class ShownOnce
{
    private const string Cookie = "prazo-once";
    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(2);

    public static IResult SeeOther(this HttpContext context, string where, OnceShown shown)
    {
        var kept = JsonSerializer.SerializeToUtf8Bytes(new Kept(shown.Whose, shown.Text, shown.Ends?.ToUnixTimeMilliseconds()));
        context.Response.Cookies.Append(Cookie, Base64Url.EncodeToString(kept), Options(context, where.Split('?')[0], Waits));
        return context.SeeOther(where);
    }

    /// <summary>What this page is to show; nothing the next time.</summary>
    public static OnceShown? Once(this HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } text)
            return null;
        context.Response.Cookies.Delete(Cookie, Options(context, context.Request.Path, null));
        try
        {
            return JsonSerializer.Deserialize<Kept>(Base64Url.DecodeFromChars(text)) is { Whose: not null, Text: not null } kept
                ? new OnceShown(kept.Whose, kept.Text, kept.Ends is { } ends ? Instant.FromUnixTimeMilliseconds(ends) : null) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context, string path, TimeSpan? age) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = path, MaxAge = age, IsEssential = true };

    private sealed record Kept(string Whose, string Text, long? Ends);
}
