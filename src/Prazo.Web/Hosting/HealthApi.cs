using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Storage;

namespace Prazo.Web.Hosting;

/// <summary>For those who watch over the process.</summary>
internal static class HealthApi
{
    public static void MapHealth(this RouteGroupBuilder health)
    {
        health.AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new Health("live")));
        health.MapGet("/ready", Ready);
    }

    private static async Task<Results<Ok<Health>, StatusCodeHttpResult>> Ready(Db db)
    {
        try
        {
            await db.Read(s => s.Value<long>("SELECT MAX(number) FROM migrations"));
            return TypedResults.Ok(new Health("ready"));
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}

internal sealed record Health(string Status);
