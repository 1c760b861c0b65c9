using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Prazo.Engine;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Hosting;

/// <summary>A refusal as problem+json, in one place.</summary>
internal sealed class Refusals(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var details = exception switch
        {
            RefusedException refused => Details(refused.Problems),
            StaleException stale => new ProblemDetails { Status = StatusCodes.Status412PreconditionFailed, Title = "It has changed since it was read.", Detail = stale.Message },
            MissingException => new ProblemDetails { Status = StatusCodes.Status404NotFound, Title = "Not Found" },
            BadHttpRequestException bad => new ProblemDetails
            {
                Status = bad.StatusCode, Title = bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The request is too large." : "The request cannot be read.",
                // What the asker wrote, and where; nothing of how it was read.
                Detail = bad.InnerException is JsonException json ? Where(json) : null,
            },
            // invalid_text_representation and its kin: a character that PostgreSQL cannot keep.
            DbException { SqlState: "22021" } => new ProblemDetails { Status = StatusCodes.Status400BadRequest, Title = "The request cannot be read.", Detail = "It holds a character that cannot be kept." },
            // The disk is full, or the database is away: what was asked is not done, and may be asked again.
            DbException fault when !Faults.IsOfTheData(fault) => new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable, Title = "The database cannot take it at the moment.", Detail = "Nothing was recorded of what is not acknowledged. Send it again." },
            _ => null,
        };
        if (details is null)
            return false;
        if (httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<PageMetadata>() is not null)
        {
            await Pages.Tell(httpContext, details.Status!.Value, exception is RefusedException ? exception.Message : null);
            return true;
        }
        Metrics.Refused(exception is RefusedException { Problems: [var first, ..] } ? first.Code : details.Status!.Value.ToString(CultureInfo.InvariantCulture));
        if (details.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "1";
        httpContext.Response.StatusCode = details.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details });
    }

    private static string Where(JsonException json)
    {
        // The serializer lists them in quotes after a colon, and names types of the program before it.
        var missing = json.Message.Contains("missing required", StringComparison.Ordinal) ? json.Message[(json.Message.IndexOf(':', StringComparison.Ordinal) + 1)..] : "";
        return missing.Contains('\'', StringComparison.Ordinal) ? $"Missing:{missing}" : json.Path is { } path ? $"At {path}." : "It is not JSON.";
    }

    private static ProblemDetails Details(IReadOnlyList<Problem> problems) => new()
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Title = "The input is refused.",
        Detail = problems.Count > 0 ? problems[0].Message : null,
        Extensions = { ["problems"] = problems.Select(InputProblem.Of).ToArray() },
    };
}

/// <summary>Something wrong with an input, and what to write instead.</summary>
public sealed record InputProblem(string Severity, string Code, int Line, int Column, string Path, string Message, string Hint)
{
    public static InputProblem Of(Problem p) =>
        new(p.Severity == Prazo.Engine.Severity.Error ? "error" : "warning", p.Code, p.At.Line, p.At.Column, p.Path, p.Message, p.Hint);
}
