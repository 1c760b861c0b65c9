using System.Text.Json;

namespace Prazo.Web.Tests.Isolation;

/// <summary>An error is problem+json with its status and a title, and tells nothing of the inside.</summary>
internal static class ProblemShape
{
    // What only the inside says: stack traces, exceptions, SQL, paths of source files.
    private static readonly string[] Inside = ["   at ", "Exception", "Npgsql", "SQLite", "SELECT ", "INSERT ", "UPDATE ", ".cs:line", "tenant_id"];

    public static IEnumerable<string> Of(HttpResponseMessage response, string body)
    {
        var status = (int)response.StatusCode;
        if (status < 400)
            yield break;
        if (status >= 500)
            yield return $"a fault: {status} {body}";
        if (response.Content.Headers.ContentType?.MediaType == "text/html" && response.RequestMessage?.RequestUri?.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal) == false)
        {
            // A page, for people.
            foreach (var word in Inside.Where(w => body.Contains(w, StringComparison.Ordinal)))
                yield return $"{status} tells of the inside ({word.Trim()}): {body}";
            yield break;
        }
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            yield return $"{status} is no problem+json but {response.Content.Headers.ContentType}: {body}";
            yield break;
        }
        var problem = JsonElement.Parse(body);
        if (!problem.TryGetProperty("status", out var said) || said.GetInt32() != status || !problem.TryGetProperty("title", out var title) || string.IsNullOrEmpty(title.GetString()))
            yield return $"{status} without its status or a title: {body}";
        foreach (var word in Inside.Where(w => body.Contains(w, StringComparison.Ordinal)))
            yield return $"{status} tells of the inside ({word.Trim()}): {body}";
    }
}
