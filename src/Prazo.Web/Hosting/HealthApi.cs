using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Prazo.Storage;

namespace Prazo.Web.Hosting;

/// <summary>For those who watch over the process.</summary>
internal static class HealthApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this RouteGroupBuilder health)
    {
        health.AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new Health("live")));
        health.MapGet("/ready", Ready);
    }

    /// <summary>Whether requests may be sent here: not while it stops, not without its database, not when a newer program has taken the database over. While it starts and migrates, it does
    /// not listen yet.</summary>
    private static async Task<Results<Ok<Health>, ProblemHttpResult>> Ready(Db db, IHostApplicationLifetime server)
    {
        if (server.ApplicationStopping.IsCancellationRequested)
            return NotReady("stopping");
        try
        {
            var newest = Schema.Newest(await db.Read(Schema.Applied).WaitAsync(Patience));
            return !db.IsThere ? NotReady("database") : newest == Schema.Version ? TypedResults.Ok(new Health("ready")) : NotReady("schema");
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            return NotReady("database");
        }
    }

    private static ProblemHttpResult NotReady(string why) => Problems.Result(StatusCodes.Status503ServiceUnavailable, "The server is not ready.", why);
}

internal sealed record Health(string Status);
