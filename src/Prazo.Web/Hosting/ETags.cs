using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Prazo.Web.Hosting;

/// <summary>What is edited has a version; <c>If-Match</c> keeps one edit from wiping out another.</summary>
internal static class ETags
{
    public static void Set(HttpContext context, long version) => context.Response.Headers.ETag = Text(version);

    /// <summary>Refuses an edit of a version that the asker has not seen; who names none does not care.</summary>
    public static void Check(HttpContext context, long version)
    {
        var match = context.Request.Headers.IfMatch;
        if (match.Count > 0 && !match.SelectMany(h => (h ?? "").Split(',')).Select(t => t.Trim()).Any(t => t == "*" || t == Text(version)))
            throw new StaleException($"it is at {Text(version)} now");
    }

    /// <summary>What is to be edited, if it is there and still the version that the asker saw.</summary>
    public static T Seen<T>(HttpContext context, T? thing, Func<T, long> version) where T : class
    {
        Check(context, version(thing ?? throw new MissingException()));
        return thing;
    }

    private static string Text(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>The id of what was made.</summary>
internal sealed record Made(Guid Id);
