using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Prazo.Web.Hosting;

/// <summary>Errors as problem+json (RFC 9457).</summary>
internal static class Problems
{
    public static async Task Write(HttpContext context, int status, string title, string? code = null)
    {
        context.Response.StatusCode = status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = Of(status, title, code) });
    }

    public static ProblemHttpResult Result(int status, string title, string? code = null) => TypedResults.Problem(Of(status, title, code));

    private static ProblemDetails Of(int status, string title, string? code)
    {
        var problem = new ProblemDetails { Status = status, Title = title };
        if (code is not null)
            problem.Extensions["code"] = code;
        return problem;
    }
}
