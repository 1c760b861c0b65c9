using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Agreements;

internal static class AgreementApi
{
    public static void MapAgreements(this RouteGroupBuilder api) =>
        api.MapPost("/agreements", Publish).For(Ability.Manage).Accepts<string>("application/yaml")
            .WithSummary("Publishes the agreements of a file: all of them, or none when one has an error.");

    private static async Task<Ok<Published>> Publish(HttpContext context, Db db, IClock clock)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return TypedResults.Ok(await context.Once(db, now, tx =>
        {
            var (agreements, problems) = PublishedAgreements.Publish(tx, asker.Tenant, text, asker.Actor, now);
            return new Published(
                [.. agreements.Select(a => new PublishedVersion(a.Id, a.Version, a.Title, a.Hash))],
                [.. problems.Where(p => p.Severity == Severity.Warning).Select(InputProblem.Of)]);
        }));
    }
}

internal sealed record Published(IReadOnlyList<PublishedVersion> Agreements, IReadOnlyList<InputProblem> Warnings);

internal sealed record PublishedVersion(string Agreement, int Version, string Title, string Hash);
