using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Prazo.Web.Hosting;

/// <summary>What is edited has a version; <c>If-Match</c> keeps one edit from wiping out another.</summary>
internal static class ETags
{
    public static void Set(HttpContext context, long version) => context.Response.Headers.ETag = Text(version);

    public static bool Given(HttpContext context) => context.Request.Headers.IfMatch.Count > 0;

    /// <summary>Whether the asker saw this version, or does not care.</summary>
    public static bool Fits(HttpContext context, long version) =>
        !Given(context) || context.Request.Headers.IfMatch.SelectMany(h => (h ?? "").Split(',')).Select(t => t.Trim()).Any(t => t == "*" || t == Text(version));

    /// <summary>Refuses an edit of a version that the asker has not seen.</summary>
    public static void Check(HttpContext context, long version)
    {
        if (!Fits(context, version))
            throw new StaleException($"it is at {Text(version)} now");
    }

    public static ProblemHttpResult Changed() => Problems.Result(StatusCodes.Status412PreconditionFailed, "It was changed meanwhile. Read it again.", "changed");

    private static string Text(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
